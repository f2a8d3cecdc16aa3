"""One test a rule, named after it: docs/duty.md names them. Each tries what the rule refuses and what it lets pass."""

import datetime as dt
from dataclasses import replace

import pytest

from graph.duty.checking import against
from graph.duty.rules import RULES
from tests.unit.graph.duty.cast import (
    ACTORS,
    CASE,
    CITY,
    CLOSED,
    COMING,
    COMMITTEE,
    CORE,
    DAY,
    DECLINED,
    FIRM,
    FORMER,
    GRID,
    GUARD,
    HOUR,
    HOUSING,
    JUSTICE,
    NEW,
    OFFERED,
    PANEL,
    PAUSED,
    POLICE,
    RECEIVED,
    RETIRED,
    SAFETY,
    SECRETARY,
    SETTLED,
    START,
    VISITED,
    WITHDRAWN,
    WORKING,
    Told,
)

TRIED = WORKING.then("meet", GRID)
STREET = TRIED.then("escalate", GRID).then("meet", GRID, title="社区会商").then("escalate", GRID)
WHISTLED = WORKING.then("whistle", SAFETY)
MEDIATING = WORKING.then("mediate", PANEL)
AGREED = MEDIATING.then("conclude", PANEL)
DECIDED = TRIED.then("decide", GRID)


# -- phases --------------------------------------------------------------------------------------


def test_received_first():
    assert NEW.refused("settle", GRID) == "received_first"
    assert "先由首接单位受理" in NEW.sentence("mediate", GRID)
    assert NEW.refused("receive", GRID) is None


def test_first_receiver_permanent():
    for told in (RECEIVED, OFFERED, WORKING, PAUSED, SETTLED, CLOSED, WITHDRAWN, DECLINED):
        assert told.refused("receive", POLICE) == "first_receiver_permanent"
    assert "首接单位是网格中心" in WORKING.sentence("receive", POLICE)


def test_closed_is_closed():
    for told, phase in ((CLOSED, "已办结"), (WITHDRAWN, "已撤回"), (DECLINED, "不予受理")):
        assert told.refused("mediate", GRID) == "closed_is_closed"
        assert phase in told.sentence("mediate", GRID)
        assert told.refused("reopen", GRID) is None


def test_paused_takes_only_resume():
    assert PAUSED.refused("settle", GRID) == PAUSED.refused("hand_over", GRID) == "paused_takes_only_resume"
    assert PAUSED.refused("resume", GRID) is PAUSED.refused("withdraw", GRID) is None


def test_taker_answers_first():
    assert OFFERED.refused("settle", GRID) == "taker_answers_first"
    assert "已移交城管" in OFFERED.sentence("settle", GRID)
    assert OFFERED.refused("accept", CITY) is OFFERED.refused("refuse", CITY) is OFFERED.refused("accept", GRID) is None


def test_settled_is_settled():
    assert SETTLED.refused("settle", GRID) == SETTLED.refused("hand_over", GRID) == "settled_is_settled"


def test_visit_after_settlement():
    assert WORKING.refused("visit", GRID) == "visit_after_settlement"
    assert SETTLED.refused("visit", GRID) is None


def test_reopen_only_after_settlement():
    assert WORKING.refused("reopen", GRID) == "reopen_only_after_settlement"
    for told in (SETTLED, CLOSED, WITHDRAWN, DECLINED):
        assert told.refused("reopen", GRID) is None


def test_resume_what_is_paused():
    assert WORKING.refused("resume", GRID) == "resume_what_is_paused"


def test_answer_what_was_handed_over():
    assert WORKING.refused("accept", GRID) == WORKING.refused("refuse", GRID) == "answer_what_was_handed_over"
    assert RECEIVED.refused("accept", GRID) is None


def test_decline_before_the_work():
    assert WORKING.refused("decline", GRID) == "decline_before_the_work"
    assert RECEIVED.refused("decline", GRID) is None


# -- who -----------------------------------------------------------------------------------------


def test_by_within_term():
    handed = WORKING.then("hand_over", GRID, to=FORMER)
    assert handed.refused("accept", FORMER) == "by_within_term"
    assert "任期到 2026-02-28 为止" in handed.sentence("accept", FORMER)
    assert "任期从 2027-01-01 才开始" in NEW.sentence("receive", COMING)


