"""What was loaded, what was judged, and what became of merged ids."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, ClassVar

from graph.model.notes import HIDDEN, INDEXED, REFERENCE, TITLE, Code, Zh
from graph.model.record import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch(Node):
    """One file loaded with one mapping (批次)."""

    KIND: ClassVar[str] = "batch"
    ZH: ClassVar[str] = "批次"

    file: Annotated[str, "The file's name, without its folder.", Zh("文件"), TITLE]
    digest: Annotated[str, "SHA-256 of its bytes, in hexadecimal.", Zh("文件校验值"), INDEXED, REFERENCE]
    mapping: Annotated[str, "The mapping's name.", Zh("映射")]
    loaded_at: Annotated[dt.datetime, "UTC, without zone.", Zh("载入时间（UTC）"), INDEXED]
    loaded_by: Annotated[str, "Who loaded it.", Zh("载入人")]
    rows: Annotated[int, "Rows read that hold something.", Zh("行数")]
    rejected: Annotated[int, "Rows rejected.", Zh("退回行数")]
    state: Annotated[str, "Loading: part of it may be written.", Zh("状态"), Code("batch_state"), INDEXED] = "applied"
    changes: Annotated[int, "Changes of the journal that its loads wrote: each of them raises it by one.",
                       Zh("写入次数"), HIDDEN] = 0  # fmt: skip
    undos: Annotated[int, "How often it, or its last load, was taken back.", Zh("撤销次数"), HIDDEN] = 0
    undone_at: Annotated[dt.datetime | None, "UTC, without zone; None: it stands.", Zh("撤销时间（UTC）")] = None
    undone_by: Annotated[str | None, "Who took it back; None: it stands.", Zh("撤销人")] = None
    over: Annotated[tuple[str, ...], "Ids of the batches whose cases and mentions it states again.",
                    Zh("重述的批次"), HIDDEN] = ()  # fmt: skip
    waiting_mentions: Annotated[int, "New and changed mentions of it that nobody has resolved since.", Zh("待认人")] = 0
    waiting_cases: Annotated[int, "New and changed cases of it that nobody has linked since.", Zh("待关联")] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Node):
    """What a person decided about two mentions, or two cases; one answer per pair stands, the last.

    Of two cases the answers of different people stay beside each other.
    """

    KIND: ClassVar[str] = "judgement"
    ZH: ClassVar[str] = "人工判定"

    kind: Annotated[str, "What was asked.", Zh("判定事项"), Code("judgement_kind"), INDEXED]
    a: Annotated[str, "The smaller of the two ids.", Zh("甲"), INDEXED, REFERENCE]
    b: Annotated[str, "The larger of the two ids.", Zh("乙"), INDEXED, REFERENCE]
    answer: Annotated[str, "Yes, no, unsure.", Zh("判定"), Code("answer"), TITLE]
    link_kind: Annotated[
        str | None, "Of two cases that belong together: how; None: as the rules say.", Zh("关联类别"), Code("link_kind")
    ] = None
    by: Annotated[str, "Who judged.", Zh("判定人")]
    why: Annotated[str, "In words.", Zh("理由")]
    at: Annotated[dt.datetime, "UTC, without zone.", Zh("判定时间（UTC）"), INDEXED]
    until: Annotated[dt.date | None, "Last day that it stands; None: for good.", Zh("有效期至")] = None
    evidence: Annotated[str, "Of an unsure one: digest of what spoke for and against it then.",
                        Zh("当时的证据"), HIDDEN] = ""  # fmt: skip
    split: Annotated[str, "Id of the first judgement of the split that it is part of; empty: it stands alone.",
                     Zh("拆分"), HIDDEN] = ""  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Node):
    """What the centre set or the program learned, with its version: the highest one counts, the others stay."""

    KIND: ClassVar[str] = "setting"
    ZH: ClassVar[str] = "参数"
    PUBLIC: ClassVar[bool] = True

    name: Annotated[str, "What it is for, as identity.", Zh("用途"), TITLE, INDEXED]
    version: Annotated[int, "From 1 on.", Zh("版本")]
    body: Annotated[str, "A JSON object.", Zh("内容"), HIDDEN]
    by: Annotated[str, "Who set it.", Zh("设置人")]
    at: Annotated[dt.datetime, "UTC, without zone.", Zh("设置时间（UTC）")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect(Node):
    """An id that a merge retired and the id that answers for it now; stores follow it in every read."""

    KIND: ClassVar[str] = "redirect"
    ZH: ClassVar[str] = "编号转向"
    PUBLIC: ClassVar[bool] = True

    old: Annotated[str, "The retired id.", Zh("旧编号"), TITLE, INDEXED]
    new: Annotated[str, "The id that answers for it.", Zh("新编号"), INDEXED, HIDDEN]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal(Node):
    """Somebody read identity numbers or telephones unmasked, and said why."""

    KIND: ClassVar[str] = "reveal"
    ZH: ClassVar[str] = "明文查看"

    purpose: Annotated[str, "As stated by who read.", Zh("用途"), TITLE]
    what: Annotated[str, "What was read: a command and what it was asked.", Zh("内容")]
    by: Annotated[str, "Who read.", Zh("查看人")]
    at: Annotated[dt.datetime, "UTC, without zone.", Zh("时间（UTC）"), INDEXED]
