"""From how alike two cases read to what that says for their being one matter: an additive model in bits.

Log-odds of a logistic regression whose coefficients have the sign that they must have, learned from pairs that people
judged (`docs/linkage.md` says from which, and how to learn them anew); shipped in `weights.json`. They are moved so
that `TOGETHER` is where a pair counts as one matter. That of `renamed` is set by hand: two copies about two things are
too seldom among judged pairs to learn it from, and a veto wherever they stand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from math import fsum, log1p

from graph.linkage.texts.likeness import Likeness

_DIGITS = 3
_DAYS = 7
"""Days that count as little: who writes within a week writes about what is there now."""
TOGETHER = 2.5
"""Bits from which on two cases read as one matter."""

SIGNALS: Mapping[str, str] = {
    "text_base": "文字基准",
    "same_words": "用词相近",
    "copied_text": "整段相同",
    "same_names": "名称相同",
    "same_numbers": "编号相同",
    "same_theme": "所说的问题相同",
    "same_district": "同一区县",
    "other_names": "名称不同",
    "other_numbers": "编号不同",
    "other_theme": "所说的问题不同",
    "same_account": "同一反映人",
    "template_writer": "同一人的多件来信",
    "days_apart": "相隔时间",
}
"""What the features are gathered to, with what users call it."""
GATHERED: Mapping[str, tuple[str, ...]] = {
    "same_words": (
        "cosine", "topic_cosine", "words_most", "words_least", "title_least", "title_most", "topic_least", "topic_most",
        "topic_titles", "chain_best", "chain_worst", "chain_most", "chain_least", "length",
    ),
    "copied_text": ("fours", "fours_share"),
    "same_names": (
        "title_name_least", "title_name_most", "title_name_best", "title_name_got", "name_best", "name_three",
        "name_all", "name_share", "name_and_theme", "name_and_themes", "title_name_and_theme", "name_and_topic",
        "name_and_title",
    ),
    "same_numbers": ("number_same", "numbers"),
    "same_theme": ("theme_titles", "theme_most", "theme_least", "themes"),
    "same_district": ("district", "title_district"),
    "other_names": (
        "title_name_missed", "names_differ", "names_apart", "copied_apart", "renamed", "estates_differ",
        "firms_differ", "schools_differ", "others_differ", "nothing_met",
    ),
    "other_numbers": ("number_differs", "rooms_differ"),
    "other_theme": ("themes_differ",),
    "same_account": ("account",),
    "template_writer": ("template",),
    "days_apart": ("days",),
}  # fmt: skip
AGAINST = frozenset({
    "title_name_missed", "names_differ", "names_apart", "copied_apart", "renamed", "number_differs", "themes_differ",
    "days", "template", "estates_differ", "firms_differ", "schools_differ", "others_differ", "nothing_met",
    "rooms_differ",
})  # fmt: skip
"""Features that speak against; of all others but `length` a higher value never lowers the weight."""


@dataclass(frozen=True)
class TextWeights:
    """The model."""

    base: float
    coefficients: Mapping[str, float]
    """Bits for one of each feature."""

    @cached_property
    def by_signal(self) -> tuple[tuple[str, tuple[tuple[str, float], ...]], ...]:
        """Of every signal the features that move it, with their coefficients."""
        return tuple(
            (signal, tuple((name, self.coefficients[name]) for name in names if self.coefficients.get(name)))
            for signal, names in GATHERED.items()
        )


@cache
def shipped() -> TextWeights:
    """The weights that come with the program."""
    held = json.loads(files("graph.linkage.texts").joinpath("weights.json").read_text(encoding="utf-8"))
    return TextWeights(held["base"], held["coefficients"])


def features_of(likeness: Likeness, *, account: bool, template: bool, days: int | None) -> dict[str, float]:
    """All that the model weighs: how the two read, and who wrote when.

    `account`: one person brought both. `template`: one who writes so much that it says nothing. `days` between the two;
    None, one has no time, is taken as none.
    """
    return {
        **likeness.features,
        "account": float(account),
        "template": float(template),
        "days": log1p((days or 0) / _DAYS),
    }


def weigh(features: Mapping[str, float], weights: TextWeights | None = None) -> dict[str, float]:
    """What each signal says, in bits, the base among them; their sum is compared with `TOGETHER`."""
    weights = weights or shipped()
    said = {"text_base": weights.base}
    for signal, moved in weights.by_signal:
        said[signal] = round(fsum([coefficient * features[name] for name, coefficient in moved]), _DIGITS)
    return said
