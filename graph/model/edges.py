"""Every kind of link: its type, how it reads both ways, its ends, its properties and period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, ClassVar

from graph.model.notes import HIDDEN, Code, Zh
from graph.model.record import Edge

_Since = Annotated[dt.date | None, "First day; None: not told.", Zh("起")]
_Until = Annotated[dt.date | None, "Last day; None: it lasts, or not told.", Zh("止")]
_Certainty = Annotated[str, "Certain or provisional.", Zh("可靠程度"), Code("certainty")]
_Origin = Annotated[str, "What says so: a mention, a batch, a person; empty: not told.", Zh("出处"), HIDDEN]


# -- what source rows state (provenance) ---------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionedIn(Edge):
    """A mention stands in a case."""

    TYPE: ClassVar[str] = "mentioned_in"
    ZH: ClassVar[str] = "出现于"
    BACK: ClassVar[str] = "提到"
    SOURCES: ClassVar[tuple[str, ...]] = ("mention",)
    TARGETS: ClassVar[tuple[str, ...]] = ("case",)
    PROVENANCE: ClassVar[bool] = True

    role: Annotated[str, "As the row states it.", Zh("身份"), Code("party_role")] = "party"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedAt(Edge):
    """A mention states an address or a tenure."""

    TYPE: ClassVar[str] = "stated_at"
    ZH: ClassVar[str] = "登记住址"
    BACK: ClassVar[str] = "登记有"
    SOURCES: ClassVar[tuple[str, ...]] = ("mention",)
    TARGETS: ClassVar[tuple[str, ...]] = ("place",)
    KEY: ClassVar[tuple[str, ...]] = ("tenure",)
    PROVENANCE: ClassVar[bool] = True

    tenure: Annotated[str, "Lives, owns or rents.", Zh("居住关系"), Code("tenure")] = "lives"
    since: _Since = None
    until: _Until = None
    also: Annotated[str, "Another form of the address that the row states, as 云樵路36号; empty: none.", Zh("别称")] = (
        ""
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RefersTo(Edge):
    """Identity's answer: whom a mention means; a mention has one at the most."""

    TYPE: ClassVar[str] = "refers_to"
    ZH: ClassVar[str] = "即"
    BACK: ClassVar[str] = "又见于"
    SOURCES: ClassVar[tuple[str, ...]] = ("mention",)
    TARGETS: ClassVar[tuple[str, ...]] = ("person", "organisation")
    PROVENANCE: ClassVar[bool] = True

    basis: Annotated[str, "Rule, score or judgement.", Zh("依据"), Code("basis")] = "rule"
    certainty: _Certainty = "certain"
    reason: Annotated[str, "A sentence, numbers masked.", Zh("理由")] = ""
    weight: Annotated[float | None, "Of a join by score, in bits; None: a rule or a judgement.", Zh("评分")] = None


