"""Where in a TOML text each key and value stands: `tomllib` reads the values and forgets the lines.

The text was read by `tomllib` before, or is walked as far as it goes: the walk never fails, it stops.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

Key = tuple[str | int, ...]
"""The names that lead to a value; the number of an element in its array."""


class Spot(NamedTuple):
    """A place in a text; both count from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"第 {self.line} 行第 {self.column} 列"


@dataclass(slots=True)
class Places:
    """The places of one text."""

    keys: dict[Key, list[Spot]] = field(default_factory=dict)
    """A key that stands twice, a mistake, has two."""
    values: dict[Key, Spot] = field(default_factory=dict)

    def of(self, *key: str | int) -> Spot | None:
        """Where the key stands, or else the nearest one above it."""
        while key:
            if found := self.keys.get(key):
                return found[0]
            if key in self.values:
                return self.values[key]
            key = key[:-1]
        return None

    def of_value(self, *key: str | int) -> Spot | None:
        """Where the value of a key stands."""
        return self.values.get(key) or self.of(*key)

    def twice(self) -> tuple[Key, Spot, Spot] | None:
        """The first key that is stated a second time, and both places."""
        found = [(spots[1], key) for key, spots in self.keys.items() if len(spots) > 1]
        if not found:
            return None
        second, key = min(found)
        return key, self.keys[key][0], second


_BLANK = re.compile(r"[ \t]*")
_BETWEEN = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}\n#]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""+|\'\'\'.*?\'\'\'+|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_DEEPEST = 50


class _Lost(Exception):
    """The text goes on in a way that is no TOML."""


def places_in(text: str) -> Places:
    """The places of all keys and values in `text`, as far as it is TOML."""
    walk = _Walk(text)
    with suppress(_Lost):
        walk.document()
    return walk.places


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places = Places()
        self._line, self._line_start, self._counted = 1, 0, 0

    def document(self) -> None:
        table: Key = ()
        while self._skip(_BETWEEN) < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table, 0)

    def _header(self) -> Key:
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        self.at += brackets
        self._skip(_BLANK)
        spot = self._spot()
        key = self._key()
        self._note_key(key, spot, again=brackets == 2)
        self._expect("]" * brackets)
        return key

    def _pair(self, above: Key, depth: int) -> None:
        spot = self._spot()
        key = above + self._key()
        for length in range(len(above) + 1, len(key)):
            self.places.keys.setdefault(key[:length], [spot])
        self._note_key(key, spot)
        self._expect("=")
        self._skip(_BLANK)
        self._value(key, depth)

    def _value(self, key: Key, depth: int) -> None:
        if depth > _DEEPEST or self.at >= len(self.text):
            raise _Lost
        self.places.values.setdefault(key, self._spot())
        match self.text[self.at]:
            case "[":
                self._several(key, "]", depth)
            case "{":
                self._several(key, "}", depth)
            case '"' | "'":
                self._take(_STRING)
            case _:
                self._take(_BARE_VALUE)

    def _several(self, key: Key, end: str, depth: int) -> None:
        """The elements of an array, the pairs of an inline table."""
        self.at += 1
        number = 0
        while self._skip(_BETWEEN) < len(self.text) and self.text[self.at] != end:
            if end == "]":
                self._value((*key, number), depth + 1)
            else:
                self._pair(key, depth + 1)
            number += 1
            self._skip(_BETWEEN)
            if self.text.startswith(",", self.at):
                self.at += 1
        self._expect(end)

    def _key(self) -> Key:
        parts: list[str] = []
        while True:
            self._skip(_BLANK)
            quoted = self.at < len(self.text) and self.text[self.at] in "\"'"
            part = self._take(_STRING if quoted else _BARE_KEY)
            parts.append(_unquoted(part) if quoted else part)
            self._skip(_BLANK)
            if not self.text.startswith(".", self.at):
                return tuple(parts)
            self.at += 1

    def _note_key(self, key: Key, spot: Spot, *, again: bool = False) -> None:
        """A key; with `again` one that may stand several times."""
        if not again or key not in self.places.keys:
            self.places.keys.setdefault(key, []).append(spot)

    def _expect(self, mark: str) -> None:
        self._skip(_BLANK)
        if not self.text.startswith(mark, self.at):
            raise _Lost
        self.at += len(mark)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise _Lost
        self.at = match.end()
        return match[0]

    def _skip(self, pattern: re.Pattern[str]) -> int:
        if match := pattern.match(self.text, self.at):
            self.at = match.end()
        return self.at

    def _spot(self) -> Spot:
        passed = self.text.count("\n", self._counted, self.at)
        if passed:
            self._line += passed
            self._line_start = self.text.rindex("\n", self._counted, self.at) + 1
        self._counted = self.at
        return Spot(self._line, self.at - self._line_start + 1)


def _unquoted(part: str) -> str:
    try:
        return tomllib.loads(f"{part} = 0").popitem()[0]
    except tomllib.TOMLDecodeError as error:
        raise _Lost from error
