"""How well what stands in a column fits a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from graph.schema.shape import Type
from graph.vocabulary import Vocabulary
from loaders.guessing.contents import Contents
from loaders.targets import Target


class Fit(NamedTuple):
    """What contents say about a field."""

    share: float
    """Of the cells, how many look as the field's would."""
    tells: float
    """How sure such contents alone make of the field, 0 to 1: an identity number is one, a date may be any date."""
    checked: bool = True
    """Whether contents that do not fit speak against it."""
    looks: str = ""
    """What they look like, for people."""


def fit_of(contents: Contents, target: Target, vocabulary: Vocabulary, words: Mapping[str, str]) -> Fit | None:
    """How `contents` fit `target`; `words` translate codes. None: contents say nothing about it."""
    if not contents.texts:
        return None
    if target.many and target.field in ("functions", "covers"):
        contents = contents.pieces
    if target.code is not None:
        return _coded(contents, target, vocabulary, words) if contents.texts else None
    if known := _BY_PATH.get(target.path) or _BY_FIELD.get(target.field):
        return known(contents)
    return _by_type(contents, target.type)


def _coded(contents: Contents, target: Target, vocabulary: Vocabulary, words: Mapping[str, str]) -> Fit:
    assert target.code is not None
    codes = vocabulary[target.code]
    share = contents.coded(codes, words)
    few = len(contents.counts) <= max(12, len(codes.labels))
    plain_number = all(each.isdigit() for each in contents.counts)
    tells = 0.35 if plain_number else {"sex": 0.9, "dispute_type": 0.72, "case_status": 0.72}.get(target.code, 0.66)
    return Fit(share if few else share * 0.6, tells, looks=f"“{codes.zh}”的代码")


def _text(contents: Contents) -> Fit:
    stories = min(1.0, contents.length / 25) * contents.wordy if contents.length > 12 else 0.0
    share = stories * min(1.0, contents.distinct * 1.2)
    return Fit(share, 0.75, checked=contents.typed, looks="长文字")


def _result(contents: Contents) -> Fit:
    fit = _text(contents)
    return Fit(max(fit.share * 0.9, contents.wordy * 0.5), 0.4, checked=contents.typed, looks="文字")


def _title(contents: Contents) -> Fit:
    short = 1.0 if 4 <= contents.length <= 26 else 0.3 if contents.length <= 60 else 0.0
    known = ("person", "address", "organisation", "date", "community", "grid")
    other = max(contents.share(each) for each in known)
    share = short * contents.wordy * contents.distinct * (1 - other)
    return Fit(share, 0.62, checked=contents.typed, looks="短标题")


def _name(contents: Contents) -> Fit:
    person, organisation = contents.share("person"), contents.share("organisation")
    area = max(contents.share("community"), contents.share("grid"), contents.share("address") * 0.7)
    return Fit(max(person, min(person + organisation, 1.0) - area, 0.0), 0.74, looks="姓名")


def _officer(contents: Contents) -> Fit:
    return Fit(contents.share("person"), 0.74, looks="姓名")


def _organisation(contents: Contents) -> Fit:
    share = max(contents.share("organisation"), contents.share("community") * 0.8)
    return Fit(share * min(1.0, 0.2 + contents.distinct), 0.72, looks="单位名称")


def _office(contents: Contents) -> Fit:
    share = max(contents.share("organisation"), contents.share("community") * 0.7)
    return Fit(share, 0.56 if contents.distinct < 0.7 else 0.4, looks="单位名称")


def _identifier(contents: Contents) -> Fit:
    share = 0.0 if contents.running else contents.identifier
    return Fit(share, 0.68, checked=False, looks="不重复的编号")


def _case_number(contents: Contents) -> Fit:
    once = _identifier(contents)
    return once._replace(share=max(once.share, 0.8 * contents.numbered), looks="编号")


def _birthday(contents: Contents) -> Fit:
    return Fit(contents.share("date") * contents.born, 0.85, looks="出生日期")


def _received(contents: Contents) -> Fit:
    return Fit(contents.share("date") * (1 - contents.born), 0.7, looks="日期")


def _building(contents: Contents) -> Fit:
    return Fit(max(contents.share("building"), _small_numbers(contents, 2)), 0.75, looks="楼栋号")


def _unit(contents: Contents) -> Fit:
    return Fit(contents.share("unit"), 0.62, looks="房号")


def _small_numbers(contents: Contents, digits: int) -> float:
    found = [each.isdigit() and len(each) <= digits and not contents.running for each in contents.texts]
    return 0.5 * sum(found) / len(found)


def _detected(detector: str, tells: float, looks: str) -> Callable[[Contents], Fit]:
    return lambda contents: Fit(contents.share(detector), tells, looks=looks)


def _nothing(contents: Contents) -> Fit:
    return Fit(0.0, 0.0, checked=False)


_BY_PATH: Mapping[str, Callable[[Contents], Fit]] = {
    "organisation.name": _organisation,
    "organisation.code": _detected("credit", 0.97, "统一社会信用代码"),
    "officer.name": _officer,
    "case.number": _case_number,
    "place.code": _identifier,
    "place.community": _detected("community", 0.85, "社区名称"),
    "place.street": _detected("street", 0.8, "街道名称"),
    "place.grid": _detected("grid", 0.88, "网格"),
    "place.estate": _detected("estate", 0.66, "小区名称"),
    "place.lane": _nothing,
    "place.road": _detected("road", 0.5, "路名"),
    "place.number": _detected("number", 0.62, "门牌号"),
    "place.building": _building,
    "place.entrance": _detected("entrance", 0.9, "单元号"),
    "place.floor": _detected("floor", 0.62, "楼层"),
    "place.unit": _unit,
    "organisation.covers": _detected("community", 0.4, "社区名称"),
    "case.received_at": _received,
}
_BY_FIELD: Mapping[str, Callable[[Contents], Fit]] = {
    "identity_number": _detected("identity", 0.97, "身份证号"),
    "telephones": _detected("telephone", 0.88, "电话"),
    "telephone": _detected("telephone", 0.7, "电话"),
    "name": _name,
    "address": _detected("address", 0.78, "地址"),
    "record": _identifier,
    "text": _text,
    "result": _result,
    "title": _title,
    "received_by": _office,
    "handed_to": _office,
    "member_of": _office,
    "birth_date": _birthday,
    "account": lambda contents: Fit(contents.share("account"), 0.4, checked=False, looks="账号"),
    "aliases": _nothing,
    "post": _nothing,
}


def _by_type(contents: Contents, type: Type) -> Fit | None:
    match type:
        case Type.DATE | Type.DATETIME:
            return Fit(contents.share("date") * (1 - 0.5 * contents.born), 0.5, looks="日期")
        case Type.INT:
            tells = 0.6 if contents.share("people") > 0.5 else 0.3
            return Fit(0.0 if contents.running else contents.share("count"), tells, looks="数量")
        case Type.FLOAT:
            tells = 0.66 if contents.share("money") > 0.5 else 0.3
            return Fit(contents.share("amount"), tells, looks="金额")
        case Type.BOOL:
            return Fit(contents.share("yes_no"), 0.4, looks="是否")
    return None
