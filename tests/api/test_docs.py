"""Every example of the documents, asked of the demo street that they speak of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from api.demo import make_demo
from api.graphql import execute
from graph.store import Store, open_store

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"```graphql\n(?P<query>.*?)```(?:\s*```json\n(?P<variables>.*?)```)?", re.DOTALL)


def examples() -> Iterator[Any]:
    """Each GraphQL block of the documents, with the JSON block that follows it as its variables."""
    asked = (ROOT / "docs" / f"{each}.md" for each in ("graphql", "identity", "linkage", "warnings"))
    for document in [*sorted(ROOT.glob("README*.md")), *asked]:
        text = document.read_text(encoding="utf-8")
        for found in _BLOCK.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield pytest.param(found["query"], found["variables"], id=f"{document.name}:{line}")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The street that `sanlian demo` makes; the examples are asked in their order, writes among them."""
    with closing(open_store(f"sqlite:///{tmp_path_factory.mktemp('demo')}/street.db", create=True)) as store:
        make_demo(store, by="测试", progress=lambda *_: None)
        yield store


@pytest.mark.parametrize(("query", "variables"), [*examples()])
def test_an_example_is_answered_with_something(demo: Store, query: str, variables: str | None) -> None:
    answer = execute(demo, query, json.loads(variables) if variables else None)
    assert "errors" not in answer, answer["errors"]
    for field, value in answer["data"].items():
        assert value, f"{field} of the example is empty"
        assert not isinstance(value, list) or all(value), f"{field} of the example has a null"
