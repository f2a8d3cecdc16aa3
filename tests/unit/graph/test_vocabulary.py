"""Code lists: labels, synonyms, and what a centre may add."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadVocabulary, UnknownCode
from graph.schema import EDGE_SHAPES, NODE_SHAPES
from graph.vocabulary import VOCABULARY, read_vocabulary


def test_every_code_field_has_its_list() -> None:
    fields = [field for shape in (*NODE_SHAPES.values(), *EDGE_SHAPES.values()) for field in shape.fields]
    assert {field.code for field in fields if field.code} <= set(VOCABULARY.lists)


def test_every_synonym_leads_to_a_code() -> None:
    for each in VOCABULARY:
        assert set(each.synonyms.values()) <= set(each.labels), each.name
        assert len(set(each.labels.values())) == len(each.labels), each.name
        assert each.origin


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("dispute_type", "噪音扰民", "noise"),
        ("dispute_type", "noise", "noise"),
        ("source", "12345", "hotline_12345"),
        ("party_role", " 申请人 ", "applicant"),
        ("sex", "女", "2"),
        ("tier", "4", "resident"),
    ],
)
def test_a_label_a_synonym_or_a_code_is_read(name: str, text: str, code: str) -> None:
    assert VOCABULARY[name].code(text) == code


def test_an_unknown_value_is_refused_with_what_would_do() -> None:
    with pytest.raises(UnknownCode, match="男、女"):
        VOCABULARY["sex"].code("未知")


def test_a_code_that_the_list_does_not_know_is_its_own_label() -> None:
    assert VOCABULARY.label("sex", "9") == "9"
    assert VOCABULARY.label("sex", None) == ""


def test_a_centre_adds_codes_and_renames(tmp_path: Path) -> None:
    file = tmp_path / "words.toml"
    file.write_text('[dispute_type]\nelevator = "电梯纠纷"\nnoise = "噪声"\n', encoding="utf-8")
    words = read_vocabulary(file)
    assert words["dispute_type"].code("电梯纠纷") == "elevator"
    assert words.label("dispute_type", "noise") == "噪声"
    assert VOCABULARY.label("dispute_type", "noise") == "噪声扰民纠纷"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[dispute_typ]\na = '甲'\n", "没有代码表"),
        ("dispute_type = 3\n", "每一行应是"),
        ("[dispute_type]\na = 3\n", "每一行应是"),
        ("[dispute_type]\na = '停车纠纷'\n", "中文相同"),
        ("[dispute_type\n", "有误"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    file = tmp_path / "words.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadVocabulary, match=complaint):
        read_vocabulary(file)
