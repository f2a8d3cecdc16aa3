"""Every pair of phase and step is tried: the table below says the verdict of each, and it is the whole of it.

Of each phase a case is told in which all that the step needs is there: an open mediation to conclude, a whistle to
answer, a decision to fulfil, an agreement to confirm. So that where it is refused, the phase refuses it.
"""

import datetime as dt
from dataclasses import replace

import pytest

from graph.duty.acts import ACT_OF
from graph.duty.phases import ALLOWED, TABLE
from graph.duty.standing import PHASES, OpenDecision, OpenMediation, OpenWhistle
from graph.vocabulary import VOCABULARY
from tests.unit.graph.duty.cast import (
    CITY,
    GRID,
    HOUR,
    NEW,
    POLICE,
    SAFETY,
    Told,
)

VERDICTS = """
step      new   received offered working paused settled closed withdrawn declined
receive   yes   first    first   first   first  first   first  first     first
decline   recv  yes      late    late    pause  late    shut   shut      shut
accept    recv  yes      yes     none    pause  none    shut   shut      shut
refuse    recv  none     yes     none    pause  none    shut   shut      shut
hand_over recv  yes      yes     yes     pause  done    shut   shut      shut
escalate  recv  yes      taker   yes     pause  yes     shut   shut      shut
lead      recv  yes      yes     yes     yes    done    shut   shut      shut
help      recv  yes      yes     yes     yes    done    shut   shut      shut
whistle   recv  yes      yes     yes     pause  done    shut   shut      shut
report    recv  yes      yes     yes     yes    yes     shut   shut      shut
raise_up  recv  yes      yes     yes     yes    done    shut   shut      shut
mediate   recv  yes      taker   yes     pause  done    shut   shut      shut
conclude  recv  yes      yes     yes     yes    yes     shut   shut      shut
confirm   recv  yes      yes     yes     yes    yes     yes    shut      shut
meet      recv  yes      yes     yes     yes    done    shut   shut      shut
decide    recv  yes      yes     yes     yes    done    shut   shut      shut
fulfil    recv  yes      yes     yes     yes    yes     shut   shut      shut
drop      recv  yes      yes     yes     yes    yes     shut   shut      shut
pause     recv  yes      taker   yes     pause  done    shut   shut      shut
resume    recv  runs     runs    runs    yes    runs    shut   shut      shut
supervise recv  yes      yes     yes     yes    yes     shut   shut      shut
consult   recv  yes      yes     yes     yes    yes     shut   shut      shut
settle    recv  yes      taker   yes     pause  done    shut   shut      shut
visit     recv  early    early   early   pause  yes     shut   shut      shut
reopen    recv  open     open    open    pause  yes     yes    yes       yes
withdraw  recv  yes      yes     yes     yes    done    shut   shut      shut
close     recv  nores    nores   nores   pause  yes     shut   shut      shut
"""
RULE_OF = {
    "yes": None,
    "first": "first_receiver_permanent",
    "recv": "received_first",
    "late": "decline_before_the_work",
    "none": "answer_what_was_handed_over",
    "taker": "taker_answers_first",
    "pause": "paused_takes_only_resume",
    "done": "settled_is_settled",
    "shut": "closed_is_closed",
    "runs": "resume_what_is_paused",
    "early": "visit_after_settlement",
    "open": "reopen_only_after_settlement",
    "nores": "close_needs_result_and_visit",
}
_HEAD, *_LINES = [line.split() for line in VERDICTS.strip().splitlines()]
CELLS = {(phase, line[0]): RULE_OF[word] for line in _LINES for phase, word in zip(_HEAD[1:], line[1:], strict=True)}


def _busy() -> Told:
    """A case at work on which everything is open that can be, and an agreement that can be confirmed."""
    told = NEW.then("receive", GRID, later=dt.timedelta())
    told = told.then("mediate", GRID).then("conclude", GRID).then("meet", GRID).then("decide", GRID)
    return told.then("whistle", GRID).then("mediate", GRID, route="administrative")


def _in(phase: str, step: str) -> Told:
    """A case in that phase with all that the step needs."""
    busy, at = _busy().standing, START_OF_TRIAL
    facts: dict = {"phase": phase, "tried": frozenset({"grid"})}
    if phase == "new":
        return NEW
    settled = NEW.then("receive", GRID, later=dt.timedelta()).then("settle", GRID).standing.settled
    if phase in ("settled", "closed"):
        facts["settled"] = settled
        told = Told(busy).then("receive", GRID)
        seen = {"escalate": False, "close": True}.get(step)
        facts["visited"] = told.then("settle", GRID).then("visit", GRID, satisfied=seen).standing.visited
    if phase == "offered":
        facts["offered"] = NEW.then("receive", GRID, later=dt.timedelta()).then("hand_over", GRID).standing.offered
    if phase == "paused":
        facts |= {"paused_at": at, "paused_from": "working"}
    if step == "settle":
        facts |= {"mediations": {}, "decisions": {}}
    return Told(replace(busy, **facts), at)


START_OF_TRIAL = _busy().at


BY = {"accept": {"offered": CITY}, "refuse": {"offered": CITY}, "report": POLICE, "lead": SAFETY, "supervise": SAFETY,
      "decide": GRID, "fulfil": SAFETY, "drop": SAFETY}  # fmt: skip


def _taker(phase: str, step: str) -> str:
    """Somebody who has the right, if anybody has."""
    by = BY.get(step, GRID)
    return by.get(phase, GRID) if isinstance(by, dict) else by


@pytest.mark.parametrize(("phase", "step"), list(CELLS), ids=lambda each: each)
def test_every_pair_has_the_verdict_of_the_table(phase, step):
    facts = {"to": POLICE} if step == "hand_over" else {"title": "再次会商"} if step == "meet" else {}
    facts |= {"text": "另一决定"} if step == "decide" else {"route": "judicial"} if step == "mediate" else {}
    assert _in(phase, step).refused(step, _taker(phase, step), later=HOUR, **facts) == CELLS[phase, step]


def test_the_table_is_whole():
    assert set(CELLS) == {(phase, step) for phase in PHASES for step in ACT_OF} == set(TABLE)
    assert list(ACT_OF) == list(VOCABULARY["step"].labels)


def test_the_table_in_code_is_this_one():
    assert dict(TABLE) == CELLS


def test_in_every_phase_something_can_be_done():
    assert all(ALLOWED[phase] for phase in PHASES)


def test_what_is_open_is_so_in_the_trial():
    """Else a cell might be refused for want of a record, and nobody would see that the phase allows it."""
    busy = _busy().standing
    assert [type(each) for each in busy.whistles.values()] == [OpenWhistle]
    assert [type(each) for each in busy.mediations.values()] == [OpenMediation]
    assert [type(each) for each in busy.decisions.values()] == [OpenDecision]
