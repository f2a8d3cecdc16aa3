"""The steps that a case's dates tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from graph.ids import make_id
from graph.model import Step
from loaders.draft import Draft

STEPS: Mapping[str, str] = {"receive": "received_at", "settle": "settled_on", "close": "closed_on"}
"""Steps that a row's dates tell, and the field of the case that tells each."""


def step_id(case: str, kind: str, at: dt.date | dt.datetime) -> str:
    """The id of the step of `kind` on `case`; a day is its first moment."""
    return make_id("step", case, kind, moment_of(at).isoformat())


def moment_of(at: dt.date | dt.datetime) -> dt.datetime:
    """A day as its first moment."""
    return at if isinstance(at, dt.datetime) else dt.datetime.combine(at, dt.time())


def draft_steps(
    draft: Draft, stated: Mapping[str, Any], *, case: str, receiver: str | None, seen_by: frozenset[str]
) -> None:
    """Draft a step for each date that a row states of a case."""
    for kind, told_by in STEPS.items():
        at = stated.get(told_by)
        if at is None:
            continue
        fields = {
            "kind": kind,
            "at": moment_of(at),
            "case": case,
            "organisation": receiver if kind == "receive" else None,
            "outcome": stated.get("outcome") if kind == "settle" else None,
        }
        draft.node(Step, step_id(case, kind, at), fields, visible_to=seen_by)
