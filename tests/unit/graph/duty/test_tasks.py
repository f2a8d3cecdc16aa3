"""Tasks: what each step opens, ends, moves, pauses and urges, told as short histories."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from graph.duty.tasks import new_task
from graph.ids import make_id
from tests.unit.graph.duty.following import START, Followed

GRID, POLICE, JUSTICE, ORDER = (
    make_id("organisation", each) for each in ("网格中心", "派出所", "司法所", "平安建设办公室")
)
WHISTLE, MEDIATION, DECISION = make_id("whistle", "1"), make_id("mediation", "1"), make_id("decision", "1")


@pytest.fixture
def received() -> Followed:
    """A dispute that the grid centre received on Monday at ten."""
    followed = Followed.new()
    followed.step("receive", GRID)
    return followed


# -- from intake to the end ----------------------------------------------------------------------


def test_what_nobody_received_is_nobodys_task() -> None:
    followed = Followed.new()
    assert followed.follow(None) == []


def test_the_first_receiver_has_to_settle_it_and_at_its_level_first(received: Followed) -> None:
    settle, stage = received.one("settle"), received.one("stage")
    assert received.kinds() == ["settle", "stage"]
    assert settle.organisation == stage.organisation == GRID
    assert (settle.opened_at, settle.due_at) == (dt.datetime(2026, 3, 2, 10), dt.datetime(2026, 4, 1, 17, 30))
    assert stage.due_at == dt.datetime(2026, 3, 5, 17, 30)
    assert "第三十三条" in settle.basis
    assert settle.title == "楼上漏水"
    assert settle.visible_to == tuple(sorted(("place-x", GRID)))


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"kind": "request", "source": "hotline_12345"}, dt.datetime(2026, 3, 9, 17, 30)),
        ({"kind": "request", "source": "petition"}, dt.datetime(2026, 5, 6, 17, 30)),
        ({"kind": "hazard"}, dt.datetime(2026, 3, 16, 17, 30)),
        ({"kind": "hazard", "due_on": dt.date(2026, 3, 4)}, dt.datetime(2026, 3, 4, 17, 30)),
        ({"kind": "hazard", "due_on": dt.date(2026, 3, 1)}, dt.datetime(2026, 3, 16, 17, 30)),
    ],
)
def test_the_term_follows_kind_and_channel_or_what_the_source_states(facts: dict, due: dt.datetime) -> None:
    followed = Followed.new(**facts)
    followed.step("receive", GRID)
    assert followed.kinds() == ["settle"]
    assert followed.one("settle").due_at == due


def test_a_settled_dispute_is_visited_then_closed(received: Followed) -> None:
    received.step("settle", GRID, outcome="agreement")
    assert (received.last("settle").ending, received.last("stage").ending) == ("done", "done")
    assert received.kinds() == ["visit"]
    assert received.one("visit").due_at == dt.datetime(2026, 3, 17, 17, 30)
    received.step("visit", GRID, satisfied=True)
    assert (received.last("visit").ending, received.kinds()) == ("done", ["close"])
    assert received.one("close").due_at == dt.datetime(2026, 3, 5, 17, 30)
    received.step("close", GRID)
    assert (received.last("close").ending, received.kinds()) == ("done", [])


def test_a_hazard_is_closed_without_a_visit() -> None:
    followed = Followed.new(kind="hazard")
    followed.step("receive", GRID)
    followed.step("settle", GRID, outcome="rectified")
    assert followed.kinds() == ["close"]


def test_what_a_file_tells_of_the_day_alone_ends_no_task_before_it_began() -> None:
    """Received at nine by an edge, settled that day: a file's day begins at midnight."""
    followed = Followed.new(kind="hazard")
    followed.now = replace(followed.now, phase="received", first_receiver=GRID, responsible=GRID)
    followed.follow(None)
    followed.step("settle", GRID, hours=-9, outcome="rectified")
    assert (followed.last("settle").ended_at, followed.last("settle").ending) == (START, "done")


def test_a_pause_counts_for_a_task_that_ends_in_it_too(received: Followed) -> None:
    day = received.one("settle").due_at
    received.step("pause", GRID)
    received.step("withdraw", GRID, hours=24)
    ended = received.last("settle")
    assert (ended.ending, ended.paused_at, ended.due_at > day) == ("cancelled", None, True)


