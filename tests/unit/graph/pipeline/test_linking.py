"""Linking in a store: links and matters, a part as the whole, hubs, and what moves when a matter does."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ids import make_id
from graph.linkage.matters import matter_id
from graph.model import At, Case, LedBy, Linked, Matter, Mention, Organisation, Place
from graph.pipeline import Limits, link, resolve
from graph.store import EVERYTHING, Store
from tests.unit.graph.identity.rows import TODAY, mention
from tests.unit.graph.pipeline.streets import at_home, case, derived, edges, new_store, party, put, unit

TEL = "19900000001"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


def wang(record: str, **facts: object) -> Mention:
    return mention(record, "王丽", tel=TEL, **facts)


def settle(store: Store, limits: Limits | None = None) -> None:
    resolve(store, by="test", today=TODAY)
    link(store, by="test", today=TODAY, limits=limits)


def links(store: Store) -> dict[tuple[str, str], Linked]:
    found = [each for each in edges(store, "linked") if isinstance(each, Linked)]
    return {(each.source, each.target): each for each in found}


def couple(a: Case, b: Case) -> tuple[str, str]:
    return min(a.id, b.id), max(a.id, b.id)


def matters(store: Store) -> list[Matter]:
    return list(store.scan("matter", scope=EVERYTHING))


def test_one_complaint_by_three_channels_is_one_matter(store: Store) -> None:
    cases = [case(str(at), day=at, source=source, dispute_type="noise", place="民生社区", visible_to=(f"place-{at}",))
             for at, source in enumerate(("grid", "hotline_12345", "petition"))]  # fmt: skip
    rows = [wang(str(at)) for at in range(3)]
    put(store, *cases, *rows, *(party(row, each, "applicant") for row, each in zip(rows, cases, strict=True)))
    settle(store)
    (matter,) = matters(store)
    assert matter.id == matter_id(cases[0].id)
    assert (matter.title, matter.cases, matter.visible_to) == (
        "民生社区 噪声扰民纠纷",
        3,
        ("place-0", "place-1", "place-2"),
    )
    assert {each.kind for each in links(store).values()} == {"duplicate"}
    assert links(store)[couple(*cases[:2])].reasons[0] == "同一当事人 王丽（都是申请人）"
    head = store.head()
    settle(store)
    assert store.head() == head


def test_a_household_and_a_unit_link_with_other_signs(store: Store) -> None:
    one, two = case("1", dispute_type="leakage"), case("2", day=3, dispute_type="leakage")
    flat = unit("民生社区1栋302室")
    a, b = mention("1", "王丽"), mention("2", "李强")
    put(store, one, two, flat, a, b, party(a, one), party(b, two), at_home(a, flat), at_home(b, flat, "owns"),
        At(source=one.id, target=flat.id), At(source=two.id, target=flat.id))  # fmt: skip
    settle(store)
    (found,) = links(store).values()
    assert (found.kind, found.certainty, found.weight) == ("related", "provisional", 5.5)
    assert "发生在同一户室（民生社区1栋302室）" in found.reasons
    assert any(each.endswith("登记在同一户室（民生社区1栋302室）") for each in found.reasons)
    assert matters(store) == []


def test_a_shop_that_is_a_name_alone_does_not_part_two_complaints(store: Store) -> None:
    cases = [case(str(at), day=at, dispute_type="noise", title="") for at in range(3)]
    shops = [mention(f"{at}/店", name) for at, name in enumerate(("楚味餐馆", "楚味餐馆", "盛世歌厅"))]
    rows = [wang(str(at)) for at in range(3)]
    asks = (party(row, each, "applicant") for row, each in zip(rows, cases, strict=True))
    put(store, *cases, *rows, *shops, *asks,
        *(party(shop, each, "respondent") for shop, each in zip(shops, cases, strict=True)))  # fmt: skip
    settle(store)
    kinds = {pair: each.kind for pair, each in links(store).items()}
    assert kinds[couple(cases[0], cases[1])] == "duplicate"
    assert kinds[couple(cases[0], cases[2])] == "related"


def test_a_party_to_too_many_cases_links_nobody_and_is_shown(store: Store) -> None:
    cases = [case(str(at), day=at, dispute_type="noise") for at in range(4)]
    rows = [wang(str(at)) for at in range(4)]
    put(store, *cases[:3], *rows[:3], *(party(a, b, "applicant") for a, b in zip(rows[:3], cases[:3], strict=True)))
    limits = Limits(person=3)
    settle(store, limits)
    assert (len(links(store)), len(matters(store))) == (3, 1)
    put(store, cases[3], rows[3], party(rows[3], cases[3], "applicant"))
    resolve(store, by="test", mentions=[rows[3].id], today=TODAY)
    link(store, by="test", cases=[cases[3].id], today=TODAY, limits=limits)
    assert links(store) == {}
    assert matters(store) == []
    assert [each.cases for each in link(store, by="test", today=TODAY, limits=limits).hubs] == [4]


def test_what_hangs_on_a_matter_moves_with_it(store: Store) -> None:
    later, latest, first = (case(each, day=day, dispute_type="noise") for each, day in (("2", 5), ("3", 6), ("1", 0)))
    rows = [wang(str(at)) for at in range(3)]
    office = Organisation(id=make_id("organisation", "司法所"), name="司法所")
    put(
        store, later, latest, office, *rows[:2], party(rows[0], later, "applicant"), party(rows[1], latest, "applicant")
    )
    settle(store)
    put(store, LedBy(source=matter_id(later.id), target=office.id))
    put(store, first, rows[2], party(rows[2], first, "applicant"))
    settle(store)
    assert [(each.source, each.target) for each in edges(store, "led_by")] == [(matter_id(first.id), office.id)]
    assert store.get([matter_id(later.id)], scope=EVERYTHING) == matters(store)


def test_a_deleted_case_takes_its_links_and_its_matter_along(store: Store) -> None:
    one, two = case("1", dispute_type="noise"), case("2", day=1, dispute_type="noise")
    rows = [wang("1"), wang("2")]
    put(store, one, two, *rows, party(rows[0], one, "applicant"), party(rows[1], two, "applicant"))
    settle(store)
    assert len(matters(store)) == 1
    with store.change(by="test", why="删除") as change:
        change.delete([one.id])
    settle(store)
    assert links(store) == {}
    assert matters(store) == []


@st.composite
def streets(draw: st.DrawFn) -> list[tuple[Case, list[tuple[Mention, str]], Place | None]]:
    """Up to eight cases of a handful of people in two flats."""
    flats = st.sampled_from((None, unit("301室"), unit("302室")))
    days, types, roles = (
        st.sampled_from(each) for each in ((0, 10, 60), ("noise", "leakage"), ("applicant", "respondent"))
    )
    found = []
    for number in range(draw(st.integers(0, 8))):
        people = draw(st.lists(st.sampled_from("王李张"), max_size=2, unique=True))
        rows = [(mention(f"{number}/{who}", f"{who}丽", tel=TEL), draw(roles)) for who in people]
        found.append((case(str(number), day=draw(days), dispute_type=draw(types)), rows, draw(flats)))
    return found


def write(store: Store, stated: Case, rows: list[tuple[Mention, str]], flat: Place | None) -> None:
    where = [] if flat is None else [flat, At(source=stated.id, target=flat.id)]
    homes = [] if flat is None else [at_home(row, flat) for row, _ in rows]
    put(store, stated, *where, *(row for row, _ in rows), *(party(row, stated, role) for row, role in rows), *homes)


@settings(max_examples=20, deadline=None)
@given(streets(), st.integers(1, 6), st.randoms(use_true_random=False))
def test_case_by_case_in_any_order_is_as_all_at_once(street: list, most: int, shuffle: random.Random) -> None:
    limits = Limits(person=most, unit=most)
    with TemporaryDirectory() as folder:
        whole, part = new_store(Path(folder), "whole"), new_store(Path(folder), "part")
        for stated, rows, flat in street:
            write(whole, stated, rows, flat)
        settle(whole, limits)
        shuffle.shuffle(street)
        for stated, rows, flat in street:
            write(part, stated, rows, flat)
            found = resolve(part, by="test", mentions=[row.id for row, _ in rows], today=TODAY)
            link(part, by="test", cases={stated.id, *found.cases}, today=TODAY, limits=limits)
        assert derived(part) == derived(whole)
        whole.close()
        part.close()
