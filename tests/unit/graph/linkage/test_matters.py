"""Matters: the same in any order, never against a “no”, with an id that stays."""

from __future__ import annotations

import datetime as dt
import random

from hypothesis import given
from hypothesis import strategies as st

from graph.ids import make_id
from graph.linkage.matters import cluster_cases, matter_id, matter_of, parts_of
from graph.model import Judgement, Linked
from tests.unit.graph.linkage.pairs import case

CASES = {each.id: each for each in (case(str(number), day=9 - number) for number in range(8))}
IDS = sorted(CASES)
COUPLES = [(a, b) for a in IDS for b in IDS if a < b]


def link(a: str, b: str, kind: str = "duplicate", weight: float = 5.0, **more: object) -> Linked:
    return Linked(source=min(a, b), target=max(a, b), kind=kind, weight=weight, **more)  # type: ignore[arg-type]


def no(a: str, b: str) -> dict[tuple[str, str], Judgement]:
    judgement = Judgement(
        id=make_id("judgement", a, b),
        kind="linkage",
        a=a,
        b=b,
        answer="no",
        by="周敏",
        why="",
        at=dt.datetime(2025, 1, 1),
    )
    return {(a, b): judgement}


def test_a_matter_is_named_by_its_earliest_case_and_knows_its_span() -> None:
    a, b, c = IDS[:3]
    (found,), cuts = cluster_cases(CASES, [link(a, b), link(b, c, kind="group")], {})
    earliest = min((a, b, c), key=lambda id: CASES[id].received_at)
    assert found.matter == matter_id(earliest)
    matter = matter_of(found, CASES, visible_to=("place-a",))
    days = sorted(CASES[each].received_at.date() for each in (a, b, c))
    assert (matter.cases, matter.first_on, matter.last_on, matter.provisional) == (3, days[0], days[-1], True)
    assert {each.source for each in parts_of(found)} == {a, b, c}
    assert cuts == []


def test_a_title_says_where_and_what_and_no_number() -> None:
    placed = {
        each.id: each
        for each in (case("1", place="民生社区 江汉路 12 号 19900001234", community="c"), case("2", day=3))
    }
    (found,), _ = cluster_cases(placed, [link(*sorted(placed))], {})
    title = matter_of(found, placed, visible_to=()).title
    assert title.startswith("民生社区 江汉路 12 号")
    assert title.endswith("噪声扰民纠纷")
    assert "19900001234" not in title


def test_only_duplicates_and_groups_above_a_suggestion_join() -> None:
    a, b, c = IDS[:3]
    links = [link(a, b, kind="related"), link(b, c, certainty="suggested"), link(a, c, kind="recurrence")]
    assert cluster_cases(CASES, links, {}) == ([], [])


def test_a_no_holds_whatever_lies_between_and_the_weakest_is_cut() -> None:
    a, b, c = IDS[:3]
    (found,), cuts = cluster_cases(CASES, [link(a, b, weight=4.0), link(b, c, weight=6.0)], no(a, c))
    assert set(found.cases) == {b, c}
    assert [(each.a, each.b, each.apart) for each in cuts] == [(a, b, (a, c))]


def test_a_matter_is_certain_when_people_made_it() -> None:
    a, b = IDS[:2]
    (found,), _ = cluster_cases(CASES, [link(a, b, certainty="certain", basis="judgement")], {})
    assert found.certain
    assert not matter_of(found, CASES, visible_to=()).provisional
    assert {each.certainty for each in parts_of(found)} == {"certain"}


@given(
    st.lists(st.tuples(st.sampled_from(COUPLES), st.integers(3, 6)), max_size=12, unique_by=lambda each: each[0]),
    st.lists(st.sampled_from(COUPLES), max_size=4, unique=True),
    st.randoms(use_true_random=False),
)
def test_order_never_matters(drawn: list, apart: list, shuffle: random.Random) -> None:
    links = [link(a, b, weight=float(weight)) for (a, b), weight in drawn if (a, b) not in apart]
    answers = {couple: judgement for a, b in apart for couple, judgement in no(a, b).items()}
    first = cluster_cases(CASES, links, answers)
    shuffle.shuffle(links)
    again = dict(shuffle.sample(list(CASES.items()), len(CASES)))
    assert cluster_cases(again, links, answers) == first
    assert not any({a, b} <= set(each.cases) for a, b in apart for each in first[0])
