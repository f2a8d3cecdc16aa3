"""The cases of a year that no story tells: as many as its plan has left, of every kind, channel and way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.model import Organisation, Place
from loaders.demo.chance import Chance
from loaders.demo.journey import Journey
from loaders.demo.plan import YearPlan
from loaders.demo.residents import Resident
from loaders.demo.setting import Setting, Side, place_of
from loaders.demo.subjects import Subject, draw_subject, tell
from loaders.demo.ways import Clock, Ways, raise_warning, take_in

ONLINE = ("online", "hotline_12345", "petition")
_CHANNELS = {
    "dispute": {
        "grid": 44,
        "walk_in": 22,
        "hotline_12345": 11,
        "police": 9,
        "petition": 5,
        "online": 5,
        "court": 2,
        "weekly_list": 2,
    },
    "request": {"hotline_12345": 50, "online": 30, "petition": 20},
    "other_request": {"walk_in": 60, "grid": 40},
    "hazard": {"grid": 45, "team": 35, "weekly_list": 20},
}
_LEVELS = {"grid": 55, "community": 28, "street": 17}
_ENDINGS = ("referred", "withdrawn", "failed")
_LAST_ENDINGS = ("open", "paused", "undecided", "failed", "withdrawn")
"""Of the last year's: some are still under way."""
_LONG_WAYS_UNTIL = (12, 1)
"""A dispute that comes in later is settled by the grid or the community: the year's figures count a month more."""
_FINISHED_UNTIL = (12, 19)
_ONE_DECLINED_OF = 17
_LAST_REQUEST = (12, 5)
"""Month and day: what comes in by then is closed within the year."""
_LAST_WARNING = (12, 15)
_LAST_LEGACY = (9, 30)
_LEGACY_TYPES = ("housing", "demolition", "inheritance", "property_service", "construction")
_LEGACY = (
    (
        "{where}产权证历史遗留问题",
        "房改时手续不全，{where}住户一直办不下产权证，多年来反复反映。",
        "协调补齐资料，产权登记已受理。",
    ),
    (
        "{where}拆迁安置遗留问题",
        "老房拆迁后过渡安置协议未完全履行，{where}住户多年未落实。",
        "核清账目，补偿款已发放到位。",
    ),
    (
        "{where}公共管网产权不清",
        "{where}的排水管网建成三十年，产权单位已撤销，堵塞无人维修。",
        "多部门共同出资改造，移交日常管养。",
    ),
    (
        "{where}违建雨棚历史遗留",
        "{where}一楼雨棚搭建多年，影响楼上通风采光，多任干部调解未果。",
        "拆除雨棚，恢复原状，双方互谅。",
    ),
)
_OTHER_CHANNEL = "walk_in"


@dataclass(slots=True)
class Left:
    """What a year's plan still wants once its stories have been told."""

    disputes: int
    unresolved: int
    requests: int
    told: int
    satisfied: int
    warnings: int
    legacy_joint: int
    legacy_alone: int


