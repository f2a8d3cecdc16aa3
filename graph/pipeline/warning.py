"""Warnings with the store: the rules asked of cases and matters, a person's level over theirs, and the end of one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from graph.duty.deadline_files import shipped
from graph.duty.deadlines import Timing
from graph.duty.warnings.levels import History, follow, surplus
from graph.duty.warnings.rule_reading import shipped_rules
from graph.duty.warnings.rules import RuleBook, rank
from graph.duty.warnings.scoring import Score, score_of
from graph.duty.warnings.subject import Subject, facts_of
from graph.errors import BadValue, UnknownRecord, WarningRefused
from graph.ids import make_id
from graph.model import About, Case, Matter, Warning
from graph.pipeline.reading import Progress, edges_at, edges_from, get_all, silent
from graph.pipeline.warning_facts import Batch, Watched, batches_of, watched
from graph.pipeline.warning_tasks import Moved, cancel_tasks, follow_warnings
from graph.store import EVERYTHING, Change, Reader, Store
from graph.vocabulary import VOCABULARY, Vocabulary

_LONGEST_REVIEW = dt.timedelta(days=366)

What = Literal["raised", "risen", "lowered", "told"]
ZH: dict[What, str] = {"raised": "新增", "risen": "升级", "lowered": "降级", "told": "更新依据"}


@dataclass(frozen=True, slots=True)
class Move:
    """What the rules did to the warning of a subject."""

    what: What
    subject: str
    warning: Warning
    was: str | None
    """The level before; None: there was none."""


@dataclass(slots=True)
class WarnReport:
    """What asking the rules came to."""

    looked: int = 0
    """Cases and matters."""
    moves: list[Move] = field(default_factory=list)

    def counts(self) -> Counter[str]:
        """How many of each sort of move."""
        return Counter(each.what for each in self.moves)

    def __str__(self) -> str:
        counts = self.counts()
        told = "，".join(f"{zh} {counts[what]}" for what, zh in ZH.items())
        return f"看了 {self.looked} 个事件和事项：{told}。"


# -- the rules -------------------------------------------------------------------------------------


def warn(
    store: Store,
    *,
    by: str,
    now: dt.datetime,
    cases: Collection[str] | None = None,
    book: RuleBook | None = None,
    timing: Timing | None = None,
    progress: Progress = silent,
) -> WarnReport:
    """Ask the rules about these cases and their matters, or about everything open, and write what they say.

    `now` is the street's local time. What is written depends on the graph and the day alone, not on any order; asking
    again on the same day writes nothing.
    """
    asking = _Asking(book or shipped_rules(), timing or shipped(), by, now)
    report = WarnReport()
    batches = batches_of(store, cases)
    for number, batch in enumerate(batches, 1):
        _warn_batch(store, batch, asking, report)
        progress("预警", number, len(batches))
    return report


@dataclass(frozen=True, slots=True)
class _Asking:
    """By what, by whom and when the rules are asked."""

    book: RuleBook
    timing: Timing
    by: str
    now: dt.datetime


def _warn_batch(store: Store, batch: Batch, asking: _Asking, report: WarnReport) -> None:
    """Scores are worked out beside the writer's lock; the warnings themselves are read again within it."""
    looked = watched(store, batch, asking.book.wording, now=asking.now)
    scored = {each.subject.id: (each.subject, _score(each, asking)) for each in looked}
    report.looked += len(scored)
    with store.change(by=asking.by, why="预警规则") as change:
        histories = _histories(change.graph, scored)
        _drop(change, [each for history in histories.values() for each in surplus(history)], asking.now)
        standing: list[Moved] = []
        for id, (subject, score) in scored.items():
            was, now = histories[id].open, _followed(subject, score, histories[id], asking)
            if now is not None:
                standing.append((id, was, now))
        standing = _with_free_ids(change.graph, standing)
        report.moves += _written(change, standing)
        follow_warnings(change, standing, asking.timing, now=asking.now)


def _drop(change: Change, warnings: Sequence[str], now: dt.datetime) -> None:
    """Take back warnings of rules alone that count no more, and what they gave somebody to do."""
    cancel_tasks(change, warnings, now=now)
    change.delete(warnings)


def _with_free_ids(store: Reader, standing: Sequence[Moved]) -> list[Moved]:
    """New warnings under ids that none has: what a matter was warned of may have moved to another with its old id."""
    new = [now.id for _, was, now in standing if was is None]
    taken = get_all(store, new, Warning)
    return [
        (subject, was, replace(now, id=make_id("warning", now.id, now.raised_on.isoformat())))
        if was is None and now.id in taken
        else (subject, was, now)
        for subject, was, now in standing
    ]


def _score(each: Watched, asking: _Asking) -> Score:
    book = asking.book
    facts = facts_of(each.subject, book.kinds, today=asking.now.date(), festivals=book.festival)
    return score_of(facts, each.subject.about, book)


def _followed(subject: Subject, score: Score, history: History, asking: _Asking) -> Warning | None:
    return follow(
        history,
        score,
        subject=subject.id,
        visible_to=subject.visible_to,
        today=asking.now.date(),
        levels=asking.book.levels,
    )


