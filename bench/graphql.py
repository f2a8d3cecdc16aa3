"""`python -m bench.graphql [--cases N] [--budget S] [--json]`: a large answer over GraphQL and by a route of its own.

Both give the same answer, byte for byte: the newest cases with their parties, the parties' homes and the first
receiver, masked, from three store calls. The difference is what GraphQL itself costs.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any

import orjson

from api.graphql import execute
from bench.measuring import Figure, figure, timed
from bench.tables import markdown
from bench.town import Town
from graph.model import Node
from graph.schema.shape import shape_of
from graph.schema.showing import show, show_title
from graph.store import EVERYTHING, Ask, Order, Store, open_store

QUERY = """query ($first: Int!) {
    cases(orderBy: [{ field: receivedAt, direction: DESC }], first: $first) {
        nodes {
            id number title text receivedAt
            parties(first: 10) { nodes { id label ... on Person { telephones livesIn(first: 3) { nodes { label } } } } }
            receivedBy(first: 1) { nodes { label } }
        }
    }
}"""


def over_graphql(store: Store, first: int) -> bytes:
    """The answer as the server writes it."""
    return orjson.dumps(execute(store, QUERY, {"first": first}))


def by_hand(store: Store, first: int) -> bytes:
    """The same, as a route of its own would write it."""
    cases = store.find("case", order=[Order("received_at", True)], first=first, scope=EVERYTHING).nodes
    ids = [each.id for each in cases]
    asks = [Ask(ids=ids, types=("party_to",), direction="in", limit=10), _out(ids, "received_by", 1)]
    parties, receivers = store.neighbours(asks, scope=EVERYTHING)
    people = list(dict.fromkeys(link.node.id for found in parties for link in found.links if _is_person(link.node)))
    homes = dict(zip(people, store.neighbours([_out(people, "lives_in", 3)], scope=EVERYTHING)[0], strict=True))

    def party(node: Node) -> dict[str, Any]:
        shown: dict[str, Any] = {"id": node.id, "label": show_title(node)}
        if _is_person(node):
            shown["telephones"] = _shown(node, "telephones")
            shown["livesIn"] = {"nodes": [{"label": show_title(link.node)} for link in homes[node.id].links]}
        return shown

    nodes = [
        {
            "id": case.id,
            "number": case.number,
            "title": _shown(case, "title"),
            "text": _shown(case, "text"),
            "receivedAt": case.received_at,
            "parties": {"nodes": [party(link.node) for link in of_case.links]},
            "receivedBy": {"nodes": [{"label": show_title(link.node)} for link in received.links]},
        }
        for case, of_case, received in zip(cases, parties, receivers, strict=True)
    ]
    return orjson.dumps({"data": {"cases": {"nodes": nodes}}})


def _out(ids: list[str], type: str, limit: int) -> Ask:
    return Ask(ids=ids, types=(type,), direction="out", limit=limit)


def _is_person(node: Node) -> bool:
    return node.KIND == "person"


def _shown(node: Node, field: str) -> Any:
    return show(shape_of(type(node))[field], getattr(node, field))


def measure(store: Store, *, cases: int, budget_s: float) -> Iterator[Figure]:
    """Both ways, and their ratio."""
    answer = over_graphql(store, cases)
    if answer != by_hand(store, cases):
        raise AssertionError("the two ways do not give the same answer")
    graphql = timed("over GraphQL", repeat(lambda: over_graphql(store, cases)), budget_s=budget_s)
    hand = timed("by hand", repeat(lambda: by_hand(store, cases)), budget_s=budget_s)
    small = timed("one case over GraphQL", repeat(lambda: over_graphql(store, 1)), budget_s=budget_s)
    yield from (graphql, hand, figure("ratio", "times", [graphql.median / hand.median]), small)
    yield figure("answer", "kB", [len(answer) / 1e3])


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.graphql", description="A large answer, two ways.")
    parser.add_argument("--cases", type=int, default=500, help="cases in the answer, at most 1,000")
    parser.add_argument("--budget", type=float, default=3.0, help="seconds for each way")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(sys.argv[1:] if arguments is None else arguments)
    with tempfile.TemporaryDirectory(prefix="sanlian-bench-") as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'town.db'}", create=True)
        with store.change(by="bench", why="a town") as change:
            change.put(Town(people=5_000, cases=2_000, units=500).records())
        figures = list(measure(store, cases=options.cases, budget_s=options.budget))
        store.close()
    if options.json:
        print(json.dumps([each.as_json() for each in figures], indent=1))
    else:
        print(markdown({"sqlite": figures}))


if __name__ == "__main__":
    main()
