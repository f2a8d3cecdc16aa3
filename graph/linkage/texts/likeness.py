"""How alike two cases read: numbers between which weights are learned, and the words that a sentence can show."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import fsum, log, log1p

from graph.linkage.texts.copies import COPIED, NOTHING, renamed
from graph.linkage.texts.names import DIRECTIONS, Name, core_of
from graph.linkage.texts.reading import Reading
from graph.linkage.texts.words import sounds_of

_NOTHING = -0.1
"""A share of nothing: below every share of something."""
_KINDS = ("estate", "road", "school", "firm", "hospital", "village", "station", "line", "park")
_COUNTED = frozenset(("号线", "期", "栋", "路公交", "组", "中", "小", "幼", "初中", "高中", "医院"))
"""Units whose numbers tell things apart."""
_NEAR = 0.12
"""Cosine of the words below which, of all pairs that people judged, none was one matter by its words."""
_MET = 0.5
"""How much of a name the other must have to speak of the same."""
_MISTYPED = 0.8
"""What a mistyped name counts of one that is written right."""
_SHORTEST_REPLACED, _LONGEST_MISTYPED = 4, 6
_MOST_OF_NAMES = 60.0
"""Nats that all names together count at most."""
_UNTHEMED = 0.3
"""Of a title that has no theme, how much of it the other shares."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two readings are; the same whichever comes first, but for the sides of `other_names`."""

    features: Mapping[str, float]
    names: tuple[Name, ...]
    """What both name, the heaviest first."""
    other_names: tuple[tuple[str, str], ...]
    """Names of one kind that differ: what the title of the one says, what that of the other."""
    themes: tuple[str, ...]
    """Of which both speak."""
    copied: bool = False
    """Whether both say the same, word for word."""


def is_near(a: Reading, b: Reading) -> bool:
    """Whether the two have so many words in common that comparing them is worth its time; most couples have not."""
    return _dot(a.words, b.words) >= _NEAR


def compare(a: Reading, b: Reading) -> Likeness:
    """How alike the two are."""
    ours, theirs = _met(a, b), _met(b, a)
    differing = tuple(_differing(a, b))
    features = {
        **_words(a, b),
        **_titles(a, b),
        **_chains(a, b),
        **_copied(a, b),
        **_titled_names(a, b),
        **_names(_share(ours, a), _share(theirs, b), _weights(ours), _weights(theirs)),
        **_numbers(a, b),
        **_themes(a, b),
        "names_differ": float(len(differing)),
        **_kinds(a, b),
        "rooms_differ": float(_rooms_differ(a, b)),
        "district": _district(a.districts, b.districts),
        "title_district": _district(a.title_districts, b.title_districts),
        "length": log(1 + min(a.length, b.length)),
    }
    nats, *names = renamed(a, b) if features["fours_share"] >= COPIED else NOTHING
    differing = differing or ((names[0], names[1]),) if nats else differing
    features["renamed"] = nats
    features["names_apart"] = _apart(a, b, features["title_name_most"])
    features |= _together(features)
    themes = tuple(each for each in a.themes if each in b.themes)
    return Likeness(features, _shared_names(ours, theirs), differing, themes, a.said == b.said)


def _together(features: Mapping[str, float]) -> dict[str, float]:
    """What counts only beside another: a name of both where they speak of one theme."""
    best = max(features["name_best"], 0.0)
    return {
        "copied_apart": features["names_apart"] * features["cosine"],
        "name_and_theme": best * features["theme_most"],
        "name_and_themes": best * features["themes"],
        "title_name_and_theme": max(0.0, features["title_name_most"]) * features["theme_least"],
        "name_and_topic": best * features["topic_cosine"],
        "name_and_title": best * max(0.0, features["topic_most"]),
    }


def _words(a: Reading, b: Reading) -> dict[str, float]:
    one, other = _held(a.words, b.words), _held(b.words, a.words)
    return {
        "cosine": _dot(a.words, b.words),
        "topic_cosine": _dot(a.topics, b.topics),
        "words_most": max(one, other),
        "words_least": min(one, other),
    }


def _titles(a: Reading, b: Reading) -> dict[str, float]:
    one, other = _held(a.title, b.words), _held(b.title, a.words)
    topic, other_topic = _held(a.title_topics, b.words), _held(b.title_topics, a.words)
    return {
        "title_least": min(one, other),
        "title_most": max(one, other),
        "topic_least": min(topic, other_topic),
        "topic_most": max(topic, other_topic),
        "topic_titles": max(_held(a.title_topics, b.title), _held(b.title_topics, a.title)),
    }


def _chains(a: Reading, b: Reading) -> dict[str, float]:
    """What the title of the one has in common, character by character, with all that the other says."""
    (best, share), (other_best, other_share) = _chain(a, b), _chain(b, a)
    return {
        "chain_best": max(best, other_best),
        "chain_worst": min(best, other_best),
        "chain_most": max(share, other_share),
        "chain_least": min(share, other_share),
    }


