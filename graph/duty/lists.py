"""The communities' lists of one week (矛盾隐患清单): who reported, who late, who not, and what is new beside before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

State = Literal["submitted", "late", "undated", "missing", "awaited"]
STATES: Mapping[State, str] = {
    "submitted": "按时报送",
    "late": "逾期报送",
    "undated": "已报，日期未注明",
    "missing": "未报",
    "awaited": "未到期",
}


@dataclass(frozen=True, slots=True)
class StoredList:
    """One community's list of one week, as the graph has it."""

    id: str
    community: str
    week: dt.date
    """Its Monday."""
    submitted_on: dt.date | None
    cases: Mapping[str, str]
    """By case how it stands that week: a code of `weekly_status`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityWeek:
    """What one community reported for a week, beside its last list before."""

    community: str
    name: str
    state: State
    list: str | None = None
    """Id of its list; None: there is none."""
    submitted_on: dt.date | None = None
    before: dt.date | None = None
    """The Monday of its last list before; None: there is none within the weeks that are looked back."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Cases by `weekly_status`."""
    appeared: tuple[str, ...] = ()
    """Ids of cases that the list before had not."""
    settled: tuple[str, ...] = ()
    """Ids of cases that are settled this week and were not before."""
    dropped: tuple[str, ...] = ()
    """Ids of cases that the list before had, unsettled, and this one has no more: nobody said what became of them."""

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Week:
    """All communities of a week."""

    monday: dt.date
    due_at: dt.datetime
    rows: tuple[CommunityWeek, ...]
    """By name, then id."""

    def of(self, *states: State) -> list[CommunityWeek]:
        """The communities in one of these states."""
        return [each for each in self.rows if each.state in states]

    @property
    def counts(self) -> dict[str, int]:
        """Cases by `weekly_status`, of all communities."""
        found: dict[str, int] = {}
        for each in self.rows:
            for status, count in each.counts.items():
                found[status] = found.get(status, 0) + count
        return found


def week_of(
    communities: Mapping[str, str],
    lists: Iterable[StoredList],
    *,
    monday: dt.date,
    due_at: dt.datetime,
    now: dt.datetime,
) -> Week:
    """The week that begins on `monday`; `communities` are names by id, `lists` those of the week and of weeks before.

    A community that reports without being among `communities` is one of them, under its id.
    """
    by_community: dict[str, list[StoredList]] = {each: [] for each in communities}
    for each in sorted(lists, key=lambda each: (each.week, each.id)):
        if each.week <= monday:
            by_community.setdefault(each.community, []).append(each)
    rows = [
        _row(id, communities.get(id, id), some, monday=monday, due_at=due_at, now=now)
        for id, some in by_community.items()
    ]
    return Week(monday, due_at, tuple(sorted(rows, key=lambda each: (each.name, each.community))))


def _row(
    id: str, name: str, lists: Sequence[StoredList], *, monday: dt.date, due_at: dt.datetime, now: dt.datetime
) -> CommunityWeek:
    own = next((each for each in reversed(lists) if each.week == monday), None)
    before = next((each for each in reversed(lists) if each.week < monday), None)
    if own is None:
        state: State = "missing" if now > due_at else "awaited"
        return CommunityWeek(community=id, name=name, state=state, before=before and before.week)
    earlier = before.cases if before else {}
    return CommunityWeek(
        community=id,
        name=name,
        state=_state(own.submitted_on, due_at),
        list=own.id,
        submitted_on=own.submitted_on,
        before=before and before.week,
        counts=_counted(own.cases.values()),
        appeared=tuple(sorted(own.cases.keys() - earlier.keys())),
        settled=tuple(sorted(_settled(own.cases) - _settled(earlier))),
        dropped=tuple(sorted(earlier.keys() - _settled(earlier) - own.cases.keys())),
    )


def _state(submitted_on: dt.date | None, due_at: dt.datetime) -> State:
    if submitted_on is None:
        return "undated"
    return "late" if submitted_on > due_at.date() else "submitted"


def _settled(cases: Mapping[str, str]) -> set[str]:
    return {id for id, status in cases.items() if status == "settled"}


def _counted(statuses: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in statuses:
        found[each] = found.get(each, 0) + 1
    return found


def summary(week: Week, before: Week | None = None) -> Iterator[str]:
    """The sentences of the centre's summary, in Chinese; `before`: the week before it."""
    names = "、".join
    reported = week.of("submitted", "late", "undated")
    yield f"{week.monday} 起的一周：{len(week.rows)} 个社区，已报 {len(reported)} 个。"
    if late := week.of("late"):
        yield f"逾期报送 {len(late)} 个：{names(f'{each.name}（{each.submitted_on}）' for each in late)}。"
    if missing := week.of("missing"):
        yield f"未报 {len(missing)} 个：{names(each.name for each in missing)}。"
    if awaited := week.of("awaited"):
        yield f"未到期还没有报的 {len(awaited)} 个，{week.due_at:%m-%d %H:%M} 截止。"
    yield f"清单共 {sum(week.counts.values())} 件：{_told(week.counts)}{_beside(week, before)}。"
    if dropped := [each for each in reported if each.dropped]:
        told = names(f"{each.name} {len(each.dropped)} 件" for each in dropped)
        yield f"上期在列、未化解，本期不再列出：{told}，请核实去向。"


_STATUSES = {"new": "新增", "ongoing": "在办", "settled": "化解"}


def _told(counts: Mapping[str, int]) -> str:
    return "，".join(f"{zh} {counts.get(status, 0)}" for status, zh in _STATUSES.items())


def _beside(week: Week, before: Week | None) -> str:
    if before is None:
        return ""
    change = sum(week.counts.values()) - sum(before.counts.values())
    more = f"多 {change} 件" if change > 0 else f"少 {-change} 件" if change < 0 else "持平"
    return f"；与上周相比{more}"
