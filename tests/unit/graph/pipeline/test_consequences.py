"""What follows from links in a store: for cases and matters together, as far as the reader may see."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from graph.errors import BadValue, UnknownRecord
from graph.ids import make_id
from graph.linkage.matters import matter_id
from graph.model import About, Case, Mediation, Organisation, Place, ReceivedBy, Warning
from graph.pipeline import consequences_of, link, resolve
from graph.store import EVERYTHING, Scope, Store
from tests.unit.graph.identity.rows import TODAY, mention
from tests.unit.graph.pipeline.streets import case, new_store, party, put

OFFICE, HALL = (Organisation(id=make_id("organisation", each), name=each) for each in ("民生社区", "司法所"))
PEOPLE = {"王丽": "19900000001", "李强": "19900000002", "赵敏": "19900000003"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


def write(store: Store, stated: Case, asks: str, against: str = "") -> None:
    """A case with who asks and against which organisation."""
    said = mention(f"{stated.number}/{asks}", asks, tel=PEOPLE[asks])
    rows: list = [said, party(said, stated, "applicant")]
    if against:
        firm = mention(f"{stated.number}/{against}", against, kind="organisation")
        rows += [firm, party(firm, stated, "respondent")]
    put(store, stated, *rows)


def settle(store: Store) -> None:
    resolve(store, by="test", today=TODAY)
    link(store, by="test", today=TODAY)


def test_a_duplicate_answers_to_the_first_receiver(store: Store) -> None:
    first = case("A", dispute_type="noise", due_on=dt.date(2024, 1, 31))
    second = case("B", day=2, source="petition", dispute_type="noise")
    for each in (first, second):
        write(store, each, "王丽")
    early, late = dt.datetime(2024, 1, 1, 9), dt.datetime(2024, 1, 3, 9)
    put(store, OFFICE, HALL, ReceivedBy(source=first.id, target=HALL.id, at=late),
        ReceivedBy(source=first.id, target=OFFICE.id, at=early),
        ReceivedBy(source=second.id, target=HALL.id, at=late))  # fmt: skip
    settle(store)
    found = consequences_of(store, [first.id, second.id, matter_id(first.id)], scope=EVERYTHING)
    assert {id: len(each.duplicates) for id, each in found.items()} == dict.fromkeys(found, 1)
    (duplicate,) = found[second.id].duplicates
    assert (duplicate.case, duplicate.of, duplicate.receiver, duplicate.received_at, duplicate.due_on) == (
        second.id, first.id, OFFICE.id, first.received_at, first.due_on)  # fmt: skip
    assert all(each.group is None for each in found.values())


def test_a_group_counts_its_people_and_rises(store: Store) -> None:
    cases = [case(str(at), day=at, dispute_type="wage", participants=31 if at == 1 else None) for at in range(3)]
    for each, who in zip(cases, PEOPLE, strict=True):
        write(store, each, who, "鼎立建设有限公司")
    warning = Warning(id=make_id("warning", "1"), level="low", raised_on=dt.date(2024, 1, 2))
    put(store, warning, About(source=warning.id, target=cases[0].id))
    settle(store)
    group = consequences_of(store, [cases[2].id], scope=EVERYTHING)[cases[2].id].group
    assert group is not None
    assert (group.cases, group.participants.named, group.participants.least) == (3, 3, 31)
    assert (group.raises_scale, group.proposed_warning, group.warning, group.raises_warning) == (
        True, "high", "low", True)  # fmt: skip


def test_a_recurrence_and_a_derived_case_show_what_came_before(store: Store) -> None:
    noise, blows = (
        {"dispute_type": "noise", "title": "餐馆夜间噪声"},
        {"dispute_type": "injury", "title": "店主动手伤人"},
    )
    settled = case("A", **noise, settled_on=dt.date(2024, 1, 5), outcome="agreement")
    back, fight = case("B", day=40, **noise), case("C", day=60, **blows)
    for each in (settled, back, fight):
        write(store, each, "王丽", "楚味餐馆")
    made = Mediation(id=make_id("mediation", "1"), route="people", started_on=dt.date(2024, 1, 4), result="agreement")
    put(store, made, About(source=made.id, target=settled.id))
    settle(store)
    found = consequences_of(store, [settled.id, back.id, fight.id], scope=EVERYTHING)
    (again,) = found[back.id].recurrences
    assert (again.of, again.route, again.held_days) == (settled.id, "people", 36)
    assert found[settled.id].recurrences == (again,)
    assert {each.of for each in found[fight.id].origins} == {settled.id, back.id}
    assert [each.case for each in found[back.id].origins] == [fight.id]


def test_what_a_reader_may_not_see_counts_and_is_not_named(store: Store) -> None:
    place = Place(id="place-1", level="community", name="民生社区", full_name="民生社区")
    first = case("秘密一号", dispute_type="noise", visible_to=("place-2",))
    second = case("B", day=2, source="petition", dispute_type="noise", visible_to=(place.id,))
    for each in (first, second):
        write(store, each, "王丽")
    put(store, OFFICE, ReceivedBy(source=first.id, target=OFFICE.id))
    settle(store)
    narrow = Scope(areas=frozenset({place.id}))
    found = consequences_of(store, [second.id], scope=narrow)[second.id]
    (duplicate,) = found.duplicates
    assert duplicate.received_at == first.received_at
    assert "秘密一号" not in duplicate.sentence
    assert first.id in found.hidden
    with pytest.raises(UnknownRecord):
        consequences_of(store, [first.id], scope=narrow)


def test_only_cases_and_matters_that_exist_have_consequences(store: Store) -> None:
    put(store, OFFICE)
    with pytest.raises(UnknownRecord):
        consequences_of(store, ["case-0000000000000000"], scope=EVERYTHING)
    with pytest.raises(BadValue, match="应是事件或事项"):
        consequences_of(store, [OFFICE.id], scope=EVERYTHING)
    assert consequences_of(store, [], scope=EVERYTHING) == {}


def test_a_lone_case_has_none(store: Store) -> None:
    lone = case("A", dispute_type="noise")
    write(store, lone, "王丽")
    settle(store)
    found = consequences_of(store, [lone.id], scope=EVERYTHING)[lone.id]
    assert (found.duplicates, found.group, found.recurrences, found.origins) == ((), None, (), ())