def test_officer_acts_for_own():
    assert RECEIVED.refused("accept", GRID, officer=SECRETARY) == "officer_acts_for_own"
    assert RECEIVED.refused("accept", GRID, officer=RETIRED) == "officer_acts_for_own"
    assert "任期不含 2026-03-02" in RECEIVED.sentence("accept", GRID, officer=RETIRED)
    assert WORKING.refused("supervise", CORE, officer=SECRETARY) is None


def test_report_once():
    once = WHISTLED.then("whistle", SAFETY, to=(POLICE, CITY)).then("report", POLICE)
    whistle = next(iter(WHISTLED.standing.whistles))
    assert once.refused("report", POLICE, whistle=whistle) == "report_once"
    assert WHISTLED.refused("report", POLICE) is None


def test_report_only_when_called():
    assert WHISTLED.refused("report", CITY) == "report_only_when_called"
    assert "没有呼叫城管" in WHISTLED.sentence("report", CITY)
    assert "报到可由派出所办理" in WHISTLED.sentence("report", CITY)
    assert WORKING.refused("report", POLICE) == "report_only_when_called"


def test_by_has_the_right():
    assert WORKING.refused("settle", CITY) == "by_has_the_right"
    said = WORKING.sentence("settle", CITY)
    assert "城管不是本件的现办单位" in said
    assert "化解可由网格中心办理" in said
    assert WORKING.refused("settle", GRID) is None


def test_who_leads_one_decision_does_not_end_another():
    own = next(iter(DECIDED.standing.decisions))
    both = DECIDED.then("decide", GRID, lead=CITY, text="城管查处")
    other = next(each for each in both.standing.decisions if each != own)
    for kind in ("fulfil", "drop"):
        assert both.refused(kind, HOUSING, decision=own) is both.refused(kind, CITY, decision=other) is None
        assert both.refused(kind, HOUSING, decision=other) == "by_has_the_right"
        assert both.refused(kind, SAFETY, decision=other) is None, "the centre may"


def test_who_held_one_mediation_does_not_conclude_another():
    both = MEDIATING.then("mediate", CITY, route="administrative")
    mine, theirs = both.standing.mediations
    assert both.refused("conclude", PANEL, mediation=mine) is both.refused("conclude", CITY, mediation=theirs) is None
    assert both.refused("conclude", PANEL, mediation=theirs) == "by_has_the_right"
    assert both.refused("conclude", GRID, mediation=theirs) is None, "who answers for the case may"


# -- when ----------------------------------------------------------------------------------------


def test_not_before_the_case():
    early = Told(RECEIVED.standing, START, case=replace(CASE, received_at=START + DAY))
    assert early.refused("accept", GRID) == "not_before_the_case"
    assert "2026-03-02 10:00 早于本件的受理时间 2026-03-03 09:00" in early.sentence("accept", GRID)
    assert early.refused("accept", GRID, later=DAY) is None
    assert replace(early, standing=NEW.standing).refused("receive", GRID) == "not_before_the_case"
    unknown = Told(RECEIVED.standing, START, case=replace(CASE, received_at=None))
    assert unknown.refused("accept", GRID) is None


def test_leaves_later_steps_allowed():
    """What the later steps are asked: `test_late.py`."""
    asked = WORKING.asked("consult", GRID)
    assert against(asked) is None
    rule, why = against(replace(asked, present=WORKING.standing, later="其后的“办结”就不成立")) or (None, "")
    assert (rule and rule.name, why) == ("leaves_later_steps_allowed", "其后的“办结”就不成立")


def test_not_in_the_future():
    assert WORKING.refused("settle", GRID, now=WORKING.at) == "not_in_the_future"
    assert WORKING.refused("settle", GRID, later=dt.timedelta(minutes=3), now=WORKING.at) is None


def test_due_after_the_step():
    assert WORKING.refused("whistle", GRID, due_at=WORKING.at) == "due_after_the_step"
    assert WORKING.refused("pause", GRID, until=WORKING.at) == "due_after_the_step"
    assert TRIED.refused("decide", GRID, due_on=dt.date(2026, 3, 1)) == "due_after_the_step"
    assert TRIED.refused("decide", GRID, due_on=dt.date(2026, 3, 2)) is None
    assert WORKING.refused("whistle", GRID, due_at=WORKING.at + DAY) is None


