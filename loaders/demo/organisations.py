"""The demo street's organisations: 1+4+N, mediation network and teams, and the firms and shops around them."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.ids import make_id
from graph.model import EVERYONE, Covers, Edge, MemberOf, Node, Officer, Organisation, Place, StatedAt
from loaders.demo.chance import Chance
from loaders.demo.mentions import make_mention
from loaders.demo.names import FEMALE, MALE, full_name
from loaders.demo.numbers import Numbers
from loaders.demo.places import Places, Room

CONTRACTOR, CONTRACTOR_ALIKE = "湖北宏筑建设工程有限公司", "湖北宏筑建筑劳务有限公司"
RESTAURANT = "江汉区聚香阁餐馆"
_TERM: dict[str, Any] = {"since": dt.date(2022, 1, 1), "until": dt.date(2026, 12, 31)}
_BOOK: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class Organisations:
    """All organisations: the members by short keys, the others by what they are."""

    members: dict[str, Organisation] = field(default_factory=dict)
    officers: dict[str, list[Officer]] = field(default_factory=dict)
    """By the id of their organisation."""
    committees: dict[str, Organisation] = field(default_factory=dict)
    """Residents' committees by the id of their community."""
    panels: dict[str, Organisation] = field(default_factory=dict)
    """Mediation committees of communities, likewise."""
    rooms: dict[str, Organisation] = field(default_factory=dict)
    """Mediation rooms of estates, by the id of their community."""
    managers: dict[str, Organisation] = field(default_factory=dict)
    """Property companies by the id of their estate."""
    shops: list[tuple[Organisation, Room]] = field(default_factory=list)
    enterprises: list[Organisation] = field(default_factory=list)
    contractors: list[Organisation] = field(default_factory=list)
    """Two of almost the same name; the stories are about them."""
    grid_officers: dict[str, Officer] = field(default_factory=dict)
    """By the id of their grid."""
    records: list[Node | Edge] = field(default_factory=list)

    def __getitem__(self, key: str) -> Organisation:
        """A member, a team, the street's mediators or the studio."""
        return self.members[key]

    def named(self, name: str) -> Organisation:
        """The firm or shop of that full name."""
        firms = [*self.enterprises, *self.contractors, *self.managers.values(), *(shop for shop, _ in self.shops)]
        return next(each for each in firms if each.name == name)

    def officer(self, organisation: Organisation, chance: Chance) -> Officer | None:
        """Someone who works there; None when nobody is known."""
        staff = self.officers.get(organisation.id)
        return chance.one(staff) if staff else None


class _Founding:
    """Founds organisations and appoints their officers."""

    def __init__(self, *, seed: int, places: Places, numbers: Numbers, since: dt.date) -> None:
        self.made = Organisations()
        self.places = places
        self._chance = Chance(seed, "organisations")
        self._numbers = numbers
        self._since = since
        self._seated = 0
        self.free_rooms = iter(self._chance.some(places.shops, len(places.shops)))

    def found(self, name: str, kind: str, **facts: Any) -> Organisation:
        organisation = Organisation(
            id=make_id("organisation", name), visible_to=(EVERYONE,), name=name, kind=kind,
            telephone=self._numbers.telephone(), **facts,
        )  # fmt: skip
        self.made.records.append(organisation)
        return organisation

    def join(self, organisation: Organisation, centre: Organisation, post: str) -> None:
        self.made.records.append(MemberOf(source=organisation.id, target=centre.id, post=post, since=self._since))

    def appoint(self, organisation: Organisation, post: str, *, covers: Place | None = None) -> Officer:
        taken = {each.name for each in self.made.officers.get(organisation.id, [])}
        name = self._name()
        while name in taken:
            name = self._name()
        officer = Officer(
            id=make_id("officer", organisation.id, name), visible_to=(EVERYONE,), name=name, post=post,
            telephone=self._numbers.telephone(),
        )  # fmt: skip
        self.made.officers.setdefault(organisation.id, []).append(officer)
        self.made.records += [
            officer,
            MemberOf(source=officer.id, target=organisation.id, post=post, since=self._since),
        ]
        if covers is not None:
            self.cover(officer, covers)
        return officer

    def cover(self, who: Organisation | Officer, area: Place) -> None:
        self.made.records.append(Covers(source=who.id, target=area.id, since=self._since))

    def seat(self, organisation: Organisation, room: Room) -> None:
        """Enter a firm in the register at its address, as the street's list of units has it."""
        self._seated += 1
        record = f"MQ-DW-{self._seated:05d}"
        mention = make_mention(
            "register", record, visible_to=(room.community.id,), kind="organisation", role="resident",
            name=organisation.name, telephones=(organisation.telephone,), address=room.address, stated_on=self._since,
        )  # fmt: skip
        stated = StatedAt(source=mention.id, target=room.unit.id, tenure="lives", since=self._since)
        self.made.records += [mention, stated]

    def shop_name(self, taken: set[str]) -> str:
        """A name that is not taken yet; it is then."""
        plain = name = f"江汉区{self._chance.one(_BOOK['shops']['words'])}{self._chance.one(_BOOK['shops']['trades'])}"
        branch = 1
        while name in taken:
            branch += 1
            name = f"{plain}{branch}店"
        taken.add(name)
        return name

    def _name(self) -> str:
        return str(full_name(self._chance, sex=self._chance.one((MALE, FEMALE)), born=self._chance.number(1965, 1995)))


