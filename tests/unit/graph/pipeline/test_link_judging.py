"""Judgements of cases in a store: kept beside each other, asked for where they teach most, learned from."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from graph.errors import AmbiguousCases, BadValue, TooFewJudgements, UnknownCode, UnknownRecord
from graph.linkage.weights import SHIPPED
from graph.model import At, Case, Judgement, Linked
from graph.pipeline import judge, link, unjudge, why
from graph.pipeline.case_conflicts import case_conflicts
from graph.pipeline.link_learning import adopt, judged_by_name, judged_in_ledger, learned
from graph.pipeline.link_settings import go_back, history_of, keep_link_settings, link_settings_of
from graph.pipeline.link_suggesting import CasesAsked, case_suggestion_count, case_suggestions
from graph.store import EVERYTHING, Scope, Store
from tests.unit.graph.identity.rows import TODAY
from tests.unit.graph.pipeline.streets import case, derived, edges, new_store, put, unit

HERE, THERE = "place-000000000000000a", "place-000000000000000b"
FLAT = unit("打铜街15号302室")
CASES = [case(f"C{at}", day=at * 120, dispute_type="noise", visible_to=(HERE, THERE)) for at in range(3)]
A, B, C = sorted(CASES, key=lambda each: each.id)
"""At one flat, months apart, of one type: 2.75 bits each, which is above the threshold."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = new_store(tmp_path)
    put(made, FLAT, *CASES, *(At(source=each.id, target=FLAT.id) for each in CASES))
    link(made, by="test", today=TODAY)
    return made


def decide(store: Store, a: Case, b: Case, answer: str, by: str = "周敏", **facts: dt.date) -> Judgement:
    return judge(store, kind="linkage", a=a.id, b=b.id, answer=answer, by=by, why="看过", **facts)


def undo(store: Store, a: Case, b: Case, by: str = "周敏") -> Judgement:
    return unjudge(store, kind="linkage", a=b.id, b=a.id, by=by)


def linked(store: Store, a: Case, b: Case) -> Linked | None:
    ends = {a.id, b.id}
    return next((e for e in edges(store, "linked") if isinstance(e, Linked) and {e.source, e.target} == ends), None)


def queue(store: Store, **facts: object) -> list[set[str]]:
    return [{each.told.a, each.told.b} for each in asked(store, **facts)]


def asked(store: Store, scope: Scope = EVERYTHING, **page: int) -> tuple[CasesAsked, ...]:
    found = case_suggestions(store, scope=scope, **page)
    if not page:
        assert len(found) == case_suggestion_count(store, scope=scope)
    return found


# -- the ledger ------------------------------------------------------------------------------------


def test_two_people_who_differ_are_both_kept_and_the_last_one_stands(store: Store) -> None:
    before = derived(store)
    decide(store, A, B, "yes")
    joined = derived(store)
    decide(store, B, A, "no", by="王强")
    assert linked(store, A, B) is None
    (conflict,) = case_conflicts(store, scope=EVERYTHING)
    assert conflict.kind == "pair" and {each.answer for each in conflict.judgements} == {"yes", "no"}
    assert "周敏 判定" in conflict.sentence and "王强 判定" in conflict.sentence
    assert undo(store, A, B, by="王强").answer == "no"
    assert derived(store) == joined and case_conflicts(store, scope=EVERYTHING) == ()
    undo(store, A, B, by="赵敏")
    assert derived(store) == before
    with pytest.raises(UnknownRecord):
        undo(store, A, B)


