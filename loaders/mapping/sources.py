"""Where mappings come from: the built-in ones, and the TOML files that users write."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from graph.errors import BadMapping
from graph.vocabulary import VOCABULARY, Vocabulary
from loaders.mapping.checking import Check, nearest
from loaders.mapping.record import Mapping
from loaders.mapping.roles import with_roles

_FOLDER = files("loaders") / "mappings"
_LARGEST = 1 << 20
"""Bytes: a mapping of a thousand columns is a tenth of it."""


@cache
def built_in_names() -> tuple[str, ...]:
    """The names of the built-in mappings, sorted."""
    return tuple(sorted(each.name.removesuffix(".toml") for each in _FOLDER.iterdir() if each.name.endswith(".toml")))


def built_in(name: str, vocabulary: Vocabulary = VOCABULARY) -> Mapping:
    """The built-in mapping of that name. Raises BadMapping when there is none."""
    if name not in built_in_names():
        raise BadMapping(
            path=name,
            reason=f"没有这个内置映射，{nearest(name, built_in_names())}可用的有 {'、'.join(built_in_names())}",
        )
    if vocabulary is VOCABULARY:
        return _built_in(name)
    return with_roles(_read_built_in(name, vocabulary))


@cache
def _built_in(name: str) -> Mapping:
    return with_roles(_read_built_in(name, VOCABULARY))


def built_in_text(name: str) -> str:
    """The TOML of a built-in mapping, to be copied and edited. Raises BadMapping when there is none."""
    built_in(name)
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")


def _read_built_in(name: str, vocabulary: Vocabulary) -> Mapping:
    check = Check(name, (_FOLDER / f"{name}.toml").read_text(encoding="utf-8"), vocabulary)
    base = _read_built_in(check.extends, vocabulary) if check.extends else None
    return check.mapping(name=name, base=base)


def find_mapping(name_or_path: str | Path, vocabulary: Vocabulary = VOCABULARY) -> Mapping:
    """A built-in mapping by its name, or one from a user's TOML file. Raises BadMapping."""
    text = str(name_or_path)
    if isinstance(name_or_path, str) and (text in built_in_names() or not text.lower().endswith(".toml")):
        return built_in(text, vocabulary)
    return read_mapping(Path(name_or_path), vocabulary)


def read_mapping(path: Path, vocabulary: Vocabulary = VOCABULARY) -> Mapping:
    """The mapping in a TOML file, named after the file. Raises BadMapping with every line at fault."""
    return with_roles(_read(path, vocabulary, above=()))


def mapping_of_text(text: str, *, name: str, vocabulary: Vocabulary = VOCABULARY) -> Mapping:
    """The mapping in a text that extends a built-in one or none. Raises BadMapping."""
    check = Check(name, text, vocabulary)
    base = _read_built_in(check.extends, vocabulary) if check.extends else None
    return with_roles(check.mapping(name=name, base=base))


def _read(path: Path, vocabulary: Vocabulary, *, above: Sequence[Path]) -> Mapping:
    """`above`: the files that lead to this one by their `extends`."""
    check = Check(path, _text_of(path), vocabulary)
    return check.mapping(name=path.stem, base=_base(check, path, vocabulary, above=above))


def _base(check: Check, path: Path, vocabulary: Vocabulary, *, above: Sequence[Path]) -> Mapping | None:
    wanted = check.extends
    if wanted is None:
        return None
    if wanted in built_in_names():
        return _read_built_in(wanted, vocabulary)
    if not wanted.lower().endswith(".toml"):
        known = f"{nearest(wanted, built_in_names())}可用的有 {'、'.join(built_in_names())}"
        check.fail(("extends",), f"没有内置映射“{wanted}”，{known}；自己的映射文件写 ./名字.toml")
    target = path.parent / wanted
    chain = [*above, path]
    if target.resolve() in [each.resolve() for each in chain]:
        round_trip = " → ".join(each.name for each in [*chain, target])
        check.fail(("extends",), f"继承绕成了圈：{round_trip}")
    if not target.is_file():
        check.fail(("extends",), f"没有找到 {target}")
    return _read(target, vocabulary, above=chain)


def _text_of(path: Path) -> str:
    """The text of a mapping file. Raises BadMapping."""
    try:
        if path.stat().st_size > _LARGEST:
            raise BadMapping(path=path, reason="超过 1 MB，不像是映射")
        content = path.read_bytes()
    except OSError as error:
        raise BadMapping(path=path, reason=_why_unread(error)) from error
    except ValueError as error:
        raise BadMapping(path=str(path).replace("\0", "?"), reason="读不了（文件名不对）") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadMapping(path=path, reason=f"第 {line} 行：{_encoding(content)}，请另存为 UTF-8") from error


def _why_unread(error: OSError) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "没有找到这个文件，请检查名字和路径；内置的映射用 sanlian mapping list 查看"
        case IsADirectoryError():
            return "是文件夹，请给出其中的文件"
        case PermissionError():
            return "没有读它的权限"
        case _:
            return "读不了，请检查磁盘"


def _encoding(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "文字编码是 UTF-16"
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "文字编码不是 UTF-8"
    return "文字编码是 GBK（GB18030）"
