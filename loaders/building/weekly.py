"""A line of a community's list for a week (矛盾隐患清单)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from graph.ids import make_id
from graph.model import By, Lists, WeeklyList
from loaders.building.cases import draft_case, number_of
from loaders.building.row import BadRow, Row
from loaders.draft import Draft
from loaders.ground import Ground, read_ground
from loaders.offices import mention_office
from loaders.places import Spot
from loaders.targets import day_of

_STATUS: Mapping[str, str] = {"settled": "settled", "closed": "settled", "received": "new"}
"""How a line stands that week, by the status of its case, where no column says it; else `ongoing`."""


def build_weekly(row: Row, draft: Draft) -> None:
    """A case, and its line in the list of its community and week."""
    stated = row.of("case")
    ground = read_ground(row.of("place"), community=row.facts.community, old_names=draft.old_names)
    if ground.community is None:
        raise BadRow("所属社区", "不知道是哪个社区报送的", "“所属社区”列，或标题里写明社区")
    monday = _monday_of(row)
    case = draft_case(row, draft, ground, number=_number_of(row, ground))
    weekly_list = _draft_list(row, draft, ground.community, monday)
    status = row.of("weekly").get("status") or _STATUS.get(stated.get("status", ""), "ongoing")
    draft.edge(Lists(source=weekly_list, target=case, status=status))


def _monday_of(row: Row) -> dt.date:
    weekly = row.of("weekly")
    day = weekly.get("week") or row.facts.day or weekly.get("submitted_on") or day_of(row.of("case").get("received_at"))
    if day is None:
        raise BadRow("周次", "不知道是哪一周的清单", "“周次”列写那一周的任一天，或标题里写明日期")
    return day - dt.timedelta(days=day.weekday())


def _number_of(row: Row, ground: Ground) -> str:
    """Made from what stays the same from week to week: community, matter and parties, not the date."""
    return number_of(row, {name: value for name, value in row.of("case").items() if name != "received_at"}, ground)


def _draft_list(row: Row, draft: Draft, community: Spot, monday: dt.date) -> str:
    id = make_id("weeklylist", community.id, monday.isoformat())
    fields = {
        "title": f"{community.name} {monday.isoformat()} 当周",
        "week": monday,
        "community": community.id,
        "submitted_on": row.of("weekly").get("submitted_on"),
    }
    draft.node(WeeklyList, id, fields, visible_to=frozenset((community.id,)))
    draft.edge(By(source=id, target=mention_office(draft, community.name)))
    return id