# -- people and households -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyTo(Edge):
    """A person or organisation is a party to a case, through a mention of theirs."""

    TYPE: ClassVar[str] = "party_to"
    ZH: ClassVar[str] = "涉及"
    BACK: ClassVar[str] = "当事人"
    SOURCES: ClassVar[tuple[str, ...]] = ("person", "organisation")
    TARGETS: ClassVar[tuple[str, ...]] = ("case",)
    KEY: ClassVar[tuple[str, ...]] = ("role",)

    role: Annotated[str, "Part in the case.", Zh("身份"), Code("party_role")] = "party"
    since: _Since = None
    certainty: _Certainty = "certain"
    origin: _Origin = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LivesIn(Edge):
    """A person lives in a place, an organisation has its seat there."""

    TYPE: ClassVar[str] = "lives_in"
    ZH: ClassVar[str] = "住在"
    BACK: ClassVar[str] = "住户"
    SOURCES: ClassVar[tuple[str, ...]] = ("person", "organisation")
    TARGETS: ClassVar[tuple[str, ...]] = ("place",)

    since: _Since = None
    until: _Until = None
    origin: _Origin = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owns(Edge):
    """A person or organisation owns a dwelling or shop."""

    TYPE: ClassVar[str] = "owns"
    ZH: ClassVar[str] = "拥有"
    BACK: ClassVar[str] = "产权人"
    SOURCES: ClassVar[tuple[str, ...]] = ("person", "organisation")
    TARGETS: ClassVar[tuple[str, ...]] = ("place",)

    since: _Since = None
    until: _Until = None
    origin: _Origin = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rents(Edge):
    """A person or organisation rents a dwelling or shop."""

    TYPE: ClassVar[str] = "rents"
    ZH: ClassVar[str] = "承租"
    BACK: ClassVar[str] = "承租人"
    SOURCES: ClassVar[tuple[str, ...]] = ("person", "organisation")
    TARGETS: ClassVar[tuple[str, ...]] = ("place",)

    since: _Since = None
    until: _Until = None
    origin: _Origin = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KinOf(Edge):
    """Two people are kin; `relation` is what the target is to the source."""

    TYPE: ClassVar[str] = "kin_of"
    ZH: ClassVar[str] = "亲属"
    BACK: ClassVar[str] = "亲属"
    SOURCES: ClassVar[tuple[str, ...]] = ("person",)
    TARGETS: ClassVar[tuple[str, ...]] = ("person",)

    relation: Annotated[str, "What the target is to the source.", Zh("关系"), Code("kinship")] = "other"
    origin: _Origin = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployedBy(Edge):
    """A person works for an organisation."""

    TYPE: ClassVar[str] = "employed_by"
    ZH: ClassVar[str] = "受雇于"
    BACK: ClassVar[str] = "雇员"
    SOURCES: ClassVar[tuple[str, ...]] = ("person",)
    TARGETS: ClassVar[tuple[str, ...]] = ("organisation",)

    since: _Since = None
    until: _Until = None
    origin: _Origin = ""


# -- places --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class In(Edge):
    """A place lies in the place of the level above."""

    TYPE: ClassVar[str] = "in"
    ZH: ClassVar[str] = "位于"
    BACK: ClassVar[str] = "包含"
    SOURCES: ClassVar[tuple[str, ...]] = ("place",)
    TARGETS: ClassVar[tuple[str, ...]] = ("place",)


