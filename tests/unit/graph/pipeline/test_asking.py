"""Links and timelines of more cases than one call gives, and similar cases of a small street."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import BadValue, UnknownRecord
from graph.model import About, At, Linked, Mediation, PartOf
from graph.pipeline.linked import Wanted, linked_cases
from graph.pipeline.similar import similar_settled
from graph.pipeline.timeline import timeline_of
from graph.store import EVERYTHING, Scope, Store, open_store
from tests.contract.records import NOBODY, case, matter, organisation, party, person, place, put

MANY = 1_050


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(f"sqlite:///{tmp_path / 'street.db'}", create=True)) as opened:
        yield opened


def test_more_links_than_one_call_gives_are_all_there_by_weight(store: Store) -> None:
    own = case("0")
    others = [case(f"{each}", visible_to=("甲",) if each % 10 else ("乙",)) for each in range(1, MANY + 1)]
    links = [Linked(source=own.id, target=each.id, kind="group", weight=float(n % 7)) for n, each in enumerate(others)]
    put(store, own, *others, *links)
    (found,) = linked_cases(store, [own.id, NOBODY], Wanted(least=5.0), scope=EVERYTHING)
    weights = [each.edge.weight for each in found.links]  # type: ignore[attr-defined]
    assert weights == sorted((float(n % 7) for n in range(MANY) if n % 7 >= 5), reverse=True)
    (scoped,) = linked_cases(store, [own.id], Wanted(), scope=Scope.of("甲"))
    assert (len(scoped.links), scoped.hidden) == (MANY - MANY // 10, MANY // 10)


def test_the_timeline_of_a_matter_of_many_cases(store: Store) -> None:
    whole, start = matter("大", cases=MANY), dt.datetime(2024, 1, 1)
    cases = [
        case(f"{each}", received_at=start + dt.timedelta(hours=each), visible_to=("甲",) if each else ("乙",))
        for each in range(MANY)
    ]
    put(store, whole, *cases, *(PartOf(source=each.id, target=whole.id) for each in cases))
    found = timeline_of(store, whole.id, scope=Scope.of("甲"))
    assert (len(found.events), found.hidden) == (MANY - 1, 1)
    assert [each.at for each in found.events] == sorted(each.at for each in found.events)


def test_a_similar_case_brings_the_last_mediation_that_succeeded(store: Store) -> None:
    day = dt.date(2024, 3, 1)
    own = case("0", dispute_type="leakage", title="卫生间漏水", text="三民里三楼卫生间漏水到楼下。", place="三民里")
    settled = case(
        "1",
        dispute_type="leakage",
        title="漏水",
        text="卫生间漏水。",
        settled_on=day,
        received_at=dt.datetime(2024, 2, 1),
    )
    others = [case(f"{each}", dispute_type="leakage", text="空调滴水。", settled_on=day) for each in range(2, 5)]
    namesake = case("9", dispute_type="leakage", title="三民里", text="三民里空调滴水。", settled_on=day)
    company, unit, one = organisation("和顺物业", kind="property_company"), place("unit", "三民里302"), person("张三")
    attempts = [
        Mediation(id=f"mediation-000000000000000{n}", route=route, started_on=day, ended_on=day + dt.timedelta(days=n),
                  result=result, agreement=f"第{n}次", visible_to=("*",))
        for n, (route, result) in enumerate(
            [("people", "failed"), ("administrative", "partial"), ("judicial", "agreement"), ("people", "open")]
        )
    ]  # fmt: skip
    put(
        store, own, settled, *others, namesake, company, unit, one, *attempts,
        *(About(source=each.id, target=settled.id) for each in attempts),
        *(party(company, each, "respondent") for each in (own, settled)), party(one, own, "applicant"),
        At(source=own.id, target=unit.id), At(source=settled.id, target=unit.id),
    )  # fmt: skip
    (found,) = similar_settled(store, own.id, scope=EVERYTHING)
    assert (found.case, found.route, found.agreement, found.similar.days) == (settled, "judicial", "第2次", 29)
    assert found.similar.reasons[2:] == ("对方都是物业公司", "都发生在户室")
    assert similar_settled(store, own.id, scope=EVERYTHING, first=0) == []


def test_only_a_case_has_similar_ones_and_only_cases_and_matters_a_timeline(store: Store) -> None:
    put(store, person("张三"))
    with pytest.raises(UnknownRecord):
        similar_settled(store, NOBODY, scope=EVERYTHING)
    with pytest.raises(BadValue):
        similar_settled(store, person("张三").id, scope=EVERYTHING)
    with pytest.raises(UnknownRecord):
        timeline_of(store, NOBODY, scope=EVERYTHING)
    with pytest.raises(BadValue):
        timeline_of(store, person("张三").id, scope=EVERYTHING)
