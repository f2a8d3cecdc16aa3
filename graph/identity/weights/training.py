"""Settings estimated from a set: how a set's own writing and names differ from the shipped numbers.

Names are counted; u comes from random pairs, m from expectation maximisation (both Splink's). What a set cannot tell
stays as it was: the u of levels about as rare as one person's pairs are, which random pairs are full of; the m of
levels that guard against something grave; the prior, which the thresholds were set against.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import duckdb
from splink import Linker, block_on

from graph.identity.evidence import Evidence
from graph.identity.names import Form
from graph.identity.weights.batch import linker_of
from graph.identity.weights.blocks import blocks_of
from graph.identity.weights.calculating import calculator
from graph.identity.weights.comparisons import COMPARISONS
from graph.identity.weights.levels import Level
from graph.identity.weights.settings import Chance, Settings
from graph.identity.weights.shares import LEAST_SHARE, MOST_SHARE

_Chances = Mapping[str, Mapping[str, Chance]]
_Teacher = Callable[[Linker, duckdb.DuckDBPyConnection], None]
_Taker = Callable[[Settings, Level, Chance, Chance], Chance]

LEAST_MENTIONS = 2_000
"""A smaller set teaches nothing."""
_SEED = 20
_U_MENTIONS, _M_MENTIONS = 1_500, 100_000
"""1,500 make a million pairs."""
_LEAST_BEARERS = 3
"""People of one name, told apart by their numbers, from which on they are counted."""
_LEAST_NUMBERS = 1_000
_CLEAR_OF_ONE_PERSON = 20
"""How many times as frequent as one person's pairs a level must be for random pairs to tell its u."""
_FURTHEST = 8.0
"""Times that a learned value may be above or below the one before: three points of weight."""
_MOST = 0.999
_LEAST_PAIRS = 500
_DIGITS = 6
_RULES = (("number",), ("mobile", "name"), ("unit", "name"))
"""What pairs are blocked on for m: each leaves other comparisons free, and finds one person's pairs for the most."""


def train(evidence: Sequence[Evidence], settings: Settings) -> Settings:
    """`settings` with what `evidence` teaches, in whichever order it comes; unchanged by less than 2,000 mentions."""
    if len(evidence) < LEAST_MENTIONS:
        return settings
    ordered = sorted(evidence, key=lambda each: each.mention)
    named = replace(settings, names=_shares(ordered) or settings.names)
    spread = replace(named, chances=_learned(named, _sample(ordered, _U_MENTIONS), _train_u, _with_u))
    learned = replace(spread, chances=_learned(spread, _sample(ordered, _M_MENTIONS), _train_m, _with_m))
    return replace(learned, version=f"trained-{replace(learned, version='').digest[:12]}")


def _shares(evidence: Sequence[Evidence]) -> dict[str, float]:
    """The shares of names that several people bear; one person's many mentions count once, by the number."""
    people = {(each.name.text, each.number) for each in evidence if each.number and each.name.form is Form.FULL}
    if len(people) < _LEAST_NUMBERS:
        return {}
    bearers = Counter(name for name, _ in people)
    return {
        name: _rounded(min(max(count / len(people), LEAST_SHARE), MOST_SHARE * _FURTHEST))
        for name, count in sorted(bearers.items())
        if count >= _LEAST_BEARERS
    }


def _sample(ordered: Sequence[Evidence], most: int) -> Sequence[Evidence]:
    """At most so many of them, in their order."""
    if len(ordered) <= most:
        return ordered
    return [ordered[place] for place in sorted(random.Random(_SEED).sample(range(len(ordered)), most))]


def _learned(settings: Settings, evidence: Sequence[Evidence], teach: _Teacher, take: _Taker) -> _Chances:
    """The chances after `teach`, as far as `take` accepts them. One thread: sums come in one order."""
    with calculator() as connection:
        linker = linker_of(evidence, settings, connection, blocks=blocks_of(()))
        teach(linker, connection)
        found = _read(linker)
    return {
        comparison.key: {
            level.key: take(settings, level, settings.chances[comparison.key][level.key], new)
            for level, new in zip(comparison.levels, found[comparison.key], strict=True)
        }
        for comparison in COMPARISONS
    }


def _read(linker: Linker) -> dict[str, list[Chance]]:
    """Splink's values, level by level; what it has not seen is 0."""
    model = linker.misc.save_model_to_json()
    return {
        comparison["output_column_name"]: [
            Chance(each.get("m_probability") or 0.0, each.get("u_probability") or 0.0)
            for each in comparison["comparison_levels"]
            if not each.get("is_null_level")
        ]
        for comparison in model["comparisons"]
    }


def _train_u(linker: Linker, connection: duckdb.DuckDBPyConnection) -> None:
    (mentions,) = connection.execute("select count(*) from mentions").fetchall()[0]
    linker.training.estimate_u_using_random_sampling(mentions**2, seed=_SEED, min_count_per_level=None, num_chunks=1)


def _train_m(linker: Linker, connection: duckdb.DuckDBPyConnection) -> None:
    for columns in _RULES:
        if _pairs(connection, columns) >= _LEAST_PAIRS:
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(*columns), fix_probability_two_random_records_match=True
            )


def _pairs(connection: duckdb.DuckDBPyConnection, columns: Sequence[str]) -> int:
    """How many pairs agree in all of these columns."""
    stated = " and ".join(f"{each} is not null" for each in columns)
    found = connection.execute(
        f"select coalesce(sum(users * (users - 1) / 2), 0) from"
        f" (select count(*) as users from mentions where {stated} group by {', '.join(columns)})"
    )
    return int(found.fetchall()[0][0])


def _with_u(settings: Settings, level: Level, before: Chance, new: Chance) -> Chance:
    """The u, where it is far more frequent than one person's pairs, which random pairs hold too."""
    ours = 2**settings.prior
    if not level.learned or new.u < _CLEAR_OF_ONE_PERSON * ours:
        return before
    return before._replace(u=_near(before.u, new.u))


def _with_m(_settings: Settings, level: Level, before: Chance, new: Chance) -> Chance:
    return before._replace(m=_near(before.m, new.m)) if level.learned and new.m else before


def _near(before: float, new: float) -> float:
    return _rounded(min(max(new, before / _FURTHEST), before * _FURTHEST, _MOST))


def _rounded(value: float) -> float:
    """To so many digits as do not depend on the order of a sum."""
    return float(f"{value:.{_DIGITS}g}")
