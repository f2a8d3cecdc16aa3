"""JSON lines, and a JSON list of objects: the keys are the header, each object is a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from io import TextIOWrapper
from itertools import islice
from typing import Any

import orjson

from graph.errors import FileUnreadable, WrongFileType
from loaders.cells import Cell
from loaders.encoding import find_encoding
from loaders.sheet import BrokenLine, Nested, Sheet, sheet_of
from loaders.source import Source

_LARGEST_LIST = 100 << 20
"""Bytes of a file that must be parsed as a whole."""
_LONGEST_LINE = 1 << 24
_TRIED = 1_000
"""Lines among which one must be an object."""
_DEEPEST = 3
_MOST_KEYS = 2_000

Objects = Callable[[], Iterator[Any]]
"""Gives each object, or the text of a line that is none, anew at each call."""


def read_json(source: Source) -> Sheet:
    """One object a line, or one list of objects. Row n is line n, or object n; the keys are the header.

    A line that is no object is a row that cannot be read, not the end of the file. Raises FileUnreadable,
    WrongFileType (no line is an object), WrongEncoding.
    """
    encoding = find_encoding(source)

    def lines() -> Iterator[Any]:
        with source.open() as stream:
            stream.seek(encoding.skipped)
            with TextIOWrapper(stream, encoding.codec) as text:
                while line := text.readline(_LONGEST_LINE):
                    if len(line) == _LONGEST_LINE:
                        raise FileUnreadable(
                            path=source.path, reason="有一行超过一千六百万字", advice="请一行写一个对象"
                        )
                    yield _parsed(line)

    is_list = source.start[encoding.skipped :].lstrip().startswith(b"[")
    first = [each for each in islice(lines(), _TRIED) if isinstance(each, dict)][:2]
    is_list = is_list or (len(first) == 1 and len(_lists_in(first[0])) == 1)
    if first and not is_list:
        return _sheet(source, lines)
    return _sheet(source, _whole(source, encoding.codec, encoding.skipped))


def _line_too_long(source: Source) -> FileUnreadable:
    return FileUnreadable(path=source.path, reason="有一行超过一千六百万字", advice="请一行写一个对象")


def _parsed(line: str) -> Any:
    """The object of a line; None: a blank line; the text itself: no object."""
    if not line.strip():
        return None
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return line.strip()
    return found if isinstance(found, dict) else line.strip()


def _whole(source: Source, codec: str, skipped: int) -> Objects:
    """The objects of a file that is one list, or one object that holds one."""
    if source.size > _LARGEST_LIST:
        raise FileUnreadable(path=source.path, reason="JSON 超过 100 MB", advice="请改成一行一个对象的 .jsonl")
    with source.open() as stream:
        content = stream.read()[skipped:]
    try:
        found = orjson.loads(content if codec == "utf-8" else content.decode(codec))
    except orjson.JSONDecodeError as error:
        raise WrongFileType(path=source.path, reason="名字是 JSON，内容却不是") from error
    lists = [found] if isinstance(found, list) else []
    if isinstance(found, dict):
        lists = _lists_in(found) if len(_lists_in(found)) == 1 else [[found]]
    if not lists or not any(isinstance(each, dict) for each in lists[0]):
        raise WrongFileType(path=source.path, reason="JSON 里没有对象组成的列表")
    objects = [each if isinstance(each, dict) else orjson.dumps(each).decode() for each in lists[0]]
    return lambda: iter(objects)


def _lists_in(found: Mapping[str, Any]) -> list[list[Any]]:
    """The lists of objects in an object: where there is one, it is what the file is about."""
    return [each for each in found.values() if isinstance(each, list) and any(isinstance(o, dict) for o in each)]


def _sheet(source: Source, objects: Objects) -> Sheet:
    """The keys of all objects are the header: one that first appears late is not lost."""
    keys: dict[str, int] = {}
    height = 0
    nested: set[str] = set()
    said: set[str] = set()
    for each in objects():
        height += 1
        for key, value in _flat(each) if isinstance(each, dict) else ():
            keys.setdefault(key, len(keys))
            if value is not None:
                said.add(key)
            if isinstance(value, Nested):
                nested.add(key)
        if len(keys) > _MOST_KEYS:
            raise FileUnreadable(path=source.path, reason="JSON 的键过多", advice="请检查是否每行是一条记录")
    keys = _without_absent(keys, said)
    notes = [f"键“{key}”的值有嵌套的列表或对象，按原文留存" for key in sorted(nested)]

    def rows() -> Iterator[list[Cell]]:
        yield list(keys)
        for each in objects():
            yield _row(each, keys)

    return sheet_of("", rows, height=height, notes=notes, shift=-1)


def _without_absent(keys: Mapping[str, int], said: AbstractSet[str]) -> dict[str, int]:
    """The keys and their columns but for those of objects that some have not: 申请人 where others have 申请人姓名."""
    kept = [each for each in keys if each in said or not any(_is_beneath(other, each) for other in said)]
    return {each: at for at, each in enumerate(kept)}


def _is_beneath(key: str, above: str) -> bool:
    return key != above and key.startswith(above)


def _row(found: Any, keys: Mapping[str, int]) -> list[Cell]:
    if found is None:
        return []
    if not isinstance(found, dict):
        return [BrokenLine(found)]
    row: list[Cell] = [""] * len(keys)
    for key, value in _flat(found):
        if key in keys:
            row[keys[key]] = value
    return row


def _flat(found: Mapping[str, Any], above: str = "", depth: int = 0) -> Iterable[tuple[str, Cell]]:
    """Keys and values; an object within is taken apart, 申请人 with 姓名 in it as 申请人姓名."""
    for key, value in found.items():
        name = f"{above}{key}" if not (above + key).isascii() or not above else f"{above}.{key}"
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _flat(value, name, depth + 1)
        else:
            yield name, _cell(value)


def _cell(value: Any) -> Cell:
    if isinstance(value, list) and not any(isinstance(each, list | dict) for each in value):
        return "、".join(str(each) for each in value if each is not None)
    if isinstance(value, list | dict):
        return Nested(orjson.dumps(value).decode())
    return value
