"""Warnings, weekly lists and the risk meeting over GraphQL and in the terminal, on the hand-made street."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from api.graphql import execute
from graph.ids import make_id
from graph.model import Lists, WeeklyList
from graph.store import Scope, Store, open_store
from tests.api.conftest import Sanlian
from tests.contract import street as s
from tests.contract.records import case, put

HOT = case("H1", title="欠薪", text="工人扬言不给钱就堵门跳楼，电话19900001234。", kind="dispute",
           received_at=dt.datetime(2024, 9, 1, 9), visible_to=(s.SANMIN.id,), community=s.SANMIN.id)  # fmt: skip
WEEKLY = WeeklyList(id=make_id("weeklylist", "1"), title="三民", week=dt.date(2024, 9, 2), community=s.SANMIN.id,
                    submitted_on=dt.date(2024, 9, 6), visible_to=(s.SANMIN.id,))  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The street with a threat and a weekly list."""
    with closing(open_store(f"sqlite:///{tmp_path}/street.db", create=True)) as opened:
        put(opened, *s.street(), HOT, WEEKLY, Lists(source=WEEKLY.id, target=HOT.id, status="new"))
        yield opened


def data(store: Store, query: str, **caller: Any) -> Any:
    answer = execute(store, query, **caller)
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


def error(store: Store, query: str, **caller: Any) -> str:
    return execute(store, query, **caller)["errors"][0]["message"]


WARN = f'''mutation {{ warn(cases: ["{HOT.id}"]) {{
    looked moves {{ whatLabel was warning {{ level id }} subject {{ id }} }} }} }}'''


def warned(store: Store) -> str:
    """Id of the warning that the rules raise of the threat."""
    (move,) = data(store, WARN)["warn"]["moves"]
    assert (move["whatLabel"], move["was"], move["warning"]["level"]) == ("新增", None, "high")
    assert move["subject"]["id"] == HOT.id
    return move["warning"]["id"]


def test_rules_warn_and_the_list_says_why_with_numbers_masked(store: Store) -> None:
    id = warned(store)
    query = """{ warningList(where: {levels: ["高"], rule: "threat_self_harm"}) {
        totalCount nodes { warning { id levelLabel points reasons } subject { label } } } }"""
    found = data(store, query)["warningList"]
    assert (found["totalCount"], found["nodes"][0]["warning"]["id"]) == (1, id)
    text = "".join(found["nodes"][0]["warning"]["reasons"])
    assert "轻生" in text and "19900001234" not in text
    assert data(store, '{ warningList(where: {rule: "wage"}) { totalCount } }')["warningList"]["totalCount"] == 0


def test_a_person_sets_a_level_and_ends_the_warning(store: Store) -> None:
    id = warned(store)
    day = dt.date.today() + dt.timedelta(days=9)
    set_ = f'''mutation {{
        overrideWarning(id: "{HOT.id}", level: "低", reason: "已谈好", reviewOn: "{day}") {{
            warning {{ id level }} }} }}'''
    assert data(store, set_)["overrideWarning"]["warning"] == {"id": id, "level": "low"}
    end = f'mutation {{ handleWarning(id: "{id}", result: "已发工资") {{ warning {{ handledOn }} subject {{ id }} }} }}'
    assert data(store, end)["handleWarning"]["subject"]["id"] == HOT.id
    assert "已经处置过" in error(store, end)
    assert data(store, "{ warningList { totalCount } }")["warningList"]["totalCount"] == 0


def test_who_may_not_warn_or_does_not_see_it_is_refused(store: Store) -> None:
    assert "录入员" in error(store, WARN, role="clerk")
    assert "没有找到" in error(store, WARN, role="mediator", scope=Scope.of(s.DALONG.id))
    warned(store)
    elsewhere = data(store, "{ warningList { totalCount } }", role="mediator", scope=Scope.of(s.DALONG.id))
    assert elsewhere["warningList"]["totalCount"] == 0


def test_the_rules_can_be_read(store: Store) -> None:
    rules = data(store, "{ warningRules { high medium low rules { name points when about sentence } } }")[
        "warningRules"
    ]
    assert rules["high"] > rules["medium"] > rules["low"]
    assert {"name": "legacy", "points": 2.0, "when": "历史遗留", "about": ["case", "matter"],
            "sentence": "历史遗留问题"} in rules["rules"]  # fmt: skip


