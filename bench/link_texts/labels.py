"""What people said about pairs of cases, and what follows from it: which cases are one matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from networkx.utils import UnionFind

from bench.link_texts.messages import Message, prolific
from graph.linkage.measuring import Couple, JudgedPair, couple

_OF_MATTER = 2.0
"""What all the pairs of one matter's case count together: a large matter is not worth its square."""
_HARD = 1.5


@dataclass(frozen=True, slots=True)
class Labels:
    """All that is known of some cases."""

    matter: Mapping[str, str]
    """Of the labelled cases."""
    hard: Sequence[JudgedPair]
    """Pairs that were judged because they are hard."""
    judged: Sequence[JudgedPair] = field(default=())
    """Other judged pairs."""

    def pairs(self) -> dict[Couple, bool]:
        """Whether the two are one matter: hard pairs overrule labels, labels overrule other pairs."""
        found = {each.couple: each.same for each in self.judged}
        found |= {couple(a, b): self.matter[a] == self.matter[b] for a, b in combinations(self.matter, 2)}
        return found | {each.couple: each.same for each in self.hard}

    def known(self, cases: Iterable[str]) -> Labels:
        """The part that names these cases alone."""
        here = frozenset(cases)
        hard, judged = ([each for each in some if here.issuperset(each.couple)] for some in (self.hard, self.judged))
        return Labels({case: matter for case, matter in self.matter.items() if case in here}, hard, judged)


def matters_of(cases: Iterable[str], pairs: Mapping[Couple, bool]) -> dict[str, str]:
    """Of every case the first case of its matter, as far as positive pairs tell."""
    joined = UnionFind(cases)
    for (a, b), same in pairs.items():
        if same:
            joined.union(a, b)
    return {each: first for some in joined.to_sets() for first in [min(some)] for each in some}


def documents_of(messages: Sequence[Message], matters: Mapping[str, str]) -> list[list[Message]]:
    """What rarity is counted over: matters, and all that one account wrote which writes too much, each once."""
    many, found = prolific(messages), {}
    for each in messages:
        found.setdefault(each.account if each.account in many else matters[each.case.id], []).append(each)
    return list(found.values())


def weights_of(pairs: Mapping[Couple, bool], matters: Mapping[str, str], hard: Iterable[Couple]) -> dict[Couple, float]:
    """What each pair counts in learning."""
    sizes, chosen = Counter(matters.values()), frozenset(hard)
    return {
        pair: (_OF_MATTER / sizes[matters[pair[0]]] if same else 1.0) * (_HARD if pair in chosen else 1.0)
        for pair, same in pairs.items()
    }
