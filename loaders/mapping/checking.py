"""A mapping file while it is read: every mistake with its line, and what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from graph.errors import BadMapping, UnknownCode
from graph.vocabulary import CodeList, Vocabulary
from loaders.cells import BadCell
from loaders.headers import plain_header
from loaders.mapping.columns import ColumnChange, heirs, read_column, twice_claimed
from loaders.mapping.comparing import read_compared
from loaders.mapping.record import Mapping
from loaders.mapping.roles import role_paths
from loaders.mapping.toml_errors import Document, NotToml, read_document
from loaders.mapping.toml_places import Spot
from loaders.mapping.wrong import Wrong
from loaders.refused import excluded_field, refused_header
from loaders.targets import PARTIES, SUBJECTS, TENANCIES, Target, all_targets

KEYS = (
    "name", "zh", "about", "extends", "row", "source", "hints", "person", "roles", "columns", "values", "defaults",
    "identity",
)  # fmt: skip
NEEDED: Map[str, tuple[str, ...]] = {"mention": ("party.record",), "organisation": ("organisation.name",)}
"""Columns without which a row of that kind is nothing."""

_PEOPLE = (*PARTIES, *TENANCIES, "officer")
_NEAREST = 3
_TOLD = 10


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong with a mapping file."""

    spot: Spot | None
    """None: it is wrong with the file as a whole."""
    reason: str

    def __str__(self) -> str:
        return f"{self.spot}：{self.reason}" if self.spot else self.reason


def bad_mapping(path: object, mistakes: Sequence[Mistake]) -> BadMapping:
    """The error that tells all `mistakes`, of which there is at least one."""
    lines = [str(each) for each in mistakes[:_TOLD]]
    if len(mistakes) > _TOLD:
        lines.append(f"另有 {len(mistakes) - _TOLD} 处")
    reason = lines[0] if len(lines) == 1 else f"共 {len(mistakes)} 处\n  " + "\n  ".join(lines)
    return BadMapping(path=path, reason=reason, mistakes=tuple(mistakes))


def nearest(wrong: str, known: Iterable[str]) -> str:
    """A sentence that proposes the names most like `wrong`; empty when none is."""
    found = difflib.get_close_matches(wrong, list(known), n=_NEAREST, cutoff=0.6)
    return f"是不是 {'、'.join(found)}？" if found else ""


