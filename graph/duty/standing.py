"""Where a case stands: folded from its steps (`folding`), never typed by anybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

PHASES: Mapping[str, str] = {
    "new": "未受理",
    "received": "已受理",
    "offered": "移交待接收",
    "working": "办理中",
    "paused": "中止",
    "settled": "已化解待回访",
    "closed": "已办结",
    "withdrawn": "已撤回",
    "declined": "不予受理",
}
"""Every phase, and what users read."""
ENDED = frozenset({"closed", "withdrawn", "declined"})
STAGES = ("grid", "community", "street")
FOR_GOOD = frozenset({"agreement", "explained", "fulfilled", "rectified"})
"""Outcomes that count as settled."""
AGREED = frozenset({"agreement", "partial"})
"""Results of a mediation with which something was agreed."""


def level_of(stage: str) -> int:
    """0 for the grid; a level that a centre added to the list stands at the top, from which nothing goes up."""
    return STAGES.index(stage) if stage in STAGES else len(STAGES) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """It was handed over, and the taker has not answered."""

    to: str
    by: str | None
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """One hand-over that was accepted or refused, or is not answered yet."""

    giver: str | None
    taker: str
    at: dt.datetime
    accepted: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWhistle:
    """Somebody called has not reported yet."""

    called: tuple[str, ...]
    at: dt.datetime
    by: str | None = None
    reported: tuple[str, ...] = ()
    due_at: dt.datetime | None = None
    """None: nothing was set."""
    kind: str = "call"
    raised_from: str | None = None
    raised: bool = False
    """True: it went up already; those called may still report."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Those who have not reported."""
        return tuple(each for each in self.called if each not in self.reported)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMediation:
    """An attempt under way."""

    route: str | None
    by: str | None
    started: dt.datetime
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedMediation:
    """An attempt that is over."""

    id: str
    route: str | None
    result: str
    stage: str
    on: dt.date
    by: str | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A meeting that it was put before."""

    by: str | None
    attendees: tuple[str, ...]
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDecision:
    """What was decided and is neither done nor dropped."""

    lead: str | None
    helpers: tuple[str, ...]
    due_at: dt.datetime | None
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The last settlement that stands."""

    outcome: str | None
    at: dt.datetime
    by: str | None
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """The last visit since the settlement."""

    at: dt.datetime
    satisfied: bool | None
    by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one case stands after its steps. Ids are of organisations, unless something else is said."""

    case: str
    phase: str = "new"
    first_receiver: str | None = None
    """首接单位: never changes once there is one."""
    responsible: str | None = None
    """Who answers for it now; None only while nobody has received it."""
    offered: Offer | None = None
    stage: str = "grid"
    leader: str | None = None
    """An organisation or an officer."""
    helpers: tuple[str, ...] = ()
    whistles: Mapping[str, OpenWhistle] = field(default_factory=dict)
    """The open ones, by id."""
    answered: frozenset[tuple[str, str]] = frozenset()
    """(whistle, organisation) for each report."""
    over: frozenset[str] = frozenset()
    """Whistles to which nobody has to come any more: answered by all, or ended along with something else."""
    mediations: Mapping[str, OpenMediation] = field(default_factory=dict)
    """Those under way, by id."""
    mediated: tuple[EndedMediation, ...] = ()
    meetings: Mapping[str, Held] = field(default_factory=dict)
    decisions: Mapping[str, OpenDecision] = field(default_factory=dict)
    """The open ones, by id."""
    decided: frozenset[str] = frozenset()
    """Decisions that are done or dropped."""
    hands: tuple[Hand, ...] = ()
    """Every hand-over, in their order."""
    tried: frozenset[str] = frozenset()
    """Stages at which something was tried."""
    failed: bool = False
    """Whether the last attempt to settle failed."""
    reopened: bool = False
    """Whether it was reopened and not settled since."""
    paused_at: dt.datetime | None = None
    paused_from: str | None = None
    """The phase to which it returns."""
    settled: Settlement | None = None
    visited: Visited | None = None
    ended_at: dt.datetime | None = None
    """When it was closed, withdrawn or declined."""
    last_at: dt.datetime | None = None
    last_step: str | None = None
    took_part: tuple[str, ...] = ()
    """Organisations that took a step or were named in one, in that order."""

    @property
    def ended(self) -> bool:
        """Whether nothing is to be done any more."""
        return self.phase in ENDED

    @property
    def status(self) -> str:
        """The code of `case_status` that says so."""
        return _STATUS_OF[self.phase](self)

    @property
    def returns(self) -> int:
        """How often it went back to one that had it before (踢皮球), since it was last put before a meeting."""
        since = max((each.at for each in self.meetings.values()), default=dt.datetime.min)
        return sum(self.comes_back(each.taker, before=each.at) for each in self.hands if each.at > since)

    def comes_back(self, taker: str, before: dt.datetime = dt.datetime.max) -> bool:
        """Whether `taker` had it before that moment: as first receiver, or because it took it over."""
        took = (each.taker for each in self.hands if each.accepted and each.at < before)
        return taker == self.first_receiver or taker in took


_STATUS_OF: Mapping[str, Callable[[Standing], str]] = {
    "new": lambda _: "received",
    "received": lambda at: "reopened" if at.reopened else "received",
    "offered": lambda _: "assigned",
    "working": lambda at: "unsettled" if at.failed else "reopened" if at.reopened else "in_progress",
    "paused": lambda _: "paused",
    "settled": lambda at: "settled" if at.settled is None or at.settled.outcome in FOR_GOOD else "unsettled",
    "closed": lambda _: "closed",
    "withdrawn": lambda _: "withdrawn",
    "declined": lambda _: "rejected",
}
