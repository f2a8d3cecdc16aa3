"""One cell of names to the parties that it states: several in a cell, 等8人, a telephone behind a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graph.identity.names import organisation_name
from loaders.numerals import NUMERALS, chinese_number

_ORGANISATION = re.compile(
    r".{2,}(?:公司|集团|物业|委员会|居委会|业委会|调委会|社区|医院|学校|小学|中学|幼儿园|酒店|宾馆|超市|工地|项目部|银行|合作社|事务所|办事处|派出所|管理处|市场|协会"
    r"|商行|工作室|饭店|餐馆|餐厅|酒楼|药店|药房|诊所|养老院|门诊部|经营部|服务部|管理中心|服务中心|指挥部|分公司|办公室|停车场|俱乐部|健身房|培训中心|中介|工程队)"
    r"(?:\(.*\))?|.{3,}(?:店|局|厂|院|站|馆|坊|行|中心|所|队|部|吧|城)(?:\(.*\))?|.*(?:有限责任|股份有限).*|(?:物业|开发商|施工方|街道办|居委会|业委会)"
)
_AND_OTHERS = re.compile(
    rf"等?\s*(?:共|一行)?\s*(?P<count>\d+|[{NUMERALS}]+)余?\s*(?:人|户|名|家|位|户居民|名业主|名居民)$|等\s*(?:人|户|多人|多户|业主|居民)?$"
)
_SEPARATOR = re.compile(r"[、,，;；/|\n]+")
_JOINED = re.compile(r"([\u3400-\u9fff]{2,3})(?:和|与|及)([\u3400-\u9fff]{2,3})")
_PERSONAL = re.compile(r"[\u3400-\u9fff·•A-Za-z*＊×某 ]{1,15}")
_TELEPHONE = re.compile(r"[(（\s:：]*(?:电话|手机|联系电话)?[:：]?\s*(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})\s*[)）]?")

_SHARED = ("telephones", "identity_number")
"""Values that belong to one party each: with several names they are dealt out in order, or to nobody."""


@dataclass(frozen=True, slots=True)
class Party:
    """One party as stated: fields of a mention."""

    name: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of one role in one row."""

    parties: tuple[Party, ...] = ()
    count: int | None = None
    """How many they are in all, where the cell says so."""
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class _Names:
    names: list[str] = field(default_factory=list)
    telephones: dict[str, str] = field(default_factory=dict)
    count: int | None = None


def read_parties(stated: Mapping[str, Any]) -> Parties:
    """The parties of a role from its columns; nobody when neither name nor number nor account is stated."""
    facts = {name: value for name, value in stated.items() if name != "name"}
    if not stated.get("name"):
        known = facts.keys() & {"telephones", "identity_number", "account", "record"}
        return Parties((Party("", facts),)) if known else Parties()
    found = _names_in(stated["name"])
    if len(found.names) <= 1:
        name = found.names[0] if found.names else ""
        return Parties((_with_telephone(Party(name, facts), found),), found.count)
    dealt, remarks = _deal_out(facts, len(found.names))
    parties = tuple(_with_telephone(Party(name, own), found) for name, own in zip(found.names, dealt, strict=True))
    return Parties(parties, found.count, remarks)


def kind_of_name(name: str) -> str:
    """Whether a name looks like a person's or an organisation's (code list `mention_kind`)."""
    return "organisation" if _looks_like_organisation(organisation_name(name)) else "person"


@lru_cache(maxsize=65536)
def _looks_like_organisation(name: str) -> bool:
    return bool(_ORGANISATION.fullmatch(name))


def _names_in(text: str) -> _Names:
    found = _Names()
    if match := _AND_OTHERS.search(text):
        found.count = int(match["count"]) if (match["count"] or "").isdigit() else chinese_number(match["count"] or "")
        text = text[: match.start()].rstrip("、,，;； ") or text
    for piece in _pieces(text):
        bare = _TELEPHONE.sub("", piece).strip() or piece
        if (telephone := _TELEPHONE.search(piece)) and bare != piece:
            found.telephones[bare] = telephone[1]
        if bare not in found.names:
            found.names.append(bare)
    return found


def _pieces(text: str) -> list[str]:
    """The names in `text`; all of it where a piece looks like neither a person nor an organisation."""
    pieces = [each.strip() for each in _SEPARATOR.split(text) if each.strip()]
    if len(pieces) == 1 and (joined := _JOINED.fullmatch(pieces[0])) and kind_of_name(pieces[0]) == "person":
        return [joined[1], joined[2]]
    plausible = all(_PERSONAL.fullmatch(_TELEPHONE.sub("", each)) or kind_of_name(each) != "person" for each in pieces)
    return pieces if plausible else [" ".join(text.split())]


def _with_telephone(party: Party, found: _Names) -> Party:
    telephone = found.telephones.get(party.name)
    if telephone is None:
        return party
    stated = party.fields.get("telephones", ())
    return Party(party.name, {**party.fields, "telephones": tuple(dict.fromkeys((telephone, *stated)))})


def _deal_out(facts: Mapping[str, Any], count: int) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """What each of several parties gets: as many values as names go in order, otherwise none gets any."""
    dealt = [
        {
            name: value
            for name, value in facts.items()
            if name not in (*_SHARED, "sex", "birth_date", "account", "record")
        }
        for _ in range(count)
    ]
    remarks = []
    for name in _SHARED:
        values = _separate(facts.get(name))
        if len(values) == count:
            for own, value in zip(dealt, values, strict=True):
                own[name] = (value,) if name == "telephones" else value
        elif values:
            remarks.append(
                f"一格有 {count} 个姓名、{len(values)} 个{'电话' if name == 'telephones' else '证件号'}，没有归到个人"
            )
    return dealt, tuple(remarks)


def _separate(value: Any) -> list[str]:
    if not value:
        return []
    return list(value) if isinstance(value, tuple) else [each for each in _SEPARATOR.split(value) if each.strip()]
