"""A page of a finding from the store: one question, the names of those in it, and a sentence a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.duty import findings as duty
from graph.duty.finding_sentences import Saying, sentence
from graph.duty.findings import FINDINGS, Finding, FindingKind, Wanted
from graph.duty.network import bridges, cuts, network_of
from graph.duty.whistle_delays import delays
from graph.errors import BadId, BadValue
from graph.ids import kind_of
from graph.pipeline.reading import titles_of
from graph.store import Reader, Scope
from graph.store import duty_questions as q
from graph.vocabulary import VOCABULARY, Vocabulary

Rows = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Where in the answer."""

    first: int
    skip: int = 0

    def of(self, rows: Rows) -> Rows:
        return rows[self.skip : self.skip + self.first]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a finding."""

    kind: FindingKind
    findings: tuple[Finding, ...]
    total: int
    """How many rows there are; 0 on a page behind the last."""


def find(
    store: Reader, name: str, wanted: Wanted, page: Page, *, scope: Scope, words: Vocabulary = VOCABULARY,
    unmask: bool = False,
) -> Found:  # fmt: skip
    """A page of the finding `name`, as far as the reader sees. Raises BadValue for a name or a number that is none.

    `unmask` is for a reading that was recorded with its purpose.
    """
    kind = FINDINGS.get(name)
    if kind is None:
        raise BadValue(value=name, field="发现的名称", reason=f"没有这个发现；有：{'、'.join(FINDINGS)}")
    _check(wanted)
    rows = ROWS[name](_Asking(store, scope, wanted, page, kind))
    names = titles_of(store, [id for row in rows for _, id in _roles(row)], scope=scope, unmask=unmask)
    say = Saying(names, wanted.now, words)
    found = tuple(_finding(name, row, say) for row in rows)
    return Found(kind, found, rows[0].total if rows else 0)


def _check(wanted: Wanted) -> None:
    for field, value in (("least", wanted.least), ("days", wanted.days)):
        if value is not None and value < (field == "least"):
            raise BadValue(value=value, field=f"findings.{field}", reason="太小")
    if wanted.start and wanted.end and wanted.start >= wanted.end:
        period = f"{wanted.start:%Y-%m-%d} 至 {wanted.end:%Y-%m-%d} 零时"
        raise BadValue(value=period, field="期间", reason="结束应在开始之后")


def _finding(name: str, row: Any, say: Saying) -> Finding:
    facts = {field: value for field, value in row._asdict().items() if field != "total"}
    if name.startswith("recurrence"):
        facts["share"] = round(row.returned / row.settled, 4)
    if name == "whistle_delays":
        facts["late_share"] = round(row.late / row.calls, 4)
    subject = row.called if name == "whistle_delays" else row[0]
    others = tuple((role, id) for role, id in _roles(row) if id != subject)
    return Finding(name=name, subject=subject, others=others, sentence=sentence(name, row, say), facts=facts)


def _roles(row: Any) -> Iterable[tuple[str, str]]:
    """The ids in a row, each with the name of its field."""
    for field, value in row._asdict().items():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, str) and _is_id(each):
                yield field, each


def _is_id(value: str) -> bool:
    try:
        kind_of(value)
    except BadId:
        return False
    return True


# -- what is asked -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asking:
    """A finding that is being asked for."""

    store: Reader
    scope: Scope
    wanted: Wanted
    page: Page
    kind: FindingKind

    @property
    def least(self) -> int:
        return self.kind.least if self.wanted.least is None else self.wanted.least

    def ask(self, question: q.Question[Any], **parameters: Any) -> Rows:
        """The rows of a question, by the page and whatever else of `wanted` it names."""
        wanted = self.wanted
        known: dict[str, Any] = {
            "first": self.page.first, "skip": self.page.skip, "least": self.least, "now": wanted.now.isoformat(),
            "open": True if wanted.open else None, "start": wanted.since and wanted.since.isoformat(),
            "end": wanted.end and wanted.end.isoformat(),
        }  # fmt: skip
        chosen = {name: known[name] for name in question.parameters if name in known}
        return self.store.ask(question, scope=self.scope, **{**chosen, **parameters})


def _plainly(question: q.Question[Any]) -> Callable[[_Asking], Rows]:
    return lambda asking: asking.ask(question)


def _elsewhere(asking: _Asking) -> Rows:
    return asking.ask(q.PARTIES_ELSEWHERE, most=duty.FEW_CASES)


def _delays(asking: _Asking) -> Rows:
    calls = asking.ask(q.WHISTLE_CALLS)
    return asking.page.of(delays(calls, now=asking.wanted.now, least=asking.least))


def _silent(asking: _Asking) -> Rows:
    """Of a reader of some areas, only the communities among them: of others nothing is known."""
    start, end = _week(asking.wanted)
    areas = asking.scope.areas
    return asking.ask(
        q.SILENT_COMMUNITIES, start=start.isoformat(), end=end.isoformat(), sources=list(duty.REPORTED_BY),
        communities=None if areas is None else sorted(areas),
    )  # fmt: skip


def _week(wanted: Wanted) -> tuple[dt.datetime, dt.datetime]:
    """The period that was asked for; without one, the last whole week."""
    monday = dt.datetime.combine(wanted.now.date() - dt.timedelta(days=wanted.now.weekday()), dt.time())
    if wanted.start is None:
        return (wanted.end or monday) - dt.timedelta(days=7), wanted.end or monday
    return wanted.start, wanted.end or wanted.now


def _stalled(asking: _Asking) -> Rows:
    days = duty.LEAST_DAYS_STALLED if asking.wanted.days is None else asking.wanted.days
    return asking.ask(q.STALLED, before=(asking.wanted.now - dt.timedelta(days=days)).isoformat())


def _visits(asking: _Asking) -> Rows:
    return asking.ask(q.OVERDUE_VISITS, days=duty.DAYS_TO_VISIT if asking.wanted.days is None else asking.wanted.days)


def _bridging(asking: _Asking) -> Rows:
    return asking.page.of(bridges(network_of(asking.ask(q.DUTY_NETWORK))))


def _cutting(asking: _Asking) -> Rows:
    return asking.page.of(cuts(network_of(asking.ask(q.DUTY_NETWORK))))


ROWS: Mapping[str, Callable[[_Asking], Rows]] = {
    "ping_pong": _plainly(q.PING_PONG),
    "matters_without_lead": _plainly(q.MATTERS_WITHOUT_LEAD),
    "never_leading": _plainly(q.NEVER_LEADING),
    "parties_elsewhere": _elsewhere,
    "whistles_unanswered": _plainly(q.WHISTLES_UNANSWERED),
    "whistle_delays": _delays,
    "silent_communities": _silent,
    "stalled": _stalled,
    "overdue_visits": _visits,
    "recurrence_by_building": _plainly(q.RECURRENCE_BY_BUILDING),
    "recurrence_by_route": _plainly(q.RECURRENCE_BY_ROUTE),
    "recurrence_by_stage": _plainly(q.RECURRENCE_BY_STAGE),
    "load_of_organisations": _plainly(q.LOAD_OF_ORGANISATIONS),
    "load_of_officers": _plainly(q.LOAD_OF_OFFICERS),
    "bridging_departments": _bridging,
    "cut_departments": _cutting,
}
"""How each finding is asked, by its name."""
