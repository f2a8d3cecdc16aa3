"""What texts say in earnest: a table of made-up sentences, in `bench/threats`."""

from __future__ import annotations

import pytest

from bench.threats import GROUPS, Sentence, sentences, total
from graph.duty.warnings.sayings import meant, sayings
from graph.duty.warnings.wording import shipped_wording

WORDING = shipped_wording()
CHOSEN_BY = [each for name in ("first", "second", "third", "fourth", "sixth") for each in sentences(name)]
LEFT_AS_THEY_ARE = ("fifth", "seventh")


@pytest.mark.parametrize("sentence", CHOSEN_BY, ids=lambda each: f"{each.why[:12]}: {each.text[:24]}")
def test_a_sentence_says_what_it_says(sentence: Sentence) -> None:
    assert sentence.read(WORDING) == sentence.says


@pytest.mark.parametrize("name", LEFT_AS_THEY_ARE)
def test_sentences_that_no_word_was_made_right_for(name: str) -> None:
    """Hard ones all: of plain reports more are right. Words that let these figures fall are no better."""
    found = total(sentences(name), WORDING)
    assert found.recall >= 0.9
    assert found.precision >= 0.8


@pytest.mark.parametrize(
    ("text", "group", "verdict"),
    [
        ("不会去堵门、拉横幅、上访", "petition", "denied"),
        ("邻居说起电影《同归于尽》", "violence", "title"),
        ("外地业主跳楼", "self_harm", "elsewhere"),
        ("曾扬言自杀。经劝导，现情绪稳定。", "self_harm", "over"),
        ("请排查有无扬言报复的人", "violence", "feared"),
        ("商家打出跳楼价", "self_harm", "other_meaning"),
        ("扬言自杀。街道已知悉。", "self_harm", "meant"),
    ],
)
def test_it_says_why_a_word_does_not_count(text: str, group: str, verdict: str) -> None:
    assert {each.verdict for each in sayings(text, WORDING) if each.group == group} == {verdict}


def test_the_clause_is_shown_and_the_first_one_counts() -> None:
    said = meant("业主不满物业，扬言要堵门。次日扬言跳楼。", WORDING)
    assert said["announced"].clause == "扬言要堵门"
    assert said["self_harm"].clause == "次日扬言跳楼"


def test_most_texts_say_nothing() -> None:
    assert not meant("楼上卫生间漏水，多次与对方协商没有结果，希望上门处理。", WORDING).keys() & GROUPS


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("丈夫多次殴打妻子，孩子被打伤", {"family_violence", "minors", "injury"}),
        ("社区开展反家暴宣传", set()),
        ("事故未造成人员受伤", set()),
        ("小区儿童乐园滑梯损坏", set()),
        ("患者手术后死亡，家属认为是医疗事故", {"medical", "injury"}),
        ("离婚后双方争夺抚养权", {"minors"}),
        ("未成年人禁止进入的网吧", set()),
        ("没有发生家庭暴力", set()),
    ],
)
def test_what_else_texts_say(text: str, says: set[str]) -> None:
    assert meant(text, WORDING).keys() == says
