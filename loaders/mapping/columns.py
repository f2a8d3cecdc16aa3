"""The columns of a mapping file, and what they change in those that it inherits."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from typing import Any

from loaders.headers import plain_header
from loaders.mapping.record import Column
from loaders.mapping.wrong import Wrong
from loaders.refused import refused_header
from loaders.targets import Target

COLUMN_KEYS = ("headers", "also", "required", "lenient", "shared")
_FLAGS = ("required", "lenient", "shared")


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """One entry of `[columns]`."""

    target: Target
    headers: tuple[str, ...] | None = None
    """In plain form, in place of inherited ones; None: those stay."""
    also: tuple[str, ...] = ()
    """Beside the inherited ones."""
    flags: Map[str, bool] | None = None
    """None: the path is dropped."""

    @property
    def dropped(self) -> bool:
        return self.flags is None

    @property
    def shared(self) -> bool:
        return bool(self.flags and self.flags.get("shared"))

    @property
    def claims(self) -> tuple[str, ...]:
        return (*(self.headers or ()), *self.also)


def read_column(target: Target, stated: Any) -> ColumnChange:
    """One entry: headers, a table of details, or `false`. Raises Wrong."""
    key = ("columns", target.path)
    if isinstance(stated, bool):
        if stated:
            raise Wrong(key, f"“{target.path}”不能写 true：写表头，或写 false 去掉基础映射里的", value=True)
        return ColumnChange(target)
    if not isinstance(stated, dict):
        return ColumnChange(target, headers=_headers(key, stated), flags={})
    for each in stated:
        if each not in COLUMN_KEYS:
            alike = difflib.get_close_matches(each, COLUMN_KEYS, n=1, cutoff=0.5)
            meant = f"是不是 {alike[0]}？" if alike else ""
            said = f"“{target.path}”里没有“{each}”这一项，{meant}可用的有 {'、'.join(COLUMN_KEYS)}"
            raise Wrong((*key, each), said)
    flags = {each: stated[each] for each in _FLAGS if each in stated}
    for name, flag in flags.items():
        if not isinstance(flag, bool):
            raise Wrong((*key, name), f"“{target.path}”的 {name} 应是 true 或 false", value=True)
    headers = _headers((*key, "headers"), stated["headers"]) if "headers" in stated else None
    also = _headers((*key, "also"), stated["also"]) if "also" in stated else ()
    return ColumnChange(target, headers, also, flags)


def _headers(key: tuple[str, ...], stated: Any) -> tuple[str, ...]:
    path = key[1]
    texts = [stated] if isinstance(stated, str) else stated
    if not isinstance(texts, list):
        raise Wrong(key, f'“{path}”应是表头的文字，如 ["姓名", "名字"]', value=True)
    if not texts:
        raise Wrong(key, f"“{path}”没有写表头（headers 是空的）", value=True)
    return tuple(dict.fromkeys(_header((*key, at), path, each) for at, each in enumerate(texts)))


def _header(key: tuple[str | int, ...], path: str, stated: Any) -> str:
    if not isinstance(stated, str):
        raise Wrong(key, f"“{path}”的表头“{stated}”应是文字，用英文双引号括起来", value=True)
    plain = plain_header(stated)
    if not plain:
        raise Wrong(key, f"“{path}”有一个空的表头", value=True)
    if why := refused_header(plain):
        raise Wrong(key, f"表头“{stated}”不收：{why}不载入本系统，请删去", value=True)
    return plain


def twice_claimed(changes: Map[str, ColumnChange]) -> Iterator[tuple[str, str, str]]:
    """Headers that two paths of one file claim, neither saying that it shares: header, first and second path."""
    known: dict[str, str] = {}
    for path, change in changes.items():
        for header in change.claims:
            first = known.setdefault(header, path)
            if first != path and not change.shared and not changes[first].shared:
                yield header, first, path


def heirs(
    inherited: Map[str, Column], changes: Map[str, ColumnChange], *, by_roles: Collection[str]
) -> tuple[Column, ...]:
    """The columns that `changes` make of inherited ones; `by_roles`: what the base's roles fill. Raises Wrong.

    A header that the file claims is taken from the inherited paths, unless it is shared.
    """
    columns = dict(inherited)
    for path, change in changes.items():
        if change.dropped:
            if path not in inherited and path not in by_roles:
                raise Wrong(("columns", path), f"基础映射里没有“{path}”，不用去掉", value=True)
            columns.pop(path, None)
        else:
            columns[path] = _changed(path, inherited.get(path), change)
    claims = {header: path for path, change in changes.items() if not change.shared for header in change.claims}
    for path in [each for each in columns if each in inherited and each not in changes]:
        left = _left(columns[path], claims)
        if left is None:
            del columns[path]
        else:
            columns[path] = left
    return tuple(columns.values())


def _changed(path: str, base: Column | None, change: ColumnChange) -> Column:
    key = ("columns", path)
    if change.headers is None and base is None:
        wanted = "（also 只用于基础映射里已有的字段）" if change.also else ""
        raise Wrong(key, f"“{path}”没有写表头 headers{wanted}")
    headers = base.headers if change.headers is None and base else change.headers or ()
    # A list of headers in place of another says all of a column, as it did before `also` was there.
    start = replace(base, headers=()) if base and change.headers is None else Column(change.target, ())
    return replace(start, headers=tuple(dict.fromkeys((*headers, *change.also))), **(change.flags or {}))


def _left(column: Column, claims: Map[str, str]) -> Column | None:
    """What of an inherited column nobody claims; None: nothing."""
    if column.shared:
        return column
    left = tuple(each for each in column.headers if each not in claims)
    if left:
        return replace(column, headers=left)
    if column.required:
        taker = claims[column.headers[0]]
        said = f"表头“{column.headers[0]}”归了“{taker}”，必需的“{column.path}”就没有表头了，请另写，或写 false 去掉"
        raise Wrong(("columns", taker), said)
    return None
