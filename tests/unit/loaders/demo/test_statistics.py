"""The figures of any period, of the demo street: the published ones again, and parts that make the whole."""

from __future__ import annotations

import pytest

from graph.duty.statistics import read_period
from graph.pipeline.figures import yearly_figures
from graph.pipeline.statistics import statistics_of
from graph.store import EVERYTHING, Scope, Store


@pytest.mark.parametrize("year", [2024, 2025])
def test_a_year_s_figures_are_the_published_ones(linked: Store, year: int) -> None:
    published = yearly_figures(linked, year, scope=EVERYTHING).as_json()
    found = statistics_of(linked, read_period(str(year)), scope=EVERYTHING)
    names = [each for each in published if each in {line.figure.name for line in found.lines}]
    assert len(names) == 7
    assert {name: found[name].now.value for name in names} == {name: published[name] for name in names}
    assert found.settled_by.isoformat() == published["settled_by"]


@pytest.mark.parametrize("name", ["received", "closed", "visits", "warnings_handled", "consultations"])
def test_the_months_of_a_year_make_the_year(linked: Store, name: str) -> None:
    year = statistics_of(linked, read_period("2025"), scope=EVERYTHING, by="month", figures=[name])
    by = year[name].by
    assert by is not None
    assert sum(cell.value or 0 for cell in by.values()) == year[name].now.value
    quarter = statistics_of(linked, read_period("2025-Q1"), scope=EVERYTHING, figures=[name])
    months = [by[f"2025-{month:02}"].value or 0 for month in (1, 2, 3)]
    assert quarter[name].now.value == sum(months)


@pytest.mark.parametrize("by", ["community", "kind", "source", "stage", "organisation"])
def test_every_mark_divides_what_came_in(linked: Store, by: str) -> None:
    found = statistics_of(linked, read_period("2024"), scope=EVERYTHING, by=by, figures=["received"])
    parts = found["received"].by
    assert parts is not None
    assert len(parts) > 2
    assert None not in parts
    assert sum(cell.value or 0 for cell in parts.values()) == found["received"].now.value
    assert all(each.label != each.code for each in found.values)


def test_a_community_s_reader_counts_its_own_cases(linked: Store) -> None:
    found = statistics_of(linked, read_period("2025"), scope=EVERYTHING, by="community", figures=["received", "visits"])
    for name in ("received", "visits"):
        for community, cell in (found[name].by or {}).items():
            own = statistics_of(linked, read_period("2025"), scope=Scope.of(community or ""), figures=[name])
            assert own[name].now.value == cell.value