# -- words and names -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "kind", "by", "field"),
    [
        (RECEIVED, "decline", GRID, "reason"), (OFFERED, "refuse", CITY, "reason"),
        (WORKING, "whistle", GRID, "subject"), (WORKING, "raise_up", GRID, "subject"),
        (WORKING, "meet", GRID, "title"), (TRIED, "decide", GRID, "text"), (DECIDED, "drop", SAFETY, "reason"),
        (WORKING, "pause", GRID, "reason"), (WORKING, "supervise", SAFETY, "reason"),
        (WORKING, "consult", JUSTICE, "subject"), (WORKING, "settle", GRID, "result"),
        (CLOSED, "reopen", GRID, "reason"), (WORKING, "withdraw", GRID, "reason"),
    ],
)  # fmt: skip
def test_says_why(told, kind, by, field):
    assert told.refused(kind, by, **{field: "  "}) == "says_why"
    assert told.refused(kind, by, **{field: "有原因"}) is None


def test_names_somebody():
    assert WORKING.refused("whistle", GRID, to=()) == WORKING.refused("help", GRID, helpers=()) == "names_somebody"


def test_named_within_term():
    assert WORKING.refused("hand_over", GRID, to=FORMER) == "named_within_term"
    assert WORKING.refused("help", GRID, helpers=(POLICE, COMING)) == "named_within_term"
    assert STREET.refused("lead", SAFETY, leader=RETIRED) == "named_within_term"


def test_named_of_the_network():
    assert WORKING.refused("hand_over", GRID, to=FIRM) == "named_of_the_network"
    assert "某建筑公司不是综治中心的成员" in WORKING.sentence("whistle", GRID, to=(FIRM,))


def test_once_each():
    assert TRIED.refused("meet", GRID) == "once_each"
    assert TRIED.refused("meet", GRID, title="另一次会商") is TRIED.refused("meet", GRID, later=DAY) is None
    assert DECIDED.refused("decide", GRID) == "once_each"
    assert DECIDED.refused("decide", GRID, text="另一件事") is None


# -- hands ---------------------------------------------------------------------------------------


def test_not_to_oneself():
    assert WORKING.refused("hand_over", GRID, to=GRID) == "not_to_oneself"
    assert WORKING.refused("hand_over", SAFETY, to=SAFETY) == "not_to_oneself"
    assert WORKING.refused("whistle", SAFETY, to=(POLICE, SAFETY)) == "not_to_oneself"
    assert "平安办不能呼叫自己" in WORKING.sentence("whistle", SAFETY, to=(SAFETY,))


def test_offered_once():
    assert OFFERED.refused("hand_over", SAFETY, to=CITY) == "offered_once"
    assert OFFERED.refused("hand_over", SAFETY, to=HOUSING) is None


def test_no_return_without_reason():
    over = OFFERED.then("accept", CITY)
    assert over.refused("hand_over", CITY, to=GRID, reason=" ") == "no_return_without_reason"
    assert over.refused("hand_over", CITY, to=GRID, reason="权属不在我处") is None
    assert over.refused("hand_over", CITY, to=HOUSING, reason="") is None, "that is no return"


def test_third_return_needs_a_meeting():
    told = OFFERED.then("accept", CITY)
    for giver, taker in ((CITY, GRID), (GRID, CITY)):
        assert told.refused("hand_over", giver, to=taker) is None
        told = told.then("hand_over", giver, to=taker).then("accept", taker)
    assert told.standing.returns == 2
    assert told.refused("hand_over", CITY, to=GRID) == "third_return_needs_a_meeting"
    assert told.refused("hand_over", CITY, to=HOUSING) is None, "somebody new may take it"
    assert told.then("meet", CITY).refused("hand_over", CITY, to=GRID) is None


def test_escalate_one_level_after_an_attempt():
    assert WORKING.refused("escalate", GRID) == "escalate_one_level_after_an_attempt"
    assert "网格初调还没有做过工作" in WORKING.sentence("escalate", GRID)
    assert TRIED.refused("escalate", GRID) is None
    assert TRIED.refused("escalate", GRID, stage="street") == "escalate_one_level_after_an_attempt"
    assert STREET.refused("escalate", GRID) == "escalate_one_level_after_an_attempt"


