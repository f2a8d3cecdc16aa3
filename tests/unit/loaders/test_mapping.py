"""Mappings: built-in ones hold together, a user's one is checked with the line at fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadMapping
from loaders.headers import plain_header
from loaders.mapping import built_in, built_in_names, find_mapping, read_mapping

GOOD = """row = "case"
source = "grid"

[columns]
"case.number" = { headers = ["号"], required = true }
"case.title" = ["题"]
"""


def test_the_built_in_mappings() -> None:
    assert built_in_names() == (
        "12345", "buildings", "gbt31000", "grid", "housing", "mentions", "messages", "organisations", "petition",
        "residents", "weekly_list",
    )  # fmt: skip
    assert all(built_in(each).columns for each in built_in_names())


def test_a_user_s_mapping_is_named_after_its_file(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(GOOD, encoding="utf-8")
    mapping = find_mapping(str(path))
    assert (mapping.name, mapping.row, mapping.source) == ("ours", "case", "grid")
    assert [each.path for each in mapping.required] == ["case.number"]


def test_inheritance_keeps_what_it_does_not_say(tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    path.write_text(
        'extends = "12345"\nzh = "区热线"\n[columns]\n"case.title" = ["事项"]\n'
        '[values."case.status"]\n"挂起" = "in_progress"\n'
    )
    mapping, base = read_mapping(path), built_in("12345")
    own = {each.path: each.headers for each in mapping.columns}
    assert own["case.title"] == ("事项",)
    assert own["case.number"] == {each.path: each.headers for each in base.columns}["case.number"]
    assert mapping.values["case.status"]["挂起"] == "in_progress"
    assert mapping.values["case.status"]["已归档"] == "closed"
    assert (mapping.zh, mapping.source, mapping.row) == ("区热线", "hotline_12345", "case")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("row = ", "TOML"),
        (GOOD.replace('row = "case"', 'row = "cases"'), "第 1 行.*cases.*weekly"),
        (GOOD.replace('"grid"', '"mars"'), "第 2 行.*mars"),
        (GOOD.replace("case.title", "case.titel"), "第 6 行.*case.titel.*case.title"),
        (GOOD.replace("case.title", "resident.name"), "第 6 行.*resident.name"),
        (GOOD.replace("required", "needed"), "第 5 行.*needed"),
        (GOOD.replace("true", '"yes"'), "第 5 行.*true 或 false"),
        (GOOD.replace('["题"]', "7"), "第 6 行.*文字"),
        (GOOD + '[values."case.kind"]\n"甲" = "quarrel"\n', "第 8 行.*quarrel.*dispute"),
        (GOOD + '[values."case.title"]\n"甲" = "乙"\n', "第 7 行.*不是代码"),
        (GOOD + '[defaults]\n"case.kind" = "争吵"\n', "第 8 行.*争吵"),
        (GOOD + "[colums]\n", "第 7 行.*colums"),
        ('extends = "nothing"\n', "第 1 行.*nothing"),
        ('row = "case"\nsource = "grid"\n', r"\[columns\]"),
        ('source = "grid"\n[columns]\n"case.number" = ["号"]\n', "缺少“row”"),
        ('columns = 3\nrow = "case"\nsource = "grid"\n', "第 1 行.*一张表"),
    ],
)
def test_a_wrong_mapping_names_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadMapping, match=f"(?s){said}"):
        read_mapping(path)


def test_an_absent_mapping_names_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadMapping, match="weekly_list"):
        find_mapping("weekly")
    with pytest.raises(BadMapping, match="读不了"):
        find_mapping(str(tmp_path / "absent.toml"))


@pytest.mark.parametrize("header", ["姓名", " 姓 名 ", "*姓名：", "姓名（必填）", "姓名(必填)", "＊姓名", "姓\n名"])
def test_headers_that_are_one(header: str) -> None:
    assert plain_header(header) == "姓名"
