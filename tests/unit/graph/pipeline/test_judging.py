"""Judging, taking back, explaining, and digesting what a load brought."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from graph.errors import BadValue, UnknownCode, UnknownRecord
from graph.identity.explain import NOTHING_SHARED
from graph.identity.resolve import person_id
from graph.model import Case, Mention
from graph.pipeline import digest, judge, unjudge, why
from graph.pipeline.explaining import HIDDEN
from graph.store import EVERYTHING, Scope, Store
from tests.unit.graph.identity.rows import TODAY, mention, number
from tests.unit.graph.pipeline.streets import case, derived, new_store, party, put

TEL = "19900000001"
A = mention("1", "王丽", tel=TEL, stated_on=dt.date(2024, 1, 1))
B, C = mention("2", "王丽", tel=TEL), mention("3", "王莉")
ONE, TWO, THREE = (case(each, day=int(each), dispute_type="noise") for each in "123")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = new_store(tmp_path)
    put(made, A, B, C, ONE, TWO, THREE, party(A, ONE), party(B, TWO), party(C, THREE))
    load(made)
    return made


def load(store: Store) -> None:
    digest(store, by="test", mentions=[A.id, B.id, C.id], cases=[ONE.id, TWO.id, THREE.id], today=TODAY)


def decide(store: Store, a: Mention | Case, b: Mention | Case, answer: str) -> None:
    kind = "identity" if isinstance(a, Mention) else "linkage"
    judge(store, kind=kind, a=a.id, b=b.id, answer=answer, by="周敏", why="查过户籍")


def undo(store: Store, a: Mention | Case, b: Mention | Case) -> None:
    kind = "identity" if isinstance(a, Mention) else "linkage"
    unjudge(store, kind=kind, a=b.id, b=a.id, by="周敏")


def test_a_digest_resolves_and_links_what_a_killed_load_left(tmp_path: Path) -> None:
    made = new_store(tmp_path, "killed")
    put(made, A, B, ONE, TWO, party(A, ONE), party(B, TWO))
    report = digest(made, by="test", mentions=[], cases=[], today=TODAY)
    assert (report.resolved.people, report.linked.links) == (1, {"duplicate": 1})
    assert str(report.resolved).startswith("2 条记录：1 个自然人")
    assert "重复件 1" in str(report.linked)


def test_judgements_in_any_order_and_taken_back_in_any_order_leave_no_trace(store: Store) -> None:
    before = derived(store)
    said = [(A, B, "no"), (B, C, "yes"), (ONE, THREE, "yes"), (ONE, TWO, "no")]
    states = []
    for at, order in enumerate(list(permutations(said))[::5]):
        for a, b, answer in order:
            decide(store, a, b, answer)
        states.append(derived(store))
        for a, b, _ in list(permutations(order))[at]:
            undo(store, a, b)
        assert derived(store) == before
    assert all(each == states[0] != before for each in states)


def test_a_judgement_about_persons_is_about_their_founding_mentions(store: Store) -> None:
    given = judge(
        store, kind="是否同一人", a=person_id(C.id), b=person_id(A.id), answer="是", by="周敏", why="同事确认"
    )
    assert (given.a, given.b) == tuple(sorted((A.id, C.id)))
    assert store.get([person_id(C.id)], scope=EVERYTHING) == store.get([person_id(A.id)], scope=EVERYTHING)
    unjudge(store, kind="identity", a=person_id(A.id), b=person_id(C.id), by="周敏")
    assert store.count("person", scope=EVERYTHING)[None] == 2
    assert store.count("judgement", scope=EVERYTHING)[None] == 0


def test_what_cannot_be_judged_is_refused_in_a_sentence(store: Store) -> None:
    with pytest.raises(BadValue, match="同一条记录"):
        decide(store, A, A, "no")
    with pytest.raises(BadValue, match="应是事件"):
        judge(store, kind="linkage", a=A.id, b=ONE.id, answer="no", by="周敏", why="")
    with pytest.raises(UnknownCode):
        decide(store, A, B, "maybe")
    with pytest.raises(UnknownRecord):
        judge(store, kind="identity", a=A.id, b="mention-0000000000000000", answer="no", by="周敏", why="")
    with pytest.raises(UnknownRecord):
        undo(store, A, B)


def test_why_tells_mentions_people_and_cases(store: Store) -> None:
    told = why(store, A.id, B.id, scope=EVERYTHING, today=TODAY)
    assert (told.together, told.why_not) == (True, ())
    assert [(each.signal, each.sentence) for each in told.why] == [("contact", "电话（199****0001）和姓名“王丽”都相同")]
    apart = why(store, person_id(A.id), person_id(C.id), scope=EVERYTHING, today=TODAY)
    assert (apart.together, apart.why) == (False, ())
    assert apart.why_not == ("姓名不同（“王丽”、“王莉”）",)
    linked = why(store, TWO.id, ONE.id, scope=EVERYTHING, today=TODAY)
    assert linked.together
    assert [each.signal for each in linked.why] == ["same_person", "close_in_time", "same_type"]
    nothing = why(store, ONE.id, THREE.id, scope=EVERYTHING, today=TODAY)
    assert not nothing.together
    with pytest.raises(BadValue):
        why(store, A.id, ONE.id, scope=EVERYTHING, today=TODAY)


def test_why_knows_what_was_judged(store: Store) -> None:
    decide(store, A, C, "yes")
    decide(store, ONE, THREE, "yes")
    assert "判定是同一人" in why(store, A.id, C.id, scope=EVERYTHING, today=TODAY).why[0].sentence
    assert "判定是同一事项" in why(store, ONE.id, THREE.id, scope=EVERYTHING, today=TODAY).why[0].sentence


def test_why_shows_no_step_that_the_reader_may_not_see(tmp_path: Path) -> None:
    made = new_store(tmp_path, "scoped")
    ends = [mention("1", "王丽", tel=TEL), mention("3", "王女士", number=number(1))]
    middle = mention("2", "王丽", tel=TEL, number=number(1))
    seen = [replace(each, visible_to=("place-a",)) for each in ends]
    put(made, *seen, replace(middle, visible_to=("place-b",)))
    digest(made, by="test", mentions=[], cases=[], today=TODAY)
    told = why(made, seen[0].id, seen[1].id, scope=Scope.of("place-a"), today=TODAY)
    assert told.together
    assert [each.sentence for each in told.why] == [HIDDEN, HIDDEN]
    with pytest.raises(UnknownRecord):
        why(made, seen[0].id, middle.id, scope=Scope.of("place-a"), today=TODAY)


def test_nothing_in_common_is_said(store: Store) -> None:
    put(store, mention("8", "王丽"), mention("9", "王丽"))
    a, b = mention("8", "王丽").id, mention("9", "王丽").id
    digest(store, by="test", mentions=[a, b], cases=[], today=TODAY)
    assert why(store, a, b, scope=EVERYTHING, today=TODAY).why_not == (NOTHING_SHARED,)