def _written(change: Change, standing: Iterable[Moved]) -> list[Move]:
    """Put those that are not as they were."""
    moved = [(subject, was, now) for subject, was, now in standing if now != was]
    change.put(now for _, _, now in moved)
    change.put(About(source=now.id, target=subject) for subject, _, now in moved)
    return [Move(_what(was, now), subject, now, was and was.level) for subject, was, now in moved]


def _what(was: Warning | None, now: Warning) -> What:
    if was is None:
        return "raised"
    moved = rank(now.level) - rank(was.level)
    return "risen" if moved > 0 else "lowered" if moved < 0 else "told"


def _histories(store: Reader, subjects: Collection[str]) -> dict[str, History]:
    about = [each for each in edges_at(store, subjects, ["about"]) if each.source.startswith("warning-")]
    warnings = get_all(store, {each.source for each in about}, Warning)
    found: dict[str, dict[str, Warning]] = {each: {} for each in subjects}
    for each in about:
        if each.source in warnings and each.target in found:
            found[each.target][each.source] = warnings[each.source]
    return {id: History(tuple(some[each] for each in sorted(some))) for id, some in found.items()}


# -- a person --------------------------------------------------------------------------------------


def override(  # noqa: PLR0913 - what a person states
    store: Store,
    id: str,
    *,
    level: str,
    reason: str,
    review_on: dt.date,
    by: str,
    now: dt.datetime,
    timing: Timing | None = None,
    words: Vocabulary = VOCABULARY,
) -> Warning:
    """Set the level of a warning, or of the case or matter `id`, until `review_on`; where none is open, one is raised.

    Until then the rules only say what they would say. Raises UnknownRecord, UnknownCode, BadValue for no reason or an
    impossible day, WarningRefused for one that is handled.
    """
    code = words["warning_level"].code(level)
    stated = _stated(reason, "调整原因")
    today = now.date()
    if not today < review_on <= today + _LONGEST_REVIEW:
        raise BadValue(value=review_on, field="复核日期", reason="要在今天之后、一年之内")
    with store.change(by=by, why=f"调整预警等级：{stated}") as change:
        was = _open_one(change.graph, id)
        warning = was or _by_hand(change, id, code, stated, today)
        rises = rank(code) - rank(warning.level)
        moved = {"level": code, "level_on": today if rises > 0 else None} if rises else {}
        said = {"override_reason": stated, "override_by": by, "review_on": review_on}
        set_by_hand = replace(warning, eased_on=None, **moved, **said)
        _put(change, was, set_by_hand, timing, now)
    return set_by_hand


def handle(store: Store, id: str, *, result: str, by: str, now: dt.datetime, on: dt.date | None = None) -> Warning:
    """End a warning, or the open one of the case or matter `id`, with what was done; `on` None: today.

    Raises UnknownRecord, BadValue for no result or an impossible day, WarningRefused when it is handled already or
    there is none.
    """
    stated = _stated(result, "处置结果")
    with store.change(by=by, why=f"处置预警：{stated}") as change:
        warning = _open_one(change.graph, id)
        if warning is None:
            raise WarningRefused(id=id, reason="没有待处置的预警")
        day = on or now.date()
        if not warning.raised_on <= day <= now.date():
            raise BadValue(value=day, field="处置日期", reason=f"要在预警日期 {warning.raised_on} 到今天之间")
        done = replace(warning, handled_on=day, result=stated, eased_on=None)
        _put(change, warning, done, None, now)
    return done


def _put(change: Change, was: Warning | None, warning: Warning, timing: Timing | None, now: dt.datetime) -> None:
    change.put([warning])
    about = subjects_of(change.graph, [warning.id])
    if warning.id in about:
        follow_warnings(change, [(about[warning.id], was, warning)], timing or shipped(), now=now)


def subjects_of(store: Reader, warnings: Iterable[str]) -> dict[str, str]:
    """What each of these warnings is about: the id of a case or matter."""
    return {each.source: each.target for each in edges_from(store, {*warnings}, ["about"])}


def _open_one(store: Reader, id: str) -> Warning | None:
    """The open warning that `id` names, or that is about the case or matter that it names; None: there is none."""
    record = store.get([id], scope=EVERYTHING)[0]
    if isinstance(record, Warning):
        if record.handled_on is not None:
            raise WarningRefused(id=id, reason=f"{record.handled_on} 已经处置过")
        return record
    if not isinstance(record, Case | Matter):
        raise UnknownRecord(id=id)
    return _histories(store, [record.id])[record.id].open


def _by_hand(change: Change, id: str, level: str, reason: str, today: dt.date) -> Warning:
    """A warning that a person raises; its reason is theirs."""
    record = change.graph.get([id], scope=EVERYTHING)[0]
    if not isinstance(record, Case | Matter):
        raise UnknownRecord(id=id)
    before = len(_histories(change.graph, [record.id])[record.id].warnings)
    warning = Warning(
        id=make_id("warning", record.id, "person", str(before)),
        visible_to=record.visible_to,
        level=level,
        raised_on=today,
        reasons=(reason,),
    )
    change.put([warning, About(source=warning.id, target=record.id)])
    return warning


def _stated(text: str, field: str) -> str:
    stated = text.strip()
    if not stated:
        raise BadValue(value=text, field=field, reason="请写明")
    return stated
