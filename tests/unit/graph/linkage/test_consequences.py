"""What links come to: one clock for duplicates, nobody counted twice, the settlement that did not hold, the origin."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.ids import make_id
from graph.linkage.consequences import (
    HIDDEN,
    Facts,
    Known,
    Participants,
    duplicates,
    group_of,
    origins,
    participants_of,
    recurrences,
)
from graph.model import Case, Linked, Mediation, Warning
from tests.unit.graph.linkage.pairs import case

OFFICE, HALL = "organisation-office", "organisation-hall"
NAMES = {OFFICE: "民生社区", HALL: "司法所"}
SETTLED = {"settled_on": dt.date(2024, 1, 5), "outcome": "agreement"}


def linked(one: Case, other: Case, kind: str, **more: object) -> Linked:
    a, b = sorted((one.id, other.id))
    return Linked(source=a, target=b, kind=kind, **more)  # type: ignore[arg-type]


def known(*facts: Facts) -> Known:
    return Known({each.case.id: each for each in facts}, NAMES | {each.case.id: each.case.number for each in facts})


def people(*names: str) -> frozenset[str]:
    return frozenset(make_id("person", each) for each in names)


def test_duplicates_have_the_first_receiver_and_the_first_clock() -> None:
    first = case("G1", 0, due_on=dt.date(2024, 1, 31))
    second, third = case("H2", 3, due_on=dt.date(2024, 2, 3)), case("X3", 9)
    facts = known(Facts(third, HALL), Facts(first, OFFICE), Facts(second, HALL))
    found = duplicates(facts, [linked(first, second, "duplicate"), linked(second, third, "duplicate")])
    assert [(each.case, each.of, each.receiver, each.received_at, each.due_on) for each in found] == [
        (each.id, first.id, OFFICE, first.received_at, first.due_on) for each in (second, third)
    ]
    assert found[0].sentence == "与 G1 重复：由首接单位民生社区负责到底，时限从 2024-01-01 起算，2024-01-31 到期"


def test_what_the_first_does_not_tell_the_next_does() -> None:
    first, second = case("1", 0), case("2", 3, due_on=dt.date(2024, 2, 3))
    (found,) = duplicates(known(Facts(first), Facts(second, HALL)), [linked(first, second, "duplicate")])
    assert (found.receiver, found.due_on) == (HALL, dt.date(2024, 2, 3))
    untimed = known(Facts(case("1", None)), Facts(case("2", None)))
    (found,) = duplicates(untimed, [linked(case("1"), case("2"), "duplicate")])
    assert found.sentence.endswith("首接单位未记录，首件受理时间未记录")


def test_a_suggestion_and_another_kind_share_no_clock() -> None:
    one, other = case("1"), case("2", 3)
    facts = known(Facts(one), Facts(other))
    for link in (linked(one, other, "group"), linked(one, other, "duplicate", certainty="suggested")):
        assert duplicates(facts, [link]) == []


def test_a_case_that_the_reader_may_not_see_is_not_named() -> None:
    one, other = case("1"), case("2", 3)
    facts = Known({each.id: Facts(each) for each in (one, other)}, {other.id: "2"})
    (found,) = duplicates(facts, [linked(one, other, "duplicate")])
    assert found.sentence.startswith(f"与 {HIDDEN} 重复")


@pytest.mark.parametrize(
    ("named", "stated", "least", "scale"),
    [
        ([("王", "李"), ("李", "赵")], [None, None], 3, "individual"),
        ([("王",), ("李",)], [30, 30], 30, "larger_group"),
        ([tuple("王李赵孙钱周"), ("吴",)], [3, None], 7, "general_group"),
        ([(), ()], [1000, 2], 1000, "extra_major_group"),
        ([], [], 0, "individual"),
    ],
)
def test_nobody_is_counted_twice(named: list, stated: list, least: int, scale: str) -> None:
    cases = [case(str(at), participants=count) for at, count in enumerate(stated)]
    counted = participants_of(cases, [people(*some) for some in named])
    assert (counted.least, counted.scale) == (least, scale)


def test_a_group_proposes_a_scale_and_a_warning() -> None:
    one = Facts(case("1", participants=35, scale="general_group"), people=people("王", "李"))
    other = Facts(case("2", 3), people=people("李", "赵"))
    link = linked(one.case, other.case, "group")
    day = dt.date(2024, 1, 2)
    medium = Warning(id="warning-1", level="medium", raised_on=day)
    handled = Warning(id="warning-2", level="high", raised_on=day, handled_on=day)
    group = group_of([one, other], [link], [medium, handled])
    assert group is not None
    assert group.participants == Participants(named=3, stated=35)
    assert (group.raises_scale, group.proposed_warning, group.warning, group.raises_warning) == (
        True, "high", "medium", True)  # fmt: skip
    assert group.sentence == (
        "2 件事件中可辨认的不同当事人 3 人；单件所述人数最多 35 人，可能互相包含，不相加，至少 35 人；"
        "建议事件规模定为较大群体性事件（现为一般群体性事件）；建议预警升为高（现为中）"
    )


def test_a_small_group_raises_nothing_and_a_duplicate_makes_no_group() -> None:
    one, other = Facts(case("1"), people=people("王")), Facts(case("2"), people=people("李"))
    group = group_of([one, other], [linked(one.case, other.case, "group")], [])
    assert group is not None
    assert (group.raises_scale, group.raises_warning, group.proposed_warning) == (False, False, None)
    assert group_of([one, other], [linked(one.case, other.case, "duplicate")], []) is None


def test_a_recurrence_tells_which_settlement_by_which_route_and_how_long_it_held() -> None:
    old = case("A", 0, settled_on=dt.date(2023, 6, 1), outcome="explained")
    last, back = case("B", 1, **SETTLED), case("C", 40)
    routes = [("people", dt.date(2024, 1, 4), "agreement"), ("judicial", dt.date(2024, 1, 5), "failed"),
              ("administrative", dt.date(2024, 3, 1), "agreement")]  # fmt: skip
    tried = tuple(
        Mediation(id=f"mediation-{at}", route=route, started_on=day, ended_on=day, result=result)
        for at, (route, day, result) in enumerate(routes)
    )
    facts = known(Facts(old), Facts(last, mediations=tried), Facts(back))
    (found,) = recurrences(facts, [linked(old, back, "recurrence"), linked(last, back, "recurrence")])
    assert (found.case, found.of, found.settled_on) == (back.id, last.id, dt.date(2024, 1, 5))
    assert (found.route, found.outcome, found.held_days, found.settlements) == ("people", "agreement", 36, 2)
    assert found.sentence.startswith("B 于 2024-01-05 化解（人民调解），36 天后再次发生，此前共化解 2 次")


def test_a_settlement_without_mediation_is_told_by_its_outcome() -> None:
    old, back = case("A", 0, **{**SETTLED, "outcome": "explained"}), case("C", 40)
    (found,) = recurrences(known(Facts(old), Facts(back)), [linked(old, back, "recurrence")])
    assert found.route is None
    assert "（解释疏导）" in found.sentence


def test_a_derived_case_shows_its_origin() -> None:
    noise, fight = case("A", 0), case("B", 40, dispute_type="injury")
    (found,) = origins(known(Facts(noise), Facts(fight)), [linked(fight, noise, "derived")])
    assert (found.case, found.of, found.days) == (fight.id, noise.id, 40)
    assert found.sentence == "由 40 天前的 A（噪声扰民纠纷）引起，双方相同"
