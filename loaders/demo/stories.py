"""The planted stories: what the graph must find and a table does not show. `docs/demo.md` tells them to readers.

They play in the first and the last year of a street; the leak begins the year before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from graph.duty import acts
from graph.model import Organisation, Place
from loaders.demo.cast import Answer
from loaders.demo.chance import Chance
from loaders.demo.journey import Journey
from loaders.demo.organisations import CONTRACTOR, CONTRACTOR_ALIKE, RESTAURANT
from loaders.demo.places import Room
from loaders.demo.residents import Resident
from loaders.demo.setting import Setting, Side
from loaders.demo.ways import Clock, Ways, take_in

_DAY = dt.timedelta(days=1)
_WORKERS, _WORKERS_ALIKE = 12, 4
_WORKING_AGE = range(20, 58)
_TRIES = 12


class _Story:
    """What all stories need: the setting, a stream of chance, and a way to open a case in one call."""

    def __init__(self, setting: Setting, name: str, first: int, last: int) -> None:
        self.setting = setting
        self.organisations = setting.organisations
        self.chance = Chance(setting.seed, "story", name)
        self.first = first
        self.last = last
        self._open: list[Journey] = []

    def dispute(  # noqa: PLR0913 - what a row of a ledger states
        self, on: dt.date, *, source: str, type: str | None, title: str, text: str, where: Place, sides: Sequence[Side],
        department: str, kind: str = "dispute", **facts: Any,
    ) -> tuple[Journey, Ways, Clock]:  # fmt: skip
        journey = self.setting.open(
            source=source, kind=kind, on=on, title=title, text=text, where=where, sides=sides, chance=self.chance,
            dispute_type=type, **facts,
        )  # fmt: skip
        self._open.append(journey)
        return journey, *take_in(self.setting, journey, day=on, department=department, chance=self.chance)

    def end(self) -> None:
        for each in self._open:
            each.file()

    def workers(self, count: int, on: dt.date) -> list[Resident]:
        """Residents of working age, of one community after the other; the same one twice only where there are few."""
        communities = self.setting.places.communities
        found: list[Resident] = []
        for turn in range(count * _TRIES):
            community = communities[len(found) % len(communities)]
            someone = self.setting.resident(self.chance, on=on, community=community)
            fitting = someone.age(on.year) in _WORKING_AGE and all(each is not someone for each in found)
            if fitting or turn >= count * (_TRIES - 1):
                found.append(someone)
            if len(found) == count:
                break
        return found

    def living_in(self, place: Place, on: dt.date) -> list[Resident]:
        """Grown residents of an estate, lane, road or community."""
        return [
            each
            for each in self.setting.residents.all
            if place in (each.room.whole, each.room.community) and each.telephone and each.lives_here(on)
        ]


def tell_stories(setting: Setting, *, first: int, last: int) -> None:
    """All of them, filed."""
    for tale in (_smoke, _leak, _wages, _landlord, _manager, _ping_pong, _drain, _awning, _tank, _namesakes):
        story = _Story(setting, tale.__name__, first, last)
        tale(story)
        story.end()


def _smoke(story: _Story) -> None:
    """One resident against one restaurant, by three channels within four days: duplicates."""
    restaurant, room = next(pair for pair in story.organisations.shops if pair[0].name == RESTAURANT)
    begin = dt.date(story.first, 6, 3)
    resident = story.chance.one(story.living_in(room.community, begin))
    rows = (
        (0, "hotline_12345", "phone", "city", "反映聚香阁餐馆油烟扰民",
         "江汉区聚香阁餐馆的排烟管正对居民窗户，从上午十点到晚上十点油烟不断，家里老人咳嗽不止，请派人处理。"),
        (1, "petition", "full", "market", "聚香阁餐馆油烟直排影响居民生活",
         "来信人反映楼下聚香阁餐馆没有安装油烟净化设备，油烟直排，多次与店主理论无果，请求市场监管部门核查其证照。"),
        (3, "grid", "phone", "city", "聚香阁餐馆油烟问题引发争执",
         "网格员巡查得知，居民因聚香阁餐馆油烟问题与店主发生争吵，居民称已打过12345也写过信，至今没有改。"),
    )  # fmt: skip
    for days, source, style, department, title, text in rows:
        sides = [Side("applicant", resident, style), Side("respondent", restaurant)]
        _, ways, clock = story.dispute(
            begin + days * _DAY, source=source, type="environment", title=title, text=text, where=room.unit,
            sides=sides, department=department,
        )  # fmt: skip
        clock.now = dt.datetime.combine(begin + 4 * _DAY, dt.time(9))  # all three had come in before any was taken up
        ways.community(clock, "聚香阁餐馆安装油烟净化器，排烟管改道至楼顶。")
        ways.follow_up(clock, satisfied=True)


def _leak(story: _Story) -> None:
    """One flat above another: settled, and back, in each of three years: recurrence."""
    pair = next(_one_above_another(story), None)
    if pair is None:  # a very small street
        return
    lower, upper = pair
    days = [dt.date(story.first - 1, 11, 12), dt.date(story.first, 10, 20), dt.date(story.last, 11, 3)]
    bodies = (
        "楼上卫生间渗水，主卧天花板湿了一大片，与楼上住户商量未果。",
        "去年修过的地方又漏了，墙皮大面积脱落，楼上说已经修过一次，不愿再出钱。",
        "第三年还是漏，楼上每次都只补表面，这次要求砸开重做防水。",
    )
    results = (
        "楼上住户更换软管并补胶。",
        "楼上住户局部重做防水，补偿楼下八百元。",
        "双方签订协议，楼上整体重做防水，三年内包修。",
    )
    title = f"{lower.room.unit.full_name}天花板漏水"
    for day, body, result in zip(days, bodies, results, strict=True):
        _, ways, clock = story.dispute(
            day, source="grid", type="leakage", title=title, text=body, where=lower.room.unit, department="housing",
            sides=[Side("applicant", lower, "phone"), Side("respondent", upper, "phone")],
        )  # fmt: skip
        ways.community(clock, result)
        ways.follow_up(clock, satisfied=True)


def _one_above_another(story: _Story) -> Iterator[tuple[Resident, Resident]]:
    """Two residents of the same door on adjoining storeys."""
    rooms = {each.unit.full_name: each for each in story.setting.places.dwellings}
    day = dt.date(story.first - 1, 11, 12)
    for room in story.setting.places.dwellings:
        above = rooms.get(_above(room))
        if above is None:
            continue
        pair = [_first_adult(story, each, day) for each in (room, above)]
        if pair[0] and pair[1]:
            yield pair[0], pair[1]


def _above(room: Room) -> str:
    """The full name of the room above, where there is one: 502室 above 402室."""
    door = room.unit.name
    return room.unit.full_name.removesuffix(door) + f"{int(door[0]) + 1}{door[1:]}"


def _first_adult(story: _Story, room: Room, day: dt.date) -> Resident | None:
    people = story.setting.residents.of_unit.get(room.unit.id, [])
    return next((each for each in people if each.telephone and each.lives_here(day) and each.until is None), None)


def _wages(story: _Story) -> None:
    """Twelve workers against one contractor: a group. Four against another of almost the same name: not of it."""
    begin = dt.date(story.last, 1, 6)
    site = story.setting.places.communities[1]
    workers = story.workers(_WORKERS + _WORKERS_ALIKE, begin)
    groups = ((CONTRACTOR, workers[:_WORKERS]), (CONTRACTOR_ALIKE, workers[_WORKERS:]))
    for name, people in groups:
        firm = story.organisations.named(name)
        for position, worker in enumerate(people):
            _worker(story, worker, firm, begin + (position % 9) * _DAY, site, taken_up=begin + 9 * _DAY)


def _worker(
    story: _Story, worker: Resident, firm: Organisation, day: dt.date, site: Place, *, taken_up: dt.date
) -> None:
    """`taken_up`: when all of them had come in."""
    amount = story.chance.number(42, 180) * 100
    text = f"在{firm.name}承接的老旧小区改造工地做工，年底了还有{amount}元工资没有发，工友们都一样，要求过年前结清。"
    source = story.chance.weighted({"walk_in": 6, "hotline_12345": 3, "grid": 2})
    _, ways, clock = story.dispute(
        day, source=source, type="wage", title=f"{firm.name}拖欠农民工工资", text=text, where=site, department="labour",
        sides=[Side("applicant", worker, "full"), Side("respondent", firm)], amount=float(amount),
    )  # fmt: skip
    clock.now = max(clock.now, dt.datetime.combine(taken_up, dt.time(9)))
    ways.street(clock, f"{firm.name}当场支付工资{amount}元。")
    ways.follow_up(clock, satisfied=True)


def _landlord(story: _Story) -> None:
    """One man lets rooms all over the street and keeps deposits: a recurring party over four communities."""
    begin = dt.date(story.first, 2, 20)
    landlord = story.setting.resident(story.chance, on=begin, community=story.setting.places.communities[2])
    span = (dt.date(story.last, 11, 1) - begin).days
    for position in range(6):
        day = begin + (span * position // 6) * _DAY
        tenant = story.setting.resident(
            story.chance, on=day, community=story.setting.places.communities[(2, 3, 4, 5, 3, 4)[position]]
        )
        if tenant is landlord:
            continue
        amount = story.chance.number(8, 30) * 100
        _, ways, clock = story.dispute(
            day, source=story.chance.one(("walk_in", "grid", "hotline_12345")), type="tenancy", where=tenant.room.unit,
            title=f"{tenant.room.unit.full_name}退租押金纠纷", amount=float(amount), department="justice",
            text=f"租住的房子是从二房东手里转租的，退租时对方以各种名目扣下押金{amount}元，也不给收据。",
            sides=[Side("applicant", tenant), Side("respondent", landlord, story.chance.one(("phone", "full")))],
        )  # fmt: skip
        ways.community(clock, f"对方退还押金{amount}元。")
        ways.follow_up(clock, satisfied=True)


def _manager(story: _Story) -> None:
    """One property company, disputed in two estates of two communities at the same time."""
    estates = story.setting.places.estates
    manager = story.organisations.managers[estates[0].id]
    managed = [each for each in estates if story.organisations.managers[each.id] is manager]
    for estate, month in ((managed[0], 3), (managed[-1], 4)):
        for position in range(3):
            day = dt.date(story.last, month, 5 + 6 * position)
            people = story.living_in(estate, day) or story.workers(1, day)
            _, ways, clock = story.dispute(
                day, source=("grid", "hotline_12345", "walk_in")[position], type="property_service", where=estate,
                title=f"{estate.full_name}业主反映物业擅自涨价", department="housing",
                text=f"{manager.name}没有经过业主大会同意，把{estate.full_name}的物业费每平方米涨了三毛，公示栏里也看不到账目。",
                sides=[Side("applicant", story.chance.one(people)), Side("respondent", manager)],
            )  # fmt: skip
            ways.community(clock, f"{manager.name}撤回涨价通知，公示近两年收支。")
            ways.follow_up(clock, satisfied=True)


def _ping_pong(story: _Story) -> None:
    """城管 to 房管, back, and there again: who answers? 踢皮球."""
    city, housing, safety = (story.organisations[key] for key in ("city", "housing", "safety"))
    day = dt.date(story.first, 4, 9)
    applicant = story.setting.resident(story.chance, on=day, community=story.setting.places.communities[3])
    room = applicant.room
    journey, ways, clock = story.dispute(
        day, source="hotline_12345", type="neighbour", where=room.building,
        title=f"{room.building.full_name}楼顶违建堵住公共晒台",
        text="顶楼住户用铁皮围起公共晒台，其他住户上不去。问城管说是房屋结构归房管，问房管说是违建归城管。",
        sides=[Side("applicant", applicant, "phone")], department="city",
    )  # fmt: skip
    giver = ways.receiver
    turns = (
        (city, "涉嫌违建，请城管查处。"),
        (housing, "属房屋公共部位，请房管认定。"),
        (city, "房管无执法权，请城管处置。"),
        (housing, "需先鉴定产权，再次移交。"),
    )
    for taker, reason in turns:
        journey.hand_over(clock.after(1, 4), giver, taker, reason=reason, answer_at=clock.after(1, 2))
        giver = taker
    ways.put_before(clock)  # after two returns they have to sit down together
    reason = "会商认定为公共部位，请依法拆除。"
    journey.hand_over(clock.after(1, 2), giver, city, reason=reason, answer_at=clock.after(0, 1))
    at = clock.after(1, 3)
    answers = [Answer(each, at + dt.timedelta(hours=3), "到场联合认定。") for each in (city, housing)]
    journey.whistle(at, safety, subject="楼顶违建反复移交，请两家同时到场。", due_at=at + _DAY, answers=answers)
    journey.take(acts.Lead(at=clock.after(1, 2), by=safety.id, leader=safety.id, reason="平安办牵头到底。"))
    journey.settle(clock.after(2, 5), city, outcome="rectified", result="违建已拆除，晒台恢复公用。")
    ways.follow_up(clock, satisfied=True)


def _drain(story: _Story) -> None:
    """A lane floods with every rain, for years: many departments, and one that leads them."""
    lane = next(each for each in story.setting.places.grids if each.name.endswith("第三网格"))
    houses = [each.room.whole for each in story.setting.residents.all if each.room.grid.id == lane.id]
    where = houses[0] if houses else lane
    for month, source in ((5, "grid"), (6, "hotline_12345"), (7, "petition")):
        day = dt.date(story.first, month, 14)
        people = story.living_in(where, day) or story.workers(1, day)
        _, ways, clock = story.dispute(
            day, source=source, type="other", title=f"{where.full_name}逢雨必淹", where=where, legacy=month == 5,
            text=f"{where.full_name}地势低，排水管几十年没改过，一下大雨就往屋里灌水，反映过多年，产权和管养一直说不清。",
            sides=[Side("applicant", story.chance.one(people))], department="city",
            scale="general_group", participants=26, stage="street",
        )  # fmt: skip
        helpers = tuple(story.organisations[key] for key in ("city", "housing", "emergency"))
        leader = story.organisations["safety"]
        ways.jointly(clock, "多部门出资更换排水管，雨季验收合格。", leader=leader, helpers=helpers)
        ways.follow_up(clock, satisfied=True)


def _awning(story: _Story) -> None:
    """A market lane's awnings and wires: four departments on the same street, and nobody who leads."""
    _, room = story.organisations.shops[-1]
    keys = (("city", "占道雨棚"), ("market", "无照摊点"), ("emergency", "私拉电线"), ("police", "摊主争执"))
    for position, (key, what) in enumerate(keys):
        day = dt.date(story.last, 8, 4 + 5 * position)
        applicant = story.setting.resident(story.chance, on=day, community=room.community)
        journey, ways, clock = story.dispute(
            day, source=("grid", "walk_in", "team", "police")[position], type="business", where=room.whole,
            department=key, title=f"{room.whole.full_name}{what}问题", sides=[Side("applicant", applicant)],
            text=f"{room.whole.full_name}上的摊位{what}，行人过不去，几家摊主互相指责，找了几个部门，各管各的一段。",
        )  # fmt: skip
        departments = [story.organisations[each] for each, _ in (*keys[position:], *keys[:position])]
        giver = ways.receiver
        for taker in departments:
            if taker is not giver:
                reason = f"{what}以外的事项请{taker.name}处理。"
                journey.hand_over(clock.after(0, 2), giver, taker, reason=reason, answer_at=clock.after(0, 1))
                giver = taker
        at = clock.after(0, 1)
        answers = [Answer(each, at + dt.timedelta(hours=4 + 5 * n) if n < 3 else None, "已处理本部门事项。")
                   for n, each in enumerate(departments)]  # fmt: skip
        caller = story.organisations.committees[room.community.id]
        journey.whistle(at, caller, subject=f"{what}反复，请各部门到场。", due_at=at + _DAY, answers=answers)
        result = f"已清理{what}，其余由相关部门处理。"
        journey.settle(clock.after(2, 6), giver, outcome="explained", result=result)
        ways.follow_up(clock, satisfied=None)


