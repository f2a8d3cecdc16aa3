"""Charts: their scale, that they are well-formed and need nothing from elsewhere."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.chart import Chart, Series, svg_of, top_of

SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(svg_of(chart))


def test_a_bar_for_each_value_that_there_is() -> None:
    chart = Chart("各社区 <2024> & 比较", ["三民", "大龙"], [Series("受理", [3, None]), Series("化解", [0, 2])])
    titles = [each.text for each in drawn(chart).iterfind(f"{SVG}rect/{SVG}title")]
    assert titles == ["三民 受理 3", "三民 化解 0", "大龙 化解 2"]


def test_a_line_breaks_where_there_is_no_value() -> None:
    chart = Chart("月", ["1", "2", "3", "4"], [Series("受理", [1, 2, None, 3])], lines=True)
    assert [each.get("points", "").count(",") for each in drawn(chart).iterfind(f"{SVG}polyline")] == [2, 1]
    assert len(list(drawn(chart).iterfind(f"{SVG}circle"))) == 3


def test_shares_are_told_as_per_cent() -> None:
    assert "98.7%" in svg_of(Chart("化解率", ["2024"], [Series("化解率", [0.987])], share=True))


def test_nothing_is_loaded_from_elsewhere() -> None:
    text = svg_of(Chart("空", [], []))
    assert "href" not in text
    assert text.count("http") == 1  # the namespace


@pytest.mark.parametrize(
    ("largest", "top"), [(0, 1), (1, 1), (7, 8), (304, 400), (1092, 1250), (0.987, 1.0), (100, 100)]
)
def test_a_scale_ends_at_a_round_number(largest: float, top: float) -> None:
    assert top_of(Chart("", ["a"], [Series("", [largest])])) == pytest.approx(top)


@given(st.lists(st.none() | st.floats(0, 1e9), min_size=1, max_size=30), st.text(max_size=8))
def test_any_values_fit_the_frame(values: list[float | None], name: str) -> None:
    name = "".join(each for each in name if each.isprintable())
    chart = Chart(name, [name] * len(values), [Series(name, values)])
    assert top_of(chart) >= max((each for each in values if each is not None), default=0)
    for bar in drawn(chart).iterfind(f"{SVG}rect"):
        assert float(bar.get("height", "0")) >= 0
