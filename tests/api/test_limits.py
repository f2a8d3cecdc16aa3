"""How much may be asked: each refusal names the field."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import OperationDefinitionNode, get_introspection_query, parse

from api.errors import QueryTooDeep, QueryTooLarge, QueryTooWide
from api.graphql.cursors import DEFAULT_PAGE
from api.graphql.limits import LIMITS, USUAL_LINKS, Budget, measure
from api.graphql.schema import SCHEMA
from tests.api.conftest import Asks
from tests.api.street import case


def measured(query: str, variables: dict[str, Any] | None = None) -> int:
    """The records that a query may bring."""
    document = parse(query)
    operation = next(each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    return measure(SCHEMA._schema, document, operation=operation, variables=variables or {})


COSTS = [
    ("{ cases { nodes { id } } }", DEFAULT_PAGE),
    ("{ cases(first: 8) { nodes { parties { nodes { id } } } } }", 8 + 8 * USUAL_LINKS),
    ("{ cases(first: 7) { nodes { parties(first: 3) { nodes { id } } } } }", 7 + 21),
    ("query ($n: Int = 4) { cases(first: $n) { nodes { id } } }", 4),
    (
        "{ cases(first: 2) { nodes { ...P ... on Node { links(first: 5) { totalCount } } } } }"
        " fragment P on Case { parties(first: 3) { totalCount } }",
        2 + 6 + 10,
    ),
    (f'{{ nodes(ids: ["{case(0)}", "{case(1)}"]) {{ links(first: 10) {{ totalCount }} }} }}', 2 + 20),
    (
        f'{{ neighbourhood(ids: ["{case(0)}"], most: 9) {{ nodes {{ node {{ links(first: 2) {{ hidden }} }} }} }} }}',
        9 + 18,
    ),
    ("{ cases(first: 0) { totalCount } }", 0),
    ("{ __schema { types { name fields { name } } } }", 0),
]


@pytest.mark.parametrize(("query", "cost"), COSTS, ids=[each[0][:50] for each in COSTS])
def test_the_cost_is_the_product_of_the_pages(query: str, cost: int) -> None:
    assert measured(query) == cost


def test_too_large_names_the_field(ask: Asks) -> None:
    query = "{ cases(first: 1000) { nodes { parties(first: 1000) { nodes { id } } } } }"
    with pytest.raises(QueryTooLarge) as refused:
        measured(query)
    assert refused.value.facts["field"] == "parties"
    answer = ask(query)
    assert answer["data"] is None and answer["errors"][0]["extensions"]["code"] == "QUERY_TOO_LARGE"
    assert "parties" in answer["errors"][0]["message"]


def test_too_deep_names_the_field() -> None:
    deep = "{ linked(first: 1) { nodes " * (LIMITS.depth // 2) + "{ id }" + " } }" * (LIMITS.depth // 2)
    with pytest.raises(QueryTooDeep) as refused:
        measured(f'{{ case(id: "x") {deep} }}')
    assert refused.value.facts["depth"] == LIMITS.depth + 1


def test_many_aliases_are_refused() -> None:
    query = " ".join(f"a{n}: cases(first: 1) {{ totalCount }}" for n in range(LIMITS.aliases + 1))
    with pytest.raises(QueryTooWide):
        measured(f"{{ {query} }}")


def test_fragments_that_unfold_into_millions_are_refused_at_once() -> None:
    levels = " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(30))
    with pytest.raises(QueryTooWide):
        measured(f"{{ ...F0 }} {levels} fragment F30 on Query {{ cases {{ totalCount }} }}")


def test_a_long_document_is_not_even_read(ask: Asks) -> None:
    answer = ask("{ cases { " + "totalCount " * (LIMITS.tokens + 1) + "} }")
    assert answer["errors"][0]["extensions"]["code"] == "BAD_QUERY"


def test_what_really_comes_is_bounded_too() -> None:
    budget = Budget(left=10)
    budget.spend("cases", 10)
    with pytest.raises(QueryTooLarge) as refused:
        budget.spend("parties", 1)
    assert refused.value.facts["field"] == "parties"


def test_the_schema_can_be_read_whole(ask: Asks) -> None:
    answer = ask(get_introspection_query())
    assert "errors" not in answer
    assert len(answer["data"]["__schema"]["types"]) > 100