@dataclass(frozen=True, slots=True, kw_only=True)
class At(Edge):
    """A case happened at a place, or a meeting was held there."""

    TYPE: ClassVar[str] = "at"
    ZH: ClassVar[str] = "发生在"
    BACK: ClassVar[str] = "发生过"
    SOURCES: ClassVar[tuple[str, ...]] = ("case", "meeting")
    TARGETS: ClassVar[tuple[str, ...]] = ("place",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Covers(Edge):
    """An organisation or officer answers for an area: 网格员 and grid, 楼栋长 and building, team and beat."""

    TYPE: ClassVar[str] = "covers"
    ZH: ClassVar[str] = "负责"
    BACK: ClassVar[str] = "负责人"
    SOURCES: ClassVar[tuple[str, ...]] = ("organisation", "officer")
    TARGETS: ClassVar[tuple[str, ...]] = ("place",)

    since: _Since = None
    until: _Until = None


# -- who answers for what ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedBy(Edge):
    """首接负责制: the first receiver answers to the end; the edge is permanent."""

    TYPE: ClassVar[str] = "received_by"
    ZH: ClassVar[str] = "首接单位"
    BACK: ClassVar[str] = "首接"
    SOURCES: ClassVar[tuple[str, ...]] = ("case",)
    TARGETS: ClassVar[tuple[str, ...]] = ("organisation",)

    at: Annotated[dt.datetime | None, "Local time of the street.", Zh("时间")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedTo(Edge):
    """A case was handed over (移交), or whoever is asked to help was brought in."""

    TYPE: ClassVar[str] = "handed_to"
    ZH: ClassVar[str] = "移交"
    BACK: ClassVar[str] = "接办"
    SOURCES: ClassVar[tuple[str, ...]] = ("case",)
    TARGETS: ClassVar[tuple[str, ...]] = ("organisation",)
    KEY: ClassVar[tuple[str, ...]] = ("at",)
    LISTED: ClassVar[bool] = True

    at: Annotated[dt.datetime, "Local time of the street.", Zh("时间")]
    giver: Annotated[str | None, "Id of who handed it over.", Zh("移交单位")] = None
    accepted: Annotated[bool | None, "None: not answered yet.", Zh("是否接收")] = None
    reason: Annotated[str, "Why.", Zh("原因")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedBy(Edge):
    """An organisation or a named leader leads a case, a matter or a decision (牵头, 领导包案)."""

    TYPE: ClassVar[str] = "led_by"
    ZH: ClassVar[str] = "牵头"
    BACK: ClassVar[str] = "牵头办理"
    SOURCES: ClassVar[tuple[str, ...]] = ("case", "matter", "decision")
    TARGETS: ClassVar[tuple[str, ...]] = ("organisation", "officer")

    since: _Since = None
    until: _Until = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpedBy(Edge):
    """An organisation helps with a case, a matter or a decision (协办)."""

    TYPE: ClassVar[str] = "helped_by"
    ZH: ClassVar[str] = "协办"
    BACK: ClassVar[str] = "协同办理"
    SOURCES: ClassVar[tuple[str, ...]] = ("case", "matter", "decision")
    TARGETS: ClassVar[tuple[str, ...]] = ("organisation", "officer")

    since: _Since = None
    until: _Until = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberOf(Edge):
    """Membership with a term: an officer in an organisation, an organisation in the centre."""

    TYPE: ClassVar[str] = "member_of"
    ZH: ClassVar[str] = "隶属"
    BACK: ClassVar[str] = "成员"
    SOURCES: ClassVar[tuple[str, ...]] = ("organisation", "officer")
    TARGETS: ClassVar[tuple[str, ...]] = ("organisation",)

    post: Annotated[str, "As 主任; empty: not told.", Zh("职务")] = ""
    since: _Since = None
    until: _Until = None


# -- what belongs together -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked(Edge):
    """Two cases belong together; every reason is kept."""

    TYPE: ClassVar[str] = "linked"
    ZH: ClassVar[str] = "关联"
    BACK: ClassVar[str] = "关联"
    SOURCES: ClassVar[tuple[str, ...]] = ("case",)
    TARGETS: ClassVar[tuple[str, ...]] = ("case",)
    SYMMETRIC: ClassVar[bool] = True
    LISTED: ClassVar[bool] = True

    kind: Annotated[str, "Duplicate, group, recurrence, derived, related.", Zh("关联类别"), Code("link_kind")] = (
        "related"
    )
    certainty: _Certainty = "provisional"
    basis: Annotated[str, "Rule, score or judgement.", Zh("依据"), Code("basis")] = "rule"
    weight: Annotated[float, "Sum of the reasons' weights.", Zh("权重")] = 0.0
    reasons: Annotated[
        tuple[str, ...], "A sentence for every signal, the strongest first, then why it is of this kind.", Zh("理由")
    ] = ()
    left_open: Annotated[bool, "Somebody was not sure of it, and nothing is new since: it is not asked again.",
                         Zh("已看过，存疑"), HIDDEN] = False  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOf(Edge):
    """A case is one of a matter's."""

    TYPE: ClassVar[str] = "part_of"
    ZH: ClassVar[str] = "属于"
    BACK: ClassVar[str] = "包括"
    SOURCES: ClassVar[tuple[str, ...]] = ("case",)
    TARGETS: ClassVar[tuple[str, ...]] = ("matter",)

    certainty: _Certainty = "provisional"


@dataclass(frozen=True, slots=True, kw_only=True)
class About(Edge):
    """What a whistle, meeting, decision, mediation, visit, warning or consultation is about."""

    TYPE: ClassVar[str] = "about"
    ZH: ClassVar[str] = "关于"
    BACK: ClassVar[str] = "经过"
    SOURCES: ClassVar[tuple[str, ...]] = (
        "whistle",
        "meeting",
        "decision",
        "mediation",
        "visit",
        "warning",
        "consultation",
    )
    TARGETS: ClassVar[tuple[str, ...]] = ("case", "matter")


@dataclass(frozen=True, slots=True, kw_only=True)
class By(Edge):
    """Who did it: blew the whistle, mediated, visited, raised the warning, advised, sent the list, met."""

    TYPE: ClassVar[str] = "by"
    ZH: ClassVar[str] = "实施单位"
    BACK: ClassVar[str] = "实施"
    SOURCES: ClassVar[tuple[str, ...]] = (
        "whistle",
        "mediation",
        "visit",
        "warning",
        "consultation",
        "weeklylist",
        "meeting",
    )
    TARGETS: ClassVar[tuple[str, ...]] = ("organisation", "officer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls(Edge):
    """Whom a whistle calls, and whether they came (报到)."""

    TYPE: ClassVar[str] = "calls"
    ZH: ClassVar[str] = "呼叫"
    BACK: ClassVar[str] = "应哨"
    SOURCES: ClassVar[tuple[str, ...]] = ("whistle",)
    TARGETS: ClassVar[tuple[str, ...]] = ("organisation",)

    reported_at: Annotated[dt.datetime | None, "Local time; None: not reported.", Zh("报到时间")] = None
    result: Annotated[str, "What they did.", Zh("处置情况")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendedBy(Edge):
    """Who attended a meeting."""

    TYPE: ClassVar[str] = "attended_by"
    ZH: ClassVar[str] = "参会"
    BACK: ClassVar[str] = "参加"
    SOURCES: ClassVar[tuple[str, ...]] = ("meeting",)
    TARGETS: ClassVar[tuple[str, ...]] = ("organisation", "officer")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedAt(Edge):
    """A decision was taken at a meeting."""

    TYPE: ClassVar[str] = "decided_at"
    ZH: ClassVar[str] = "作出于"
    BACK: ClassVar[str] = "作出"
    SOURCES: ClassVar[tuple[str, ...]] = ("decision",)
    TARGETS: ClassVar[tuple[str, ...]] = ("meeting",)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceFor(Edge):
    """For whom a consultation was."""

    TYPE: ClassVar[str] = "advice_for"
    ZH: ClassVar[str] = "咨询人"
    BACK: ClassVar[str] = "咨询过"
    SOURCES: ClassVar[tuple[str, ...]] = ("consultation",)
    TARGETS: ClassVar[tuple[str, ...]] = ("person", "organisation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists(Edge):
    """A weekly list names a case, with the status that it had that week."""

    TYPE: ClassVar[str] = "lists"
    ZH: ClassVar[str] = "列入"
    BACK: ClassVar[str] = "见于清单"
    SOURCES: ClassVar[tuple[str, ...]] = ("weeklylist",)
    TARGETS: ClassVar[tuple[str, ...]] = ("case",)

    status: Annotated[str, "New, ongoing or settled that week.", Zh("状态"), Code("weekly_status")] = "ongoing"


@dataclass(frozen=True, slots=True, kw_only=True)
class MayBe(Edge):
    """Two mentions may be one person's: a question for a person to answer; it joins nothing."""

    TYPE: ClassVar[str] = "may_be"
    ZH: ClassVar[str] = "可能是同一人"
    BACK: ClassVar[str] = "可能是同一人"
    SOURCES: ClassVar[tuple[str, ...]] = ("mention",)
    TARGETS: ClassVar[tuple[str, ...]] = ("mention",)
    SYMMETRIC: ClassVar[bool] = True
    LISTED: ClassVar[bool] = True

    weight: Annotated[float, "What all that both sides state comes to, in bits.", Zh("评分")] = 0.0
    reason: Annotated[str, "What speaks for it, numbers masked.", Zh("理由")] = ""
    doubt: Annotated[str, "Why it was not joined although likely enough; empty: it is not.", Zh("疑点")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsTo(Edge):
    """Whom an organisation or officer reports to (逐级吹哨): one at a time, and never in a circle."""

    TYPE: ClassVar[str] = "reports_to"
    ZH: ClassVar[str] = "上报至"
    BACK: ClassVar[str] = "下级"
    SOURCES: ClassVar[tuple[str, ...]] = ("organisation", "officer")
    TARGETS: ClassVar[tuple[str, ...]] = ("organisation",)

    since: _Since = None
    until: _Until = None