def _chain(a: Reading, b: Reading) -> tuple[float, float]:
    """The weight of the heaviest stretch of a's title that b has; the share of the title's weight that b has."""
    best = total = held = 0.0
    for chain in a.title_chains:
        run = 0.0
        for pair, weight in chain:
            total += weight
            if pair in b.pairs:
                held += weight
                run += weight
                best = max(best, run)
            else:
                run = 0.0
    return best, held / total if total else _NOTHING


def _copied(a: Reading, b: Reading) -> dict[str, float]:
    common = len(a.fours & b.fours)
    return {"fours": log1p(common), "fours_share": common / max(1, min(len(a.fours), len(b.fours)))}


def _titled_names(a: Reading, b: Reading) -> dict[str, float]:
    """What of the names in the one's title the other has."""
    (one, best, got, missed), (other, other_best, other_got, other_missed) = _titled(a, b), _titled(b, a)
    return {
        "title_name_least": min(one, other),
        "title_name_most": max(one, other),
        "title_name_best": max(best, other_best),
        "title_name_got": max(got, other_got),
        "title_name_missed": min(missed, other_missed),
    }


def _names(share: float, other_share: float, own: list[float], theirs: list[float]) -> dict[str, float]:
    """Of the names that both have: which share of the one's they are, and the weights of each, the heaviest first."""
    return {
        "name_best": max(own[:1] + theirs[:1], default=0.0),
        "name_three": max(sum(own[:3]), sum(theirs[:3])),
        "name_all": min(_MOST_OF_NAMES, max(sum(own), sum(theirs))),
        "name_share": min(share, other_share),
    }


def _titled(a: Reading, b: Reading) -> tuple[float, float, float, float]:
    """Of the names in a's title: the share that b has, the heaviest that it has, the weight that it has and has not."""
    total = got = best = 0.0
    for name in a.title_names:
        share = _cover(name, b)
        total += name.weight
        got += name.weight * share
        if share == 1.0:
            best = max(best, name.weight)
    return (got / total if total else 2 * _NOTHING), best, got, total - got


_Met = list[tuple[Name, float]]


def _met(a: Reading, b: Reading) -> _Met:
    """Those of a's names that b has, with 1, or, mistyped, with less."""
    return [(each, share) for each in a.names if (share := _whole(each, b))]


def _weights(met: _Met) -> list[float]:
    """The heaviest first."""
    return sorted((each.weight * share for each, share in met), reverse=True)


def _share(met: _Met, a: Reading) -> float:
    return len(met) / max(1, len(a.names))


def _shared_names(ours: _Met, theirs: _Met) -> tuple[Name, ...]:
    """Each once, the heaviest first; of what both call the same, the heavier."""
    both: dict[str, Name] = {}
    for each in sorted((name for name, _ in (*ours, *theirs)), key=lambda name: (-name.weight, name.text, name.kind)):
        both.setdefault(each.text, each)
    return tuple(both.values())


def _cover(name: Name, other: Reading) -> float:
    """How much of a name the other has: all, or of its characters two by two what they weigh; or it is mistyped."""
    if _has(other, name):
        return 1.0
    if name.number is not None:
        return 0.0
    total = sum(weight for _, weight in name.parts)
    met = sum(weight for part, weight in name.parts if part in other.pairs) / total if total else 0.0
    return max(met, _MISTYPED) if met < _MISTYPED and _mistyped(name.text, other) else met


def _whole(name: Name, other: Reading) -> float:
    """1: the other has the name; less: it has it mistyped; 0: it has not."""
    if _has(other, name):
        return 1.0
    mistyped = name.number is None and len(name.text) > 2 and _mistyped(name.text, other)
    return _MISTYPED if mistyped else 0.0


def _has(reading: Reading, name: Name) -> bool:
    """Whether it says the name as it is."""
    return name.text in reading.said if name.number is None else name.number in reading.numbers


def _mistyped(name: str, other: Reading) -> bool:
    """Whether the other has the name with two neighbours exchanged, or, of four or more, with one character another.

    Of what it is the name of the first two characters count: 梨棠艺术 of 梨棠艺术培训中心.
    """
    name = name[: len(core_of(name)) + 2]
    if len(name) > _LONGEST_MISTYPED:
        return False
    if other.characters.issuperset(name):
        exchanged = (name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(len(name) - 1))
        if any(each in other.said for each in exchanged):
            return True
    return len(name) >= _SHORTEST_REPLACED and _replaced(name, other.said)