def test_lead_only_at_street():
    assert WORKING.refused("lead", SAFETY, leader=SECRETARY) == "lead_only_at_street"
    assert WORKING.refused("lead", SAFETY, leader=POLICE) is None, "an organisation may lead anywhere"
    assert STREET.refused("lead", SAFETY, leader=SECRETARY) is None
    assert STREET.refused("lead", SAFETY, leader=GUARD) == "lead_only_at_street"
    assert WORKING.refused("lead", SAFETY, leader=SECRETARY, matter_stage="street") is None


def test_raise_up_needs_a_superior():
    assert WORKING.refused("raise_up", CORE) == "raise_up_needs_a_superior"
    assert WORKING.refused("raise_up", GRID) is None, "without a line of its own to the core"
    whistle = next(iter(WHISTLED.standing.whistles))
    waiting = Told(
        replace(WHISTLED.standing, whistles={
            whistle: replace(WHISTLED.standing.whistles[whistle], due_at=WHISTLED.at + 2 * HOUR)
        }),
        WHISTLED.at,
    )  # fmt: skip
    assert waiting.refused("raise_up", SAFETY, whistle=whistle) == "raise_up_needs_a_superior"
    assert "还没有过" in waiting.sentence("raise_up", SAFETY, whistle=whistle)
    assert waiting.refused("raise_up", SAFETY, whistle=whistle, later=3 * HOUR) is None
    raised = waiting.then("raise_up", SAFETY, whistle=whistle, later=3 * HOUR)
    assert "已经上报过" in raised.sentence("raise_up", SAFETY, whistle=whistle)


# -- the work ------------------------------------------------------------------------------------


def test_one_mediation_a_route():
    assert MEDIATING.refused("mediate", PANEL) == "one_mediation_a_route"
    assert MEDIATING.refused("mediate", GRID, route="administrative") is None
    assert MEDIATING.then("conclude", PANEL, result="failed").refused("mediate", PANEL) is None


def test_people_mediation_inadmissible():
    for route in ("administrative", "judicial"):
        taken = WORKING.then("mediate", GRID, route=route)
        assert taken.refused("mediate", PANEL) == "people_mediation_inadmissible"
        assert taken.then("conclude", GRID).refused("mediate", PANEL) == "people_mediation_inadmissible"
        assert taken.then("conclude", GRID, result="failed").refused("mediate", PANEL) is None


def test_conclude_what_is_open():
    assert WORKING.refused("conclude", GRID) == "conclude_what_is_open"
    assert MEDIATING.refused("conclude", PANEL, mediation="mediation-another") == "conclude_what_is_open"
    assert MEDIATING.refused("conclude", PANEL, result="open") == "conclude_what_is_open"
    assert MEDIATING.refused("conclude", PANEL) is None


def test_confirm_within_30_days():
    assert AGREED.refused("confirm", PANEL, later=30 * DAY) is None
    assert AGREED.refused("confirm", PANEL, later=31 * DAY) == "confirm_within_30_days"
    assert AGREED.refused("confirm", PANEL, on=dt.date(2026, 3, 1)) == "confirm_within_30_days"
    assert AGREED.then("confirm", PANEL).refused("confirm", PANEL) == "confirm_within_30_days"
    failed = MEDIATING.then("conclude", PANEL, result="failed")
    assert failed.refused("confirm", PANEL) == "confirm_within_30_days"
    other = WORKING.then("mediate", GRID, route="administrative").then("conclude", GRID)
    assert other.refused("confirm", GRID) == "confirm_within_30_days", "an agency is no body of mediation"
    body = WORKING.then("mediate", PANEL, route="judicial").then("conclude", PANEL)
    assert body.refused("confirm", PANEL) is None, "a court may have asked a body of mediation (特邀调解)"


def test_the_thirty_days_are_for_the_application_and_a_last_day_off_moves():
    asked = {"later": 50 * DAY, "applied_on": dt.date(2026, 4, 1)}
    assert AGREED.refused("confirm", PANEL, **asked) is None, "the court takes its time"
    assert AGREED.refused("confirm", PANEL, **{**asked, "applied_on": dt.date(2026, 4, 2)}) == "confirm_within_30_days"
    assert "2026-04-01" in AGREED.sentence("confirm", PANEL, later=31 * DAY)
    late = AGREED.refused("confirm", PANEL, on=dt.date(2026, 4, 1), applied_on=dt.date(2026, 4, 2), later=40 * DAY)
    assert late == "confirm_within_30_days", "asked for after it was given"
    assert AGREED.refused("confirm", PANEL, on=dt.date(2026, 3, 20)) == "confirm_within_30_days", "not yet"
    before = MEDIATING.then("conclude", PANEL, at=dt.datetime(2026, 9, 1, 10))
    assert before.refused("confirm", PANEL, at=dt.datetime(2026, 10, 8, 9)) is None, "the thirtieth day is a holiday"
    assert before.refused("confirm", PANEL, at=dt.datetime(2026, 10, 9, 9)) == "confirm_within_30_days"
    act = AGREED.asked("confirm", PANEL, **asked).act
    assert act is not None and act.words == "2026-04-01 共同申请", "the step keeps it"


