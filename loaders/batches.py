"""Batches and drafts as a list, and one of them with all that it wrote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.model import Batch, Edge, Node
from graph.pipeline.applied import effect_of, loads_of
from graph.pipeline.backlog import NOTHING, Waiting
from graph.schema import NODE_SHAPES
from graph.store import EVERYTHING, Store
from graph.vocabulary import VOCABULARY
from loaders.drafts import FileDraft, drafts_of, find_draft

DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One line of the list."""

    id: str
    state: str
    """draft, or a code of `batch_state`."""
    file: str
    mapping: str
    rows: int
    rejected: int
    at: dt.datetime
    """UTC, without zone: when it was drafted, or last loaded."""
    by: str
    undone_at: dt.datetime | None = None
    undone_by: str | None = None
    over: tuple[tuple[str, str], ...] = ()
    """Ids and files of batches whose rows it stated again: of these rows its own words stand."""
    waiting: Waiting = NOTHING
    """What of it nobody has resolved or linked since."""
    under: tuple[tuple[str, str], ...] = ()
    """Ids and files of the batches that stand and stated some of its rows again: of these rows theirs stand."""

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id, "state": self.state, "file": self.file, "mapping": self.mapping, "rows": self.rows,
            "rejected": self.rejected, "at": self.at.isoformat() + "Z", "by": self.by,
            "undone_at": self.undone_at.isoformat() + "Z" if self.undone_at else None, "undone_by": self.undone_by,
            "restates": [id for id, _ in self.over], "restated_by": [id for id, _ in self.under],
            "waiting": self.waiting.as_json(),
        }  # fmt: skip

    def lines(self) -> Iterator[str]:
        """The line for people, with what it has to do with others below it."""
        state = "草稿" if self.state == DRAFT else VOCABULARY.label("batch_state", self.state)
        rejected = f"（退回 {self.rejected:,}）" if self.rejected else ""
        when = f"{self.at:%Y-%m-%d %H:%M} UTC"
        yield f"{self.id}  {state}  {self.file}  {self.mapping}  {self.rows:,} 行{rejected}  {self.by}  {when}"
        if self.state == "undone" and self.undone_at:
            yield f"  {self.undone_by} 于 {self.undone_at:%Y-%m-%d %H:%M} UTC 撤销"
        if self.state == "loading":
            yield f"  载入或撤销没有做完：请再载入这个文件，或 sanlian batch undo {self.id}"
        if self.waiting:
            some = f"{self.waiting.mentions:,} 条待认人，{self.waiting.cases:,} 件待关联"
            yield f"  {some}：sanlian resolve，然后 sanlian link"
        for id, file in self.over:
            yield f"  重新载入了 {file}（{id}）的部分行，以本批次为准"
        for id, file in self.under:
            yield f"  部分行后来由 {file}（{id}）重新载入，以后者为准"


def list_batches(store: Store) -> list[Listed]:
    """Drafts and batches, the newest first."""
    batches: list[Batch] = list(store.scan("batch", scope=EVERYTHING))
    files = {each.id: each.file for each in batches}
    under: dict[str, list[tuple[str, str]]] = {}
    for each in batches:
        for id in each.over if each.state != "undone" else ():
            under.setdefault(id, []).append((each.id, each.file))
    found = [*map(_listed_draft, drafts_of(store)), *(_listed_batch(each, files, under) for each in batches)]
    return sorted(found, key=lambda each: (each.at, each.state == DRAFT, each.id), reverse=True)


def _listed_draft(draft: FileDraft) -> Listed:
    return Listed(
        id=draft.id, state=DRAFT, file=draft.file, mapping=draft.mapping, rows=draft.rows, rejected=draft.rejected,
        at=draft.drafted_at, by=draft.drafted_by,
    )  # fmt: skip


def _listed_batch(batch: Batch, files: dict[str, str], under: dict[str, list[tuple[str, str]]]) -> Listed:
    stands = batch.state != "undone"
    return Listed(
        id=batch.id, state=batch.state, file=batch.file, mapping=batch.mapping, rows=batch.rows,
        rejected=batch.rejected, at=batch.loaded_at, by=batch.loaded_by, undone_at=batch.undone_at,
        undone_by=batch.undone_by, over=tuple((id, files.get(id, "")) for id in batch.over if stands),
        under=tuple(sorted(under.get(batch.id, ()))) if stands else (),
        waiting=Waiting(batch.waiting_mentions, batch.waiting_cases),
    )  # fmt: skip


# -- one of them ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Detail:
    """One batch or draft."""

    listed: Listed
    draft: FileDraft | None
    loads: tuple[tuple[int, ...], ...]
    """Of its loads that stand the numbers of the changes that each wrote."""
    written: dict[str, dict[str, int]] = field(default_factory=dict)
    """By kind how many nodes are new, changed, gone; links under `links`."""

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {**self.listed.as_json(), "changes": [list(each) for each in self.loads]}
        if self.draft is not None:
            told |= {"digest": self.draft.digest, "bytes": self.draft.size, "loadable": self.draft.loaded}
            told["texts"] = dict(self.draft.texts)
        return {**told, "written": self.written}

    def lines(self) -> Iterator[str]:
        yield from self.listed.lines()
        if self.draft is not None:
            yield f"  {self.draft.size:,} 字节，校验值 {self.draft.digest}"
            yield f"  可载入 {self.draft.loaded:,} 行，退回 {self.draft.rejected:,} 行；还没有写入图库"
            return
        for seqs in self.loads:
            yield f"  写入：第 {'、'.join(map(str, seqs))} 次变更"
        for kind, counts in self.written.items():
            name = NODE_SHAPES[kind].record.ZH if kind in NODE_SHAPES else "关系"
            yield f"  {name}：新增 {counts['new']:,}，更改 {counts['changed']:,}，删除 {counts['gone']:,}"


def detail_of(store: Store, listed: Listed) -> Detail:
    """One line of the list with what the journal says of it."""
    draft = find_draft(store, listed.id) if listed.state == DRAFT else None
    if draft is not None:
        return Detail(listed, draft, ())
    loads = tuple(loads_of(store, listed.id))
    return Detail(listed, None, loads, _written(store, [seq for each in loads for seq in each]))


def _written(store: Store, seqs: list[int]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for before, after in effect_of(store, seqs).values():
        record: Node | Edge | None = after or before
        kind = record.KIND if isinstance(record, Node) else "links"
        state = "new" if before is None else "gone" if after is None else "changed"
        found.setdefault(kind, {"new": 0, "changed": 0, "gone": 0})[state] += 1
    return {kind: found[kind] for kind in (*NODE_SHAPES, "links") if kind in found}
