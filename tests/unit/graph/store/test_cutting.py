"""Many texts at once: cut exactly as each of them alone."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from graph.store.cutting import tokens_of
from graph.store.wording import LONGEST, tokens

TEXTS = st.lists(st.text("漏水物业管理A3ａ３éÉ_- ，。\n㍿İΣσ𠀀々〇\x1eß") | st.text(), max_size=12)


@given(TEXTS)
@example(["漏水", "", "Σ", "\x1e", "三楼\x1e漏水"])
@example(["漏" * (LONGEST + 3), "A" * (LONGEST + 3)])
@example([])
def test_texts_are_cut_as_each_of_them_alone(texts: list[str]) -> None:
    assert tokens_of(texts) == [tokens(each) for each in texts]
