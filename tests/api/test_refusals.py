"""Whatever a client gets wrong is the client's error, with a code, and a place where there is one; never a 500."""

from __future__ import annotations

from typing import Any

import pytest

from api.graphql import execute
from graph.store import Store
from tests.api.conftest import Asks
from tests.api.street import TELEPHONE, case

SOME = case(0)
WRONG: list[tuple[str, dict[str, Any] | None, str, list[Any] | None]] = [
    ('{ node(id: "nonsense") { id } }', None, "BAD_ID", ["node"]),
    ('{ case(id: "") { id } }', None, "BAD_ID", ["case"]),
    ("query ($id: ID!) { node(id: $id) { id } }", {"id": "张三"}, "BAD_ID", ["node"]),
    ("query ($id: ID!) { node(id: $id) { id } }", {}, "BAD_QUERY", None),
    ("query ($id: ID!) { node(id: $id) { id } }", {"id": {"a": 1}}, "BAD_QUERY", None),
    ('{ cases(after: "nonsense") { nodes { id } } }', None, "BAD_CURSOR", ["cases"]),
    ('{ cases(after: "YWZ0ZXI6MQ==") { nodes { id } } }', None, "BAD_CURSOR", ["cases"]),
    ('{ search(text: "漏水", after: "-") { nodes { id } } }', None, "BAD_CURSOR", ["search"]),
    (f'{{ case(id: "{SOME}") {{ parties(after: "x") {{ totalCount }} }} }}', None, "BAD_CURSOR", ["case", "parties"]),
    (f'{{ case(id: "{SOME}") {{ x: parties(first: -1) {{ totalCount }} }} }}', None, "BAD_VALUE", ["case", "x"]),
    (f'{{ case(id: "{SOME}") {{ links(types: ["no"]) {{ totalCount }} }} }}', None, "UNKNOWN_KIND", ["case", "links"]),
    (f'{{ case(id: "{SOME}") {{ links(kinds: ["no"]) {{ totalCount }} }} }}', None, "UNKNOWN_KIND", ["case", "links"]),
    ("{ cases(first: 1001) { nodes { id } } }", None, "PAGE_TOO_LARGE", ["cases"]),
    ("{ cases(first: -5) { nodes { id } } }", None, "BAD_VALUE", ["cases"]),
    ("{ cases(first: 99999999999) { nodes { id } } }", None, "BAD_QUERY", None),
    ("{ cases(where: { kind: { eq: null } }) { nodes { id } } }", None, "BAD_FILTER", ["cases"]),
    ('{ cases(where: { telephone: { eq: "1" } }) { nodes { id } } }', None, "BAD_QUERY", None),
    ('{ people(where: { telephones: { has: "1" } }) { nodes { id } } }', None, "BAD_QUERY", None),
    ('{ cases(where: { receivedAt: { ge: "gestern" } }) { nodes { id } } }', None, "BAD_QUERY", None),
    ("{ cases(orderBy: { field: nothing }) { nodes { id } } }", None, "BAD_QUERY", None),
    (
        "query ($o: [CaseOrder!]) { cases(orderBy: $o) { nodes { id } } }",
        {"o": [{"field": "nothing"}]},
        "BAD_QUERY",
        None,
    ),
    ("query ($n: Int) { cases(first: $n) { nodes { id } } }", {"n": "viele"}, "BAD_QUERY", None),
    ('{ search(text: "漏水", kinds: ["no"]) { nodes { id } } }', None, "UNKNOWN_KIND", ["search"]),
    (f'{{ neighbourhood(ids: ["{SOME}"], depth: 9) {{ cut }} }}', None, "BAD_VALUE", ["neighbourhood"]),
    ('{ neighbourhood(ids: ["x"]) { cut } }', None, "BAD_ID", ["neighbourhood"]),
    (f'{{ neighbourhood(ids: ["{SOME}"], types: ["no"]) {{ cut }} }}', None, "UNKNOWN_KIND", ["neighbourhood"]),
    (f'{{ path(from: "{SOME}", to: "x") {{ length }} }}', None, "BAD_ID", ["path"]),
    (f'{{ path(from: "{SOME}", to: "{SOME}", longest: 99) {{ length }} }}', None, "BAD_VALUE", ["path"]),
    ('{ recurringParties(kinds: ["place"]) { cases } }', None, "BAD_VALUE", ["recurringParties"]),
    ('{ recurringPlaces(levels: ["no"]) { cases } }', None, "UNKNOWN_CODE", ["recurringPlaces"]),
    (f'{{ linkedCases(ids: ["{SOME}"], kind: "no") {{ total }} }}', None, "UNKNOWN_CODE", ["linkedCases"]),
    ("{ statistics(year: 0) { disputesChange } }", None, "BAD_VALUE", ["statistics"]),
    ("{ statistics(year: 2024, compare: 99999) { disputesChange } }", None, "BAD_VALUE", ["statistics"]),
    ("{ figures { settledBy } }", None, "BAD_VALUE", ["figures"]),
    ('{ figures(period: "2024-Q5") { settledBy } }', None, "BAD_VALUE", ["figures"]),
    ('{ figures(from: "2024-02-01", to: "2024-01-01") { settledBy } }', None, "BAD_VALUE", ["figures"]),
    ('{ figures(from: "0001-01-01", to: "2024-01-01") { settledBy } }', None, "BAD_VALUE", ["figures"]),
    ('{ figures(period: "2024", names: ["no"]) { settledBy } }', None, "BAD_VALUE", ["figures"]),
    ('{ figures(period: "2024", by: COLOUR) { settledBy } }', None, "BAD_QUERY", None),
    ('{ asOf(at: "2001-01-01T00:00:00") { cases { totalCount } } }', None, "AS_OF_TOO_EARLY", ["asOf"]),
    ('{ asOf(at: "0001-01-01T00:00:00") { cases { totalCount } } }', None, "BAD_VALUE", ["asOf"]),
    (
        '{ cases(where: { receivedAt: { lt: "9999-12-31T23:59:59-10:00" } }) { totalCount } }',
        None,
        "BAD_VALUE",
        ["cases"],
    ),
    ("{ nothing }", None, "BAD_QUERY", None),
    ("{ cases {", None, "BAD_QUERY", None),
    ("", None, "BAD_QUERY", None),
    ("query A { cases { totalCount } } query B { cases { totalCount } }", None, "BAD_QUERY", None),
    ("subscription { cases { totalCount } }", None, "BAD_QUERY", None),
    ("{ ...F } fragment F on Query { ...F }", None, "BAD_QUERY", None),
    ("{ cases { totalCount } @nonsense }", None, "BAD_QUERY", None),
]


