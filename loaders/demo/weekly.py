"""矛盾隐患清单: what each community reports each week, from the cases as they stood on its Friday."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from graph.ids import make_id
from graph.model import By, Case, Lists, Place, WeeklyList
from loaders.demo.chance import Chance
from loaders.demo.setting import Setting

_WEEK = dt.timedelta(days=7)
_FRIDAY = dt.timedelta(days=4)
_MISSING, _LATE = 0.01, 0.03
_LONGEST = 6
"""Weeks that a case stays on the list at the most; what is older goes to the consultation."""


def report_weeks(setting: Setting, *, first: dt.date, present: dt.date) -> None:
    """A list a community a week from `first` to `present`, empty weeks included: an empty list says that there was
    nothing. Now and then one comes late, and one does not come at all.
    """
    listed = _listed(setting)
    monday = first + (7 - first.weekday()) % 7 * dt.timedelta(days=1)
    while monday + _FRIDAY <= present:
        for community in setting.places.communities:
            days = _days_late(setting, community, monday)
            if days is not None and monday + _FRIDAY + dt.timedelta(days=days) <= present:
                _report(setting, community, monday, listed[community.id, monday], days=days)
        monday += _WEEK


def _days_late(setting: Setting, community: Place, monday: dt.date) -> int | None:
    """After its Friday; None: there was none that week."""
    chance = Chance(setting.seed, "weekly", community.name, monday)
    return None if chance.happens(_MISSING) else chance.number(3, 5) if chance.happens(_LATE) else 0


def _report(setting: Setting, community: Place, monday: dt.date, cases: list[tuple[Case, str]], *, days: int) -> None:
    submitted = monday + _FRIDAY + dt.timedelta(days=days)
    committee = setting.organisations.committees[community.id]
    readers = (community.id, committee.id, *(setting.organisations[key].id for key in ("safety", "grid")))
    weekly = WeeklyList(
        id=make_id("weeklylist", community.id, monday.isoformat()), visible_to=tuple(sorted(readers)), week=monday,
        title=f"{community.name}{monday:%Y年%m月%d日}周矛盾隐患清单", community=community.id,
        submitted_on=submitted,
    )  # fmt: skip
    at = dt.datetime.combine(submitted, dt.time(20))
    setting.log.add(at, weekly, By(source=weekly.id, target=committee.id))
    setting.log.add(at, *(Lists(source=weekly.id, target=case.id, status=status) for case, status in cases))


def _listed(setting: Setting) -> dict[tuple[str, dt.date], list[tuple[Case, str]]]:
    """Disputes and hazards by community and Monday, with their status of that week."""
    listed: dict[tuple[str, dt.date], list[tuple[Case, str]]] = defaultdict(list)
    for journey in setting.journeys:
        case = journey.case
        if case.kind == "request" or case.received_at is None or case.community is None:
            continue
        for position, monday in enumerate(_weeks(case)):
            done = case.settled_on is not None and case.settled_on <= monday + _FRIDAY
            status = "settled" if done else "new" if position == 0 else "ongoing"
            listed[case.community, monday].append((case, status))
            if done:
                break
    return listed


def _weeks(case: Case) -> list[dt.date]:
    """Mondays of the weeks whose Friday list can name the case: from that it came in, at a weekend from the next."""
    assert case.received_at is not None
    received = case.received_at.date()
    monday = received - dt.timedelta(days=received.weekday())
    first = monday if received <= monday + _FRIDAY else monday + _WEEK
    return [first + n * _WEEK for n in range(_LONGEST)]
