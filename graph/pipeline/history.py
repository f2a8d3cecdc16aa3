"""`how`: the steps by which a person came together, as a reader may see them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.errors import BadValue, UnknownRecord
from graph.identity.history import Merger, mergers
from graph.model import Mention, Person
from graph.pipeline.explaining import HIDDEN
from graph.pipeline.judging import founding_mention
from graph.pipeline.looking import around_mentions
from graph.pipeline.reading import judgements_of
from graph.store import EVERYTHING, Reader, Scope


@dataclass(frozen=True, slots=True)
class Told:
    """One step, with no word of what the reader may not see."""

    number: int
    into: int | None
    """The step that took this one's outcome further; None: the last."""
    rule: str
    a: str
    """The two mentions that were compared."""
    b: str
    left: tuple[str, ...]
    """Mentions of each side that the reader may see."""
    right: tuple[str, ...]
    hidden: int
    """Mentions of both sides that they may not."""
    weight: float | None
    """In bits; None: a certain rule, a judgement, or a step that is hidden."""
    sentence: str
    """Chinese, numbers masked."""


def how(store: Reader, person: str, *, scope: Scope, today: dt.date | None = None) -> tuple[Told, ...]:
    """How `person` came together, none for who is known by one mention. Raises UnknownRecord, BadValue."""
    (found,) = store.get([person], scope=scope)
    if found is None:
        raise UnknownRecord(id=person)
    if not isinstance(found, Person):
        raise BadValue(value=person, field="how.person", reason="应是自然人")
    first = founding_mention(store, found, scope=EVERYTHING).id
    judgements = judgements_of(store, "identity")
    cluster = around_mentions(store, [first], judgements, today=today or dt.date.today()).cluster_of(first)
    if cluster is None:
        return ()
    seen = store.get(list(cluster.mentions), scope=scope)
    visible = {id for id, each in zip(cluster.mentions, seen, strict=True) if isinstance(each, Mention)}
    return tuple(_told(each, visible) for each in mergers(cluster))


def _told(merger: Merger, visible: set[str]) -> Told:
    join = merger.join
    left, right = (tuple(each for each in side if each in visible) for side in (merger.left, merger.right))
    open_to_all = {join.a, join.b} <= visible
    return Told(
        number=merger.number,
        into=merger.into,
        rule=join.rule,
        a=join.a,
        b=join.b,
        left=left,
        right=right,
        hidden=len(merger.left) + len(merger.right) - len(left) - len(right),
        weight=join.weight if open_to_all else None,
        sentence=join.sentence if open_to_all else HIDDEN,
    )
