"""The two sets of phrases, read from their folders."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FIRST, SECOND = "first", "second"
"""Folders: of the set on which weights may be chosen, and of the one that is held out."""
_COMMON = ("general", "names")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What a complaint can be about, with the templates of what is written of it."""

    key: str
    kind: str
    """The type of dispute in a table's words."""
    place: str
    """What it happens at: estate, building, unit, road or none."""
    about: tuple[str, ...]
    """The names that tell one such matter from another."""
    title: tuple[str, ...]
    what: tuple[str, ...]
    effect: tuple[str, ...]
    ask: tuple[str, ...]
    makes: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """Names that a matter of this theme invents: the patterns of their forms, the full form first."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """One set."""

    general: Mapping[str, tuple[str, ...]]
    names: Mapping[str, Any]
    themes: Mapping[str, Theme]

    def at(self, *places: str) -> list[Theme]:
        """The themes that happen at one of these."""
        return [each for each in self.themes.values() if each.place in places]


@cache
def read_phrases(folder: str) -> Phrases:
    """The set of that folder."""
    files = {each.stem: tomllib.loads(each.read_text("utf-8")) for each in sorted(_folder(folder).glob("*.toml"))}
    themes = {
        key: _theme(key, told) for name, file in files.items() if name not in _COMMON for key, told in file.items()
    }
    return Phrases({key: tuple(some) for key, some in files["general"].items()}, files["names"], themes)


def _folder(name: str) -> Path:
    return Path(__file__).parent / name


def _theme(key: str, told: Mapping[str, Any]) -> Theme:
    makes = {slot: tuple(map(tuple, forms)) for slot, forms in told.get("makes", {}).items()}
    lists = {name: tuple(told[name]) for name in ("about", "title", "what", "effect", "ask")}
    return Theme(key=key, kind=told["kind"], place=told["place"], makes=makes, **lists)
