"""The matters that a change moves are those of a full run, however many links were refused and bridges cut."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ids import make_id
from graph.linkage.links import joins
from graph.linkage.matters import Cut, cluster_cases, parts_of
from graph.model import Case, Edge, Judgement, Linked, PartOf
from graph.pipeline.ground import Ground, ground_around
from graph.store import EdgeKey, Reader, edge_key
from tests.unit.graph.linkage.pairs import case

TOGETHER = 2.5
WEIGHTS = (2.6, 2.6, 3.0, 3.25, 3.3, 4.2, 4.25, 5.0, 9.0)
"""Below and above what makes a weak bridge and a firm core."""
FIRM, WEAK = (5.0, 9.0, 9.0, 2.6), (2.6, 3.0, 3.25, 3.25, 5.0)
COMPANIES = (6, 10, 16, 24)

Couple = tuple[str, str]


@dataclass
class Town:
    """Cases with their links, answers and matters, in memory; it is read as a store is."""

    cases: dict[str, Case]
    links: dict[Couple, Linked] = field(default_factory=dict)
    answers: dict[Couple, Judgement] = field(default_factory=dict)
    parts: dict[EdgeKey, PartOf] = field(default_factory=dict)

    def get(self, ids: Sequence[str], **_: Any) -> list[Case | None]:
        return [self.cases.get(each) for each in ids]

    def edges(self, ids: Sequence[str], *, types: Sequence[str], **_: Any) -> list[Edge]:
        own = {*ids}
        every: list[Edge] = [*self.links.values(), *self.parts.values()]
        return [each for each in every if each.TYPE in types and not own.isdisjoint((each.source, each.target))]

    def full_run(self) -> tuple[dict[EdgeKey, PartOf], list[Cut]]:
        """The places of all cases in matters, and what was cut, when all are clustered."""
        clusters, cuts = cluster_cases(self.cases, self.links.values(), self.answers, threshold=TOGETHER)
        return {edge_key(part): part for each in clusters for part in parts_of(each)}, cuts

    def move(self, anew: set[str], loosened: set[str]) -> None:
        """Bring the matters to what follows, by what is around these cases alone."""
        ground = self._around(anew, loosened)
        for key in ground.parts:
            del self.parts[key]
        self.parts |= {edge_key(part): part for each in ground.clusters for part in parts_of(each)}

    def cuts_around(self, case: str) -> Ground:
        """The matters around a case, with all that was cut at their edges."""
        return self._around(set(), {case}, edges=True)

    def _around(self, anew: set[str], loosened: set[str], *, edges: bool = False) -> Ground:
        joining = [link for link in self.links.values() if joins(link) and not anew.isdisjoint(_ends(link))]
        store = cast(Reader, self)
        return ground_around(store, anew, joining, self.answers, loosened=loosened, threshold=TOGETHER, edges=edges)


def _ends(link: Linked) -> Couple:
    return link.source, link.target


def some_link(couple: Couple, chance: random.Random, *, words: float, weights: Sequence[float]) -> Linked:
    """A link of some strength; `words`: how often words alone make one."""
    basis, certainty = "rule", "provisional"
    if chance.random() < words:
        basis = "score"
    elif chance.random() < 0.1:
        basis, certainty = "judgement", "certain"
    return Linked(
        source=couple[0],
        target=couple[1],
        kind=chance.choice(("duplicate", "duplicate", "group", "related")),
        certainty=certainty,
        basis=basis,
        weight=chance.choice(weights),
    )


def no(couple: Couple) -> Judgement:
    a, b = couple
    id = make_id("judgement", a, b)
    return Judgement(id=id, kind="linkage", a=a, b=b, answer="no", by="周敏", why="", at=dt.datetime(2025, 1, 1))


@dataclass
class History:
    """Changes of a town, one after the other."""

    chance: random.Random
    words: float
    """How often words alone make a link."""
    dense: float
    """How often two cases have one."""
    block: int = 1
    """Of so many cases that follow each other most hold together firmly, and have few and weak links to others."""

    def town(self) -> Town:
        """A number of cases, none of them linked."""
        cases = [case(str(at), day=self.chance.randrange(9)) for at in range(self.chance.choice(COMPANIES))]
        return Town({each.id: each for each in cases})

    def step(self, town: Town) -> None:
        """One case, or a few, are linked anew, or two are judged; the matters follow."""
        if self.chance.random() < 0.25:
            self._judge(town)
        else:
            self._link(town, set(self.chance.sample(sorted(town.cases), self.chance.choice((1, 1, 1, 2, 4)))))

    def _link(self, town: Town, anew: set[str]) -> None:
        loosened: set[str] = set()
        for one in sorted(anew):
            for other in sorted(town.cases.keys() - {one}):
                if self.chance.random() < 0.5:
                    continue
                couple = (min(one, other), max(one, other))
                before = town.links.pop(couple, None)
                if couple not in town.answers and (link := self._link_of(couple, town)):
                    town.links[couple] = link
                if before is not None and joins(before) and before != town.links.get(couple):
                    loosened |= {*couple}
        town.move(anew, loosened)

    def _link_of(self, couple: Couple, town: Town) -> Linked | None:
        order = [*town.cases]
        one, other = (order.index(each) // self.block for each in couple)
        dense, weights = self.dense, WEIGHTS
        if self.block > 1:
            dense, weights = (0.8, FIRM) if one == other else (self.dense / self.block, WEAK)
        if self.chance.random() >= dense:
            return None
        return some_link(couple, self.chance, words=self.words, weights=weights)

    def _judge(self, town: Town) -> None:
        one, other = sorted(self.chance.sample(sorted(town.cases), 2))
        couple = (one, other)
        before = town.links.pop(couple, None)
        if town.answers.pop(couple, None) is None:
            town.answers[couple] = no(couple)
        town.move({*couple}, {*couple} if before is not None and joins(before) else set())


@settings(max_examples=400, deadline=None)
@given(
    st.integers(0, 2**32),
    st.sampled_from((0.0, 0.5, 0.9, 1.0)),
    st.sampled_from((0.1, 0.2, 0.4, 0.8)),
    st.sampled_from((1, 1, 2, 3, 4)),
)
def test_every_step_gives_the_matters_of_a_full_run(seed: int, words: float, dense: float, block: int) -> None:
    history = History(random.Random(seed), words, dense, block)
    town = history.town()
    for _ in range(24):
        history.step(town)
        assert town.parts == town.full_run()[0]


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from((0.0, 0.5, 1.0)))
def test_every_cut_at_the_edge_of_a_matter_is_found(seed: int, words: float) -> None:
    history = History(random.Random(seed), words, dense=0.3)
    town = history.town()
    for _ in range(8):
        history.step(town)
    _, cuts = town.full_run()
    for each in sorted(town.cases):
        found = town.cuts_around(each)
        assert each in found.cases
        assert found.cuts == [cut for cut in cuts if not {cut.a, cut.b}.isdisjoint(found.cases)]
