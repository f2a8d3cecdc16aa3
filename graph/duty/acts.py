"""Every step that can be taken on a case, a typed record each: what is done, when, by whom, and what it needs told.

Whether a step may be taken is for `rules`, what it changes for `standing` and what it writes for `records`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import Annotated, ClassVar, get_type_hints

from graph.model.notes import Code, Zh
from graph.vocabulary import VOCABULARY


@dataclass(frozen=True, slots=True)
class Names:
    """The field holds ids of records of these kinds, one or several."""

    kinds: tuple[str, ...]


ORGANISATION = Names(("organisation",))
LEADER = Names(("organisation", "officer"))
_Reason = Annotated[str, "Why.", Zh("原因")]
_Note = Annotated[str, "In words; empty: nothing is said.", Zh("说明")]
_Mediation = Annotated[str, "Id of the mediation.", Zh("调解"), Names(("mediation",))]
_Decision = Annotated[str, "Id of the decision.", Zh("会议决定"), Names(("decision",))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A step that somebody wants to take. `WORDS` names the field whose text is kept as the step's note."""

    KIND: ClassVar[str]
    """Its code in the list `step`."""
    WORDS: ClassVar[str] = "note"
    MATTER: ClassVar[bool] = False
    """True: it may be taken on a matter, and then on each of its open cases."""

    at: Annotated[dt.datetime, "Local time of the street, without zone.", Zh("时间")]
    by: Annotated[str, "Id of the organisation that takes it.", Zh("办理单位"), ORGANISATION]
    officer: Annotated[str | None, "Id of the officer who takes it for them; None: not told.", Zh("经办人"),
                       Names(("officer",))] = None  # fmt: skip

    @property
    def words(self) -> str:
        """What it says, as the step keeps it."""
        return getattr(self, self.WORDS)


# -- intake and hands ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Receive(Act):
    """The first receiver takes a case in, and answers for it to the end (首接负责)."""

    KIND: ClassVar[str] = "receive"
    note: _Note = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decline(Act):
    """It is nothing that the centre may take (不予受理); those who asked are told why."""

    KIND: ClassVar[str] = "decline"
    WORDS: ClassVar[str] = "reason"
    reason: _Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(Act):
    """The responsible organisation begins, or takes what was handed to it; the giver takes it back."""

    KIND: ClassVar[str] = "accept"
    note: _Note = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuse(Act):
    """What was handed over goes back to the giver, with a reason (退回)."""

    KIND: ClassVar[str] = "refuse"
    WORDS: ClassVar[str] = "reason"
    reason: _Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Act):
    """It is offered to another organisation; until that accepts, the giver answers for it (移交)."""

    KIND: ClassVar[str] = "hand_over"
    WORDS: ClassVar[str] = "reason"
    to: Annotated[str, "Id of the organisation that shall take it.", Zh("接办单位"), ORGANISATION]
    reason: _Reason = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate(Act):
    """It goes up a level: 网格初调, 社区联调, 街道精调."""

    KIND: ClassVar[str] = "escalate"
    WORDS: ClassVar[str] = "reason"
    stage: Annotated[str, "The level from now on.", Zh("化解层级"), Code("stage")]
    reason: _Reason = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead(Act):
    """An organisation takes the lead (牵头), or a named leader of the street does (领导包案)."""

    KIND: ClassVar[str] = "lead"
    WORDS: ClassVar[str] = "reason"
    MATTER: ClassVar[bool] = True
    leader: Annotated[str, "Id of the organisation or officer who leads from now on.", Zh("牵头"), LEADER]
    reason: _Reason = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Help(Act):
    """Others are asked to help (协办)."""

    KIND: ClassVar[str] = "help"
    MATTER: ClassVar[bool] = True
    helpers: Annotated[tuple[str, ...], "Ids of the organisations.", Zh("协办单位"), ORGANISATION]
    note: _Note = ""