def test_what_failed_is_still_to_be_settled_by_the_same_day(received: Followed) -> None:
    before = received.one("settle")
    assert received.step("settle", GRID, outcome="failed") == []
    assert received.one("settle") == before


def test_a_reopened_case_has_a_new_term(received: Followed) -> None:
    received.step("settle", GRID, outcome="agreement")
    received.step("visit", GRID, satisfied=False)
    received.step("reopen", GRID, hours=24)
    assert received.kinds() == ["settle", "stage"]
    assert received.last("close").ending == "cancelled"
    assert received.one("settle").due_at == dt.datetime(2026, 4, 2, 17, 30)


@pytest.mark.parametrize("kind", ["withdraw", "decline"])
def test_nothing_is_left_to_do_on_a_case_that_is_over(received: Followed, kind: str) -> None:
    received.step("whistle", GRID, record=WHISTLE, to=(POLICE,))
    received.step("mediate", GRID, record=MEDIATION, route="people")
    received.step(kind, GRID)
    assert received.kinds() == []
    assert {each.ending for each in received.tasks.values()} == {"cancelled"}


# -- hands ---------------------------------------------------------------------------------------


def test_a_hand_over_asks_for_an_answer_and_moves_the_task_with_its_day(received: Followed) -> None:
    day = received.one("settle").due_at
    received.step("hand_over", GRID, to=(POLICE,))
    offer = received.one("accept")
    assert (offer.organisation, offer.due_at) == (POLICE, dt.datetime(2026, 3, 3, 17, 30))
    assert received.one("settle").organisation == GRID
    received.step("accept", POLICE)
    assert (received.last("accept").ending, received.last("settle").ending) == ("done", "replaced")
    assert (received.one("settle").organisation, received.one("settle").due_at) == (POLICE, day)
    assert received.one("stage").organisation == POLICE


def test_what_is_refused_stays_and_what_is_offered_anew_has_a_new_day(received: Followed) -> None:
    before = received.one("settle")
    received.step("hand_over", GRID, to=(POLICE,))
    received.step("refuse", POLICE)
    assert (received.last("accept").ending, received.one("settle")) == ("done", before)
    received.step("hand_over", GRID, hours=24, to=(JUSTICE,))
    received.step("hand_over", GRID, hours=24, to=(POLICE,))
    assert (received.last("accept").organisation, received.last("accept").ending) == (JUSTICE, "replaced")
    assert (received.one("accept").organisation, received.one("accept").due_at.day) == (POLICE, 5)


def test_what_the_giver_takes_back_needs_no_answer_any_more(received: Followed) -> None:
    received.step("hand_over", GRID, to=(POLICE,))
    received.step("accept", GRID)
    assert (received.last("accept").organisation, received.last("accept").ending) == (POLICE, "cancelled")
    assert received.one("settle").organisation == GRID


def test_the_next_level_has_its_own_time_and_the_whole_keeps_its_own(received: Followed) -> None:
    day = received.one("settle").due_at
    received.step("escalate", GRID, stage="community", hours=24)
    assert received.last("stage").ending == "done"
    assert received.one("stage").due_at == dt.datetime(2026, 3, 12, 17, 30)
    assert received.one("settle").due_at == day


# -- calls, mediations, decisions ----------------------------------------------------------------


def test_each_one_called_has_to_report_and_is_done_when_it_does(received: Followed) -> None:
    due = START + dt.timedelta(hours=8)
    received.step("whistle", GRID, record=WHISTLE, to=(POLICE, JUSTICE), due_at=due, note="现场围堵")
    reports = {each.organisation: each for each in received.open if each.kind == "report"}
    assert reports.keys() == {POLICE, JUSTICE}
    assert {(each.subject, each.due_at, each.title) for each in reports.values()} == {(WHISTLE, due, "现场围堵")}
    received.step("report", POLICE, record=WHISTLE)
    assert (received.one("report").organisation, received.last("report").ending) == (JUSTICE, "done")


def test_a_whistle_without_a_time_is_answered_within_two_hours_and_one_upward_within_a_day(received: Followed) -> None:
    received.step("whistle", GRID, record=WHISTLE, to=(POLICE,))
    assert received.one("report").due_at == received.at + dt.timedelta(hours=2)
    received.step("report", POLICE, record=WHISTLE)
    received.step("raise_up", GRID, record=make_id("whistle", "2"), to=(ORDER,))
    assert received.one("report").due_at == dt.datetime(2026, 3, 3, 17, 30)


