"""What is wrong with a text that is no TOML, in a sentence that a clerk understands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any, NamedTuple

from loaders.mapping.toml_places import Places, Spot, places_in

_AT = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_TWICE = re.compile(r"Cannot (?:declare|overwrite|redefine|mutate)|Duplicate inline table key")
_FULL_WIDTH = {
    "“": '"', "”": '"', "＂": '"', "‘": "'", "’": "'", "＝": "=", "，": ",", "、": ",", "［": "[", "］": "]", "【": "[",
    "】": "]", "｛": "{", "｝": "}", "：": "=", "＃": "#", "　": " ",
}  # fmt: skip
"""Punctuation of a Chinese keyboard, and what TOML wants in its place."""
_SENTENCES: Sequence[tuple[str, str]] = (
    ("Invalid statement", "这一行看不懂，应是 [表名] 或 名字 = 值；中文和带点的名字要用英文双引号括起来"),
    ("Expected newline or end of document", "这一项后面还有多余的内容，一行只能写一项"),
    ("Expected '=' after a key", "名字后面缺少等号“=”；中文和带点的名字要用英文双引号括起来"),
    ("Invalid initial character for a key", "名字的写法不对，中文和带点的名字要用英文双引号括起来"),
    ("Expected ']'", "表名后面缺少“]”"),
    ("Unclosed array", "方括号没有闭合，或两段文字之间缺少逗号"),
    ("Unclosed inline table", "花括号没有闭合，或两项之间缺少逗号"),
    ("Unterminated string", "引号没有闭合"),
    ("Illegal character", "引号没有在本行闭合，或文字里有看不见的字符"),
    ("Expected \"'", "引号没有闭合"),
    ("Unescaped", "文字里的反斜杠“\\”要写成“\\\\”，或改用英文单引号括起来"),
    ("Invalid value", "值看不懂：文字要用英文双引号括起来，是非写 true 或 false"),
    ("Found invalid character", "这里有不能出现的字符"),
    ("Invalid hex value", "“\\u”后面的字符编号不对"),
    ("Invalid date", "没有这样的日期"),
)


class NotToml(Exception):
    """A text is no TOML: where, and what is wrong."""

    def __init__(self, spot: Spot | None, reason: str) -> None:
        super().__init__(reason)
        self.spot = spot
        self.reason = reason


class Document(NamedTuple):
    """A TOML text, read."""

    tables: dict[str, Any]
    places: Places


def read_document(text: str) -> Document:
    """The values of `text` and their places. Raises NotToml."""
    plain = text.replace("\r\n", "\n")
    try:
        return Document(tomllib.loads(plain), places_in(plain))
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(plain, str(error)) from error
    except RecursionError as error:
        raise NotToml(None, "括号套得太深") from error
    except ValueError as error:  # a number of thousands of digits
        raise NotToml(None, "有一个数太长") from error


def _not_toml(text: str, message: str) -> NotToml:
    if _TWICE.search(message) and (found := places_in(text).twice()):
        key, first, second = found
        return NotToml(second, f"“{key[-1]}”写了两次，第一次在第 {first.line} 行，请合并成一处")
    spot = _spot_of(text, message)
    wrong = _character_at(text, spot)
    if wrong in _FULL_WIDTH:
        return NotToml(spot, f"用了中文标点“{wrong}”，请换成英文的 {_FULL_WIDTH[wrong]}")
    said = next((sentence for start, sentence in _SENTENCES if message.startswith(start)), "写法不对")
    return NotToml(spot, said)


def _spot_of(text: str, message: str) -> Spot:
    match = _AT.search(message)
    if match and match[1]:
        return Spot(int(match[1]), int(match[2]))
    lines = text.rstrip().split("\n")
    return Spot(len(lines), len(lines[-1]) + 1)


def _character_at(text: str, spot: Spot) -> str:
    lines = text.split("\n")
    line = lines[spot.line - 1] if spot.line <= len(lines) else ""
    return line[spot.column - 1 : spot.column]
