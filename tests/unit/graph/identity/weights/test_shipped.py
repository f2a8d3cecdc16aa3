"""What the shipped settings make of pairs that a clerk has a word on."""

from __future__ import annotations

from typing import Any

import pytest

from graph.identity.weights import COMPARISONS, SHIPPED, weigh
from graph.identity.weights.settings import PROVISIONAL, SUGGEST
from tests.unit.graph.identity.weights.people import (
    BUILDING,
    CUT,
    MASKED,
    NEXT_DOOR,
    NUMBER,
    TELEPHONE,
    UNIT,
    stated,
)

ANOTHER = {"number": "420102199001011236"}
JOINED, SUGGESTED, FAR = "joined", "suggested", "far"

CASES: tuple[tuple[str, dict[str, Any], str, dict[str, Any], set[str], str], ...] = (
    ("王丽", UNIT, "王丽", UNIT, {JOINED}, "a common name in one dwelling"),
    ("欧阳晓岚", UNIT, "欧阳晓岚", BUILDING, {JOINED}, "a rare name in one building, a dwelling left out"),
    ("欧阳晓岚", UNIT, "欧阳晓岚", NEXT_DOOR, {SUGGESTED, FAR}, "and next door"),
    ("王丽", {}, "王丽", {}, {FAR}, "a common name alone"),
    ("王丽", MASKED, "王丽", TELEPHONE, {JOINED}, "a masked telephone and a common name"),
    ("王女士", TELEPHONE, "王丽", TELEPHONE, {JOINED}, "a title with the whole telephone"),
    ("王女士", MASKED, "王丽", TELEPHONE, {SUGGESTED, FAR}, "a title with a masked one"),
    ("欧阳女士", MASKED, "欧阳丽", TELEPHONE, {JOINED, SUGGESTED}, "a rare surname tells more"),
    ("王女士", UNIT, "王丽", UNIT, {SUGGESTED, FAR}, "a title in one dwelling: her daughter as well"),
    ("王建国", TELEPHONE, "王小明", TELEPHONE, {FAR}, "father and son on one telephone"),
    ("王建国", TELEPHONE | UNIT, "王小明", TELEPHONE | UNIT, {FAR}, "who live together"),
    ("王建国", TELEPHONE | UNIT, "李梅", TELEPHONE | UNIT, {FAR}, "a couple"),
    ("王丽", NUMBER, "张伟", NUMBER, {FAR}, "a spouse's number"),
    (
        "王丽",
        NUMBER | TELEPHONE | UNIT,
        "张伟",
        NUMBER | TELEPHONE | UNIT,
        {SUGGESTED, FAR},
        "with all that they share",
    ),
    (
        "王丽",
        NUMBER | TELEPHONE | UNIT,
        "王建国",
        NUMBER | TELEPHONE | UNIT,
        {JOINED, SUGGESTED},
        "a parent's number: left to the rule that unlike names never join",
    ),
    ("王丽", NUMBER, "王丽", CUT, {JOINED}, "15 figures that a spreadsheet left"),
    ("王丽", NUMBER, "王莉", NUMBER, {JOINED}, "a slip in the name, not in the number"),
    ("陈未", TELEPHONE, "陈末", TELEPHONE, {JOINED}, "look-alikes on one telephone"),
    ("王丽", TELEPHONE, "王莉", TELEPHONE, {JOINED}, "one sound on one telephone"),
    ("陈佳怡", UNIT, "陈佳仪", UNIT, {JOINED, SUGGESTED}, "one sound in one dwelling: once in fifty they are sisters"),
    ("陈未", UNIT, "陈末", UNIT, {JOINED}, "look-alikes that sound otherwise: a slip"),
    ("王丽", UNIT | TELEPHONE | NUMBER, "王丽", UNIT | TELEPHONE | ANOTHER, {JOINED, SUGGESTED}, "left to the rules"),
    ("王丽", NUMBER, "王丽", ANOTHER, {FAR}, "namesakes"),
)


@pytest.mark.parametrize(("name", "values", "against", "others", "verdicts", "why"), CASES)
def test_verdict(
    name: str, values: dict[str, Any], against: str, others: dict[str, Any], verdicts: set[str], why: str
) -> None:
    weight = weigh(stated(name, **values), stated(against, mention="mention-b", **others), SHIPPED).weight
    verdict = JOINED if weight >= PROVISIONAL else SUGGESTED if weight >= SUGGEST else FAR
    assert verdict in verdicts, (weight, why)


def test_a_rare_name_tells_more_than_a_common_one() -> None:
    common, rare = (
        weigh(stated(each), stated(each, mention="mention-b"), SHIPPED).weight for each in ("王丽", "缪宛若")
    )
    assert rare > common + 2


def test_chances_are_chances() -> None:
    for comparison in COMPARISONS:
        chances = SHIPPED.chances[comparison.key]
        assert list(chances) == [each.key for each in comparison.levels]
        assert sum(each.m for each in chances.values()) <= 1.0001
        assert sum(each.u for each in chances.values()) <= 1.0001
        assert all(each.m > 0 and each.u > 0 for each in chances.values())
