"""Of which kind a link is: a table of two cases, verdict, why."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from graph.linkage.explain import NOTHING_SHARED, why_not
from graph.linkage.kinds import KINDS, kind_of, kind_of_link
from graph.linkage.links import link_of
from graph.linkage.pairs import Pair
from graph.linkage.signals import reasons_of
from graph.linkage.stating import says_again, stated_reference
from graph.model import Judgement
from graph.vocabulary import VOCABULARY
from tests.unit.graph.linkage.pairs import FIRM, LI, SHOP, WANG, ZHAO, case, pair
from tests.unit.graph.linkage.texts.complaints import likeness

ASKS, ANSWERS = "applicant", "respondent"
SETTLED = {"settled_on": dt.date(2024, 1, 5), "outcome": "agreement"}
TELLS = "reporter"
MESSAGE = {"kind": "request", "dispute_type": None, "source": "online"}
REQUEST = {"kind": "request", "dispute_type": None}
WANG_VS_SHOP = {WANG: ASKS, SHOP: ANSWERS}
WANG_VS_LI = {WANG: ASKS, LI: ANSWERS}
LIFT_AND_FEES = (
    ("电梯经常坏", "锦江花园2栋电梯一个月坏三次，佳安物业不修"),
    ("停车费涨价", "锦江花园停车费涨价没有经过业主大会，佳安物业拒绝协商"),
)

TABLE = [
    ("duplicate", pair(case("1"), case("2", 6), (WANG_VS_SHOP, {WANG: "reporter"})), "by another channel"),
    ("duplicate", pair(case("1"), case("2", 6, dispute_type=None, kind="request"), (WANG_VS_SHOP, WANG_VS_SHOP)),
     "a request about the same shop"),
    ("duplicate", pair(case("1"), case("2", 90), ({WANG: ASKS}, {WANG: ASKS}), flat=True), "later, at the same flat"),
    ("duplicate", pair(case("1", None), case("2"), ({WANG: ASKS}, {WANG: ASKS}), flat=True), "no time, same flat"),
    ("duplicate", pair(case("1"), case("2", 6), (WANG_VS_LI, {LI: ASKS, WANG: ANSWERS})), "the other side tells it"),
    ("duplicate", pair(case("1"), case("2", 60), (WANG_VS_LI, {LI: ASKS, WANG: ANSWERS})), "the other side, later"),
    ("related", pair(case("1"), case("2", 400), (WANG_VS_LI, WANG_VS_LI)), "the same two, after more than a year"),
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
    ("related", replace(pair(case("1", dispute_type="property"), case("2", 9, dispute_type="property"),
                             ({WANG: ASKS, FIRM: ANSWERS}, {LI: ASKS, FIRM: ANSWERS})),
                        likeness=likeness(*LIFT_AND_FEES)), "one property company, lifts and parking fees"),
    ("related", pair(case("1", **REQUEST, **SETTLED), case("2", 40, **REQUEST), ({WANG: ASKS}, {WANG: ASKS})),
     "two requests, nobody says about what"),
    ("related", pair(case("1", **REQUEST), case("2", 3, **REQUEST), ({WANG: ASKS}, {WANG: ASKS})), "in one week"),
    ("duplicate", pair(case("1", **REQUEST, title="民生路路灯不亮"), case("2", 3, **REQUEST, title="民生路 路灯不亮"),
                       ({WANG: ASKS}, {WANG: ASKS})), "the same title"),
    ("related", pair(case("1", community="place-a"), case("2", 9, community="place-b"),
                     ({WANG: ASKS, FIRM: ANSWERS}, {LI: ASKS, FIRM: ANSWERS})), "one property company, two estates"),
    ("duplicate", replace(pair(case("1"), case("2", 3), ({WANG: ASKS, SHOP: ANSWERS}, {WANG: ASKS, FIRM: ANSWERS})),
                          namesakes=True), "two shops of one name, as far as anybody knows the same"),
    ("derived", pair(case("1", **SETTLED), case("2", 40, dispute_type="injury"), (WANG_VS_LI, WANG_VS_LI)), "a fight"),
    ("duplicate", pair(case("1", **MESSAGE), case("2", 200, **MESSAGE), ({WANG: TELLS}, {WANG: TELLS}), texts=0.0),
     "one account writes the same, months later"),
    ("group", pair(case("1", **MESSAGE), case("2", 200, **MESSAGE), ({WANG: TELLS}, {LI: TELLS}), texts=0.0),
     "two accounts write the same"),
    ("recurrence", pair(case("1", **MESSAGE, **SETTLED), case("2", 200, **MESSAGE), ({WANG: TELLS}, {LI: TELLS}),
                        texts=0.0), "two accounts, settled between"),
    ("related", pair(case("1", **MESSAGE), case("2", 3, **MESSAGE), ({WANG: TELLS}, {WANG: TELLS}), texts=-1.0),
     "one account writes about two things"),
    ("related", pair(case("1", **MESSAGE), case("2", 400, **MESSAGE), ({WANG: TELLS}, {LI: TELLS}), texts=0.0),
     "alike texts, more than a year apart"),
    ("duplicate", pair(case("1", **MESSAGE), case("2", 3, **MESSAGE), ({WANG: TELLS}, {}), texts=0.0), "no account"),
    ("duplicate", pair(case("1"), case("2", 9, dispute_type="construction"), (WANG_VS_SHOP, WANG_VS_SHOP), texts=3.0),
     "the words surely agree, two clerks chose two types"),
    ("derived", pair(case("1"), case("2", 9, dispute_type="construction"), (WANG_VS_SHOP, WANG_VS_SHOP), texts=1.0),
     "the words barely agree, and the types differ"),
    ("related", pair(case("1"), case("2", 9), (WANG_VS_SHOP, {LI: ASKS, FIRM: ANSWERS}), texts=0.0),
     "alike texts against two firms"),
    ("duplicate", pair(case("20240101001", source="hotline_12345"),
                       case("2", 500, text="接12345工单20240101001，居民反映噪声"), ({WANG: TELLS}, {})),
     "handed on with its number"),
    ("group", pair(case("20240101001"), case("2", 90, text="与20240101001号工单反映同一问题"),
                   ({WANG: TELLS}, {LI: TELLS})), "another names the number"),
    ("recurrence", pair(case("20240101001", **SETTLED), case("2", 90, text="续20240101001号"), ({WANG: TELLS}, {})),
     "the number of a settled case"),
    ("related", pair(case("20240101001", source="petition"), case("2", 500, text="接12345工单20240101001"),
                     ({WANG: TELLS}, {})), "the number of another channel"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "two", "why"), TABLE)
def test_a_pair_has_its_kind(kind: str, two: Pair, why: str) -> None:
    assert kind_of_link(two) == kind, why


def test_every_kind_has_a_rule_of_its_own_and_a_sentence_that_says_why() -> None:
    told = {kind: kind_of(two).told(two) for kind, two, _ in TABLE}
    assert set(told) == {each.name for each in KINDS} == set(VOCABULARY["link_kind"].labels)
    assert all(told[kind].startswith(VOCABULARY.label("link_kind", kind) + "：") for kind in told)
    assert len({each.split("：")[1] for each in told.values()}) == len(told)


def test_a_link_ends_its_reasons_with_its_kind() -> None:
    two = pair(case("1", **SETTLED), case("2", 40), (WANG_VS_LI, WANG_VS_LI))
    found = link_of(two)
    assert found is not None
    assert found.reasons[-1] == "复发：前一件已于 2024-01-05 化解，同样的双方又起"


def test_a_named_number_is_a_reason_with_the_words_that_name_it() -> None:
    hotline = case("20240305001", source="hotline_12345")
    two = pair(hotline, case("2", 3, text="接12345工单 20240305001，再次反映噪声"))
    (reason,) = stated_reference(two)
    assert reason.sentence == "2 写明“接12345工单 20240305001”"
    assert {reason.left, reason.right} == {"接12345工单 20240305001", "20240305001"}
    assert [each.sentence for each in says_again(two)] == ["后一件写明“再次反映”"]
    assert list(stated_reference(pair(case("1"), case("2", 3, text="工单编号2")))) == []


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