def test_decide_at_a_meeting():
    assert WORKING.refused("decide", SAFETY) == "decide_at_a_meeting"
    assert TRIED.refused("decide", GRID, meeting="meeting-another") == "decide_at_a_meeting"
    assert TRIED.refused("decide", GRID) is None


def test_decision_names_a_lead():
    assert TRIED.refused("decide", GRID, lead=None) == TRIED.refused("decide", GRID, lead="") == "decision_names_a_lead"


def test_fulfil_what_was_decided():
    for kind in ("fulfil", "drop"):
        assert WORKING.refused(kind, SAFETY) == "fulfil_what_was_decided"
        assert DECIDED.refused(kind, HOUSING) is None
        assert DECIDED.then(kind, HOUSING).refused(kind, SAFETY) == "fulfil_what_was_decided"


# -- the end -------------------------------------------------------------------------------------


def test_withdraw_by_its_own_step():
    assert WORKING.refused("settle", GRID, outcome="withdrawn") == "withdraw_by_its_own_step"


def test_settle_needs_nothing_open():
    assert MEDIATING.refused("settle", GRID) == DECIDED.refused("settle", GRID) == "settle_needs_nothing_open"
    assert MEDIATING.refused("settle", GRID, outcome="failed") is None, "an attempt failed, the work goes on"
    assert WHISTLED.refused("settle", GRID) is None, "whistles end with it"
    assert WHISTLED.then("settle", GRID).standing.whistles == {}
    assert AGREED.refused("settle", PANEL) is None, "who mediated it may say that it is settled"


def test_close_needs_result_and_visit():
    assert WORKING.refused("close", GRID) == "close_needs_result_and_visit"
    assert "还没有办理结果" in WORKING.sentence("close", GRID)
    assert SETTLED.refused("close", GRID) == "close_needs_result_and_visit"
    assert VISITED.refused("close", GRID) is None
    assert replace(SETTLED, needs_visit=False).refused("close", GRID) is None
    assert WORKING.then("settle", GRID, outcome="referred").refused("close", GRID) is None, "a court has it now"
    assert SETTLED.then("visit", GRID, satisfied=None).refused("close", GRID) is None, "nobody told"


def test_unsatisfied_visit_reopens_or_goes_up():
    unsatisfied = SETTLED.then("visit", GRID, satisfied=False)
    assert unsatisfied.refused("close", GRID) == "unsatisfied_visit_reopens_or_goes_up"
    for kind in ("reopen", "escalate", "visit"):
        assert unsatisfied.refused(kind, GRID) is None
    assert VISITED.refused("escalate", GRID) == "unsatisfied_visit_reopens_or_goes_up"
    assert unsatisfied.then("visit", GRID).refused("close", GRID) is None


# -- of all --------------------------------------------------------------------------------------


def test_every_rule_has_its_test():
    assert [each.name for each in RULES if f"test_{each.name}" not in globals()] == []
    assert len({each.name for each in RULES}) == len({each.title for each in RULES}) == len(RULES)


def test_a_refusal_names_the_rule_and_what_would_be_allowed():
    assert CLOSED.sentence("mediate", GRID) == (
        "不能调解：已办结，要继续办先重启（规则：办结即止）；网格中心现在可以：重启。没有写入。"
    )
    assert CLOSED.sentence("mediate", CITY) == (
        "不能调解：已办结，要继续办先重启（规则：办结即止）；现在可以：重启（党工委、网格中心、平安办）。没有写入。"
    )


def test_the_committee_of_the_area_may_visit_and_whistle():
    assert SETTLED.refused("visit", COMMITTEE) is WORKING.refused("whistle", COMMITTEE) is None
    elsewhere = replace(ACTORS, area=frozenset())
    assert replace(SETTLED, actors=elsewhere).refused("visit", COMMITTEE) == "by_has_the_right"
