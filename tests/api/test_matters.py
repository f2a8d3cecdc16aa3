"""Matters, timelines, links and settled cases alike, over GraphQL, on the street that the contract knows by heart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from api.graphql import execute
from graph.ids import make_id
from graph.model import About, Edge, Judgement, Linked, Node, PartOf, Step, Warning
from graph.store import Scope, Store, open_store
from tests.api.counting import Counting
from tests.contract import street as s
from tests.contract.records import case, put

LATER = case(
    "C7", title="和平里1栋又漏水", text="楼上卫生间漏水，双方又起争执。", dispute_type="leakage",
    visible_to=(s.SANMIN.id,),
    received_at=dt.datetime(2025, 3, 1, 9),
)  # fmt: skip
HIDDEN = case("C8", title="看不到的", visible_to=(s.DALONG.id,), received_at=dt.datetime(2024, 4, 1, 9))
TOLD = s.C1, LATER
JUDGED = Judgement(
    id=make_id("judgement", "linkage", *sorted(each.id for each in TOLD)), kind="linkage",
    a=min(each.id for each in TOLD), b=max(each.id for each in TOLD), answer="no", by="王主任",
    why="电话19900001234问过", at=dt.datetime(2025, 3, 2, 1), visible_to=(s.SANMIN.id,),
)  # fmt: skip
WARNING = Warning(
    id=make_id("warning", "1"), level="high", raised_on=dt.date(2024, 3, 4), visible_to=(s.SANMIN.id,)
)  # fmt: skip
MORE: list[Node | Edge] = [
    LATER, HIDDEN, JUDGED, WARNING,
    Step(id=make_id("step", "1"), kind="hand_over", at=dt.datetime(2024, 3, 2, 9), case=s.C1.id,
         organisation=s.JUSTICE.id, visible_to=(s.SANMIN.id,)),
    PartOf(source=HIDDEN.id, target=s.MATTER.id), About(source=WARNING.id, target=s.MATTER.id),
    Linked(source=s.C1.id, target=LATER.id, kind="recurrence", weight=5.0, reasons=("同一当事人",)),
    Linked(source=s.C1.id, target=HIDDEN.id, kind="duplicate", weight=4.0),
    Linked(source=s.C1.id, target=s.C6.id, kind="group", weight=9.0, certainty="certain", basis="judgement"),
]  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The contract's street with a warning, a judgement, a hidden case and links of every kind."""
    path = tmp_path_factory.mktemp("matters") / "street.db"
    with closing(open_store(f"sqlite:///{path}", create=True)) as store:
        put(store, *s.street(), *MORE)
        yield store


def data(store: Store, query: str, **caller: Any) -> Any:
    answer = execute(store, query, **caller)
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


OVERVIEW = """{ size hidden firstAt lastAt days participants open stage stageLabel warningLabel unhandledWarnings
    provisional departments { label cases } }"""


def test_a_matter_says_what_it_comes_to(filled: Store) -> None:
    query = f'{{ matter(id: "{s.MATTER.id}") {{ overview {OVERVIEW} }} }}'
    whole = data(filled, query)["matter"]["overview"]
    own = data(filled, query, scope=s.IN_SANMIN)["matter"]["overview"]
    assert (whole["size"], whole["hidden"]) == (3, 0)
    assert own == {
        "size": 2, "hidden": 1, "firstAt": "2024-03-01T09:00:00", "lastAt": "2024-05-10T09:00:00", "days": 70,
        "participants": 1, "open": 1, "stage": "grid", "stageLabel": "网格初调", "warningLabel": "高",
        "unhandledWarnings": 1, "provisional": True,
        "departments": [
            {"label": {s.JUSTICE.id: "民权司法所", s.POLICE.id: "民权派出所"}[id], "cases": 2}
            for id in sorted([s.JUSTICE.id, s.POLICE.id])
        ] + [{"label": "平安建设办公室", "cases": 1}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "total"),
    [
        ("by: SIZE", 1),
        ("having: { least: 3 }", 1),
        ("having: { least: 4 }", 0),
        ('having: { text: "物业 漏水" }', 1),
        ('having: { text: "停车位" }', 0),
        ('having: { start: "2024-05-01T00:00:00+08:00" }', 1),
        ('having: { start: "2024-06-01T00:00:00" }', 0),
        (f'having: {{ community: "{s.DALONG.id}" }}', 0),
        (f'having: {{ department: "{s.POLICE.id}", open: true }}', 1),
        ("having: { open: false }, by: PARTICIPANTS", 0),
        ("where: { cases: { ge: 2 } }, orderBy: [{ field: cases }]", 1),
        ("", 1),
    ],
)
def test_matters_are_found_by_what_their_cases_come_to(filled: Store, arguments: str, total: int) -> None:
    asked = f"({arguments})" if arguments else ""
    found = data(filled, f"{{ matters{asked} {{ totalCount nodes {{ id }} pageInfo {{ hasNextPage }} }} }}")["matters"]
    assert (found["totalCount"], len(found["nodes"])) == (total, total)


