"""The demo street's organisations: the centre's 1+4+N, its mediation network and teams, and the firms and shops around them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from graph.ids import make_id
from graph.model import EVERYONE, Covers, Edge, MemberOf, Node, Officer, Organisation, Place, StatedAt
from loaders.demo.chance import Chance
from loaders.demo.mentions import make_mention
from loaders.demo.names import FEMALE, MALE, full_name
from loaders.demo.numbers import Numbers
from loaders.demo.places import Places, Room

_CENTRE = ("centre", "民权街道社会治安综合治理中心", "department", {"aliases": ("综治中心",)})
_MEMBERS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("committee", "民权街道党工委", "party_committee",
     {"tier": "core", "presence": "resident", "functions": ("public_order", "inspection")}),
    ("safety", "民权街道平安建设办公室", "department",
     {"tier": "resident", "presence": "resident", "functions": ("public_order", "petition"), "aliases": ("平安办", "平安建设办")}),
    ("grid", "民权街道网格化管理服务中心", "department",
     {"tier": "resident", "presence": "resident", "functions": ("grid",), "aliases": ("网格中心",)}),
    ("police", "民权街派出所", "department", {"tier": "resident", "presence": "resident", "functions": ("police",)}),
    ("justice", "民权街道司法所", "department",
     {"tier": "resident", "presence": "resident", "functions": ("justice", "legal_service"), "aliases": ("司法所",)}),
    ("civil", "民权街道民政办公室", "department",
     {"tier": "member", "presence": "rotating", "functions": ("civil_affairs",), "aliases": ("民政办",)}),
    ("city", "民权街道城管执法中心", "department",
     {"tier": "member", "presence": "rotating", "functions": ("city_management",), "aliases": ("城管执法中心",)}),
    ("market", "民权街市场监督管理所", "department",
     {"tier": "member", "presence": "rotating", "functions": ("market",), "aliases": ("市场监管所",)}),
    ("housing", "民权街房管所", "department",
     {"tier": "member", "presence": "rotating", "functions": ("housing",), "aliases": ("房管所",)}),
    ("labour", "民权街道人力资源和社会保障服务中心", "department",
     {"tier": "member", "presence": "rotating", "functions": ("labour",), "aliases": ("人社中心",)}),
    ("emergency", "民权街道应急管理办公室", "department",
     {"tier": "member", "presence": "rotating", "functions": ("emergency",), "aliases": ("应急办",)}),
    ("women", "民权街道妇女联合会", "association",
     {"tier": "member", "presence": "invited", "functions": ("women",), "aliases": ("街道妇联",)}),
    ("clinic", "民权街社区卫生服务中心", "hospital", {"tier": "member", "presence": "invited"}),
    ("court", "江汉区人民法院民权巡回法庭", "court",
     {"tier": "member", "presence": "rotating", "functions": ("court",), "aliases": ("民权法庭",)}),
    ("lawyers", "湖北江声律师事务所", "law_firm", {"tier": "member", "presence": "rotating", "functions": ("legal_service",)}),
    ("counsellors", "武汉同舟心理服务中心", "association", {"tier": "member", "presence": "invited", "functions": ("psychology",)}),
    ("congress", "民权街道人大代表联络站", "association", {"tier": "member", "presence": "invited"}),
    ("delegates", "民权街道党代表工作室", "association", {"tier": "member", "presence": "invited"}),
    ("mediators", "民权街道人民调解委员会", "mediation_committee",
     {"mediation_level": "street", "functions": ("justice",), "aliases": ("街道调委会",)}),
    ("studio", "民权三所一庭联调工作室", "mediation_committee",
     {"mediation_level": "studio", "functions": ("justice", "police", "court"), "aliases": ("三所一庭工作室",)}),
    ("gong", "平安锣", "volunteer_team", {"aliases": ("平安锣志愿巡逻队",)}),
    ("chufeng", "楚风自管队", "volunteer_team", {}),
    ("bangbang", "帮帮应急队", "volunteer_team", {}),
    ("yijing", "民权义警", "volunteer_team", {}),
)  # fmt: skip
_POSTS: tuple[tuple[str, str, int], ...] = (
    ("committee", "党工委书记", 1), ("committee", "党工委副书记", 2), ("safety", "平安建设办主任", 1), ("safety", "平安建设办干事", 2),
    ("grid", "网格中心主任", 1), ("police", "所长", 1), ("justice", "司法所长", 1), ("justice", "法律援助专干", 1),
    ("civil", "民政专干", 1), ("city", "城管执法队员", 2), ("market", "市场监管员", 2), ("housing", "房管员", 2), ("labour", "劳动监察员", 1),
    ("emergency", "应急专干", 1), ("women", "妇联主席", 1), ("court", "法官", 2), ("lawyers", "律师", 3), ("counsellors", "心理咨询师", 2),
    ("congress", "人大代表", 3), ("delegates", "党代表", 3), ("mediators", "专职调解员", 3), ("studio", "首席调解员", 1),
    ("gong", "队长", 1), ("chufeng", "队长", 1), ("bangbang", "队长", 1), ("yijing", "队长", 1),
)  # fmt: skip
_PROPERTY_COMPANIES = (
    "武汉安澜物业服务有限公司",
    "武汉汉悦物业服务有限公司",
    "湖北恒邻物业管理有限公司",
    "武汉江苑物业有限公司",
)
_ENTERPRISES = (
    "武汉启帆商贸有限公司", "武汉楚润餐饮管理有限公司", "湖北临江酒店管理有限公司", "武汉云桥快递服务有限公司", "武汉金雀家政服务有限公司",
    "湖北拓新装饰工程有限公司", "武汉沐阳教育咨询有限公司", "武汉捷修维保服务有限公司",
)  # fmt: skip
CONTRACTOR, CONTRACTOR_ALIKE = "湖北宏筑建设工程有限公司", "湖北宏筑建筑劳务有限公司"
RESTAURANT = "江汉区聚香阁餐馆"
_SHOP_WORDS = (
    "福满",
    "老街",
    "江城",
    "喜来",
    "鑫源",
    "百顺",
    "楚味",
    "同和",
    "佳佳",
    "美宜",
    "四季",
    "永兴",
    "晨光",
    "好邻",
    "吉祥",
)
_SHOP_TRADES = (
    "便利店",
    "热干面馆",
    "理发店",
    "水果店",
    "五金店",
    "药房",
    "副食店",
    "烧烤店",
    "打印店",
    "洗衣店",
    "棋牌室",
    "修车行",
)
_TEAM_BEATS = {"gong": (0, 1), "chufeng": (2, 3), "bangbang": (4, 5), "yijing": (0, 1, 2, 3, 4, 5)}


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
    grid_officers: dict[str, Officer] = field(default_factory=dict)
    """By the id of their grid."""
    records: list[Node | Edge] = field(default_factory=list)

    def __getitem__(self, key: str) -> Organisation:
        """A member, a team, the street's mediators or the studio."""
        return self.members[key]

    def named(self, name: str) -> Organisation:
        """The firm or shop of that full name."""
        firms = [*self.enterprises, *self.managers.values(), *(shop for shop, _ in self.shops)]
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
        record = f"MQ-DW-{len(self.made.shops) + len(self.made.enterprises):05d}"
        mention = make_mention(
            "register", record, visible_to=(room.community.id,), kind="organisation", role="resident",
            name=organisation.name, telephones=(organisation.telephone,), address=room.address, stated_on=self._since,
        )  # fmt: skip
        stated = StatedAt(source=mention.id, target=room.unit.id, tenure="lives", since=self._since)
        self.made.records += [mention, stated]

    def shop_name(self, taken: set[str]) -> str:
        """A name that is not taken yet; it is then."""
        plain = name = f"江汉区{self._chance.one(_SHOP_WORDS)}{self._chance.one(_SHOP_TRADES)}"
        branch = 1
        while name in taken:
            branch += 1
            name = f"{plain}（{branch}店）"
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
    key, name, kind, facts = _CENTRE
    centre = made.members[key] = founding.found(name, kind, **facts)
    for key, name, kind, facts in _MEMBERS:
        term = {"since": dt.date(2022, 1, 1), "until": dt.date(2026, 12, 31)} if facts.get("tier") else {}
        made.members[key] = founding.found(name, kind, **facts, **term)
        founding.join(made.members[key], centre, "成员单位" if facts.get("tier") else "联动力量")
    for key, post, count in _POSTS:
        for _ in range(count):
            founding.appoint(made.members[key], post)
    for key, beats in _TEAM_BEATS.items():
        for beat in beats:
            founding.cover(made.members[key], founding.places.communities[beat])


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
    managers = [founding.found(name, "property_company") for name in _PROPERTY_COMPANIES]
    for position, estate in enumerate(places.estates):
        made.managers[estate.id] = managers[position // 2 % len(managers)]
        founding.cover(made.managers[estate.id], estate)
    seats = iter(places.shops)
    for name in (*_ENTERPRISES, CONTRACTOR, CONTRACTOR_ALIKE):
        made.enterprises.append(founding.found(name, "enterprise"))
        founding.seat(made.enterprises[-1], next(seats))


def _found_shops(founding: _Founding) -> None:
    made, places = founding.made, founding.places
    taken: set[str] = set()
    for position, room in enumerate(places.shops[len(made.enterprises) :]):
        name = RESTAURANT if position == 0 else founding.shop_name(taken)
        shop = founding.found(name, "shop")
        made.shops.append((shop, room))
        founding.seat(shop, room)
