"""What comes in: cases, the parties that their rows state, the steps taken on them, and the gist of their texts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, ClassVar

from graph.model.notes import HIDDEN, INDEXED, REFERENCE, SEALED, TEXT, TITLE, Code, Zh
from graph.model.record import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Node):
    """One intake item with its own number: a dispute, a request or a hazard (矛盾纠纷、群众诉求、隐患)."""

    KIND: ClassVar[str] = "case"
    ZH: ClassVar[str] = "事件"
    PAGED_BY: ClassVar[str | None] = "received_at"
    ASKED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("settled_on", "stage"),)

    source: Annotated[str, "The channel that it came by.", Zh("来源渠道"), Code("source"), INDEXED]
    number: Annotated[str, "The number that the source gave it.", Zh("编号"), INDEXED, TEXT, REFERENCE]
    kind: Annotated[str, "Dispute, request or hazard.", Zh("件别"), Code("case_kind"), INDEXED]
    title: Annotated[str, "A line that says what it is about.", Zh("标题"), TITLE, TEXT]
    received_at: Annotated[dt.datetime | None, "Local time of the street; None: the source does not say.",
                           Zh("受理时间"), INDEXED] = None  # fmt: skip
    text: Annotated[str, "What was said, in the words of the source.", Zh("内容"), TEXT] = ""
    dispute_type: Annotated[
        str | None, "None: not a dispute, or not told.", Zh("类别"), Code("dispute_type"), INDEXED
    ] = None
    scale: Annotated[
        str | None, "How many take part, by class; None: not told.", Zh("事件规模"), Code("event_scale")
    ] = None
    participants: Annotated[int | None, "People taking part, as the source states it.", Zh("涉及人数")] = None
    amount: Annotated[float | None, "Yuan in dispute, as the source states it.", Zh("涉及金额（元）")] = None
    place: Annotated[str, "Where, in the words of the source.", Zh("发生地点"), TEXT] = ""
    community: Annotated[str | None, "Id of the community that it belongs to.", Zh("所属社区"), INDEXED] = None
    status: Annotated[str, "Where it stands.", Zh("办理状态"), Code("case_status"), INDEXED] = "received"
    stage: Annotated[str, "Which of the three levels settles it.", Zh("化解层级"), Code("stage")] = "grid"
    due_on: Annotated[dt.date | None, "Last day to settle it.", Zh("办理期限")] = None
    settled_on: Annotated[dt.date | None, "The day of its settlement; None: not settled.", Zh("化解日期")] = None
    closed_on: Annotated[dt.date | None, "The day it was closed; None: still open.", Zh("办结日期")] = None
    outcome: Annotated[str | None, "How it ended; None: it has not.", Zh("化解结果"), Code("outcome")] = None
    result: Annotated[str, "The result in words.", Zh("办理结果"), TEXT] = ""
    legacy: Annotated[bool, "A problem left from years before (历史遗留问题).", Zh("历史遗留")] = False
    original: Annotated[str, "The source row as it stood, a JSON object of column and cell; empty: not from a file.",
                        Zh("原始记录"), HIDDEN] = ""  # fmt: skip
    batch: Annotated[str | None, "Id of the batch that last changed it.", Zh("批次"), HIDDEN] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Node):
    """A party or resident exactly as one source row states it (记录中的当事人).

    It is never changed by identity: who it refers to is an edge, which a judgement may move.
    """

    KIND: ClassVar[str] = "mention"
    ZH: ClassVar[str] = "记录中的当事人"

    source: Annotated[str, "The channel of the row.", Zh("来源渠道"), Code("source")]
    record: Annotated[str, "The source's own record number; where it has none, case number, role and position.",
                      Zh("记录编号"), INDEXED, TEXT, REFERENCE]  # fmt: skip
    kind: Annotated[str, "A natural person or an organisation.", Zh("当事人类别"), Code("mention_kind")] = "person"
    role: Annotated[str, "Part in the case, or resident of a register.", Zh("身份"), Code("party_role")] = "party"
    name: Annotated[str, "As stated; empty: not stated.", Zh("姓名"), TITLE, TEXT] = ""
    sex: Annotated[str | None, "As stated.", Zh("性别"), Code("sex")] = None
    birth_date: Annotated[dt.date | None, "As stated.", Zh("出生日期")] = None
    identity_number: Annotated[str, "As stated, damaged or masked ones too.", Zh("身份证号"), SEALED] = ""
    telephones: Annotated[tuple[str, ...], "As stated, in their order.", Zh("联系电话"), SEALED] = ()
    address: Annotated[str, "As stated.", Zh("住址"), TEXT] = ""
    stated_on: Annotated[dt.date | None, "The day that the row speaks of; None: it does not say.", Zh("记录日期")] = (
        None
    )
    keys: Annotated[
        tuple[str, ...], "Digests by which identity finds mentions that may be the same.", INDEXED, HIDDEN
    ] = ()
    profile: Annotated[
        str,
        "Columns of the source row that identity compares, and how, as JSON; empty: by the rules of residents.",
        Zh("对照的列"),
        HIDDEN,
    ] = ""
    batch: Annotated[str | None, "Id of the batch that brought it.", Zh("批次"), HIDDEN] = None
    original: Annotated[
        str, "The source row as it stood, a JSON object of column and cell.", Zh("原始记录"), HIDDEN
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Node):
    """One step taken on a case, the event from which deadlines, findings and figures are computed."""

    KIND: ClassVar[str] = "step"
    ZH: ClassVar[str] = "办理步骤"
    ASKED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("case", "at", "kind", "organisation", "officer"),
        ("kind", "at", "case", "organisation", "officer", "outcome"),
        ("organisation", "case", "at"),
    )

    kind: Annotated[str, "What was done.", Zh("步骤"), Code("step"), TITLE, INDEXED]
    at: Annotated[dt.datetime, "Local time of the street.", Zh("时间"), INDEXED]
    case: Annotated[str, "Id of the case.", Zh("事件"), INDEXED]
    organisation: Annotated[str | None, "Id of who took it; None: not told.", Zh("办理单位"), INDEXED] = None
    officer: Annotated[str | None, "Id of the officer who took it for them; None: not told.", Zh("经办人")] = None
    outcome: Annotated[str | None, "Of a settlement or closing.", Zh("结果"), Code("outcome")] = None
    note: Annotated[str, "In words.", Zh("说明")] = ""
    to: Annotated[tuple[str, ...], "Ids of those that it names: handed to, called, invited, put in the lead.",
                  Zh("涉及单位")] = ()  # fmt: skip
    helpers: Annotated[tuple[str, ...], "Ids of those that it asks to help.", Zh("协办单位")] = ()
    record: Annotated[
        str | None, "Id of the whistle, meeting, decision, mediation, visit that it made or answers.", Zh("相关记录")
    ] = None
    stage: Annotated[str | None, "Of an escalation: the level from now on.", Zh("化解层级"), Code("stage")] = None
    route: Annotated[str | None, "Of a mediation.", Zh("调解途径"), Code("mediation_route")] = None
    result: Annotated[str | None, "Of a mediation's end.", Zh("调解结果"), Code("mediation_result")] = None
    satisfied: Annotated[bool | None, "Of a visit; None: not told.", Zh("是否满意")] = None
    due_at: Annotated[dt.datetime | None, "By when those named must act; None: as the table of deadlines says.",
                      Zh("时限")] = None  # fmt: skip
    key: Annotated[str, "Chosen by the client: a step that is sent again under it is the same step; empty: none.",
                   INDEXED, HIDDEN] = ""  # fmt: skip
    follows: Annotated[str | None, "Id of the record that it follows from: of a decision the meeting, of a report "
                       "upward the whistle that nobody answered in time; None: none.", Zh("起因")] = None  # fmt: skip
    entered_at: Annotated[dt.datetime | None, "When it was entered, of a step that was entered after later ones; None: "
                          "when it was taken.", Zh("补登时间"), INDEXED] = None  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist(Node):
    """What of a case's text finds others like it (文字要点): linking makes one for each case, anew at any time."""

    KIND: ClassVar[str] = "gist"
    ZH: ClassVar[str] = "文字要点"

    case: Annotated[str, "Id of the case.", Zh("事件"), TITLE, INDEXED]
    version: Annotated[int, "Of the rules by which its text was read.", Zh("读法版本"), INDEXED]
    digest: Annotated[str, "Of title, text and place, and the version: cases that say the same have the same.",
                      INDEXED, HIDDEN]  # fmt: skip
    received_at: Annotated[dt.datetime | None, "That of the case.", HIDDEN] = None
    keys: Annotated[tuple[str, ...], "Its rarest words and the numbers that it states, each with its weight.",
                    INDEXED, HIDDEN] = ()  # fmt: skip
