"""The numbers of a profile learned from its own mentions, without a truth.

How often values agree by chance comes from random pairs, how often one person's rows agree from expectation
maximisation (both Splink's), the frequencies of values by counting. Random pairs hold one person's pairs too, where
each person has many rows: their share is taken off.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log2
from typing import Any

import duckdb
from splink import Linker, block_on

from graph.identity.compared.facts import Facts
from graph.identity.compared.profile import Comparator, columns_of, profile_of_text
from graph.identity.weights.calculating import calculator
from graph.identity.weights.compared.batch import linker_of_facts, terms_of
from graph.identity.weights.compared.comparisons import compared_of
from graph.identity.weights.compared.model import THRESHOLD, Model, model_of
from graph.identity.weights.settings import Chance, ProfileSettings, Settings

LEAST_MENTIONS = 2_000
"""A smaller set teaches nothing."""
_SEED = 20
_PAIRS = 5e6
_M_MENTIONS = 100_000
_LEAST_PAIRS = 500
_RECALL = 0.6
"""Of the sure rules, by which the number of one person's pairs is told."""
_LEAST_SHARE = 2e-4
"""A rarer value counts as this: about what one person of many rows states."""
_FURTHEST = 20.0
"""Times that a learned value may be above or below the shipped one."""
_LEAST, _MOST = 1e-6, 0.999
_DIGITS = 6


def train_profile(facts: Sequence[Facts], settings: Settings) -> ProfileSettings:
    """The numbers that these rows of one profile teach, in whichever order they come."""
    profile = facts[0].profile
    ordered = sorted(facts, key=lambda each: repr(sorted(each.values.items(), key=lambda item: item[0])))
    some = ordered
    if len(ordered) > _M_MENTIONS:
        some = [ordered[at] for at in sorted(random.Random(_SEED).sample(range(len(ordered)), _M_MENTIONS))]
    model = model_of(profile, settings)
    with calculator() as connection:
        linker = linker_of_facts(some, model, connection, blocks=None)
        prior = _prior(linker, profile) or model.numbers.prior
        linker.training.estimate_u_using_random_sampling(_PAIRS, seed=_SEED, min_count_per_level=None, num_chunks=1)
        for columns in _rules(profile):
            if _pairs(connection, columns) >= _LEAST_PAIRS:
                linker.training.estimate_parameters_using_expectation_maximisation(
                    block_on(*columns), estimate_without_term_frequencies=True
                )
        found = _read(linker)
    terms = {field: _shares(ordered, field) for field in terms_of(profile)}
    return ProfileSettings(
        prior=_rounded(prior),
        threshold=THRESHOLD,
        chances=_chances(profile, model, found, 2.0**prior),
        terms=terms,
        rare={field: _rounded(max(_LEAST_SHARE, 1 / len(ordered))) for field in terms},
        rows=len(ordered),
    )


def _shares(facts: Sequence[Facts], field: str) -> dict[str, float]:
    """The share of each value that is not rare, 0 to 1."""
    counts = Counter(each.values[field] for each in facts if each.values[field] is not None)
    total = counts.total() or 1
    return {value: _rounded(count / total) for value, count in sorted(counts.items()) if count / total > _LEAST_SHARE}


# -- what Splink is asked ------------------------------------------------------------------------


def _rules(profile: str) -> list[tuple[str, ...]]:
    """What pairs are blocked on for m: each finds one person's pairs for the most, and leaves the others free."""
    stated = profile_of_text(profile)
    places = {column: f"c{at}" for at, column in enumerate(stated)}
    days, codes = columns_of(stated, Comparator.DATE), columns_of(stated, Comparator.POSTCODE)
    names = [("given", "family")] if _is_named(profile) else []
    return [*names, *((places[each],) for each in (*days[:1], *codes[:1]))]


def _is_named(profile: str) -> bool:
    return any(each.comparison.key == "given" for each in compared_of(profile))


def _prior(linker: Linker, profile: str) -> float | None:
    """log2 of the odds that two rows taken blindly are one person's, by rules that only one person's pairs fulfil."""
    stated = profile_of_text(profile)
    places = {column: f"c{at}" for at, column in enumerate(stated)}
    day = next((places[each] for each in columns_of(stated, Comparator.DATE)), None)
    code = next((places[each] for each in columns_of(stated, Comparator.POSTCODE)), None)
    sets = [("given", "family", each) for each in (day, code) if each and _is_named(profile)]
    sets += [(day, code)] if day and code else []
    if not sets:
        return None
    rules: list[Any] = [" and ".join(f"l.{each} = r.{each}" for each in some) for some in sets]
    linker.training.estimate_probability_two_random_records_match(rules, recall=_RECALL)
    chance = linker.misc.save_model_to_json()["probability_two_random_records_match"]
    return log2(chance / (1 - chance)) if 0 < chance < 1 else None


def _pairs(connection: duckdb.DuckDBPyConnection, columns: Sequence[str]) -> int:
    """How many pairs agree in all of these columns."""
    stated = " and ".join(f"{each} is not null" for each in columns)
    found = connection.execute(
        f"select coalesce(sum(users * (users - 1) / 2), 0) from"
        f" (select count(*) as users from stated where {stated} group by {', '.join(columns)})"
    )
    return int(found.fetchall()[0][0])


def _read(linker: Linker) -> dict[str, list[Chance]]:
    """Splink's values, level by level; what it has not seen is 0."""
    return {
        comparison["output_column_name"]: [
            Chance(_number(each.get("m_probability")), _number(each.get("u_probability")))
            for each in comparison["comparison_levels"]
            if not each.get("is_null_level")
        ]
        for comparison in linker.misc.save_model_to_json()["comparisons"]
    }


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


# -- what is taken from it -----------------------------------------------------------------------


def _chances(
    profile: str, model: Model, found: Mapping[str, Sequence[Chance]], ours: float
) -> dict[str, dict[str, Chance]]:
    """`ours`: the share of one person's pairs among random ones."""
    learned: dict[str, dict[str, Chance]] = {}
    for each in compared_of(profile):
        comparison = each.comparison
        learned[comparison.key] = {
            level.key: _chance(each.chances[level.key], new, ours)
            for level, new in zip(comparison.levels, found[comparison.key], strict=True)
        }
    return learned


def _chance(shipped: Chance, new: Chance, ours: float) -> Chance:
    m = _near(shipped.m, new.m) if new.m else shipped.m
    u = _near(shipped.u, new.u - ours * m) if new.u > ours * m else _near(shipped.u, new.u / 10) if new.u else shipped.u
    return Chance(m, u)


def _near(before: float, new: float) -> float:
    return _rounded(min(max(new, before / _FURTHEST, _LEAST), before * _FURTHEST, _MOST))


def _rounded(value: float) -> float:
    """To so many digits as do not depend on the order of a sum."""
    return float(f"{value:.{_DIGITS}g}")
