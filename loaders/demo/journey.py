"""A case's way through the centre: the steps that duty knows, and what each of them leaves behind, written down.

A step is an act of `graph.duty.acts`; what it changes, makes and opens is what `graph.duty` says of it, here as in a
store that is worked with. Only what no step makes is written by hand: the parties that the row states, and warnings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.clock import evening_of
from graph.duty import acts
from graph.duty.acts import Act
from graph.duty.deadline_files import shipped
from graph.duty.deadlines import Timing
from graph.duty.folding import after
from graph.duty.partial import History
from graph.duty.records import records_of
from graph.duty.standing import FOR_GOOD, Standing
from graph.duty.stepped import Stepped
from graph.duty.steps import Taking, step_of
from graph.duty.tasks import Following, follow
from graph.duty.warnings.tasks import Watch, follow_warning
from graph.ids import make_id
from graph.model import (
    About,
    At,
    AttendedBy,
    By,
    Case,
    Edge,
    HandedTo,
    HelpedBy,
    LedBy,
    Meeting,
    MentionedIn,
    Node,
    Officer,
    Organisation,
    Place,
    ReceivedBy,
    StatedAt,
    Step,
    Task,
    Visit,
    Warning,
)
from graph.store.protocol import EdgeKey, edge_key
from loaders.demo.cast import Answer, Ending, Party, Staff
from loaders.demo.diary import Diary
from loaders.demo.log import Log

_MINUTE = dt.timedelta(minutes=1)
_HANDS = (ReceivedBy, HandedTo, LedBy, HelpedBy)


class Journey:
    """One case, from its intake on. Steps never go back: one that would is moved behind the last."""

    def __init__(
        self, log: Log, case: Case, *, staff: Staff | None = None, where: Place | None = None,
        parties: Sequence[Party] = (), timing: Timing | None = None,
    ) -> None:  # fmt: skip
        self.case = case
        self.where = where
        self.parties = parties
        self.standing = Standing(case=case.id, stage=case.stage)
        self.begins_at = case.stage
        """The level at which it came in."""
        self.acts: list[Act] = []
        """All that was done, in its order."""
        self.visits: list[Visit] = []
        self.warnings: list[Warning] = []
        self._staff = staff or Staff()
        self._timing = timing or shipped()
        self._diary = Diary(log)
        self._steps: list[Step] = []
        self._records: dict[str, Node] = {}
        self._edges: dict[EdgeKey, Edge] = {}
        self._tasks: dict[str, Task] = {}
        """The open ones, by id."""

    # -- steps -----------------------------------------------------------------------------------

    def take(self, act: Act, *, level: str | None = None) -> Step:
        """Any step; `level` of the mediation network is that of who takes it. Answers the step as it was taken."""
        act = replace(act, at=self._next(act.at))
        step = step_of(Taking(act=act, before=self.standing, at=act.at, to=self.above(act, self.standing)))
        stepped = Stepped(
            act=act, step=step, before=self.standing, after=after(self.standing, step), mediation_level=level,
            history=History(self.case, self._steps, list(self._edges.values()), self._records),
        )  # fmt: skip
        self._see(act.at, (step.organisation, *step.to, *step.helpers))
        for each in records_of(stepped):
            self._keep(act.at, each)
        self.acts.append(act)
        self._steps.append(step)
        self.standing = stepped.after
        self._follow(step)
        return step

    def receive(self, at: dt.datetime, by: Organisation) -> None:
        """The first receiver; it answers to the end."""
        self._see(at, (self.case.community,))
        self.take(acts.Receive(at=at, by=by.id))
        if self.where is not None:
            self._write(at, At(source=self.case.id, target=self.where.id))
        for party in self.parties:
            self._enter(party, at)

    def hand_over(
        self, at: dt.datetime, giver: Organisation, taker: Organisation, *, reason: str, answer_at: dt.datetime | None,
        refused: str = "",
    ) -> None:  # fmt: skip
        """`answer_at` None: the taker has not answered; `refused`: why it would not take it."""
        self.take(acts.HandOver(at=at, by=giver.id, to=taker.id, reason=reason))
        if answer_at is not None:
            answer = {"at": answer_at, "by": taker.id}
            self.take(acts.Refuse(**answer, reason=refused) if refused else acts.Accept(**answer))

    def whistle(
        self, at: dt.datetime, caller: Organisation, *, subject: str, due_at: dt.datetime, answers: Sequence[Answer]
    ) -> str:
        """街道吹哨、部门报到; the whistle's id."""
        to = tuple(each.organisation.id for each in answers)
        blown = self.take(acts.BlowWhistle(at=at, by=caller.id, to=to, subject=subject, due_at=due_at))
        return self._reported(blown, answers)

    def raise_up(
        self, at: dt.datetime, by: Organisation, *, subject: str, due_at: dt.datetime, answer: Answer | None,
        below: str | None = None,
    ) -> str:  # fmt: skip
        """举手报告、逐级吹哨: to whom `by`, or those who did not come to the whistle `below`, report to."""
        raised = self.take(acts.RaiseUp(at=at, by=by.id, subject=subject, due_at=due_at, whistle=below))
        return self._reported(raised, () if answer is None else (answer,))

    def mediate(
        self, started: dt.datetime, by: Organisation, *, route: str, ending: Ending | None,
        officer: Officer | None = None,
    ) -> str:  # fmt: skip
        """`ending` None: it is under way; the mediation's id."""
        begun = acts.Mediate(at=started, by=by.id, officer=officer.id if officer else None, route=route)
        mediation = self.take(begun, level=by.mediation_level).record or ""
        if ending is not None:
            concluded = acts.Conclude(
                at=ending.at, by=by.id, mediation=mediation, result=ending.result, agreement=ending.agreement
            )
            self.take(concluded)
        return mediation

    def decide(
        self, meeting: Meeting, at: dt.datetime, *, chair: Organisation, attendees: Sequence[str], text: str,
        due_on: dt.date, lead: Organisation, helpers: Sequence[Organisation] = (),
    ) -> str:  # fmt: skip
        """The case at a meeting, and what was decided there; the decision's id."""
        others = tuple(each for each in attendees if each != chair.id)
        met = acts.Meet(
            at=at, by=chair.id, kind=meeting.kind, title=meeting.title, attendees=others, venue=meeting.venue
        )
        held = self.take(met)
        decided = acts.Decide(
            at=held.at + 30 * _MINUTE, by=chair.id, meeting=held.record or "", text=text, due_on=due_on, lead=lead.id,
            helpers=tuple(each.id for each in helpers),
        )  # fmt: skip
        return self.take(decided).record or ""

    def settle(
        self, at: dt.datetime, by: Organisation, *, outcome: str, result: str, officer: Officer | None = None
    ) -> None:  # fmt: skip
        """An outcome that settles nothing leaves the case unsettled."""
        named = officer.id if officer else None
        self.take(acts.Settle(at=at, by=by.id, officer=named, outcome=outcome, result=result))

    def visit(
        self, at: dt.datetime, by: Organisation, *, mode: str, satisfied: bool | None, note: str,
        officer: Officer | None = None,
    ) -> None:  # fmt: skip
        """`satisfied` None: nobody told."""
        called = acts.Visit(
            at=at, by=by.id, officer=officer.id if officer else None, mode=mode, satisfied=satisfied, note=note
        )
        made = self._records.get(self.take(called).record or "")
        if isinstance(made, Visit):
            self.visits.append(made)

    # -- beside the steps ------------------------------------------------------------------------

    def warn(
        self, on: dt.date, by: Organisation, *, level: str, reasons: tuple[str, ...], handled_on: dt.date | None,
        result: str = "",
    ) -> None:  # fmt: skip
        """`handled_on` None: it waits, and is looked at again after a month; of a case that is over nobody has to."""
        warning = Warning(
            id=make_id("warning", self.case.id, on.isoformat()), level=level, raised_on=on, reasons=reasons,
            review_on=on + dt.timedelta(days=30),
        )  # fmt: skip
        self._see(evening_of(on), (by.id,))
        self._write(evening_of(on), warning)
        self._write(evening_of(on), About(source=warning.id, target=self.case.id), By(source=warning.id, target=by.id))
        handled = warning if handled_on is None else replace(warning, handled_on=handled_on, result=result)
        if handled_on is not None:
            self._write(evening_of(handled_on), handled)
        if not self.standing.ended:
            self._watch(warning, handled, by)
        self.warnings.append(handled)

    def file(self) -> Journey:
        """Put what was written into the street's log."""
        self.case = replace(self.case, visible_to=self._diary.file())
        return self

    # -- what is asked of it ---------------------------------------------------------------------

    @property
    def resolved(self) -> bool:
        """Whether its last settlement holds."""
        return self.standing.settled is not None and self.standing.settled.outcome in FOR_GOOD

    @property
    def joint(self) -> bool:
        """Whether several organisations had a hand in it: took a step, got it, helped or led."""
        named = {each.target for each in self._edges.values() if isinstance(each, _HANDS)}
        took = {each.organisation for each in self._steps if each.organisation}
        return len(took | {each for each in named if each.startswith("organisation-")}) > 1

    @property
    def tasks(self) -> Sequence[Task]:
        """What is still to be done about it."""
        return tuple(self._tasks.values())

    def above(self, act: Act, standing: Standing) -> tuple[str, ...]:
        """To whom a report upward goes; of another step nobody."""
        if not isinstance(act, acts.RaiseUp):
            return ()
        whistle = standing.whistles.get(act.whistle or "")
        below = whistle.missing if whistle else (act.by,)
        return tuple(dict.fromkeys(self._staff.above[each] for each in below if each in self._staff.above))

    # -- within ----------------------------------------------------------------------------------

    def _next(self, at: dt.datetime) -> dt.datetime:
        last = self.standing.last_at
        return at if last is None else max(at, last + _MINUTE)

    def _reported(self, blown: Step, answers: Sequence[Answer]) -> str:
        """Those who came, in the order in which they came."""
        whistle = blown.record or ""
        came = [(each.reported_at, each) for each in answers if each.reported_at is not None]
        for at, each in sorted(came, key=lambda pair: pair[0]):
            self.take(acts.Report(at=at, by=each.organisation.id, whistle=whistle, result=each.result))
        return whistle

    def _follow(self, step: Step) -> None:
        """What the step opens, ends, moves or urges."""
        following = Following(case=self.case, after=self.standing, at=step.at, step=step, homes=self._staff.homes)
        for task in follow(following, self._tasks.values(), self._timing):
            self._write(step.at, task)
            self._tasks.pop(task.id, None)
            if task.ended_at is None:
                self._tasks[task.id] = task

    def _watch(self, warning: Warning, handled: Warning, by: Organisation) -> None:
        """What the warning gives to do to who answers for the case, and that it is done when it is handled."""
        answers = self.standing.responsible or by.id
        watch = Watch(warning=warning, was=None, title=self.case.title, case=self.case, organisation=answers)
        at = evening_of(warning.raised_on)
        opened = follow_warning(watch, (), self._timing, now=at)
        self._write(at, *opened)
        if handled.handled_on is not None:
            done, at = replace(watch, warning=handled, was=warning), evening_of(handled.handled_on)
            self._write(at, *follow_warning(done, opened, self._timing, now=at))

    def _enter(self, party: Party, at: dt.datetime) -> None:
        mention = party.mention
        self._write(at, mention, MentionedIn(source=mention.id, target=self.case.id, role=mention.role))
        if party.unit is not None:
            self._write(at, StatedAt(source=mention.id, target=party.unit.id))

    def _keep(self, at: dt.datetime, record: Node | Edge) -> None:
        """What a step writes; a meeting stands in the log of meetings, with all that attended it."""
        if isinstance(record, Case):
            self.case = record
        elif isinstance(record, Node):
            self._records[record.id] = record
        else:
            self._edges[edge_key(record)] = record
        of_meeting = isinstance(record, Meeting | AttendedBy) or (
            isinstance(record, By) and record.source.startswith("meeting-")
        )
        if not of_meeting:
            self._write(at, record)

    def _see(self, at: dt.datetime, areas: Iterable[str | None]) -> None:
        """Let these see it, officers as part of where they serve."""
        seen = (self._staff.homes.get(each, each) for each in areas if each is not None)
        self._diary.show(at, (each for each in seen if not each.startswith("officer-")))

    def _write(self, at: dt.datetime, *records: Node | Edge) -> None:
        self._diary.write(at, *records)
