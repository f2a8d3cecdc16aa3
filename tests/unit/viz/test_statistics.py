"""A period's figures as a chart and a workbook, of a store with five cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from graph.duty.statistics import read_period
from graph.errors import OutputUnwritable
from graph.ids import make_id
from graph.model import EVERYONE, Case, Node, Place, Step
from graph.pipeline.statistics import Statistics, statistics_of
from graph.store import EVERYTHING, Store, open_store
from viz.chart import Series
from viz.statistics import chart_of, write_book

SANMIN, DALONG = (
    Place(id=make_id("place", "community", name), level="community", name=name, full_name=name)
    for name in ("三民社区", "大龙社区")
)


def _case(number: int, community: Place, received: dt.datetime, settled: dt.datetime | None) -> Iterator[Node]:
    case = Case(
        id=make_id("case", "grid", str(number)), source="grid", number=str(number), kind="dispute", title="漏水",
        community=community.id, visible_to=(EVERYONE,),
    )  # fmt: skip
    yield case
    for kind, at in (("receive", received), ("settle", settled)):
        if at is not None:
            id = make_id("step", case.id, kind)
            yield Step(id=id, kind=kind, at=at, case=case.id, visible_to=(EVERYONE,))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    days = [dt.datetime(2024, 1, 10, 9) + dt.timedelta(days=40 * each) for each in range(5)]
    cases = [
        _case(n, SANMIN if n < 3 else DALONG, day, day + dt.timedelta(days=n) if n != 4 else None)
        for n, day in enumerate(days)
    ]
    with closing(open_store(f"sqlite:///{tmp_path_factory.mktemp('five')}/five.db", create=True)) as opened:
        with opened.change(by="test", why="five cases") as change:
            change.put([SANMIN, DALONG, *(record for case in cases for record in case)])
        yield opened


def figures(store: Store, by: str | None, *names: str) -> Statistics:
    return statistics_of(store, read_period("2024"), scope=EVERYTHING, by=by, figures=names or None)


def test_a_chart_by_community_has_a_row_a_figure(store: Store) -> None:
    chart = chart_of(figures(store, "community"))
    assert chart.labels == ["三民社区", "大龙社区"]
    assert chart.series == [Series("受理", [3, 2]), Series("化解", [3, 1])]
    assert not chart.lines


def test_a_chart_by_month_is_lines_with_empty_months_at_nothing(store: Store) -> None:
    chart = chart_of(figures(store, "month", "received"))
    assert chart.lines
    assert len(chart.labels) == 12
    assert sum(value or 0 for value in chart.series[0].values) == 5
    assert chart.series[0].values[0] == 1
    assert chart.series[0].values[11] == 0


def test_a_rate_is_charted_as_a_share_and_alone(store: Store) -> None:
    chart = chart_of(figures(store, "community"), ["dispute_resolution_rate", "received"])
    assert chart.share
    assert chart.series == [Series("化解率", [1.0, 0.5])]


def test_without_a_mark_a_chart_sets_the_period_beside_the_one_before(store: Store) -> None:
    chart = chart_of(figures(store, None))
    assert [each.name for each in chart.series] == ["2024", "上期 2023"]
    assert chart.series[0].values[0] == 5
    assert chart.series[1].values[0] == 0


def test_a_workbook_holds_numbers_and_charts_of_its_own(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "年报.xlsx"
    write_book(figures(store, "community"), path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["指标", "按社区"]
    first = [each.value for each in book["指标"][3]]
    assert first[:3] == ["受理", "件", 5]
    rate = next(row for row in book["指标"].iter_rows(min_row=3) if row[0].value == "化解率")
    assert [rate[column].value for column in (2, 3, 4)] == [0.8, 4, 5]
    assert rate[2].number_format == "0.00%"
    by = [[cell.value for cell in row[:2]] for row in book["按社区"].iter_rows(min_row=1, max_row=3)]
    assert by == [["社区", "受理"], ["三民社区", 3], ["大龙社区", 2]]
    assert [len(sheet._charts) for sheet in book] == [1, 2]  # pyright: ignore[reportAttributeAccessIssue]


def test_a_workbook_that_cannot_be_written_is_one_sentence(store: Store, tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable):
        write_book(figures(store, None), tmp_path / "absent" / "a.xlsx")
