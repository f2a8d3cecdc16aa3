"""Everything weighed by a process of its own: what that takes is given back when it has ended (see `graph.beside`)."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

from graph.beside import Worker
from graph.identity.spread import Bounds, Discounts
from graph.identity.weights.blocks import Crowded
from graph.identity.weights.settings import Settings
from graph.model import Mention
from graph.pipeline.reading import Progress, judgements_of
from graph.pipeline.together import Portion, Step, Weighing, portions_of, weighed, weighing
from graph.store import Reader, open_store

Packed = bytes
"""A portion as it is handed on, from whoever weighed it to whoever plans it, by one who need not look into it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What weighing everything came to."""

    mentions: int
    discounts: Discounts
    settings: Settings
    """As given, and with what was learned of profiles."""
    crowded: tuple[Crowded, ...]
    outdated: list[Mention]
    portions: list[Packed] = field(default_factory=list)


def portion_of(packed: Packed) -> Portion:
    """The portion that this was."""
    return pickle.loads(packed)


def weigh_here(store: Reader, *, settings: Settings, bounds: Bounds, size: int, progress: Progress) -> Weights:
    """Weigh everything that `store` holds, and divide it into portions of about `size` mentions."""
    found = weighed(store, settings=settings, bounds=bounds, progress=progress)
    weights = _weights(found)
    weights.portions.extend(_portions(store, found, size))
    return weights


def weigh_beside(url: str, *, settings: Settings, bounds: Bounds, size: int, progress: Progress) -> Weights:
    """The same in another process. Raises HelperLost when that ended before it was done."""
    weights: Weights | None = None
    with closing(Worker(_WeighAll(url, settings, bounds, size))) as worker:
        for piece in worker.pieces():
            if isinstance(piece, Step):
                progress(*piece)
            elif isinstance(piece, Weights):
                weights = piece
            elif weights is not None:
                weights.portions.append(piece)
    assert weights is not None
    return weights


@dataclass(frozen=True, slots=True)
class _WeighAll:
    """Steps, then all but the portions, then these."""

    url: str
    settings: Settings
    bounds: Bounds
    size: int

    def pieces(self) -> Iterator[Step | Weights | Packed]:
        with closing(open_store(self.url, sparing=True)) as store:
            found = yield from weighing(store, settings=self.settings, bounds=self.bounds)
            yield _weights(found)
            yield from _portions(store, found, self.size)


def _weights(found: Weighing) -> Weights:
    count = len(found.evidence) + len(found.others)
    return Weights(count, found.discounts, found.settings, found.crowded, found.outdated)


def _portions(store: Reader, found: Weighing, size: int) -> Iterator[Packed]:
    for each in portions_of(store, found, judgements_of(store, "identity"), size=size):
        yield pickle.dumps(each, protocol=5)
