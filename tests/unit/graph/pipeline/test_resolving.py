"""Resolving in a store: what is written, that a part is resolved as the whole is, and that all of it can be undone."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity.resolve import person_id
from graph.identity.spread import Bounds
from graph.ids import make_id
from graph.model import KinOf, LivesIn, Mention, MentionedIn, Organisation, PartyTo, Person
from graph.pipeline.resolving import resolve
from graph.store import EVERYTHING, Store
from tests.unit.graph.identity.rows import TODAY, judged_rows, judgement, mention, number
from tests.unit.graph.pipeline.streets import at_home, case, derived, edges, keys, new_store, party, put, unit

ONE, TWO = number(1), number(2)
TEL = "19900000001"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


def resolved(store: Store, *mentions: Mention) -> None:
    resolve(store, by="test", mentions=[each.id for each in mentions] or None, today=TODAY)


def people(store: Store) -> list[Person]:
    return list(store.scan("person", scope=EVERYTHING))


def test_mentions_become_people_with_their_cases_and_homes(store: Store) -> None:
    a = replace(mention("1", "王丽", tel=TEL, stated_on=dt.date(2024, 1, 5)), visible_to=("place-a",))
    b = replace(mention("2", "王丽", tel=TEL, stated_on=dt.date(2024, 3, 5)), visible_to=("place-b",))
    one, two, flat = case("1"), case("2"), unit("302室")
    put(store, a, b, one, two, flat, party(a, one, "applicant"), party(b, two, "respondent"),
        at_home(a, flat), at_home(b, flat, since=dt.date(2020, 1, 1)), at_home(b, flat, "owns"))  # fmt: skip
    report = resolve(store, by="test", today=TODAY)
    (person,) = people(store)
    assert (person.id, person.mentions, person.visible_to) == (person_id(a.id), 2, ("place-a", "place-b"))
    assert {(each.target, each.role, each.since) for each in edges(store, "party_to") if isinstance(each, PartyTo)} == {
        (one.id, "applicant", dt.date(2024, 1, 5)),
        (two.id, "respondent", dt.date(2024, 3, 5)),
    }
    (lives,) = edges(store, "lives_in")
    assert isinstance(lives, LivesIn)
    assert lives.since == dt.date(2020, 1, 1)
    assert len(edges(store, "owns")) == 1
    assert {each.reason for each in edges(store, "refers_to")} == {"首条记录", "电话（199****0001）和姓名“王丽”都相同"}
    assert (report.mentions, report.people, report.cases) == (2, 1, tuple(sorted((one.id, two.id))))


def test_resolving_again_changes_nothing(store: Store) -> None:
    put(store, mention("1", "王丽", tel=TEL), mention("2", "王丽", tel=TEL), mention("3", "李强"))
    resolved(store)
    head = store.head()
    resolved(store)
    assert store.head() == head


def test_an_organisation_is_made_once_and_an_existing_one_kept(store: Store) -> None:
    known = Organisation(id=make_id("organisation", "汉江物业有限公司"), name="汉江物业有限公司", tier="member")
    coded = Organisation(id=make_id("organisation", "老名称"), name="老名称", code="91110000600037341L")
    firm, again = mention("1", "汉江物业 有限公司", kind="organisation"), mention("2", "楚味餐馆", kind="organisation")
    renamed = mention("3", "新名称", kind="organisation", number="91110000600037341L")
    one = case("1")
    put(store, known, coded, firm, again, renamed, one, party(firm, one), party(again, one), party(renamed, one))
    resolved(store)
    assert store.get([known.id], scope=EVERYTHING) == [known]
    assert {each.target for each in edges(store, "refers_to")} == {
        known.id,
        coded.id,
        make_id("organisation", "楚味餐馆"),
    }
    assert people(store) == []
    assert len(edges(store, "party_to")) == 3


def test_what_a_register_wrote_is_left_alone(store: Store) -> None:
    firm, flat = mention("1", "楚味餐馆", kind="organisation"), unit("1号")
    put(store, firm, flat, at_home(firm, flat))
    resolved(store)
    seat = LivesIn(source=make_id("organisation", "楚味餐馆"), target=flat.id, origin="batch-0000000000000000")
    put(store, seat)
    resolved(store)
    assert edges(store, "lives_in") == [seat]


def test_a_retired_id_answers_and_a_judgement_taken_back_restores_all(store: Store) -> None:
    a, b, c = mention("1", "王丽", stated_on=TODAY), mention("2", "王莉"), mention("3", "李强")
    put(store, a, b, c)
    resolved(store)
    kin = KinOf(source=person_id(b.id), target=person_id(c.id), relation="spouse")
    put(store, kin)
    before = derived(store)
    yes = judgement(a, b, "yes")
    put(store, yes)
    resolved(store, a)
    assert store.get([person_id(b.id)], scope=EVERYTHING) == store.get([person_id(a.id)], scope=EVERYTHING)
    assert edges(store, "kin_of") == [replace(kin, source=person_id(a.id))]
    with store.change(by="test", why="撤回") as change:
        change.delete([yes.id])
    resolved(store, a, b)
    assert derived(store) == before
    assert edges(store, "kin_of") == [kin]


def test_a_fact_that_both_had_stays_with_both_when_they_part_again(store: Store) -> None:
    a, b, c = mention("1", "王丽", stated_on=TODAY), mention("2", "王莉"), mention("3", "李强")
    put(store, a, b, c)
    resolved(store)
    both = [KinOf(source=person_id(each.id), target=person_id(c.id), relation="sibling") for each in (a, b)]
    put(store, *both, judgement(a, b, "yes"))
    resolved(store, a)
    assert edges(store, "kin_of") == both[:1]
    put(store, judgement(a, b, "no", at=dt.datetime(2025, 2, 2)))
    resolved(store, a)
    assert keys(edges(store, "kin_of")) == keys(both)


def test_a_person_whose_founding_row_is_gone_leads_to_the_others(store: Store) -> None:
    a, b = mention("1", "王丽", tel=TEL, stated_on=dt.date(2024, 1, 1)), mention("2", "王丽", tel=TEL)
    put(store, a, b)
    resolved(store)
    with store.change(by="test", why="删除") as change:
        change.delete([a.id])
    resolved(store)
    assert [each.id for each in people(store)] == [person_id(b.id)]
    assert store.get([person_id(a.id)], scope=EVERYTHING)[0].id == person_id(b.id)  # type: ignore[union-attr]


def test_a_corrected_row_leaves_the_person_that_it_was_of(store: Store) -> None:
    a, b, one = mention("1", "王丽", tel=TEL), mention("2", "王丽", tel=TEL), case("1")
    put(store, a, b, one, party(a, one), party(b, one, "witness"))
    resolved(store)
    corrected = mention("2", "赵敏", tel=TEL)
    put(store, corrected)
    resolved(store, corrected)
    assert sorted(each.name for each in people(store)) == ["王丽", "赵敏"]
    part = derived(store)
    resolved(store)
    assert derived(store) == part


@settings(max_examples=25, deadline=None)
@given(judged_rows(), st.integers(0, 4), st.randoms(use_true_random=False))
def test_one_by_one_in_any_order_is_as_all_at_once(given_rows: tuple, most: int, shuffle: random.Random) -> None:
    mentions, judgements = given_rows
    bounds = Bounds(telephone=most, number=most, account=most)
    with TemporaryDirectory() as folder:
        whole, part = new_store(Path(folder), "whole"), new_store(Path(folder), "part")
        put(whole, *mentions, *judgements)
        resolve(whole, by="test", today=TODAY, bounds=bounds)
        shuffle.shuffle(mentions)
        for each in mentions:
            put(part, each)
            resolve(part, by="test", mentions=[each.id], today=TODAY, bounds=bounds)
        for each in judgements:
            put(part, each)
            resolve(part, by="test", mentions=[each.a, each.b], today=TODAY, bounds=bounds)
        assert derived(part) == derived(whole)
        whole.close()
        part.close()


def test_what_leads_through_a_provisional_join_is_provisional(tmp_path: Path) -> None:
    first = mention("0", "王丽", tel="19900000001", stated_on=dt.date(2024, 1, 1))
    alike = mention("1", "王莉", tel="19900000001", number=number(1), stated_on=dt.date(2024, 2, 1))
    after = mention("2", "王莉", number=number(1), stated_on=dt.date(2024, 3, 1))
    store = new_store(tmp_path)
    cases = [case(str(at)) for at in range(3)]
    links = [MentionedIn(source=a.id, target=b.id) for a, b in zip((first, alike, after), cases, strict=True)]
    put(store, first, alike, after, *cases, *links)
    resolve(store, by="test")
    certainty = {edge.source: edge.certainty for edge in store.scan_edges("refers_to", scope=EVERYTHING)}
    assert certainty == {first.id: "certain", alike.id: "provisional", after.id: "provisional"}
    parties = {edge.target: edge.certainty for edge in store.scan_edges("party_to", scope=EVERYTHING)}
    assert [parties[each.id] for each in cases] == ["certain", "provisional", "provisional"]
