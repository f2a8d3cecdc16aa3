"""Acts drawn at random: mostly about what is there, sometimes about what is not, and not always with their words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hypothesis import strategies as st

from graph.duty.acts import ACT_OF, Act
from graph.duty.standing import Standing
from graph.ids import make_id
from graph.vocabulary import VOCABULARY
from tests.unit.graph.duty.cast import (
    CITY,
    COMMITTEE,
    CORE,
    FIRM,
    FORMER,
    GRID,
    PANEL,
    POLICE,
    SAFETY,
    SECRETARY,
)

SERVING = (GRID, SAFETY, CITY, POLICE, PANEL)
WHO = (*SERVING, COMMITTEE, CORE, FORMER, FIRM)
"""Who tries: a firm and one whose term is over among them."""
_ANYBODY = st.sampled_from(WHO)
_SOME = st.lists(_ANYBODY, max_size=2, unique=True).map(tuple)
_WORDS = st.sampled_from(("已写明", "已写明", "已写明", ""))
Fields = Mapping[str, st.SearchStrategy[Any]]


def _one(ids: Iterable[str], kind: str) -> st.SearchStrategy[str]:
    """One of these, or one that does not exist."""
    return st.sampled_from([*ids, make_id(kind, "none")])


def _code(name: str) -> st.SearchStrategy[str]:
    return st.sampled_from(list(VOCABULARY[name].labels))


_FIELDS: Mapping[str, Callable[[Standing], Fields]] = {
    "hand_over": lambda now: {"to": _ANYBODY},
    "escalate": lambda now: {"stage": _code("stage")},
    "lead": lambda now: {"leader": st.sampled_from((*SERVING, SECRETARY))},
    "help": lambda now: {"helpers": _SOME},
    "whistle": lambda now: {"to": _SOME},
    "report": lambda now: {"whistle": _one(now.whistles, "whistle")},
    "raise_up": lambda now: {"whistle": st.sampled_from([None, *now.whistles])},
    "mediate": lambda now: {"route": _code("mediation_route")},
    "conclude": lambda now: {"mediation": _one(now.mediations, "mediation"), "result": _code("mediation_result")},
    "confirm": lambda now: {"mediation": _one((each.id for each in now.mediated), "mediation")},
    "meet": lambda now: {"kind": _code("meeting_kind"), "attendees": _SOME},
    "decide": lambda now: {"meeting": _one(now.meetings, "meeting"), "lead": st.sampled_from((*WHO, None))},
    "fulfil": lambda now: {"decision": _one(now.decisions, "decision")},
    "drop": lambda now: {"decision": _one(now.decisions, "decision")},
    "consult": lambda now: {"mode": _code("consultation_mode")},
    "settle": lambda now: {"outcome": _code("outcome")},
    "visit": lambda now: {"satisfied": st.sampled_from((True, False, None))},
}


def acts_of(kind: str, by: str, at: dt.datetime, standing: Standing) -> st.SearchStrategy[Act]:
    """Acts of a kind by somebody on a case that stands so."""
    act = ACT_OF[kind]
    fields = {act.WORDS: _WORDS, **_FIELDS.get(kind, lambda now: {})(standing)}
    return st.builds(act, at=st.just(at), by=st.just(by), **fields)