def left_of(plan: YearPlan, stories: Sequence[Journey]) -> Left:
    """The plan less what the stories of its year are in the figures already."""
    ours = [each for each in stories if each.case.received_at and each.case.received_at.year == plan.year]
    disputes = [each for each in ours if each.case.kind == "dispute"]
    requests = [each for each in ours if each.case.kind == "request" and each.case.source in ONLINE]
    visits = [visit for each in requests for visit in each.visits if visit.satisfied is not None]
    legacy = [each for each in ours if each.case.legacy and each.resolved]
    joint = sum(each.joint for each in legacy)
    warnings = [each for journey in ours for each in journey.warnings if each.handled_on]
    return Left(
        disputes=max(0, plan.disputes - len(disputes)),
        unresolved=max(0, plan.disputes - plan.resolved - sum(not each.resolved for each in disputes)),
        requests=max(0, plan.requests - len(requests)),
        told=max(0, plan.told - len(visits)),
        satisfied=max(0, plan.satisfied - sum(bool(each.satisfied) for each in visits)),
        warnings=max(0, plan.warnings - len(warnings)),
        legacy_joint=max(0, plan.joint_legacy - joint),
        legacy_alone=max(0, plan.legacy - plan.joint_legacy - (len(legacy) - joint)),
    )


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where a case plays, how its text says so, and who is on the other side."""

    where: Place
    words: str
    other: Resident | Organisation | None


class OrdinaryYear:
    """Makes one year's ordinary cases."""

    def __init__(self, setting: Setting, plan: YearPlan, *, is_last: bool) -> None:
        """`is_last`: the street's own present is its end, and some of its cases are still under way."""
        self._setting = setting
        self._plan = plan
        self._is_last = is_last
        self._left = left_of(plan, setting.journeys)
        self._made: list[Journey] = []

    def happen(self) -> None:
        """All of it, filed."""
        self._disputes()
        self._legacy()
        self._requests()
        self._other_requests()
        self._hazards()
        self._warnings()
        for each in self._made:
            each.file()

    # -- by kind ---------------------------------------------------------------------------------

    def _disputes(self) -> None:
        count = self._left.disputes - self._left.legacy_joint - self._left.legacy_alone
        for position, chance in self._chances("dispute", max(0, count)):
            if position < self._left.unresolved:
                self._unsettled(position, chance)
                continue
            journey, ways, clock, result = self._begin("dispute", chance, last=(12, 31))
            received = _received_on(journey)
            late = received > dt.date(self._plan.year, *_LONG_WAYS_UNTIL)
            waits = self._is_recent(received) and chance.happens(0.5)
            if waits:
                clock.now = chance.office_time(chance.day(*self._taken_up_again))
            levels = {name: weight for name, weight in _LEVELS.items() if name != "street" or not late}
            way = {"grid": ways.grid, "community": ways.community, "street": ways.street}[chance.weighted(levels)]
            way(clock, result)
            if not waits:
                ways.follow_up(clock, satisfied=chance.weighted({True: 92, None: 8}))

    def _unsettled(self, position: int, chance: Chance) -> None:
        """What is open at the end of the last year came in during its autumn."""
        endings, first = (_LAST_ENDINGS, (10, 8)) if self._is_last else (_ENDINGS, (1, 2))
        _, ways, clock, _ = self._begin("dispute", chance, first=first, last=(12, 20))
        ways.unsettled(clock, endings[position % len(endings)])

    def _legacy(self) -> None:
        jointly = self._left.legacy_joint
        for position, chance in self._chances("legacy", jointly + self._left.legacy_alone):
            day = chance.day(dt.date(self._plan.year, 1, 8), dt.date(self._plan.year, *_LAST_LEGACY))
            applicant = self._setting.resident(chance, on=day)
            where = applicant.room.whole
            title, text, result = (each.format(where=where.name) for each in _LEGACY[position % len(_LEGACY)])
            type = _LEGACY_TYPES[position % len(_LEGACY_TYPES)]
            journey = self._setting.open(
                source=_OTHER_CHANNEL, kind="dispute", on=day, title=title, text=text, where=where, chance=chance,
                sides=[Side("applicant", applicant)], dispute_type=type, legacy=True,
                stage="street" if position < jointly else "grid",
            )  # fmt: skip
            ways, clock = self._receive(journey, day, "housing", chance)
            (ways.jointly if position < jointly else ways.alone)(clock, result)
            ways.follow_up(clock, satisfied=True)

    def _requests(self) -> None:
        """Who was not satisfied is visited once more when it has been done again, and is then."""
        left = self._left
        unsatisfied = left.told - left.satisfied
        answers: list[bool | None] = [*[True] * max(0, left.satisfied - unsatisfied), *[False] * unsatisfied]
        answers += [None] * max(0, left.requests - len(answers))
        shuffled = Chance(self._setting.seed, self._plan.year, "answers").some(answers, len(answers))
        for position, chance in self._chances("request", left.requests):
            _, ways, clock, result = self._begin("request", chance, last=_LAST_REQUEST)
            ways.request(clock, result, satisfied=shuffled[position])

    def _other_requests(self) -> None:
        """One of the last year's autumn at least is answered, and nobody has asked whether that was enough."""
        for position, chance in self._chances("other_request", self._plan.other_requests):
            waits = self._is_last and position == 0
            first, last = ((10, 8), (11, 20)) if waits else ((1, 2), (12, 31))
            journey, ways, clock, result = self._begin("other_request", chance, first=first, last=last)
            if waits:
                ways.answer(clock, result)
            elif position % _ONE_DECLINED_OF == _ONE_DECLINED_OF // 2:
                ways.declined(clock)
            elif self._is_recent(_received_on(journey)):
                ways.begin(clock)
            else:
                ways.request(clock, result, satisfied=chance.weighted({True: 90, None: 10}))

    def _hazards(self) -> None:
        """To one at least, at the end of the last year, nobody has come yet who was called."""
        for position, chance in self._chances("hazard", self._plan.hazards):
            waits = self._is_last and position == 0
            first, last = ((12, 20), (12, 26)) if waits else ((1, 2), (12, 31))
            journey, ways, clock, result = self._begin("hazard", chance, first=first, last=last)
            if self._is_recent(_received_on(journey)):
                ways.begin(clock)
            else:
                ways.hazard(clock, result)

    def _warnings(self) -> None:
        last = dt.date(self._plan.year, *_LAST_WARNING)
        risky = [each for each in self._made if each.case.kind != "request" and _received_on(each) <= last]
        chance = Chance(self._setting.seed, self._plan.year, "warnings")
        unended = [each for each in risky if not each.standing.ended][: self._plan.open_warnings]
        others = [each for each in risky if each not in unended]
        chosen = chance.some(others, self._left.warnings + self._plan.open_warnings - len(unended)) + unended
        for position, journey in enumerate(chosen):
            raise_warning(self._setting, journey, handled=position < self._left.warnings, chance=chance)

    @property
    def _taken_up_again(self) -> tuple[dt.date, dt.date]:
        """When what waited over the turn of the year goes on."""
        return dt.date(self._plan.year + 1, 1, 6), dt.date(self._plan.year + 1, 1, 14)

    # -- parts -----------------------------------------------------------------------------------

    def _chances(self, kind: str, count: int) -> Iterator[tuple[int, Chance]]:
        for position in range(count):
            yield position, Chance(self._setting.seed, self._plan.year, kind, position)

    def _is_recent(self, day: dt.date) -> bool:
        """Whether it is of the weeks whose work is not finished when the street's diary ends."""
        return self._is_last and day > dt.date(self._plan.year, *_FINISHED_UNTIL)

    def _begin(
        self, channels: str, chance: Chance, *, first: tuple[int, int] = (1, 2), last: tuple[int, int]
    ) -> tuple[Journey, Ways, Clock, str]:
        """A case that has come in, what will take it further, and the words of its end."""
        kind = "request" if channels == "other_request" else channels
        day = chance.day(dt.date(self._plan.year, *first), dt.date(self._plan.year, *last))
        subject = draw_subject(kind, chance)
        applicant = self._setting.resident(chance, on=day)
        scene = self._scene(subject, applicant, day, chance)
        told = tell(subject, chance, home=applicant.room.whole.full_name, where=scene.words, other=_called(scene.other))
        sides = [Side("reporter" if kind == "hazard" else "applicant", applicant)]
        if scene.other is not None:
            sides.append(Side("respondent", scene.other))
        journey = self._setting.open(
            source=chance.weighted(_CHANNELS[channels]), kind=kind, on=day, title=told.title, text=told.text,
            where=scene.where, sides=sides, chance=chance, dispute_type=subject.type, amount=told.amount,
        )  # fmt: skip
        return journey, *self._receive(journey, day, subject.department, chance), told.result

    def _receive(self, journey: Journey, day: dt.date, department: str, chance: Chance) -> tuple[Ways, Clock]:
        self._made.append(journey)
        return take_in(self._setting, journey, day=day, department=department, chance=chance)

    def _scene(self, subject: Subject, applicant: Resident, day: dt.date, chance: Chance) -> _Scene:
        organisations = self._setting.organisations
        if subject.where == "shop" and subject.against != "employer" and organisations.shops:
            shop, room = chance.one(organisations.shops)
            return _Scene(room.unit, shop.name, shop if subject.against else None)
        where = place_of(applicant.room, "whole" if subject.where == "shop" else subject.where)
        return _Scene(where, where.full_name, self._other_side(subject, applicant, day, chance))

    def _other_side(
        self, subject: Subject, applicant: Resident, day: dt.date, chance: Chance
    ) -> Resident | Organisation | None:
        organisations, residents = self._setting.organisations, self._setting.residents
        if subject.against is None:
            return None
        if subject.against == "manager":
            managers = list(organisations.managers.values())
            return organisations.managers.get(applicant.room.whole.id) or chance.one(managers)
        if subject.against in ("shop", "employer"):
            return chance.one([*organisations.enterprises, *(shop for shop, _ in organisations.shops)])
        if subject.against == "kin" and (kin := residents.housemates(applicant, day)):
            return chance.one(kin)
        near = residents.neighbours(applicant, day)
        return chance.one(near) if near else self._setting.resident(chance, on=day, community=applicant.room.community)


def _received_on(journey: Journey) -> dt.date:
    return journey.case.received_at.date() if journey.case.received_at else dt.date.max


def _called(other: Resident | Organisation | None) -> str:
    """How a text speaks of the other side."""
    if other is None:
        return "对方"
    return other.name if isinstance(other, Organisation) else other.name.surname + "某"
