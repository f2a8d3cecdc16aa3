"""Judgements of cases that contradict each other: shown, none lost, the “no” holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import Case
from graph.pipeline import judge, unjudge
from graph.pipeline.case_conflicts import case_conflicts
from graph.store import EVERYTHING, Scope, Store
from tests.unit.graph.identity.rows import TODAY
from tests.unit.graph.pipeline.streets import case, edges, new_store, put


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


@pytest.fixture
def cases(store: Store) -> list[Case]:
    made = [case(str(at), day=at, visible_to=(f"place-{at}",)) for at in range(4)]
    put(store, *made)
    return made


def say(store: Store, a: Case, b: Case, answer: str, by: str = "周敏") -> None:
    judge(store, kind="linkage", a=a.id, b=b.id, answer=answer, by=by, why="")


def homes(store: Store) -> dict[str, str]:
    return {each.source: each.target for each in edges(store, "part_of")}


def test_a_no_inside_a_chain_of_yes_is_shown_and_holds(store: Store, cases: list[Case]) -> None:
    a, b, c, _ = cases
    say(store, a, b, "yes")
    say(store, b, c, "yes")
    assert case_conflicts(store, scope=EVERYTHING, today=TODAY) == ()
    say(store, c, a, "no", by="吴刚")
    (found,) = case_conflicts(store, scope=EVERYTHING, today=TODAY)
    assert found.kind == "chain"
    assert [(each.answer, {each.a, each.b}) for each in found.judgements] == [
        ("no", {a.id, c.id}),
        *(("yes", ends) for ends in _from(found.judgements[0].a, a, b, c)),
    ]
    assert "吴刚 判定" in found.sentence and "不能都对" in found.sentence
    assert homes(store).get(a.id) != homes(store).get(c.id) or homes(store).get(a.id) is None
    assert len({each.target for each in edges(store, "part_of")}) == 1, "one of the two yes still joins"
    assert store.count("judgement", scope=EVERYTHING)[None] == 3


def _from(start: str, a: Case, b: Case, c: Case) -> list[set[str]]:
    steps = [{a.id, b.id}, {b.id, c.id}]
    return steps if start == a.id else steps[::-1]


def test_the_order_of_judgements_does_not_matter(store: Store, cases: list[Case], tmp_path: Path) -> None:
    a, b, c, _ = cases
    other = new_store(tmp_path, "other")
    put(other, *cases)
    said = [(a, b, "yes"), (b, c, "yes"), (a, c, "no")]
    for one, two, answer in said:
        say(store, one, two, answer)
    for one, two, answer in reversed(said):
        say(other, two, one, answer)
    assert homes(store) == homes(other)
    shown = [[each.sentence for each in case_conflicts(some, scope=EVERYTHING, today=TODAY)] for some in (store, other)]
    assert shown[0] == shown[1] != []
    other.close()


def test_two_people_with_two_answers_on_one_pair_are_shown(store: Store, cases: list[Case]) -> None:
    a, b, *_ = cases
    say(store, a, b, "yes", by="周敏")
    say(store, a, b, "no", by="吴刚")
    (found,) = case_conflicts(store, scope=EVERYTHING, today=TODAY)
    assert found.kind == "pair"
    assert {(each.by, each.answer) for each in found.judgements} == {("吴刚", "no"), ("周敏", "yes")}
    assert all(name in found.sentence for name in ("吴刚", "周敏"))
    say(store, a, b, "yes", by="吴刚")
    assert case_conflicts(store, scope=EVERYTHING, today=TODAY) == (), "who said no has come round"


def test_a_second_thought_and_what_was_taken_back_are_no_conflict(store: Store, cases: list[Case]) -> None:
    a, b, *_ = cases
    say(store, a, b, "yes", by="周敏")
    say(store, a, b, "no", by="周敏")
    assert case_conflicts(store, scope=EVERYTHING, today=TODAY) == ()
    unjudge(store, kind="linkage", a=a.id, b=b.id, by="周敏")
    say(store, a, b, "yes", by="吴刚")
    assert case_conflicts(store, scope=EVERYTHING, today=TODAY) == ()


def test_a_reader_sees_those_whose_judgements_they_may_see(store: Store, cases: list[Case]) -> None:
    a, b, c, _ = cases
    for one, two, answer in ((a, b, "yes"), (b, c, "yes"), (a, c, "no")):
        say(store, one, two, answer)
    nowhere, everywhere = (Scope(areas=frozenset(each)) for each in ({"place-3"}, {"place-0", "place-1", "place-2"}))
    assert case_conflicts(store, scope=nowhere, today=TODAY) == ()
    assert len(case_conflicts(store, scope=everywhere, today=TODAY)) == 1


def test_pages_are_cut_behind_each_other(store: Store, cases: list[Case]) -> None:
    a, b, c, d = cases
    for one, two in ((a, b), (c, d)):
        say(store, one, two, "yes", by="周敏")
        say(store, one, two, "no", by="吴刚")
    every = case_conflicts(store, scope=EVERYTHING, today=TODAY)
    assert len(every) == 2
    assert [case_conflicts(store, scope=EVERYTHING, today=TODAY, first=1, skip=at) for at in range(3)] == [
        (every[0],),
        (every[1],),
        (),
    ]
