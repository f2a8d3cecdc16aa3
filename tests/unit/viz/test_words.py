from __future__ import annotations

import datetime as dt

import pytest

from graph.ids import make_id
from graph.model import NODES, Mention, Visit, Warning
from graph.schema import shape_of
from viz.labels import width_of, wrapped
from viz.style import LOOKS, glyph
from viz.words import Words


def test_a_title_that_is_a_code_is_told_with_the_kind() -> None:
    warning = Warning(id=make_id("warning", "1"), level="high", raised_on=dt.date(2025, 3, 1))
    assert Words().label(warning) == "预警·高"


def test_what_has_no_name_says_so() -> None:
    mention = Mention(id=make_id("mention", "1"), source="grid", record="1")
    assert Words().label(mention) == "记录中的当事人（未具名）"


def test_no_is_an_answer_and_not_told_is_none() -> None:
    def facts(satisfied: bool | None) -> dict[str, str]:
        visit = Visit(id=make_id("visit", "1"), on=dt.date(2025, 3, 1), satisfied=satisfied)
        return {fact.name: fact.value for fact in Words().facts(visit)}

    assert facts(False)["是否满意"] == "否"
    assert "是否满意" not in facts(None)


@pytest.mark.parametrize(
    ("text", "rows", "why"),
    [
        ("王建国", ["王建国"], "short: one row"),
        ("花楼水塔社区居民委员会", ["花楼水塔社区", "居民委员会"], "two rows about equally long, no lone character"),
        ("汉" * 10, ["汉" * 10], "exactly a row"),
        ("汉" * 30, ["汉" * 10, "汉" * 9 + "…"], "what does not fit ends in dots"),
        ("", [""], "nothing"),
        ("a  b\nc", ["a b c"], "blanks are one blank"),
    ],
)
def test_labels_are_wrapped(text: str, rows: list[str], why: str) -> None:
    assert wrapped(text).split("\n") == rows, why
    assert all(width_of(row) <= 21 for row in rows)


def test_every_kind_has_a_look_of_its_own() -> None:
    assert set(LOOKS) == {shape_of(record).name for record in NODES}
    signs = [(look.outline, look.colour, look.sign) for look in LOOKS.values()]
    assert len(set(signs)) == len(signs)
    assert all(glyph(kind) != glyph(kind, provisional=True) for kind in LOOKS)


def test_white_can_be_read_on_every_colour() -> None:
    for kind, look in LOOKS.items():
        assert 1.05 / (_luminance(look.colour) + 0.05) >= 4.5, kind


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
