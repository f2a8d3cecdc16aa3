"""Who and where: people, places, organisations, officers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, ClassVar

from graph.model.notes import INDEXED, REFERENCE, SEALED, TEXT, TITLE, Code, Zh
from graph.model.record import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Node):
    """Whom mentions were resolved to (自然人): what is known of them is what their mentions say."""

    KIND: ClassVar[str] = "person"
    ZH: ClassVar[str] = "自然人"

    name: Annotated[str, "The name that most mentions state, in its fullest form.", Zh("姓名"), TITLE, TEXT]
    names: Annotated[tuple[str, ...], "Every stated name, the most frequent first.", Zh("曾用姓名"), TEXT] = ()
    sex: Annotated[str | None, "None: not stated, or stated both ways.", Zh("性别"), Code("sex")] = None
    birth_date: Annotated[dt.date | None, "None: not stated, or stated differently.", Zh("出生日期")] = None
    identity_numbers: Annotated[tuple[str, ...], "Valid ones that its mentions state.", Zh("身份证号"), SEALED] = ()
    telephones: Annotated[tuple[str, ...], "The most frequent first.", Zh("联系电话"), SEALED] = ()
    mentions: Annotated[int, "How many mentions refer to this person.", Zh("记录数")] = 0
    certainty: Annotated[str, "The least certain of the joins that made it.", Zh("可靠程度"), Code("certainty")] = (
        "certain"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Node):
    """One node a level, from the street down to the dwelling or shop (户室)."""

    KIND: ClassVar[str] = "place"
    ZH: ClassVar[str] = "地点"
    PUBLIC: ClassVar[bool] = True

    level: Annotated[str, "Which level of the tree.", Zh("层级"), Code("place_level"), INDEXED]
    name: Annotated[str, "The name at its own level, as 302室.", Zh("名称"), TEXT]
    full_name: Annotated[str, "The name with the levels above it that tell it apart.", Zh("全称"), TITLE, TEXT, INDEXED]
    code: Annotated[str | None, "Administrative or source code.", Zh("编码"), INDEXED, REFERENCE] = None
    aliases: Annotated[tuple[str, ...], "Former and other names.", Zh("别名"), TEXT] = ()
    community: Annotated[str | None, "Id of the community it lies in; None: above it, or not known.", Zh("所属社区"),
                         INDEXED] = None  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Node):
    """A member of the 1+4+N, a mediation body, a team, or a firm that is a party (单位)."""

    KIND: ClassVar[str] = "organisation"
    ZH: ClassVar[str] = "单位"
    PUBLIC: ClassVar[bool] = True

    name: Annotated[str, "The full name.", Zh("名称"), TITLE, TEXT, INDEXED]
    kind: Annotated[str, "What it is.", Zh("单位类别"), Code("organisation_kind"), INDEXED] = "other"
    aliases: Annotated[tuple[str, ...], "Short and former names.", Zh("简称"), TEXT] = ()
    code: Annotated[str | None, "统一社会信用代码 (GB 32100-2015).", Zh("统一社会信用代码"), INDEXED, REFERENCE] = None
    tier: Annotated[str | None, "Place in the 1+4+N; None: not a member.", Zh("组织层级"), Code("tier"), INDEXED] = None
    presence: Annotated[str | None, "How it is present in the centre.", Zh("进驻方式"), Code("presence")] = None
    mediation_level: Annotated[
        str | None, "None: not of the mediation network.", Zh("调解层级"), Code("mediation_level")
    ] = None
    functions: Annotated[tuple[str, ...], "What it does in the centre.", Zh("职能"), Code("function")] = ()
    telephone: Annotated[str, "Empty: not told.", Zh("联系电话"), SEALED] = ""
    since: Annotated[dt.date | None, "First day of its term in the centre.", Zh("任期起")] = None
    until: Annotated[dt.date | None, "Last day of its term; None: open.", Zh("任期止")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer(Node):
    """Someone who acts for the centre: 网格员, 调解员, 楼栋长, 民警, deputy, counsel, judge."""

    KIND: ClassVar[str] = "officer"
    ZH: ClassVar[str] = "工作人员"
    PUBLIC: ClassVar[bool] = True

    name: Annotated[str, "The full name.", Zh("姓名"), TITLE, TEXT]
    post: Annotated[str, "As 网格员, 专职调解员.", Zh("职务"), TEXT] = ""
    telephone: Annotated[str, "Empty: not told.", Zh("联系电话"), SEALED] = ""
