"""The weight of a pair under a profile, and what it is made of.

Weights of every profile stand on one scale, that of the mentions of residents: from `PROVISIONAL` bits on, as shipped,
two clusters are joined. What a profile needs before it may join (`ProfileSettings.threshold`) is taken off its prior.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import log2
from typing import NamedTuple

from graph.identity.compared.facts import Facts, Values
from graph.identity.weights.compared.comparisons import compared_of
from graph.identity.weights.levels import Level
from graph.identity.weights.settings import PROVISIONAL, ProfileSettings, Settings

PRIOR, THRESHOLD = -11.0, 3.0
"""As shipped: bits, for a few thousand rows of which each person has several; a pair as likely as eight to one may
be joined, where the other rows of both do not speak against it."""
SHIPPED_PROFILE = ProfileSettings(prior=PRIOR, threshold=THRESHOLD)
APART = float("-inf")
"""The weight of mentions of different profiles: nothing that they state can be compared."""


@dataclass(frozen=True, slots=True)
class Model:
    """What the settings come to for one profile."""

    profile: str
    prior: float
    """Bits, on the common scale."""
    chances: Mapping[str, Mapping[str, tuple[float, float]]]
    weights: Mapping[str, Mapping[str, float]]
    """log2(m/u) by comparison and level, before a value's frequency; 0 where nothing is compared."""
    numbers: ProfileSettings

    def share(self, field: str, value: str) -> float | None:
        """How frequent a value is, 0 to 1; None: nothing is known of this field."""
        terms = self.numbers.terms.get(field)
        return None if terms is None else terms.get(value, self.numbers.rare[field])

    def part(self, key: str, level: Level, left: Values, right: Values) -> float:
        """What a comparison adds at this level, in bits."""
        weight = self.weights[key][level.key]
        if level.term is None:
            return weight
        shares = [self.share(level.term, each[level.term]) for each in (left, right)]
        if shares[0] is None or shares[1] is None:
            return weight
        return weight + log2(self.chances[key][level.key][1] / max(shares[0], shares[1]))


class Compare(NamedTuple):
    """A pair compared."""

    levels: tuple[Level, ...]
    """In the order of the profile's comparisons."""
    parts: tuple[float, ...]


def numbers_of(profile: str, settings: Settings) -> ProfileSettings:
    """The numbers that `settings` keep of a profile; the shipped ones for one that was never learned."""
    kept = settings.profiles.get(profile, SHIPPED_PROFILE)
    shipped = {each.comparison.key: each.chances for each in compared_of(profile)}
    return replace(kept, chances=kept.chances or shipped)


def model_of(profile: str, settings: Settings) -> Model:
    """The model of a profile; made once for these settings."""
    found = settings.models.get(profile)
    if found is None:
        numbers = numbers_of(profile, settings)
        prior = numbers.prior + PROVISIONAL - numbers.threshold
        weights = {
            key: {"silent": 0.0} | {level: log2(m / u) for level, (m, u) in chances.items()}
            for key, chances in numbers.chances.items()
        }
        found = settings.models[profile] = Model(profile, prior, numbers.chances, weights, numbers)
    return found


def compare(one: Facts, other: Facts, model: Model) -> Compare:
    """The levels of a pair of one profile, and what each adds."""
    comparisons = [each.comparison for each in compared_of(one.profile)]
    levels = tuple(each.level(one.values, other.values) for each in comparisons)
    pairs = zip(comparisons, levels, strict=True)
    return Compare(levels, tuple(model.part(each.key, level, one.values, other.values) for each, level in pairs))


def weight_of(one: Facts, other: Facts, settings: Settings) -> tuple[float, tuple[str, ...]]:
    """The weight in bits, and the key of each comparison's level."""
    if one.profile != other.profile:
        return APART, ()
    model = model_of(one.profile, settings)
    found = compare(one, other, model)
    return model.prior + sum(found.parts), tuple(each.key for each in found.levels)
