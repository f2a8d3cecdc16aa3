"""Declared mappings: which header fills what, in TOML that a user can copy and edit.

extends = "12345"                  # optional: start from a built-in mapping
zh = "某区热线工单"
row = "case"                       # what a row is, one of `targets.SUBJECTS`
source = "hotline_12345"           # the channel; a column `case.source` goes before it

[columns]
"case.number" = { headers = ["工单编号", "工单号"], required = true }
"case.title" = ["标题"]

[values."case.status"]             # words of this file for codes of the vocabulary
"归档" = "closed"

[defaults]                         # for what neither file nor graph says
"case.kind" = "request"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from graph.errors import BadMapping, UnknownCode
from graph.vocabulary import VOCABULARY, Vocabulary
from loaders.cells import BadCell
from loaders.headers import plain_header
from loaders.targets import SUBJECTS, Target, all_targets

_KEYS = ("name", "zh", "about", "extends", "row", "source", "hints", "columns", "values", "defaults")
_COLUMN_KEYS = ("headers", "required", "lenient")
_FOLDER = files("loaders") / "mappings"
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Column:
    """One path and the headers by which its column is known, the likeliest first."""

    target: Target
    headers: tuple[str, ...]
    """In the plain form of `plain_header`."""
    required: bool = False
    """The file must have the column, and every row a value in it."""
    lenient: bool = False
    """A value that cannot be read is left out and noted; the row is loaded all the same."""

    @property
    def path(self) -> str:
        return self.target.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """One checked mapping."""

    name: str
    zh: str
    row: str
    source: str
    hints: tuple[str, ...] = ()
    """Words of a title, sheet or file name that speak for it when several fit."""
    columns: tuple[Column, ...] = ()
    values: Map[str, Map[str, str]] = field(default_factory=dict)
    """By path: a word of the file and the code that it means; an empty code: it means nothing."""
    defaults: Map[str, Any] = field(default_factory=dict)

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(each for each in self.columns if each.required)


# -- the built-in ones ---------------------------------------------------------------------------


@cache
def built_in_names() -> tuple[str, ...]:
    """The names of the built-in mappings, sorted."""
    return tuple(sorted(each.name.removesuffix(".toml") for each in _FOLDER.iterdir() if each.name.endswith(".toml")))


def built_in(name: str, vocabulary: Vocabulary = VOCABULARY) -> Mapping:
    """The built-in mapping of that name. Raises BadMapping when there is none."""
    if name not in built_in_names():
        raise BadMapping(path=name, reason=f"没有这个内置映射，可用的有 {'、'.join(built_in_names())}")
    if vocabulary is VOCABULARY:
        return _built_in(name)
    return _Reading(name, built_in_text(name), vocabulary).read()


@cache
def _built_in(name: str) -> Mapping:
    return _Reading(name, built_in_text(name), VOCABULARY).read()


def built_in_text(name: str) -> str:
    """The TOML of a built-in mapping, to be copied and edited."""
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")


def find_mapping(name_or_path: str | Path, vocabulary: Vocabulary = VOCABULARY) -> Mapping:
    """A built-in mapping by its name, or one from a user's TOML file. Raises BadMapping."""
    text = str(name_or_path)
    if isinstance(name_or_path, str) and (text in built_in_names() or not text.endswith(".toml")):
        return built_in(text, vocabulary)
    return read_mapping(Path(name_or_path), vocabulary)


