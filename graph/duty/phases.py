"""The table of phase and step: what may be done with a case that stands so, and which rule refuses the rest."""

from __future__ import annotations

from collections.abc import Mapping

from graph.duty.acts import ACT_OF

_CALLING = ("lead", "help", "report", "raise_up", "meet", "decide", "fulfil", "drop", "supervise", "consult")
_WORKING = (
    *_CALLING, "hand_over", "escalate", "whistle", "mediate", "conclude", "confirm", "pause", "settle", "withdraw",
)  # fmt: skip
ALLOWED: Mapping[str, frozenset[str]] = {
    "new": frozenset({"receive"}),
    "received": frozenset({"accept", "decline", *_WORKING}),
    "offered": frozenset({"accept", "refuse", "hand_over", "whistle", "conclude", "confirm", "withdraw", *_CALLING}),
    "working": frozenset(_WORKING),
    "paused": frozenset({"resume", "conclude", "confirm", "withdraw", *_CALLING}),
    "settled": frozenset({
        "visit", "close", "reopen", "escalate", "confirm", "conclude", "report", "fulfil", "drop", "supervise",
        "consult",
    }),
    "closed": frozenset({"reopen", "confirm"}),
    "withdrawn": frozenset({"reopen"}),
    "declined": frozenset({"reopen"}),
}  # fmt: skip
"""The steps of each phase; whether this step may be taken now, by these, the other rules say."""

_OF_STEP: Mapping[str, str] = {
    "receive": "first_receiver_permanent",
    "visit": "visit_after_settlement",
    "close": "close_needs_result_and_visit",
    "reopen": "reopen_only_after_settlement",
    "resume": "resume_what_is_paused",
    "accept": "answer_what_was_handed_over",
    "refuse": "answer_what_was_handed_over",
    "decline": "decline_before_the_work",
}
"""Steps that have a phase of their own."""
_OF_PHASE: Mapping[str, str] = {
    "new": "received_first",
    "offered": "taker_answers_first",
    "paused": "paused_takes_only_resume",
    "settled": "settled_is_settled",
    "closed": "closed_is_closed",
    "withdrawn": "closed_is_closed",
    "declined": "closed_is_closed",
}


_SHUT = frozenset({"new", "paused", "closed", "withdrawn", "declined"})
"""Phases of which it is said first what they are, whatever the step."""


def refused_by(phase: str, step: str) -> str | None:
    """The name of the rule that refuses the step in that phase; None: the phase allows it."""
    if step in ALLOWED[phase]:
        return None
    of_step = None if phase in _SHUT and step != "receive" else _OF_STEP.get(step)
    return of_step or _OF_PHASE[phase]


TABLE: Mapping[tuple[str, str], str | None] = {
    (phase, step): refused_by(phase, step) for phase in ALLOWED for step in ACT_OF
}
"""Every pair, and the rule that refuses it; None: it is allowed."""
