"""Settled cases that are offered: by the words of their topic, by what else is alike, and why."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest

from graph.linkage.similar import Facts, Similar, similar_cases
from graph.linkage.topics import nearest_by_topic

Case = tuple[Facts, str]


def facts(case: str, text: str, **known: object) -> Case:
    """A case and what it says."""
    return Facts(case=case, dispute_type="leakage", **known), text  # type: ignore[arg-type]


LEAK = "江景苑楼上卫生间漏水，天花板发霉，墙皮脱落，双方为赔偿争执。请社区调解。"
ASKED = facts("case-asked", LEAK, amount=3000.0, respondents=frozenset({"property_company"}))
SETTLED = [
    facts("case-1", "卫生间漏水到楼下，天花板发霉，业主要求赔偿。"),
    facts("case-2", "空调外机滴水，影响楼下晾衣。请社区调解。"),
    facts("case-3", "江景苑水管爆裂，物业迟迟不修。请社区调解。"),
    *(facts(f"case-{each}", f"阳台渗水第{each}次，邻居不理。") for each in range(4, 9)),
]


def offered(asked: Case, settled: list[Case], *, names: tuple[str, ...] = (), first: int = 10) -> list[Similar]:
    near = nearest_by_topic(asked[1], [text for _, text in settled], names=names, most=50)
    return similar_cases(asked[0], [(settled[at][0], common) for at, common in near], first=first)


def test_what_shares_the_topic_comes_first_and_says_which_words() -> None:
    first, *_ = offered(ASKED, SETTLED, names=("江景苑",))
    assert first.case == "case-1"
    assert first.reasons[0] == "同为房屋漏水纠纷"
    assert "天花板发霉" in first.reasons[1] and "卫生间漏水" in first.reasons[1]


def test_a_name_that_is_shared_says_nothing() -> None:
    with_name = {each.case for each in offered(ASKED, SETTLED)}
    without = {each.case for each in offered(ASKED, SETTLED, names=("江景苑",))}
    assert "case-3" in with_name and "case-3" not in without


def test_a_closing_wish_says_nothing() -> None:
    assert "case-2" not in {each.case for each in offered(ASKED, SETTLED)}


@pytest.mark.parametrize(
    ("own", "other", "sentence"),
    [
        ({"amount": 3000.0}, {"amount": 5900.0}, "金额相近：3,000 元和 5,900 元"),
        ({"amount": 3000.0}, {"amount": 6100.0}, None),
        ({"amount": 3000.0}, {}, None),
        ({"amount": 0.0}, {"amount": 0.0}, None),
        ({"respondents": frozenset({"shop", "enterprise"})}, {"respondents": frozenset({"shop"})}, "对方都是商户"),
        ({"respondents": frozenset({"shop"})}, {"respondents": frozenset({"enterprise"})}, None),
        ({"place_levels": frozenset({"unit"})}, {"place_levels": frozenset({"unit"})}, "都发生在户室"),
        ({"participants": 30}, {"participants": 12}, "都是群体性的：30 人和 12 人"),
        ({"participants": 30}, {"participants": 2}, None),
        ({"participants": 2}, {"participants": 2}, None),
    ],
)
def test_each_fact_that_is_alike_is_a_reason(
    own: dict[str, object], other: dict[str, object], sentence: str | None
) -> None:
    found = offered(facts("case-asked", "", **own), [facts("case-1", "", **other)])
    assert [each.reasons[1:] for each in found] == ([(sentence,)] if sentence else [])


def test_the_days_are_those_from_its_coming_in_to_its_settlement() -> None:
    known, text = SETTLED[0]
    one = replace(known, received_on=dt.date(2024, 1, 30), settled_on=dt.date(2024, 2, 2))
    assert offered(ASKED, [(one, text), *SETTLED[1:]])[0].days == 3
    assert offered(ASKED, SETTLED)[0].days is None


def test_the_order_in_which_they_come_changes_nothing() -> None:
    several = [(replace(known, case=f"{known.case}-{copy}"), text) for copy in range(3) for known, text in SETTLED]
    found = offered(ASKED, several, first=5)
    assert [each.case for each in found][:3] == ["case-1-0", "case-1-1", "case-1-2"]
    for seed in range(5):
        assert offered(ASKED, random.Random(seed).sample(several, len(several)), first=5) == found


@pytest.mark.parametrize("text", ["", "漏", "abc 123", "的了是在", "\x00", "漏水" * 5_000, "\ud842漏水"])
def test_any_text_is_read(text: str) -> None:
    found = nearest_by_topic(text, [text, LEAK, ""], most=3)
    assert len(found) == 3 and all(0 <= each.share <= 1 for _, each in found)
    assert nearest_by_topic(LEAK, [text], most=3)[0][0] == 0
    assert nearest_by_topic(text, [], most=3) == []