def test_a_reader_s_matters_count_what_they_may_see(filled: Store) -> None:
    query = "{ matters(having: { least: 3 }) { totalCount } }"
    assert data(filled, query, scope=s.IN_SANMIN)["matters"]["totalCount"] == 0
    assert data(filled, query, scope=Scope.of())["matters"]["totalCount"] == 0


def test_a_page_of_matters_beyond_the_last_has_the_total(filled: Store) -> None:
    first = data(filled, "{ matters(by: NEWEST, first: 1) { edges { cursor } } }")["matters"]["edges"][0]["cursor"]
    query = (
        f'{{ matters(by: NEWEST, after: "{first}") {{ totalCount nodes {{ id }} pageInfo {{ hasPreviousPage }} }} }}'
    )
    assert data(filled, query)["matters"] == {"totalCount": 1, "nodes": [], "pageInfo": {"hasPreviousPage": True}}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ('{ matters(having: { least: 2 }, where: { cases: { ge: 2 } }) { totalCount } }', "不能与 having、by 同用"),
        ('{ matters(having: { department: "无" }) { totalCount } }', "不是有效的编号"),
        ("{ timeline { totalCount } }", "须写其中一个"),
        (f'{{ timeline(case: "{s.ZHANG.id}") {{ totalCount }} }}', "应是一个事项或一件事件"),
        (f'{{ similarSettled(case: "{s.ZHANG.id}") {{ score }} }}', "应是一件事件"),
        ('{ similarSettled(case: "case-0000000000000000") { score } }', "case-0000000000000000"),
        (f'{{ linkedCases(ids: ["{s.C1.id}"], kinds: ["无此类"]) {{ total }} }}', "无此类"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_a_sentence(filled: Store, query: str, said: str) -> None:
    (error,) = execute(filled, query)["errors"]
    assert said in error["message"]


TIMELINE = """{ totalCount hidden pageInfo { hasNextPage endCursor }
    nodes { on at kindLabel sentence subject { label } record { recordKind } } }"""


def test_the_timeline_of_a_matter(filled: Store) -> None:
    told = data(filled, f'{{ timeline(matter: "{s.MATTER.id}") {TIMELINE} }}', scope=s.IN_SANMIN)["timeline"]
    assert [(each["at"] or each["on"], each["sentence"]) for each in told["nodes"]] == [
        ("2024-03-01T09:00:00", "经网格受理“和平里1栋漏水纠纷”，首接单位民权司法所"),
        ("2024-03-02T09:00:00", "民权司法所移交民权派出所：涉嫌损坏财物"),
        ("2024-03-04", "发出高等级预警"),
        ("2024-03-05T09:00:00", "民权司法所移交民权派出所"),
        ("2024-03-20", "化解"),
        ("2024-05-10T09:00:00", "经网格受理“物业管理费纠纷”，首接单位平安建设办公室"),
        (
            "2025-03-02T09:00:00",
            "王主任判定“和平里1栋漏水纠纷”与“和平里1栋又漏水”不是同一事项：电话199****1234问过",
        ),
    ]
    assert (told["totalCount"], told["hidden"]) == (7, 1)
    assert told["nodes"][2]["subject"] == {"label": "和平里物业"}
    assert told["nodes"][2]["record"] == {"recordKind": "warning"}


def test_a_timeline_is_paged(filled: Store) -> None:
    query = f'{{ timeline(case: "{s.C1.id}", first: 2) {TIMELINE} }}'
    page = data(filled, query)["timeline"]
    assert (page["totalCount"], len(page["nodes"]), page["pageInfo"]["hasNextPage"]) == (5, 2, True)
    rest = data(
        filled, f'{{ timeline(case: "{s.C1.id}", after: "{page["pageInfo"]["endCursor"]}") {TIMELINE} }}'
    )["timeline"]  # fmt: skip
    assert [each["on"] for each in rest["nodes"]] == ["2024-03-05", "2024-03-20", "2025-03-02"]


@pytest.mark.parametrize(
    ("arguments", "weights"),
    [
        ("", [9.0, 5.0, 2.5]),
        ("first: 1", [9.0]),
        ('kinds: ["复发", "group"]', [9.0, 5.0]),
        ('kinds: "recurrence"', [5.0]),
        ('kind: "复发"', [5.0]),
        ("minScore: 5", [9.0, 5.0]),
        ('certainty: ["暂定"]', [5.0, 2.5]),
        ('certainty: ["certain"], kinds: ["derived"]', []),
        ("kinds: []", [9.0, 5.0, 2.5]),
    ],
)
def test_linked_cases_by_kind_weight_and_certainty(filled: Store, arguments: str, weights: list[float]) -> None:
    query = f'{{ linkedCases(ids: ["{s.C1.id}"], {arguments}) {{ total hidden links {{ weight }} }} }}'
    (found,) = data(filled, query, scope=s.IN_SANMIN)["linkedCases"]
    assert [each["weight"] for each in found["links"]] == weights
    assert found["hidden"] == 1
    assert found["total"] == (3 if "first" in arguments else len(weights))


def test_parties_and_places_that_recur_bring_their_matters(filled: Store) -> None:
    query = """{
        parties: recurringParties(least: 2, kinds: ["person"], end: "2024-04-01T00:00:00") { matterCount }
        all: recurringParties(least: 2, kinds: ["person"]) {
            cases matterCount node { label } matters { cases matter { title overview { size } } } }
        places: recurringPlaces(least: 2, levels: ["street"]) { matterCount matters { cases } }
    }"""
    found = data(filled, query)
    zhang, wang = found["all"]
    assert (zhang["node"]["label"], zhang["cases"], zhang["matterCount"]) == ("张三", 3, 1)
    assert zhang["matters"] == [{"cases": 2, "matter": {"title": "和平里物业", "overview": {"size": 3}}}]
    assert (wang["matterCount"], wang["matters"]) == (0, [])
    assert found["parties"] == []
    assert found["places"] == [{"matterCount": 1, "matters": [{"cases": 2}]}]


def test_settled_cases_alike_say_how_and_why(filled: Store) -> None:
    query = f"""{{ similarSettled(case: "{LATER.id}") {{ score days routeLabel stageLabel outcomeLabel reasons
        case {{ title }} }} }}"""
    (found,) = data(filled, query)["similarSettled"]
    assert (found["case"]["title"], found["days"], found["stageLabel"]) == ("和平里1栋漏水纠纷", 19, "网格初调")
    assert found["reasons"] == ["同为房屋漏水纠纷", "都说到“卫生间漏水”“争执”“双方”"]
    assert data(filled, f'{{ similarSettled(case: "{s.C1.id}") {{ score }} }}')["similarSettled"] == []


@pytest.mark.parametrize("apart", [(s.C1, s.C2), (s.C4, s.C5), (LATER, HIDDEN)], ids=["linked", "strangers", "hidden"])
def test_any_two_cases_are_told_why_and_why_not(filled: Store, apart: tuple[Any, Any]) -> None:
    query = f"""{{ why(a: "{apart[0].id}", b: "{apart[1].id}") {{ kind together reasons {{ sentence }} against }}
        whyNot(a: "{apart[1].id}", b: "{apart[0].id}") {{ together sentences }} }}"""
    found = data(filled, query)
    assert found["why"]["kind"] == "linkage"
    assert found["whyNot"]["sentences"] == found["why"]["against"] != []
    assert found["why"]["together"] is found["whyNot"]["together"] is False or found["why"]["reasons"]


def test_the_matters_of_a_level_are_one_call_each_question(filled: Store) -> None:
    counting = Counting(filled)
    query = """{ cases(first: 10) { nodes { partOf { nodes { overview { size departments { cases } } } } } } }"""
    data(counting, query)  # type: ignore[arg-type]
    assert counting.calls == ["find", "neighbours", "ask", "ask"]
    counting.calls.clear()
    data(counting, "{ matters(by: SIZE) { nodes { overview { size } includes { nodes { id } } } } }")  # type: ignore[arg-type]
    assert sorted(counting.calls) == ["ask", "ask", "get", "neighbours"]


def test_all_of_it_can_be_asked_of_the_past(filled: Store) -> None:
    query = f"""
        matters(by: SIZE) {{ nodes {{ overview {{ size participants departments {{ cases }} }} }} }}
        timeline(matter: "{s.MATTER.id}") {{ totalCount }}
        similarSettled(case: "{LATER.id}") {{ days }}
        linkedCases(ids: ["{s.C1.id}"], minScore: 5) {{ total }}
        recurringParties(least: 3) {{ matterCount }}
    """
    past = data(filled, f'{{ asOf(at: "2100-01-01T00:00:00") {{ {query} }} }}')["asOf"]
    assert past == data(filled, f"{{ {query} }}")
    assert all(past.values())
