"""Which pairs are compared, and what they are as numbers: as linking finds and reads them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bench.disputes.making import Disputes
from bench.link_texts.fitting import Examples, Numbers
from bench.link_texts.labels import Labels, weights_of
from bench.link_texts.messages import Message, fictional, prolific
from graph.linkage.candidates import Collected
from graph.linkage.gists import gist_of
from graph.linkage.measuring import Couple, couple
from graph.linkage.texts.likeness import compare
from graph.linkage.texts.rarity import Rarity
from graph.linkage.texts.reading import Reading, read
from graph.linkage.texts.scoring import features_of
from graph.pipeline import Limits

_UNLIKE = 1_500
"""Pairs of labelled cases that nothing brings together that are learned from."""
_FALSE = 0.5
"""What a false pair of a fictional set counts beside a true one: there are forty times as many."""


@dataclass
class Ground:
    """Some cases as they are read by certain counts, and their pairs as numbers, each made once."""

    messages: Sequence[Message]
    rarity: Rarity
    names: tuple[str, ...] = ()
    """Of the features, in the order of the numbers."""
    _rows: dict[Couple, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.at = {each.case.id: each for each in self.messages}
        self._many = prolific(self.messages)
        self._read = {
            each.case.id: read(each.case.title, each.case.text, each.case.place, self.rarity) for each in self.messages
        }

    def candidates(self) -> list[Couple]:
        """The pairs that linking compares: by what they say, or by who brought both."""
        gists = Collected()
        for each in self.messages:
            gists.add(gist_of(each.case, self.rarity))
        limits = Limits()
        found = {*gists.couples(most=limits.text, copies=limits.copies), *self._of_accounts()}
        return sorted(each for each in found if self.says(each))

    def says(self, pair: Couple) -> bool:
        """Whether both say enough to be compared."""
        return self._read[pair[0]] is not None and self._read[pair[1]] is not None

    def days(self, pair: Couple) -> int | None:
        """Whole days between the two; None when one has no time."""
        one, other = (self.at[each].case.received_at for each in pair)
        return None if one is None or other is None else abs((one - other).days)

    def numbers(self, pairs: Iterable[Couple]) -> Numbers:
        """A row a pair, a column a feature."""
        return np.array([self._row(each) for each in pairs])

    def _row(self, pair: Couple) -> list[float]:
        if pair not in self._rows:
            features = self._features(pair)
            self.names = self.names or tuple(features)
            self._rows[pair] = [features[name] for name in self.names]
        return self._rows[pair]

    def _features(self, pair: Couple) -> dict[str, float]:
        one, other = (self._read[each] for each in pair)
        assert isinstance(one, Reading) and isinstance(other, Reading)
        ours, theirs = (self.at[each].account for each in pair)
        same, many = bool(ours) and ours == theirs, ours in self._many
        return features_of(compare(one, other), account=same and not many, template=same and many, days=self.days(pair))

    def _of_accounts(self) -> Iterator[Couple]:
        own: defaultdict[str, list[str]] = defaultdict(list)
        for each in self.messages:
            if each.account and each.account not in self._many:
                own[each.account].append(each.case.id)
        return (couple(*each) for some in own.values() for each in combinations(some, 2))


def labelled_pairs(ground: Ground, labels: Labels, candidates: Iterable[Couple]) -> list[Couple]:
    """What is learned from: judged pairs, labelled pairs that are one matter or are compared, and some of the rest."""
    pairs = labels.pairs()
    told = {*candidates, *(each.couple for each in (*labels.hard, *labels.judged))}
    chosen = sorted(pair for pair, same in pairs.items() if ground.says(pair) and (same or pair in told))
    rest = sorted(pair for pair in pairs.keys() - set(chosen) if ground.says(pair))
    return chosen + random.Random(1).sample(rest, min(_UNLIKE, len(rest)))


def as_examples(ground: Ground, labels: Labels, pairs: Sequence[Couple], matters: Mapping[str, str]) -> Examples:
    """The pairs, which all are known, as numbers."""
    known = labels.pairs()
    counts = weights_of(known, matters, (each.couple for each in labels.hard))
    verdicts = np.array([known[each] for each in pairs], dtype=bool)
    return _examples(ground.numbers(pairs), verdicts, np.array([counts[each] for each in pairs]))


def of_fiction(disputes: Disputes, rarity: Rarity) -> tuple[tuple[str, ...], Examples]:
    """Pairs of a fictional set that are compared: all that are one matter, all that do not belong together."""
    messages, matters, chains = fictional(disputes)
    ground = Ground(messages, rarity)
    same = {each: matters[each[0]] == matters[each[1]] for each in ground.candidates()}
    pairs = [each for each, one in same.items() if one or chains[each[0]] != chains[each[1]]]
    counts = weights_of({each: same[each] for each in pairs}, matters, ())
    verdicts = np.array([same[each] for each in pairs], dtype=bool)
    shares = np.where(verdicts, 1.0, _FALSE) * np.array([counts[each] for each in pairs])
    examples = _examples(ground.numbers(pairs), verdicts, shares)
    return ground.names, examples


def _examples(numbers: Numbers, same: NDArray[np.bool_], counts: Numbers) -> Examples:
    return Examples(numbers, same, counts, np.zeros_like(same))
