"""The table of rules: what they ask, what they add, and from which sum on a level begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Literal

from graph.duty.warnings.facts import Fact, FactKind, Facts, Value, fact_kinds
from graph.duty.warnings.festivals import Festival, Table, next_festival
from graph.duty.warnings.wording import Wording
from graph.vocabulary import VOCABULARY

Level = Literal["high", "medium", "low"]
LEVELS: tuple[Level, ...] = ("low", "medium", "high")
"""The lowest first."""
About = Literal["case", "matter"]
Op = Literal["is", "in", "at_least", "above", "at_most", "below"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison of a fact. It never holds of a fact that is not known."""

    fact: str
    op: Op
    wanted: Value | tuple[Value, ...]

    def holds(self, value: Value, kind: FactKind) -> bool:
        """Whether it holds of a value."""
        if value is None:
            return False
        if self.op == "is":
            return value == self.wanted
        if self.op == "in":
            return isinstance(self.wanted, tuple) and value in self.wanted
        return _COMPARED[self.op](_rank(value, kind), _rank(self.wanted, kind))

    def zh(self, kind: FactKind) -> str:
        """The comparison in Chinese."""
        if kind.sort == "flag":
            return kind.zh if self.wanted else f"不是{kind.zh}"
        wanted = self.wanted if isinstance(self.wanted, tuple) else (self.wanted,)
        told = "、".join(_label(each, kind) for each in wanted)
        return f"{kind.zh}{_OP_ZH[self.op]} {told}{' ' + kind.unit if kind.unit else ''}"


def _label(value: object, kind: FactKind) -> str:
    if kind.list is not None:
        return VOCABULARY.label(kind.list, str(value))
    return f"{value:,.12g}" if isinstance(value, int | float) else str(value)


_OP_ZH = {"is": "是", "in": "是其中之一：", "at_least": "至少", "above": "多于", "at_most": "至多", "below": "少于"}
_COMPARED = {
    "at_least": lambda value, wanted: value >= wanted,
    "above": lambda value, wanted: value > wanted,
    "at_most": lambda value, wanted: value <= wanted,
    "below": lambda value, wanted: value < wanted,
}


def _rank(value: object, kind: FactKind) -> float:
    """What is compared: a number, of a code its place in its list; a code that the list does not know is before all."""
    if kind.list is not None:
        order = tuple(VOCABULARY[kind.list].labels)
        return order.index(str(value)) if value in order else -1
    return float(value) if isinstance(value, int | float) else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of the table."""

    name: str
    zh: str
    points: float
    when: tuple[Condition, ...]
    """All of them must hold."""
    sentence: str
    """With `{fact}` for what a fact shows."""
    about: tuple[About, ...] = ("case", "matter")

    def speaks(self, facts: Facts, about: About, kinds: Mapping[str, FactKind]) -> bool:
        """Whether it adds its points."""
        return about in self.about and all(
            each.fact in facts and each.holds(facts[each.fact].value, kinds[each.fact]) for each in self.when
        )

    def said(self, facts: Facts) -> str:
        """Its sentence with the facts."""
        return self.sentence.format_map(_Shown(facts))


class _Shown(dict[str, str]):
    """What each fact shows; one that the subject has not is shown as nothing."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        super().__init__({name: fact.shown for name, fact in facts.items()})

    def __missing__(self, name: str) -> str:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Where the levels begin, and how late they are left."""

    high: float
    medium: float
    low: float
    margin: float
    """Points: a level is left downward only below its threshold less these."""
    days: int
    """... and only when it has been so for so many days."""
    again: int
    """Days after which the same rules may warn again of what was handled."""

    def of(self, points: float) -> Level | None:
        """The level of a sum; None: below all."""
        return next((level for level in reversed(LEVELS) if points >= self.begins(level)), None)

    def begins(self, level: str) -> float:
        """From which sum on it is this level."""
        return {"high": self.high, "medium": self.medium, "low": self.low}[level]


@dataclass(frozen=True)
class RuleBook:
    """Everything that warnings are made from: a file of rules, the centre's own over it."""

    levels: Levels
    rules: tuple[Rule, ...]
    wording: Wording
    later_festivals: Table = field(default_factory=dict)
    """By name: the days of the years that are not published yet."""

    @cached_property
    def kinds(self) -> Mapping[str, FactKind]:
        return fact_kinds(self.wording)

    def says(self, rule: Rule) -> str:
        """When a rule speaks, in Chinese."""
        return "，且".join(each.zh(self.kinds[each.fact]) for each in rule.when)

    def as_json(self) -> dict[str, Any]:
        """The whole table for programs."""
        rules = [
            {**asdict(each), "when": [asdict(one) for one in each.when], "when_label": self.says(each)}
            for each in self.rules
        ]
        return {"levels": asdict(self.levels), "rules": rules}

    def festival(self, day: dt.date) -> Festival | None:
        """The next one that wages are paid before; None: none is known."""
        return next_festival(day, tuple(self.later_festivals), self.later_festivals)


def rank(level: str | None) -> int:
    """A level as a number, the lowest 0; none at all, and one that is not known, -1."""
    order: Sequence[str] = LEVELS
    return order.index(level) if level in order else -1
