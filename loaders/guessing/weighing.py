"""How sure it is that a column fills a path: header and contents in one score, with its reasons."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from graph.vocabulary import Vocabulary
from loaders.guessing.contents import Contents
from loaders.guessing.fields import Fit, fit_of
from loaders.guessing.headings import Sound, says_something, sounds
from loaders.guessing.sample import Heading
from loaders.mapping import Mapping, built_in, built_in_names
from loaders.targets import SUBJECTS, Target, all_targets

_HEADER_TELLS = 0.95
"""How sure a header that is known word for word makes; what contradicts it is what stands below."""
_ODD = 0.3
"""A share of fitting cells below which contents speak against a field."""
_SILENT = 0.15
"""How much a header sounds like a field that it does not name at all."""
_FOREIGN_HEADER = 0.75
"""What contents still tell when the header says something that is not the field."""

_CLEARLY = 0.1
_AFTER = {
    "case.handed_to": 0.75,
    "case.handed_at": 0.6,
    "case.due_on": 0.62,
    "case.settled_on": 0.6,
    "case.closed_on": 0.6,
}
"""Fields that a column without a telling header is less likely to be than their like."""
_OTHER_PERSON = {"applicant": 0.76, "respondent": 0.72, "reporter": 0.7, "tenant": 0.9}
_HOME = 0.84
"""A party's address, of the addresses of a case."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How sure it is that a column fills a path."""

    score: float
    """0 to 1."""
    sound: Sound | None
    fit: Fit | None

    @property
    def worth(self) -> float:
        """For choosing among columns: a header that is known word for word goes before all that contents say."""
        return self.score + (0.25 * self.sound.score**4 if self.sound else 0.0)

    @property
    def named(self) -> bool:
        """Whether the header says so almost in so many words."""
        return self.sound is not None and self.sound.score >= 0.85


@dataclass(frozen=True)
class Column:
    """A column with what stands in it."""

    heading: Heading
    contents: Contents
    telling: bool
    """Whether its header means anything."""

    @property
    def header(self) -> str:
        return self.heading.header


def column_of(heading: Heading) -> Column:
    """A column, ready to be weighed."""
    return Column(heading, Contents(heading.cells), says_something(heading.header))


@cache
def targets_of(base: str) -> tuple[Target, ...]:
    """The fields that a file of this kind may fill: those that any built-in mapping of its kind of row knows."""
    row = built_in(base).row
    kindred = [each for each in map(built_in, built_in_names()) if built_in(base).name == each.name or each.row == row]
    paths = {column.path: None for mapping in (built_in(base), *kindred) for column in mapping.columns}
    known = [all_targets()[path] for path in paths if path.partition(".")[0] in SUBJECTS[row]]
    return tuple(sorted(known, key=lambda each: list(all_targets()).index(each.path)))


def weigh(column: Column, base: Mapping, vocabulary: Vocabulary) -> list[Weight]:
    """For each of `targets_of` the base how likely `column` fills it."""
    heard = sounds(column.header, base.name)
    return [_weight(column, target, base, heard.get(target.path), vocabulary) for target in targets_of(base.name)]


def _weight(column: Column, target: Target, base: Mapping, sound: Sound | None, vocabulary: Vocabulary) -> Weight:
    fit = fit_of(column.contents, target, vocabulary, base.values.get(target.path, {}))
    heard = sound.score if sound else 0.0
    by_header = _HEADER_TELLS * heard**1.4
    by_contents = 0.0
    if fit is not None and heard < 0.85:
        by_contents = fit.share * fit.tells * _prior(target.path, base, heard)
        if column.telling and heard < _SILENT:
            by_contents *= _FOREIGN_HEADER
    elif fit is not None:
        by_contents = fit.share * fit.tells
    score = 1 - (1 - by_header) * (1 - by_contents)
    if fit is not None and fit.checked and fit.share < _ODD:
        score *= 0.4 + fit.share * 2
    return Weight(round(min(score, 0.999), 4), sound, fit)


def _prior(path: str, base: Mapping, heard: float) -> float:
    """How likely a path is among those with the like contents, where the header does not say which."""
    subject, _, field = path.partition(".")
    likely = _AFTER.get(path, 1.0)
    if subject not in ("case", "place", "organisation", "weekly", base.person):
        likely *= _OTHER_PERSON.get(subject, 0.66) if base.person else {"owner": 1.0, "tenant": 0.9}.get(subject, 0.7)
    if field == "address" and subject != "place":
        likely *= _HOME
    return likely + (1 - likely) * min(1.0, heard)


def clarity(weights: Sequence[Weight], chosen: int, taken: Map[int, float]) -> float:
    """1 when no other path comes near the chosen one, down to 0.4 when another is as likely.

    `taken`: the paths that columns fill, and their scores; one that another column fills clearly better is no rival.
    """
    best = weights[chosen]
    if best.named:
        return 1.0
    rivals = [
        each.score for at, each in enumerate(weights) if at != chosen and taken.get(at, 0.0) < each.score + _CLEARLY
    ]
    nearness = min(1.0, max(0.0, (max(rivals, default=0.0) - (best.score - 0.12)) / 0.12))
    return 1 - 0.6 * nearness
