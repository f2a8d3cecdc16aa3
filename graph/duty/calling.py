"""What whistles and their reports do to where a case stands.

A whistle is over when all whom it called have reported, and with it what went up because they had not: those above are
asked no longer. One that went up although the one below was over by then asks nobody from the beginning: that it was
sent is a step that stays, taken before it was known that they had been there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from graph.duty.standing import OpenWhistle, Standing
from graph.model import Step


def blown(standing: Standing, step: Step) -> Standing:
    """After a whistle, or a report upward."""
    if step.record is None:
        return standing
    if step.follows in standing.over:
        return replace(standing, over=standing.over | {step.record})
    whistle = OpenWhistle(
        called=step.to, at=step.at, by=step.organisation, due_at=step.due_at, raised_from=step.follows,
        kind="raise" if step.kind == "raise_up" else "call",
    )  # fmt: skip
    whistles = {**standing.whistles, step.record: whistle}
    below = whistles.get(step.follows or "")
    if below is not None and step.follows is not None:
        whistles[step.follows] = replace(below, raised=True)
    return replace(standing, whistles=whistles)


def reported(standing: Standing, step: Step) -> Standing:
    """After one that was called has reported."""
    id, by = step.record, step.organisation
    if id is None or by is None or id not in standing.whistles.keys() | standing.over:
        return standing
    heard = replace(standing, answered=standing.answered | {(id, by)})
    whistle = standing.whistles.get(id)
    if whistle is None:
        return heard
    whistle = replace(whistle, reported=tuple(dict.fromkeys((*whistle.reported, by))))
    whistles = {**{each: other for each, other in standing.whistles.items() if each != id}, id: whistle}
    return replace(heard, whistles=whistles) if whistle.missing else ended(heard, {id, *_above(whistles, id)})


def ended(standing: Standing, ids: set[str]) -> Standing:
    """Nobody is called by these any more."""
    open_ones = {id: each for id, each in standing.whistles.items() if id not in ids}
    return replace(standing, whistles=open_ones, over=standing.over | ids)


def _above(whistles: Mapping[str, OpenWhistle], below: str) -> Iterator[str]:
    """What went up from it, and from that, level by level."""
    for id, each in whistles.items():
        if each.raised_from == below:
            yield id
            yield from _above(whistles, id)
