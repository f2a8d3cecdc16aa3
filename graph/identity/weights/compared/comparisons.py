"""The comparisons of a profile: for each comparator its levels, from the likest, and how often each holds at first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from graph.identity.compared.facts import NAMES
from graph.identity.compared.profile import Comparator, columns_of, profile_of_text
from graph.identity.weights.compared.conditions import (
    OTHERWISE,
    Condition,
    alike,
    among,
    crossed,
    equal,
    initial,
    new_year,
    sharing,
    silent,
    slipped,
    within,
)
from graph.identity.weights.levels import Comparison, Level
from graph.identity.weights.settings import Chance


class _Stage(NamedTuple):
    """A level: its key, what it says in Chinese, its condition, its m and u before anything is learned."""

    key: str
    zh: str
    condition: Condition
    m: float
    u: float
    term: str | None = None
    """The field whose rare values tell more."""


class Compared(NamedTuple):
    """A comparison with the chances that a small set is weighed with."""

    comparison: Comparison
    chances: dict[str, Chance]
    field: str
    """The field whose values the reasons show."""


@lru_cache(maxsize=64)
def compared_of(profile: str) -> tuple[Compared, ...]:
    """The comparisons of a profile, in a fixed order."""
    return tuple(_compared(profile))


def _compared(profile: str) -> Iterator[Compared]:
    stated = profile_of_text(profile)
    if columns_of(stated, *NAMES):
        yield _made("given", "名", "given", _GIVEN)
        yield _made("family", "姓", "family", _FAMILY)
    if columns_of(stated, Comparator.FULL_NAME):
        yield _made("more", "名中其他的字", "more", _MORE)
    for at, (column, comparator) in enumerate(stated.items()):
        if stages := _stages(comparator, f"c{at}"):
            yield _made(f"c{at}", column, f"c{at}", stages)


def _made(key: str, zh: str, field: str, stages: Sequence[_Stage]) -> Compared:
    unsaid = silent(field)
    levels = tuple(
        Level(key=each.key, zh=each.zh, sql=each.condition.sql, holds=each.condition.holds, term=each.term)
        for each in stages
    )
    return Compared(
        Comparison(
            key=key,
            zh=zh,
            silent=Level(key="silent", zh="一方没有", sql=unsaid.sql, holds=unsaid.holds),
            levels=levels,
        ),
        {each.key: Chance(each.m, each.u) for each in stages},
        field,
    )


_GIVEN = (
    _Stage("equal", "相同", equal("given"), 0.72, 0.02, "given"),
    _Stage("form", "是同一个名字的两种叫法", equal("form"), 0.08, 0.003),
    _Stage("near", "写法相近", alike("given", 0.9), 0.06, 0.004),
    _Stage("crossed", "与对方的姓相同", crossed("given", "family"), 0.02, 0.001),
    _Stage("initial", "与首字母相符", initial("given"), 0.02, 0.004),
    _Stage("among", "在对方的全名里", among("given", "words"), 0.03, 0.02),
    _Stage("differ", "不同", OTHERWISE, 0.07, 0.948),
)
_FAMILY = (
    _Stage("equal", "相同", equal("family"), 0.66, 0.002, "family"),
    _Stage("near", "写法相近", alike("family", 0.92), 0.12, 0.001),
    _Stage("crossed", "与对方的名相同", crossed("family", "given"), 0.02, 0.001),
    _Stage("among", "在对方的全名里", among("family", "words"), 0.06, 0.001),
    _Stage("close", "有些相近", alike("family", 0.8), 0.02, 0.008),
    _Stage("differ", "不同", OTHERWISE, 0.12, 0.987),
)
_MORE = (
    _Stage("several", "有几个相同", sharing("more", 2), 0.35, 0.002),
    _Stage("one", "有一个相同", sharing("more", 1), 0.5, 0.04),
    _Stage("differ", "没有相同的", OTHERWISE, 0.15, 0.958),
)


def _stages(comparator: Comparator, field: str) -> tuple[_Stage, ...]:
    match comparator:
        case Comparator.DATE:
            return _dates(field)
        case Comparator.POSTCODE:
            return _postcodes(field)
        case Comparator.TEXT:
            return (
                _Stage("equal", "相同", equal(field), 0.7, 0.04, field),
                _Stage("near", "写法相近", alike(field, 0.9), 0.05, 0.002),
                _Stage("differ", "不同", OTHERWISE, 0.25, 0.958),
            )
        case Comparator.CATEGORY:
            return (
                _Stage("equal", "相同", equal(field), 0.75, 0.06, field),
                _Stage("differ", "不同", OTHERWISE, 0.25, 0.94),
            )
        case Comparator.EXACT:
            return (
                _Stage("equal", "相同", equal(field), 0.98, 0.6),
                _Stage("differ", "不同", OTHERWISE, 0.02, 0.4),
            )
        case Comparator.IDENTIFIER:
            return (
                _Stage("equal", "相同", equal(field), 0.85, 1e-5),
                _Stage("slip", "错一位", slipped(field), 0.05, 1e-5),
                _Stage("differ", "不同", OTHERWISE, 0.1, 0.99998),
            )
        case _:
            return ()


def _dates(field: str) -> tuple[_Stage, ...]:
    return (
        _Stage("equal", "相同", equal(field), 0.6, 2e-4, field),
        _Stage("year", "同一年，一方只知道年份", new_year(field), 0.12, 0.002),
        _Stage("slip", "错一位", slipped(field), 0.12, 3e-4),
        _Stage("month", "相差不到一个月", within(f"{field}_day", 31), 0.04, 5e-4),
        _Stage("near", "相差不到两年", within(f"{field}_day", 731), 0.05, 0.012),
        _Stage("decade", "相差不到十年", within(f"{field}_day", 3653), 0.04, 0.06),
        _Stage("differ", "不同", OTHERWISE, 0.03, 0.925),
    )


def _postcodes(field: str) -> tuple[_Stage, ...]:
    return (
        _Stage("equal", "相同", equal(field), 0.5, 2e-4),
        _Stage("sector", "同一小区", equal(f"{field}_sector"), 0.17, 3e-4),
        _Stage("district", "同一区", equal(f"{field}_district"), 0.15, 0.002),
        _Stage("area", "同一地方", equal(f"{field}_area"), 0.09, 0.02),
        _Stage("differ", "不同", OTHERWISE, 0.09, 0.9775),
    )
