"""What happened in a matter, in order of time: each event a Chinese sentence, told once however many records tell it.

A hand-over, a whistle or a visit leaves a step and a record of its own. The record says more, the step knows the hour:
one event comes of both.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.linkage.happenings import told_of
from graph.model import Case, Edge, HandedTo, Judgement, Node, ReceivedBy, Step
from graph.vocabulary import VOCABULARY, Vocabulary

LOCAL = dt.timedelta(hours=8)
"""The street's clock is so far ahead of UTC, in which judgements keep their time."""

KINDS: Mapping[str, str] = {
    "receive": "受理",
    "decline": "不予受理",
    "accept": "接收",
    "refuse": "退回",
    "hand_over": "移交",
    "escalate": "升级",
    "lead": "包案牵头",
    "help": "协办",
    "whistle": "吹哨",
    "report": "报到",
    "raise_up": "逐级上报",
    "mediate": "调解",
    "conclude": "调解结束",
    "confirm": "司法确认",
    "meet": "会商",
    "decide": "决定",
    "fulfil": "落实",
    "drop": "取消决定",
    "pause": "中止",
    "resume": "恢复",
    "supervise": "督办",
    "warn": "预警",
    "handle": "预警处置",
    "settle": "化解",
    "visit": "回访",
    "reopen": "重启",
    "withdraw": "撤回",
    "close": "办结",
    "consult": "法律咨询",
    "join": "判定归并",
    "part": "判定分开",
    "doubt": "判定存疑",
}
"""Kinds of event; at one moment they stand in this order."""
_OTHER_ENDS = ("withdrawn", "rejected")
"""Of a case that ended so its step tells."""
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
_ANSWERS = {"yes": ("join", "是同一事项"), "no": ("part", "不是同一事项"), "unsure": ("doubt", "不能确定是否同一事项")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened."""

    at: dt.date
    """A datetime where the hour is told: local time of the street."""
    kind: str
    """A key of `KINDS`."""
    subject: str
    """Id of the case, or of the matter, that it happened to; of several the smallest."""
    record: str
    """Id of the record that tells most of it."""
    sentence: str

    @property
    def day(self) -> dt.date:
        return self.at.date() if isinstance(self.at, dt.datetime) else self.at


@dataclass(slots=True)
class Told:
    """Everything that the reader sees of some cases, and of the matter that they are."""

    cases: list[Case] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    """Who received the cases, and to whom they were handed."""
    about: list[tuple[Node, str]] = field(default_factory=list)
    """What is about one of the cases or the matter, and the id of that."""
    acting: dict[str, list[Edge]] = field(default_factory=dict)
    """Id of such a record to its edges: who did it, whom it called, who leads and helps."""
    judgements: list[Judgement] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """What organisations, officers and cases are called."""

    _by_case: dict[str, list[Step]] | None = field(default=None, init=False, repr=False)

    def steps_of(self, case: str) -> list[Step]:
        """The steps of a case, the earliest first."""
        if self._by_case is None:
            found: defaultdict[str, list[Step]] = defaultdict(list)
            for each in sorted(self.steps, key=lambda step: (step.at, step.id)):
                found[each.case].append(each)
            self._by_case = dict(found)
        return self._by_case.get(case, [])

    def name(self, id: str | None) -> str:
        """Empty for None and for one that the reader does not see."""
        return self.names.get(id or "", "")


def timeline(told: Told, words: Vocabulary = VOCABULARY) -> list[Event]:
    """The events, the earliest first; one of which only the day is told behind those of that day with an hour."""
    steps = _Steps(told.steps)
    found = [steps.timed(each) for each in (*_of_cases(told, words), *_of_records(told, words))]
    found += [each for step in told.steps if (each := _of_step(step, told, words)) and steps.stands(step)]
    found += _of_judgements(told)
    return sorted(_once(found), key=_order)


def _order(event: Event) -> tuple[str, str, int, str, str]:
    day, hour = event.day.isoformat(), "~"
    if isinstance(event.at, dt.datetime):
        hour = event.at.time().isoformat()
    return day, hour, _RANK[event.kind], event.subject, event.record


def _once(events: Iterable[Event]) -> Iterator[Event]:
    """One event of what a record tells of several cases, or at several ends."""
    seen: set[tuple[str, str, str]] = set()
    for each in sorted(events, key=_order):
        key = (each.record, each.kind, each.sentence)
        if key not in seen:
            seen.add(key)
            yield each


class _Steps:
    """The steps of all cases: which of them are told by a fuller record, and at what hour."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._at: defaultdict[tuple[str, str, dt.date], list[Step]] = defaultdict(list)
        for each in sorted(steps, key=lambda step: (step.at, step.id)):
            self._at[each.case, each.kind, each.at.date()].append(each)
        self._told: set[str] = set()

    def timed(self, event: Event) -> Event:
        """The event at the hour of its step, which is then told; a step at midnight knows the day alone."""
        same = [each for each in self._at[event.subject, event.kind, event.day] if each.id not in self._told]
        if isinstance(event.at, dt.datetime):
            same = [each for each in same if event.kind == "receive" or each.at == event.at] or same
        if not same:
            return event
        self._told.add(same[0].id)
        if isinstance(event.at, dt.datetime) or same[0].at.time() == dt.time():
            return event
        return replace(event, at=same[0].at)

    def stands(self, step: Step) -> bool:
        """Whether no fuller record tells it."""
        return step.id not in self._told


# -- cases ---------------------------------------------------------------------------------------


def _of_cases(told: Told, words: Vocabulary) -> Iterator[Event]:
    receivers = {each.source: told.name(each.target) for each in told.edges if isinstance(each, ReceivedBy)}
    for case in told.cases:
        if case.received_at is not None:
            channel, receiver = words.label("source", case.source), receivers.get(case.id, "")
            by = f"，首接单位{receiver}" if receiver else ""
            yield _event(case, case.received_at, "receive", f"经{channel}受理“{case.title}”{by}")
        if case.settled_on is not None:
            yield _event(case, case.settled_on, "settle", _settled(case, told, words))
        if case.closed_on is not None and case.status not in _OTHER_ENDS:
            yield _event(case, case.closed_on, "close", f"{_who(case, 'close', case.closed_on, told)}办结")
    for each in told.edges:
        if isinstance(each, HandedTo):
            yield Event(
                at=each.at, kind="hand_over", subject=each.source, record=each.source, sentence=_handed(each, told)
            )


def _event(case: Case, at: dt.date, kind: str, sentence: str) -> Event:
    return Event(at=at, kind=kind, subject=case.id, record=case.id, sentence=sentence)


def _settled(case: Case, told: Told, words: Vocabulary) -> str:
    said = (words.label("outcome", case.outcome), case.result)
    by = _who(case, "settle", case.settled_on, told)
    return f"{by}化解" + "".join(f"：{each}" for each in said if each)


def _who(case: Case, kind: str, day: dt.date | None, told: Told) -> str:
    """Who took the step of that day; empty: not told."""
    took = (each for each in told.steps_of(case.id) if each.kind == kind and each.at.date() == day)
    return told.name(next((each.organisation for each in took), None))


def _handed(edge: HandedTo, told: Told) -> str:
    answer = {True: "，已接收", False: "，被退回", None: ""}[edge.accepted]
    reason = f"：{edge.reason}" if edge.reason else ""
    return f"{told.name(edge.giver)}移交{told.name(edge.target)}{answer}{reason}"


def _of_step(step: Step, told: Told, words: Vocabulary) -> Event | None:
    if step.kind not in _RANK:
        return None
    said = [words.label("outcome", step.outcome), step.note]
    named = "、".join(name for name in map(told.name, (*step.to, *step.helpers)) if name)
    whom = f"（{named}）" if named else ""
    stage = f"到{words.label('stage', step.stage)}" if step.kind == "escalate" and step.stage else ""
    sentence = f"{told.name(step.organisation)}{words.label('step', step.kind)}{stage}{whom}"
    return Event(
        at=step.at if step.at.time() != dt.time() else step.at.date(),
        kind=step.kind,
        subject=step.case,
        record=step.id,
        sentence=sentence + "".join(f"：{each}" for each in said if each),
    )


# -- what is about them --------------------------------------------------------------------------


def _of_records(told: Told, words: Vocabulary) -> Iterator[Event]:
    """Once for each case that a record is about, so that the steps of all of them count as told."""
    for node, subject in told.about:
        for at, kind, sentence in told_of(node, told.acting.get(node.id, []), told.names, words):
            yield Event(at=at, kind=kind, subject=subject, record=node.id, sentence=sentence)


def _of_judgements(told: Told) -> Iterator[Event]:
    own = {each.id for each in told.cases}
    for each in told.judgements:
        kind, verdict = _ANSWERS.get(each.answer, _ANSWERS["unsure"])
        subject, other = (each.a, each.b) if each.a in own else (each.b, each.a)
        why = f"：{each.why}" if each.why else ""
        sentence = f"{each.by}判定“{told.name(subject)}”与“{told.name(other)}”{verdict}{why}"
        yield Event(at=each.at + LOCAL, kind=kind, subject=subject, record=each.id, sentence=sentence)
