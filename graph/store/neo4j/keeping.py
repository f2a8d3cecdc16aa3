"""What the store knows about itself: its head, its facts, its size; and how it is emptied."""

from __future__ import annotations

from collections.abc import Mapping

from graph.store.neo4j.connection import Bolt

_HEAD = "MATCH (m:Meta) RETURN m.seq, m.at"
_META = """
MATCH (m:Meta) RETURN 'schema_version' AS name, toString(m.schema_version) AS value
UNION ALL
MATCH (f:Fact) WITH f ORDER BY f.name RETURN f.name AS name, f.value AS value
"""
_KEEP = """
UNWIND $facts AS fact
MERGE (f:Fact {name: fact[0]})
SET f.value = fact[1]
WITH f WHERE f.value IS NULL
DELETE f
"""
_CLEAR = """
MATCH (n) WHERE NOT n:Meta
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS
"""
_RESET = "MATCH (m:Meta) SET m.seq = 0 REMOVE m.at"


def head(bolt: Bolt) -> tuple[int, str | None]:
    """Number and ISO time of the last change."""
    ((seq, at),) = bolt.rows(_HEAD, {})
    return seq, at


def meta(bolt: Bolt) -> dict[str, str]:
    """See `Store.meta`."""
    return {str(name): str(value) for name, value in bolt.rows(_META, {})}


def set_meta(bolt: Bolt, facts: Mapping[str, str | None]) -> None:
    """See `Store.set_meta`."""
    with bolt.translated(), bolt.session() as session:
        session.run(_KEEP, facts=[list(each) for each in facts.items()]).consume()


def clear(bolt: Bolt) -> None:
    """Forget every record, the journal and the kept facts; constraints and indexes stay."""
    with bolt.translated(), bolt.session() as session:
        session.run(_CLEAR).consume()
        session.run(_RESET).consume()


def size(bolt: Bolt) -> int:
    """See `Store.size`."""
    return 0
