"""What the same records cost when nothing is asked of the engine but to keep them.

Three bare tables, each filled by one `executemany`: the record, its journal entry, its search tokens. Rows are made
beforehand. No store can write faster than this on the machine at hand, so it is the measure of those that do more.
"""

from __future__ import annotations

import dataclasses
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from graph.model import Edge, Node
from graph.schema import shape_of
from graph.store import edge_key
from graph.store.wording import tokens

_TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE record (n INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL);
CREATE UNIQUE INDEX record_by_id ON record (id);
CREATE TABLE journal (seq INTEGER NOT NULL, n INTEGER NOT NULL, body TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (body, content = '', tokenize = 'unicode61 remove_diacritics 0');
"""


def records_a_second(path: Path, records: Sequence[Node | Edge]) -> float:
    """Insert them into a new file at `path`; how many went in each second."""
    rows = [(number, _name(each), _body(each)) for number, each in enumerate(records)]
    texts = [(number, words) for number, each in enumerate(records) if (words := _words(each))]
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(_TABLES)
    start = time.perf_counter()
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO record VALUES (?, ?, ?)", rows)
    connection.executemany("INSERT INTO journal VALUES (1, ?, ?)", ((number, body) for number, _, body in rows))
    connection.executemany("INSERT INTO words (rowid, body) VALUES (?, ?)", texts)
    connection.execute("COMMIT")
    taken = time.perf_counter() - start
    connection.close()
    return len(records) / taken


def _name(record: Node | Edge) -> str:
    return "|".join(edge_key(record)) if isinstance(record, Edge) else record.id


def _body(record: Node | Edge) -> str:
    return orjson.dumps(dataclasses.asdict(record)).decode()


def _words(record: Node | Edge) -> str:
    values: list[Any] = [getattr(record, each.name) for each in shape_of(type(record)).searched]
    return tokens("\n".join("\n".join(each) if isinstance(each, tuple) else str(each) for each in values if each))
