"""Copied texts about something else: where one text has a name, the other has another, and the rest is word for word.

Two who copy one text about one matter change greetings, or add a sentence; who copies it for another estate changes
the name. So names are looked for in the places where two copies differ, whatever kind they are and wherever they stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from graph.linkage.texts.names import DIRECTIONS
from graph.linkage.texts.reading import Reading

COPIED = 0.6
"""Share of the shorter text's characters, four by four, from which the one is a copy: measured on `bench.disputes`."""
_NUMBERED = frozenset(("号线", "期", "路公交", "中", "小", "幼", "初中", "高中", "医院"))
"""Units whose numbers are names: two neighbours who copy one text live in different buildings, but ride one line."""
_NUMBER_WEIGHT = 6.0
_LEAST, _MOST = 2, 6
"""Characters of what is exchanged for something else."""
_AROUND = 4
"""Characters before or behind it that are the same."""
_APART = 3
"""Characters that are the same, and fewer, do not part two places that differ."""
_LIGHTEST = 3.0
"""Nats of what counts as a name."""

Renamed = tuple[float, str, str]
"""Nats of the lighter of two names, that of the one text, that of the other."""
NOTHING: Renamed = (0.0, "", "")


def renamed(a: Reading, b: Reading) -> Renamed:
    """The heaviest name that b, a copy of a, has another for; `NOTHING` when all names of the copy are the same."""
    if b.said < a.said:
        weight, theirs, ours = renamed(b, a)
        return weight, ours, theirs
    found = [(min(_weight(x, a, b), _weight(y, b, a)), x, y) for x, y in _exchanged(a.said, b.said)]
    found += _renumbered(a, b)
    return max((each for each in found if each[0] >= _LIGHTEST), default=NOTHING)


def _exchanged(one: str, other: str) -> Iterator[tuple[str, str]]:
    """What stands in one place of either, where neither says elsewhere what the other does.

    Two with a character in common are one name, mistyped or shortened: 金茂, 金贸; not where a direction is another.
    """
    for start, end, other_start, other_end, around in _places(one, other):
        turned = DIRECTIONS.issuperset((one[start:end], other[other_start:other_end]))
        ours, theirs = one[start : end + turned], other[other_start : other_end + turned]
        short = all(_LEAST <= len(each) <= _MOST and "|" not in each for each in (ours, theirs))
        mistyped = not turned and not set(ours).isdisjoint(theirs)
        if short and not mistyped and around >= _AROUND and ours not in other and theirs not in one:
            yield ours, theirs


def _places(one: str, other: str) -> Iterator[tuple[int, int, int, int, int]]:
    """Begin and end in both of every place where they differ, and the longer of the stretches beside it that do not."""
    equal = [each for each in Levenshtein.opcodes(one, other) if each.tag == "equal"]
    long = [each for each in equal if each.src_end - each.src_start >= _APART]
    ends = [(0, 0, 0), *((each.src_end, each.dest_end, each.src_end - each.src_start) for each in long)]
    begins = [*((each.src_start, each.dest_start, each.src_end - each.src_start) for each in long)]
    begins.append((len(one), len(other), 0))
    for (end, other_end, before), (begin, other_begin, behind) in zip(ends, begins, strict=True):
        yield end, begin, other_end, other_begin, max(before, behind)


def _weight(said: str, own: Reading, other: Reading) -> float:
    """Of the heaviest name in `said`, or around it, that the other text has not."""
    return max(
        (each.weight for each in own.names if _overlaps(said, each.text) and each.text not in other.said), default=0.0
    )


def _overlaps(said: str, name: str) -> bool:
    return said in name or name in said


def _renumbered(a: Reading, b: Reading) -> Iterator[Renamed]:
    """Numbers of one unit of which the two have none in common."""
    for unit in sorted(_NUMBERED):
        ours, theirs = (sorted(number for number, what in each.numbers if what == unit) for each in (a, b))
        if ours and theirs and not set(ours) & set(theirs):
            yield _NUMBER_WEIGHT, ours[0] + unit, theirs[0] + unit
