"""What stands beside a name in its cell: telephones, identity numbers, sex, birth, address, in which capacity.

Ethnicity, age and relations are passed over: the first is never loaded, and the original keeps what the cell said.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from graph.characters import simplified
from graph.vocabulary import VOCABULARY
from loaders.cells import BadCell, read_birth_date
from loaders.targets import PARTIES

_ROLE_WORDS = {
    "applicant": "申请人 申请方 申请单位 申诉人 申诉方 原告 原告人 上诉人 投诉人 投诉方 投诉单位 信访人 诉求人 求助人 "
    "甲方",
    "respondent": "被申请人 被申请方 被申诉人 被申诉方 被告 被告人 被上诉人 被投诉人 被投诉方 "
    "被反映人 被反映方 被举报人 被诉人 被反映单位 被投诉单位 被申请单位 被举报单位 被诉单位 被信访单位 对方 对方当事人 "
    "相对方 乙方",
    "third_party": "第三人 第三方 丙方 案外人",
    "agent": "代理人 委托代理人 法定代理人 诉讼代理人 受托人",
    "witness": "见证人 证人",
    "reporter": "反映单位 报警人 反映人 举报人 来电人 报告人 上报人 报案人",
    "party": "当事人 双方当事人 涉事人 涉及人 纠纷双方",
}


def _roles() -> dict[str, str]:
    """Every word that names a role in a case: the vocabulary's own before those of forms."""
    listed = VOCABULARY["party_role"]
    words = {word: code for code, some in _ROLE_WORDS.items() for word in some.split()}
    words |= {word: code for word, code in listed.synonyms.items() if code in PARTIES and word not in words}
    return words | {zh: code for code, zh in listed.labels.items() if code in PARTIES}


ROLES: Mapping[str, str] = _roles()
ROLE = "|".join(sorted(ROLES, key=len, reverse=True))

_CAPACITY = (
    "业主|租户|租客|承租人|承租方|出租人|出租方|房东|住户|居民|商户|户主|产权人|经营者|经营户|店主|老板|司机|车主|家属|本人|员工|职工|工人|施工方|物业方|"
    "父亲|母亲|父|母|儿子|女儿|儿|女儿|丈夫|妻子|夫|妻|配偶|爱人|哥哥|弟弟|姐姐|妹妹|邻居|楼上|楼下|代|已故|化名|未成年|退休|无业|在职"
)
FACT_WORDS = frozenset((*_CAPACITY.split("|"), *ROLES, "男性", "女性"))
"""What stands beside names and is none."""
_IDENTITY_LABEL = r"(?:公民|居民)?身份(?:证|证件)?(?:号码?|号)?|证件号码?"
_TELEPHONE_LABEL = r"联系电话|联系方式|手机号码?|电话号码?|电话|手机|座机|tel|TEL|Tel"
_NUMBER_LABEL = rf"(?:{_IDENTITY_LABEL}|{_TELEPHONE_LABEL})\s*[:：]?\s*"
_IDENTITY = r"\d{6}[ \-]?(?:19|20)\d{6}[ \-]?\d{3}[\dXx](?![\dXx])|\d{15}(?!\d)|\d{3,6}\*{6,12}[\dXx]{2,4}"
_MOBILE = r"(?:\+?86[ \-]?)?1[3-9]\d(?:[ \-]?\d{4}){2}(?!\d)|1[3-9]\d\*{4}\d{4}"
_LANDLINE = r"\(?0\d{2,3}[)）]?[ \-]?\d{7,8}(?:(?:转|-)\d{1,6})?(?!\d)"
_TELEPHONE = rf"{_MOBILE}|{_LANDLINE}"
NUMBER = re.compile(
    rf"(?:{_NUMBER_LABEL})?(?:(?P<identity>(?<!\d)(?:{_IDENTITY}))|(?P<telephone>(?<!\d)(?:{_TELEPHONE})))"
    rf"|{_NUMBER_LABEL}(?P<other>[\d*][\d*\- ]{{5,17}}[\dXx*])"
)
_SEX = re.compile(r"(?:性别[:：]?)?(男|女)(?:性)?")
_AGE = re.compile(r"(?:年龄[:：]?)?(?:现年)?\d{1,3}\s?(?:周?岁)|年龄[:：]?\d{1,3}")
_ETHNICITY = re.compile(r"(?:民族[:：]?)?[\u3400-\u9fff]{1,5}族")
_BIRTH = re.compile(
    r"(?:出生(?:日期|年月日?)?[:：]?|生于)(?P<day>\d.{4,12})|(?P<dated>\d{2,4}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?)\s?(?:出生|生)"
)
_ADDRESS = re.compile(
    r"(?:现?(?:居)?住(?:址|所地?|在|于)?|家住|家庭住址|家庭地址|地址|户籍(?:地|所在地|地址)?)\s?[:：]?\s?(?P<text>.{4,})"
)
_NEAR = re.compile(r"[路街道巷里苑园村区栋号室]")
RELATION = re.compile(r"[\u3400-\u9fff]{2,}(?:之[子女妻夫父母]|的[\u3400-\u9fff]{1,3})")
"""Somebody told by whom they belong to."""
_PASSED_OVER = re.compile(
    rf"(?:{_CAPACITY})+|职业[:：]?.*|(?:法定代表人|法人代表|法人|负责人|联系人|经理)[:：]?.*|.*(?:之[子女妻夫父母]|的[\u3400-\u9fff]{{1,3}})"
)


def facts_of(text: str) -> tuple[dict[str, Any], str]:
    """The facts that a text beside a name states, and what of it is none; `text` has no separators."""
    facts: dict[str, Any] = {}
    rest = NUMBER.sub(lambda match: _take(match, facts), text).strip(" 　:：()（）。.")
    if not rest:
        return facts, ""
    own = _fact(rest)
    if own is None:
        return facts, rest
    return {**facts, **own}, ""


def _take(match: re.Match[str], facts: dict[str, Any]) -> str:
    kind, number = number_of(match)
    if kind == "telephones":
        facts[kind] = (*facts.get(kind, ()), number)
    else:
        facts[kind] = f"{facts[kind]}、{number}" if kind in facts else number
    return " "


def number_of(match: re.Match[str]) -> tuple[str, str]:
    """The field that a match of NUMBER fills, and the number as stated."""
    if match["identity"]:
        return "identity_number", re.sub(r"[ \-]", "", match["identity"])
    if match["telephone"]:
        return "telephones", match["telephone"].strip()
    labelled_identity = re.match(_IDENTITY_LABEL, match[0]) is not None
    return ("identity_number" if labelled_identity else "telephones"), match["other"].strip()


def _fact(text: str) -> dict[str, Any] | None:
    """What one attribute says; empty: something that is passed over. None: it is no attribute."""
    if match := _SEX.fullmatch(text):
        return {"sex": VOCABULARY["sex"].code(match[1])}
    if (word := simplified(text)) in ROLES:
        return {"role": ROLES[word]}
    if _AGE.fullmatch(text) or _ETHNICITY.fullmatch(text) or _PASSED_OVER.fullmatch(text):
        return {}
    if match := _BIRTH.fullmatch(text):
        day = _birth(match["day"] or match["dated"])
        return {} if day is None else {"birth_date": day}
    if (match := _ADDRESS.fullmatch(text)) and _NEAR.search(match["text"]):
        return {"address": match["text"]}
    return None


def _birth(text: str) -> dt.date | None:
    try:
        return read_birth_date(text)
    except BadCell:
        return None
