"""A change of the journal as those who wait for it are told: what became of which record, in a sentence each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import strawberry

from api.graphql.reading import Lens
from graph.masking import mask_text
from graph.model import Edge, Node, Step, Task
from graph.pipeline.reading import titles_of
from graph.pipeline.watching import Moved
from graph.schema import shape_of
from graph.schema.showing import show_title
from graph.store import Entry, Reader, Scope

_ACTIONS = {"created": "新增", "updated": "变更", "deleted": "删除"}


@strawberry.type(description="一条记录或连线在一次变更里怎样了")
class News:
    """What became of one record."""

    id: strawberry.ID | None = strawberry.field(description="记录的编号；连线为 null")
    kind: str = strawberry.field(description="记录或连线的种类")
    kind_label: str
    action: str = strawberry.field(description="created、updated 或 deleted")
    source: strawberry.ID | None = strawberry.field(description="连线的起点；记录为 null")
    target: strawberry.ID | None
    sentence: str = strawberry.field(description="一句话；号码已遮盖")


@strawberry.type(description="与所关注的对象有关的一次变更")
class Changed:
    """One change that is about what is watched."""

    seq: int = strawberry.field(description="变更的序号：断线之后从这里接着关注")
    at: dt.datetime
    news: list[News]


def changed(store: Reader, moved: Moved, lens: Lens, *, scope: Scope) -> Changed:
    """A change in words; names of what the reader may not see are left out."""
    names = _names(store, moved.entries, scope)
    return Changed(
        seq=moved.seq,
        at=moved.entries[0].at,
        news=[_news(each, names, lens) for each in moved.entries],
    )


def _news(entry: Entry, names: Mapping[str, str], lens: Lens) -> News:
    record: Any = entry.after or entry.before
    action = "created" if entry.before is None else "deleted" if entry.after is None else "updated"
    is_node = isinstance(record, Node)
    return News(
        id=strawberry.ID(record.id) if is_node else None,
        kind=record.KIND if is_node else record.TYPE,
        kind_label=record.ZH,
        action=action,
        source=None if is_node else strawberry.ID(record.source),
        target=None if is_node else strawberry.ID(record.target),
        sentence=mask_text(_sentence(record, action, names, lens)),
    )


def _sentence(record: Node | Edge, action: str, names: Mapping[str, str], lens: Lens) -> str:
    if isinstance(record, Step):
        return _step(record, action, names, lens)
    if isinstance(record, Task):
        return _task(record, action, names, lens)
    if isinstance(record, Edge):
        ends = f"{names.get(record.source, '')}{record.ZH}{names.get(record.target, '')}"
        return f"{_ACTIONS[action]}：{ends}"
    title = lens.vocabulary.label(code, show_title(record)) if (code := _title_code(record)) else show_title(record)
    return f"{_ACTIONS[action]}{record.ZH}：{title}"


def _step(step: Step, action: str, names: Mapping[str, str], lens: Lens) -> str:
    who = names.get(step.organisation or "", "")
    said = f"{who}{lens.vocabulary.label('step', step.kind)}"
    whom = "、".join(names[each] for each in (*step.to, *step.helpers) if each in names)
    words = [f"（{whom}）" if whom else "", f"：{step.note}" if step.note else ""]
    return ("" if action == "created" else _ACTIONS[action]) + said + "".join(words)


def _task(task: Task, action: str, names: Mapping[str, str], lens: Lens) -> str:
    who, what = names.get(task.organisation, ""), lens.vocabulary.label("task_kind", task.kind)
    if action == "deleted":
        return f"删除待办：{who}{what}"
    if task.ended_at is not None:
        return f"{who}的待办“{what}”{lens.vocabulary.label('task_ending', task.ending)}"
    until = "中止计时" if task.paused_at else f"时限 {task.due_at:%Y-%m-%d %H:%M}"
    return f"{who}的待办“{what}”：{until}"


def _title_code(record: Node) -> str | None:
    shape = shape_of(type(record))
    return shape[shape.title].code if shape.title else None


def _names(store: Reader, entries: Iterable[Entry], scope: Scope) -> dict[str, str]:
    wanted: set[str] = set()
    for record in (each.after or each.before for each in entries):
        if isinstance(record, Edge):
            wanted |= {record.source, record.target}
        elif isinstance(record, Step):
            wanted |= {record.organisation or "", *record.to, *record.helpers}
        elif isinstance(record, Task):
            wanted.add(record.organisation)
    return titles_of(store, wanted, scope=scope)