# -- calling others ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class BlowWhistle(Act):
    """Others are called to the spot (街道吹哨、部门报到)."""

    KIND: ClassVar[str] = "whistle"
    WORDS: ClassVar[str] = "subject"
    to: Annotated[tuple[str, ...], "Ids of the organisations that are called.", Zh("呼叫单位"), ORGANISATION]
    subject: Annotated[str, "Why they are called.", Zh("事由")]
    due_at: Annotated[dt.datetime | None, "Local time; None: as the table of deadlines says.", Zh("报到时限")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Act):
    """One that was called is there (报到)."""

    KIND: ClassVar[str] = "report"
    WORDS: ClassVar[str] = "result"
    whistle: Annotated[str, "Id of the whistle.", Zh("吹哨"), Names(("whistle",))]
    result: Annotated[str, "What they did.", Zh("处置情况")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseUp(Act):
    """举手报告、逐级吹哨: it is told to whom `by` reports to, or, of a whistle that nobody answered in time, to whom
    those called report to.
    """

    KIND: ClassVar[str] = "raise_up"
    WORDS: ClassVar[str] = "subject"
    subject: Annotated[str, "What is asked of them.", Zh("事由")]
    due_at: Annotated[dt.datetime | None, "Local time; None: as the table of deadlines says.", Zh("答复时限")] = None
    whistle: Annotated[
        str | None,
        "Id of the whistle that was not answered in time; None: none was.",
        Zh("上报自"),
        Names(("whistle",)),
    ] = None


# -- the work ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediate(Act):
    """An attempt to mediate begins, by one of three routes (三调联动)."""

    KIND: ClassVar[str] = "mediate"
    route: Annotated[str, "People's, administrative or judicial.", Zh("调解途径"), Code("mediation_route")]
    note: _Note = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclude(Act):
    """The attempt ends, with an agreement or without."""

    KIND: ClassVar[str] = "conclude"
    WORDS: ClassVar[str] = "agreement"
    mediation: _Mediation
    result: Annotated[str, "How it ended.", Zh("调解结果"), Code("mediation_result")]
    agreement: Annotated[str, "What was agreed, in words.", Zh("协议内容")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(Act):
    """A court confirms what was agreed before a mediation body (司法确认)."""

    KIND: ClassVar[str] = "confirm"
    mediation: _Mediation
    on: Annotated[dt.date | None, "Day of the confirmation; None: that of the step.", Zh("司法确认日期")] = None
    note: _Note = ""
    applied_on: Annotated[
        dt.date | None,
        "Day on which the parties asked for it together; None: that of the confirmation.",
        Zh("申请日期"),
    ] = None

    @property
    def words(self) -> str:
        """The day of the application with the note: no record has a field for it."""
        applied = f"{self.applied_on} 共同申请" if self.applied_on else ""
        return "；".join(each for each in (applied, self.note) if each)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meet(Act):
    """It is put before a meeting (会商). The same kind, day and title are the same meeting."""

    KIND: ClassVar[str] = "meet"
    WORDS: ClassVar[str] = "title"
    MATTER: ClassVar[bool] = True
    kind: Annotated[str, "Which meeting.", Zh("会议类别"), Code("meeting_kind")]
    title: Annotated[str, "As on its notice.", Zh("会议名称")]
    attendees: Annotated[tuple[str, ...], "Ids of organisations and officers beside `by`.", Zh("参会"), LEADER] = ()
    venue: Annotated[str, "Empty: not told.", Zh("地点")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide(Act):
    """A meeting decides who does what by when (会商决定)."""

    KIND: ClassVar[str] = "decide"
    WORDS: ClassVar[str] = "text"
    MATTER: ClassVar[bool] = True
    meeting: Annotated[str, "Id of the meeting.", Zh("会议"), Names(("meeting",))]
    text: Annotated[str, "What is to be done.", Zh("决定事项")]
    lead: Annotated[str | None, "Id of who leads.", Zh("牵头"), LEADER] = None
    helpers: Annotated[tuple[str, ...], "Ids of those who help.", Zh("协办单位"), LEADER] = ()
    due_on: Annotated[dt.date | None, "Last day; None: none was set.", Zh("完成时限")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fulfil(Act):
    """What was decided is done (落实)."""

    KIND: ClassVar[str] = "fulfil"
    WORDS: ClassVar[str] = "result"
    decision: _Decision
    result: Annotated[str, "What was done.", Zh("落实情况")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop(Act):
    """What was decided is no longer to be done, for a reason."""

    KIND: ClassVar[str] = "drop"
    WORDS: ClassVar[str] = "reason"
    decision: _Decision
    reason: _Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Act):
    """The clock stands, as while an expert's report is waited for (中止)."""

    KIND: ClassVar[str] = "pause"
    WORDS: ClassVar[str] = "reason"
    reason: _Reason
    until: Annotated[dt.datetime | None, "Local time of the street; None: not known.", Zh("预计恢复时间")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Act):
    """The clock runs again."""

    KIND: ClassVar[str] = "resume"
    note: _Note = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervise(Act):
    """The centre moves the procedure along: it urges what is to be done and was not (督办)."""

    KIND: ClassVar[str] = "supervise"
    WORDS: ClassVar[str] = "reason"
    reason: _Reason
    task: Annotated[str | None, "Id of the task; None: all that are open.", Zh("待办"), Names(("task",))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consult(Act):
    """Legal advice is given (法律咨询)."""

    KIND: ClassVar[str] = "consult"
    WORDS: ClassVar[str] = "subject"
    mode: Annotated[str, "Online, by appointment, on site.", Zh("咨询方式"), Code("consultation_mode")]
    subject: Annotated[str, "About what.", Zh("咨询事项")]
    advice: Annotated[str, "In words; empty: not given yet.", Zh("解答")] = ""
    on: Annotated[dt.date | None, "The day it is given or booked for; None: that of the step.", Zh("日期")] = None
    person: Annotated[
        str | None,
        "Id of the person or firm who asked; None: not told.",
        Zh("咨询人"),
        Names(("person", "organisation")),
    ] = None


# -- the end -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle(Act):
    """It is settled, or an attempt to settle it has failed (化解); `referred` leads those who asked to a court."""

    KIND: ClassVar[str] = "settle"
    WORDS: ClassVar[str] = "result"
    outcome: Annotated[str, "How.", Zh("化解结果"), Code("outcome")]
    result: Annotated[str, "In words.", Zh("办理结果")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Act):
    """Those who asked are visited or called after the settlement (跟踪回访)."""

    KIND: ClassVar[str] = "visit"
    mode: Annotated[str, "By telephone, at home, online.", Zh("回访方式"), Code("visit_mode")] = "phone"
    satisfied: Annotated[bool | None, "None: nobody told.", Zh("是否满意")] = None
    note: _Note = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(Act):
    """It came back, or was not settled after all (重启)."""

    KIND: ClassVar[str] = "reopen"
    WORDS: ClassVar[str] = "reason"
    reason: _Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Act):
    """Those who asked take it back (撤回)."""

    KIND: ClassVar[str] = "withdraw"
    WORDS: ClassVar[str] = "reason"
    reason: _Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(Act):
    """The file is closed (办结)."""

    KIND: ClassVar[str] = "close"
    note: _Note = ""


ACTS: tuple[type[Act], ...] = (
    Receive, Decline, Accept, Refuse, HandOver, Escalate, Lead, Help, BlowWhistle, Report, RaiseUp, Mediate, Conclude,
    Confirm, Meet, Decide, Fulfil, Drop, Pause, Resume, Supervise, Consult, Settle, Visit, Reopen, Withdraw, Close,
)  # fmt: skip
"""In the order of the list `step`."""
ACT_OF: dict[str, type[Act]] = {each.KIND: each for each in ACTS}


def zh_of(kind: str) -> str:
    """A step's name as users read it."""
    return VOCABULARY.label("step", kind)


@cache
def _names_of(act: type[Act]) -> tuple[tuple[str, Names], ...]:
    hints = get_type_hints(act, include_extras=True)
    marks = ((each.name, getattr(hints[each.name], "__metadata__", ())) for each in fields(act))
    return tuple((name, mark) for name, notes in marks for mark in notes if isinstance(mark, Names))


@cache
def codes_of(act: type[Act]) -> tuple[tuple[str, str], ...]:
    """Its fields that hold a code, each with the name of the list."""
    hints = get_type_hints(act, include_extras=True)
    marks = ((each.name, getattr(hints[each.name], "__metadata__", ())) for each in fields(act))
    return tuple((name, mark.list) for name, notes in marks for mark in notes if isinstance(mark, Code))


def named_by(act: Act) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every record that an act names: the field, the id, the kinds that it may be of."""
    for name, mark in _names_of(type(act)):
        value = getattr(act, name)
        for id in value if isinstance(value, tuple) else () if value is None else (value,):
            yield name, id, mark.kinds
