"""The journal: what changed since, and the graph as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any

import strawberry

from api.access import AUDIT
from api.graphql.asked import Asked
from api.graphql.cursors import page_size
from api.graphql.filters import in_zone
from api.graphql.names import camel
from api.graphql.reading import shown
from graph.clock import STREET_TIME
from graph.masking import mask_text
from graph.model import Edge, Node
from graph.schema.shape import shape_of
from graph.schema.showing import show
from graph.store import Entry
from graph.vocabulary import Vocabulary

Since = Annotated[int, strawberry.argument(description="从第几号变更之后起；0：从头")]


@strawberry.type(description="一个字段的前后")
class FieldChange:
    """A field's value before and after, in words, masked."""

    field: str
    field_label: str
    before: str | None
    after: str | None


@strawberry.type(description="一条记录或连线的一次变更")
class ChangeEntry:
    """One record in the journal."""

    seq: int = strawberry.field(description="变更的序号")
    at: dt.datetime
    by: str
    why: str
    action: str = strawberry.field(description="created、updated 或 deleted")
    record_kind: str = strawberry.field(description="记录的种类，或连线的种类")
    record_kind_label: str
    id: strawberry.ID | None = strawberry.field(description="记录的编号；连线为 null")
    source: strawberry.ID | None = strawberry.field(description="连线的起点")
    target: strawberry.ID | None = strawberry.field(description="连线的终点")
    fields: list[FieldChange]


@strawberry.type(description="一段变更日志")
class ChangeFeed:
    """A part of the journal, whole changes only."""

    entries: list[ChangeEntry]
    next_since: int = strawberry.field(description="下次从这里接着取")
    head: int = strawberry.field(description="最后一次变更的序号")


@strawberry.type
class Journal(Asked):
    """What changed."""

    @strawberry.field(description="变更日志：谁、何时、为何，前后各是什么；号码已遮盖")
    def changes(self, since: Since = 0, first: int = 100) -> ChangeFeed | None:
        """The journal after change number `since`, oldest first."""
        self.context.caller.must(AUDIT)
        limit = max(1, page_size("changes", first))
        entries = self.context.store.changes(since, limit=limit, scope=self.scope)
        head, _ = self.context.store.head()
        return ChangeFeed(
            entries=[_shown(each, self.context.lens.vocabulary) for each in entries],
            next_since=entries[-1].seq if entries else max(since, head),
            head=head,
        )


def moment(at: dt.datetime) -> dt.datetime:
    """A time in UTC; one without a zone is by the street's clock. Raises BadValue."""
    return in_zone(at if at.tzinfo is not None else at.replace(tzinfo=STREET_TIME), dt.UTC)


def _shown(entry: Entry, words: Vocabulary) -> ChangeEntry:
    record: Any = entry.after or entry.before
    is_node = isinstance(record, Node)
    return ChangeEntry(
        seq=entry.seq,
        at=entry.at,
        by=mask_text(entry.by),
        why=mask_text(entry.why),
        action="created" if entry.before is None else "deleted" if entry.after is None else "updated",
        record_kind=record.KIND if is_node else record.TYPE,
        record_kind_label=record.ZH,
        id=strawberry.ID(record.id) if is_node else None,
        source=None if is_node else strawberry.ID(record.source),
        target=None if is_node else strawberry.ID(record.target),
        fields=list(_differences(entry.before, entry.after, words)),
    )


def _differences(before: Node | Edge | None, after: Node | Edge | None, words: Vocabulary) -> Iterator[FieldChange]:
    record = type(before or after)
    for field in shown(shape_of(record)):
        was, now = (getattr(each, field.name, None) for each in (before, after))
        if was == now:
            continue
        old, new = (None if each is None else _written(record, field.name, each, words) for each in (was, now))
        yield FieldChange(field=camel(field.name), field_label=field.zh, before=old, after=new)


def _written(record: Any, name: str, value: Any, words: Vocabulary) -> str:
    field = shape_of(record)[name]
    masked = show(field, value)
    each = masked if isinstance(masked, tuple) else (masked,)
    return "；".join(words.label(field.code, one) if field.code else str(one) for one in each)
