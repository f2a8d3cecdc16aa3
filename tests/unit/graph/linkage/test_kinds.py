"""Of which kind a link is: a table of two cases, verdict, why."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.linkage.explain import NOTHING_SHARED, why_not
from graph.linkage.kinds import kind_of_link
from graph.linkage.links import link_of
from graph.linkage.pairs import Pair
from graph.linkage.signals import reasons_of
from graph.model import Judgement
from tests.unit.graph.linkage.pairs import FIRM, LI, SHOP, WANG, ZHAO, case, pair

ASKS, ANSWERS = "applicant", "respondent"
SETTLED = {"settled_on": dt.date(2024, 1, 5), "outcome": "agreement"}
REQUEST = {"kind": "request", "dispute_type": None}
WANG_VS_SHOP = {WANG: ASKS, SHOP: ANSWERS}
WANG_VS_LI = {WANG: ASKS, LI: ANSWERS}

TABLE = [
    ("duplicate", pair(case("1"), case("2", 6), (WANG_VS_SHOP, {WANG: "reporter"})), "by another channel"),
    ("duplicate", pair(case("1"), case("2", 6, dispute_type=None, kind="request"), (WANG_VS_SHOP, WANG_VS_SHOP)),
     "a request about the same shop"),
    ("duplicate", pair(case("1"), case("2", 90), ({WANG: ASKS}, {WANG: ASKS}), flat=True), "later, at the same flat"),
    ("duplicate", pair(case("1", None), case("2"), ({WANG: ASKS}, {WANG: ASKS}), flat=True), "no time, same flat"),
    ("related", pair(case("1", None), case("2"), ({WANG: ASKS}, {WANG: ASKS})), "no time and no place"),
    ("related", pair(case("1"), case("2", 90), ({WANG: ASKS}, {WANG: ASKS})), "long after, who knows where"),
    ("related", pair(case("1"), case("2", 3), ({WANG: ASKS, SHOP: ANSWERS}, {WANG: ASKS, FIRM: ANSWERS})),
     "the same asker against another"),
    ("related", pair(case("1"), case("2", 3, dispute_type="parking"), ({WANG: ASKS}, {WANG: ASKS})), "another kind"),
    ("related", pair(case("1"), case("2", 3), ({WANG: ASKS}, {WANG: "witness"})), "a witness is no party"),
    ("related", pair(case("1"), case("2", 3), ({WANG: "agent"}, {WANG: "agent"})), "one lawyer, two clients"),
    ("recurrence", pair(case("1", **SETTLED), case("2", 40), (WANG_VS_LI, WANG_VS_LI)), "the same after a settlement"),
    ("recurrence", pair(case("1", **SETTLED), case("2", 40), (WANG_VS_LI, {LI: ASKS, WANG: ANSWERS})), "the other way"),
    ("recurrence", pair(case("1", **SETTLED), case("2", 400), ({WANG: ASKS}, {WANG: ASKS})), "years later"),
    ("related", pair(case("1", **SETTLED), case("2", 40), (WANG_VS_LI, {WANG: ASKS, ZHAO: ANSWERS})), "a new opponent"),
    ("group", pair(case("1", dispute_type="wage"), case("2", 9, dispute_type="wage"),
                   ({WANG: ASKS, FIRM: ANSWERS}, {LI: ASKS, FIRM: ANSWERS})), "two workers, one employer"),
    ("related", pair(case("1", dispute_type="wage"), case("2", 9, dispute_type="wage"),
                     ({WANG: ASKS}, {LI: ASKS})), "two workers, nobody in common"),
    ("related", pair(case("1", dispute_type="wage"), case("2", 9, dispute_type="injury"),
                     ({WANG: ASKS, FIRM: ANSWERS}, {LI: ASKS, FIRM: ANSWERS})), "one employer, two kinds"),
    ("related", pair(case("1", dispute_type="wage"), case("2", 40, dispute_type="wage"),
                     ({WANG: ASKS, FIRM: ANSWERS}, {LI: ASKS, FIRM: ANSWERS})), "weeks between"),
    ("related", pair(case("1", **REQUEST, **SETTLED), case("2", 40, **REQUEST), ({WANG: ASKS}, {WANG: ASKS})),
     "two requests, nobody says about what"),
    ("related", pair(case("1", **REQUEST), case("2", 3, **REQUEST), ({WANG: ASKS}, {WANG: ASKS})), "in one week"),
    ("duplicate", pair(case("1", **REQUEST, title="民生路路灯不亮"), case("2", 3, **REQUEST, title="民生路 路灯不亮"),
                       ({WANG: ASKS}, {WANG: ASKS})), "the same title"),
    ("related", pair(case("1", community="place-a"), case("2", 9, community="place-b"),
                     ({WANG: ASKS, FIRM: ANSWERS}, {LI: ASKS, FIRM: ANSWERS})), "one property company, two estates"),
    ("derived", pair(case("1", **SETTLED), case("2", 40, dispute_type="injury"), (WANG_VS_LI, WANG_VS_LI)), "a fight"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "two", "why"), TABLE)
def test_a_pair_has_its_kind(kind: str, two: Pair, why: str) -> None:
    assert kind_of_link(two) == kind, why


def test_every_reason_has_both_values_a_weight_and_a_sentence() -> None:
    two = pair(case("1"), case("2", 6), (WANG_VS_SHOP, {WANG: "reporter"}), flat=True)
    reasons = reasons_of(two)
    assert [each.signal for each in reasons] == ["same_person", "same_unit", "close_in_time", "same_type"]
    assert [each.weight for each in reasons] == sorted((each.weight for each in reasons), reverse=True)
    assert reasons[0].sentence == (
        "同一当事人 王丽（一件中是申请人，一件中是反映人）"
        if reasons[0].left == "applicant"
        else "同一当事人 王丽（一件中是反映人，一件中是申请人）"
    )
    assert all(each.left and each.right and each.sentence for each in reasons)


def test_kind_and_time_alone_say_nothing() -> None:
    nothing = pair(case("1"), case("2"), ({WANG: ASKS}, {LI: ASKS}))
    assert reasons_of(nothing) == ()
    assert link_of(nothing) is None
    assert why_not(nothing) == (NOTHING_SHARED,)


def test_little_is_a_suggestion_and_less_is_nothing() -> None:
    flat = pair(case("1"), case("2", 300, dispute_type="debt"), ({WANG: ASKS}, {LI: ASKS}), flat=True)
    little = link_of(flat)
    assert little is not None
    assert (little.certainty, little.weight) == ("suggested", 2.0)
    assert why_not(flat) == ("纠纷类别不同", "依据不足，只作提示（权重 2，少于 2.5）")
    firm = pair(case("1"), case("2", 300), ({WANG: ASKS, FIRM: ANSWERS}, {LI: ASKS, FIRM: ANSWERS}))
    assert link_of(firm) is None
    assert why_not(firm) == ("依据太弱（权重 1.75，少于 2）",)


def test_people_have_the_last_word() -> None:
    two = pair(case("1"), case("2", 300, dispute_type="debt"), ({WANG: ASKS}, {LI: ASKS}))
    facts = {"id": "judgement-0000000000000000", "kind": "linkage", "a": two.a.id, "b": two.b.id, "by": "周敏",
             "why": "电话 19900001234 说是一件事", "at": dt.datetime(2025, 1, 1)}  # fmt: skip
    yes = link_of(two, Judgement(answer="yes", **facts))  # type: ignore[arg-type]
    assert yes is not None
    assert (yes.kind, yes.certainty, yes.basis) == ("duplicate", "certain", "judgement")
    assert yes.reasons[0] == "周敏 判定是同一事项：电话 199****1234 说是一件事"
    same = pair(case("1"), case("2", 6), (WANG_VS_SHOP, WANG_VS_SHOP))
    no = Judgement(answer="no", **facts)  # type: ignore[arg-type]
    assert link_of(same, no) is None
    assert why_not(same, no)[0].startswith("周敏 判定不是同一事项")
