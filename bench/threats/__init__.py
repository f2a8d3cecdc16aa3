"""Made-up sentences in which threats are made, denied, feared, told of others or over, and how they are counted.

Each set was made up when the words were as the sets before it had left them; what the first reading of it came to is
told in docs/warnings.md. Of the fifth and the last some sentences were left as they are, wrongly read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.duty.warnings.sayings import meant
from graph.duty.warnings.wording import Wording
from graph.measures import Pairs

GROUPS = frozenset({"announced", "violence", "self_harm", "gathering", "petition"})
SETS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and what it says in earnest."""

    text: str
    says: frozenset[str]
    why: str

    def read(self, wording: Wording) -> frozenset[str]:
        """What the reader takes it to say, of threats alone."""
        return GROUPS & meant(self.text, wording).keys()

    def counted(self, wording: Wording) -> Pairs:
        """Groups found rightly, wrongly, and not."""
        read = self.read(wording)
        return Pairs(len(read & self.says), len(read - self.says), len(self.says - read))


def sentences(name: str) -> list[Sentence]:
    """The sentences of a set."""
    stated = tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))
    return [
        Sentence(text, frozenset(says.split()), kind["why"])
        for kind in stated["kind"]
        for text, says in kind["sentences"]
    ]


def total(some: Iterable[Sentence], wording: Wording) -> Pairs:
    """All of them counted together."""
    counted = [each.counted(wording) for each in some]
    return Pairs(*(sum(column) for column in zip(*counted, strict=True)))
