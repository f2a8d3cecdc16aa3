"""What the journal says: its items read back as records, before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from graph.ids import kind_of
from graph.model import Edge, Node
from graph.store.neo4j.codec import from_json, key_text
from graph.store.neo4j.connection import Bolt
from graph.store.neo4j.scoping import expand
from graph.store.protocol import EVERYTHING, EdgeKey, Entry, Scope

# An index on two properties serves a query that speaks of both: hence `place > ''` and `seq > 0`, which always hold.
_ENTRY = """
MATCH (c:Change {seq: i.seq})
RETURN c.seq, c.at, c.by, c.why, i.name, i.before, i.after"""
_SINCE = f"""
MATCH (i:Item) WHERE i.seq > $since AND i.place > ''
WITH i ORDER BY i.seq, i.place
{_ENTRY}"""
_OF_TARGET = f"""
MATCH (i:Item {{target: $target}}) WHERE i.seq > 0
WITH i ORDER BY i.seq
{_ENTRY}"""
_ENDS = """
UNWIND $ids AS id
MATCH (i:Item {target: id}) WHERE i.seq > 0
WITH id, i ORDER BY i.seq
WITH id, last(collect(i)) AS i
RETURN id, coalesce(i.after, i.before)
"""


def changes(bolt: Bolt, since: int, *, limit: int, scope: Scope) -> list[Entry]:
    """See `Store.changes`. The rows are read as they come, and no further than the limit asks."""
    entries: list[Entry] = []
    for row in bolt.streamed(expand(_SINCE, EVERYTHING), {"since": since}):
        if len(entries) >= max(limit, 1) and row[0] != entries[-1].seq:
            break
        entries.append(_entry(*row))
    return _shown(bolt, entries, scope)


def stream(bolt: Bolt, since: int) -> Iterator[Entry]:
    """See `Store.journal`."""
    return (_entry(*row) for row in bolt.streamed(expand(_SINCE, EVERYTHING), {"since": since}))


def history(bolt: Bolt, target: str | EdgeKey, *, scope: Scope) -> list[Entry]:
    """See `Store.history`."""
    if isinstance(target, str):
        kind_of(target)
    name = target if isinstance(target, str) else key_text(target)
    return _shown(bolt, [_entry(*row) for row in bolt.rows(_OF_TARGET, {"target": name})], scope)


def _entry(seq: int, at: str, by: str, why: str, name: str, before: str | None, after: str | None) -> Entry:
    return Entry(
        seq=seq,
        at=dt.datetime.fromisoformat(at),
        by=by,
        why=why,
        before=None if before is None else from_json(name, before),
        after=None if after is None else from_json(name, after),
    )


def _shown(bolt: Bolt, entries: list[Entry], scope: Scope) -> list[Entry]:
    """Those entries of which the reader may see both sides; of an edge, both ends as they last were."""
    if scope.areas is None or not entries:
        return entries
    ends = _seen_ends(bolt, (each for entry in entries for each in _sides(entry)), scope)
    return [
        entry
        for entry in entries
        if all(
            {each.source, each.target} <= ends if isinstance(each, Edge) else scope.allows(each)
            for each in _sides(entry)
        )
    ]


def _seen_ends(bolt: Bolt, records: Iterable[Node | Edge], scope: Scope) -> set[str]:
    """The ids at the ends of these records' edges that the reader may see, as the journal last knows them."""
    ids = sorted({id for each in records if isinstance(each, Edge) for id in (each.source, each.target)})
    rows = bolt.rows(_ENDS, {"ids": ids}) if ids else []
    return {id for id, last in rows if scope.allows(from_json(kind_of(id), last))}


def _sides(entry: Entry) -> list[Node | Edge]:
    return [each for each in (entry.before, entry.after) if each is not None]
