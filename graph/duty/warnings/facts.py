"""The facts that a rule may ask about: what a dispute is and how it goes, never who its parties are.

Each has a name for rules, a Chinese name, a sort, and what it may be at all; docs/warnings.md is printed from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph.duty.warnings.wording import Wording

Sort = Literal["number", "flag", "code", "words"]
Value = int | float | bool | str | None
"""None: not known; no condition holds of it."""


@dataclass(frozen=True, slots=True)
class FactKind:
    """A fact that rules know by name."""

    name: str
    zh: str
    sort: Sort
    unit: str = ""
    list: str | None = None
    """Of a code: its list in `graph/vocabulary.py`, in whose order codes are compared."""
    most: float = 1e12
    """The largest number that it may be; the smallest is `least`."""
    least: float = 0

    whole: bool = True
    """Whether a number is one of things or days, not of money."""

    @property
    def is_number(self) -> bool:
        """Whether it is compared as a number: words are counted by the cases that say them."""
        return self.sort in ("number", "words")


@dataclass(frozen=True, slots=True)
class Fact:
    """What is so of one case or matter, and how a sentence shows it."""

    value: Value
    shown: str


Facts = Mapping[str, Fact]

_DAYS = 36_525
_NUMBERS = (
    FactKind("participants", "参与人数", "number", "人", most=1e7),
    FactKind("cases", "事项的件数", "number", "件", most=1e6),
    FactKind("reports_30", "近 30 天的件数", "number", "件", most=1e6),
    FactKind("reports_90", "近 90 天的件数", "number", "件", most=1e6),
    FactKind("days_open", "首件受理至今的天数", "number", "天", most=_DAYS),
    FactKind("days_over_due", "超过办理期限的天数", "number", "天", most=_DAYS),
    FactKind("overdue_tasks", "逾期待办", "number", "项", most=1e4),
    FactKind("departments", "参与的单位", "number", "个", most=1e3),
    FactKind("hand_overs", "移交次数", "number", "次", most=1e3),
    FactKind("recurrences", "化解后又复发的旧件", "number", "件", most=1e4),
    FactKind("failed_mediations", "未成的调解", "number", "次", most=1e3),
    FactKind("unsatisfied_visits", "不满意的回访", "number", "次", most=1e3),
    FactKind("amount", "涉及金额", "number", "元", whole=False),
    FactKind("wage_days", "欠薪离下一个节日的天数", "number", "天", most=366),
    FactKind("young_parties", "未成年的当事人", "number", "人", most=1e4),
)
_FLAGS = (
    FactKind("legacy", "历史遗留", "flag"),
    FactKind("reopened", "重新办理", "flag"),
)
_CODES = (
    FactKind("kind", "件别", "code", list="case_kind"),
    FactKind("dispute_type", "纠纷类别", "code", list="dispute_type"),
    FactKind("source", "来源渠道", "code", list="source"),
    FactKind("stage", "化解层级", "code", list="stage"),
    FactKind("scale", "事件规模", "code", list="event_scale"),
)
SAID = "said_"
"""Before the name of a group of words: in how many open cases they are said in earnest."""


def fact_kinds(wording: Wording) -> dict[str, FactKind]:
    """Every fact by name, with those that texts say."""
    said = (FactKind(SAID + name, group.zh, "words", "件", most=1e6) for name, group in wording.groups.items())
    return {each.name: each for each in (*_NUMBERS, *_FLAGS, *_CODES, *said)}
