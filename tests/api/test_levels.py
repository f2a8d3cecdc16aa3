"""One store call for a level of a selection, on both engines, whatever stands on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.graphql import execute
from tests.api.counting import Counting
from tests.api.street import case, person, records
from tests.contract.engines import Engine, Neo4j, Sqlite


@pytest.fixture(scope="module", params=["sqlite", "neo4j"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Both engines, as the contract has them."""
    if request.param == "sqlite":
        yield Sqlite(tmp_path_factory.mktemp("levels"))
        return
    server = Neo4j(request.getfixturevalue("running_neo4j"))
    yield server
    server.close()


@pytest.fixture(scope="module")
def counting(engine: Engine) -> Iterator[Counting]:
    """The street on an engine, counted."""
    with engine.holding("api", records).opened() as store:
        yield Counting(store)


def calls(counting: Counting, query: str) -> list[str]:
    """The verbs that a query calls."""
    counting.calls.clear()
    answer = execute(counting, query)  # type: ignore[arg-type]
    assert "errors" not in answer, answer
    return counting.calls


@pytest.mark.parametrize("first", [1, 3, 12])
def test_a_level_is_one_call_however_many_objects_it_has(counting: Counting, first: int) -> None:
    query = f"""{{ cases(first: {first}) {{ nodes {{
        parties {{ nodes {{ ... on Person {{ livesIn {{ nodes {{ label }} }} }} }} }}
    }} }} }}"""
    assert calls(counting, query) == ["find", "neighbours", "neighbours"]


def test_a_level_is_one_call_however_many_edge_fields_it_has(counting: Counting) -> None:
    query = """{ cases(first: 12) { nodes {
        parties { totalCount nodes { id } }
        receivedBy { nodes { received(first: 2) { nodes { id } } members { totalCount } } }
        handedTo { edges { at node { takenOver { totalCount } } } }
        at { nodes { residents { nodes { label } } contains { totalCount } in { nodes { label } } } }
        linked { nodes { partOf { nodes { label } } } }
        mentions { nodes { statedAt { nodes { label } } refersTo { nodes { label } } } }
        links { totalCount }
    } } }"""
    assert calls(counting, query) == ["find", "neighbours", "neighbours"]


def test_aliases_and_arguments_are_questions_of_their_own_in_the_same_call(counting: Counting) -> None:
    query = """{ cases(first: 3) { nodes {
        one: parties(first: 1) { totalCount nodes { label } pageInfo { endCursor hasNextPage } }
        all: parties {
            nodes { ... on Person { partyTo(first: 2) { nodes { id } } } }
            again: nodes { ... on Person { lives: livesIn { totalCount } } }
        }
    } } }"""
    assert calls(counting, query) == ["find", "neighbours", "neighbours"]


def test_fragments_of_different_kinds_share_the_call(counting: Counting) -> None:
    query = f"""query {{ nodes(ids: ["{person(1)}", "{case(1)}"]) {{
        id ...OfPerson ...OfCase ... on Node {{ links {{ totalCount }} }}
    }} }}
    fragment OfPerson on Person {{ found: partyTo {{ nodes {{ ...OfCase }} }} }}
    fragment OfCase on Case {{ found: parties {{ nodes {{ label }} }} }}"""
    assert calls(counting, query) == ["get", "neighbours", "neighbours"]


def test_what_is_skipped_is_not_asked(counting: Counting) -> None:
    query = """{ cases(first: 3) { nodes {
        parties @skip(if: true) { nodes { id } } ... @include(if: false) { at { totalCount } }
    } } }"""
    assert calls(counting, query) == ["find"]


def test_a_total_alone_fetches_no_links(counting: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    asks = []
    asked = counting._reader.neighbours
    monkeypatch.setattr(
        counting._reader, "neighbours", lambda given, scope: asks.extend(given) or asked(given, scope=scope)
    )
    answer = execute(counting, "{ cases(first: 2) { nodes { parties { totalCount } } } }")  # type: ignore[arg-type]
    assert [each.limit for each in asks] == [0]
    assert [each["parties"] for each in answer["data"]["cases"]["nodes"]] == [{"totalCount": 2}] * 2


def test_steps_of_all_cases_come_in_one_call(counting: Counting) -> None:
    query = "{ cases(first: 12) { nodes { steps { kindLabel at } } } }"
    assert calls(counting, query) == ["find", "find"]


def test_every_root_field_is_its_own_first_level(counting: Counting) -> None:
    query = f"""{{
        search(text: "漏水", first: 3) {{ nodes {{ ... on Case {{ parties {{ nodes {{ label }} }} }} }} }}
        recurringParties(least: 2) {{ node {{ links {{ totalCount }} }} }}
        crossDepartment {{
            subject {{ links {{ totalCount }} }} lead {{ links {{ totalCount }} }}
            parts {{ organisation {{ links {{ totalCount }} }} }}
        }}
        neighbourhood(ids: ["{person(0)}"]) {{ nodes {{ node {{ links {{ totalCount }} }} }} }}
        linkedCases(ids: ["{case(0)}"]) {{ case {{ at {{ totalCount }} }} links {{ case {{ at {{ totalCount }} }} }} }}
        matters(by: NEWEST) {{ nodes {{ overview {{ size }} includes {{ totalCount }} }} }}
        recurringPlaces(least: 2) {{
            matters {{ matter {{ includes {{ totalCount }} }} }} node {{ links {{ totalCount }} }} }}
    }}"""
    assert calls(counting, query) == [
        *("search", "neighbours"),
        *("ask", "get", "neighbours"),
        *("ask", "ask", "get", "neighbours"),
        *("around", "get", "neighbours"),
        *("get", "neighbours", "neighbours"),
        *("ask", "get", "ask", "neighbours"),
        *("ask", "ask", "get", "neighbours"),
    ]