@pytest.mark.parametrize(("query", "variables", "code", "path"), WRONG, ids=[each[0][:60] for each in WRONG])
def test_it_is_refused_with_a_code_and_a_place(ask: Asks, query: str, variables: Any, code: str, path: Any) -> None:
    errors = ask(query, variables)["errors"]
    assert [(each["extensions"]["code"], each.get("path")) for each in errors] == [(code, path)]
    assert errors[0]["message"]


def test_one_field_that_fails_leaves_the_others(ask: Asks) -> None:
    answer = ask('{ bad: node(id: "x") { id } good: cases(first: 0) { totalCount } }')
    assert answer["data"] == {"bad": None, "good": {"totalCount": 12}}
    assert [each["path"] for each in answer["errors"]] == [["bad"]]


def test_a_refusal_does_not_repeat_a_number(ask: Asks) -> None:
    for query, variables in [
        ("query ($n: Int) { cases(first: $n) { totalCount } }", {"n": TELEPHONE}),
        (f'{{ node(id: "电话{TELEPHONE}") {{ id }} }}', None),
    ]:
        assert TELEPHONE not in str(ask(query, variables))


def test_what_nobody_foresaw_is_logged_and_not_told(
    street: Store, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr("api.graphql.questions.records.views", fails)
    answer = execute(street, f'{{ node(id: "{SOME}") {{ id }} }}')
    assert [each["extensions"]["code"] for each in answer["errors"]] == ["INTERNAL"]
    assert "secret" not in str(answer)
    assert "secret of the house" in caplog.text


def test_a_store_that_fails_fails_every_field_of_its_level_once(street: Store) -> None:
    from graph.errors import StoreUnreachable

    class Broken:
        def __init__(self) -> None:
            self.calls = 0

        def __getattr__(self, verb: str) -> Any:
            return getattr(street, verb)

        def neighbours(self, *_: Any, **__: Any) -> Any:
            self.calls += 1
            raise StoreUnreachable(url="bolt://nirgends")

    broken = Broken()
    answer = execute(broken, "{ cases(first: 3) { nodes { parties { totalCount } at { totalCount } } } }")  # type: ignore[arg-type]
    assert {each["extensions"]["code"] for each in answer["errors"]} == {"STORE_UNREACHABLE"}
    assert broken.calls == 1