def read_mapping(path: Path, vocabulary: Vocabulary = VOCABULARY) -> Mapping:
    """The mapping in a TOML file, named after the file. Raises BadMapping with the line at fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadMapping(path=path, reason=f"读不了（{error.strerror}）") from error
    except UnicodeDecodeError as error:
        raise BadMapping(path=path, reason="文字编码不是 UTF-8") from error
    return _Reading(str(path), text, vocabulary).read(name=path.stem)


# -- reading one ---------------------------------------------------------------------------------


class _Reading:
    """One mapping file while it is checked."""

    def __init__(self, path: str, text: str, vocabulary: Vocabulary) -> None:
        self.path = path
        self.text = text
        self.vocabulary = vocabulary

    def read(self, *, name: str | None = None, depth: int = 0) -> Mapping:
        tables = self._tables()
        for key in tables:
            self._known(key, _KEYS, "这一项")
        base = self._base(tables, depth)
        row = self._text(tables, "row", base.row if base else None)
        if row not in SUBJECTS:
            raise self._fault("row", f"row = “{row}”不认识，可用的有 {'、'.join(SUBJECTS)}")
        own = Mapping(
            name=self._text(tables, "name", name or self.path),
            zh=self._text(tables, "zh", base.zh if base else name or self.path),
            row=row,
            source=self._source(tables, base),
            hints=self._texts("hints", tables.get("hints", list(base.hints) if base else [])),
            columns=self._columns(self._table(tables, "columns"), row),
            values=self._values(self._table(tables, "values"), row),
            defaults=self._defaults(self._table(tables, "defaults"), row),
        )
        whole = _inherited(base, own) if base else own
        if not whole.columns:
            raise BadMapping(path=self.path, reason="没有 [columns]，不知道哪一列是什么")
        return whole

    def _tables(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise BadMapping(path=self.path, reason=f"不是正确的 TOML：{error}") from error

    def _base(self, tables: Map[str, Any], depth: int) -> Mapping | None:
        name = tables.get("extends")
        if name is None:
            return None
        if name not in built_in_names() or depth >= _DEEPEST:
            raise self._fault("extends", f"没有内置映射“{name}”，可用的有 {'、'.join(built_in_names())}")
        return _Reading(name, built_in_text(name), self.vocabulary).read(depth=depth + 1)

    def _source(self, tables: Map[str, Any], base: Mapping | None) -> str:
        text = self._text(tables, "source", base.source if base else None)
        try:
            return self.vocabulary["source"].code(text)
        except UnknownCode as error:
            raise self._fault("source", str(error)) from error

    def _columns(self, table: Map[str, Any], row: str) -> tuple[Column, ...]:
        return tuple(self._column(path, stated, row) for path, stated in table.items())

    def _column(self, path: str, stated: Any, row: str) -> Column:
        target = self._target(path, row)
        if not isinstance(stated, dict):
            stated = {"headers": stated}
        for key in stated:
            self._known(key, _COLUMN_KEYS, f"“{path}”里的")
        headers = self._texts(path, stated.get("headers"))
        if not headers:
            raise self._fault(path, f"“{path}”没有写表头（headers）")
        flags = {key: stated.get(key, False) for key in ("required", "lenient")}
        if not all(isinstance(each, bool) for each in flags.values()):
            raise self._fault(path, f"“{path}”的 required、lenient 应是 true 或 false")
        return Column(target, tuple(dict.fromkeys(map(plain_header, headers))), **flags)

    def _values(self, table: Map[str, Any], row: str) -> dict[str, Map[str, str]]:
        checked: dict[str, Map[str, str]] = {}
        for path, words in table.items():
            target = self._target(path, row)
            if target.code is None or not isinstance(words, dict):
                raise self._fault(path, f"“{path}”不是代码，不能写 [values]")
            codes = self.vocabulary[target.code]
            for word, code in words.items():
                if code != "" and code not in codes.labels:
                    raise self._fault(word, f"“{codes.zh}”没有代码“{code}”，可用的有 {'、'.join(codes.labels)}")
            checked[path] = MappingProxyType(dict(words))
        return checked

    def _defaults(self, table: Map[str, Any], row: str) -> dict[str, Any]:
        checked: dict[str, Any] = {}
        for path, stated in table.items():
            target = self._target(path, row)
            try:
                checked[path] = target.reads(self.vocabulary, translations={})(stated)
            except (BadCell, TypeError, AttributeError) as error:
                raise self._fault(path, f"“{path}”的默认值“{stated}”不行：{error}") from error
        return checked

    def _target(self, path: str, row: str) -> Target:
        target = all_targets().get(path)
        subjects = SUBJECTS[row]
        if target is None or path.split(".", maxsplit=1)[0] not in subjects:
            known = [each for each in all_targets() if each.split(".")[0] in subjects]
            raise self._fault(path, f"“{row}”行没有字段“{path}”，可用的有 {'、'.join(known)}")
        return target

    def _known(self, key: str, keys: Sequence[str], where: str) -> None:
        if key not in keys:
            raise self._fault(key, f"{where}“{key}”不认识，可用的有 {'、'.join(keys)}")

    def _table(self, tables: Map[str, Any], key: str) -> Map[str, Any]:
        found = tables.get(key, {})
        if not isinstance(found, dict):
            raise self._fault(key, f"“{key}”应是一张表：[{key}]")
        return found

    def _text(self, tables: Map[str, Any], key: str, default: str | None) -> str:
        found = tables.get(key, default)
        if found is None:
            raise BadMapping(path=self.path, reason=f"缺少“{key}”")
        if not isinstance(found, str) or not found.strip():
            raise self._fault(key, f"“{key}”应是一段文字")
        return found

    def _texts(self, key: str, found: Any) -> tuple[str, ...]:
        texts = [found] if isinstance(found, str) else found
        if not isinstance(texts, list) or not all(isinstance(each, str) and each.strip() for each in texts):
            raise self._fault(key, f'“{key}”应是几段文字，如 ["姓名", "名字"]')
        return tuple(texts)

    def _fault(self, needle: str, reason: str) -> BadMapping:
        """The error, with the first line that names `needle` as a key or a value."""
        lines = self.text.splitlines()
        line = next((i for i, each in enumerate(lines, 1) if needle in each.split("#")[0]), None)
        return BadMapping(path=self.path, reason=f"第 {line} 行：{reason}" if line else reason)


def _inherited(base: Mapping, own: Mapping) -> Mapping:
    """`own` over `base`: a column, a word or a default that both have is `own`'s."""
    columns = {each.path: each for each in base.columns} | {each.path: each for each in own.columns}
    values = {path: {**base.values.get(path, {}), **own.values.get(path, {})} for path in {**base.values, **own.values}}
    return replace(own, columns=tuple(columns.values()), values=values, defaults={**base.defaults, **own.defaults})
