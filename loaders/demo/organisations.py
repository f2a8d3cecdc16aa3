"""The demo street's organisations: 1+4+N, mediation network and teams, and the firms and shops around them."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.ids import make_id
from graph.model import EVERYONE, Covers, Edge, MemberOf, Node, Officer, Organisation, Place, ReportsTo, StatedAt
from loaders.demo.cast import Staff
from loaders.demo.chance import Chance
from loaders.demo.mentions import make_mention
from loaders.demo.names import FEMALE, MALE, full_name
from loaders.demo.numbers import Numbers
from loaders.demo.places import Places, Room

CONTRACTOR, CONTRACTOR_ALIKE = "湖北宏筑建设工程有限公司", "湖北宏筑建筑劳务有限公司"
RESTAURANT = "江汉区聚香阁餐馆"
_TERM: dict[str, Any] = {"since": dt.date(2022, 1, 1), "until": dt.date(2026, 12, 31)}
_OWN = ("key", "posts", "beats", "reports_to")
"""What the book says of a member beside the fields of `Organisation`."""
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
    above: dict[str, str] = field(default_factory=dict)
    """By organisation: whom it reports to."""
    terms: dict[str, tuple[dt.date, dt.date | None]] = field(default_factory=dict)
    """By officer: first and last day; None: it lasts."""
    records: list[Node | Edge] = field(default_factory=list)
    later: list[tuple[dt.date, Node | Edge]] = field(default_factory=list)
    """What changed after the opening, and from which day."""

    def __getitem__(self, key: str) -> Organisation:
        """A member, a team, the street's mediators or the studio."""
        return self.members[key]

    def named(self, name: str) -> Organisation:
        """The firm or shop of that full name."""
        firms = [*self.enterprises, *self.contractors, *self.managers.values(), *(shop for shop, _ in self.shops)]
        return next(each for each in firms if each.name == name)

    def officer(self, organisation: Organisation, chance: Chance, *, on: dt.date) -> Officer | None:
        """Someone who works there on that day; None when nobody is known."""
        staff = [each for each in self.officers.get(organisation.id, ()) if self._serves(each, on)]
        return chance.one(staff) if staff else None

    def superior(self, organisation: Organisation) -> Organisation | None:
        """To whom it reports; None: to nobody here."""
        above = self.above.get(organisation.id)
        known = (*self.members.values(), *self.committees.values(), *self.panels.values())
        return next((each for each in known if each.id == above), None)

    def staff(self) -> Staff:
        """What a case's way needs to know of them."""
        homes = {officer.id: home for home, officers in self.officers.items() for officer in officers}
        return Staff(homes=homes, above=self.above)

    def _serves(self, officer: Officer, on: dt.date) -> bool:
        since, until = self.terms[officer.id]
        return since <= on and (until is None or on <= until)


