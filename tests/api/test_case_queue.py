"""What people are asked about cases, and what they answer, over GraphQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from api.graphql import execute
from graph.model import At
from graph.pipeline import link
from graph.store import Scope, Store
from tests.api.counting import Counting
from tests.unit.graph.pipeline.streets import case, new_store, put, unit

HERE, THERE = "place-000000000000000a", "place-000000000000000b"
FLAT = unit("打铜街15号302室")
CASES = [case(f"C{at}", day=at * 120, dispute_type="noise", visible_to=(HERE, THERE)) for at in range(3)]
CASES.append(case("C3", day=500, dispute_type="debt", visible_to=(THERE,)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Four cases at one flat, of which three are of one type."""
    with closing(new_store(tmp_path)) as made:
        put(made, FLAT, *CASES, *(At(source=each.id, target=FLAT.id) for each in CASES))
        link(made, by="test")
        yield made


def asked(store: Any, query: str, **caller: Any) -> Any:
    answer = execute(store, query, **caller)
    assert "errors" not in answer, answer
    return answer["data"]


QUEUE = """{ caseSuggestions(first: %d, after: %s) { totalCount pageInfo { hasNextPage endCursor }
    nodes { a { id number } b { id number } kind kindLabel certainty certaintyLabel weight bridge cases reasons } } }"""
JUDGE = """mutation { judge(kind: "linkage", a: "%s", b: "%s", answer: "%s", why: "当面核实") {
    judgement { answer linkKind linkKindLabel by } } }"""


def queue(store: Any, first: int = 10, after: str = "null", **caller: Any) -> Any:
    return asked(store, QUEUE % (first, after), **caller)["caseSuggestions"]


def numbers(found: Any) -> list[set[str]]:
    return [{each["a"]["number"], each["b"]["number"]} for each in found["nodes"]]


def test_the_queue_comes_page_by_page_nearest_the_threshold_first(store: Store) -> None:
    found = queue(store)
    assert found["totalCount"] == len(found["nodes"]) == 6
    assert [each["weight"] for each in found["nodes"]] == [2.75] * 3 + [2.0] * 3
    first = found["nodes"][0]
    assert (first["certainty"], first["certaintyLabel"]) == ("provisional", "暂定")
    assert first["kindLabel"] and any("同一户室" in each for each in first["reasons"])
    page = queue(store, 2)
    assert page["pageInfo"]["hasNextPage"] is True
    rest = queue(store, 10, f'"{page["pageInfo"]["endCursor"]}"')
    assert [*page["nodes"], *rest["nodes"]] == found["nodes"] and rest["pageInfo"]["hasNextPage"] is False


def test_nobody_is_asked_about_what_they_may_not_see(store: Store) -> None:
    found = queue(store, scope=Scope.of(HERE))
    assert found["totalCount"] == len(found["nodes"]) == 3
    assert all("C3" not in each for each in numbers(found))
    assert queue(store, scope=Scope.of("place-000000000000000c"))["nodes"] == []


@pytest.mark.parametrize("first", [1, 10])
def test_the_queue_is_a_constant_number_of_calls(store: Store, first: int) -> None:
    counting = Counting(store)
    queue(counting, first)
    assert counting.calls == ["scan", "ask", "get", "edges", "scan", "ask"]


def test_an_answer_with_a_kind_leaves_the_queue_and_is_kept(store: Store) -> None:
    ends = CASES[0].id, CASES[1].id
    made = asked(store, JUDGE % (*ends, "复发"), actor="周敏")["judge"]["judgement"]
    assert made == {"answer": "yes", "linkKind": "recurrence", "linkKindLabel": "复发", "by": "周敏"}
    assert {"C0", "C1"} not in numbers(queue(store))
    links = asked(store, f'{{ linkedCases(ids: ["{ends[0]}"], kind: "recurrence") {{ links {{ certainty }} }} }}')
    assert links["linkedCases"][0]["links"] == [{"certainty": "certain"}]
    wrong = execute(store, JUDGE % (*ends, "vielleicht"))
    assert [each["extensions"]["code"] for each in wrong["errors"]] == ["UNKNOWN_CODE"]


def test_what_two_people_say_is_a_conflict_until_one_takes_it_back(store: Store) -> None:
    ends = CASES[0].id, CASES[1].id
    conflicts = "{ caseConflicts { kind judgements cases sentence } }"
    for actor, answer in (("周敏", "yes"), ("王强", "no")):
        asked(store, JUDGE % (*ends, answer), actor=actor)
    (found,) = asked(store, conflicts)["caseConflicts"]
    assert found["kind"] == "pair" and len(found["judgements"]) == 2 and {*found["cases"]} == {*ends}
    assert "王强 判定" in found["sentence"] and "周敏 判定" in found["sentence"]
    unjudge = f'mutation {{ unjudge(kind: "linkage", a: "{ends[1]}", b: "{ends[0]}") {{ judgement {{ id }} }} }}'
    asked(store, unjudge, actor="周敏")
    assert asked(store, conflicts)["caseConflicts"] == []
    assert "判定不是同一事项" in str(asked(store, f'{{ whyNot(a: "{ends[0]}", b: "{ends[1]}") {{ sentences }} }}'))