def test_weekly_lists_and_agenda(store: Store) -> None:
    query = """{ weeklyReports(day: "2024-09-04") { monday summary
        communities { name stateLabel total counts { statusLabel count } community { id } list { id } appeared } } }"""
    (week,) = data(store, query)["weeklyReports"]
    assert week["monday"] == "2024-09-02"
    sanmin = next(each for each in week["communities"] if each["community"]["id"] == s.SANMIN.id)
    assert (sanmin["stateLabel"], sanmin["total"], sanmin["list"]["id"]) == ("按时报送", 1, WEEKLY.id)
    assert sanmin["appeared"] == [HOT.id]
    warned(store)
    query = "{ riskAgenda { start items { section title reason subject { id } records } } }"
    agenda = data(store, query)
    items = [each for each in agenda["riskAgenda"]["items"] if each["section"] == "warnings_new"]
    assert [(each["title"], each["subject"]["id"]) for each in items] == [("欠薪", HOT.id)]
    assert "要在 1 到 60 之间" in error(store, "{ weeklyReports(weeks: 99) { monday } }")


def test_a_risk_meeting_is_called_over_graphql(store: Store) -> None:
    warned(store)
    query = f'''mutation {{ callRiskMeeting(title: "研判会", by: "{s.JUSTICE.id}") {{
        meeting {{ title kindLabel }} about refused {{ why }} }} }}'''
    found = data(store, query)["callRiskMeeting"]
    told = [*found["about"], *(each["why"] for each in found["refused"])]
    assert HOT.id in found["about"] or any("司法所" in each for each in told), found


# -- the terminal ----------------------------------------------------------------------------------


def test_in_the_terminal(store: Store, sanlian: Sanlian, tmp_path: Path) -> None:
    url = f"--store={store.url}"
    said = sanlian("duty", "warn", url)
    assert said.code == 0
    assert "扬言" not in said.err
    rows = sanlian("duty", "warnings", url, "--json").json
    assert isinstance(rows, dict) and rows["warnings"][0]["number"] == "H1"
    assert "（+7 分）" in sanlian("duty", "warnings", url).out
    assert "H1" in sanlian("duty", "warnings", url, "--level", "高").out
    assert "没有代码" in sanlian("duty", "warnings", url, "--level", "特").err
    assert sanlian("duty", "handle", "H1", "--result", "已办", url).code == 0
    assert "没有待处置的预警" in sanlian("duty", "handle", "H1", "--result", "已办", url).err
    out = tmp_path / "lists.xlsx"
    assert "按时报送" in sanlian("duty", "lists", "--week", "2024-09-04", "--out", out, url).out
    assert out.stat().st_size > 1000
    assert "议题" in sanlian("duty", "agenda", "--month", "2024-09", url).out


def test_a_wrong_rule_file_is_one_sentence(sanlian: Sanlian, tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text('[[rule]]\nname = "mine"\nponts = 3\n', encoding="utf-8")
    said = sanlian("duty", "rules", "--check", path)
    assert said.code == 1
    assert "没有“ponts”这一项（是不是 points？）" in said.err
    assert said.err.strip().count("\n") == 0


def test_a_load_is_looked_at_by_the_rules_and_taken_back_with_what_they_said(sanlian: Sanlian, tmp_path: Path) -> None:
    head = "事件编号,上报时间,事件标题,内容,首接单位,所属社区"
    rows = [
        "W1,2024-03-05,欠薪,工人扬言堵门讨薪并要跳楼,网格中心,打铜社区",
        f"W2,{dt.date.today()},漏水,楼上漏水,网格中心,打铜社区",
    ]
    path = tmp_path / "grid.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    assert sanlian("load", path, "--mapping", "grid").code == 0
    found = sanlian("duty", "warnings", "--json").json
    assert isinstance(found, dict)
    assert [each["number"] for each in found["warnings"]] == ["W1"]
    batches = sanlian("batch", "list", "--json").json
    assert isinstance(batches, dict)
    assert sanlian("batch", "undo", batches["batches"][0]["id"], "--why", "载错了").code == 0
    assert sanlian("duty", "warnings", "--json").json == {"total": 0, "warnings": []}


def test_an_intake_over_graphql_is_looked_at_at_once(store: Store) -> None:
    query = f'''mutation {{ receiveCase(input: {{source: "网格", number: "N9", kind: "矛盾纠纷", title: "争吵",
        receiver: "{s.JUSTICE.id}", text: "对方扬言同归于尽"}}) {{ case {{ id }} }} }}'''
    case_id = data(store, query)["receiveCase"]["case"]["id"]
    found = data(store, "{ warningList { nodes { subject { id } } } }")["warningList"]["nodes"]
    assert case_id in [each["subject"]["id"] for each in found]


def test_a_week_is_named_by_any_day_or_its_number(sanlian: Sanlian, writable: Store) -> None:
    by_day, by_number = (sanlian("duty", "lists", "--week", each) for each in ("2024-09-04", "2024-W36"))
    assert by_day.out == by_number.out and "2024-09-02 起的一周" in by_day.out
    wrong = sanlian("duty", "lists", "--week", "36")
    assert wrong.code == 1 and "应写成 2026-06-18" in wrong.err