def test_yes_yes_no_in_a_triangle_is_shown_and_the_no_holds_in_any_order(tmp_path: Path) -> None:
    states = []
    for at, order in enumerate(permutations([(A, B, "yes"), (B, C, "yes"), (A, C, "no")])):
        made = new_store(tmp_path, f"order-{at}")
        put(made, FLAT, *CASES, *(At(source=each.id, target=FLAT.id) for each in CASES))
        link(made, by="test", today=TODAY)
        for a, b, answer in order:
            decide(made, a, b, answer)
        (conflict,) = case_conflicts(made, scope=EVERYTHING)
        assert conflict.kind == "chain" and conflict.judgements[0].answer == "no"
        states.append((derived(made), conflict.sentence.replace("\n", "")))
        assert linked(made, A, C) is None
        homes = {each.source: each.target for each in edges(made, "part_of")}
        assert homes.get(A.id) != homes.get(C.id) or A.id not in homes
    assert all(each == states[0] for each in states)


def test_a_conflict_is_for_those_who_may_see_its_judgements(store: Store) -> None:
    decide(store, A, B, "yes")
    decide(store, A, B, "no", by="王强")
    assert len(case_conflicts(store, scope=Scope.of(HERE))) == 1
    assert case_conflicts(store, scope=Scope.of("place-000000000000000c")) == ()


def test_a_yes_may_say_the_kind(store: Store) -> None:
    made = decide(store, A, B, "复发")
    assert (made.answer, made.link_kind) == ("yes", "recurrence")
    found = linked(store, A, B)
    assert found is not None and (found.kind, found.certainty) == ("recurrence", "certain")
    assert "有关联（复发）" in why(store, A.id, B.id, scope=EVERYTHING, today=TODAY).why[0].sentence
    again = decide(store, A, B, "yes")
    assert again.id == made.id and again.link_kind is None
    with pytest.raises(UnknownCode):
        decide(store, A, B, "perhaps")


def test_unsure_is_not_asked_again_until_something_is_new(store: Store) -> None:
    before = derived(store)
    decide(store, A, B, "unsure")
    assert {A.id, B.id} not in queue(store) and len(queue(store)) == 2
    link(store, by="test", today=TODAY)
    assert {A.id, B.id} not in queue(store)
    later = replace(A, title="标题也改了，改得很长", dispute_type="leakage")
    put(store, later)
    link(store, by="test", cases=[A.id], today=TODAY)
    assert linked(store, A, B) is not None and {A.id, B.id} in queue(store)
    put(store, A)
    link(store, by="test", cases=[A.id], today=TODAY)
    assert {A.id, B.id} not in queue(store)
    undo(store, A, B)
    assert derived(store) == before and {A.id, B.id} in queue(store)


def test_unsure_until_a_day_is_asked_again_after_it(store: Store) -> None:
    decide(store, A, B, "unsure", until=dt.date(2099, 1, 1))
    link(store, by="test", today=dt.date(2099, 1, 1))
    assert {A.id, B.id} not in queue(store)
    link(store, by="test", today=dt.date(2099, 1, 2))
    assert {A.id, B.id} in queue(store)


# -- the queue -------------------------------------------------------------------------------------


def test_what_was_judged_is_not_asked_and_a_page_is_a_part(store: Store) -> None:
    found = asked(store)
    assert len(found) == 3 and all(each.reasons for each in found)
    assert [*asked(store, first=1), *asked(store, first=5, skip=1)] == [*found]
    decide(store, A, B, "yes")
    decide(store, B, C, "no")
    assert queue(store) == [{A.id, C.id}]


def test_nearest_the_threshold_comes_first(store: Store) -> None:
    put(store, replace(A, dispute_type="debt"))
    link(store, by="test", today=TODAY)
    weights = [each.told.weight for each in asked(store)]
    assert weights == [2.75, 2.0, 2.0]
    assert {each.told.certainty for each in asked(store)} == {"provisional", "suggested"}


def test_nobody_is_asked_about_a_case_that_they_may_not_see(store: Store) -> None:
    put(store, replace(A, visible_to=(THERE,)))
    link(store, by="test", today=TODAY)
    assert queue(store, scope=Scope.of(HERE)) == [{B.id, C.id}]
    assert len(queue(store, scope=Scope.of(THERE))) == 3


