"""Codes of a vocabulary, yes and no."""

from __future__ import annotations

from typing import Any

import pytest

from graph.vocabulary import VOCABULARY
from loaders import cells
from loaders.cells import BadCell

KINDS, SEX = VOCABULARY["case_kind"], VOCABULARY["sex"]


@pytest.mark.parametrize(
    ("cell", "translations", "code"),
    [
        ("矛盾纠纷", {}, "dispute"),
        (" 安全 隐患 ", {}, "hazard"),
        ("矛盾糾紛", {}, "dispute"),
        ("矛盾\n纠纷", {}, "dispute"),
        ("来信", {"来信": "request"}, "request"),
        ("來信", {"来信": "request"}, "request"),
        ("作废", {"作废": ""}, None),
    ],
)
def test_codes_by_label_synonym_and_translation(cell: str, translations: dict[str, str], code: str | None) -> None:
    assert cells.read_code(cell, KINDS, translations=translations) == code


def test_another_word_is_refused_with_the_list() -> None:
    with pytest.raises(BadCell) as bad:
        cells.read_code("别的", KINDS, translations={})
    assert bad.value.accepted == "矛盾纠纷、群众诉求、隐患"


@pytest.mark.parametrize(("cell", "codes"), [("男", "1"), ("男/女", ("1", "2")), ("女、女", ("2", "2")), ("", None)])
def test_the_codes_of_several_parties_stay_in_order(cell: str, codes: Any) -> None:
    assert cells.read_code_of_each(cell, SEX, translations={}) == codes


def test_several_of_which_one_is_no_code_are_refused() -> None:
    with pytest.raises(BadCell):
        cells.read_code_of_each("男/别的", SEX, translations={})


@pytest.mark.parametrize(
    ("cell", "yes"),
    [
        ("是", True), ("有", True), ("√", True), (True, True), ("否", False), ("无", False), ("無", False),
        ("沒有", False), (0.0, False), ("", None), ("不详", None),
    ],
)  # fmt: skip
def test_yes_or_no(cell: Any, yes: bool | None) -> None:
    assert cells.read_yes_no(cell) is yes