def _tank(story: _Story) -> None:
    """A tank without its lid, told twice: the grid alone brings in a property company that no other one knows."""
    estates = story.setting.places.estates
    disputed = story.organisations.managers[estates[0].id]
    others = (each for each in estates if story.organisations.managers[each.id] is not disputed)
    estate = next(others, estates[-1])
    manager = story.organisations.managers[estate.id]
    day = dt.date(story.last, 2, 18)
    people = story.living_in(estate, day) or story.workers(1, day)
    applicant = story.chance.one(people)
    building = applicant.room.building
    for on in (day, day + _DAY):
        journey, ways, clock = story.dispute(
            on, source="grid", kind="hazard", type=None, where=building, department="housing",
            title=f"{building.full_name}水箱盖破损", sides=[Side("reporter", applicant, "name")],
            text=f"{building.full_name}顶上二次供水的水箱盖破了一个洞，飞进去过鸽子，自来水有异味，孩子喝了拉肚子。",
        )  # fmt: skip
        called = acts.Help(at=clock.after(0, 1), by=ways.receiver.id, helpers=(manager.id,), note="请物业到场。")
        journey.take(called)
        result = f"{manager.name}换了水箱盖，水箱已清洗消毒并送检。"
        journey.settle(clock.after(2, 4), ways.receiver, outcome="rectified", result=result)
        ways.close(clock.after(1, 2))


def _namesakes(story: _Story) -> None:
    """Two residents of one name in two communities, each with a dispute of the same kind: not the same person."""
    day = dt.date(story.first, 9, 2)
    known: dict[str, Resident] = {}
    for one in story.setting.residents.all:
        if not (one.telephone and one.lives_here(day)):
            continue
        other = known.setdefault(str(one.name), one)
        if other.room.community is not one.room.community:
            break
    else:
        return
    for position, resident in enumerate((other, one)):
        _, ways, clock = story.dispute(
            day + 3 * position * _DAY, source="grid", type="noise",
            title=f"{resident.room.building.full_name}夜间噪音扰民", text="隔壁夜里放音乐，声音很大，多次敲门无人应。",
            where=resident.room.building, department="police",
            sides=[Side("applicant", resident, ("name", "phone")[position])],
        )  # fmt: skip
        ways.grid(clock, "对方同意夜间关小音量。")
        ways.follow_up(clock, satisfied=True)
