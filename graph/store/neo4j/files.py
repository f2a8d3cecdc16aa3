"""Files that are kept beside the graph, in portions: each its own transaction, or a large one would fill the server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, LiteralString

from graph.store.neo4j.connection import Bolt

_HIDE = "MATCH (k:Kept {name: $name}) DELETE k"
_DROP_PARTS = """
MATCH (p:KeptPart {name: $name})
CALL (p) { DELETE p } IN TRANSACTIONS OF 10 ROWS
"""
_PART = "CREATE (:KeptPart {name: $name, part: $part, content: $content})"
_SHOW = "CREATE (:Kept {name: $name, facts: $facts, parts: $parts})"
_KEPT = "MATCH (k:Kept) RETURN k.name, k.facts ORDER BY k.name"
_PARTS = "MATCH (k:Kept {name: $name}) RETURN k.parts"
_CONTENT = "MATCH (p:KeptPart {name: $name, part: $part}) RETURN p.content"


def keep(bolt: Bolt, name: str, facts: str, content: Iterable[bytes]) -> None:
    """See `Store.keep_file`. It is seen only when its last portion is there."""
    drop(bolt, name)
    parts = 0
    for some in content:
        _run(bolt, _PART, name=name, part=parts, content=some)
        parts += 1
    _run(bolt, _SHOW, name=name, facts=facts, parts=parts)


def kept(bolt: Bolt) -> dict[str, str]:
    """See `Store.kept_files`."""
    return {str(name): str(facts) for name, facts in bolt.rows(_KEPT, {})}


def content_of(bolt: Bolt, name: str) -> Iterator[bytes]:
    """See `Store.kept_file`."""
    for (parts,) in bolt.rows(_PARTS, {"name": name}):
        for part in range(parts):
            for (some,) in bolt.rows(_CONTENT, {"name": name, "part": part}):
                yield bytes(some)


def drop(bolt: Bolt, name: str) -> None:
    """See `Store.drop_file`."""
    _run(bolt, _HIDE, name=name)
    _run(bolt, _DROP_PARTS, name=name)


def _run(bolt: Bolt, query: LiteralString, **parameters: Any) -> None:
    with bolt.translated(), bolt.session() as session:
        session.run(query, parameters).consume()
