"""What each step does to where a case stands.

The fold refuses nothing: histories from files are partial, and what was done was done. Whether a step may still be
taken is for `rules`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import reduce
from typing import Any

from graph.duty.calling import blown, ended, reported
from graph.duty.standing import (
    ENDED,
    STAGES,
    EndedMediation,
    Hand,
    Held,
    Offer,
    OpenDecision,
    OpenMediation,
    Settlement,
    Standing,
    Visited,
    level_of,
)
from graph.model import Step


def fold(steps: Iterable[Step], start: Standing) -> Standing:
    """Where the case stands after `steps`, which may come in any order."""
    return reduce(after, sorted(steps, key=in_order), start)


def in_order(step: Step) -> tuple[dt.datetime, int, str]:
    """Steps go by their time; files know only days: what they tell of one day goes as a case usually does."""
    return step.at, _RANK.get(step.kind, len(_RANK)), step.id


def after(standing: Standing, step: Step) -> Standing:
    """Where it stands after one step more. A kind that is not known changes nothing but the last step."""
    moved = _EFFECT_OF.get(step.kind, _nothing)(standing, step)
    named = (step.organisation, *step.to, *step.helpers)
    joined = (each for each in named if each is not None and each.startswith("organisation-"))
    return replace(
        moved, last_at=step.at, last_step=step.id, took_part=tuple(dict.fromkeys((*standing.took_part, *joined)))
    )


def _nothing(standing: Standing, step: Step) -> Standing:
    return standing


# -- intake and hands ----------------------------------------------------------------------------


def _receive(standing: Standing, step: Step) -> Standing:
    first = standing.first_receiver or step.organisation
    begun = "received" if standing.phase == "new" and first else standing.phase
    return replace(standing, phase=begun, first_receiver=first, responsible=standing.responsible or first)


def _decline(standing: Standing, step: Step) -> Standing:
    return replace(_stopped(standing, step), phase="declined")


def _accept(standing: Standing, step: Step) -> Standing:
    offer = standing.offered
    if offer is None:
        return _at_work(standing, responsible=standing.responsible or step.organisation)
    taken = step.organisation in (offer.to, None)
    hands = _answered(standing.hands, accepted=taken)
    return _at_work(standing, offered=None, hands=hands, responsible=offer.to if taken else standing.responsible)


def _refuse(standing: Standing, step: Step) -> Standing:
    hands = _answered(standing.hands, accepted=False)
    return _at_work(_tried(standing), offered=None, hands=hands)


def _answered(hands: tuple[Hand, ...], *, accepted: bool) -> tuple[Hand, ...]:
    """The last hand-over gets its answer."""
    return (*hands[:-1], replace(hands[-1], accepted=accepted)) if hands else ()


def _hand_over(standing: Standing, step: Step) -> Standing:
    if not step.to:
        return _at_work(standing)
    hands = _answered(standing.hands, accepted=False) if standing.offered else standing.hands
    hand = Hand(giver=step.organisation, taker=step.to[0], at=step.at)
    offer = Offer(to=step.to[0], by=step.organisation, at=step.at)
    keeper = standing.responsible or step.organisation
    return replace(standing, phase="offered", offered=offer, hands=(*hands, hand), responsible=keeper)


def _escalate(standing: Standing, step: Step) -> Standing:
    above = STAGES[min(level_of(standing.stage) + 1, len(STAGES) - 1)] if standing.stage in STAGES else None
    back = standing.phase == "settled"
    moved = replace(standing, stage=step.stage or above or standing.stage)
    return replace(_again(moved), phase="working") if back else _at_work(moved)


def _lead(standing: Standing, step: Step) -> Standing:
    return replace(standing, leader=step.to[0]) if step.to else standing


def _help(standing: Standing, step: Step) -> Standing:
    return replace(_tried(standing), helpers=_joined(standing.helpers, step.helpers))


def _joined(some: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*some, *more)))


# -- calling others ------------------------------------------------------------------------------


def _whistle(standing: Standing, step: Step) -> Standing:
    return blown(_at_work(_tried(standing)), step)


# -- the work ------------------------------------------------------------------------------------


def _mediate(standing: Standing, step: Step) -> Standing:
    begun = _at_work(_tried(standing))
    if step.record is None:
        return begun
    mediation = OpenMediation(route=step.route, by=step.organisation, started=step.at, stage=standing.stage)
    return replace(begun, mediations={**begun.mediations, step.record: mediation})


def _conclude(standing: Standing, step: Step) -> Standing:
    mediation = standing.mediations.get(step.record or "")
    if mediation is None or step.record is None:
        return _tried(standing)
    ended = EndedMediation(
        id=step.record, route=mediation.route, result=step.result or "failed", stage=mediation.stage,
        on=step.at.date(), by=mediation.by,
    )  # fmt: skip
    others = {id: each for id, each in standing.mediations.items() if id != step.record}
    return replace(_tried(standing), mediations=others, mediated=(*standing.mediated, ended))


def _confirm(standing: Standing, step: Step) -> Standing:
    done = tuple(replace(each, confirmed=True) if each.id == step.record else each for each in standing.mediated)
    return replace(standing, mediated=done)


def _meet(standing: Standing, step: Step) -> Standing:
    begun = _at_work(_tried(standing))
    if step.record is None:
        return begun
    held = Held(by=step.organisation, attendees=step.to, at=step.at)
    return replace(begun, meetings={**begun.meetings, step.record: held})


def _decide(standing: Standing, step: Step) -> Standing:
    begun = _at_work(standing)
    if step.record is None:
        return begun
    lead = step.to[0] if step.to else None
    decision = OpenDecision(lead=lead, helpers=step.helpers, due_at=step.due_at, at=step.at)
    return replace(begun, decisions={**begun.decisions, step.record: decision})


def _end_decision(standing: Standing, step: Step) -> Standing:
    if step.record is None:
        return standing
    others = {id: each for id, each in standing.decisions.items() if id != step.record}
    return replace(standing, decisions=others, decided=standing.decided | {step.record})


def _pause(standing: Standing, step: Step) -> Standing:
    if standing.phase == "paused":
        return standing
    return replace(standing, phase="paused", paused_at=step.at, paused_from=standing.phase)


def _resume(standing: Standing, step: Step) -> Standing:
    if standing.phase != "paused":
        return standing
    return replace(standing, phase=standing.paused_from or "working", paused_at=None, paused_from=None)


# -- the end -------------------------------------------------------------------------------------


def _settle(standing: Standing, step: Step) -> Standing:
    by = step.organisation or standing.responsible
    if step.outcome == "failed":
        return _at_work(_tried(standing), failed=True, settled=None)
    settled = Settlement(outcome=step.outcome, at=step.at, by=by, stage=standing.stage)
    quiet = replace(_quiet(standing), decisions=standing.decisions, mediations=standing.mediations)
    return replace(
        quiet, phase="settled", settled=settled, visited=None, failed=False, reopened=False, ended_at=None,
        responsible=standing.responsible or by,
    )  # fmt: skip


def _visit(standing: Standing, step: Step) -> Standing:
    if standing.settled is None:
        return standing
    return replace(standing, visited=Visited(at=step.at, satisfied=step.satisfied, by=step.organisation))


def _reopen(standing: Standing, step: Step) -> Standing:
    answers = standing.responsible or step.organisation
    return replace(_again(standing), phase="working", responsible=answers)


def _withdraw(standing: Standing, step: Step) -> Standing:
    return replace(_stopped(standing, step), phase="withdrawn")


def _close(standing: Standing, step: Step) -> Standing:
    return replace(_stopped(standing, step), phase="closed")


def _at_work(standing: Standing, **facts: Any) -> Standing:
    """It is being worked on, unless it waits for a taker, for something else, or is over."""
    moved = replace(standing, **facts)
    waits = moved.phase == "offered" and moved.offered is not None
    return moved if waits or moved.phase in ("paused", "settled", *ENDED) else replace(moved, phase="working")


def _tried(standing: Standing) -> Standing:
    return replace(standing, tried=standing.tried | {standing.stage})


def _again(standing: Standing) -> Standing:
    """What was settled or over is so no longer; the stage has to be tried anew."""
    return replace(standing, reopened=True, failed=False, settled=None, visited=None, ended_at=None, tried=frozenset())


def _stopped(standing: Standing, step: Step) -> Standing:
    """Over: nothing stays open behind it."""
    return replace(_quiet(standing), ended_at=step.at, reopened=False, failed=False)


def _quiet(standing: Standing) -> Standing:
    """Nobody is called or waited for any more."""
    hands = _answered(standing.hands, accepted=False) if standing.offered else standing.hands
    quiet = ended(standing, set(standing.whistles))
    return replace(quiet, offered=None, hands=hands, mediations={}, decisions={}, paused_at=None, paused_from=None)


_EFFECT_OF: Mapping[str, Callable[[Standing, Step], Standing]] = {
    "receive": _receive,
    "decline": _decline,
    "accept": _accept,
    "refuse": _refuse,
    "hand_over": _hand_over,
    "escalate": _escalate,
    "lead": _lead,
    "help": _help,
    "whistle": _whistle,
    "report": reported,
    "raise_up": _whistle,
    "mediate": _mediate,
    "conclude": _conclude,
    "confirm": _confirm,
    "meet": _meet,
    "decide": _decide,
    "fulfil": _end_decision,
    "drop": _end_decision,
    "pause": _pause,
    "resume": _resume,
    "supervise": _nothing,
    "consult": _nothing,
    "settle": _settle,
    "visit": _visit,
    "reopen": _reopen,
    "withdraw": _withdraw,
    "close": _close,
}
_RANK = {kind: rank for rank, kind in enumerate(_EFFECT_OF)}
