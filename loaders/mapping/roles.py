"""Headers that are put together of whom and what: 诉求人 + 联系电话, 当事人甲 + 身份证号.

A mapping names the words for a subject once (`[roles]`), and its columns follow. A header that a column names
itself is that column's.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import replace

from loaders.headers import plain_header
from loaders.mapping.record import Column, Mapping
from loaders.targets import all_targets

_ENDINGS: Map[str, tuple[str, ...]] = {
    "name": ("姓名", "名称", "名字", "姓名或名称", "姓名名称", "姓名/名称", "单位名称"),
    "telephones": (
        "电话", "联系电话", "联系方式", "手机", "手机号", "手机号码", "电话号码", "联系电话号码", "联系号码",
        "联系手机", "移动电话", "固定电话", "座机", "固话", "号码", "手机电话", "电话/手机",
    ),
    "identity_number": (
        "身份证", "身份证号", "身份证号码", "身份证件号码", "身份证件号", "证件号", "证件号码", "公民身份号码",
        "公民身份证号", "公民身份证号码", "居民身份证号", "居民身份证号码", "身份证明号码", "有效证件号码",
    ),
    "address": (
        "住址", "地址", "家庭住址", "家庭地址", "现住址", "现住地址", "居住地址", "居住地", "居住详址", "住所",
        "住所地", "联系地址", "通讯地址", "详细住址", "详细地址", "现居住地址", "现居住地", "常住地址", "家庭详细住址",
    ),
    "sex": ("性别",),
    "birth_date": ("出生日期", "出生年月日", "出生年月", "生日"),
    "post": ("职务", "岗位", "职位"),
}  # fmt: skip
_NUMBERED = ("telephones",)
"""What a table often has twice: 手机号码1, 联系电话2."""
_NUMBERS = ("", "1", "2", "3", "一", "二", "三")
_BARE = {
    **_ENDINGS,
    "name": ("姓名", "名字"),
    "telephones": tuple(each for each in _ENDINGS["telephones"] if each != "号码"),
    "address": (
        "住址", "家庭住址", "家庭地址", "现住址", "现住地址", "居住地址", "居住详址", "详细住址", "联系地址",
        "通讯地址", "住所地", "现居住地址", "现居住地", "常住地址", "家庭详细住址",
    ),
}  # fmt: skip


def with_roles(mapping: Mapping) -> Mapping:
    """`mapping` with the headers that its roles make."""
    claimed = {header for column in mapping.columns for header in column.headers}
    made: dict[str, dict[str, None]] = {}
    for path, header in _made(mapping):
        if header not in claimed and path not in mapping.dropped:
            claimed.add(header)
            made.setdefault(path, {})[header] = None
    known = [replace(each, headers=(*each.headers, *made.pop(each.path, ()))) for each in mapping.columns]
    new = [Column(all_targets()[path], tuple(headers)) for path, headers in made.items()]
    return replace(mapping, columns=(*known, *new))


def role_paths(mapping: Mapping) -> set[str]:
    """The paths that its roles fill."""
    subjects = {*mapping.roles, mapping.person} - {""}
    return {path for subject in subjects for field in _ENDINGS if (path := f"{subject}.{field}") in all_targets()}


def _made(mapping: Mapping) -> Iterator[tuple[str, str]]:
    """Paths and headers in plain form, what is the clearest first."""
    words = [(subject, plain_header(word)) for subject, some in mapping.roles.items() for word in some]
    yield from ((f"{subject}.name", word) for subject, word in words)
    for subject, word in words:
        for field, endings in _PLAIN_ENDINGS.items():
            if (path := f"{subject}.{field}") in all_targets():
                yield from ((path, word + each) for each in endings)
    for field, endings in _PLAIN_BARE.items() if mapping.person else ():
        if (path := f"{mapping.person}.{field}") in all_targets():
            yield from ((path, each) for each in endings)


def _plain_numbered(parts: Map[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {
        field: tuple(
            dict.fromkeys(
                plain_header(each) + number for number in (_NUMBERS if field in _NUMBERED else ("",)) for each in some
            )
        )
        for field, some in parts.items()
    }


_PLAIN_ENDINGS, _PLAIN_BARE = _plain_numbered(_ENDINGS), _plain_numbered(_BARE)
ATTRIBUTES: Map[str, str] = {word: field for field, words in _PLAIN_ENDINGS.items() for word in words}
"""What forms ask of a person, and the field that it is; alone, such a header does not say of which person."""
