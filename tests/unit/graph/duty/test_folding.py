"""What each step does to where a case stands: told as short histories, one step a line."""

import datetime as dt
import itertools
import random

import pytest

from graph.duty.folding import fold
from graph.duty.standing import Standing
from graph.ids import make_id
from graph.model import Step
from graph.vocabulary import VOCABULARY

CASE = make_id("case", "grid", "1")
GRID, COMMUNITY, POLICE, JUSTICE = (make_id("organisation", each) for each in ("网格中心", "社区", "派出所", "司法所"))
START = dt.datetime(2026, 3, 2, 9)


def history(*told: tuple) -> list[Step]:
    """Steps an hour apart, each told as (kind, organisation, further facts)."""
    steps = []
    for hours, (kind, by, *facts) in enumerate(told):
        at = START + dt.timedelta(hours=hours)
        id = make_id("step", CASE, kind, at.isoformat())
        steps.append(Step(id=id, case=CASE, kind=kind, at=at, organisation=by, **(facts[0] if facts else {})))
    return steps


def standing(*told: tuple) -> Standing:
    return fold(history(*told), Standing(case=CASE))


def test_a_case_that_nobody_received_is_new_and_nobodys():
    assert standing() == Standing(case=CASE)


def test_the_first_receiver_answers_for_it_and_stays_the_first():
    now = standing(("receive", GRID), ("hand_over", GRID, {"to": (POLICE,)}), ("accept", POLICE), ("receive", POLICE))
    assert (now.first_receiver, now.responsible, now.phase) == (GRID, POLICE, "working")
    assert [each.accepted for each in now.hands] == [True]


def test_until_the_taker_accepts_the_giver_answers_for_it():
    now = standing(("receive", GRID), ("hand_over", GRID, {"to": (POLICE,)}))
    assert (now.phase, now.responsible, now.offered and now.offered.to, now.status) == (
        "offered", GRID, POLICE, "assigned",
    )  # fmt: skip
    refused = standing(("receive", GRID), ("hand_over", GRID, {"to": (POLICE,)}), ("refuse", POLICE))
    assert (refused.phase, refused.responsible, refused.offered) == ("working", GRID, None)
    back = standing(("receive", GRID), ("hand_over", GRID, {"to": (POLICE,)}), ("accept", GRID))
    assert (back.responsible, back.offered, [each.accepted for each in back.hands]) == (GRID, None, [False])


def test_ping_pong_is_counted_until_a_meeting():
    to_and_fro = [("receive", GRID)]
    for giver, taker in itertools.islice(itertools.cycle([(GRID, POLICE), (POLICE, GRID)]), 4):
        to_and_fro += [("hand_over", giver, {"to": (taker,)}), ("accept", taker)]
    assert standing(*to_and_fro).returns == 3
    assert standing(*to_and_fro, ("meet", GRID, {"record": "meeting-x"})).returns == 0


def test_a_whistle_is_open_until_all_have_reported():
    blown = ("whistle", GRID, {"to": (POLICE, JUSTICE), "record": "whistle-x"})
    one = standing(("receive", GRID), blown, ("report", POLICE, {"record": "whistle-x"}))
    assert one.whistles["whistle-x"].missing == (JUSTICE,)
    both = standing(
        ("receive", GRID),
        blown,
        ("report", POLICE, {"record": "whistle-x"}),
        ("report", JUSTICE, {"record": "whistle-x"}),
    )
    assert both.whistles == {}
    assert both.answered == {("whistle-x", POLICE), ("whistle-x", JUSTICE)}


def test_a_whistle_that_went_up_is_open_at_both_levels():
    now = standing(
        ("receive", GRID),
        ("whistle", GRID, {"to": (POLICE,), "record": "whistle-x"}),
        ("raise_up", GRID, {"to": (JUSTICE,), "record": "whistle-y", "follows": "whistle-x"}),
    )
    assert now.whistles["whistle-x"].raised
    assert (now.whistles["whistle-y"].kind, now.whistles["whistle-y"].raised_from) == ("raise", "whistle-x")


