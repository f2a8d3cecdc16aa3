"""A store's figures of a period: what the table of definitions makes of the facts read from it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.duty.statistics import DIMENSIONS, FIGURES, PERIODICAL, Dimension, Figure, Line, Period, buckets_of, lines
from graph.errors import BadValue
from graph.pipeline.statistics_facts import facts_of
from graph.store import Reader, Scope
from graph.vocabulary import VOCABULARY, Vocabulary

UNTOLD = "未注明"


class Value(NamedTuple):
    """A value of a dimension: the code, id or period, and what users read."""

    code: str | None
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """A period's figures, beside those of the period before and of the same one a year before."""

    period: Period
    settled_by: dt.date
    before: Period
    year_before: Period
    dimension: Dimension | None
    values: tuple[Value, ...]
    """Of the dimension, in the order in which users see them."""
    lines: tuple[Line, ...]

    def __getitem__(self, name: str) -> Line:
        return next(each for each in self.lines if each.figure.name == name)


def statistics_of(
    store: Reader, period: Period, *, scope: Scope, by: str | None = None, settled_by: dt.date | None = None,
    figures: Sequence[str] | None = None, words: Vocabulary = VOCABULARY,
) -> Statistics:  # fmt: skip
    """The figures of `period`, of what the reader's scope shows; `figures` by name or Chinese name, None: all.

    `by`: one of `DIMENSIONS`, likewise. `settled_by`: the last day on which settlements and visits still count for the
    rates of what came in; None: 30 days after the period. Raises BadValue for a name that is none.
    """
    chosen = [_named(_BY_NAME, each, "指标") for each in figures] if figures is not None else FIGURES
    dimension = None if by is None else _named(DIMENSIONS, by, "分类")
    if dimension is not None and not any(dimension.applies(each) for each in chosen):
        raise BadValue(value=dimension.zh, field="分类", reason="要看的指标都不能这样分")
    before, year_before = period.before(), period.year_before()
    kinds = {each.of for each in chosen}
    earlier = facts_of(store, before, scope=scope, kinds=kinds)
    a_year_before = earlier if year_before == before else facts_of(store, year_before, scope=scope, kinds=kinds)
    counted = lines(
        chosen,
        facts_of(store, period, scope=scope, settled_by=settled_by, kinds=kinds),
        period,
        before=(before, earlier),
        year_before=(year_before, a_year_before),
        dimension=dimension,
    )
    return Statistics(
        period=period,
        settled_by=settled_by or period.settled_by,
        before=before,
        year_before=year_before,
        dimension=dimension,
        values=() if dimension is None else _values(store, dimension, counted, period, scope=scope, words=words),
        lines=counted,
    )


_BY_NAME: Mapping[str, Figure] = {each.name: each for each in FIGURES}


def _named(known: Mapping[str, Any], text: str, field: str) -> Any:
    """That of this name, or of this Chinese one."""
    for name, each in known.items():
        if text in (name, each.zh):
            return each
    names = "、".join(f"{each.zh}（{name}）" for name, each in known.items())
    raise BadValue(value=text, field=field, reason=f"只有 {names}")


def _values(
    store: Reader, dimension: Dimension, counted: Sequence[Line], period: Period, *, scope: Scope, words: Vocabulary
) -> tuple[Value, ...]:
    """The values that occur, codes in the order of their list, periods in that of time, ids by how much they hold; what
    has none comes last.
    """
    if dimension.name in PERIODICAL:
        return tuple(Value(each, each) for each in buckets_of(dimension.name, period))
    held: dict[str | None, int] = defaultdict(int)
    for line in counted:
        for code, cell in (line.by or {}).items():
            held[code] += cell.whole
    known = sorted(code for code in held if code is not None)
    if dimension.list is not None:
        order = {code: position for position, code in enumerate(words[dimension.list].labels)}
        found = [Value(code, words.label(dimension.list, code)) for code in known]
        found.sort(key=lambda value: order.get(value.code or "", len(order)))
    else:
        nodes: dict[str, Any] = {each.id: each for each in store.get(known, scope=scope) if each is not None}
        found = [Value(code, nodes[code].name if code in nodes else code) for code in known]
        found.sort(key=lambda value: (-held[value.code], value.label))
    return (*found, Value(None, UNTOLD)) if None in held else tuple(found)
