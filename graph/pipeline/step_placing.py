"""The step that an act becomes on one case, where it falls among the others."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from graph.duty import acts
from graph.duty.late import Place, place_of
from graph.duty.steps import Taking, step_of

if TYPE_CHECKING:
    from graph.duty.partial import History
    from graph.duty.standing import Standing
    from graph.model import Case, Step
    from graph.pipeline.desk import Desk


def step_at(desk: Desk, history: History, standing: Standing) -> tuple[Place, Step]:
    """Where the step falls on a case that stands so as far as is known, and the step."""
    place = place_of(history, standing, desk.act.at, now=desk.now)
    before = place.before
    taking = Taking(
        act=desk.act,
        before=before,
        at=place.at,
        to=_above(desk, before),
        due_at=_due(desk, history.case, before, place.at),
        key=desk.key,
        entered_at=desk.now if place.later else None,
    )
    return place, step_of(taking)


def _above(desk: Desk, standing: Standing) -> tuple[str, ...]:
    """To whom a report upward goes."""
    if not isinstance(desk.act, acts.RaiseUp):
        return ()
    whistle = standing.whistles.get(desk.act.whistle or "")
    below = whistle.missing if whistle else (desk.act.by,)
    day = desk.act.at.date()
    above = (desk.actors.superior(each, day) for each in below)
    return tuple(dict.fromkeys(each for each in above if each))


def _due(desk: Desk, case: Case, standing: Standing, at: dt.datetime) -> dt.datetime | None:
    """By when those called must be there, where the act sets no time."""
    kind = {"whistle": "call", "raise_up": "raise"}.get(desk.act.KIND)
    if kind is None:
        return None
    facts = {"case_kind": case.kind, "dispute_type": case.dispute_type, "source": case.source, "stage": standing.stage}
    return desk.timing.due("report", at, whistle_kind=kind, **facts).at
