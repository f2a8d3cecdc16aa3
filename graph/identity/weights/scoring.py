"""The weight of one pair: log2 of the odds that both mentions are one person's."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from math import log2
from typing import NamedTuple

from graph.identity.evidence import Evidence
from graph.identity.weights.blocks import blocks_of, candidates
from graph.identity.weights.columns import Columns, columns_of
from graph.identity.weights.compared.model import APART, weight_of
from graph.identity.weights.comparisons import COMPARISONS, Levels, levels_of
from graph.identity.weights.levels import Level, Term
from graph.identity.weights.of_names import NAME
from graph.identity.weights.settings import SUGGEST, Settings

Parts = tuple[float | None, ...]
"""The weight of each comparison, in their order; None: one of the two is silent about it."""


class Weighed(NamedTuple):
    """A pair with its weight."""

    a: str
    """The smaller mention id."""
    b: str
    weight: float
    """log2 of odds, the prior in it: 0 is even, 10 about 1,000 to 1."""
    levels: tuple[str, ...]
    """`Levels`; of mentions that are compared by columns the keys of their profile's comparisons."""


def weigh(one: Evidence, other: Evidence, settings: Settings) -> Weighed:
    """The weight of this pair, whichever comes first."""
    a, b = sorted((one, other), key=lambda each: each.mention)
    if a.facts is not None or b.facts is not None:
        return Weighed(a.mention, b.mention, *_weighed_facts(a, b, settings))
    left, right = columns_of(a), columns_of(b)
    levels = levels_of(left, right)
    weight = settings.prior + sum(parts(left, right, levels, settings))
    return Weighed(a.mention, b.mention, weight, Levels(*(each.key for each in levels)))


def parts(left: Columns, right: Columns, levels: tuple[Level, ...], settings: Settings) -> tuple[float, ...]:
    """What each comparison adds, in the order of `COMPARISONS`."""
    return tuple(
        settings.weights[comparison.key][level.key] + _rarity(level, left, right, settings)
        for comparison, level in zip(COMPARISONS, levels, strict=True)
    )


def _weighed_facts(one: Evidence, other: Evidence, settings: Settings) -> tuple[float, tuple[str, ...]]:
    if one.facts is None or other.facts is None:
        return APART, ()
    return weight_of(one.facts, other.facts, settings)


def parts_of(one: Evidence, other: Evidence, keys: Levels, settings: Settings) -> Parts:
    """What each comparison adds where the levels of the pair are known; None: it is silent."""
    known = settings.parts(keys)
    level = NAME.of_key(keys.name)
    if level.term is None:
        return known
    first = settings.weights[NAME.key][level.key] + _rarity_of(
        level, (_term(level, one), _term(level, other)), settings
    )
    return (first, *known[1:])


def _term(level: Level, evidence: Evidence) -> str:
    return evidence.name.text if level.term is Term.NAME else evidence.name.surname


def matters(pair: Weighed, settings: Settings) -> bool:
    """Whether a pair weighs enough to be kept: one that is compared by columns from even odds on, for such rows
    are like many others, and one new row must not touch all.
    """
    return pair.weight >= (settings.least if isinstance(pair.levels, Levels) else SUGGEST)


def weighed_among(evidence: Sequence[Evidence], crowded: Container[str], settings: Settings) -> Iterator[Weighed]:
    """Every candidate pair that matters, one by one: for sets too small for a database."""
    for one, other in candidates(blocks_of(evidence, crowded)):
        pair = weigh(evidence[one], evidence[other], settings)
        if matters(pair, settings):
            yield pair


def _rarity(level: Level, left: Columns, right: Columns, settings: Settings) -> float:
    """What the value's frequency adds: a rare name that agrees tells more."""
    if level.term is None:
        return 0.0
    return _rarity_of(level, (getattr(left, level.term), getattr(right, level.term)), settings)


def _rarity_of(level: Level, values: tuple[str, str], settings: Settings) -> float:
    assert level.term is not None
    shares = (settings.term_share(Term(level.term), each) for each in values)
    return level.share * (log2(settings.base(NAME.key, level)) - log2(max(shares)))
