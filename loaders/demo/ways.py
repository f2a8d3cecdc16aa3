"""The ways that cases take: grid, community or street; a request to its department; a hazard to its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from graph.model import Organisation
from loaders.demo.chance import Chance
from loaders.demo.journey import Answer, Ending, Journey
from loaders.demo.setting import Setting

_DAY = dt.timedelta(days=1)
_HOUR = dt.timedelta(hours=1)
_AGREED = (
    "双方自愿达成口头协议。",
    "双方签订人民调解协议书，当场履行。",
    "双方达成一致，约定逾期未履行可申请司法确认。",
)
_RAISED = {
    "high": "双方情绪激动，有扬言行为，七日内可能激化。",
    "medium": "同一楼栋三个月内再次反映。",
    "low": "涉及多户，需持续关注。",
}
_HANDLED = (
    "网格员、民警当日上门稳控，矛盾缓和。",
    "纳入重点包保，社区每日走访。",
    "调解员介入，双方同意调解。",
    "部门联合处置，风险解除。",
)
_CONTENT = ("对处理结果表示满意。", "表示感谢，问题已解决。", "事情办得快，点赞。")
_DISCONTENT = ("认为处理不彻底，要求再办。", "对答复不认可。", "问题又出现了，不满意。")
_SILENT = ("电话无人接听。", "号码停机，未联系上。", "诉求人不愿评价。")


class Clock:
    """The day and hour that a case has reached."""

    def __init__(self, start: dt.datetime, chance: Chance) -> None:
        self.now = start
        self._chance = chance

    def after(self, least: int, most: int) -> dt.datetime:
        """Office hours of a day, `least` to `most` days from now; now moves there."""
        on = self.now.date() + self._chance.number(least, most) * _DAY
        self.now = max(self.now + _HOUR, self._chance.office_time(on))
        return self.now


class Ways:
    """Takes one case along one of the ways."""

    def __init__(
        self, setting: Setting, journey: Journey, *, receiver: Organisation, department: str, chance: Chance
    ) -> None:
        self._setting = setting
        self._journey = journey
        self.receiver = receiver
        self._department = setting.organisations[department]
        self._chance = chance
        self._community = journey.case.community or ""

    # -- disputes --------------------------------------------------------------------------------

    def grid(self, clock: Clock, result: str) -> None:
        """网格初调: the grid settles it on the spot."""
        room = self._setting.organisations.rooms[self._community]
        self._mediate(clock, room, days=(0, 3))
        self._settle(clock, self.receiver, result, days=(0, 2))

    def community(self, clock: Clock, result: str) -> None:
        """社区联调: the grid tried, the community settles it."""
        committee = self._setting.organisations.committees[self._community]
        self._pass_on(clock, committee, "网格初调未果，移交社区联调。")
        self._journey.escalate(clock.after(0, 1), committee, stage="community")
        self._mediate(clock, self._setting.organisations.panels[self._community], days=(1, 6))
        self._settle(clock, committee, result, days=(0, 2))

    def street(self, clock: Clock, result: str) -> None:
        """街道精调: the community failed; the street whistles, departments report, the street's mediators settle it."""
        organisations = self._setting.organisations
        committee = organisations.committees[self._community]
        self._pass_on(clock, committee, "涉及面广，请社区先行联调。")
        panel = organisations.panels[self._community]
        self._mediate(clock, panel, days=(1, 4), result="failed")
        self._journey.escalate(clock.after(1, 2), committee, stage="street")
        self._whistle(clock, organisations["safety"])
        if self._chance.happens(0.5):
            self._consult(clock, named=self._chance.happens(0.8))
        self._street_mediation(clock)
        self._settle(clock, organisations["justice"], result, days=(0, 2))

    def jointly(
        self, clock: Clock, result: str, *, leader: Organisation | None = None, helpers: tuple[Organisation, ...] = ()
    ) -> None:
        """A problem of many years, led by `leader`, None: a leader of the street (领导包案), with helpers."""
        organisations = self._setting.organisations
        committee = organisations.committees[self._community]
        self._pass_on(clock, self._department, "历史遗留问题，请主管部门牵头研究。")
        self._journey.escalate(clock.after(1, 3), organisations["safety"], stage="street")
        at = clock.after(0, 2)
        committee_leader = organisations.officer(organisations["committee"], self._chance)
        self._journey.lead(at, leader or committee_leader or organisations["committee"])
        usual = (organisations["justice"], organisations["lawyers"], committee)
        self._journey.help(at, *(each for each in helpers or usual if each is not self._department))
        self._consult(clock, named=True)
        self._street_mediation(clock)
        self._settle(clock, organisations["safety"], result, days=(1, 5))

    def alone(self, clock: Clock, result: str) -> None:
        """A problem of many years that its receiver solved without anyone's help."""
        self._settle(clock, self.receiver, result, days=(3, 9))

    def unsettled(self, clock: Clock, ending: str) -> None:
        """One that stays open: failed, referred to a court, or still under way."""
        panel = self._setting.organisations.panels[self._community]
        if ending == "open":
            self._journey.mediate(clock.after(1, 3), panel, route="people", ending=None)
            return
        self._mediate(clock, panel, days=(2, 8), result="failed")
        words = {"failed": "双方分歧较大，调解不成。", "referred": "已引导当事人向人民法院起诉，律师协助准备材料。"}
        self._journey.settle(clock.after(1, 4), panel, outcome=ending, result=words[ending])

    def follow_up(self, clock: Clock, *, satisfied: bool | None) -> None:
        """跟踪回访 and 办结 of a settled dispute."""
        self._visit(clock.after(3, 8), satisfied)
        self._journey.close(clock.after(0, 2), self.receiver)

    # -- requests and hazards --------------------------------------------------------------------

    def request(self, clock: Clock, result: str, *, satisfied: bool | None) -> None:
        """A request: to its department, answered, visited, closed; opened once more when the answer did not satisfy."""
        self._pass_on(clock, self._department, "按职责分工转办。", bounce=self._chance.happens(0.04))
        outcome = self._chance.weighted({"fulfilled": 7, "explained": 3})
        self._journey.settle(clock.after(1, 7), self._department, outcome=outcome, result=result)
        self._visit(clock.after(1, 3), satisfied)
        if satisfied is False:
            self._journey.reopen(clock.after(0, 1), self.receiver, reason="回访不满意，重新办理。")
            again = f"再次上门核实。{result}"
            self._journey.settle(clock.after(1, 3), self._department, outcome=outcome, result=again)
        self._journey.close(clock.after(0, 1), self.receiver)

    def hazard(self, clock: Clock, result: str) -> None:
        self._pass_on(clock, self._department, "发现隐患，请主管部门处置。")
        if self._chance.happens(0.3):
            self._whistle(clock, self._setting.organisations.committees[self._community])
        self._journey.settle(clock.after(0, 4), self._department, outcome="rectified", result=result)
        self._journey.close(clock.after(1, 3), self.receiver)

    # -- parts of a way --------------------------------------------------------------------------

    def _pass_on(self, clock: Clock, taker: Organisation, reason: str, *, bounce: bool = False) -> None:
        """From the first receiver to `taker`; a bounce is refused once, and comes back."""
        if taker is self.receiver:
            self._journey.accept(clock.after(0, 1), taker)
            return
        if bounce:
            self._journey.hand_over(
                clock.after(0, 1), self.receiver, taker, reason=reason, answer_at=clock.after(0, 1), accepted=False
            )
            self._journey.hand_over(
                clock.after(0, 1), taker, self.receiver, reason="不属本部门职责，退回。", answer_at=clock.after(0, 1)
            )
        at = clock.after(0, 1)
        self._journey.hand_over(at, self.receiver, taker, reason=reason, answer_at=clock.after(0, 1))

    def _mediate(
        self, clock: Clock, by: Organisation, *, days: tuple[int, int], result: str = "agreement", route: str = "people"
    ) -> None:
        started = clock.after(*days)
        on = clock.after(0, 1).date()
        agreement = self._chance.one(_AGREED) if result == "agreement" else ""
        confirmed_on = on + 5 * _DAY if route == "judicial" and agreement else None
        officer = self._setting.organisations.officer(by, self._chance)
        ending = Ending(on, result, agreement, confirmed_on)
        self._journey.mediate(started, by, route=route, ending=ending, officer=officer)

    def _street_mediation(self, clock: Clock) -> None:
        """三调联动: one of the three routes, a failed one before it now and then."""
        organisations = self._setting.organisations
        if self._chance.happens(0.25):
            self._mediate(clock, self._department, days=(1, 3), result="failed", route="administrative")
        route = self._chance.weighted({"people": 60, "administrative": 22, "judicial": 18})
        bodies: dict[str, Callable[[], Organisation]] = {
            "people": lambda: organisations[self._chance.one(("mediators", "studio"))],
            "administrative": lambda: self._department,
            "judicial": lambda: organisations["court"],
        }
        self._mediate(clock, bodies[route](), days=(1, 3), route=route)

    def _whistle(self, clock: Clock, caller: Organisation) -> None:
        organisations = self._setting.organisations
        at = clock.after(0, 1)
        called = {
            each.id: each
            for each in (self._department, organisations[self._chance.one(("police", "city", "emergency"))])
        }
        answers = [self._answer(each, at) for each in called.values() if each is not caller]
        subject = f"请到场处置：{self._journey.case.title}"
        self._journey.whistle(at, caller, subject=subject, due_at=at + _DAY, answers=answers)
        clock.now = max([clock.now, *(each.reported_at for each in answers if each.reported_at)])

    def _answer(self, organisation: Organisation, at: dt.datetime) -> Answer:
        """Most come within hours, some late, a few never."""
        hours = self._chance.weighted({2: 45, 5: 25, 20: 15, 30: 10, 0: 5})
        if not hours:
            return Answer(organisation, None)
        minutes = dt.timedelta(minutes=self._chance.number(0, 50))
        return Answer(organisation, at + hours * _HOUR + minutes, "已到场核实并提出处置意见。")

    def _consult(self, clock: Clock, *, named: bool) -> None:
        """The case at the next joint consultation; `named` False: nobody was told to lead."""
        meeting = self._setting.meetings.next_after(clock.now.date())
        if meeting is None or (meeting.on - clock.now.date()).days > 12:
            return
        organisations = self._setting.organisations
        at = dt.datetime.combine(meeting.on, dt.time(14, 30))
        due = meeting.on + self._chance.number(5, 20) * _DAY
        done = due - self._chance.number(0, 3) * _DAY if self._chance.happens(0.85) else None
        helpers = [each for each in (organisations["police"], organisations["justice"]) if each is not self._department]
        self._journey.decide(
            meeting, at, chair=organisations["safety"], text=f"会商“{self._journey.case.title}”：分清责任，限期化解。",
            due_on=due, done_on=done, lead=self._department if named else None, helpers=helpers,
        )  # fmt: skip
        if named and not self._journey.led:
            self._journey.lead(at + _HOUR, self._department)
        clock.now = max(clock.now, at + _HOUR)

    def _settle(self, clock: Clock, by: Organisation, result: str, *, days: tuple[int, int]) -> None:
        outcome = self._chance.weighted({"agreement": 8, "explained": 2})
        self._journey.settle(clock.after(*days), by, outcome=outcome, result=result)

    def _visit(self, at: dt.datetime, satisfied: bool | None) -> None:
        mode = self._chance.weighted({"phone": 70, "home": 20, "online": 10})
        notes = {True: _CONTENT, False: _DISCONTENT, None: _SILENT}[satisfied]
        officer = self._setting.organisations.officer(self.receiver, self._chance)
        self._journey.visit(
            at, self.receiver, mode=mode, satisfied=satisfied, note=self._chance.one(notes), officer=officer
        )


def take_in(setting: Setting, journey: Journey, *, day: dt.date, department: str, chance: Chance) -> tuple[Ways, Clock]:
    """The case is received, at some hour of `day`, by whoever its channel belongs to; what takes it further."""
    receiver = setting.first_receiver(journey.case.source, journey.case.community or "", chance)
    at = chance.office_time(day)
    journey.receive(at, receiver)
    return Ways(setting, journey, receiver=receiver, department=department, chance=chance), Clock(at, chance)


def raise_warning(setting: Setting, journey: Journey, *, handled: bool, chance: Chance) -> None:
    """高中低预警 on a case, soon after it came in."""
    received = journey.case.received_at
    if received is None:
        return
    level = chance.weighted({"high": 12, "medium": 38, "low": 50})
    on = received.date() + chance.number(0, 2) * _DAY
    handled_on = on + chance.number(1, 9) * _DAY if handled else None
    journey.warn(
        on, setting.organisations["safety"], level=level, reasons=(_RAISED[level],), handled_on=handled_on,
        result=chance.one(_HANDLED) if handled else "",
    )  # fmt: skip
