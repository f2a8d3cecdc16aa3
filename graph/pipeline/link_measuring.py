"""What linking came to, laid beside a truth that names cases by their number or id. Nothing is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.errors import AmbiguousCases, BadValue
from graph.linkage.candidates import Couples
from graph.linkage.measuring import (
    AtFalse,
    Couple,
    JudgedPair,
    Labels,
    Point,
    Top,
    Wholes,
    at_false,
    at_false_of_judged,
    b_cubed,
    carried,
    count_judged,
    count_pairs,
    couple,
    missed_pairs,
    strongest,
    whole_matters,
    wrong_pairs,
)
from graph.measures import BCubed, Pairs
from graph.model import Case, Linked
from graph.pipeline.gathering import Limits, shared_between
from graph.pipeline.gisting import collect
from graph.store import EVERYTHING, Reader
from graph.vocabulary import VOCABULARY


@dataclass(frozen=True, slots=True)
class Compared:
    """The pairs that linking compares."""

    couples: Couples
    """By what they say."""
    sharing: frozenset[Couple]
    """By what they share: a person, an organisation, a dwelling."""

    @classmethod
    def of(cls, store: Reader, cases: Iterable[str], limits: Limits | None = None) -> Compared:
        """Among `cases`, and maybe others."""
        limits = limits or Limits()
        texts, _ = collect(store)
        couples = texts.couples(most=limits.text, copies=limits.copies)
        return cls(couples, frozenset(shared_between(store, list(cases), limits, once=True)))

    def false(self, truth: Labels) -> int:
        """How many of these pairs are of labelled cases with two labels."""
        ids = self.couples.ids
        codes = {label: at for at, label in enumerate(sorted(set(truth.values())))}
        labels = np.array([codes[truth[id]] if id in truth else -1 for id in ids], dtype=np.int64)
        left, right = labels[self.couples.left], labels[self.couples.right]
        read = int(np.count_nonzero((left >= 0) & (right >= 0) & (left != right)))
        others = [(a, b) for a, b in self.sharing if a in truth and b in truth and truth[a] != truth[b]]
        return read + len(others) - self._read_too(others)

    def _read_too(self, pairs: Sequence[Couple]) -> int:
        place = {id: at for at, id in enumerate(self.couples.ids)}
        known = [(place[a], place[b]) for a, b in pairs if a in place and b in place]
        if not known:
            return 0
        ends = np.array(known, dtype=np.int64)
        keys = self.couples.left.astype(np.int64) * len(place) + self.couples.right
        return int(np.isin(ends.min(axis=1) * len(place) + ends.max(axis=1), keys).sum())


@dataclass(frozen=True, slots=True)
class LinksFound:
    """What a store holds of its cases."""

    matter: dict[str, str]
    """By case id: its matter, or its own id where it is in none."""
    links: dict[Couple, Linked]
    ids: dict[str, list[str]]
    """By number: the cases that bear it, of several sources."""
    source: dict[str, str]
    """By case id."""
    compared: Compared

    @property
    def weights(self) -> dict[Couple, float]:
        return {pair: each.weight for pair, each in self.links.items()}

    @property
    def carried(self) -> dict[Couple, float]:
        """The weights, and of two cases of one matter without a link that of the weakest link between them."""
        return carried(self.weights, self.matter)

    def known(self, names: Iterable[str]) -> dict[str, str]:
        """The case id of each name, an id or a number, that the store holds. Raises AmbiguousCases."""
        found = {each: each if each in self.matter else self.ids.get(each, []) for each in names}
        if several := [each for each, ids in found.items() if isinstance(ids, list) and len(ids) > 1]:
            raise AmbiguousCases(number=several[0], sources=self._sources(several[0]), count=len(several))
        return {each: ids if isinstance(ids, str) else ids[0] for each, ids in found.items() if ids}

    def _sources(self, number: str) -> str:
        return "、".join(sorted(VOCABULARY.label("source", self.source[each]) for each in self.ids[number]))


def links_found(store: Reader) -> LinksFound:
    """Every case of `store` with its matter, every link, suggestions too, and the pairs that linking compares."""
    matter: dict[str, str] = {}
    source: dict[str, str] = {}
    ids: dict[str, list[str]] = {}
    for each in store.scan("case", scope=EVERYTHING):
        assert isinstance(each, Case)
        matter[each.id] = each.id
        source[each.id] = each.source
        ids.setdefault(each.number, []).append(each.id)
    found = LinksFound(matter, {}, ids, source, Compared.of(store, matter))
    found.matter.update((each.source, each.target) for each in store.scan_edges("part_of", scope=EVERYTHING))
    found.links.update(
        (couple(each.source, each.target), each) for each in store.scan_edges("linked", scope=EVERYTHING)
    )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """The measures over the labelled cases that the store holds."""

    truth: dict[str, str]
    """The label of each, by case id."""
    found: int
    """Matters of the store that these cases are in, those of one case too."""
    unlabelled: int
    """Cases of the store that the truth does not name."""
    unknown: list[str]
    """What the truth names and the store does not hold."""
    pairs: Pairs
    cubed: BCubed
    wholes: Wholes
    top: list[Top]
    at_false: AtFalse

    @property
    def cases(self) -> int:
        return len(self.truth)

    @property
    def matters(self) -> int:
        """By the truth."""
        return len(set(self.truth.values()))

    def errors(self, found: LinksFound) -> Iterator[tuple[bool, Couple]]:
        """Pairs that were wrongly put into one matter (True), then those that were not put into one (False)."""
        yield from ((True, pair) for pair in wrong_pairs(found.matter, self.truth))
        yield from ((False, pair) for pair in missed_pairs(found.matter, self.truth))

    def as_json(self) -> dict[str, Any]:
        return {
            "cases": self.cases,
            "matters": self.matters,
            "found": self.found,
            "unlabelled": self.unlabelled,
            "unknown": self.unknown,
            "pairs": _pairs_json(self.pairs),
            "b_cubed": {"precision": self.cubed.precision, "recall": self.cubed.recall, "f1": self.cubed.f1},
            "matters_exact": self.wholes._asdict(),
            "top": [_top_json(each) for each in self.top],
            "at_false": _at_false_json(self.at_false),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The measures over the judged pairs of which the store holds both cases."""

    told: list[JudgedPair]
    """Those pairs, by case id."""
    left_out: int
    """Pairs with a case that the store does not hold."""
    unknown: list[str]
    pairs: Pairs
    at_false: AtFalse

    @property
    def judged(self) -> int:
        return len(self.told)

    @property
    def same(self) -> int:
        """Of these, pairs that are one matter."""
        return sum(each.same for each in self.told)

    def errors(self, found: LinksFound) -> Iterator[tuple[bool, Couple]]:
        """Pairs that were wrongly put into one matter (True), then those that were not put into one (False)."""
        joined = [(each, found.matter[each.one] == found.matter[each.other]) for each in self.told]
        yield from ((True, each.couple) for each, one in joined if one and not each.same)
        yield from ((False, each.couple) for each, one in joined if each.same and not one)

    def as_json(self) -> dict[str, Any]:
        return {
            "judged": self.judged,
            "same": self.same,
            "left_out": self.left_out,
            "unknown": self.unknown,
            "pairs": _pairs_json(self.pairs),
            "at_false": _at_false_json(self.at_false),
        }


