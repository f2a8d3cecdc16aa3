"""The findings: what a centre looks for in who answers for what, each with its name and its definition.

What is found is asked of the store (`graph/store/duty_questions.py`), computed from its rows where it is a measure of
the graph, and told in a sentence a row (`finding_sentences.py`). docs/findings.md is printed from the
table `findings.toml`.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

LEAST_DAYS_STALLED = 15
"""Without a step for so long a case is stalled: half of the month that a mediation may take."""
DAYS_TO_VISIT = 15
"""Within so many days after its settlement a case is visited, where no task says another day."""
PERIOD = dt.timedelta(days=365)
"""How far findings about what was done look back when nobody says from when."""
FEW_CASES = 20
"""Who is a party to more cases is a market, a property company, a hotline: no sign that two cases are one."""
REPORTED_BY = ("grid", "weekly_list", "team", "walk_in")
"""Channels by which a community reports what it found itself."""


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One finding."""

    name: str
    zh: str
    definition: str
    """In Chinese, as users read it."""
    meaning: str
    """The same in English."""
    uses: tuple[str, ...]
    """The options of `Wanted` that it heeds, beside the page."""
    least: int = 1
    """What `least` is when nobody says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to look for, and where."""

    now: dt.datetime
    """Local time of the street."""
    start: dt.datetime | None = None
    """From when; None: a year before `now`, unless `whole`."""
    end: dt.datetime | None = None
    whole: bool = False
    """Look at all that ever was, where no `start` is given."""
    least: int | None = None
    days: int | None = None
    open: bool = True
    """Only cases and matters that have not ended; false: all."""

    @property
    def since(self) -> dt.datetime | None:
        """From when what was done counts."""
        return self.start or (None if self.whole else self.now - PERIOD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One row of a finding."""

    name: str
    subject: str
    """Id of the case, matter, whistle, community, building, organisation or officer; a code of a route or stage."""
    others: tuple[tuple[str, str], ...] = ()
    """The others that the sentence names: what each is in it (`caller`, `party`), and its id."""
    sentence: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """The row's values by name; ISO times, counts, shares between 0 and 1."""


def _read() -> Iterator[FindingKind]:
    """The table `findings.toml`."""
    numbers = {"few": FEW_CASES, "stalled": LEAST_DAYS_STALLED, "visit": DAYS_TO_VISIT}
    text = files("graph.duty").joinpath("findings.toml").read_text(encoding="utf-8")
    for name, row in tomllib.loads(text).items():
        definition, meaning = (row[each].format(**numbers) for each in ("definition", "meaning"))
        yield FindingKind(name, row["zh"], definition, meaning, tuple(row["uses"]), row.get("least", 1))


FINDINGS: Mapping[str, FindingKind] = {each.name: each for each in _read()}
"""All findings by name, in the order in which users see them."""

FACTS: Mapping[str, str] = {
    "returns": "移回次数", "refusals": "退回次数", "last_at": "最近时间", "departments": "单位数", "cases": "件数",
    "open": "未了结", "leads": "牵头数", "helped": "协办数", "at": "吹哨时间", "due_at": "时限", "overdue": "逾期",
    "calls": "呼叫次数", "reported": "报到次数", "late": "逾期次数", "late_share": "逾期比例",
    "median_hours": "用时中位数（小时）",
    "mean_hours": "平均用时（小时）", "lists": "清单份数", "last_week": "最近一份清单的周", "last": "最后步骤",
    "settled_on": "化解日期", "due_on": "期限", "settled": "化解件数", "returned": "复发件数", "share": "比例",
    "tasks": "待办", "done": "期间化解", "led": "包案", "matters": "事项数", "betweenness": "介数", "exact": "精确",
    "parts": "断成几片", "cut_off": "断开的单位", "cut_matters": "断开的事项", "days": "天数",
}  # fmt: skip
"""Names of facts as users read them."""
