"""Splits hold through every later run, facts go with their records, and what is left open is not asked twice."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import BadValue, UnknownRecord
from graph.identity.resolve import person_id
from graph.ids import make_id
from graph.model import EmployedBy, KinOf, Mention, Organisation, Person
from graph.pipeline import judge, resolve, split, unjudge
from graph.pipeline.conflicts import conflicts
from graph.pipeline.history import how
from graph.pipeline.training import set_thresholds
from graph.store import EVERYTHING, Scope, Store, open_store
from graph.store.replay import replay, verify
from tests.unit.graph.identity.rows import TODAY, mention, number
from tests.unit.graph.pipeline.streets import derived, edges, new_store, put

TEL = "19900000001"
FIRM = Organisation(id=make_id("organisation", "铜锣饭店"), name="铜锣饭店")
A, B, C, D = (mention(each, "王丽", tel=TEL, stated_on=dt.date(2024, 1, int(each))) for each in "1234")
KIN = mention("5", "王大明", number=number(5))
LATER = mention("9", "王丽", tel=TEL, number=number(3))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = new_store(tmp_path)
    put(made, A, B, C, D, KIN, FIRM)
    resolve(made, by="test", today=TODAY)
    return made


def who(store: Store, *mentions: Mention) -> list[str]:
    """The person of each."""
    target = {each.source: each.target for each in edges(store, "refers_to")}
    return [target[each.id] for each in mentions]


def state(store: Store) -> object:
    return derived(store), edges(store, "may_be", "kin_of", "employed_by")


def take_out(store: Store, *mentions: Mention) -> None:
    split(store, who(store, A)[0], [each.id for each in mentions], by="周敏", why="两个同名的人共用电话")


def test_a_split_holds_through_every_later_run(store: Store) -> None:
    assert len(set(who(store, A, B, C, D))) == 1
    take_out(store, C, D)
    parted = who(store, A, B, C, D)
    assert parted[:2] == [person_id(A.id)] * 2 and parted[2:] == [person_id(C.id)] * 2
    before = state(store)
    resolve(store, by="test", today=TODAY)
    assert state(store) == before
    for seed in (A, B, C, D):
        resolve(store, by="test", mentions=[seed.id], today=TODAY)
        assert state(store) == before


def test_a_split_is_taken_back_as_a_whole_and_leaves_what_was_judged_before(store: Store) -> None:
    judge(store, kind="identity", a=A.id, b=C.id, answer="yes", by="李明", why="来电确认")
    before, said = state(store), list(store.scan("judgement", scope=EVERYTHING))
    take_out(store, C)
    assert len(set(who(store, A, B, C))) == 2
    unjudge(store, kind="identity", a=C.id, b=B.id, by="周敏")
    assert state(store) == before
    assert list(store.scan("judgement", scope=EVERYTHING)) == said


def test_facts_go_with_the_record_that_told_them(store: Store) -> None:
    whole, kin = who(store, A, KIN)
    told = [
        KinOf(source=kin, target=whole, relation="child", origin=C.id),
        EmployedBy(source=whole, target=FIRM.id, origin=A.id),
    ]
    put(store, *told)
    before = state(store)
    take_out(store, C, D)
    other = who(store, C)[0]
    assert edges(store, "kin_of") == [replace(told[0], target=other)]
    assert edges(store, "employed_by") == [told[1]]
    unjudge(store, kind="identity", a=whole, b=other, by="周敏")
    assert state(store) == before


def test_a_fact_follows_the_founding_record_when_that_is_taken_out(store: Store) -> None:
    whole = who(store, A)[0]
    put(store, EmployedBy(source=whole, target=FIRM.id, origin=B.id))
    take_out(store, A)
    assert who(store, A) == [whole]
    assert edges(store, "employed_by") == [EmployedBy(source=who(store, B)[0], target=FIRM.id, origin=B.id)]


def test_a_later_record_goes_to_the_side_that_it_is_like(store: Store) -> None:
    put(store, replace(C, identity_number=number(3), keys=mention("3", "王丽", tel=TEL, number=number(3)).keys))
    take_out(store, C, D)
    put(store, LATER)
    resolve(store, by="test", mentions=[LATER.id], today=TODAY)
    assert who(store, LATER) == who(store, C) != who(store, A)


def test_what_cannot_be_split_is_refused(store: Store) -> None:
    whole = who(store, A)[0]
    for mentions, error in (([], BadValue), ([KIN.id], BadValue), ([A.id, B.id, C.id, D.id], BadValue)):
        with pytest.raises(error):
            split(store, whole, mentions, by="周敏", why="试")
    with pytest.raises(UnknownRecord):
        split(store, A.id, [A.id], by="周敏", why="试")


def test_a_bridge_between_two_who_are_apart_is_shown_to_whom_may_see_it(tmp_path: Path) -> None:
    made = new_store(tmp_path)
    ends = [replace(each, visible_to=("place-a",)) for each in (A, B)]
    put(made, *ends, replace(C, visible_to=("place-b",)))
    resolve(made, by="test", today=TODAY)
    judge(made, kind="identity", a=A.id, b=B.id, answer="no", by="周敏", why="当面核实")
    (found,) = conflicts(made, scope=EVERYTHING, today=TODAY)
    assert (found.bridge, {found.judgement.a, found.judgement.b}) == (C.id, {A.id, B.id})
    assert min(found.to_a, found.to_b) > 5
    assert "周敏 判定两者不是同一人" in found.sentence
    assert conflicts(made, scope=Scope.of("place-a"), today=TODAY) == ()
    unjudge(made, kind="identity", a=A.id, b=B.id, by="周敏")
    assert conflicts(made, scope=EVERYTHING, today=TODAY) == ()


# -- unsure ----------------------------------------------------------------------------------------

LIKE = (
    mention("11", "欧阳晓雯", birth_date=dt.date(1990, 3, 4)),
    mention("12", "欧阳晓雯", birth_date=dt.date(1990, 3, 4)),
)


@pytest.fixture
def asking(tmp_path: Path) -> Store:
    """A store with one question."""
    made = new_store(tmp_path)
    put(made, *LIKE)
    resolve(made, by="test", today=TODAY)
    set_thresholds(made, by="test", provisional=40.0)
    assert edges(made, "may_be"), "the two should be asked about"
    return made


def unsure(store: Store, until: dt.date | None = None) -> None:
    a, b = (each.id for each in LIKE)
    judge(store, kind="identity", a=a, b=b, answer="unsure", by="周敏", why="联系不上", until=until)


def test_who_was_not_sure_is_asked_again_when_something_is_new(asking: Store) -> None:
    asked = edges(asking, "may_be")
    unsure(asking)
    assert edges(asking, "may_be") == []
    resolve(asking, by="test", today=TODAY)
    assert edges(asking, "may_be") == []
    more = mention("13", "欧阳晓雯", birth_date=dt.date(1990, 3, 4), tel=TEL)
    put(asking, more)
    resolve(asking, by="test", mentions=[more.id], today=TODAY)
    assert edges(asking, "may_be")
    assert asked[0].source in {each.source for each in edges(asking, "may_be")}


def test_an_unsure_answer_ends_with_its_day_and_can_be_taken_back(asking: Store) -> None:
    asked = edges(asking, "may_be")
    unsure(asking, until=dt.date(2099, 1, 1))
    resolve(asking, by="test", today=dt.date(2099, 1, 1))
    assert edges(asking, "may_be") == []
    resolve(asking, by="test", today=dt.date(2099, 1, 2))
    assert edges(asking, "may_be") == asked
    resolve(asking, by="test", today=TODAY)
    unjudge(asking, kind="identity", a=LIKE[1].id, b=LIKE[0].id, by="周敏")
    assert edges(asking, "may_be") == asked


# -- any order, any engine file --------------------------------------------------------------------

_SAID = st.lists(
    st.tuples(
        st.sampled_from([A, B, C, D, LATER]),
        st.sampled_from([A, B, C, D, LATER]),
        st.sampled_from(["yes", "no", "unsure"]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda said: frozenset((said[0].id, said[1].id)),
).map(lambda said: [each for each in said if each[0].id != each[1].id])


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=_SAID, choose=st.randoms(use_true_random=False))
def test_any_order_of_judgements_and_undoings_is_one_state(
    tmp_path_factory: pytest.TempPathFactory, said: list, choose: object
) -> None:
    orders = list(permutations(said))
    picked = [orders[0], orders[-1], choose.choice(orders)]  # type: ignore[attr-defined]
    after = []
    for order in picked:
        with closing(new_store(tmp_path_factory.mktemp("order"))) as store:
            put(store, A, B, C, D, LATER)
            resolve(store, by="test", today=TODAY)
            before = state(store)
            for a, b, answer in order:
                judge(store, kind="identity", a=a.id, b=b.id, answer=answer, by="周敏", why="核实")
            after.append(state(store))
            for a, b, _ in choose.sample(order, len(order)):  # type: ignore[attr-defined]
                unjudge(store, kind="identity", a=a.id, b=b.id, by="周敏")
            assert state(store) == before
    assert all(each == after[0] for each in after)


def test_judgements_survive_a_second_load_and_a_copy(store: Store, tmp_path: Path) -> None:
    take_out(store, C, D)
    judge(store, kind="identity", a=A.id, b=KIN.id, answer="unsure", by="周敏", why="再问")
    before, said = state(store), list(store.scan("judgement", scope=EVERYTHING))
    put(store, A, B, C, D, KIN)
    resolve(store, by="test", mentions=[each.id for each in (A, B, C, D, KIN)], today=TODAY)
    assert state(store) == before
    with closing(open_store(f"sqlite:///{tmp_path / 'copied.db'}", create=True)) as copied:
        replay(store, copied, progress=lambda *_: None)
        verify(store, copied)
        resolve(copied, by="test", today=TODAY)
        assert state(copied) == before
        assert list(copied.scan("judgement", scope=EVERYTHING)) == said


# -- how -------------------------------------------------------------------------------------------


def test_how_tells_every_step_once_and_ends_in_one(store: Store) -> None:
    steps = how(store, who(store, A)[0], scope=EVERYTHING, today=TODAY)
    assert [each.number for each in steps] == [1, 2, 3]
    assert [each.into for each in steps][-1] is None
    assert {*steps[-1].left, *steps[-1].right} == {each.id for each in (A, B, C, D)}
    for each in steps[:-1]:
        assert each.into is not None
        above = steps[each.into - 1]
        assert {*each.left, *each.right} in ({*above.left}, {*above.right})
    assert {each.rule for each in steps} == {"contact"}
    assert how(store, who(store, KIN)[0], scope=EVERYTHING, today=TODAY) == ()


def test_how_hides_what_the_reader_may_not_see(tmp_path: Path) -> None:
    made = new_store(tmp_path)
    put(made, replace(A, visible_to=("place-a",)), replace(B, visible_to=("place-b",)))
    resolve(made, by="test", today=TODAY)
    (person,) = made.scan("person", scope=EVERYTHING)
    assert isinstance(person, Person)
    (step,) = how(made, person.id, scope=Scope.of("place-a"), today=TODAY)
    assert (step.hidden, step.left + step.right) == (1, (A.id,))
    assert "王丽" not in step.sentence and step.weight is None