def found_organisations(*, seed: int, places: Places, numbers: Numbers, since: dt.date) -> Organisations:
    """Every organisation of the street, in office since `since`."""
    founding = _Founding(seed=seed, places=places, numbers=numbers, since=since)
    _found_members(founding)
    for position, community in enumerate(places.communities):
        _found_community(founding, community, position)
    _found_firms(founding)
    _found_shops(founding)
    return founding.made


def _found_members(founding: _Founding) -> None:
    made = founding.made
    centre = made.members["centre"] = founding.found(**_facts(_BOOK["centre"]))
    for member in _BOOK["member"]:
        organisation = founding.found(**_facts(member))
        made.members[member["key"]] = organisation
        founding.join(organisation, centre, "成员单位" if "tier" in member else "联动力量")
        for post, count in member.get("posts", {}).items():
            for _ in range(count):
                founding.appoint(organisation, post)
        for beat in member.get("beats", ()):
            founding.cover(organisation, founding.places.communities[beat])


def _facts(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry's own fields of `Organisation`."""
    facts = {name: value for name, value in entry.items() if name not in ("key", "posts", "beats")}
    term = _TERM if "tier" in entry else {}
    return {**term, **{name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}}


def _found_community(founding: _Founding, community: Place, position: int) -> None:
    made, places = founding.made, founding.places
    short = community.name.removesuffix("社区")
    committee = made.committees[community.id] = founding.found(
        f"{short}社区居民委员会", "community_committee", aliases=(community.name,)
    )
    panel = made.panels[community.id] = founding.found(
        f"{short}社区人民调解委员会", "mediation_committee", mediation_level="community", functions=("justice",)
    )
    room = made.rooms[community.id] = founding.found(
        f"{places.estates[2 * position].name}小微调解室", "mediation_committee", mediation_level="micro"
    )
    for organisation in (committee, panel, room):
        founding.join(organisation, made["centre"], "基层阵地")
    founding.appoint(committee, "社区书记", covers=community)
    founding.appoint(panel, "社区调解员", covers=community)
    founding.appoint(room, "调解志愿者", covers=places.estates[2 * position])
    founding.appoint(made["police"], "社区民警", covers=community)
    for grid in (each for each in places.grids if each.community == community.id):
        made.grid_officers[grid.id] = founding.appoint(made["grid"], "网格员", covers=grid)
    for building in (each for each in places.buildings if each.community == community.id and each.level == "building"):
        founding.appoint(committee, "楼栋长", covers=building)


def _found_firms(founding: _Founding) -> None:
    made, places = founding.made, founding.places
    managers = [founding.found(name, "property_company") for name in _BOOK["firms"]["property_companies"]]
    for position, estate in enumerate(places.estates):
        made.managers[estate.id] = managers[position // 2 % len(managers)]
        founding.cover(made.managers[estate.id], estate)
    made.enterprises = [founding.found(name, "enterprise") for name in _BOOK["firms"]["enterprises"]]
    made.contractors = [founding.found(name, "enterprise") for name in (CONTRACTOR, CONTRACTOR_ALIKE)]
    for firm in (*made.enterprises, *made.contractors):
        founding.seat(firm, next(founding.free_rooms))


def _found_shops(founding: _Founding) -> None:
    """Every room that is left has one."""
    made = founding.made
    taken: set[str] = set()
    for position, room in enumerate(founding.free_rooms):
        name = RESTAURANT if position == 0 else founding.shop_name(taken)
        shop = founding.found(name, "shop")
        made.shops.append((shop, room))
        founding.seat(shop, room)