# -- settings and learning -------------------------------------------------------------------------


def test_every_version_stays_and_going_back_is_a_new_one(store: Store) -> None:
    assert link_settings_of(store) == SHIPPED and history_of(store) == []
    strict = keep_link_settings(store, replace(SHIPPED, together=9.0, made="试验"), by="周敏", why="试验")
    assert link_settings_of(store) == strict and strict.version == "1"
    link(store, by="test", today=TODAY)
    found = linked(store, A, B)
    assert found is not None and found.certainty == "suggested"
    against = why(store, A.id, B.id, scope=EVERYTHING, today=TODAY).why_not
    assert any("少于 9" in each for each in against)
    back = go_back(store, 0, by="王强")
    assert (back.together, back.version) == (SHIPPED.together, "2") and "恢复出厂参数" in back.made
    assert go_back(store, 1, by="王强").together == 9.0
    assert [each.version for each, _ in history_of(store)] == [1, 2, 3]
    for version in (4, -1):
        with pytest.raises(BadValue, match="没有这个版本"):
            go_back(store, version, by="王强")


def crowd(store: Store) -> tuple[list[tuple[str, str, bool]], list[Case]]:
    """Forty pairs of cases at one flat each: of one type they are judged one matter, of two they are not."""
    pairs, cases = [], []
    for at in range(40):
        same = at % 2 == 0
        one = case(f"P{at}", day=at, dispute_type="noise")
        other = case(f"Q{at}", day=at + 200, dispute_type="noise" if same else "debt")
        flat = unit(f"打铜街{at}号101室")
        put(store, flat, one, other, *(At(source=each.id, target=flat.id) for each in (one, other)))
        pairs.append((one.number, other.id, same))
        cases += [one, other]
    return pairs, cases


def test_what_people_judged_is_learned_shown_adopted_and_taken_back(store: Store) -> None:
    pairs, cases = crowd(store)
    with pytest.raises(TooFewJudgements):
        learned(store, judged_in_ledger(store))
    said = judged_by_name(store, pairs)
    head = store.head()
    lesson = learned(store, said)
    assert store.head() == head
    assert lesson.better and (lesson.new.precision, lesson.new.recall) == (1.0, 1.0)
    kept = adopt(store, lesson, by="周敏")
    assert kept.coefficient("same_type") > 1.0 > kept.coefficient("same_unit")
    link(store, by="test", today=TODAY)
    joined = [linked(store, one, other) for one, other in zip(cases[::2], cases[1::2], strict=True)]
    assert [each is not None and each.certainty == "provisional" for each in joined] == [
        at % 2 == 0 for at in range(40)
    ]


def test_the_ledger_is_learned_from_but_for_what_people_contradict_and_are_not_sure_of(store: Store) -> None:
    decide(store, A, B, "yes")
    decide(store, A, B, "no", by="王强")
    decide(store, B, C, "unsure")
    decide(store, A, C, "recurrence")
    found = judged_in_ledger(store)
    assert dict(found.same) == {(A.id, C.id): True} and found.left_out == 1


WRONG = [
    ([("C0", "C99", True)], BadValue, "图库里没有"),
    ([("C0", A.id if A.number == "C0" else "C0", True)], BadValue, "同一件事件"),
    ([("C0", "C1", True), ("C1", "C0", False)], BadValue, "前后判得相反"),
]


@pytest.mark.parametrize(("pairs", "error", "said"), WRONG)
def test_wrong_pairs_are_refused_in_a_sentence(
    store: Store, pairs: list[tuple[str, str, bool]], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        judged_by_name(store, pairs)


def test_a_number_that_two_cases_have_is_not_guessed(store: Store) -> None:
    put(store, case("C0", source="petition"))
    with pytest.raises(AmbiguousCases, match="智慧信访"):
        judged_by_name(store, [("C0", "C1", True)])
