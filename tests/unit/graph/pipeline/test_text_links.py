"""Links that texts make: in any order of loading, through changes and removals, those of all at once."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.linkage.gists import gist_id
from graph.model import Case, Gist, Linked
from graph.pipeline import Limits, linking
from graph.pipeline.linking import link
from graph.store import EVERYTHING, Store
from tests.unit.graph.identity.rows import TODAY
from tests.unit.graph.pipeline.streets import case, derived, edges, new_store, put

ESTATES = ("锦鸿翠苑", "泰岳琴台", "沁芳云庭", "檀溪玺园")
TROUBLES = (
    "地下车库坡道防滑条脱落，电动车接连侧翻",
    "屋顶太阳能集热管爆裂，铁皮雨棚砸中晾衣架",
    "广场舞音箱与萨克斯合奏，考生无法温习",
)
ENDS = ("，盼整改。", "，已拍照为证。")


def told(number: str, estate: int, trouble: int, end: int = 0, **facts: object) -> Case:
    place = ESTATES[estate]
    said = f"{place}{TROUBLES[trouble]}，{place}业委会无人过问{ENDS[end]}"
    return case(number, title=f"{place}{TROUBLES[trouble][:9]}", text=said, place=place, **facts)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


def run(store: Store, *cases: Case, limits: Limits | None = None, whole: bool = False) -> None:
    link(store, by="test", cases=None if whole else [each.id for each in cases], today=TODAY, limits=limits)


def couples(store: Store) -> set[tuple[str, str]]:
    return {(each.source, each.target) for each in edges(store, "linked") if isinstance(each, Linked)}


def couple(a: Case, b: Case) -> tuple[str, str]:
    return min(a.id, b.id), max(a.id, b.id)


def gists(store: Store) -> list[Gist]:
    return list(store.scan("gist", scope=EVERYTHING))


def delete(store: Store, *cases: Case) -> None:
    with store.change(by="test", why="删除") as change:
        change.delete([each.id for each in cases])


def test_words_alone_link_and_say_so(store: Store) -> None:
    one, other, elsewhere = told("1", 0, 0), told("2", 0, 0, 1, day=2), told("3", 1, 1)
    put(store, one, other, elsewhere)
    run(store, whole=True)
    assert couples(store) == {couple(one, other)}
    assert {each.case for each in gists(store)} == {one.id, other.id, elsewhere.id}
    head = store.head()
    run(store, whole=True)
    run(store, one, other, elsewhere)
    assert store.head() == head


def test_a_new_case_finds_an_old_one_and_a_changed_one_loses_it(store: Store) -> None:
    one, other = told("1", 0, 0), told("2", 0, 0, 1)
    put(store, one)
    run(store, one)
    put(store, other)
    run(store, other)
    assert couples(store) == {couple(one, other)}
    put(store, replace(other, title=told("2", 1, 1).title, text=told("2", 1, 1).text, place=ESTATES[1]))
    run(store, other)
    assert couples(store) == set()


def test_a_number_that_a_text_names_finds_its_case_whichever_came_first(store: Store) -> None:
    named = told("20240305001", 0, 0)
    naming = case("2", title="再次反映", text="接12345工单20240305001，仍未解决。")
    for first, second in ((named, naming), (naming, named)):
        put(store, first)
        run(store, first)
        put(store, second)
        run(store, second)
        own = {each.case: set(each.keys) for each in gists(store)}
        assert len(own[named.id] & own[naming.id]) == 1
        delete(store, named, naming)
        run(store, named, naming)
        assert gists(store) == []


def test_a_word_that_too_many_say_finds_nobody_until_fewer_do(store: Store) -> None:
    limits = Limits(text=3)
    same = [replace(told(number, 0, 0), text=f"{told(number, 0, 0).text}{number}") for number in "123"]
    put(store, *same)
    run(store, *same, limits=limits)
    assert len(couples(store)) == 3
    fourth = told("9", 0, 0, 1, day=9)
    put(store, fourth)
    run(store, fourth, limits=limits)
    assert couples(store) == set()
    delete(store, fourth)
    run(store, fourth, limits=limits)
    assert len(couples(store)) == 3


def test_many_copies_are_a_chain_that_closes_where_one_goes(store: Store) -> None:
    limits = Limits(copies=3, text=2)
    cases = [told(str(number), 0, 0, day=number) for number in range(5)]
    put(store, *cases)
    run(store, *cases, limits=limits)
    assert couples(store) == {couple(*each) for each in pairwise(cases)}
    delete(store, cases[2])
    run(store, cases[2], limits=limits)
    assert couples(store) == {couple(cases[0], cases[1]), couple(cases[1], cases[3]), couple(cases[3], cases[4])}
    delete(store, cases[1])
    run(store, cases[1], limits=limits)
    assert len(couples(store)) == 3


def test_cases_that_nobody_read_are_read_with_the_next(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = told("1", 0, 0), told("2", 0, 0, 1)
    put(store, one, other, told("3", 2, 2))
    run(store, one)
    assert couples(store) == {couple(one, other)}
    assert len(gists(store)) == 3
    delete(store, one)
    put(store, told("4", 3, 2), told("5", 3, 0))
    monkeypatch.setattr(linking, "MANY_CASES", 1)
    run(store, other)
    assert {each.case for each in gists(store)} == {each.id for each in store.scan("case", scope=EVERYTHING)}


@st.composite
def histories(draw: st.DrawFn) -> list[Case | str]:
    """Cases that come, are told otherwise and go (their number alone)."""
    numbers = st.sampled_from("123456789")
    comes = st.builds(
        told, numbers, st.integers(0, 1), st.just(0), st.sampled_from((0, 0, 0, 1)), day=st.sampled_from((0, 3, 40))
    )
    return draw(st.lists(comes | numbers, min_size=4, max_size=14))


@settings(max_examples=100, deadline=None)
@given(histories(), st.integers(1, 5), st.integers(1, 3), st.randoms(use_true_random=False))
def test_any_order_with_changes_and_removals_is_as_all_at_once(
    history: list[Case | str], text: int, copies: int, shuffle: random.Random
) -> None:
    limits = Limits(text=text, copies=copies)
    left: dict[str, Case] = {}
    with TemporaryDirectory() as folder:
        part, whole, other = (new_store(Path(folder), each) for each in ("part", "whole", "other"))
        for each in history:
            number = each if isinstance(each, str) else each.number
            if isinstance(each, Case):
                left[number] = each
                put(part, each)
                run(part, each, limits=limits)
            elif gone := left.pop(number, None):
                delete(part, gone)
                run(part, gone, limits=limits)
        put(whole, *left.values())
        run(whole, limits=limits, whole=True)
        for each in shuffle.sample(list(left.values()), len(left)):
            put(other, each)
            run(other, each, limits=limits)
        assert derived(part) == derived(other) == derived(whole)
        assert gists(part) == gists(other) == gists(whole)
        for each in (part, whole, other):
            each.close()


def test_a_gist_is_seen_by_those_who_see_its_case(store: Store) -> None:
    one = told("1", 0, 0, visible_to=("place-0",))
    put(store, one)
    run(store, one)
    put(store, replace(one, visible_to=("place-1",)))
    run(store, one)
    (gist,) = gists(store)
    assert (gist.id, gist.visible_to) == (gist_id(one.id), ("place-1",))
