"""Full-text search over FTS5."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from graph.schema import node_shape
from graph.schema.sqlite_ddl import KIND_BITS
from graph.store.protocol import Hit
from graph.store.sqlite.finding import nodes_at
from graph.store.wording import Phrase, phrases


def search(
    connection: sqlite3.Connection, text: str, *, kinds: Sequence[str] | None, first: int, skip: int
) -> tuple[list[Hit], int]:
    """See `Reader.search`."""
    words = phrases(text)
    if not words:
        return [], 0
    asked = " AND ".join(_quoted(each) for each in words)
    of_kinds = ""
    if kinds is not None:
        codes = ", ".join(str(node_shape(each).code) for each in kinds)
        of_kinds = f" AND n & {(1 << KIND_BITS) - 1} IN ({codes})"
    found = (
        "SELECT t, n, id, title_length FROM text WHERE t IN (SELECT rowid FROM main.words WHERE words MATCH :asked)"
        f" AND until_seq IS NULL{of_kinds}"
    )
    rows = connection.execute(
        f"WITH hit AS MATERIALIZED ({found}),"
        " titled AS MATERIALIZED (SELECT rowid AS t FROM main.words WHERE words MATCH :titled)"
        " SELECT n, t IN (SELECT t FROM titled) AS named, (SELECT count(*) FROM hit) FROM hit"
        " ORDER BY named DESC, CASE WHEN named THEN title_length END, id LIMIT :first OFFSET :skip",
        {"asked": asked, "titled": f"title : ({asked})", "first": first, "skip": skip},
    ).fetchall()
    if not rows:
        total = (
            connection.execute(f"SELECT count(*) FROM ({found})", {"asked": asked}).fetchone()[0]
            if skip or not first
            else 0
        )
        return [], total
    nodes = nodes_at(connection, [row[0] for row in rows])
    return [Hit(nodes[n], bool(named)) for n, named, _ in rows], rows[0][2]


def _quoted(phrase: Phrase) -> str:
    """The phrase in FTS5's language; tokens are letters and digits alone, so nothing needs escaping."""
    return f'"{" ".join(phrase.tokens)}"{"*" if phrase.prefix else ""}'
