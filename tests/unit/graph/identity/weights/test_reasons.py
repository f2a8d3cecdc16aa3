"""The words for a weight: whole, masked, and adding up."""

from __future__ import annotations

import pytest

from bench.evidence import messy
from graph.identity.weights import COMPARISONS, SHIPPED, blocks_of, candidates, reasons, waterfall, weigh
from graph.identity.weights.reasons import _SENTENCES
from graph.masking import mask_text
from tests.unit.graph.identity.weights.people import CUT, MASKED, NEXT_DOOR, NUMBER, TELEPHONE, UNIT, stated


def test_every_level_has_a_sentence() -> None:
    assert set(_SENTENCES) == {f"{each.key}.{level.key}" for each in COMPARISONS for level in each.levels}


def test_sentences() -> None:
    one = stated("王丽", **NUMBER, **TELEPHONE, **UNIT)
    other = stated("王莉", mention="mention-b", **CUT, **MASKED, **NEXT_DOOR)
    assert [each.sentence for each in reasons(one, other, SHIPPED)] == [
        "姓名“王丽”与“王莉”同音",
        "残缺的身份证号相符（4201************34、4201**************）",
        "遮盖的电话相符（138****5678、138****5678）",
        "住址同一楼栋，不同户室",
    ]


def test_only_what_agrees_of_several_telephones_is_named() -> None:
    one = stated("王丽", telephones=("13900000001", "13812345678"))
    other = stated("王丽", mention="mention-b", telephones=("13812345678", "13700000002"))
    (_, telephone) = reasons(one, other, SHIPPED)
    assert telephone.sentence == "电话（138****5678）相同"
    assert (telephone.signal, telephone.left, telephone.right) == ("telephone.equal", "138****5678", "138****5678")


def test_who_says_nothing_gives_no_reason() -> None:
    assert reasons(stated(""), stated("王丽", mention="mention-b"), SHIPPED) == ()


def test_the_steps_add_up_and_nothing_shows() -> None:
    evidence = messy(1_000, seed=3)
    for a, b in candidates(blocks_of(evidence)):
        weight = weigh(evidence[a], evidence[b], SHIPPED).weight
        steps, said = (made(evidence[a], evidence[b], SHIPPED) for made in (waterfall, reasons))
        assert steps[-1].total == pytest.approx(weight)
        assert steps[0].weight + sum(each.weight for each in said) == pytest.approx(weight)
        assert [each.weight for each in steps[1:]] == [each.weight for each in said]
        text = "".join((each.sentence + each.left + each.right) for each in said)
        assert mask_text(text) == text
