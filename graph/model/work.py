"""What the centre does about cases: matters, whistles, meetings, mediations, visits, warnings, lists."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, ClassVar

from graph.model.notes import INDEXED, TEXT, TITLE, Code, Zh
from graph.model.record import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(Node):
    """Cases that are one: duplicates and group demands, clustered (事项)."""

    KIND: ClassVar[str] = "matter"
    ZH: ClassVar[str] = "事项"

    title: Annotated[str, "What it is about.", Zh("事项"), TITLE, TEXT]
    cases: Annotated[int, "How many cases it holds.", Zh("件数"), INDEXED]
    participants: Annotated[
        int,
        "How many people take part at least: the different people who ask, or the most that one case states.",
        Zh("参与人数"),
        INDEXED,
    ] = 0
    first_on: Annotated[dt.date | None, "The day its first case came in.", Zh("首件日期")] = None
    last_on: Annotated[dt.date | None, "The day its last case came in.", Zh("末件日期"), INDEXED] = None
    provisional: Annotated[bool, "True: put together by rules, not yet confirmed by a person.", Zh("暂定")] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Whistle(Node):
    """街道吹哨、部门报到: someone calls others to a case, why, and by when."""

    KIND: ClassVar[str] = "whistle"
    ZH: ClassVar[str] = "吹哨"

    subject: Annotated[str, "Why it was blown.", Zh("事由"), TITLE, TEXT]
    at: Annotated[dt.datetime, "Local time of the street.", Zh("吹哨时间"), INDEXED]
    due_at: Annotated[dt.datetime | None, "When those called must be there.", Zh("报到时限")] = None
    status: Annotated[str, "Where it stands.", Zh("状态"), Code("whistle_status"), INDEXED] = "open"
    result: Annotated[str, "What came of it.", Zh("结果"), TEXT] = ""
    kind: Annotated[str, "Called to the spot, or reported upward.", Zh("吹哨类别"), Code("whistle_kind")] = "call"
    raised_from: Annotated[
        str | None, "Id of the whistle below that nobody answered in time; None: it was blown by hand.", Zh("上报自")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Node):
    """A joint consultation, a risk review or another of the centre's meetings."""

    KIND: ClassVar[str] = "meeting"
    ZH: ClassVar[str] = "会议"

    kind: Annotated[str, "Which meeting.", Zh("会议类别"), Code("meeting_kind"), INDEXED]
    title: Annotated[str, "As on its notice.", Zh("会议名称"), TITLE, TEXT]
    on: Annotated[dt.date, "The day it was held.", Zh("日期"), INDEXED]
    venue: Annotated[str, "Empty: not told.", Zh("地点")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Node):
    """What a meeting decided: who leads and who helps are edges."""

    KIND: ClassVar[str] = "decision"
    ZH: ClassVar[str] = "会议决定"

    text: Annotated[str, "What is to be done.", Zh("决定事项"), TITLE, TEXT]
    on: Annotated[dt.date, "The day it was decided.", Zh("日期"), INDEXED]
    due_on: Annotated[dt.date | None, "By when.", Zh("完成时限")] = None
    done_on: Annotated[dt.date | None, "None: not done.", Zh("完成日期")] = None
    status: Annotated[str, "Where it stands.", Zh("状态"), Code("decision_status"), INDEXED] = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediation(Node):
    """One attempt to mediate a case, by one of three routes (三调联动)."""

    KIND: ClassVar[str] = "mediation"
    ZH: ClassVar[str] = "调解"

    route: Annotated[
        str, "People's, administrative or judicial.", Zh("调解途径"), Code("mediation_route"), TITLE, INDEXED
    ]
    started_on: Annotated[dt.date, "First day.", Zh("开始日期"), INDEXED]
    ended_on: Annotated[dt.date | None, "None: under way.", Zh("结束日期")] = None
    level: Annotated[str | None, "Of the mediation network.", Zh("调解层级"), Code("mediation_level")] = None
    result: Annotated[str, "How it ended.", Zh("调解结果"), Code("mediation_result"), INDEXED] = "open"
    agreement: Annotated[str, "What was agreed, in words.", Zh("协议内容"), TEXT] = ""
    confirmed_on: Annotated[
        dt.date | None, "Day of judicial confirmation (司法确认); None: none.", Zh("司法确认日期")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Node):
    """A follow-up visit after a case was settled (跟踪回访)."""

    KIND: ClassVar[str] = "visit"
    ZH: ClassVar[str] = "回访"

    on: Annotated[dt.date, "The day of the visit, local to the street.", Zh("回访日期"), INDEXED]
    mode: Annotated[str, "By telephone, at home, online.", Zh("回访方式"), Code("visit_mode"), TITLE] = "phone"
    satisfied: Annotated[bool | None, "None: the visitor was not told.", Zh("是否满意"), INDEXED] = None
    note: Annotated[str, "In words.", Zh("回访情况"), TEXT] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning(Node):
    """A 高中低 warning on a case or a matter, never on a person."""

    KIND: ClassVar[str] = "warning"
    ZH: ClassVar[str] = "预警"

    level: Annotated[str, "High, medium or low.", Zh("预警等级"), Code("warning_level"), TITLE, INDEXED]
    raised_on: Annotated[dt.date, "The day it was raised.", Zh("预警日期"), INDEXED]
    reasons: Annotated[tuple[str, ...], "A sentence for every point.", Zh("预警原因"), TEXT] = ()
    handled_on: Annotated[dt.date | None, "None: not handled.", Zh("处置日期"), INDEXED] = None
    result: Annotated[str, "What was done.", Zh("处置结果"), TEXT] = ""
    override_reason: Annotated[str, "Why a person set another level; empty: nobody did.", Zh("调整原因")] = ""
    override_by: Annotated[str, "Who did; empty: nobody.", Zh("调整人")] = ""
    review_on: Annotated[dt.date | None, "When to look again.", Zh("复核日期")] = None
    computed: Annotated[str | None, "What the rules say by themselves; None: they have not been asked, or say nothing.",
                        Zh("规则等级"), Code("warning_level")] = None  # fmt: skip
    points: Annotated[float, "Sum of the rules that speak, of the dispute, never of a person.", Zh("分值")] = 0.0
    rules: Annotated[tuple[str, ...], "Names of the rules that speak, the heaviest first.", Zh("规则")] = ()
    level_on: Annotated[dt.date | None, "The day on which it rose to this level; None: it was raised so, or lowered.",
                        Zh("升级日期")] = None  # fmt: skip
    eased_on: Annotated[
        dt.date | None, "Since when the rules say clearly less than its level; None: they do not.", Zh("缓和日期")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation(Node):
    """Legal advice given to a resident (法律咨询)."""

    KIND: ClassVar[str] = "consultation"
    ZH: ClassVar[str] = "法律咨询"

    subject: Annotated[str, "About what.", Zh("咨询事项"), TITLE, TEXT]
    mode: Annotated[str, "Online, by appointment, on site.", Zh("咨询方式"), Code("consultation_mode"), INDEXED]
    on: Annotated[dt.date, "The day it was given, or is booked for.", Zh("日期"), INDEXED]
    advice: Annotated[str, "In words; empty: not given yet.", Zh("解答"), TEXT] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyList(Node):
    """What one community reported for one week (矛盾隐患清单)."""

    KIND: ClassVar[str] = "weeklylist"
    ZH: ClassVar[str] = "矛盾隐患清单"

    title: Annotated[str, "Community and week.", Zh("清单"), TITLE, TEXT]
    week: Annotated[dt.date, "The Monday of the week.", Zh("周（星期一）"), INDEXED]
    community: Annotated[str, "Id of the reporting community.", Zh("社区"), INDEXED]
    submitted_on: Annotated[dt.date | None, "None: not told.", Zh("报送日期")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Node):
    """What an organisation has to do by when (待办): opened by a step, ended by another, never dropped in between."""

    KIND: ClassVar[str] = "task"
    ZH: ClassVar[str] = "待办"
    PAGED_BY: ClassVar[str | None] = "due_at"

    kind: Annotated[str, "What is to be done.", Zh("待办事项"), Code("task_kind"), INDEXED]
    title: Annotated[str, "In a line.", Zh("事由"), TITLE, TEXT]
    subject: Annotated[str, "Id of the case, whistle, decision, warning, mediation or community that it is about.",
                       Zh("对象"), INDEXED]  # fmt: skip
    case: Annotated[str | None, "Id of the case; None: it is about none.", Zh("事件"), INDEXED] = None
    organisation: Annotated[str, "Id of who has to do it.", Zh("责任单位"), INDEXED]
    opened_at: Annotated[dt.datetime, "Local time of the street.", Zh("开始时间")]
    due_at: Annotated[dt.datetime, "Local time of the street; moved by what the case was paused.", Zh("时限"), INDEXED]
    ended_at: Annotated[dt.datetime | None, "None: still to be done.", Zh("结束时间"), INDEXED] = None
    ending: Annotated[str | None, "How it ended; None: it has not.", Zh("结束方式"), Code("task_ending")] = None
    paused_at: Annotated[dt.datetime | None, "Since when the clock stands; None: it runs.", Zh("中止时间")] = None
    urged: Annotated[int, "How often the centre urged it (督办).", Zh("督办次数")] = 0
    urged_at: Annotated[dt.datetime | None, "Last time; None: never.", Zh("督办时间")] = None
    basis: Annotated[str, "Which line of the table of deadlines, or who set it.", Zh("时限依据")] = ""
    risk_at: Annotated[
        dt.datetime | None, "From when on it is at risk (临期); None: not told.", Zh("临期起"), INDEXED
    ] = None
