"""What ways of cases are made of: hands, whistles, meetings, mediations, and the day that a case has reached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from graph.duty import acts
from graph.model import Meeting, Organisation
from loaders.demo.cast import Answer, Ending
from loaders.demo.chance import Chance
from loaders.demo.journey import Journey
from loaders.demo.setting import Setting

_DAY = dt.timedelta(days=1)
_HOUR = dt.timedelta(hours=1)
_AGREED = (
    "双方自愿达成口头协议。",
    "双方签订人民调解协议书，当场履行。",
    "双方达成一致，约定逾期未履行可申请司法确认。",
)
_CONTENT = ("对处理结果表示满意。", "表示感谢，问题已解决。", "事情办得快，点赞。")
_DISCONTENT = ("认为处理不彻底，要求再办。", "对答复不认可。", "问题又出现了，不满意。")
_SILENT = ("电话无人接听。", "号码停机，未联系上。", "诉求人不愿评价。")
WAITED_FOR = ("等待鉴定机构出具意见。", "当事人住院，约定出院后再调。", "一方在外地，等其返汉。")
_ADVICE = (
    ("调解协议能否申请司法确认", "人民调解协议生效之日起三十日内，双方可共同申请司法确认。"),
    ("调解不成能否直接起诉", "可以；律师可协助整理证据、代写诉状。"),
    ("没有书面合同怎么举证", "转账记录、聊天记录、工牌和证人证言都可以作为证据。"),
)
_LONGEST_WAIT = 12
"""Days that a case waits for the next joint consultation at the most."""


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


class Moves:
    """Moves of one case, of which its way is made."""

    def __init__(
        self, setting: Setting, journey: Journey, *, receiver: Organisation, department: str, chance: Chance
    ) -> None:
        self.setting = setting
        self.journey = journey
        self.receiver = receiver
        self.department = setting.organisations[department]
        self.chance = chance
        self.community_id = journey.case.community or ""

    # -- meetings --------------------------------------------------------------------------------

    def put_before(self, clock: Clock) -> None:
        """The case at the next joint consultation, without a decision of its own."""
        meeting = self.setting.meetings.next_after(clock.now.date())
        if meeting is None:
            return
        self.journey.take(
            acts.Meet(
                at=_afternoon(meeting), by=self.setting.organisations["safety"].id, kind=meeting.kind,
                title=meeting.title, attendees=self._others(meeting), venue=meeting.venue,
            )
        )  # fmt: skip
        clock.now = max(clock.now, _afternoon(meeting) + _HOUR)

    def consult(self, clock: Clock, *, named: bool, done: bool = True, wait: int = _LONGEST_WAIT) -> None:
        """At a joint consultation within `wait` days somebody is told to lead, the case too when `named`; `done`: and
        does it.
        """
        meeting = self.setting.meetings.next_after(clock.now.date())
        if meeting is None or (meeting.on - clock.now.date()).days > wait:
            return
        organisations = self.setting.organisations
        safety, at = organisations["safety"], max(clock.now, _afternoon(meeting))
        due = meeting.on + self.chance.number(3, 9) * _DAY
        helpers = [each for each in (organisations["police"], organisations["justice"]) if each is not self.department]
        decision = self.journey.decide(
            meeting, at, chair=safety, attendees=self.setting.meetings.attendees(meeting), due_on=due,
            text=f"会商“{self.journey.case.title}”（{self.journey.case.number}）：分清责任，限期化解。",
            lead=self.department, helpers=helpers,
        )  # fmt: skip
        if named and self.journey.standing.leader is None:
            self.journey.take(acts.Lead(at=at + _HOUR, by=safety.id, leader=self.department.id, reason="会商确定。"))
        clock.now = max(clock.now, at + 2 * _HOUR)
        if done:
            self._end_decision(clock, decision, due)

    def _end_decision(self, clock: Clock, decision: str, due: dt.date) -> None:
        """Most are done in time, some late, a few are no longer needed."""
        late = self.chance.happens(0.12)
        on = due + self.chance.number(1, 4) * _DAY if late else due - self.chance.number(0, 3) * _DAY
        clock.now = max(clock.now + _HOUR, self.chance.office_time(on))
        by = {"at": clock.now, "by": self.department.id, "decision": decision}
        if self.chance.happens(0.06):
            self.journey.take(acts.Drop(**by, reason="双方已同意调解，不再另行处置。"))
        else:
            self.journey.take(acts.Fulfil(**by, result="已按会商意见落实。"))

    def _others(self, meeting: Meeting) -> tuple[str, ...]:
        safety = self.setting.organisations["safety"].id
        return tuple(each for each in self.setting.meetings.attendees(meeting) if each != safety)

    # -- calling others --------------------------------------------------------------------------

    def whistle(self, clock: Clock, caller: Organisation) -> None:
        """Departments are called to the spot; those who do not come are reported to whom they report to."""
        organisations = self.setting.organisations
        at = clock.after(0, 1)
        called = {
            each.id: each for each in (self.department, organisations[self.chance.one(("police", "city", "emergency"))])
        }
        answers = [self._answer(each, at) for each in called.values() if each is not caller]
        subject = f"请到场处置：{self.journey.case.title}"
        whistle = self.journey.whistle(at, caller, subject=subject, due_at=at + _DAY, answers=answers)
        clock.now = max([clock.now, *(each.reported_at for each in answers if each.reported_at)])
        missing = [each.organisation for each in answers if each.reported_at is None]
        if missing:
            self._go_up(clock, whistle, missing, due_at=at + _DAY)

    def _go_up(self, clock: Clock, whistle: str, missing: Sequence[Organisation], *, due_at: dt.datetime) -> None:
        """逐级吹哨: what nobody answered in time goes up."""
        organisations = self.setting.organisations
        at = max(clock.now, due_at) + _HOUR
        above = organisations.superior(missing[0])
        answer = None if above is None else Answer(above, at + 4 * _HOUR, "已督促到场并派员参加处置。")
        names = "、".join(each.name for each in missing)
        self.journey.raise_up(
            at, organisations["safety"], subject=f"{names}逾期未报到，请上级督促。", due_at=at + _DAY, answer=answer,
            below=whistle,
        )  # fmt: skip
        clock.now = at + 5 * _HOUR

    def raise_hand(self, clock: Clock, committee: Organisation) -> None:
        """举手报告: the community cannot do it alone and says so."""
        at = clock.after(0, 1)
        above = self.setting.organisations.superior(committee)
        answer = None if above is None else Answer(above, at + 3 * _HOUR, "已受理报告，组织部门到场。")
        subject = f"社区力量不足，请街道协调：{self.journey.case.title}"
        self.journey.raise_up(at, committee, subject=subject, due_at=at + _DAY, answer=answer)
        clock.now = at + 4 * _HOUR

    def _answer(self, organisation: Organisation, at: dt.datetime) -> Answer:
        """Most come within hours, some late, a few never."""
        hours = self.chance.weighted({2: 45, 5: 25, 20: 15, 30: 10, 0: 5})
        if not hours:
            return Answer(organisation, None)
        minutes = dt.timedelta(minutes=self.chance.number(0, 50))
        return Answer(organisation, at + hours * _HOUR + minutes, "已到场核实并提出处置意见。")

    # -- mediation -------------------------------------------------------------------------------

    def try_on_the_spot(self, clock: Clock, *, result: str) -> None:
        room = self.setting.organisations.rooms[self.community_id]
        self.mediate(clock, room, days=(0, 2), result=result)

    def mediate(
        self, clock: Clock, by: Organisation, *, days: tuple[int, int], result: str = "agreement", route: str = "people"
    ) -> None:
        started = clock.after(*days)
        clock.after(0, 1)
        agreement = self.chance.one(_AGREED) if result == "agreement" else ""
        officer = self.setting.organisations.officer(by, self.chance, on=started.date())
        ending = Ending(clock.now, result, agreement)
        self.journey.mediate(started, by, route=route, ending=ending, officer=officer)

    def street_mediation(self, clock: Clock) -> Organisation:
        """三调联动: one of the three routes, a failed one before it now and then; who mediated at last."""
        organisations = self.setting.organisations
        if self.chance.happens(0.25):
            self.mediate(clock, self.department, days=(1, 3), result="failed", route="administrative")
        route = self.chance.weighted({"people": 60, "administrative": 22, "judicial": 18})
        people = organisations[self.chance.one(("mediators", "studio"))]
        by = {"people": people, "administrative": self.department, "judicial": organisations["court"]}[route]
        if route == "judicial":
            self.help(clock, by)
        self.mediate(clock, by, days=(1, 3), route=route)
        return by

    def confirm(self, clock: Clock, mediator: Organisation) -> None:
        """司法确认 of a people's agreement, which the two sides may ask for within thirty days."""
        last = self.journey.standing.mediated[-1]
        if last.route == "people" and self.chance.happens(0.35):
            self.journey.take(acts.Confirm(at=clock.after(2, 6), by=mediator.id, mediation=last.id))

    # -- parts of a way --------------------------------------------------------------------------

    def pass_on(self, clock: Clock, taker: Organisation, reason: str, *, bounce: bool = False) -> None:
        """From the first receiver to `taker`; a bounce is refused once, and handed over once more."""
        if taker is self.receiver:
            at = clock.after(0, 1)
            if self.journey.standing.phase == "received":
                self.journey.take(acts.Accept(at=at, by=taker.id))
            return
        if bounce:
            self.journey.hand_over(
                clock.after(0, 1), self.receiver, taker, reason=reason, answer_at=clock.after(0, 1),
                refused="材料不全，是否属本部门职责不清，退回补充。",
            )  # fmt: skip
            reason = f"补充材料，明确职责后再次移交。{reason}"
        at = clock.after(0, 1)
        self.journey.hand_over(at, self.receiver, taker, reason=reason, answer_at=clock.after(0, 1))

    def escalate(self, clock: Clock, by: Organisation, stage: str) -> None:
        reason = "本级调解未果，提请上一级。"
        self.journey.take(acts.Escalate(at=clock.after(0, 1), by=by.id, stage=stage, reason=reason))

    def help(self, clock: Clock, *helpers: Organisation) -> None:
        asked = acts.Help(
            at=clock.after(0, 1), by=self.setting.organisations["safety"].id,
            helpers=tuple(each.id for each in helpers), note="请协办单位派员参加。",
        )  # fmt: skip
        self.journey.take(asked)

    def ask_a_lawyer(self, clock: Clock) -> None:
        subject, advice = self.chance.one(_ADVICE)
        mode = self.chance.weighted({"online": 30, "appointment": 25, "on_site": 45})
        lawyers = self.setting.organisations["lawyers"]
        at = clock.after(0, 2)
        self.journey.take(acts.Consult(at=at, by=lawyers.id, mode=mode, subject=subject, advice=advice))

    def wait(self, clock: Clock, responsible: Organisation) -> None:
        """The clock stands while something is waited for."""
        at = clock.after(0, 1)
        until = at + self.chance.number(3, 9) * _DAY
        reason = self.chance.one(WAITED_FOR)
        self.journey.take(acts.Pause(at=at, by=responsible.id, reason=reason, until=until))
        clock.now = until
        self.journey.take(acts.Resume(at=until, by=responsible.id, note="可以继续调解。"))

    def urge(self, clock: Clock) -> None:
        safety = self.setting.organisations["safety"]
        self.journey.take(acts.Supervise(at=clock.after(1, 2), by=safety.id, reason="临近期限，请抓紧办理。"))

    def settle(self, clock: Clock, by: Organisation, result: str, *, days: tuple[int, int]) -> None:
        outcome = self.chance.weighted({"agreement": 8, "explained": 2})
        at = clock.after(*days)
        named = Chance(self.setting.seed, "settled by", self.journey.case.id)
        officer = self.setting.organisations.officer(by, named, on=at.date())
        self.journey.settle(at, by, outcome=outcome, result=result, officer=officer)

    def visit(self, at: dt.datetime, satisfied: bool | None) -> None:
        mode = self.chance.weighted({"phone": 70, "home": 20, "online": 10})
        notes = {True: _CONTENT, False: _DISCONTENT, None: _SILENT}[satisfied]
        officer = self.setting.organisations.officer(self.receiver, self.chance, on=at.date())
        self.journey.visit(
            at, self.receiver, mode=mode, satisfied=satisfied, note=self.chance.one(notes), officer=officer
        )

    def close(self, at: dt.datetime) -> None:
        self.journey.take(acts.Close(at=at, by=self.receiver.id))


def _afternoon(meeting: Meeting) -> dt.datetime:
    return dt.datetime.combine(meeting.on, dt.time(14, 30))
