"""Fictional mentions for the tests, few enough values that they meet in every way."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st
from stdnum.cn import ric

from graph.identity.keys import account_key, keys_of
from graph.ids import make_id
from graph.model import Judgement, Mention

TODAY = dt.date(2025, 6, 1)


def number(serial: int) -> str:
    """A valid identity number that is nobody's."""
    first = f"4201031901010110{serial % 10}" if serial < 10 else f"420103190101{serial:05d}"
    return first + ric.calc_check_digit(first + "0")


def mention(record: str, name: str = "", **stated: object) -> Mention:
    """A mention with its keys; `number`, `tel` and `account` are short for the fields."""
    tel = stated.pop("tel", ())
    account = stated.pop("account", None)
    bare = Mention(
        id=make_id("mention", "grid", record),
        source="grid",
        record=record,
        name=name,
        identity_number=str(stated.pop("number", "")),
        telephones=(tel,) if isinstance(tel, str) else tuple(tel),  # type: ignore[arg-type]
        keys=(account_key("grid", str(account)),) if account else (),
        **stated,  # type: ignore[arg-type]
    )
    return replace(bare, keys=keys_of(bare))


def judgement(a: Mention, b: Mention, answer: str, **more: object) -> Judgement:
    """A judgement about two mentions."""
    one, other = sorted((a.id, b.id))
    more.setdefault("at", dt.datetime(2025, 1, 1))
    return Judgement(
        id=make_id("judgement", "identity", one, other, str(more["at"])),
        kind="identity", a=one, b=other, answer=answer, by="周敏", why="查过户籍", **more,  # type: ignore[arg-type]
    )  # fmt: skip


_NAMES = ("王丽", "王芳", "王女士", "李强", "老李", "", "匿名")
_TELEPHONES = ("19900000001", "19900000002", "1990000****")


@st.composite
def rows(draw: st.DrawFn) -> list[Mention]:
    """Up to fourteen mentions over a handful of values."""
    return [
        mention(
            str(record),
            draw(st.sampled_from(_NAMES)),
            number=draw(st.sampled_from(("", "", number(1), number(2), "0000"))),
            tel=draw(st.lists(st.sampled_from(_TELEPHONES), max_size=2, unique=True)),
            account=draw(st.sampled_from((None, None, "A", "B"))),
            stated_on=draw(st.sampled_from((None, dt.date(2024, 1, 1), dt.date(2025, 1, 1)))),
        )
        for record in range(draw(st.integers(0, 14)))
    ]


@st.composite
def judged_rows(draw: st.DrawFn) -> tuple[list[Mention], list[Judgement]]:
    """Mentions and up to five judgements about pairs of them."""
    stated = draw(rows())
    if len(stated) < 2:
        return stated, []
    pairs = st.tuples(st.sampled_from(stated), st.sampled_from(stated), st.sampled_from(("yes", "no", "unsure")))
    given = draw(st.lists(pairs.filter(lambda pair: pair[0].id != pair[1].id), max_size=5))
    at = dt.datetime(2025, 1, 1)
    return stated, [judgement(a, b, answer, at=at + dt.timedelta(days=day)) for day, (a, b, answer) in enumerate(given)]
