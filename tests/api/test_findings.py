"""Findings through the command line and over GraphQL, on the street of `tests/contract/duty_street.py`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from api.graphql import execute
from graph.duty.findings import FINDINGS
from graph.store import Store, open_store
from tests.api.conftest import Sanlian
from tests.contract.duty_street import records, the


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path}/duty.db"
    with closing(open_store(url, create=True)) as store, store.change(by="测试", why="街道") as change:
        change.put(records())
    return url


@pytest.fixture
def opened(url: str) -> Iterator[Store]:
    with closing(open_store(url)) as store:
        yield store


def test_all_findings_are_counted(sanlian: Sanlian, url: str) -> None:
    said = sanlian("duty", "findings", "--store", url, "--all", "--json")
    rows: Any = said.json
    totals = {each["name"]: each["total"] for each in rows}
    assert totals.keys() == FINDINGS.keys()
    assert (totals["ping_pong"], totals["whistles_unanswered"], totals["cut_departments"]) == (1, 3, 0)
    assert "踢皮球（ping_pong）" in sanlian("duty", "findings", "--store", url).out


def test_a_finding_is_told_and_printed(sanlian: Sanlian, url: str) -> None:
    said = sanlian("duty", "findings", "ping_pong", "--store", url, "--all", "--json")
    found: Any = said.json
    [row] = found["findings"]
    assert (row["subject"], row["one"], row["returns"]) == (the("漏水"), the("网格中心"), 2)
    told = sanlian("duty", "findings", "踢皮球", "--store", url, "--all")
    assert row["sentence"] in told.out and "共 1 条" in told.out


def test_a_day_of_the_past_is_taken_for_today(sanlian: Sanlian, url: str) -> None:
    asked = ("duty", "findings", "stalled", "--store", url, "--json", "--on")
    of_may: Any = sanlian(*asked, "2024-05-24").json
    of_june: Any = sanlian(*asked, "2024-06-30").json
    assert [each["subject"] for each in of_may["findings"]] == [the("漏水")]
    assert [each["subject"] for each in of_june["findings"]] == [the("漏水"), the("再漏")]


def test_a_whistle_is_told_with_what_it_is_about(sanlian: Sanlian, url: str) -> None:
    found: Any = sanlian("duty", "findings", "whistles_unanswered", "--store", url, "--json").json
    row = found["findings"][0]
    assert (row["subject"], row["about"], row["called"]) == (the("哨一"), the("噪声"), the("市监所"))


def test_an_unknown_finding_is_one_sentence(sanlian: Sanlian, url: str) -> None:
    said = sanlian("duty", "findings", "nonsense", "--store", url)
    assert said.code != 0 and "没有这个发现" in said.err and "Traceback" not in said.err


def test_the_departments_of_a_matter(sanlian: Sanlian, url: str) -> None:
    told = sanlian("duty", "departments", the("屋漏"), "--store", url).out
    assert "缺口：没有牵头单位" in told and "建议牵头：司法所" in told and "职能相符：司法" in told
    found: Any = sanlian("duty", "departments", the("夜市"), "--store", url, "--json").json
    assert found["gaps"][0]["kind"] == "several_leads" and len(found["leaders"]) == 2


def test_a_finding_over_graphql(opened: Store) -> None:
    query = """{ findings(name: PING_PONG, wanted: { whole: true }) { label totalCount pageInfo { hasNextPage }
        nodes { sentence code subject { id } others { role record { id label } }
            facts { name label number text } } } }"""
    found: Any = execute(opened, query)["data"]["findings"]
    [row] = found["nodes"]
    assert (found["totalCount"], found["pageInfo"]["hasNextPage"], row["code"]) == (1, False, None)
    assert row["subject"]["id"] == the("漏水")
    others = [(each["role"], each["record"]["label"]) for each in row["others"]]
    assert others == [("one", "网格中心"), ("other", "派出所")]
    assert {"name": "returns", "label": "移回次数", "number": 2.0, "text": None} in row["facts"]


def test_a_sort_that_is_no_record_has_its_code(opened: Store) -> None:
    query = """{ findings(name: RECURRENCE_BY_ROUTE, wanted: { whole: true }) {
        nodes { code subject { id } others { role } } } }"""
    found: Any = execute(opened, query)["data"]["findings"]
    assert found["nodes"] == [{"code": "people", "subject": None, "others": []}]


def test_pages_follow_each_other_over_graphql(opened: Store) -> None:
    query = """query($after: String) { findings(name: WHISTLES_UNANSWERED, first: 2, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } nodes { sentence } } }"""
    first: Any = execute(opened, query)["data"]["findings"]
    rest: Any = execute(opened, query, {"after": first["pageInfo"]["endCursor"]})["data"]["findings"]
    assert (len(first["nodes"]), len(rest["nodes"]), first["totalCount"]) == (2, 1, 3)
    assert (first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (True, False)


def test_one_matter_across_departments_over_graphql(opened: Store) -> None:
    query = """query($of: ID!) { crossDepartment(of: $of) { departments subject { id } lead { label }
        work { organisation { label } sentence counts { part partLabel count } }
        gaps { kind sentence organisation { label } } proposal { organisation { label } reasons } } }"""
    rows: Any = execute(opened, query, {"of": the("屋漏")})["data"]["crossDepartment"]
    [found] = rows
    assert (found["departments"], found["lead"], found["subject"]["id"]) == (5, None, the("屋漏"))
    assert found["work"][0]["organisation"]["label"] == "网格中心"
    assert found["gaps"][1]["organisation"]["label"] == "派出所"
    assert found["proposal"]["organisation"]["label"] == "司法所"
    wrong: Any = execute(opened, query, {"of": the("张三")})
    assert "应是一个事项或一件事件" in wrong["errors"][0]["message"]
