"""Sentences with choices: `[a|b]` is one of two, `[a|]` may be left out, `{name}` is filled in; choices may nest."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

_SETTLED = 50
"""Of a hundred choices, those that facts make."""
_TOKEN = re.compile(r"[\[\]|]|\{\w+\}|[^\[\]|{}]+")


@dataclass(frozen=True, slots=True)
class Slot:
    """A name to fill in."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sentences."""

    options: tuple[Sentence, ...]


Sentence = tuple["str | Slot | Choice", ...]
Say = Callable[[str], str]
"""What is written for a slot."""


def spin(template: str, chance: random.Random, say: Say, facts: str = "") -> str:
    """One of the sentences that `template` may be. About one thing, which `facts` names, half of the choices are always
    the same: they are what is so, the others how it is put.
    """
    return "".join(_Spinning(template, chance, say, facts).spun(parsed(template)))


def slots_of(template: str) -> set[str]:
    """Every name that `template` may need."""
    return set(_slots(parsed(template)))


@cache
def parsed(template: str) -> Sentence:
    """The parts of a template. Raises ValueError when brackets do not match."""
    tokens = _TOKEN.findall(template)
    if "".join(tokens) != template:
        raise ValueError(f"a brace too many: {template}")
    sentence, rest = _sentence(tokens, inside=False)
    if rest:
        raise ValueError(f"a bracket too many: {template}")
    return sentence


def _sentence(tokens: list[str], *, inside: bool) -> tuple[Sentence, list[str]]:
    """The parts up to the end of an option, and what follows."""
    parts: list[str | Slot | Choice] = []
    while tokens:
        token = tokens[0]
        if token == "]" or (token == "|" and inside):
            break
        tokens = tokens[1:]
        if token == "[":
            choice, tokens = _choice(tokens)
            parts.append(choice)
        else:
            parts.append(Slot(token[1:-1]) if token[0] == "{" else token)
    return tuple(parts), tokens


def _choice(tokens: list[str]) -> tuple[Choice, list[str]]:
    options: list[Sentence] = []
    while True:
        option, tokens = _sentence(tokens, inside=True)
        options.append(option)
        if not tokens:
            raise ValueError("a bracket is not closed")
        end, tokens = tokens[0], tokens[1:]
        if end == "]":
            return Choice(tuple(options)), tokens


@dataclass(slots=True)
class _Spinning:
    """One sentence on its way."""

    template: str
    chance: random.Random
    say: Say
    facts: str
    choices: int = 0

    def spun(self, sentence: Sentence) -> Iterator[str]:
        for part in sentence:
            if isinstance(part, str):
                yield part
            elif isinstance(part, Slot):
                yield self.say(part.name)
            else:
                yield from self.spun(self._chosen(part.options))

    def _chosen(self, options: tuple[Sentence, ...]) -> Sentence:
        self.choices += 1
        if self.facts:
            settled = zlib.crc32(f"{self.facts} {self.choices} {self.template}".encode())
            if settled % 100 < _SETTLED:
                return options[settled // 100 % len(options)]
        return self.chance.choice(options)


def _slots(sentence: Sentence) -> Iterator[str]:
    for part in sentence:
        if isinstance(part, Slot):
            yield part.name
        elif isinstance(part, Choice):
            for option in part.options:
                yield from _slots(option)
