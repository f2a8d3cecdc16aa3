"""When all whom a whistle called have reported, nobody above is waited for: in the standing, tasks, findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from graph.duty import acts
from graph.model import Organisation, Whistle
from graph.pipeline.findings import Page, Wanted, find
from graph.pipeline.inbox import due_list
from graph.pipeline.standings import standings_of
from graph.pipeline.sweeping import sweep
from graph.pipeline.tasks import backfill
from graph.store import EVERYTHING, Store
from tests.contract.duty_centre import COMMITTEE, ORDER, PATROL, START, STATION, Desk, dispute, found

ONE = dispute("1")
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def desk(store: Store) -> Desk:
    """The committee called the patrol, which belongs to the station, which reports to public order; nobody came."""
    found(store, ONE)
    desk = Desk(store, ONE)
    desk.take(acts.Receive, COMMITTEE)
    return desk


def up(store: Store, desk: Desk, *called: Organisation, levels: int) -> list[str]:
    """Ids of a whistle and of those that went up from it."""
    ids = [desk.whistle(COMMITTEE, *called)]
    for _ in range(levels):
        desk.at += 3 * DAY
        (raised,) = sweep(store, now=desk.at, by="钟").raised
        ids.append(raised.record or "")
    return ids


def statuses(store: Store, ids: Sequence[str]) -> list[str]:
    return [each.status for each in store.get(ids, scope=EVERYTHING) if isinstance(each, Whistle)]


def owed(store: Store) -> list[tuple[str, str]]:
    return sorted((each.subject, each.organisation) for each in due_list(store, kind="report", now=START).nodes)


def found_called(store: Store, name: str, desk: Desk) -> set[str]:
    """Whom a finding says were called."""
    wanted = Wanted(now=desk.at + 9 * DAY, least=1)
    rows = find(store, name, wanted, Page(first=20), scope=EVERYTHING).findings
    named = ((each.subject, *(id for role, id in each.others if role == "called")) for each in rows)
    return {id for ids in named for id in ids if id.startswith("organisation-")}


def test_what_went_up_is_owed_no_longer_when_all_called_have_come(store: Store, desk: Desk) -> None:
    ids = up(store, desk, PATROL, levels=2)
    assert owed(store) == sorted(zip(ids, (PATROL.id, STATION.id, ORDER.id), strict=True))
    taken = desk.take(acts.Report, PATROL, whistle=ids[0], result="已到场")
    assert owed(store) == []
    assert statuses(store, ids) == ["late", "withdrawn", "withdrawn"]
    endings = {each.subject: each.ending for each in taken.tasks if each.kind == "report"}
    assert endings == dict(zip(ids, ("done", "cancelled", "cancelled"), strict=True))
    (standing,) = standings_of(store, [desk.case])
    assert (dict(standing.whistles), standing.over) == ({}, frozenset(ids))
    assert sweep(store, now=desk.at + 9 * DAY, by="钟").raised == []
    assert backfill(store, by="钟").opened == 0


def test_of_several_called_the_rest_is_still_waited_for(store: Store, desk: Desk) -> None:
    first, above = up(store, desk, PATROL, STATION, levels=1)
    desk.take(acts.Report, PATROL, whistle=first, result="已到场")
    assert (first, STATION.id) in owed(store)
    assert above in {whistle for whistle, _ in owed(store)}
    desk.take(acts.Report, STATION, whistle=first, result="已到场")
    assert (owed(store), statuses(store, [first, above])) == ([], ["late", "withdrawn"])


def test_the_findings_do_not_wait_for_them_either(store: Store, desk: Desk) -> None:
    first, _ = up(store, desk, PATROL, levels=1)
    assert found_called(store, "whistles_unanswered", desk) == {PATROL.id, STATION.id}
    assert found_called(store, "whistle_delays", desk) == {PATROL.id, STATION.id}
    desk.take(acts.Report, PATROL, whistle=first, result="已到场")
    assert found_called(store, "whistles_unanswered", desk) == set()
    assert found_called(store, "whistle_delays", desk) == {PATROL.id}


def test_who_comes_before_those_below_has_come_and_those_below_still_owe(store: Store, desk: Desk) -> None:
    first, second, third = up(store, desk, PATROL, levels=2)
    desk.take(acts.Report, STATION, whistle=second, result="已派人")
    assert owed(store) == [(first, PATROL.id)]
    assert statuses(store, [first, second, third]) == ["escalated", "late", "withdrawn"]
