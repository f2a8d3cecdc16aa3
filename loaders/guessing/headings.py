"""How much a header sounds like a field: by the headers of all built-in mappings, and by what those contain.

English names (`id_card`) and initials of pinyin (SFZH), as databases export them, are put into Chinese first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from loaders.binding import IGNORED
from loaders.headers import plain_header
from loaders.mapping import built_in, built_in_names

_ELSEWHERE = 0.95
"""A header that another built-in mapping knows for the same path."""
_OTHER_SUBJECT = 0.6
"""A header that is known for the same field of somebody else."""
_LEAST = 0.3
_COUNTS = "123一二三"

_ENGLISH = {
    "name": "姓名", "username": "姓名", "fullname": "姓名", "person": "当事人", "phone": "电话", "tel": "电话",
    "telephone": "电话", "mobile": "手机号", "cellphone": "手机号", "contact": "联系方式", "idcard": "身份证号",
    "identity": "身份证号", "idno": "身份证号", "idnumber": "身份证号", "idcardno": "身份证号", "certno": "证件号码",
    "address": "地址", "addr": "地址", "location": "地点", "sex": "性别", "gender": "性别", "birth": "出生日期",
    "birthday": "出生日期", "birthdate": "出生日期", "dob": "出生日期", "title": "标题", "subject": "标题",
    "topic": "主题", "content": "内容", "description": "描述", "desc": "描述", "detail": "详情", "details": "详情",
    "text": "内容", "status": "状态", "state": "状态", "date": "日期", "time": "时间", "createdat": "创建时间",
    "createtime": "创建时间", "createdtime": "创建时间", "reporttime": "上报时间", "receivedat": "受理时间",
    "accepttime": "受理时间", "community": "社区", "grid": "网格", "street": "街道", "building": "楼栋",
    "unit": "单元", "room": "房号", "roomno": "房号", "floor": "楼层", "estate": "小区", "amount": "金额",
    "money": "金额", "count": "人数", "type": "类型", "category": "类别", "kind": "类别", "dept": "部门",
    "department": "部门", "org": "单位名称", "organization": "单位名称", "organisation": "单位名称",
    "company": "企业名称", "owner": "产权人", "tenant": "承租人", "applicant": "申请人", "respondent": "被申请人",
    "reporter": "反映人", "complainant": "投诉人", "caller": "来电人", "party": "当事人", "result": "处理结果",
    "reply": "答复内容", "deadline": "办理期限", "due": "办理期限", "closedat": "办结时间", "closetime": "办结时间",
    "finishtime": "办结时间", "source": "来源", "channel": "渠道", "role": "角色", "code": "编码", "number": "编号",
    "no": "编号", "id": "编号", "caseno": "案件编号", "caseid": "案件编号", "eventid": "事件编号",
    "ticketno": "工单编号", "orderno": "工单编号", "remark": "备注", "note": "备注", "position": "职务",
    "post": "职务", "job": "职务", "creditcode": "统一社会信用代码", "eventname": "事件名称", "eventtype": "事件类型",
    "event": "事件", "petitioner": "信访人", "petition": "信访件", "visitor": "来访人", "hotline": "热线",
    "ticket": "工单", "order": "工单", "case": "案件", "house": "房屋", "resident": "居民", "record": "记录",
    "citizen": "市民", "residence": "住址", "home": "家庭", "relation": "居住关系", "handler": "承办单位",
    "happentime": "发生时间", "happenaddress": "发生地点",
}  # fmt: skip
_INITIALS = {
    "xm": "姓名", "xb": "性别", "sfzh": "身份证号", "sfzhm": "身份证号码", "zjhm": "证件号码",
    "gmsfhm": "公民身份号码", "csrq": "出生日期", "lxdh": "联系电话", "lxfs": "联系方式", "dh": "电话",
    "sjh": "手机号", "sjhm": "手机号码", "dz": "地址", "zz": "住址", "xzz": "现住址", "jtzz": "家庭住址",
    "bt": "标题", "nr": "内容", "bh": "编号", "gdbh": "工单编号", "sjbh": "事件编号", "ajbh": "案件编号",
    "zt": "状态", "blzt": "办理状态", "slsj": "受理时间", "sbsj": "上报时间", "bjsj": "办结时间", "djrq": "登记日期",
    "djsj": "登记时间", "sq": "社区", "sssq": "所属社区", "wg": "网格", "sswg": "所属网格", "jd": "街道",
    "xq": "小区", "xqmc": "小区名称", "ld": "楼栋", "dy": "单元", "fh": "房号", "lc": "楼层", "dwmc": "单位名称",
    "fzr": "负责人", "lxr": "联系人", "zw": "职务", "bz": "备注", "sqr": "申请人", "bsqr": "被申请人",
    "fyr": "反映人", "sqnr": "诉求内容", "sjms": "事件描述", "sfdd": "事发地点", "fsdd": "发生地点",
    "jflb": "纠纷类别", "jflx": "纠纷类型", "cljg": "处理结果", "bljg": "办理结果", "cbdw": "承办单位",
    "tyshxydm": "统一社会信用代码",
}  # fmt: skip
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


class Sound(NamedTuple):
    """How much a header sounds like a path, and the known header that it sounds like."""

    score: float
    """1: it is that header."""
    header: str


@cache
def known_headers() -> Mapping[str, frozenset[tuple[str, str]]]:
    """Every header of the built-in mappings with the mappings and paths that know it."""
    known: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in built_in_names():
        for column in built_in(name).columns:
            for header in column.headers:
                known[header].add((name, column.path))
    return {header: frozenset(paths) for header, paths in known.items()}


def is_known(plain: str) -> bool:
    """Whether a header in plain form is one that some built-in mapping knows, or that means nothing anywhere."""
    return plain in known_headers() or (plain in IGNORED and plain != "") or plain in _ENGLISH or plain in _INITIALS


def says_something(header: str) -> bool:
    """Whether a header means anything to a reader: 列1, F3 and 第3列 do not."""
    plain = plain_header(header)
    if any(each in known_headers() for each in _readings(header)):
        return True
    return bool(re.search(r"[\u3400-\u9fff]{2,}", re.sub(r"第\d+列|列\d*|字段\d*|栏\d*|未命名|无标题", "", plain)))


@lru_cache(maxsize=8192)
def sounds(header: str, base: str) -> Mapping[str, Sound]:
    """What `header`, as written, sounds like to the built-in mapping `base`: by path, what is too weak left out."""
    found: dict[str, Sound] = {}
    for known, score in _alike(header).items():
        for path, weight in _meanings(known, base):
            sound = Sound(round(score * weight, 4), known)
            if sound.score >= _LEAST and (path not in found or sound > found[path]):
                found[path] = sound
    return found


@cache
def _meanings(known: str, base: str) -> tuple[tuple[str, float], ...]:
    """The paths of `base` that a known header means, and how surely: what `base` itself says goes before all others."""
    meanings = known_headers()[known]
    own = [each for each in meanings if each[0] == base]
    return tuple(meant for name, path in own or meanings for meant in _meant(path, name, base))


def _meant(path: str, name: str, base: str) -> Iterator[tuple[str, float]]:
    """The paths of `base` that a header means which the mapping `name` knows for `path`."""
    subject, _, field = path.partition(".")
    if name == base:
        yield path, 1.0
        return
    own = _paths(base)
    if path in own:
        yield path, _ELSEWHERE
    person = built_in(base).person
    if person and person != subject and f"{person}.{field}" in own and subject not in ("case", "place", "organisation"):
        yield f"{person}.{field}", _OTHER_SUBJECT


@cache
def _paths(name: str) -> frozenset[str]:
    return frozenset(each.path for each in built_in(name).columns)


@lru_cache(maxsize=1024)
def _alike(header: str) -> Mapping[str, float]:
    """The known headers that `header` resembles, by how much."""
    found: dict[str, float] = {}
    for reading in _readings(header):
        if reading in known_headers():
            found[reading] = 1.0
        for known in _sharing(reading):
            score = _resemblance(reading, known)
            if score >= _LEAST and score > found.get(known, 0.0):
                found[known] = score
    return found


def _resemblance(one: str, other: str) -> float:
    """0 to 1: by containment, and by the pairs of characters that both have; what both end with counts most."""
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    ratio = len(shorter) / len(longer)
    if len(shorter) >= 2 and shorter in longer:
        return (0.55 if longer.endswith(shorter) else 0.35) + 0.4 * ratio
    pairs, others = _pairs(one), _pairs(other)
    dice = (
        2
        * sum(min(count, others[pair]) for pair, count in pairs.items() if pair in others)
        / max(1, sum(pairs.values()) + sum(others.values()))
    )
    characters = len(set(one) & set(other)) / len(set(one) | set(other))
    return 0.85 * (0.6 * dice + 0.4 * characters) * (1.0 if one[-1] == other[-1] else 0.8)


@lru_cache(maxsize=8192)
def _pairs(text: str) -> Mapping[str, int]:
    """How often each pair of neighbouring characters stands in `text`; one character alone is its own pair."""
    return Counter([text[at : at + 2] for at in range(len(text) - 1)] or [text])


@cache
def _index() -> Mapping[str, tuple[str, ...]]:
    """By pair of characters the known headers that have it; 申请人电话2 is left to 申请人电话."""
    index: dict[str, list[str]] = defaultdict(list)
    for header in known_headers():
        if header[-1] in _COUNTS and header[:-1] in known_headers():
            continue
        for pair in _pairs(header):
            index[pair].append(header)
    return {pair: tuple(headers) for pair, headers in index.items()}


def _sharing(reading: str) -> Iterable[str]:
    return {header for pair in _pairs(reading) for header in _index().get(pair, ())}


def _readings(header: str) -> list[str]:
    """A header in plain form, and what it says in Chinese where it is written in Latin letters."""
    plain = plain_header(header)
    if not plain.isascii() or not plain:
        return [plain] if plain else []
    initials = _INITIALS.get(plain)
    words = [each.lower() for each in _WORD.findall(header)]
    spoken = _ENGLISH.get(plain) or _ENGLISH.get("".join(words)) or _spoken(words)
    return [each for each in (initials, spoken) if each]


def _spoken(words: list[str]) -> str | None:
    """Words such as applicant_phone in Chinese, as far as they are known; two words that are one come first."""
    said: list[str] = []
    at = 0
    while at < len(words):
        pair = "".join(words[at : at + 2])
        if at + 1 < len(words) and pair in _ENGLISH:
            said.append(_ENGLISH[pair])
            at += 2
            continue
        if words[at] in _ENGLISH:
            said.append(_ENGLISH[words[at]])
        at += 1
    return "".join(said) or None