class Check:
    """One mapping file while it is checked."""

    def __init__(self, path: object, text: str, vocabulary: Vocabulary) -> None:
        self.path = path
        self.vocabulary = vocabulary
        self.mistakes: list[Mistake] = []
        try:
            self.document: Document = read_document(text)
        except NotToml as error:
            mistake = Mistake(error.spot, f"不是正确的 TOML：{error.reason}")
            raise bad_mapping(path, [mistake]) from error

    @property
    def extends(self) -> str | None:
        """What the file extends. Raises BadMapping when that is no text."""
        found = self.document.tables.get("extends")
        if found is not None and not isinstance(found, str):
            self.fail(("extends",), "“extends”应是一段文字：内置映射的名字，或另一个映射文件")
        return found

    def fail(self, key: tuple[str | int, ...], reason: str) -> None:
        """Stop at a mistake after which nothing else can be read. Raises BadMapping."""
        self.note(Wrong(key, reason))
        raise bad_mapping(self.path, self.mistakes)

    def note(self, wrong: Wrong) -> None:
        places = self.document.places
        spot = places.of_value(*wrong.key) if wrong.value else places.of(*wrong.key)
        self.mistakes.append(Mistake(spot, wrong.reason))

    # -- the whole -------------------------------------------------------------------------------

    def mapping(self, *, name: str, base: Mapping | None) -> Mapping:
        """The mapping with all that it inherits, its roles not yet made into headers. Raises BadMapping."""
        tables = self.document.tables
        for key in tables:
            if key not in KEYS:
                self.note(Wrong((key,), f"没有“{key}”这一项，{nearest(key, KEYS)}可用的有 {'、'.join(KEYS)}"))
        row = self._row(base)
        own = Mapping(
            name=self._text("name", name),
            zh=self._text("zh", base.zh if base else name),
            about=self._text("about", base.about if base else "", empty=True),
            extends=base.name if base else "",
            row=row,
            source=self._source(base),
            hints=self._texts(("hints",), tables.get("hints", list(base.hints) if base else [])),
            roles=self._roles(row, base),
            person=self._person(row, base),
            compared=read_compared(tables, row=row, base=base, note=self.note, nearest=nearest),
        )
        changes = self._columns(row)
        whole = self._inherited(own, base, changes)
        whole = replace(whole, values=self._values(whole, base), defaults=self._defaults(row, base))
        self._check_whole(whole)
        if self.mistakes:
            raise bad_mapping(self.path, sorted(self.mistakes, key=lambda each: each.spot or Spot(0, 0)))
        return whole

    def _row(self, base: Mapping | None) -> str:
        row = self._text("row", base.row if base else None)
        if row not in SUBJECTS:
            if row:
                self.note(
                    Wrong(("row",), f"row = “{row}”不认识，{nearest(row, SUBJECTS)}可用的有 {'、'.join(SUBJECTS)}")
                )
            raise bad_mapping(self.path, self.mistakes)
        if base and (foreign := {each.target.subject for each in base.columns} - set(SUBJECTS[row])):
            said = f"row = “{row}”不能以“{base.name}”为底：一行“{row}”说不到 {'、'.join(sorted(foreign))}"
            self.fail(("row",) if "row" in self.document.tables else ("extends",), said)
        return row

    def _source(self, base: Mapping | None) -> str:
        text = self._text("source", base.source if base else None)
        codes = self.vocabulary["source"]
        try:
            return codes.code(text) if text else ""
        except UnknownCode:
            self.note(Wrong(("source",), f"来源渠道没有代码“{text}”，{_known_codes(codes, text)}", value=True))
            return ""

    def _inherited(self, own: Mapping, base: Mapping | None, changes: Map[str, ColumnChange]) -> Mapping:
        inherited = {each.path: each for each in base.columns} if base else {}
        before = base.dropped if base else frozenset[str]()
        dropped = before - changes.keys() | {path for path, each in changes.items() if each.dropped}
        try:
            columns = heirs(inherited, changes, by_roles=role_paths(base) if base else set())
        except Wrong as wrong:
            self.note(wrong)
            columns = ()
        return replace(own, columns=columns, dropped=dropped)

    def _check_whole(self, whole: Mapping) -> None:
        if not whole.columns and not whole.roles and not self.mistakes:
            self.note(Wrong((), "没有 [columns]，不知道哪一列是什么"))
        required = {each.path for each in whole.columns if each.required}
        for path in NEEDED.get(whole.row, ()):
            if path not in required and not self.mistakes:
                said = f'“{whole.row}”行缺少必需的“{path}”，应写成 "{path}" = {{ headers = […], required = true }}'
                self.note(Wrong(("columns", path), said))

    # -- columns ---------------------------------------------------------------------------------

    def _columns(self, row: str) -> dict[str, ColumnChange]:
        read: dict[str, ColumnChange] = {}
        for path, stated in self._table("columns").items():
            try:
                if path in SUBJECTS[row] and isinstance(stated, dict):
                    field = next(iter(stated), "title")
                    raise Wrong(("columns", path), f'带点的字段名要用英文双引号括起来，如 "{path}.{field}"')
                read[path] = read_column(self._target("columns", path, row), stated)
            except Wrong as wrong:
                self.note(wrong)
        for header, first, second in twice_claimed(read):
            key, other = self._header_key(second, header), self._header_key(first, header)
            line = self.document.places.of_value(*other)
            said = f"“{first}”（第 {line.line if line else '?'} 行）和“{second}”都要表头“{header}”"
            self.note(Wrong(key, f"{said}，只能留一处；确实一列填两处时，在后一处写 shared = true", value=True))
        return read

    def _header_key(self, path: str, header: str) -> tuple[str | int, ...]:
        """Where among the headers of a path one stands."""
        places = self.document.places.values
        stated = self.document.tables["columns"][path]
        for part in ("headers", "also"):
            found = stated.get(part) if isinstance(stated, dict) else stated
            for at, each in enumerate([found] if isinstance(found, str) else found or ()):
                for key in (("columns", path, at), ("columns", path, part, at), ("columns", path, part)):
                    if plain_header(each) == header and key in places:
                        return key
        return ("columns", path)

    def _target(self, table: str, path: str, row: str) -> Target:
        target = all_targets().get(path)
        subjects = SUBJECTS[row]
        if target is not None and target.subject in subjects:
            return target
        if why := excluded_field(path):
            raise Wrong((table, path), f"“{path}”不收：{why}不载入本系统，请删去这一行")
        if path in KEYS:
            raise Wrong((table, path), f"“{path}”要写在所有 [表] 的前面，写在这里就成了字段")
        raise Wrong((table, path), f"“{row}”行没有字段“{path}”，{self._fields_like(path, subjects)}")

    def _fields_like(self, path: str, subjects: Sequence[str]) -> str:
        subject = path.partition(".")[0]
        known = [each.path for each in all_targets().values() if each.subject in subjects]
        alike = nearest(path, known)
        if subject not in subjects:
            return f"{alike}可用的开头有 {'、'.join(f'{each}.' for each in subjects)}"
        return f"{alike}可用的有 {'、'.join(each for each in known if each.startswith(f'{subject}.'))}"

    # -- values and defaults ---------------------------------------------------------------------

    def _values(self, whole: Mapping, base: Mapping | None) -> dict[str, Map[str, str]]:
        checked = dict(base.values) if base else {}
        mapped = {each.path for each in whole.columns} | role_paths(whole)
        for path, words in self._table("values").items():
            try:
                own = dict(self._words(path, words, whole.row))
                if path not in mapped and not self.mistakes:
                    raise Wrong(("values", path), f"[columns] 里没有“{path}”，这些说法用不上")
                checked[path] = MappingProxyType({**checked.get(path, {}), **own})
            except Wrong as wrong:
                self.note(wrong)
        return checked

    def _words(self, path: str, words: Any, row: str) -> Iterator[tuple[str, str]]:
        target = self._target("values", path, row)
        if target.code is None:
            raise Wrong(("values", path), f"“{path}”（{target.zh}）不是代码，不能写 [values]")
        if not isinstance(words, dict):
            raise Wrong(("values", path), f'应是一张表：[values."{path}"]，每行是 "表里的说法" = "代码"')
        codes = self.vocabulary[target.code]
        for word, code in words.items():
            found = _code(codes, code)
            if found is None:
                said = f'“{codes.zh}”没有代码“{code}”，{_known_codes(codes, str(code))}；不要的写空文字 ""'
                self.note(Wrong(("values", path, word), said, value=True))
            else:
                yield word, found

    def _defaults(self, row: str, base: Mapping | None) -> dict[str, Any]:
        checked: dict[str, Any] = dict(base.defaults) if base else {}
        for path, stated in self._table("defaults").items():
            try:
                checked[path] = self._default(path, stated, row)
            except Wrong as wrong:
                self.note(wrong)
        return checked

    def _default(self, path: str, stated: Any, row: str) -> Any:
        target = self._target("defaults", path, row)
        if isinstance(stated, dict | list):
            raise Wrong(("defaults", path), f"“{path}”的默认值应是一个值", value=True)
        try:
            return target.reads(self.vocabulary, translations={})(stated)
        except BadCell as error:
            hint = nearest(str(stated), self.vocabulary[target.code].labels) if target.code else ""
            said = f"“{path}”的默认值“{stated}”不行：{error}，{hint}可填 {error.accepted}"
            raise Wrong(("defaults", path), said, value=True) from error
        except (TypeError, AttributeError, ValueError) as error:
            raise Wrong(("defaults", path), f"“{path}”的默认值“{stated}”不是{target.zh}", value=True) from error

    # -- parts -----------------------------------------------------------------------------------

    def _roles(self, row: str, base: Mapping | None) -> dict[str, tuple[str, ...]]:
        """The words for subjects; a word that the file gives to one is taken from the others."""
        own: dict[str, tuple[str, ...]] = {}
        for subject, words in self._table("roles").items():
            stated = self._texts(("roles", subject), words)
            for each in (known for known in own if set(own[known]) & set(stated)):
                self.note(Wrong(("roles", subject), f"“{each}”和“{subject}”有同样的说法，只能留一处"))
            for at, word in enumerate(stated):
                if why := refused_header(plain_header(word)):
                    self.note(Wrong(("roles", subject, at), f"“{word}”不收：{why}不载入本系统，请删去", value=True))
            if self._is_person(("roles", subject), subject, row):
                own[subject] = stated
        taken = {word for words in own.values() for word in words}
        kept = {subject: tuple(each for each in words if each not in taken) for subject, words in _roles_of(base)}
        merged = {subject: (*own.get(subject, ()), *kept.get(subject, ())) for subject in {**own, **kept}}
        return {subject: words for subject, words in merged.items() if words}

    def _person(self, row: str, base: Mapping | None) -> str:
        person = self._text("person", base.person if base else "", empty=True)
        return person if person and self._is_person(("person",), person, row) else ""

    def _is_person(self, key: tuple[str, ...], subject: str, row: str) -> bool:
        known = [each for each in SUBJECTS[row] if each in _PEOPLE]
        if subject not in known:
            said = f"“{row}”行没有“{subject}”这种人，{nearest(subject, known)}可用的有 {'、'.join(known)}"
            self.note(Wrong(key, said))
        return subject in known

    def _table(self, key: str) -> Map[str, Any]:
        found = self.document.tables.get(key, {})
        if not isinstance(found, dict):
            self.note(Wrong((key,), f"“{key}”应是一张表：[{key}]"))
            return {}
        return found

    def _text(self, key: str, default: str | None, *, empty: bool = False) -> str:
        found = self.document.tables.get(key, default)
        if found is None:
            self.note(Wrong((), f"缺少“{key}”"))
            return ""
        if not isinstance(found, str) or not (found.strip() or (empty and found == "")):
            self.note(Wrong((key,), f"“{key}”应是一段文字", value=True))
            return ""
        return found

    def _texts(self, key: tuple[str, ...], found: Any) -> tuple[str, ...]:
        texts = [found] if isinstance(found, str) else found
        if not isinstance(texts, list | tuple):
            self.note(Wrong(key, f'“{key[-1]}”应是几段文字，如 ["姓名", "名字"]', value=True))
            return ()
        for at, each in enumerate(texts):
            if not isinstance(each, str) or not each.strip():
                self.note(Wrong((*key, at), f"“{key[-1]}”里的每一项应是一段文字，不能是空的", value=True))
        return tuple(each for each in texts if isinstance(each, str) and each.strip())


def _roles_of(base: Mapping | None) -> Iterable[tuple[str, tuple[str, ...]]]:
    return base.roles.items() if base else ()


def _code(codes: CodeList, stated: Any) -> str | None:
    """The code that a translation names by code or label; empty: none is meant; None: there is no such code."""
    if stated == "" or (isinstance(stated, str) and stated in codes.labels):
        return stated
    return next((code for code, label in codes.labels.items() if label == stated), None)


def _known_codes(codes: CodeList, wrong: str) -> str:
    alike = nearest(wrong, [*codes.labels, *codes.labels.values()])
    return f"{alike}可用的有 {'、'.join(f'{code}（{zh}）' for code, zh in codes.labels.items())}"
