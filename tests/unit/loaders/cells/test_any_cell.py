"""Whatever a cell holds, every reader gives a value or says what is wrong."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.vocabulary import VOCABULARY
from loaders.cells import BadCell, as_shown, as_text
from loaders.targets import all_targets

OFFICE = "0123456789年月日时分.-/:第零一二三十百万两约人元等E+X上下午半至、，（）()张三李四男女号角分亿仟*#\n\xa0"
CELLS = st.one_of(
    st.none(), st.text(max_size=40), st.floats(), st.integers(), st.booleans(),
    st.datetimes(timezones=st.none() | st.just(dt.UTC)), st.dates(), st.times(), st.timedeltas(),
    st.text(alphabet=OFFICE, max_size=24),
)  # fmt: skip
READERS = [each.reads(VOCABULARY, translations={}, year=2024) for each in all_targets().values()]


@given(cell=CELLS, position=st.integers(0, len(READERS) - 1))
def test_any_cell_is_read_or_refused_with_a_reason(cell: Any, position: int) -> None:
    remarks: list[str] = []
    try:
        READERS[position](cell, remarks=remarks)
    except BadCell as bad:
        assert bad.reason
        assert bad.accepted
    assert all(remarks)


@given(cell=CELLS)
def test_any_cell_can_be_shown(cell: Any) -> None:
    assert isinstance(as_text(cell), str)
    assert isinstance(as_shown(cell), str)
