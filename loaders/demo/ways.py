"""The ways that cases take: grid, community or street; a request to its department; a hazard to its end."""

from __future__ import annotations

import datetime as dt

from graph.duty import acts
from graph.model import Organisation
from loaders.demo.cast import Answer
from loaders.demo.chance import Chance
from loaders.demo.journey import Journey
from loaders.demo.moves import WAITED_FOR, Clock, Moves
from loaders.demo.setting import Setting

_DAY = dt.timedelta(days=1)
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


class Ways(Moves):
    """Takes one case along one of the ways."""

    # -- disputes --------------------------------------------------------------------------------

    def grid(self, clock: Clock, result: str) -> None:
        """网格初调: the grid settles it on the spot."""
        self.try_on_the_spot(clock, result="agreement")
        self.settle(clock, self.receiver, result, days=(0, 2))

    def community(self, clock: Clock, result: str) -> None:
        """社区联调: the grid tried, the community settles it."""
        committee = self.setting.organisations.committees[self.community_id]
        self.try_on_the_spot(clock, result="failed")
        self.pass_on(clock, committee, "网格初调未果，移交社区联调。")
        self.escalate(clock, committee, "community")
        self.mediate(clock, self.setting.organisations.panels[self.community_id], days=(1, 5))
        self.settle(clock, committee, result, days=(0, 2))

    def street(self, clock: Clock, result: str) -> None:
        """街道精调: the community failed; the street whistles, departments report, the street's mediators settle it."""
        organisations = self.setting.organisations
        committee = organisations.committees[self.community_id]
        self.try_on_the_spot(clock, result="failed")
        self.pass_on(clock, committee, "涉及面广，请社区先行联调。")
        self.escalate(clock, committee, "community")
        self.mediate(clock, organisations.panels[self.community_id], days=(1, 3), result="failed")
        if self.chance.happens(0.3):
            self.raise_hand(clock, committee)
        self.escalate(clock, committee, "street")
        self.whistle(clock, organisations["safety"])
        self.help(clock, self.department)
        if self.chance.happens(0.5):
            self.consult(clock, named=self.chance.happens(0.8))
        if self.chance.happens(0.2):
            self.ask_a_lawyer(clock)
        if self.chance.happens(0.12):
            self.wait(clock, committee)
        mediator = self.street_mediation(clock)
        self.settle(clock, mediator, result, days=(0, 2))
        self.confirm(clock, mediator)

    def jointly(
        self, clock: Clock, result: str, *, leader: Organisation | None = None, helpers: tuple[Organisation, ...] = ()
    ) -> None:
        """A problem of many years that the street took up itself, led by `leader`, None: one of the street's leaders
        (领导包案), with helpers.
        """
        organisations = self.setting.organisations
        safety, committee = organisations["safety"], organisations.committees[self.community_id]
        self.pass_on(clock, self.department, "历史遗留问题，请主管部门牵头研究。")
        named = (
            leader
            or organisations.officer(organisations["committee"], self.chance, on=clock.now.date())
            or organisations["committee"]
        )
        at = clock.after(0, 2)
        self.journey.take(acts.Lead(at=at, by=safety.id, leader=named.id, reason="积案难案，包案到人。"))
        usual = (organisations["justice"], organisations["lawyers"], committee)
        self.help(clock, *(each for each in helpers or usual if each is not self.department))
        self.consult(clock, named=True)
        self.street_mediation(clock)
        self.settle(clock, self.department, result, days=(1, 5))

    def alone(self, clock: Clock, result: str) -> None:
        """A problem of many years that its receiver solved without anyone's help."""
        self.settle(clock, self.receiver, result, days=(3, 9))

    def unsettled(self, clock: Clock, ending: str) -> None:
        """One that is not settled: failed, referred to a court, taken back, or under way in one way or another."""
        organisations = self.setting.organisations
        panel = organisations.panels[self.community_id]
        if ending in ("failed", "referred"):
            self.mediate(clock, panel, days=(2, 8), result="failed")
            words = {"failed": "双方分歧较大，调解不成。", "referred": "已引导当事人向人民法院起诉，律师协助准备材料。"}
            self.journey.settle(clock.after(1, 4), panel, outcome=ending, result=words[ending])
        elif ending == "withdrawn":
            reason = "当事人自行和解，申请撤回。"
            self.journey.take(acts.Withdraw(at=clock.after(2, 8), by=self.receiver.id, reason=reason))
        elif ending == "paused":
            reason = self.chance.one(WAITED_FOR)
            self.journey.take(acts.Pause(at=clock.after(2, 8), by=self.receiver.id, reason=reason))
        elif ending == "undecided":
            self.consult(clock, named=True, done=False, wait=40)
        else:
            self.journey.mediate(clock.after(1, 3), panel, route="people", ending=None)
        if ending == "referred":
            self.follow_up(clock, satisfied=None)

    def follow_up(self, clock: Clock, *, satisfied: bool | None) -> None:
        """跟踪回访 and 办结 of a settled dispute."""
        self.visit(clock.after(3, 8), satisfied)
        self.close(clock.after(0, 2))

    # -- requests and hazards --------------------------------------------------------------------

    def request(self, clock: Clock, result: str, *, satisfied: bool | None) -> None:
        """A request: to its department, answered, visited, closed; opened once more when the answer did not satisfy."""
        self.pass_on(clock, self.department, "按职责分工转办。", bounce=self.chance.happens(0.04))
        if self.chance.happens(0.06):
            self.urge(clock)
        outcome = self.chance.weighted({"fulfilled": 7, "explained": 3})
        self.journey.settle(clock.after(1, 7), self.department, outcome=outcome, result=result)
        self.visit(clock.after(1, 3), satisfied)
        if satisfied is False:
            again = acts.Reopen(at=clock.after(0, 1), by=self.receiver.id, reason="回访不满意，重新办理。")
            self.journey.take(again)
            self.journey.settle(clock.after(1, 3), self.department, outcome=outcome, result=f"再次上门核实。{result}")
            self.visit(clock.after(1, 2), True)
        self.close(clock.after(0, 1))

    def answer(self, clock: Clock, result: str) -> None:
        """A request, answered by its department; it is not visited yet."""
        self.pass_on(clock, self.department, "按职责分工转办。")
        self.journey.settle(clock.after(1, 7), self.department, outcome="fulfilled", result=result)

    def begin(self, clock: Clock) -> None:
        """To its department, which is at work on it; of a hazard it was called to the spot and has not come yet."""
        self.pass_on(clock, self.department, "按职责分工转办。")
        if self.journey.case.kind == "hazard":
            committee = self.setting.organisations.committees[self.community_id]
            at = clock.after(0, 1)
            subject = f"请到场处置：{self.journey.case.title}"
            self.journey.whistle(
                at, committee, subject=subject, due_at=at + _DAY, answers=[Answer(self.department, None)]
            )

    def declined(self, clock: Clock) -> None:
        """What is not the centre's to take, and where it belongs."""
        reason = "属于人民法院正在审理的事项，已告知诉求人并说明途径。"
        self.journey.take(acts.Decline(at=clock.after(0, 1), by=self.receiver.id, reason=reason))

    def hazard(self, clock: Clock, result: str) -> None:
        self.pass_on(clock, self.department, "发现隐患，请主管部门处置。")
        if self.chance.happens(0.3):
            self.whistle(clock, self.setting.organisations.committees[self.community_id])
        self.journey.settle(clock.after(0, 4), self.department, outcome="rectified", result=result)
        self.close(clock.after(1, 3))


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
