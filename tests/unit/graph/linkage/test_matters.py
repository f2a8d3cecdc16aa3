"""Matters: the same in any order, never against a “no”, with an id that stays."""

from __future__ import annotations

import datetime as dt
import random
from itertools import pairwise

import networkx as nx
from hypothesis import event, given, settings
from hypothesis import strategies as st

from graph.ids import make_id
from graph.linkage.bridges import weak_bridges
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
    matter = matter_of(found, CASES, {}, visible_to=("place-a",))
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
    title = matter_of(found, placed, {}, visible_to=()).title
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
    assert not matter_of(found, CASES, {}, visible_to=()).provisional
    assert {each.certainty for each in parts_of(found)} == {"certain"}


def test_a_weak_bridge_between_two_firm_groups_is_cut_and_shown_unless_people_say_yes() -> None:
    a, b, c, d, e = IDS[:5]
    links = [link(a, b), link(c, d), link(d, e), link(b, c, kind="group", weight=2.5)]
    found, (cut,) = cluster_cases(CASES, links, {})
    assert [set(each.cases) for each in found] == [{a, b}, {c, d, e}] or [set(each.cases) for each in found] == [
        {c, d, e},
        {a, b},
    ]
    assert (cut.a, cut.b, cut.weight, cut.apart, cut.sizes) == (b, c, 2.5, None, (2, 3))
    assert (
        cut.sentence
        == "两组事件之间只有薄弱关联（权重 2.5），组内关联明显更强，不归并（两边各 2 件、3 件），可由人工判定"
    )
    links[-1] = link(b, c, weight=2.5, certainty="certain", basis="judgement")
    (whole,), cuts = cluster_cases(CASES, links, {})
    assert (set(whole.cases), cuts) == ({a, b, c, d, e}, [])


def test_a_part_of_a_cut_matter_is_certain_when_people_made_it() -> None:
    a, b, c, d = IDS[:4]
    links = [link(a, b, certainty="certain"), link(c, d), link(b, c, weight=2.5)]
    found, _ = cluster_cases(CASES, links, {})
    assert {each.cases for each in found if each.certain} == {
        tuple(sorted((a, b), key=lambda id: CASES[id].received_at))
    }


def test_one_pair_that_reads_alike_does_not_make_two_groups_one() -> None:
    a, b, c, d = IDS[:4]
    groups, alone = [link(a, b, weight=6.0), link(c, d, weight=6.0)], link(b, c, weight=5.0, basis="score")
    found, (cut,) = cluster_cases(CASES, [*groups, alone], {})
    assert len(found) == 2
    assert cut.alone and "不过四分之一" in cut.sentence
    more = link(a, d, weight=4.5, basis="score")
    (whole,), cuts = cluster_cases(CASES, [*groups, alone, more], {})
    assert (len(whole.cases), cuts) == (4, [])
    (whole,), cuts = cluster_cases(CASES, [*groups, link(b, c, weight=5.0)], {})
    assert (len(whole.cases), cuts) == (4, []), "a fact that both share is no likeness of words"


def test_the_threshold_says_what_is_weak() -> None:
    a, b, c, d = IDS[:4]
    links = [link(a, b, weight=9.0), link(c, d, weight=9.0), link(b, c, weight=6.0)]
    assert len(cluster_cases(CASES, links, {})[0]) == 1
    assert len(cluster_cases(CASES, links, {}, threshold=5.5)[0]) == 2


SOURCES = st.sampled_from(
    [
        *[{"certainty": "provisional", "basis": "rule"}] * 2,
        {"certainty": "provisional", "basis": "score"},
        {"certainty": "certain", "basis": "judgement"},
    ]
)
"""What a link may rest on."""


@st.composite
def two_groups(draw: st.DrawFn) -> list[Linked]:
    """Eight cases, mostly in two groups that hold together more or less well, with few links between."""
    left, right = IDS[: draw(st.integers(1, 5))], IDS[5:]
    inside = dict.fromkeys((*pairwise(left), *pairwise(right), *draw(st.lists(st.sampled_from(COUPLES), max_size=3))))
    between = draw(st.lists(st.tuples(st.sampled_from(left), st.sampled_from(right)), max_size=2, unique=True))
    firm, weak = st.sampled_from((3.0, 5.0, 6.0, 6.0)), st.sampled_from((2.5, 2.5, 3.0, 6.0))
    drawn = [link(*each, weight=draw(firm), **draw(SOURCES)) for each in inside]
    return drawn + [link(*each, weight=draw(weak), **draw(SOURCES)) for each in between if each not in inside]


@settings(max_examples=300)
@given(two_groups(), st.lists(st.sampled_from(COUPLES), max_size=2, unique=True), st.randoms(use_true_random=False))
def test_no_matter_holds_a_weak_bridge_nor_two_judged_apart(
    drawn: list[Linked], apart: list, shuffle: random.Random
) -> None:
    links = [each for each in drawn if (each.source, each.target) not in apart]
    answers = {couple: judgement for a, b in apart for couple, judgement in no(a, b).items()}
    found, cuts = cluster_cases(CASES, links, answers)
    event(f"weak cuts: {sum(each.apart is None and not each.alone for each in cuts)}")
    shuffle.shuffle(links)
    assert cluster_cases(CASES, links, answers) == (found, cuts)
    home = {case: each.matter for each in found for case in each.cases}
    gone = {(each.a, each.b) for each in cuts}
    for each in links:
        ends = each.source, each.target
        together = home.get(each.source, each.source) == home.get(each.target, each.target)
        assert together != (ends in gone), "a link joins or is shown as cut"
    for each in found:
        inside = [link for link in links if link.source in each.cases and link.target in each.cases]
        assert weak_bridges(inside, threshold=2.5) == []
        assert nx.is_connected(nx.Graph([(link.source, link.target) for link in inside]))
        sure = nx.Graph([(link.source, link.target) for link in inside if link.certainty == "certain"])
        sure.add_nodes_from(each.cases)
        assert each.certain == nx.is_connected(sure)
        assert not any({a, b} <= {*each.cases} for a, b in apart)
    for each in cuts:
        if each.apart is None:
            assert (
                next(link for link in links if link.source == each.a and link.target == each.b).certainty != "certain"
            )


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
