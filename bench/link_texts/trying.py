"""Cross-validation: matters are found by weights that were learned without them, and laid beside the labels."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from bench.link_texts.examples import Ground
from bench.link_texts.fitting import Examples, Numbers, fit, score
from bench.link_texts.labels import Labels
from graph.linkage.kinds import TOLD_DAYS
from graph.linkage.matters import cluster_cases
from graph.linkage.measuring import Couple, Wholes, b_cubed, count_judged, count_pairs, whole_matters
from graph.linkage.texts.scoring import TOGETHER, TextWeights
from graph.measures import BCubed, Pairs
from graph.model import Linked

FOLDS = 5


class Found(NamedTuple):
    """What one division into folds came to."""

    pairs: Pairs
    b_cubed: BCubed
    wholes: Wholes
    hard: Pairs
    judged: Pairs


class Task(NamedTuple):
    """What is learned from, and what is then weighed."""

    ground: Ground
    labels: Labels
    matters: Mapping[str, str]
    """Of every case the first one of its matter."""
    candidates: Sequence[Couple]
    pairs: Sequence[Couple]
    """What is learned from."""
    examples: Examples
    """The same as numbers."""
    fiction: Examples | None
    share: float
    """How much a fictional pair counts."""
    slack: float

    def learn(self, some: Examples) -> TextWeights:
        """From these and the fictional ones."""
        whole = some if self.fiction is None else some.and_also(self.fiction, self.share)
        return fit(self.ground.names, whole, slack=self.slack)


def cross_validated(task: Task, seed: int) -> Found:
    """Every pair weighed by what was learned without the matters of its fold."""
    fold = _folds(task.matters, seed)
    ends = np.array([[fold[a], fold[b]] for a, b in task.pairs])
    numbers, own = task.ground.numbers(task.candidates), np.array([fold[a] for a, _ in task.candidates])
    weights = np.zeros(len(task.candidates))
    for each in range(FOLDS):
        learned = task.learn(task.examples.only((ends != each).all(axis=1)))
        weights[own == each] = score(task.ground.names, numbers[own == each], learned)
    return found(task, weights)


def found(task: Task, weights: Numbers) -> Found:
    """The matters that these weights of the candidates make, beside the labels."""
    cases = {id: each.case for id, each in task.ground.at.items()}
    clusters, _ = cluster_cases(cases, _links(task.ground, task.candidates, weights), {}, threshold=TOGETHER)
    matter = {id: id for id in cases} | {case: each.matter for each in clusters for case in each.cases}
    labels = task.labels
    return Found(
        count_pairs(matter, labels.matter),
        b_cubed(matter, labels.matter),
        whole_matters(matter, labels.matter),
        count_judged(matter, labels.hard),
        count_judged(matter, labels.judged),
    )


def _links(ground: Ground, pairs: Iterable[Couple], weights: Numbers) -> list[Linked]:
    """As linking makes them of words alone."""
    return [
        Linked(source=pair[0], target=pair[1], kind="group", basis="score", weight=float(weight))
        for pair, weight in zip(pairs, weights, strict=True)
        if weight >= TOGETHER and (ground.days(pair) or 0) <= TOLD_DAYS
    ]


def _folds(matters: Mapping[str, str], seed: int) -> dict[str, int]:
    """The fold of every case: all of one matter in one."""
    chance = random.Random(seed)
    of_matter = {each: chance.randrange(FOLDS) for each in sorted(set(matters.values()))}
    return {case: of_matter[matter] for case, matter in matters.items()}