class _Founding:
    """Founds organisations and appoints their officers."""

    def __init__(
        self, *, seed: int, places: Places, numbers: Numbers, since: dt.date, made: Organisations | None = None
    ) -> None:
        """`made`: those that there are already."""
        self.made = made or Organisations()
        self.places = places
        self._chance = Chance(seed, "organisations" if made is None else "changes")
        self._numbers = numbers
        self.since = since
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
        member = MemberOf(
            source=organisation.id, target=centre.id, post=post, since=self.since, until=organisation.until
        )
        self.made.records.append(member)

    def report(self, organisation: Organisation, above: Organisation) -> None:
        """Whom it reports to when it cannot do it alone, or when nobody comes (逐级吹哨)."""
        self.made.above[organisation.id] = above.id
        self.made.records.append(ReportsTo(source=organisation.id, target=above.id, since=self.since))

    def appoint(self, organisation: Organisation, post: str, *, covers: Place | None = None) -> Officer:
        officer = self._officer(organisation, post)
        self.made.records += [officer, *self._term(officer, organisation, covers, since=self.since)]
        return officer

    def succeed(self, officer: Officer, organisation: Organisation, *, on: dt.date, covers: Place) -> Officer:
        """Somebody else does the work from that day on; the term of `officer` ended the day before."""
        last = on - dt.timedelta(days=1)
        ended = self._term(officer, organisation, covers, since=self.since, until=last)
        follower = self._officer(organisation, officer.post)
        begun = self._term(follower, organisation, covers, since=on)
        self.made.later += [(on, each) for each in (*ended, follower, *begun)]
        return follower

    def cover(self, who: Organisation | Officer, area: Place) -> None:
        self.made.records.append(Covers(source=who.id, target=area.id, since=self.since))

    def _officer(self, organisation: Organisation, post: str) -> Officer:
        taken = {each.name for each in self.made.officers.get(organisation.id, [])}
        name = self._name()
        while name in taken:
            name = self._name()
        officer = Officer(
            id=make_id("officer", organisation.id, name), visible_to=(EVERYONE,), name=name, post=post,
            telephone=self._numbers.telephone(),
        )  # fmt: skip
        self.made.officers.setdefault(organisation.id, []).append(officer)
        return officer

    def _term(
        self, officer: Officer, organisation: Organisation, covers: Place | None, *, since: dt.date,
        until: dt.date | None = None,
    ) -> list[Edge]:  # fmt: skip
        self.made.terms[officer.id] = (since, until)
        term = {"since": since, "until": until}
        edges: list[Edge] = [MemberOf(source=officer.id, target=organisation.id, post=officer.post, **term)]
        if covers is not None:
            edges.append(Covers(source=officer.id, target=covers.id, **term))
        return edges

    def seat(self, organisation: Organisation, room: Room) -> None:
        """Enter a firm in the register at its address, as the street's list of units has it."""
        self._seated += 1
        record = f"MQ-DW-{self._seated:05d}"
        mention = make_mention(
            "register", record, visible_to=(room.community.id,), kind="organisation", role="resident",
            name=organisation.name, telephones=(organisation.telephone,), address=room.address, stated_on=self.since,
        )  # fmt: skip
        stated = StatedAt(source=mention.id, target=room.unit.id, tenure="lives", since=self.since)
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
    _draw_lines(founding)
    return founding.made


def change_hands(made: Organisations, *, seed: int, places: Places, numbers: Numbers, since: dt.date) -> None:
    """Terms that ended: a firm of lawyers that left, and grids that got another officer in the second year."""
    founding = _Founding(seed=seed, places=places, numbers=numbers, since=since, made=made)
    _found_member(founding, _BOOK["former"])
    founding.report(made["former_lawyers"], made["committee"])
    on = dt.date(since.year + 1, 7, 1)
    for community in places.communities[::2]:
        grid = next(each for each in places.grids if each.community == community.id)
        made.grid_officers[grid.id] = founding.succeed(made.grid_officers[grid.id], made["grid"], on=on, covers=grid)


def _found_members(founding: _Founding) -> None:
    made = founding.made
    made.members["centre"] = founding.found(**_facts(_BOOK["centre"]))
    for member in _BOOK["member"]:
        _found_member(founding, member)


def _found_member(founding: _Founding, member: dict[str, Any]) -> None:
    organisation = founding.made.members[member["key"]] = founding.found(**_facts(member))
    founding.join(organisation, founding.made["centre"], "成员单位" if "tier" in member else "联动力量")
    for post, count in member.get("posts", {}).items():
        for _ in range(count):
            founding.appoint(organisation, post)
    for beat in member.get("beats", ()):
        founding.cover(organisation, founding.places.communities[beat])


def _draw_lines(founding: _Founding) -> None:
    """Who reports to whom: rooms to panels, those to committees, all to the street's core at last."""
    made = founding.made
    for member in _BOOK["member"]:
        above = member.get("reports_to", None if member.get("tier") == "core" else "committee")
        if above is not None:
            founding.report(made[member["key"]], made[above])
    for community, committee in made.committees.items():
        founding.report(committee, made["safety"])
        founding.report(made.panels[community], committee)
        founding.report(made.rooms[community], made.panels[community])


def _facts(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry's own fields of `Organisation`."""
    facts = {name: value for name, value in entry.items() if name not in _OWN}
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
    founding.cover(committee, community)
    founding.cover(panel, community)
    founding.cover(room, places.estates[2 * position])
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
