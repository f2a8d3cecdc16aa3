"""What the queries answer, on the hand-made street."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.store import Scope
from tests.api.conftest import Asks
from tests.api.street import (
    CASES,
    COMMITTEE,
    COMMUNITY,
    IDENTITY_NUMBER,
    MATTER,
    OTHER_COMMUNITY,
    POLICE,
    TELEPHONE,
    UNIT,
    case,
    mention,
    person,
)


def data(answer: dict[str, Any]) -> Any:
    """What was asked for; nothing went wrong."""
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


# -- records -------------------------------------------------------------------------------------


def test_a_record_with_its_codes_in_chinese(ask: Asks) -> None:
    found = data(
        ask(
            f"""{{ case(id: "{case(1)}") {{ id recordKind recordKindLabel label source sourceLabel
            kind kindLabel disputeTypeLabel receivedAt legacy outcome outcomeLabel }} }}"""
        )
    )
    assert found["case"] == {
        "id": case(1), "recordKind": "case", "recordKindLabel": "事件", "label": "楼上漏水 1",
        "source": "grid", "sourceLabel": "网格",
        "kind": "dispute", "kindLabel": "矛盾纠纷", "disputeTypeLabel": "房屋漏水纠纷",
        "receivedAt": "2024-02-03T09:30:00", "legacy": False,
        "outcome": None, "outcomeLabel": "",
    }  # fmt: skip


def test_an_absent_record_is_null_and_ids_keep_their_order(ask: Asks) -> None:
    absent = "case-0000000000000000"
    found = data(
        ask(
            f"""{{ node(id: "{absent}") {{ id }} person(id: "{case(1)}") {{ id }}
            nodes(ids: ["{case(2)}", "{absent}", "{person(0)}", "{case(2)}"]) {{ __typename id }} }}"""
        )
    )
    assert found["node"] is found["person"] is None
    assert [each and (each["__typename"], each["id"]) for each in found["nodes"]] == [
        ("Case", case(2)), None, ("Person", person(0)), ("Case", case(2)),
    ]  # fmt: skip


def test_filters_hold_together_and_orders_hold(ask: Asks) -> None:
    query = """query ($where: CaseFilter) {
        cases(where: $where, orderBy: [{ field: receivedAt, direction: DESC }]) { totalCount nodes { number } }
    }"""
    where = {
        "kind": {"eq": "dispute"},
        "receivedAt": {"ge": "2024-04-01T00:00:00", "lt": "2024-12-01T00:00:00+08:00"},
        "community": {"null": False},
    }
    found = data(ask(query, {"where": where}))["cases"]
    assert [each["number"] for each in found["nodes"]] == ["W009", "W007", "W005", "W003"]
    assert found["totalCount"] == 4
    assert data(ask(query, {"where": {"number": {"in": ["W001", "W002", "无"]}}}))["cases"]["totalCount"] == 2
    assert data(ask(query, {"where": {"title": {"contains": "漏水 1"}}}))["cases"]["totalCount"] == 3


def test_pages_follow_each_other_to_the_end(ask: Asks) -> None:
    query = """query ($after: String) {
        cases(first: 5, after: $after, orderBy: { field: number }) {
            edges { cursor node { number } } pageInfo { hasNextPage hasPreviousPage endCursor } }
    }"""
    seen, after, pages = [], None, 0
    while True:
        page = data(ask(query, {"after": after}))["cases"]
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        seen += [each["node"]["number"] for each in page["edges"]]
        pages += 1
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
        assert after == page["edges"][-1]["cursor"]
    assert (pages, seen) == (3, [f"W{n:03d}" for n in range(CASES)])


# -- edges ---------------------------------------------------------------------------------------


def test_an_edge_carries_its_properties_and_both_ends_have_it(ask: Asks) -> None:
    found = data(
        ask(f"""{{
        case(id: "{case(0)}") {{
            parties {{ totalCount hidden edges {{ role roleLabel certainty node {{ label }} }} }}
            receivedBy {{ edges {{ at node {{ id }} }} }} }}
        organisation(id: "{COMMITTEE}") {{ received(first: 0) {{ totalCount }} }}
        matter(id: "{MATTER}") {{ includes {{ nodes {{ number }} }} }}
    }}""")
    )
    parties = found["case"]["parties"]
    assert (parties["totalCount"], parties["hidden"]) == (2, 0)
    assert {
        (each["role"], each["roleLabel"], each["certainty"], each["node"]["label"]) for each in parties["edges"]
    } == {
        ("applicant", "申请人", "provisional", "张一"),
        ("respondent", "被申请人", "certain", "张二"),
    }
    assert found["case"]["receivedBy"]["edges"] == [{"at": "2024-01-04T10:00:00", "node": {"id": COMMITTEE}}]
    assert found["organisation"]["received"]["totalCount"] == CASES
    assert {each["number"] for each in found["matter"]["includes"]["nodes"]} == {"W000", "W001"}


def test_links_are_paged_too(ask: Asks) -> None:
    query = f"""query ($after: String) {{ organisation(id: "{COMMITTEE}") {{
        received(first: 5, after: $after) {{
            edges {{ cursor }} nodes {{ id }} pageInfo {{ hasNextPage hasPreviousPage endCursor }} }} }} }}"""
    first = data(ask(query))["organisation"]["received"]
    second = data(ask(query, {"after": first["pageInfo"]["endCursor"]}))["organisation"]["received"]
    third = data(ask(query, {"after": second["edges"][-1]["cursor"]}))["organisation"]["received"]
    ids = [each["id"] for page in (first, second, third) for each in page["nodes"]]
    assert len(set(ids)) == len(ids) == CASES
    assert [page["pageInfo"]["hasNextPage"] for page in (first, second, third)] == [True, True, False]


def test_any_links_of_a_node_by_type_and_kind(ask: Asks) -> None:
    query = f"""{{ node(id: "{person(0)}") {{
        all: links {{ totalCount edges {{ edgeType edgeLabel forward certain node {{ recordKind }} }} }}
        homes: links(types: ["lives_in"]) {{ nodes {{ label }} }}
        cases: links(kinds: ["case"], first: 1) {{ totalCount nodes {{ recordKind }} }}
        records: links(types: ["refers_to"]) {{ edges {{ edgeLabel forward }} }}
    }} }}"""
    found = data(ask(query))["node"]
    assert found["all"]["totalCount"] == 5
    assert {
        "edgeType": "lives_in",
        "edgeLabel": "住在",
        "forward": True,
        "certain": True,
        "node": {"recordKind": "place"},
    } in found["all"]["edges"]
    assert any(not each["certain"] for each in found["all"]["edges"])
    assert [each["label"] for each in found["homes"]["nodes"]] == ["打铜街15号2栋1单元302室"]
    assert found["cases"] == {"totalCount": 4, "nodes": [{"recordKind": "case"}]}
    assert found["records"]["edges"] == [{"edgeLabel": "又见于", "forward": False}]


def test_a_case_tells_its_steps(ask: Asks) -> None:
    found = data(
        ask("{ cases(first: 2, orderBy: { field: number }) { nodes { steps { kindLabel at organisation } } } }")
    )
    assert [each["steps"] for each in found["cases"]["nodes"]] == [
        [{"kindLabel": "受理", "at": f"2024-0{n}-03T09:30:00", "organisation": COMMITTEE}] for n in (1, 2)
    ]


# -- masks and scope ------------------------------------------------------------------------------

EVERYWHERE = f"""{{
    cases {{ nodes {{ text title steps {{ note }} mentions {{ nodes {{ identityNumber telephones name }} }} }} }}
    people {{ nodes {{ identityNumbers telephones names }} }}
    mention(id: "{mention(0)}") {{ identityNumber telephones record }}
    organisations {{ nodes {{ telephone }} }}
    search(text: "漏水") {{ nodes {{ label ... on Case {{ text }} }} }}
    changes {{ entries {{ why fields {{ before after }} }} }}
    asOf(at: "2100-01-01T00:00:00") {{ people {{ nodes {{ telephones }} }} }}
}}"""


def test_no_number_leaves_unmasked_by_any_field(ask: Asks) -> None:
    told = json.dumps(data(ask(EVERYWHERE)), ensure_ascii=False)
    assert TELEPHONE not in told and IDENTITY_NUMBER not in told and "02785001234" not in told
    assert "199****1234" in told and "4201************17" in told


def test_a_recorded_reading_sees_the_numbers(ask: Asks) -> None:
    told = json.dumps(data(ask(EVERYWHERE, unmask=True)), ensure_ascii=False)
    assert TELEPHONE in told and IDENTITY_NUMBER in told


def test_a_reader_sees_only_what_lies_in_the_scope(ask: Asks) -> None:
    query = f"""{{ cases {{ totalCount nodes {{ community }} }} node(id: "{case(0)}") {{ id }}
        place(id: "{UNIT}") {{ happened {{ totalCount hidden }} residents {{ totalCount hidden }} }}
        asOf(at: "2100-01-01T00:00:00") {{ cases {{ totalCount }} }} changes {{ entries {{ recordKind }} }} }}"""
    everything, scoped = data(ask(query)), data(ask(query, scope=Scope.of(COMMUNITY)))
    assert everything["node"] and scoped["node"] is None
    assert {each["community"] for each in scoped["cases"]["nodes"]} == {COMMUNITY}
    assert scoped["cases"]["totalCount"] == scoped["asOf"]["cases"]["totalCount"] == 8
    assert scoped["place"]["happened"] == {"totalCount": 7, "hidden": 4}
    assert scoped["place"]["residents"] == {"totalCount": 4, "hidden": 2}
    assert len(scoped["changes"]["entries"]) < len(everything["changes"]["entries"])


# -- questions -----------------------------------------------------------------------------------


def test_search_finds_two_characters_and_says_where(ask: Asks) -> None:
    found = data(
        ask(
            """{ search(text: "漏水", kinds: ["case"], first: 5) {
                totalCount edges { inTitle node { label } } pageInfo { hasNextPage endCursor } } }"""
        )
    )
    assert found["search"]["totalCount"] == CASES
    assert all(each["inTitle"] for each in found["search"]["edges"])
    rest = data(
        ask(
            'query ($after: String) { search(text: "漏水", kinds: ["case"], after: $after) { nodes { id } } }',
            {"after": found["search"]["pageInfo"]["endCursor"]},
        )
    )
    assert len(rest["search"]["nodes"]) == CASES - 5


def test_a_neighbourhood_counts_what_it_leaves_out(ask: Asks) -> None:
    query = f"""query ($most: Int!, $limit: Int!) {{
        neighbourhood(ids: ["{person(0)}"], depth: 2, most: $most, limit: $limit) {{
            cut hidden nodes {{ distance cut hidden node {{ id label }} }}
            edges {{ source target type label backLabel certain }} }} }}"""
    whole = data(ask(query, {"most": 300, "limit": 50}))["neighbourhood"]
    assert whole["nodes"][0]["node"]["id"] == person(0) and whole["nodes"][0]["distance"] == 0
    ids = {each["node"]["id"] for each in whole["nodes"]}
    assert all({each["source"], each["target"]} <= ids for each in whole["edges"])
    provisional = [each for each in whole["edges"] if not each["certain"]]
    assert {each["type"] for each in provisional} == {"party_to", "linked", "part_of"}
    few = data(ask(query, {"most": 300, "limit": 2}))["neighbourhood"]
    assert few["nodes"][0]["cut"] == 3 and few["cut"] >= 3
    assert len(data(ask(query, {"most": 3, "limit": 50}))["neighbourhood"]["nodes"]) == 3


def test_a_path_is_a_sentence(ask: Asks) -> None:
    query = f"""{{ path(from: "{person(0)}", to: "{POLICE}", types: ["party_to", "led_by"]) {{
        length sentence nodes {{ label }} steps {{ sentence hop {{ type certain }} }} }}
        none: path(from: "{person(0)}", to: "{POLICE}", longest: 1) {{ length }}
        self: path(from: "{person(0)}", to: "{person(0)}") {{ length sentence }} }}"""
    found = data(ask(query))
    assert found["path"]["length"] == 2
    assert found["path"]["nodes"][0]["label"] == "张一" and found["path"]["nodes"][-1]["label"] == "民权派出所"
    assert found["path"]["sentence"] == "；".join(each["sentence"] for each in found["path"]["steps"]) + "。"
    assert found["path"]["sentence"].startswith("张一涉及事件“楼上漏水")
    assert found["path"]["steps"][1]["sentence"].endswith("由民权派出所牵头")
    assert found["none"] is None
    assert found["self"] == {"length": 0, "sentence": "起点和终点都是张一。"}


def test_recurrence_is_a_count_with_its_cases(ask: Asks) -> None:
    found = data(
        ask("""{
        parties: recurringParties(least: 4, start: "2024-01-01T00:00:00") {
            cases firstAt lastAt node { label ... on Person { partyTo { totalCount } } } }
        places: recurringPlaces(least: 2, levels: ["户室"]) { cases node { label } }
    }""")
    )
    assert len(found["parties"]) == 6
    assert {(each["cases"], each["node"]["partyTo"]["totalCount"]) for each in found["parties"]} == {(4, 4)}
    assert found["places"] == [{"cases": 11, "node": {"label": "打铜街15号2栋1单元302室"}}]


def test_linked_cases_carry_their_reasons(ask: Asks) -> None:
    query = f"""{{ linkedCases(ids: ["{case(0)}", "{case(5)}"]) {{ case {{ number }} total hidden
        links {{ kindLabel certainty basisLabel weight reasons case {{ number }} }} }}
        none: linkedCases(ids: ["{case(0)}"], kind: "复发") {{ links {{ kind }} }} }}"""
    found = data(ask(query))
    first, fifth = found["linkedCases"]
    assert first["links"] == [
        {
            "kindLabel": "重复件",
            "certainty": "provisional",
            "basisLabel": "规则",
            "weight": 3.0,
            "reasons": ["同一当事人张二"],
            "case": {"number": "W001"},
        }
    ]
    assert (fifth["total"], fifth["links"]) == (0, [])
    assert found["none"] == [{"links": []}]


def test_across_departments_with_and_without_a_common_lead(ask: Asks) -> None:
    found = data(
        ask("""{
        led: crossDepartment(least: 3, kinds: ["case"], led: true) {
            departments subject { label } lead { label } parts { part partLabel organisation { label } } }
        unled: crossDepartment(led: false) { subject { label recordKind } lead { label } }
    }""")
    )
    assert {each["subject"]["label"] for each in found["led"]} == {"楼上漏水 0", "楼上漏水 4", "楼上漏水 8"}
    assert {each["lead"]["label"] for each in found["led"]} == {"民权派出所"}
    assert {"part": "received_by", "partLabel": "首接单位", "organisation": {"label": "打铜社区居委会"}} in found[
        "led"
    ][0]["parts"]
    assert [each["subject"]["recordKind"] for each in found["unled"]] == ["matter"]


def test_figures_of_a_year_beside_another(ask: Asks) -> None:
    found = data(
        ask(
            """{ statistics(year: 2024, compare: 2025) {
                year { year disputes disputeResolutionRate settledBy } compared { year disputes } disputesChange } }"""
        )
    )
    assert found["statistics"]["year"] == {
        "year": 2024,
        "disputes": 6,
        "disputeResolutionRate": 0.0,
        "settledBy": "2025-01-30",
    }
    assert found["statistics"]["compared"] == {"year": 2025, "disputes": 0}
    assert found["statistics"]["disputesChange"] == -1.0


def test_figures_of_any_period_by_community(ask: Asks) -> None:
    found = data(
        ask(
            """{ figures(from: "2024-01-01", to: "2024-12-31", by: COMMUNITY, names: ["received", "报到率"]) {
                period { name last } before { name } settledBy
                figures { name label unit now { value whole } by { label value { value } } } } }"""
        )
    )["figures"]
    assert found["period"] == {"name": "2024-01-01 至 2024-12-31", "last": "2024-12-31"}
    assert found["settledBy"] == "2025-01-30"
    received, answered = found["figures"]
    assert received["now"] == {"value": 12.0, "whole": 12}
    assert sum(each["value"]["value"] for each in received["by"]) == 12
    assert (answered["name"], answered["unit"]) == ("whistle_answer_rate", "%")


def test_the_journal_tells_who_when_why_before_and_after(ask: Asks) -> None:
    feed = data(
        ask(
            """{ changes { head nextSince entries {
                seq by why action recordKind id source target fields { field fieldLabel before after } } } }"""
        )
    )["changes"]
    assert feed["head"] == feed["nextSince"] == 1
    first = next(each for each in feed["entries"] if each["id"] == case(1))
    assert (first["action"], first["by"], first["why"]) == ("created", "测试", "一条小街，电话199****1234")
    assert {"field": "kind", "fieldLabel": "件别", "before": None, "after": "矛盾纠纷"} in first["fields"]
    assert not {each["field"] for entry in feed["entries"] for each in entry["fields"]} & {
        "visibleTo",
        "original",
        "keys",
    }
    assert data(ask("{ changes(since: 1) { entries { seq } nextSince } }"))["changes"] == {
        "entries": [],
        "nextSince": 1,
    }


@pytest.mark.parametrize("community", [COMMUNITY, OTHER_COMMUNITY])
def test_nodes_of_a_connection_and_its_edges_are_the_same(ask: Asks, community: str) -> None:
    found = data(
        ask(
            "query ($c: String!) { cases(where: { community: { eq: $c } }) { nodes { id } edges { node { id } } } }",
            {"c": community},
        )
    )
    assert found["cases"]["nodes"] == [each["node"] for each in found["cases"]["edges"]]
