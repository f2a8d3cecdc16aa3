"""What identity would come to with another threshold: a run over everything that writes nothing."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

from graph.errors import BadValue
from graph.identity.resolve import Partition, partition, standing
from graph.identity.spread import Bounds
from graph.pipeline.reading import Progress, judgements_of, silent
from graph.pipeline.settings import settings_of
from graph.pipeline.together import weighed
from graph.store import Reader

CERTAIN = math.inf
"""A threshold that no score reaches: certain rules and judgements alone."""


def partition_at(
    store: Reader, threshold: float, *, today: dt.date | None = None, progress: Progress = silent
) -> Partition:
    """Who is who where a score of `threshold` bits makes a provisional join.

    Raises BadValue below the least weight that is kept at all, and for what is no number.
    """
    settings = settings_of(store)
    if math.isnan(threshold) or threshold < settings.least:
        raise BadValue(value=threshold, field="评分", reason=f"应是不小于 {settings.least:g} 的数")
    found = weighed(store, settings=settings, bounds=Bounds(), progress=progress)
    judgements = standing(judgements_of(store, "identity"), today=today or dt.date.today())
    return partition(
        list(found.evidence), found.pairs, judgements, settings=replace(found.settings, provisional=threshold)
    )