def _replaced(name: str, said: str) -> bool:
    """Whether `said` holds the name but for one character: one of its halves then stands there as it is.

    One of the two or three that tell it from others must sound the same: 汀骊装饰 is not 驿骊装饰, 梨棠艺术 骊棠艺术.
    """
    half, own = len(name) // 2, len(core_of(name))
    may = range(own if own < _SHORTEST_REPLACED else 0, len(name))
    for start, end in ((0, half), (half, len(name))):
        at = said.find(name[start:end])
        while at >= 0:
            window = said[max(at - start, 0) : at - start + len(name)]
            differ = [at for at, (each, other) in enumerate(zip(window, name, strict=False)) if each != other]
            if len(window) == len(name) and len(differ) == 1:
                written, meant = window[differ[0]], name[differ[0]]
                apart = DIRECTIONS.issuperset((written, meant))
                if not apart and ((differ[0] in may and written != "|") or sounds_of(written) & sounds_of(meant)):
                    return True
            at = said.find(name[start:end], at + 1)
    return False


def _differing(a: Reading, b: Reading) -> Iterator[tuple[str, str]]:
    """Of every kind of which both titles name something, and neither text what the other's title does: the first."""
    for kind in _KINDS:
        ours = [each for each in a.title_names if each.kind == kind]
        theirs = [each for each in b.title_names if each.kind == kind]
        if ours and theirs:
            met = max(*(_cover(each, b) for each in ours), *(_cover(each, a) for each in theirs), 0.0)
            if met < _MET:
                yield ours[0].text, theirs[0].text


_APART = {
    "estates_differ": ("estate",),
    "firms_differ": ("firm",),
    "schools_differ": ("school",),
    "others_differ": ("line", "station", "village", "hospital", "park"),
}


def _kinds(a: Reading, b: Reading) -> dict[str, float]:
    """Of how many kinds both texts name something, wherever it stands, and neither what the other does."""
    met = {kind: _of_kind(a, b, kind) for kinds in _APART.values() for kind in kinds}
    found = {name: float(sum(met[kind] is False for kind in kinds)) for name, kinds in _APART.items()}
    return found | {"nothing_met": float(False in met.values() and True not in met.values())}


def _of_kind(a: Reading, b: Reading, kind: str) -> bool | None:
    """Whether one names something of a kind that the other has; None: one of the two names nothing of it."""
    ours, theirs = ([each for each in side.names if each.kind == kind] for side in (a, b))
    if not ours or not theirs:
        return None
    return any(_cover(each, b) >= _MET for each in ours) or any(_cover(each, a) >= _MET for each in theirs)


def _rooms_differ(a: Reading, b: Reading) -> bool:
    """Whether both name rooms by their numbers, and none in common."""
    ours, theirs = ({number for number, what in each.numbers if what == "室"} for each in (a, b))
    return bool(ours) and bool(theirs) and ours.isdisjoint(theirs)


def _apart(a: Reading, b: Reading, met: float) -> float:
    """Nats of the lighter of the two titles' names when neither text has any of the other's: each is about its own."""
    if met >= _MET:
        return 0.0
    ours, theirs = (max((name.weight for name in each.title_names), default=0.0) for each in (a, b))
    return min(ours, theirs)


def _numbers(a: Reading, b: Reading) -> dict[str, float]:
    """Of how many units the titles name one number, of how many another; how many numbers both name, at most 3."""
    same = differ = 0
    for unit in _COUNTED & {what for _, what in a.title_numbers} & {what for _, what in b.title_numbers}:
        if any(what == unit for _, what in a.title_numbers & b.title_numbers):
            same += 1
        else:
            differ += 1
    return {"number_same": same, "number_differs": differ, "numbers": min(3, len(a.numbers & b.numbers))}


def _themes(a: Reading, b: Reading) -> dict[str, float]:
    ours, theirs = a.title_themes, b.title_themes
    one = len(ours & b.themes.keys()) / len(ours) if ours else _UNTHEMED
    other = len(theirs & a.themes.keys()) / len(theirs) if theirs else _UNTHEMED
    common = sum(min(count, b.themes.get(theme, 0)) for theme, count in a.themes.items())
    apart = ours and theirs and not ours & b.themes.keys() and not theirs & a.themes.keys()
    return {
        "theme_titles": len(ours & theirs) / len(ours | theirs) if ours or theirs else 0.0,
        "theme_most": max(one, other),
        "theme_least": min(one, other),
        "themes": common / max(1, min(sum(a.themes.values()), sum(b.themes.values()))),
        "themes_differ": float(bool(apart)),
    }


def _district(ours: Collection[str], theirs: Collection[str]) -> float:
    """1: one that both name; -1: both name some, and none in common; 0 otherwise."""
    if not ours or not theirs:
        return 0.0
    return 1.0 if any(each in theirs for each in ours) else -1.0


def _dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return fsum([a[word] * b[word] for word in a.keys() & b.keys()])


def _held(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The share of a's weight that b has. Sums are exact, so that no order of the words matters."""
    total = sum(a.values())
    return fsum([a[word] for word in a.keys() & b.keys()]) / total if total else _NOTHING
