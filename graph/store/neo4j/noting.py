"""The journal as a change writes it: one item for each record that is not as it was before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from graph.model import Edge, Node
from graph.schema import shape_of
from graph.store.neo4j.codec import place_of, target_of, to_json
from graph.store.neo4j.connection import Writer

_CREATE = "UNWIND $items AS item CREATE (i:Item) SET i = item"
_EARLIER = """
UNWIND $targets AS target
MATCH (i:Item {target: target, seq: $seq})
RETURN target, i.before
"""
_FORGET = "UNWIND $targets AS target MATCH (i:Item {target: target, seq: $seq}) DELETE i"
_CLOSE = """
MATCH (m:Meta) SET m.seq = $seq, m.at = $at
CREATE (:Change {seq: $seq, at: $at, by: $by, why: $why})
"""


class Noted(NamedTuple):
    """What became of a record: None before, it is new; None after, it is gone."""

    before: Node | Edge | None
    after: Node | Edge | None


class Notes:
    """The items of one change. Of a record that it writes twice, the first before and the last after count."""

    def __init__(self, writer: Writer, seq: int) -> None:
        self._writer = writer
        self._seq = seq
        self._targets: set[str] = set()

    def add(self, noted: Iterable[Noted]) -> None:
        """Note what was just written. Two that come to nothing leave no item: nobody ever saw the one between."""
        items = [self._item(each) for each in noted]
        again = [each["target"] for each in items if each["target"] in self._targets]
        if again:
            items = self._merged(items, again)
        self._targets.update(each["target"] for each in items)
        if items:
            self._writer.run(_CREATE, items=items)

    def close(self, *, at: str, by: str, why: str) -> bool:
        """Enter the change itself. False when nothing changed, so that no entry is due."""
        if self._targets:
            self._writer.run(_CLOSE, seq=self._seq, at=at, by=by, why=why)
        return bool(self._targets)

    def _merged(self, items: list[dict[str, Any]], again: list[str]) -> list[dict[str, Any]]:
        first = dict(self._writer.run(_EARLIER, targets=again, seq=self._seq))
        self._writer.run(_FORGET, targets=again, seq=self._seq)
        self._targets.difference_update(again)
        whole = [{**each, "before": first.get(each["target"], each["before"])} for each in items]
        return [each for each in whole if each["before"] != each["after"]]

    def _item(self, noted: Noted) -> dict[str, Any]:
        record = noted.after or noted.before
        assert record is not None, "a note is about a record"
        return {
            "seq": self._seq,
            "place": place_of(record),
            "target": target_of(record),
            "name": shape_of(type(record)).name,
            "before": to_json(noted.before) if noted.before else None,
            "after": to_json(noted.after) if noted.after else None,
        }
