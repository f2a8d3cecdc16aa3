"""A case's way through the centre, one verb a step; what a verb changes and leaves behind is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, TypeVar

from graph.ids import make_id
from graph.model import (
    About,
    At,
    By,
    Calls,
    Case,
    DecidedAt,
    Decision,
    Edge,
    HandedTo,
    HelpedBy,
    LedBy,
    Mediation,
    Meeting,
    Mention,
    MentionedIn,
    Node,
    Officer,
    Organisation,
    Place,
    ReceivedBy,
    StatedAt,
    Step,
    Visit,
    Warning,
    Whistle,
)
from loaders.demo.log import Log

N = TypeVar("N", bound=Node)

SETTLED_FOR_GOOD = ("agreement", "explained", "fulfilled", "rectified")
_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Party:
    """A party as the case's row states it, and the unit that its address names."""

    mention: Mention
    unit: Place | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One called department's answer to a whistle; `reported_at` None: it did not come."""

    organisation: Organisation
    reported_at: dt.datetime | None
    result: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """How an attempt to mediate ended, and the day of its judicial confirmation, if any (司法确认)."""

    on: dt.date
    result: str
    agreement: str = ""
    confirmed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """From here on the readers of `area`, a community or an organisation, may see it."""

    area: str


class Journey:
    """One case, from its intake on. Steps never go back: one that would is moved behind the last."""

    def __init__(self, log: Log, case: Case, *, where: Place | None = None, parties: Sequence[Party] = ()) -> None:
        self.case = case
        self.where = where
        self.visits: list[Visit] = []
        self.warnings: list[Warning] = []
        self.organisations: list[str] = []
        """Ids of those that received it, got it, helped, led or took a step, each once."""
        self.led = False
        """Whether someone leads it."""
        self._log = log
        self.parties = parties
        self._diary: list[tuple[dt.datetime, Node | Edge | Seen]] = []
        self._last = dt.datetime.min
        self._turns: list[str] = []
        self._made = 0

    # -- intake and hands ------------------------------------------------------------------------

    def receive(self, at: dt.datetime, by: Organisation) -> None:
        """The first receiver; it answers to the end."""
        self._write(at, *(Seen(each) for each in (self.case.community, by.id) if each))
        self._change(at, received_at=at)
        self._write(at, ReceivedBy(source=self.case.id, target=by.id, at=at))
        if self.where is not None:
            self._write(at, At(source=self.case.id, target=self.where.id))
        for party in self.parties:
            self._enter(party, at)
        self._step("receive", at, by)

    def accept(self, at: dt.datetime, by: Organisation) -> None:
        at = self._step("accept", at, by)
        self._change(at, status="in_progress")

    def hand_over(
        self, at: dt.datetime, giver: Organisation, taker: Organisation, *, reason: str, answer_at: dt.datetime | None,
        accepted: bool = True,
    ) -> None:  # fmt: skip
        """`answer_at` None: the taker has not answered."""
        at = self._step("hand_over", at, giver, note=reason)
        handed = HandedTo(source=self.case.id, target=taker.id, at=at, giver=giver.id, reason=reason)
        self._write(at, handed)
        self._change(at, status="assigned")
        self._widen(at, taker)
        if answer_at is not None:
            answered = self._step("accept" if accepted else "refuse", answer_at, taker)
            self._write(answered, replace(handed, accepted=accepted))
            self._change(answered, status="in_progress" if accepted else "received")

    def lead(self, since: dt.datetime, leader: Organisation | Officer) -> None:
        self.led = True
        self._write(since, LedBy(source=self.case.id, target=leader.id, since=since.date()))
        self._join(leader)

    def help(self, since: dt.datetime, *helpers: Organisation) -> None:
        for each in helpers:
            self._write(since, HelpedBy(source=self.case.id, target=each.id, since=since.date()))
            self._widen(since, each)

    def escalate(self, at: dt.datetime, by: Organisation, *, stage: str) -> None:
        at = self._step("escalate", at, by)
        self._change(at, stage=stage)

    # -- the work --------------------------------------------------------------------------------

    def whistle(
        self, at: dt.datetime, caller: Organisation, *, subject: str, due_at: dt.datetime, answers: Sequence[Answer]
    ) -> None:
        at = self._step("whistle", at, caller, note=subject)
        whistle = self._keep(at, Whistle(id=self._new("whistle"), subject=subject, at=at, due_at=due_at))
        self._write(at, About(source=whistle.id, target=self.case.id), By(source=whistle.id, target=caller.id))
        for each in answers:
            self._write(at, Calls(source=whistle.id, target=each.organisation.id))
            self._widen(at, each.organisation)
        self._report(whistle, answers)

    def mediate(
        self,
        started: dt.datetime,
        by: Organisation,
        *,
        route: str,
        ending: Ending | None,
        officer: Officer | None = None,
    ) -> None:
        """`ending` None: it is under way. A body of the mediation network mediates at its own level."""
        started = self._step("mediate", started, by)
        self._change(started, status="in_progress")
        level = by.mediation_level if route == "people" else None
        mediation = Mediation(id=self._new("mediation"), route=route, started_on=started.date(), level=level)
        self._keep(started, mediation)
        self._write(started, About(source=mediation.id, target=self.case.id), By(source=mediation.id, target=by.id))
        if officer is not None:
            self._write(started, By(source=mediation.id, target=officer.id))
        if ending is not None:
            self._end(mediation, ending)

    def decide(
        self, meeting: Meeting, at: dt.datetime, *, chair: Organisation, text: str, due_on: dt.date,
        done_on: dt.date | None, lead: Organisation | None, helpers: Sequence[Organisation] = (),
    ) -> None:  # fmt: skip
        """The case at a meeting, and what was decided there; `lead` None: nobody was named."""
        at = self._step("meet", at, chair, note=meeting.title)
        at = self._step("decide", at + 30 * _MINUTE, chair, note=text)
        decision = self._keep(at, Decision(id=self._new("decision"), text=text, on=at.date(), due_on=due_on))
        about = (About(source=decision.id, target=self.case.id), About(source=meeting.id, target=self.case.id))
        self._write(at, *about, DecidedAt(source=decision.id, target=meeting.id))
        if lead is not None:
            self._write(at, LedBy(source=decision.id, target=lead.id, since=at.date()))
            self._widen(at, lead)
        for each in helpers:
            self._write(at, HelpedBy(source=decision.id, target=each.id, since=at.date()))
            self._widen(at, each)
        if done_on is not None:
            self._keep(_evening(done_on), replace(decision, done_on=done_on, status="done"))

    def warn(
        self, on: dt.date, by: Organisation, *, level: str, reasons: tuple[str, ...], handled_on: dt.date | None,
        result: str = "",
    ) -> None:  # fmt: skip
        """`handled_on` None: it waits, and is looked at again after a month."""
        warning = Warning(id=self._new("warning"), level=level, raised_on=on, reasons=reasons,
                          review_on=on + dt.timedelta(days=30))  # fmt: skip
        self._keep(_evening(on), warning)
        self._write(_evening(on), About(source=warning.id, target=self.case.id), By(source=warning.id, target=by.id))
        if handled_on is not None:
            warning = replace(warning, handled_on=handled_on, result=result)
            self._keep(_evening(handled_on), warning)
        self.warnings.append(warning)

    # -- the end ---------------------------------------------------------------------------------

    def settle(self, at: dt.datetime, by: Organisation, *, outcome: str, result: str) -> None:
        """An outcome that settles nothing leaves the case unsettled."""
        at = self._step("settle", at, by, outcome=outcome)
        if outcome in SETTLED_FOR_GOOD:
            self._turns.append("settle")
            self._change(at, status="settled", settled_on=at.date(), outcome=outcome, result=result)
        else:
            self._change(at, status="unsettled", outcome=outcome, result=result)

    def visit(
        self, at: dt.datetime, by: Organisation, *, mode: str, satisfied: bool | None, note: str,
        officer: Officer | None = None,
    ) -> None:  # fmt: skip
        """`satisfied` None: nobody told."""
        at = self._step("visit", at, by)
        visit = self._keep(at, Visit(id=self._new("visit"), on=at.date(), mode=mode, satisfied=satisfied, note=note))
        self._write(at, About(source=visit.id, target=self.case.id), By(source=visit.id, target=(officer or by).id))
        self.visits.append(visit)

    def reopen(self, at: dt.datetime, by: Organisation, *, reason: str) -> None:
        at = self._step("reopen", at, by, note=reason)
        self._turns.append("reopen")
        self._change(at, status="reopened", settled_on=None, closed_on=None, outcome=None)

    def close(self, at: dt.datetime, by: Organisation) -> None:
        at = self._step("close", at, by, outcome=self.case.outcome)
        self._change(at, status="closed", closed_on=at.date())

    def file(self) -> Journey:
        """Put what was written into the street's log, chapter by chapter, each record seen by those who could then."""
        areas: set[str] = set()
        latest: dict[str, Node] = {}
        ordered = sorted(self._diary, key=lambda each: each[0])
        for _, group in groupby(ordered, key=lambda each: self._log.chapter_end(each[0])):
            chapter = list(group)
            new_areas = {entry.area for _, entry in chapter if isinstance(entry, Seen)} - areas
            nodes = {entry.id: entry for _, entry in chapter if isinstance(entry, Node)}
            areas |= new_areas
            latest |= nodes
            shown = latest if new_areas else nodes
            self._log.add(chapter[-1][0], *(_seen_by(each, areas) for each in shown.values()))
            for at, entry in chapter:
                if isinstance(entry, Edge):
                    self._log.add(at, entry)
        self.case = replace(self.case, visible_to=tuple(sorted(areas)))
        return self

    # -- what is asked of it ---------------------------------------------------------------------

    @property
    def resolved(self) -> bool:
        """Whether its last turn was a settlement."""
        return bool(self._turns) and self._turns[-1] == "settle"

    @property
    def joint(self) -> bool:
        """Whether several organisations had a hand in it."""
        return len(self.organisations) > 1

    # -- within ----------------------------------------------------------------------------------

    def _enter(self, party: Party, at: dt.datetime) -> None:
        mention = self._keep(at, party.mention)
        self._write(at, MentionedIn(source=mention.id, target=self.case.id, role=mention.role))
        if party.unit is not None:
            self._write(at, StatedAt(source=mention.id, target=party.unit.id))

    def _end(self, mediation: Mediation, ending: Ending) -> None:
        ended = replace(mediation, ended_on=ending.on, result=ending.result, agreement=ending.agreement)
        self._keep(_evening(ending.on), ended)
        if ending.confirmed_on is not None:
            self._keep(_evening(ending.confirmed_on), replace(ended, confirmed_on=ending.confirmed_on))

    def _report(self, whistle: Whistle, answers: Sequence[Answer]) -> None:
        came = [(each.reported_at, each) for each in answers if each.reported_at is not None]
        for asked_at, each in sorted(came, key=lambda pair: pair[0]):
            reported_at = self._step("report", asked_at, each.organisation, note=each.result)
            called = Calls(source=whistle.id, target=each.organisation.id, reported_at=reported_at, result=each.result)
            self._write(reported_at, called)
        if not came:
            return
        late = any(whistle.due_at is not None and when > whistle.due_at for when, _ in came)
        status = "open" if len(came) < len(answers) else "late" if late else "answered"
        self._keep(self._last, replace(whistle, status=status, result="；".join(each.result for _, each in came)))

    def _step(
        self, kind: str, at: dt.datetime, by: Organisation, *, outcome: str | None = None, note: str = ""
    ) -> dt.datetime:
        """Log a step; answers the time that it really got."""
        at = max(at, self._last + _MINUTE) if self._last > dt.datetime.min else at
        self._last = at
        step = Step(
            id=make_id("step", self.case.id, kind, at.isoformat()), kind=kind, at=at, case=self.case.id,
            organisation=by.id, outcome=outcome, note=note,
        )  # fmt: skip
        self._keep(at, step)
        self._join(by)
        return at

    def _change(self, at: dt.datetime, **facts: Any) -> None:
        self.case = replace(self.case, **facts)
        self._write(at, self.case)

    def _keep(self, at: dt.datetime, node: N) -> N:
        self._write(at, node)
        return node

    def _widen(self, at: dt.datetime, organisation: Organisation) -> None:
        """Let one more organisation see the case and all that is written of it."""
        self._join(organisation)
        self._write(at, Seen(organisation.id))

    def _write(self, at: dt.datetime, *entries: Node | Edge | Seen) -> None:
        self._diary += [(at, each) for each in entries]

    def _join(self, who: Organisation | Officer) -> None:
        if isinstance(who, Organisation) and who.id not in self.organisations:
            self.organisations.append(who.id)

    def _new(self, kind: str) -> str:
        self._made += 1
        return make_id(kind, self.case.id, str(self._made))


def _seen_by(node: Node, areas: set[str]) -> Node:
    return replace(node, visible_to=tuple(sorted({*node.visible_to, *areas})))


def _evening(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(18))
