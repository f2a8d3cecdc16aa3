"""The words by which texts are read, compiled from `wording.toml` and what a centre adds to it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

Words = re.Pattern[str] | None
"""None: no words at all, which are never found."""

_FILE = Path(__file__).with_name("wording.toml")


@dataclass(frozen=True)
class Group:
    """What words of one sort say; see `wording.toml`."""

    name: str
    zh: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    even: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    feared: bool = False

    def with_more(self, *, zh: str | None, words: Iterable[str], unless: Iterable[str]) -> Group:
        """The group with a centre's own words."""
        return replace(self, zh=zh or self.zh, words=(*self.words, *words), unless=(*self.unless, *unless))

    @cached_property
    def found(self) -> Words:
        return any_of(self.words)

    @cached_property
    def other_meaning(self) -> Words:
        return any_of(self.unless)

    @cached_property
    def earnest(self) -> Words:
        return any_of(self.even)

    @cached_property
    def needed(self) -> Words:
        return any_of(self.needs)


@dataclass(frozen=True)
class Wording:
    """All groups, and how what they say is taken back."""

    groups: Mapping[str, Group]
    taken_back: Mapping[str, Mapping[str, Any]]
    """The tables `denied`, `feared`, `elsewhere`, `over` as they stand in the file."""

    @cached_property
    def any_word(self) -> re.Pattern[str]:
        """Any word of any group: most texts have none, and are passed over by this alone."""
        return re.compile("|".join(f"(?:{each})" for group in self.groups.values() for each in group.words))

    @cached_property
    def between(self) -> re.Pattern[str]:
        """What may stand between a `near` denial and what it denies, from its end on: other threats too."""
        words = [
            *self.taken_back["denied"]["between"],
            *(each for group in self.groups.values() for each in group.words),
        ]
        near = "|".join(_longest_first(self.taken_back["denied"]["near"]))
        return re.compile(f"(?:{near})(?:{'|'.join(_longest_first(words))})*$")

    @cache  # noqa: B019 - a wording lives as long as the program
    def back(self, table: str, name: str) -> Words:
        """The words of `name` in a table of those that take back."""
        stated = self.taken_back[table][name]
        return any_of([stated] if isinstance(stated, str) else stated)

    def with_groups(self, groups: Mapping[str, Group]) -> Wording:
        """The same with these groups instead of, or beside, those of their names."""
        return Wording({**self.groups, **groups}, self.taken_back)

    def __hash__(self) -> int:
        return id(self)


def any_of(words: Iterable[str]) -> Words:
    """A pattern of any of `words`, longest first; None of none."""
    alternatives = _longest_first(words)
    return re.compile("|".join(f"(?:{each})" for each in alternatives)) if alternatives else None


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(dict.fromkeys(words), key=lambda each: (-len(each), each))


@cache
def shipped_wording() -> Wording:
    """The words that come with the program."""
    stated = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    groups = {name: _group(name, table) for name, table in stated.pop("groups").items()}
    return Wording(groups, stated)


def _group(name: str, table: Mapping[str, Any]) -> Group:
    lists = {key: tuple(value) for key, value in table.items() if isinstance(value, list)}
    return Group(name, table["zh"], feared=table.get("feared", False), **lists)
