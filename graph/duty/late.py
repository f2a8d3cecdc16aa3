"""A step that is entered after later ones falls at its true hour, if each of those would still be allowed behind it.

What rested on not knowing it is no hindrance: a whistle that went up because nobody was known to have come stays a step
of its hour, and asks nobody (`calling`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.duty.acts import zh_of
from graph.duty.asked import CLOCKS_DIFFER, Asked, clock
from graph.duty.folding import after
from graph.duty.partial import History, known_steps, standing_at
from graph.duty.retold import act_of_step
from graph.duty.rules import RULES
from graph.duty.standing import Standing
from graph.model import Step

_SECOND = dt.timedelta(seconds=1)
_OF_OFFERS = frozenset({"accept", "refuse", "hand_over"})
"""Steps that mean another thing when another hand-over waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where among the steps of a case one falls."""

    at: dt.datetime
    """No other step is at that moment."""
    before: Standing
    """Where the case stood then."""
    later: tuple[Step, ...] = ()
    """The steps that stand behind it."""


def place_of(history: History, known: Standing, at: dt.datetime, *, now: dt.datetime) -> Place:
    """Behind the last step, unless it is earlier by more than two clocks may differ; `known`: where the case stands."""
    last = known.last_at
    if last is None or at >= min(last, now) - CLOCKS_DIFFER:
        return Place(at=at if last is None or at > last else last + _SECOND, before=known)
    steps = known_steps(history)
    taken = {each.at for each in steps}
    moment = at
    while moment in taken:
        moment += _SECOND
    later = tuple(each for each in steps if each.at > moment)
    return Place(at=moment, before=standing_at(history, moment), later=later)


def hindered(place: Place, step: Step, history: History, asked: Asked) -> str | None:
    """The clause that names the first later step which would not be allowed any more; None: all would.

    `asked`: how the step itself was asked about. A later step that the rules refused already, as one of a file, hinders
    nothing.
    """
    without, within = place.before, after(place.before, step)
    for each in place.later:
        why = next(_against(each, without, within, history, asked), None)
        if why is not None:
            who = f"，{asked.name(each.organisation)}" if each.organisation else ""
            return f"补登在 {clock(step.at)}，其后的“{zh_of(each.kind)}”（{clock(each.at)}{who}）就不成立：{why}"
        without, within = after(without, each), after(within, each)
    return None


def _against(later: Step, without: Standing, within: Standing, history: History, asked: Asked) -> Iterator[str]:
    """What stands against a later step with the one that is entered, and does not without it."""
    if rests_on_not_knowing(later, within):
        return
    if later.kind in _OF_OFFERS and without.offered != within.offered:
        yield "它答复的移交就不同了"
    act = act_of_step(later, history)
    then = replace(
        asked, kind=later.kind, by=later.organisation or "", act=act, at=later.at, now=later.at, present=None,
        later=None,
    )  # fmt: skip
    for rule in RULES:
        why = rule.refuses(replace(then, standing=within))
        if why is not None and rule.refuses(replace(then, standing=without)) is None:
            yield why


def rests_on_not_knowing(step: Step, within: Standing) -> bool:
    """Whether it sends up a whistle that was over, or answers one that was sent up so."""
    if step.kind == "report":
        return step.record in within.over and (step.record, step.organisation) not in within.answered
    return step.kind == "raise_up" and step.follows in within.over
