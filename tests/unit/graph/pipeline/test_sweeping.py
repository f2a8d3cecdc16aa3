"""Whistles that nobody answers, over any line of reporting: up level by level, once a level, until the core."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.duty.acts import Receive
from graph.duty.chain import Chain
from graph.ids import make_id
from graph.model import About, By, Calls, ReceivedBy, ReportsTo, Whistle
from graph.pipeline.chain import chain_in
from graph.pipeline.sweeping import sweep
from graph.pipeline.tasks import backfill
from graph.store import EVERYTHING, Store, open_store
from tests.contract.duty_centre import COMMITTEE, CORE, ORDER, START, Desk, dispute
from tests.contract.records import organisation, put

TEAMS = [organisation(f"第{each}小队", kind="volunteer_team") for each in range(5)]
ONE = dispute("1")
HOURS = dt.timedelta(hours=1)
LINES = st.tuples(*(st.none() | st.sampled_from([*range(at), "order", "core"]) for at in range(len(TEAMS))))
"""To whom each team reports: an earlier team, the office of public order, the core, or nobody that was entered."""


@settings(max_examples=25, deadline=None)
@given(lines=LINES, called=st.sets(st.integers(0, 4), min_size=1, max_size=3), waits=st.integers(1, 30))
def test_it_goes_up_until_the_core(
    tmp_path_factory: pytest.TempPathFactory, lines: Sequence[int | str | None], called: set[int], waits: int
) -> None:
    path = tmp_path_factory.mktemp("sweep")
    with closing(open_store(f"sqlite:///{path}/street.db", create=True)) as store:
        put(store, CORE, ORDER, COMMITTEE, *TEAMS, ONE, ReportsTo(source=ORDER.id, target=CORE.id), *_lines(lines))
        desk = Desk(store, ONE)
        desk.take(Receive, COMMITTEE)
        desk.whistle(COMMITTEE, *(TEAMS[each] for each in called))
        _swept_to_the_end(store, chain_in(store, on=START.date()), {TEAMS[each].id for each in called}, waits)


def _lines(lines: Sequence[int | str | None]) -> list[ReportsTo]:
    above = {"order": ORDER.id, "core": CORE.id, **{at: each.id for at, each in enumerate(TEAMS)}}
    return [ReportsTo(source=TEAMS[at].id, target=above[each]) for at, each in enumerate(lines) if each is not None]


def _swept_to_the_end(store: Store, chain: Chain, called: set[str], waits: int) -> None:
    """Each sweep raises one level: to whom those that were called report."""
    now = START + 2 * HOURS
    while called != {CORE.id}:
        now += waits * 24 * HOURS + dt.timedelta(days=9)
        swept = sweep(store, now=now, by="钟")
        assert swept.refused == []
        (up,) = swept.raised
        expected = {above for each in called if (above := chain.superior(each))}
        assert set(up.to) == expected
        again = sweep(store, now=now, by="钟")
        assert (again.raised, again.late, again.overdue) == ([], [], swept.overdue)
        called = expected
    last = sweep(store, now=now + dt.timedelta(days=60), by="钟")
    assert (len(last.late), last.raised) == (1, [])
    statuses = [each.status for each in sorted(store.scan("whistle", scope=EVERYTHING), key=_blown)]
    assert statuses == ["escalated"] * (len(statuses) - 1) + ["late"]


def _blown(whistle: Whistle) -> dt.datetime:
    return whistle.at


def test_a_whistle_of_a_file_about_two_cases_goes_up_on_both(tmp_path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path}/street.db", create=True)) as store:
        cases = [ONE, dispute("2")]
        whistle = Whistle(
            id=make_id("whistle", "file"), subject="请到场", at=START, due_at=START + HOURS, visible_to=ONE.visible_to
        )
        put(store, CORE, ORDER, COMMITTEE, TEAMS[0], *cases, whistle, Calls(source=whistle.id, target=TEAMS[0].id),
            By(source=whistle.id, target=COMMITTEE.id), *(About(source=whistle.id, target=each.id) for each in cases),
            *(ReceivedBy(source=each.id, target=COMMITTEE.id, at=START) for each in cases))  # fmt: skip
        backfill(store, by="钟")
        swept = sweep(store, now=START + 3 * HOURS, by="钟")
        assert swept.refused == []
        assert {each.case for each in swept.raised} == {each.id for each in cases}
        again = sweep(store, now=START + 3 * HOURS, by="钟")
        assert (again.raised, again.refused) == ([], [])
