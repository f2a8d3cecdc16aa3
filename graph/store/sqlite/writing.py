"""A change: everything that is written, with its journal and the search index, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from graph.errors import BadId, UnknownRecord
from graph.ids import kind_of
from graph.model import NODES, Edge, Node
from graph.schema import EDGE_SHAPES, NODE_SHAPES, Field, Shape, Type, edge_shape
from graph.schema.sqlite_ddl import (
    KIND_BITS,
    column_of,
    edge_version_columns,
    node_columns,
    side_fields,
    side_table_of,
    table_of,
    version_columns,
)
from graph.store.changing import chunks
from graph.store.protocol import EdgeKey, Tally, check_ends, edge_key
from graph.store.sqlite.cancelling import forget_what_came_to_nothing
from graph.store.sqlite.codec import codec_of, edge_codec, node_codec
from graph.store.sqlite.finding import ids_by_kind, listed
from graph.store.wording import tokens

CHUNK = 20_000
"""Records written together: enough that SQLite's statements are prepared once, little enough to stay in memory."""
_ROW_NUMBERS_KEPT = 400_000
_MANY = 500
"""Texts that are worth cutting all at once."""
_EDGE_COLUMNS = edge_version_columns()


class Writing:
    """One change under way on a connection that holds the write lock; `store.py` begins and ends it."""

    def __init__(self, connection: sqlite3.Connection, seq: int) -> None:
        self.connection = connection
        self.seq = seq
        self.tally = Tally()
        self._counters = {
            name: int(value)
            for name, value in connection.execute("SELECT name, value FROM meta WHERE name LIKE 'next_%'")
        }
        self._numbers: dict[str, int] = {}
        self._absent: set[str] = set()
        """Ids that a read within this change did not find, and that nobody put since."""
        self._linked: dict[Shape, int] = dict.fromkeys(EDGE_SHAPES.values(), self._counters["next_n"])
        """By edge type: the row numbers that were given when edges of it were put last; what is younger has none."""
        self._rewritten: set[str] = set()
        """Tables in which a row was written twice in this change, or deleted, so that the two may cancel out."""

    # -- the two verbs -----------------------------------------------------------------------

    def put(self, records: Iterable[Node | Edge]) -> None:
        """See `Change.put`."""
        for chunk in chunks(records, CHUNK):
            nodes: dict[Shape, dict[str, Any]] = {}
            edges: dict[Shape, dict[EdgeKey, Any]] = {}
            for record in chunk:
                if isinstance(record, Edge):
                    check_ends(record)
                    edges.setdefault(codec_of(record).shape, {})[edge_key(record)] = record
                else:
                    nodes.setdefault(codec_of(record).shape, {})[record.id] = record
            for shape, some in nodes.items():
                self._put_nodes(shape, some)
            for shape, some in edges.items():
                self._put_edges(shape, some)

    def delete(self, targets: Iterable[str | EdgeKey]) -> None:
        """See `Change.delete`."""
        for chunk in chunks(targets, CHUNK):
            ids = [each for each in chunk if isinstance(each, str)]
            keys = [each for each in chunk if not isinstance(each, str)]
            for shape, some in _keys_by_shape(keys).items():
                numbers = self._numbers_of({id for key in some for id in (key.source, key.target)})
                self._delete_edges([row[0] for row in self._edges_by_key(shape, some, numbers).values()])
            if ids:
                self._delete_nodes(ids)

    def note_absent(self, ids: Iterable[str]) -> None:
        """Remember that these are not in the graph as this change sees it: they need not be looked for again."""
        if len(self._absent) > _ROW_NUMBERS_KEPT:
            self._absent.clear()
        self._absent.update(ids)

    def finish(self) -> bool:
        """Write the counters down. False when nothing was changed, so that no journal entry is due."""
        if self._rewritten:
            forget_what_came_to_nothing(self.connection, self.seq, self._rewritten)
        noted = self.connection.execute("SELECT EXISTS (SELECT 1 FROM change_item WHERE seq = ?)", (self.seq,))
        if not noted.fetchone()[0]:
            return False
        facts = [(str(value), name) for name, value in self._counters.items()]
        self.connection.executemany("UPDATE meta SET value = ? WHERE name = ?", facts)
        return True

    # -- nodes -------------------------------------------------------------------------------

    def _put_nodes(self, shape: Shape, records: dict[str, Any]) -> None:
        known = self._rows_by_id(shape, [id for id in records if id not in self._absent])
        encode, prefix = node_codec(shape).encode, f"{shape.name}-"
        new: list[tuple[Any, tuple[Any, ...]]] = []
        changed: list[tuple[int, Any, tuple[Any, ...], tuple[Any, ...]]] = []
        for id, record in records.items():
            if not id.startswith(prefix):
                raise BadId(id=id)
            row = encode(record)
            stored = known.get(id)
            if stored is None:
                new.append((record, row))
            elif stored[1:-1] == row:
                self.tally.unchanged += 1
            else:
                changed.append((stored[0], record, row, stored))
        self._insert_nodes(shape, new)
        if changed:
            self._update_nodes(shape, changed)

    def _insert_nodes(self, shape: Shape, records: Sequence[tuple[Any, tuple[Any, ...]]]) -> None:
        """What hangs on the rows is copied from them, by one statement for all: their numbers are the highest."""
        if not records:
            return
        run, table = self.connection.execute, table_of(shape)
        new = [(self._next("n") << KIND_BITS | shape.code, *each) for each in records]
        first = {"first": new[0][0]}
        marks = ", ".join("?" * (len(shape.fields) + 2))
        self.connection.executemany(
            f"INSERT INTO {table} ({version_columns(shape)}) VALUES ({marks})",
            [(n, *row, self.seq) for n, _, row in new],
        )
        run(f"INSERT INTO node SELECT n, id FROM {table} WHERE n >= :first", first)
        for field in _valued(shape):
            side, n, value = _side(shape, field)
            run(
                f"INSERT OR IGNORE INTO {side} ({n}, {value}) SELECT k.n, j.value"
                f" FROM {table} k, json_each(k.{column_of(field)}) j WHERE k.n >= :first",
                first,
            )
        self._write_text(shape, [(n, record) for n, record, _ in new])
        run(f"INSERT OR IGNORE INTO change_item SELECT seq, n FROM {table} WHERE n >= :first", first)
        self._absent.difference_update(record.id for record, _ in records)
        self._remember((record.id, n) for n, record, _ in new)
        self.tally.inserted += len(new)

    def _update_nodes(self, shape: Shape, changed: Sequence[tuple[int, Any, tuple[Any, ...], tuple[Any, ...]]]) -> None:
        table = table_of(shape)
        older = [n for n, _, _, stored in changed if stored[-1] != self.seq]
        if len(older) < len(changed):
            self._rewritten.add(table)
        self._keep_versions(table, "n", older, columns=version_columns(shape))
        assignments = ", ".join(f"{column} = ?" for column in node_columns(shape))
        self.connection.executemany(
            f"UPDATE {table} SET {assignments}, seq = ? WHERE n = ?",
            [(*row, self.seq, n) for n, _, row, _ in changed],
        )
        for field in _valued(shape):
            at = shape.names.index(field.name)
            moved = [(n, record, stored[at + 1]) for n, record, row, stored in changed if row[at] != stored[at + 1]]
            self._unindex(shape, field, [(n, was) for n, _, was in moved])
            self._index(shape, field, [(n, record) for n, record, _ in moved])
        words = [shape.names.index(each.name) for each in shape.searched]
        reworded = [(n, record) for n, record, row, stored in changed if any(row[i] != stored[i + 1] for i in words)]
        self._retire_text([n for n, _ in reworded])
        self._write_text(shape, reworded)
        self._note(older)
        self.tally.updated += len(changed)

    def _delete_nodes(self, ids: list[str]) -> None:
        numbers = self._numbers_of(ids)
        if not numbers:
            return
        listing = listed(numbers.values())
        edges = self.connection.execute(
            "SELECT e FROM edge WHERE source IN (SELECT value FROM json_each(:some))"
            " UNION SELECT e FROM edge WHERE target IN (SELECT value FROM json_each(:some))",
            {"some": listing},
        )
        self._delete_edges([row[0] for row in edges.fetchall()])
        for kind, some in _by_kind(numbers).items():
            shape = NODE_SHAPES[kind]
            self._rewritten.add(table_of(shape))
            self._keep_versions(table_of(shape), "n", some, columns=version_columns(shape))
            for field in _valued(shape):
                sql = f"SELECT n, {column_of(field)} FROM {table_of(shape)} WHERE n IN (SELECT value FROM json_each(?))"
                self._unindex(shape, field, self.connection.execute(sql, (listed(some),)).fetchall())
            self.connection.executemany(f"DELETE FROM {table_of(shape)} WHERE n = ?", [(n,) for n in some])
        self._retire_text(list(numbers.values()))
        self._note(numbers.values())
        for id in numbers:
            self._numbers.pop(id, None)
        self.tally.deleted += len(numbers)

    def _rows_by_id(self, shape: Shape, ids: Sequence[str]) -> dict[str, tuple[Any, ...]]:
        if not ids:
            return {}
        rows = self.connection.execute(
            f"SELECT {version_columns(shape)} FROM {table_of(shape)} WHERE id IN (SELECT value FROM json_each(?))",
            (listed(ids),),
        )
        return {row[1]: row for row in rows}

    def _index(self, shape: Shape, field: Field, nodes: Sequence[tuple[int, Any]]) -> None:
        """Enter each value of a tuple field into its side table."""
        table, first, second = _side(shape, field)
        rows = [(n, value) for n, record in nodes for value in getattr(record, field.name)]
        self.connection.executemany(f"INSERT OR IGNORE INTO {table} ({first}, {second}) VALUES (?, ?)", rows)

    def _unindex(self, shape: Shape, field: Field, stored: Sequence[tuple[int, str]]) -> None:
        """Take the values out again that a row held, as it held them."""
        table, first, second = _side(shape, field)
        rows = [(n, value) for n, text in stored for value in orjson.loads(text)]
        self.connection.executemany(f"DELETE FROM {table} WHERE {first} = ? AND {second} = ?", rows)

    # -- search index ------------------------------------------------------------------------

    def _write_text(self, shape: Shape, nodes: Sequence[tuple[int, Any]]) -> None:
        title = shape.title if shape.title and shape[shape.title].searched else None
        fields = [each for each in shape.searched if each.name != title]
        if not nodes or (title is None and not fields):
            return
        names = [getattr(record, title) if title else "" for _, record in nodes]
        bodies = ["\n".join([_words(getattr(each, f.name), f.type) for f in fields]) for _, each in nodes]
        heads = [
            (self._next("t"), n, record.id, len(name), self.seq) for (n, record), name in zip(nodes, names, strict=True)
        ]
        words = zip([each[0] for each in heads], _cut(names), _cut(bodies), strict=True)
        self.connection.executemany("INSERT INTO text VALUES (?, ?, ?, ?, ?, NULL)", heads)
        self.connection.executemany("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", words)

    def _retire_text(self, numbers: Sequence[int]) -> None:
        self.connection.executemany(
            "UPDATE text SET until_seq = ? WHERE n = ? AND until_seq IS NULL",
            [(self.seq, n) for n in numbers],
        )

    # -- edges -------------------------------------------------------------------------------

    def _put_edges(self, shape: Shape, edges: dict[EdgeKey, Any]) -> None:
        numbers = self._numbers_of({id for key in edges for id in (key.source, key.target)})
        known = self._edges_by_key(shape, self._askable(shape, edges, numbers), numbers)
        encode = edge_codec(shape).encode
        new: list[tuple[Any, ...]] = []
        changed: list[tuple[Any, ...]] = []
        older: list[int] = []
        for key, edge in edges.items():
            row = encode(edge)
            stored = known.get(key)
            if stored is None:
                ends = self._end(numbers, key.source), self._end(numbers, key.target)
                new.append((self._next("e"), shape.code, *ends, key.key, *row, self.seq))
            elif stored[2:] == row:
                self.tally.unchanged += 1
            else:
                changed.append((*row, self.seq, stored[0]))
                if stored[1] != self.seq:
                    older.append(stored[0])
        self._insert_edges(shape, new)
        self._update_edges(shape, changed, older)

    def _askable(self, shape: Shape, edges: Iterable[EdgeKey], numbers: Mapping[str, int]) -> list[EdgeKey]:
        """Those of the edges that may exist: both ends are older than the last time that edges of the type were put."""
        first = self._linked[shape] << KIND_BITS
        self._linked[shape] = self._counters["next_n"]
        return [key for key in edges if numbers.get(key.source, first) < first > numbers.get(key.target, first)]

    def _insert_edges(self, shape: Shape, new: Sequence[tuple[Any, ...]]) -> None:
        if not new:
            return
        own = "".join(f", {column_of(each)}" for each in shape.properties)
        marks = ", ".join("?" * (len(shape.properties) + 6))
        self.connection.executemany(f"INSERT INTO edge (e, type, source, target, key{own}, seq) VALUES ({marks})", new)
        self.connection.execute(
            "INSERT OR IGNORE INTO change_item SELECT seq, -e FROM edge WHERE e >= ? ORDER BY e DESC", (new[0][0],)
        )
        self.tally.inserted += len(new)

    def _update_edges(self, shape: Shape, changed: Sequence[tuple[Any, ...]], older: Sequence[int]) -> None:
        if len(older) < len(changed):
            self._rewritten.add("edge")
        self._keep_versions("edge", "e", older, columns=_EDGE_COLUMNS)
        assignments = "".join(f"{column_of(each)} = ?, " for each in shape.properties)
        self.connection.executemany(f"UPDATE edge SET {assignments}seq = ? WHERE e = ?", changed)
        self._note(-e for e in older)
        self.tally.updated += len(changed)

    def _delete_edges(self, numbers: Sequence[int]) -> None:
        if not numbers:
            return
        self._rewritten.add("edge")
        self._keep_versions("edge", "e", numbers, columns=_EDGE_COLUMNS)
        self.connection.executemany("DELETE FROM edge WHERE e = ?", [(e,) for e in numbers])
        self._note(-e for e in numbers)
        self.tally.deleted += len(numbers)

    def _edges_by_key(
        self, shape: Shape, keys: Sequence[EdgeKey], numbers: dict[str, int]
    ) -> dict[EdgeKey, tuple[Any, ...]]:
        """Row number, change and properties of those edges of a type that exist."""
        asked: dict[tuple[int, int, str], EdgeKey] = {}
        for key in keys:
            if key.source in numbers and key.target in numbers:
                asked[numbers[key.source], numbers[key.target], key.key] = key
        if not asked:
            return {}
        own = "".join(f", e.{column_of(each)}" for each in shape.properties)
        rows = self.connection.execute(
            f"SELECT e.source, e.target, e.key, e.e, e.seq{own} FROM (SELECT value FROM json_each(?)) j"
            f" JOIN edge e ON e.source = j.value ->> 0 AND e.type = {shape.code}"
            " AND e.target = j.value ->> 1 AND e.key = j.value ->> 2",
            (listed(asked),),
        )
        return {asked[row[:3]]: row[3:] for row in rows}

    @staticmethod
    def _end(numbers: dict[str, int], id: str) -> int:
        n = numbers.get(id)
        if n is None:
            raise UnknownRecord(id=id)
        return n

    # -- shared ------------------------------------------------------------------------------

    def _keep_versions(self, table: str, key: str, numbers: Sequence[int], *, columns: str) -> None:
        """Copy what is about to be overwritten; what this very change wrote was never seen by anyone."""
        self.connection.executemany(
            f"INSERT INTO {table}_was ({columns}, until_seq) SELECT {columns}, {self.seq} FROM {table}"
            f" WHERE {key} = ? AND seq <> {self.seq}",
            [(n,) for n in numbers],
        )

    def _note(self, items: Iterable[int]) -> None:
        self.connection.executemany(
            "INSERT OR IGNORE INTO change_item VALUES (?, ?)", ((self.seq, each) for each in items)
        )

    def _next(self, counter: str) -> int:
        name = f"next_{counter}"
        value = self._counters[name]
        self._counters[name] = value + 1
        return value

    def _numbers_of(self, ids: Iterable[str]) -> dict[str, int]:
        """The row numbers of those ids that exist; redirects are not followed."""
        found = {id: n for id in ids if (n := self._numbers.get(id)) is not None}
        missing = [id for id in ids if id not in found]
        for kind, some in ids_by_kind(missing).items():
            rows = self.connection.execute(
                f"SELECT id, n FROM {table_of(NODE_SHAPES[kind])} WHERE id IN (SELECT value FROM json_each(?))",
                (listed(some),),
            ).fetchall()
            found.update(rows)
            self._remember(rows)
        return found

    def _remember(self, rows: Iterable[tuple[str, int]]) -> None:
        if len(self._numbers) > _ROW_NUMBERS_KEPT:
            self._numbers.clear()
        self._numbers.update(rows)


