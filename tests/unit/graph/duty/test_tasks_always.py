"""What holds of tasks whatever is done to a case, in any order, by anybody."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.duty.tasks import FINAL, follow, wanted_of
from graph.ids import make_id
from graph.model import Task
from graph.vocabulary import VOCABULARY
from tests.unit.graph.duty.following import Followed

OFFICES = [make_id("organisation", each) for each in "甲乙丙丁"]
RECORDS = {"whistle": "whistle", "raise_up": "whistle", "mediate": "mediation", "decide": "decision", "meet": "meeting"}
OPEN = {"report": "whistles", "conclude": "mediations", "fulfil": "decisions", "drop": "decisions"}
STEPS = st.tuples(
    st.sampled_from([*VOCABULARY["step"].labels]),
    st.sampled_from(OFFICES),
    st.sampled_from(OFFICES),
    st.floats(0.02, 200),
    st.integers(0, 9),
)
"""Kind, who takes it, whom it names, hours since the last one, and a number that chooses among what there is."""
KINDS = st.sampled_from([*VOCABULARY["case_kind"].labels])


def take(followed: Followed, told: tuple[str, str, str, float, int]) -> list[Task]:
    kind, by, other, hours, number = told
    return followed.step(kind, by, hours=hours, **_facts(followed, kind, other, number))


def _facts(followed: Followed, kind: str, other: str, number: int) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if kind in RECORDS:
        facts["record"] = make_id(RECORDS[kind], f"{len(followed.tasks)}", f"{followed.at}")
    if kind in OPEN:
        known = sorted(getattr(followed.now, OPEN[kind]))
        facts["record"] = known[number % len(known)] if known else None
    if kind in ("hand_over", "whistle", "raise_up", "decide", "lead"):
        facts["to"] = (other,)
    if kind in ("whistle", "decide") and number % 2:
        facts["due_at"] = followed.at + dt.timedelta(hours=number)
    if kind == "settle":
        facts["outcome"] = ["agreement", "failed", "referred", None][number % 4]
    if kind == "escalate":
        facts["stage"] = ["community", "street"][number % 2]
    if kind == "visit":
        facts["satisfied"] = [True, False, None][number % 3]
    if kind == "supervise" and number % 2 and followed.open:
        facts["record"] = followed.open[number % len(followed.open)].id
    return facts


@settings(max_examples=150, deadline=None)
@given(KINDS, st.lists(STEPS, max_size=25))
def test_whatever_is_done(case_kind: str, told: list[tuple[str, str, str, float, int]]) -> None:
    followed = Followed.new(kind=case_kind)
    for each in told:
        before = {task.id: task for task in followed.open}
        changed = take(followed, each)
        _one_final_task(followed)
        _nothing_twice(followed)
        _deadlines_stay(followed, before, each[0])
        _what_ended_says_how(changed)
        _once_more_changes_nothing(followed, each[0])


def _one_final_task(followed: Followed) -> None:
    """Of a case that somebody answers for and that is not over exactly one final task, of who answers for it; of one
    that is over nothing.
    """
    now = followed.now
    final = [each for each in followed.open if each.kind in FINAL]
    if now.ended or now.responsible is None:
        assert followed.open == []
        return
    assert [each.organisation for each in final] == [now.responsible]
    phase = now.paused_from if now.phase == "paused" else now.phase
    assert (final[0].kind == "settle") == (phase != "settled")


def _nothing_twice(followed: Followed) -> None:
    places = [(each.kind, each.subject, each.organisation) for each in followed.open]
    assert len(places) == len(set(places))
    wanted = wanted_of(followed.following(None), followed.timing)
    assert sorted(places) == sorted((each.kind, each.subject, each.organisation) for each in wanted)


def _deadlines_stay(followed: Followed, before: dict[str, Task], kind: str) -> None:
    """A deadline moves by the end of a pause alone, and then never to an earlier day."""
    ended = {
        (each.kind, each.subject): each for each in before.values() if followed.tasks[each.id].ending == "replaced"
    }
    for each in followed.open:
        known = before.get(each.id) or (ended.get((each.kind, each.subject)) if each.kind in FINAL else None)
        if known is None:
            continue
        if known.paused_at is None or each.paused_at is not None:
            assert each.due_at == known.due_at, kind
        else:
            assert each.due_at >= known.due_at


def _what_ended_says_how(changed: list[Task]) -> None:
    for each in changed:
        assert (each.ended_at is None) == (each.ending is None)
        assert each.ended_at is None or (each.opened_at <= each.ended_at and each.paused_at is None)
        assert each.risk_at is not None and each.risk_at <= each.due_at
        assert each.organisation in each.visible_to


def _once_more_changes_nothing(followed: Followed, kind: str) -> None:
    assert kind == "supervise" or follow(followed.following(None), followed.open, followed.timing) == []


@settings(max_examples=50, deadline=None)
@given(st.lists(STEPS, max_size=15))
def test_the_case_knows_what_is_open_however_it_came_there(told: list[tuple[str, str, str, float, int]]) -> None:
    """What is made good from where a case stands is what following each step had left open."""
    followed = Followed.new()
    for each in told:
        take(followed, each)
    anew = follow(followed.following(None), [], followed.timing)
    assert sorted((each.kind, each.subject, each.organisation) for each in anew) == sorted(
        (each.kind, each.subject, each.organisation) for each in followed.open
    )


@pytest.mark.parametrize("kind", VOCABULARY["step"].labels)
def test_every_kind_of_step_is_followed(kind: str) -> None:
    followed = Followed.new()
    followed.step("receive", OFFICES[0])
    take(followed, (kind, OFFICES[0], OFFICES[1], 1.0, 1))
    _one_final_task(followed)
