"""How well a partition was found, by counting, never pair by pair: for people, and for the matters of cases.

Pairs: precision is the share of joined pairs that belong together, recall the share of such pairs that were joined.
B-cubed (Bagga and Baldwin 1998): the same shares of each member's own cluster, averaged over the members, so that one
large cluster does not outweigh all others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple


class Pairs(NamedTuple):
    """Counted pairs."""

    right: int
    """Joined, and they belong together."""
    wrong: int
    """Joined, and they do not."""
    missed: int
    """They belong together, and were not joined."""

    @property
    def precision(self) -> float:
        """1 when nothing was joined."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """1 when there is nothing to join."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _f1(self.precision, self.recall)

    def less(self, other: Pairs) -> Pairs:
        """The pairs that are here and not in `other`, a part of these."""
        return Pairs(self.right - other.right, self.wrong - other.wrong, self.missed - other.missed)


class BCubed(NamedTuple):
    """Averages over the members."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _f1(self.precision, self.recall)


def b_cubed_of(found: Mapping[str, str], truth: Mapping[str, str]) -> BCubed:
    """Over the members of `truth`, each with its label; `found` gives the cluster of each. 1 and 1 of none."""
    if not truth:
        return BCubed(1.0, 1.0)
    clusters, labels = Counter(found[each] for each in truth), Counter(truth.values())
    both = Counter((found[each], label) for each, label in truth.items())
    precision = sum(shared * shared / clusters[cluster] for (cluster, _), shared in both.items())
    recall = sum(shared * shared / labels[label] for (_, label), shared in both.items())
    return BCubed(precision / len(truth), recall / len(truth))


def couples(labels: Iterable[Hashable]) -> int:
    """How many pairs bear one label."""
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())


def _f1(precision: float, recall: float) -> float:
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0
