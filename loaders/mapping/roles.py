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
    "name": ("姓名", "名称", "名字", "姓名或名称", "姓名/名称"),
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
    columns = {each.path: each for each in mapping.columns}
    for path, header in _made(mapping):
        if header in claimed:
            continue
        claimed.add(header)
        known = columns.get(path) or Column(all_targets()[path], ())
        columns[path] = replace(known, headers=(*known.headers, header))
    return replace(mapping, columns=tuple(columns.values()))


def _made(mapping: Mapping) -> Iterator[tuple[str, str]]:
    """Paths and headers, what is the clearest first."""
    for subject, words in mapping.roles.items():
        for word in words:
            yield f"{subject}.name", plain_header(word)
    for subject, words in mapping.roles.items():
        for word in words:
            yield from _of(subject, word, _ENDINGS)
    if mapping.person:
        yield from _of(mapping.person, "", _BARE)


def _of(subject: str, word: str, endings: Map[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for field, parts in endings.items():
        path = f"{subject}.{field}"
        if path not in all_targets():
            continue
        numbers = ("", "1", "2", "3", "一", "二", "三") if field in _NUMBERED else ("",)
        for number in numbers:
            for part in parts:
                yield path, plain_header(f"{word}{part}{number}")
