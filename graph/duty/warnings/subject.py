"""A case or a matter as the rules see it: from what the graph holds about the dispute to its facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.duty.warnings.facts import SAID, Fact, FactKind, Facts, Value
from graph.duty.warnings.festivals import Festival
from graph.duty.warnings.sayings import Saying
from graph.masking import mask_text
from graph.model import Case
from graph.vocabulary import VOCABULARY

About = Literal["case", "matter"]
ENDED = frozenset({"settled", "closed", "withdrawn", "rejected"})
"""Statuses of a case of which nothing is feared any more; a reopened one has none of them."""
_WAGE = frozenset({"wage"})
_SHOWN = 40
"""Characters of a clause that a sentence shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the graph holds about one case beside its record."""

    young: int = 0
    """Parties who are not 18 yet by the date of birth that their record states."""
    departments: frozenset[str] = frozenset()
    """Ids of those that received, were handed, lead or help with it."""
    hand_overs: int = 0
    overdue_tasks: int = 0
    recurrences: int = 0
    """Earlier cases that it is a recurrence of."""
    failed_mediations: int = 0
    unsatisfied_visits: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One case of a subject: its record, what is around it, and what its text says in earnest."""

    case: Case
    around: Around = Around()
    said: Mapping[str, Saying]

    @property
    def is_open(self) -> bool:
        return self.case.status not in ENDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a warning may be about."""

    id: str
    about: About
    cases: tuple[Told, ...]
    """The case, or those of the matter, in any order."""
    participants: int = 0
    """People who take part in its open cases at least, nobody counted twice."""
    group: str | None = None
    """The class of event that so many people are; None: not told."""
    visible_to: tuple[str, ...] = ()


def facts_of(
    subject: Subject, kinds: Mapping[str, FactKind], *, today: dt.date, festivals: Callable[[dt.date], Festival | None]
) -> Facts:
    """The facts of a subject on a day; none when all its cases have ended, so that no rule speaks.

    What is counted is counted over its open cases, except the cases and reports themselves.
    """
    told = sorted(subject.cases, key=lambda each: (each.case.received_at or dt.datetime.max, each.case.id))
    open_ones = [each for each in told if each.is_open]
    if not open_ones:
        return {}
    values = {**dict(_counts(subject, told, today)), **dict(_of_open(open_ones, subject.group, today))}
    facts = {name: Fact(value, _shown(kinds[name], value)) for name, value in values.items()}
    since = _since_when([each.case for each in open_ones], today)
    return {**facts, **since, **_wage(open_ones, today, festivals), **_said(open_ones, kinds)}


def _counts(subject: Subject, told: Sequence[Told], today: dt.date) -> Iterator[tuple[str, Value]]:
    yield "participants", subject.participants
    yield "cases", len(told)
    yield "reports_30", _since(told, today, 30)
    yield "reports_90", _since(told, today, 90)


def _of_open(told: Sequence[Told], group: str | None, today: dt.date) -> Iterator[tuple[str, Value]]:
    cases = [each.case for each in told]
    around = [each.around for each in told]
    yield "departments", len(frozenset[str]().union(*(each.departments for each in around)))
    yield "amount", max((each.amount for each in cases if each.amount is not None), default=None)
    for name in ("overdue_tasks", "hand_overs", "recurrences", "failed_mediations", "unsatisfied_visits"):
        yield name, sum(getattr(each, name) for each in around)
    yield "young_parties", sum(each.young for each in around)
    yield "legacy", any(each.legacy for each in cases)
    yield "reopened", any(each.status == "reopened" for each in cases)
    yield "scale", _highest("event_scale", [group, *(each.scale for each in cases)])
    yield "stage", _highest("stage", [each.stage for each in cases])
    for name in ("kind", "dispute_type", "source"):
        yield name, next((value for each in cases if (value := getattr(each, name)) is not None), None)


def _since(told: Iterable[Told], today: dt.date, days: int) -> int:
    """Cases that came in within so many days before the end of `today`."""
    received = (each.case.received_at for each in told)
    return sum(1 for at in received if at is not None and 0 <= (today - at.date()).days < days)


def _since_when(cases: Iterable[Case], today: dt.date) -> dict[str, Fact]:
    """How long it is open and over its due day; shown by the day, so that a sentence stays true on the next."""
    told = list(cases)
    received = min((each.received_at.date() for each in told if each.received_at is not None), default=None)
    due = min((each.due_on for each in told if each.due_on is not None), default=None)
    return {"days_open": _days_since(received, today), "days_over_due": _days_since(due, today)}


def _days_since(day: dt.date | None, today: dt.date) -> Fact:
    return Fact(0, "") if day is None else Fact(max(0, (today - day).days), day.isoformat())


def _highest(list: str, codes: Iterable[str | None]) -> str | None:
    """The last one in the order of the list; None when none of them is in it."""
    order = tuple(VOCABULARY[list].labels)
    known = [each for each in codes if each in order]
    return max(known, key=order.index, default=None)


def _wage(told: Iterable[Told], today: dt.date, festivals: Callable[[dt.date], Festival | None]) -> dict[str, Fact]:
    """How near the next festival is, of unpaid wages alone."""
    if not any(each.case.dispute_type in _WAGE for each in told):
        return {}
    festival = festivals(today)
    if festival is None:
        return {}
    return {"wage_days": Fact((festival.on - today).days, f"{festival.name}（{festival.on}）")}


def _said(told: Iterable[Told], kinds: Mapping[str, FactKind]) -> dict[str, Fact]:
    """By group of words: in how many cases they are said, and the first clause that says so."""
    found: dict[str, list[str]] = {}
    for each in told:
        for group, saying in each.said.items():
            found.setdefault(SAID + group, []).append(f"“{_short(saying.clause)}”（{each.case.number}）")
    counted = {name: len(found.get(name, ())) for name, kind in kinds.items() if kind.sort == "words"}
    return {name: Fact(count, mask_text(found[name][0]) if count else "") for name, count in counted.items()}


def _short(clause: str) -> str:
    return clause if len(clause) <= _SHOWN else f"{clause[: _SHOWN - 1]}…"


def _shown(kind: FactKind, value: Value) -> str:
    if value is None:
        return ""
    if kind.sort == "code" and kind.list is not None:
        return VOCABULARY.label(kind.list, str(value))
    if kind.sort == "flag":
        return "是" if value else "否"
    return f"{value:,.0f} {kind.unit}" if isinstance(value, int | float) else str(value)
