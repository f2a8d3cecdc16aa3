"""What the weights are made from: kept with a version, so that a weight can be worked out again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from math import log2
from typing import Any, NamedTuple

from graph.identity.weights.comparisons import COMPARISONS, Levels
from graph.identity.weights.levels import Level, Term
from graph.identity.weights.shares import name_share, surname_share

PROVISIONAL = 3.0
"""A pair of this weight is joined until somebody says no."""
SUGGEST = 0.0
"""A pair of this weight is shown to a person: even odds."""
LEAST = -4.0
"""A pair of this weight still counts where more is known of one of its sides."""
TITLED = 0.1
"""How often one of two mentions has a title form for a name."""
_COMMONEST_RARE = 0.01
"""A surname rarer than this counts as this when it stands alone: 欧阳女士 is no full name."""


class Chance(NamedTuple):
    """How often a level holds."""

    m: float
    """Between two mentions of one person, 0 to 1."""
    u: float
    """Between mentions of two people, 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class ProfileSettings:
    """The numbers for mentions that are compared by columns which a mapping named: see `compared`."""

    prior: float
    """log2 of the odds that two of them taken blindly are one person's."""
    threshold: float
    """Bits from which on they are joined."""
    chances: Mapping[str, Mapping[str, Chance]] = field(default_factory=dict)
    """By comparison and level; empty: as shipped."""
    terms: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """By field: the shares of its frequent values."""
    rare: Mapping[str, float] = field(default_factory=dict)
    """By field: the share that every other value counts as."""
    rows: int = 0
    """From how many mentions it was learned; 0: it is as shipped."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every number that a weight depends on."""

    version: str
    prior: float
    """log2 of the odds that two mentions taken blindly are one person's."""
    chances: Mapping[str, Mapping[str, Chance]]
    """By comparison and level."""
    names: Mapping[str, float] = field(default_factory=dict)
    """Shares of full names counted in a set, instead of the shipped estimate."""
    provisional: float = PROVISIONAL
    suggest: float = SUGGEST
    least: float = LEAST
    decided: Mapping[str, bool] = field(default_factory=dict)
    """What a person decided about a shared value, by its key: whether it counts."""
    profiles: Mapping[str, ProfileSettings] = field(default_factory=dict)
    """By profile, as its mentions keep it: what was learned of them."""

    def share_of(self, name: str) -> float:
        """The share of people with this full name."""
        return self.names.get(name) or name_share(name)

    def title_share(self, surname: str) -> float:
        """The share of pairs that agree by a title form of this surname."""
        return TITLED * max(surname_share(surname), _COMMONEST_RARE)

    def term_share(self, term: Term, value: str) -> float:
        """The share that corrects u for this value of a column."""
        return self.share_of(value) if term is Term.NAME else self.title_share(value)

    def base(self, comparison: str, level: Level) -> float:
        """The u that a term's share is compared with: of the equal value where names are only alike."""
        return self.chances[comparison]["equal" if level.term is Term.NAME else level.key].u

    @cached_property
    def weights(self) -> dict[str, dict[str, float]]:
        """log2(m/u) by comparison and level, before a term's frequency; 0 where a pair is not compared."""
        return {
            comparison.key: {"silent": 0.0}
            | {each: log2(chance.m / chance.u) for each, chance in self.chances[comparison.key].items()}
            for comparison in COMPARISONS
        }

    def parts(self, levels: Levels) -> tuple[float | None, ...]:
        """What each comparison adds at these levels, before a term's frequency; None: it is silent."""
        found = self._parts.get(levels)
        if found is None:
            pairs = zip(COMPARISONS, levels, strict=True)
            found = tuple(None if key == "silent" else self.weights[each.key][key] for each, key in pairs)
            self._parts[levels] = found
        return found

    @cached_property
    def _parts(self) -> dict[Levels, tuple[float | None, ...]]:
        return {}

    @cached_property
    def models(self) -> dict[str, Any]:
        """By profile: what `compared.model` worked out of these numbers."""
        return {}

    @cached_property
    def digest(self) -> str:
        """Of all of it, the version too: equal digests are equal weights."""
        return hashlib.blake2b(to_json(self).encode(), digest_size=16).hexdigest()


def to_json(settings: Settings) -> str:
    """The settings as they are kept, keys sorted."""
    return json.dumps(asdict(settings), ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Settings:
    """The settings that `to_json` wrote; raises KeyError or ValueError for any other text."""
    kept: dict[str, Any] = json.loads(text)
    chances = {
        comparison.key: {each.key: Chance(*kept["chances"][comparison.key][each.key]) for each in comparison.levels}
        for comparison in COMPARISONS
    }
    profiles = {profile: _profile(numbers) for profile, numbers in kept.get("profiles", {}).items()}
    return Settings(**{**kept, "chances": chances, "profiles": profiles})


def _profile(kept: dict[str, Any]) -> ProfileSettings:
    chances = {
        comparison: {level: Chance(*each) for level, each in levels.items()}
        for comparison, levels in kept["chances"].items()
    }
    return ProfileSettings(**{**kept, "chances": chances})