def test_a_mediation_is_open_until_it_is_concluded():
    begun = ("mediate", COMMUNITY, {"record": "mediation-x", "route": "people"})
    assert standing(("receive", GRID), begun).mediations["mediation-x"].route == "people"
    ended = standing(
        ("receive", GRID), begun, ("conclude", COMMUNITY, {"record": "mediation-x", "result": "agreement"})
    )
    assert ended.mediations == {}
    assert (ended.mediated[0].result, ended.mediated[0].by, ended.mediated[0].stage) == ("agreement", COMMUNITY, "grid")
    confirmed = fold(
        history(("receive", GRID), begun, ("conclude", COMMUNITY, {"record": "mediation-x", "result": "agreement"}),
                ("confirm", COMMUNITY, {"record": "mediation-x"})),
        Standing(case=CASE),
    )  # fmt: skip
    assert confirmed.mediated[0].confirmed


def test_a_decision_is_open_until_it_is_done_or_dropped():
    decided = ("decide", GRID, {"record": "decision-x", "to": (POLICE,), "helpers": (JUSTICE,)})
    assert standing(("receive", GRID), decided).decisions["decision-x"].lead == POLICE
    for ending in ("fulfil", "drop"):
        ended = standing(("receive", GRID), decided, (ending, POLICE, {"record": "decision-x"}))
        assert (ended.decisions, ended.decided) == ({}, {"decision-x"})


def test_a_pause_returns_to_where_it_was():
    offered = (("receive", GRID), ("hand_over", GRID, {"to": (POLICE,)}))
    assert standing(*offered, ("pause", GRID)).status == "paused"
    assert standing(*offered, ("pause", GRID), ("resume", GRID)).phase == "offered"


def test_a_failed_settlement_leaves_it_at_work():
    now = standing(("receive", GRID), ("settle", GRID, {"outcome": "failed"}))
    assert (now.phase, now.status, now.tried, now.settled) == ("working", "unsettled", {"grid"}, None)


@pytest.mark.parametrize(
    ("outcome", "status"), [("agreement", "settled"), ("fulfilled", "settled"), ("referred", "unsettled")]
)
def test_a_settlement_ends_the_work(outcome, status):
    now = standing(("receive", GRID), ("settle", GRID, {"outcome": outcome}))
    assert (now.phase, now.status) == ("settled", status)


def test_an_unsatisfied_visit_may_take_it_a_level_up():
    now = standing(
        ("receive", GRID), ("settle", GRID, {"outcome": "explained"}), ("visit", GRID, {"satisfied": False}),
        ("escalate", GRID, {"stage": "community"}),
    )  # fmt: skip
    assert (now.phase, now.stage, now.settled, now.visited, now.reopened) == ("working", "community", None, None, True)


def test_closing_leaves_nothing_open_and_reopening_starts_anew():
    closed = (
        ("receive", GRID), ("whistle", GRID, {"to": (POLICE,), "record": "whistle-x"}),
        ("settle", GRID, {"outcome": "explained"}), ("close", GRID),
    )  # fmt: skip
    assert (standing(*closed).phase, standing(*closed).whistles) == ("closed", {})
    again = standing(*closed, ("reopen", GRID))
    assert (again.phase, again.status, again.settled, again.ended_at) == ("working", "reopened", None, None)
    assert again.first_receiver == GRID


@pytest.mark.parametrize("ending", ["withdraw", "decline"])
def test_other_endings(ending):
    now = standing(("receive", GRID), (ending, GRID))
    assert now.ended and now.ended_at == START + dt.timedelta(hours=1)


def test_what_a_file_tells_of_one_day_goes_as_a_case_usually_does():
    day = dt.datetime(2026, 3, 2)
    steps = [
        Step(id=make_id("step", CASE, kind), case=CASE, kind=kind, at=day, organisation=by, outcome=outcome)
        for kind, by, outcome in (("close", None, None), ("settle", None, "explained"), ("receive", GRID, None))
    ]
    now = fold(steps, Standing(case=CASE))
    assert (now.phase, now.settled and now.settled.outcome) == ("closed", "explained")


def test_the_fold_refuses_nothing_and_does_not_mind_the_order():
    chance = random.Random(7)
    for _ in range(200):
        kinds = chance.choices(list(VOCABULARY["step"].labels), k=12)
        told = [(kind, chance.choice([GRID, POLICE, None]), {"to": (JUSTICE,)}) for kind in kinds]
        steps = history(*told)
        shuffled = chance.sample(steps, len(steps))
        assert fold(steps, Standing(case=CASE)) == fold(shuffled, Standing(case=CASE))
