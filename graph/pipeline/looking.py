"""Who is who around some mentions, worked out anew and written nowhere: what explanations are made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from graph.identity.evidence import Evidence
from graph.identity.resolve import Cluster, Partition, partition, standing
from graph.identity.spread import Bounds
from graph.identity.weights.scoring import Weighed
from graph.identity.weights.settings import Settings
from graph.model import Judgement
from graph.pipeline.settings import settings_of
from graph.pipeline.tied import mentions_affected
from graph.store import Reader


@dataclass(frozen=True, slots=True)
class Around:
    """Some mentions and all that may be one with them."""

    partition: Partition
    evidence: dict[str, Evidence]
    """By mention: what counts of what each states."""
    pairs: list[Weighed]
    """Every pair that weighs enough to matter."""
    settings: Settings
    judgements: list[Judgement]
    """Those that stand."""

    def cluster_of(self, mention: str) -> Cluster | None:
        """The person's mentions; None: it is no person's."""
        person = self.partition.person_of.get(mention)
        return next((each for each in self.partition.clusters if each.person == person), None)


def around_mentions(
    store: Reader, mentions: Collection[str], judgements: Iterable[Judgement], *, today: dt.date
) -> Around:
    """What a run over everything makes of `mentions` and of those around them."""
    settings, said = settings_of(store), list(judgements)
    affected = mentions_affected(store, mentions, said, settings=settings, bounds=Bounds())
    stand = standing(said, today=today)
    found = partition(affected.evidence, affected.pairs, stand, settings=settings)
    return Around(
        partition=replace(found, shared=affected.shared),
        evidence={each.mention: each for each in affected.evidence},
        pairs=affected.pairs,
        settings=settings,
        judgements=stand,
    )