def test_a_mediation_is_to_be_concluded_by_who_mediates(received: Followed) -> None:
    received.step("mediate", JUSTICE, record=MEDIATION, route="people")
    task = received.one("conclude")
    assert (task.organisation, task.subject, task.due_at.date()) == (JUSTICE, MEDIATION, dt.date(2026, 4, 1))
    received.step("conclude", JUSTICE, record=MEDIATION, result="failed")
    assert (received.last("conclude").ending, received.kinds()) == ("done", ["settle", "stage"])


def test_a_decision_is_a_task_of_who_leads_it_by_its_day(received: Followed) -> None:
    officer = make_id("officer", "书记")
    received.homes = {officer: ORDER}
    due = dt.datetime(2026, 3, 20, 18)
    received.step("decide", GRID, record=DECISION, to=(officer,), due_at=due, note="三日内修好")
    task = received.one("fulfil")
    assert (task.organisation, task.due_at, task.title) == (ORDER, due, "三日内修好")
    received.step("fulfil", ORDER, record=DECISION)
    assert received.last("fulfil").ending == "done"
    other = make_id("decision", "2")
    received.step("decide", GRID, record=other, to=())
    assert received.one("fulfil").organisation == GRID
    received.step("drop", ORDER, record=other)
    assert received.last("fulfil").ending == "cancelled"


# -- pauses and urging ---------------------------------------------------------------------------


def test_a_pause_moves_what_waits_by_the_hours_that_offices_were_open(received: Followed) -> None:
    received.step("whistle", GRID, record=WHISTLE, to=(POLICE,))
    called, settle = received.one("report"), received.one("settle")
    received.step("pause", GRID, hours=0)
    assert received.one("settle").paused_at == received.at
    assert received.one("report") == called
    received.step("resume", GRID, hours=7 * 24)
    moved = received.one("settle")
    assert (moved.id, moved.paused_at) == (settle.id, None)
    assert received.timing.calendar.working_time_between(settle.due_at, moved.due_at) == dt.timedelta(hours=5 * 6.5)
    assert moved.due_at == dt.datetime(2026, 4, 9, 17, 30)
    assert moved.risk_at is not None and settle.risk_at is not None and moved.risk_at > settle.risk_at
    assert received.one("report").due_at == called.due_at


def test_a_pause_over_a_weekend_moves_nothing(received: Followed) -> None:
    day = received.one("settle").due_at
    received.step("pause", GRID, hours=4 * 24 + 8)
    received.step("resume", GRID, hours=62)
    assert received.at.isoweekday() == 1
    assert received.one("settle").due_at == day


def test_the_centre_urges_one_task_or_all(received: Followed) -> None:
    received.step("supervise", ORDER)
    assert [each.urged for each in received.open] == [1, 1]
    received.step("supervise", ORDER, record=received.one("settle").id)
    assert (received.one("settle").urged, received.one("stage").urged) == (2, 1)
    assert received.one("settle").urged_at == received.at
    received.step("hand_over", GRID, to=(POLICE,))
    received.step("accept", POLICE)
    assert received.one("settle").urged == 2


def test_what_a_warning_asks_is_urged_and_shown_and_ends_with_the_case(received: Followed) -> None:
    due = received.timing.due("handle", received.at, level="high")
    warned = new_task("handle", subject=make_id("warning", "1"), case=received.case, organisation=GRID,
                      at=received.at, due=due, title="高等级预警")  # fmt: skip
    received.tasks[warned.id] = warned
    received.step("supervise", ORDER, record=warned.id)
    assert (received.one("handle").urged, received.one("settle").urged) == (1, 0)
    received.step("supervise", ORDER)
    assert (received.one("handle").urged, received.one("settle").urged) == (2, 1)
    received.case = replace(received.case, visible_to=("place-x", POLICE))
    received.step("pause", GRID)
    assert (received.one("handle").paused_at, POLICE in received.one("handle").visible_to) == (None, True)
    received.step("withdraw", GRID)
    assert received.kinds() == []
    assert received.tasks[warned.id].ending == "cancelled"


def test_who_is_let_see_the_case_sees_its_tasks(received: Followed) -> None:
    received.case = replace(received.case, visible_to=("place-x", POLICE))
    received.step("help", GRID, helpers=(POLICE,))
    assert all(POLICE in each.visible_to for each in received.open)