def _valued(shape: Shape) -> tuple[Field, ...]:
    """The tuple fields that have a row a value somewhere: `visible_to` unless the kind is public, and the indexed
    ones.
    """
    seen = () if NODES[shape.code].PUBLIC else (shape["visible_to"],)
    return (*seen, *side_fields(shape))


def _side(shape: Shape, field: Field) -> tuple[str, str, str]:
    """The table of a tuple field's values, its column of row numbers, its column of values."""
    return ("visible", "n", "area") if field.name == "visible_to" else (side_table_of(shape, field), "n", "value")


def _cut(texts: Sequence[str]) -> Sequence[str]:
    """The tokens of each text."""
    if len(texts) < _MANY:
        return [tokens(each) for each in texts]
    from graph.store.cutting import tokens_of  # its arrays take a tenth of a second to start

    return tokens_of(texts)


def _words(value: Any, type: Type) -> str:
    if value is None:
        return ""
    return "\n".join(value) if type is Type.STRS else str(value)


def _keys_by_shape(keys: Iterable[EdgeKey]) -> dict[Shape, list[EdgeKey]]:
    groups: dict[Shape, list[EdgeKey]] = {}
    for key in keys:
        groups.setdefault(edge_shape(key.type), []).append(key)
    return groups


def _by_kind(numbers: dict[str, int]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for id, n in numbers.items():
        groups.setdefault(kind_of(id), []).append(n)
    return groups