def measure_labels(found: LinksFound, matter: Labels, chain: Labels | None = None) -> Labelled:
    """`matter`: by number or id the label of each case. `chain`: the same of all that belong together, whatever the
    kind of link, so that a recurrence and what it recurs from bear one; with it the links are measured. None: the
    labels of `matter` serve for both.

    Raises AmbiguousCases, and BadValue for a case that is named twice with different labels.
    """
    known = found.known(matter)
    truth = _by_id(known, matter)
    chained = truth if chain is None else _by_id(known, {each: chain.get(each) or matter[each] for each in matter})
    weights = found.weights
    return Labelled(
        truth=truth,
        found=len({found.matter[each] for each in truth}),
        unlabelled=len(found.matter) - len(truth),
        unknown=[each for each in matter if each not in known],
        pairs=count_pairs(found.matter, truth),
        cubed=b_cubed(found.matter, truth),
        wholes=whole_matters(found.matter, truth),
        top=strongest(weights, chained),
        at_false=at_false(found.carried, chained, compared=found.compared.false(chained)),
    )


def measure_judged(found: LinksFound, judged: Sequence[JudgedPair]) -> Judged:
    """Pairs of cases by number or id. Raises AmbiguousCases."""
    names = dict.fromkeys(name for each in judged for name in (each.one, each.other))
    known = found.known(names)
    pairs = [
        JudgedPair(known[each.one], known[each.other], each.same)
        for each in judged
        if each.one in known and each.other in known
    ]
    return Judged(
        told=pairs,
        left_out=len(judged) - len(pairs),
        unknown=[each for each in names if each not in known],
        pairs=count_judged(found.matter, pairs),
        at_false=at_false_of_judged(found.carried, pairs),
    )


def _by_id(known: Mapping[str, str], labels: Labels) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, case in known.items():
        if found.setdefault(case, labels[name]) != labels[name]:
            raise BadValue(value=name, field="检验用的文件", reason="同一件事件写了两次，却是两个事项")
    return found


def _pairs_json(pairs: Pairs) -> dict[str, Any]:
    return {**pairs._asdict(), "precision": pairs.precision, "recall": pairs.recall, "f1": pairs.f1}


def _top_json(top: Top) -> dict[str, Any]:
    shares = {"share_of_cases": top.share_of_cases, "share_of_pairs": top.share_of_pairs}
    return {**dataclasses.asdict(top), **shares}


def _at_false_json(points: AtFalse) -> dict[str, Any]:
    named = {"of_reported": points.of_reported, "of_false": points.of_false}
    return {**{name: _point_json(each) for name, each in named.items()}, "compared": points.compared}


def _point_json(point: Point) -> dict[str, Any]:
    return {
        "share": point.share, "threshold": point.threshold, "right": point.right, "wrong": point.wrong, "of": point.of,
    }  # fmt: skip
