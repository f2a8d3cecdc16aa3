"""Steps over GraphQL: who may take which, what is refused and why, once each; and what then waits for whom."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.access import Caller, may_step
from api.graphql import execute, schema_text
from api.graphql.duty.steps import field_of
from api.graphql.names import camel
from api.server import create_app
from api.settings import Settings
from graph.duty.acts import ACTS
from graph.duty.stated import COMMON, told_of
from graph.errors import BadValue, NotAllowed
from graph.store import EVERYTHING, Filter, Scope, Store
from tests.api.street import COMMITTEE, COMMUNITY, JUSTICE, MATTER, OTHER_COMMUNITY, POLICE, case

STEP = "step { id kind kindLabel organisation } case { id status } tasks { kind organisation endedAt } repeated"
CASE = case(1)


def step(store: Store, act: str, facts: str = "", *, by: str = COMMITTEE, of: str = CASE, **caller: Any) -> Any:
    """Take a step; the whole answer."""
    query = f'mutation {{ {act}(input: {{ case: "{of}", by: "{by}" {facts} }}) {{ {STEP} }} }}'
    return execute(store, query, **caller)


def done(answer: Any) -> Any:
    """What came of a step that was taken."""
    assert "errors" not in answer, answer["errors"][0]["message"]
    return next(iter(answer["data"].values()))


def refused(answer: Any) -> Any:
    """The error of a step that was not."""
    assert list(answer["data"].values()) == [None]
    return answer["errors"][0]


def test_every_act_has_a_mutation_with_its_own_fields() -> None:
    text = schema_text()
    for act in ACTS:
        assert f"  {field_of(act)}(input: {act.__name__}Input!): StepTaken" in text
        body = text.split(f"input {act.__name__}Input {{")[1].split("\n}")[0]
        for told in told_of(act):
            needed = told.required and told.name not in COMMON
            line = next(each for each in body.splitlines() if each.startswith(f"  {camel(told.name)}: "))
            assert line.endswith("!") is needed, line


def test_a_case_goes_its_way(writable: Store) -> None:
    assert done(step(writable, "accept"))["case"]["status"] == "in_progress"
    assert done(step(writable, "settle", ', outcome: "解释疏导", result: "已说明"'))["case"]["status"] == "settled"
    assert done(step(writable, "visit", ', mode: "上门", satisfied: true'))["step"]["kindLabel"] == "回访"
    closed = done(step(writable, "close"))
    assert closed["case"]["status"] == "closed"
    assert all(each["endedAt"] for each in closed["tasks"])


def test_what_the_rules_do_not_allow_is_refused_with_the_rule_and_what_is_allowed(writable: Store) -> None:
    before = writable.head()
    error = refused(step(writable, "close"))
    assert error["extensions"] == {"code": "STEP_REFUSED", "rule": "close_needs_result_and_visit"}
    assert "规则：" in error["message"] and "现在可以" in error["message"]
    assert writable.head() == before


@pytest.mark.parametrize(
    ("act", "facts", "code"),
    [
        ("handOver", f', to: "{COMMITTEE}"', "STEP_REFUSED"),
        ("blowWhistle", f', to: ["{COMMITTEE}"], subject: "请到场"', "STEP_REFUSED"),
        ("accept", ', at: "2001-01-01T09:00"', "STEP_REFUSED"),
        ("accept", ', at: "2999-01-01T09:00"', "STEP_REFUSED"),
        ("handOver", ', to: "organisation-0000000000000000"', "UNKNOWN_RECORD"),
        ("mediate", ', route: "私了"', "UNKNOWN_CODE"),
        ("decline", ', reason: "  "', "BAD_VALUE"),
        ("report", f', whistle: "{MATTER}"', "BAD_VALUE"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_written(writable: Store, act: str, facts: str, code: str) -> None:
    before = writable.head()
    error = refused(step(writable, act, facts))
    assert error["extensions"]["code"] == code, error["message"]
    assert error["message"].endswith("。")
    assert writable.head() == before


def test_a_request_that_is_repeated_is_one_step(writable: Store) -> None:
    first = done(step(writable, "accept", ', clientKey: "k1"'))
    again = done(step(writable, "accept", ', clientKey: "k1"'))
    assert (first["repeated"], again["repeated"], first["step"]["id"]) == (False, True, again["step"]["id"])
    assert refused(step(writable, "pause", ', reason: "等鉴定", clientKey: "k1"'))["extensions"]["code"] == "KEY_REUSED"


def test_who_saw_an_older_standing_is_told(writable: Store) -> None:
    query = f'{{ standing(case: "{CASE}") {{ lastStep }} }}'
    seen = execute(writable, query)["data"]["standing"]["lastStep"]
    done(step(writable, "accept", f', expected: "{seen}"'))
    late = refused(step(writable, "pause", f', reason: "等鉴定", expected: "{seen}"'))
    assert late["extensions"]["code"] == "STEP_OVERTAKEN"


def test_what_is_said_to_be_allowed_is_allowed_and_the_rest_is_refused(writable: Store) -> None:
    asked = execute(writable, f'{{ allowedSteps(case: "{CASE}") {{ step by {{ id }} rule whyNot }} }}')
    steps = {each["step"]: each for each in asked["data"]["allowedSteps"]}
    assert list(steps) == [each.KIND for each in ACTS]
    assert all(bool(each["by"]) is (each["rule"] is None) is (not each["whyNot"]) for each in steps.values())
    assert [each["id"] for each in steps["close"]["by"]] == []
    assert COMMITTEE in [each["id"] for each in steps["accept"]["by"]]
    done(step(writable, "accept"))


def test_a_step_on_a_matter_is_one_on_each_of_its_open_cases(writable: Store) -> None:
    query = f'mutation {{ help(input: {{ case: "{MATTER}", by: "{COMMITTEE}", helpers: ["{JUSTICE}"] }})'
    answer = execute(writable, query + " { steps { case } } }")
    assert {each["case"] for each in done(answer)["steps"]} == {case(0), case(1)}


# -- who ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "own", "kind", "by", "verdict"),
    [
        ("liaison", POLICE, "accept", None, POLICE),
        ("liaison", POLICE, "accept", POLICE, POLICE),
        ("liaison", POLICE, "accept", JUSTICE, NotAllowed),
        ("liaison", None, "accept", None, BadValue),
        ("liaison", None, "accept", POLICE, NotAllowed),
        ("clerk", COMMITTEE, "settle", None, NotAllowed),
        ("clerk", COMMITTEE, "receive", None, COMMITTEE),
        ("grid_officer", COMMITTEE, "decide", None, NotAllowed),
        ("auditor", COMMITTEE, "receive", None, NotAllowed),
        ("investigator", COMMITTEE, "receive", None, NotAllowed),
        ("chair", JUSTICE, "decide", POLICE, POLICE),
        ("admin", None, "close", POLICE, POLICE),
    ],
)
def test_a_role_takes_its_steps_for_its_own_organisation(
    role: str, own: str | None, kind: str, by: str | None, verdict: Any
) -> None:
    caller = Caller("测试", role, EVERYTHING, own)
    if isinstance(verdict, str):
        assert may_step(caller, kind, by) == verdict
    else:
        with pytest.raises(verdict):
            may_step(caller, kind, by)


def test_nobody_takes_a_step_on_what_they_may_not_see(writable: Store) -> None:
    answer = step(writable, "accept", of=case(3), scope=Scope.of(COMMUNITY), role="chair")
    assert refused(answer)["extensions"]["code"] == "UNKNOWN_RECORD"
    seen = step(writable, "accept", of=case(3), scope=Scope.of(OTHER_COMMUNITY), role="chair")
    assert done(seen)["step"]["kind"] == "accept"


# -- what waits ----------------------------------------------------------------------------------------


def test_what_is_handed_over_waits_for_the_taker_and_the_first_receiver_is_told(writable: Store) -> None:
    done(step(writable, "handOver", f', to: "{JUSTICE}", reason: "属司法所职责"'))
    ask = (
        "{ overdue waiting { kind count } tasks { totalCount nodes { task { kind } case { id } organisation { id } } }"
    )
    inbox = execute(writable, f'{{ inbox(organisation: "{JUSTICE}") {ask} }} }}')["data"]["inbox"]
    assert inbox["waiting"] == [{"kind": "accept", "count": 1}]
    assert inbox["tasks"]["nodes"] == [
        {"task": {"kind": "accept"}, "case": {"id": CASE}, "organisation": {"id": JUSTICE}}
    ]
    done(step(writable, "accept", by=JUSTICE))
    told = execute(writable, f'{{ inbox(organisation: "{COMMITTEE}") {{ told {{ step {{ kind organisation }} }} }} }}')
    assert told["data"]["inbox"]["told"][0]["step"] == {"kind": "accept", "organisation": JUSTICE}


def test_the_inbox_is_the_callers_own_unless_another_is_asked(writable: Store) -> None:
    assert refused(execute(writable, "{ inbox { overdue } }"))["extensions"]["code"] == "BAD_VALUE"


def test_due_lists_are_narrowed_and_masked(writable: Store) -> None:
    done(step(writable, "handOver", f', to: "{JUSTICE}", reason: "电话19900001234"'))

    def ask(where: str) -> Any:
        return execute(writable, f"{{ tasksDue(where: {{ {where} }}) {{ totalCount nodes {{ task {{ kind }} }} }} }}")

    kinds = {each["task"]["kind"] for each in ask("")["data"]["tasksDue"]["nodes"]}
    assert "accept" in kinds
    assert ask(f'organisation: "{JUSTICE}"')["data"]["tasksDue"]["totalCount"] == 1
    assert ask(f'organisation: "{JUSTICE}", kind: "化解"')["data"]["tasksDue"]["totalCount"] == 0
    assert refused(ask('which: "soon"'))["extensions"]["code"] == "BAD_VALUE"
    assert refused(ask('organisation: "x"'))["extensions"]["code"] == "BAD_ID"


# -- the organisation ------------------------------------------------------------------------------------


def test_an_organisation_is_entered_changed_and_its_term_ended(writable: Store) -> None:
    def put(facts: str, superior: str = POLICE, **caller: Any) -> Any:
        stated = f'input: {{ {facts} }}, superior: "{superior}", on: "2024-01-01"'
        return execute(writable, f"mutation {{ putOrganisation({stated}) {{ id name tierLabel }} }}", **caller)

    made = done(put('name: "民权街道信访接待室", tier: "成员单位", functions: ["信访"]'))
    assert made["tierLabel"].startswith("成员单位")
    assert done(put(f'id: "{made["id"]}", presence: "轮驻"'))["name"] == "民权街道信访接待室"
    assert refused(put(f'id: "{POLICE}"', superior=made["id"]))["extensions"]["code"] == "REPORTING_CIRCLE"
    assert refused(put('name: "甲", tier: "皇帝"'))["extensions"]["code"] == "UNKNOWN_CODE"
    assert refused(put('name: "甲"', role="clerk"))["extensions"]["code"] == "NOT_ALLOWED"
    ended = execute(writable, f'mutation {{ endTerm(id: "{made["id"]}", on: "2025-06-30") }}')
    assert ended["data"]["endTerm"] == 2
    lines = writable.edges([made["id"]], types=["reports_to"], direction="out", scope=EVERYTHING)
    assert [each.until for each in lines] == [dt.date(2025, 6, 30)]  # type: ignore[attr-defined]


def test_nobody_is_named_whom_the_caller_may_not_see(writable: Store) -> None:
    seen, hidden = (
        next(each.id for each in writable.scan("person", scope=EVERYTHING) if Scope.of(COMMUNITY).allows(each) is sees)
        for sees in (True, False)
    )

    def consult(who: str) -> Any:
        facts = f', mode: "线上", subject: "押金", person: "{who}"'
        return step(writable, "consult", facts, scope=Scope.of(COMMUNITY))

    assert refused(consult(hidden))["extensions"]["code"] == "UNKNOWN_RECORD"
    wrong = refused(step(writable, "report", f', whistle: "{CASE}"'))
    assert "“报到”的吹哨：这是事件的编号" in wrong["message"]
    assert done(consult(seen))["step"]["kind"] == "consult"


def test_advice_about_no_case_is_entered_once_by_who_may(writable: Store) -> None:
    def advise(facts: str = "", **caller: Any) -> Any:
        stated = f'mode: "现场", subject: "押金不退，电话19900001234", clientKey: "k1"{facts}'
        query = f"mutation {{ advise(input: {{ {stated} }}) {{ repeated consultation {{ subject modeLabel }} }} }}"
        return execute(writable, query, **caller)

    first, again = (done(advise(f', by: "{JUSTICE}"')) for _ in range(2))
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert (
        first["consultation"] == again["consultation"] == {"subject": "押金不退，电话199****1234", "modeLabel": "现场"}
    )
    assert refused(advise(f', by: "{JUSTICE}"', role="auditor"))["extensions"]["code"] == "NOT_ALLOWED"
    assert refused(advise())["extensions"]["code"] == "BAD_VALUE", "nobody gives it"
    outside = f', by: "{JUSTICE}", community: "{OTHER_COMMUNITY}"'
    assert refused(advise(outside, scope=Scope.of(POLICE)))["extensions"]["code"] in ("UNKNOWN_RECORD", "KEY_REUSED")


def test_an_officer_serves_for_a_term(writable: Store) -> None:
    stated = f'organisation: "{POLICE}", input: {{ name: "王安" }}, since: "2024-01-01"'
    officer = done(execute(writable, f"mutation {{ putOfficer({stated}) {{ id name }} }}"))
    edges = writable.edges([officer["id"]], types=["member_of"], direction="out", scope=EVERYTHING)
    assert [(each.target, each.since) for each in edges] == [(POLICE, dt.date(2024, 1, 1))]  # type: ignore[attr-defined]

    def put(more: str, facts: str = "") -> Any:
        stated = f'organisation: "{POLICE}", input: {{ id: "{officer["id"]}"{facts} }}{more}'
        return done(execute(writable, f"mutation {{ putOfficer({stated}) {{ id name }} }}"))

    put("", facts=f', covers: ["{COMMUNITY}"]')
    put(', until: "2026-12-31"', facts=", covers: []")
    member, areas = (
        writable.edges([officer["id"]], types=[each], direction="out", scope=EVERYTHING)
        for each in ("member_of", "covers")
    )
    assert [(each.since, each.until) for each in member] == [(dt.date(2024, 1, 1), dt.date(2026, 12, 31))]  # type: ignore[attr-defined]
    assert all(each.until for each in areas), "an empty list takes every area away"  # type: ignore[attr-defined]


def test_a_server_lets_unanswered_whistles_go_up_and_asks_the_rules_of_warnings(writable: Store) -> None:
    called = f', to: ["{JUSTICE}"], subject: "请到场", at: "2025-01-06T09:00", dueAt: "2025-01-06T10:00"'
    done(step(writable, "blowWhistle", called, of=case(0)))
    with TestClient(create_app(Settings(sweep_every_s=0.05), writable)):
        for _ in range(200):
            late = list(writable.scan("whistle", [Filter("status", "eq", "late")], scope=EVERYTHING))
            if late and list(writable.scan("warning", scope=EVERYTHING)):
                break
            time.sleep(0.05)
        else:
            pytest.fail("nothing went up, or nobody was warned")
