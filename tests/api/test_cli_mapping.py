"""The commands that list, show, check, guess and try a mapping."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loaders.mapping import built_in_names
from tests.api.conftest import Sanlian

OURS = """办件代码,登记在哪天,一句话标题,来龙去脉内容,打来电话的人姓名,回电号码,民族,所涉地址
HX202403001,2024-03-05,锦澜苑楼上漏水问题,居民反映三楼卫生间漏水到二楼已有两个月，多次协商没有结果,王丽,19900001234,汉族,锦澜苑3栋2单元302室
HX202403002,2024-03-06,东篱小区占道停车,居民反映小区门口长期有车辆占道停放，消防车无法进入请处理,张强,19900005678,回族,东篱小区5栋1单元101室
HX202403003,2024-03-07,听松花园烧烤油烟,居民反映楼下烧烤店每天晚上油烟很大无法开窗请尽快处理,李娜,19900004321,汉族,听松花园1栋1单元202室
"""


@pytest.fixture
def sanlian(sanlian: Sanlian, tmp_path: Path) -> Sanlian:
    """The command in a folder of its own, with a file in it; its exit code and what it said."""
    (tmp_path / "办件.csv").write_text(OURS, encoding="utf-8")
    return sanlian


def answer(said: tuple[int, str, str]) -> Any:
    return json.loads(said[1])


def test_the_built_in_ones_are_listed_and_shown(sanlian: Sanlian) -> None:
    assert [each["name"] for each in answer(sanlian("mapping", "list", "--json"))] == list(built_in_names())
    assert all(each in sanlian("mapping", "list")[1] for each in built_in_names())
    code, text, _ = sanlian("mapping", "show", "petition")
    Path("ours.toml").write_text(text, encoding="utf-8")
    assert code == 0
    assert sanlian("mapping", "check", "ours.toml")[0] == 0
    code, _, said = sanlian("mapping", "show", "petitions")
    assert (code, "是不是 petition" in said) == (1, True)


def test_a_wrong_mapping_is_told_with_its_line(sanlian: Sanlian) -> None:
    Path("ours.toml").write_text('extends = "grid"\n[columns]\n"case.titel" = ["题"]\n', encoding="utf-8")
    code, _, said = sanlian("mapping", "check", "ours.toml")
    assert (code, "第 3 行第 1 列" in said) == (1, True)
    error = answer(sanlian("mapping", "check", "ours.toml", "--json"))["error"]
    assert (error["code"], "case.title" in error["message"]) == ("BAD_MAPPING", True)
    assert sanlian("mapping", "test", "ours.toml", "办件.csv")[0] == 1


def test_a_guess_is_checked_tried_and_loaded(sanlian: Sanlian) -> None:
    code, said, _ = sanlian("mapping", "guess", "办件.csv", "-o", "ours.toml")
    assert (code, "拒收的列：民族" in said) == (0, True)
    assert sanlian("mapping", "check", "ours.toml")[0] == 0
    tried = answer(sanlian("mapping", "test", "ours.toml", "办件.csv", "--rows", "2", "--json"))
    assert [each["row"] for each in tried["rows"]] == [2, 3]
    assert not Path("street.db").exists()
    assert sanlian("load", "办件.csv", "--mapping", "ours.toml")[0] == 0


def test_a_guess_says_how_sure_it_is_of_each_column(sanlian: Sanlian) -> None:
    found = answer(sanlian("mapping", "guess", "办件.csv", "--json"))
    columns = {each["header"]: each for each in found["columns"]}
    assert columns["回电号码"]["path"].endswith(".telephones")
    assert all(0 <= each["confidence"] <= 1 for each in columns.values())
    assert [each["header"] for each in found["refused"]] == ["民族"]
    assert "民族" not in columns


def test_a_trial_masks_numbers_and_tells_what_comes_back(sanlian: Sanlian) -> None:
    Path("ours.toml").write_text(
        'row = "case"\nsource = "other"\n[columns]\n"case.number" = { headers = ["办件代码"], required = true }\n'
        '"case.received_at" = ["一句话标题"]\n"reporter.telephones" = ["回电号码"]\n',
        encoding="utf-8",
    )
    code, said, _ = sanlian("mapping", "test", "ours.toml", "办件.csv")
    assert (code, "第 2 行：退回" in said, "不是日期" in said) == (0, True, True)
    lenient = (
        Path("ours.toml")
        .read_text(encoding="utf-8")
        .replace('["一句话标题"]', '{ headers = ["一句话标题"], lenient = true }')
    )
    Path("ours.toml").write_text(lenient, encoding="utf-8")
    said = sanlian("mapping", "test", "ours.toml", "办件.csv")[1]
    assert "199****1234" in said
    assert "19900001234" not in said
    assert "没有采用" in said


def test_a_file_of_another_world_is_not_guessed(sanlian: Sanlian) -> None:
    Path("菜单.csv").write_text("菜名,价格\n红烧肉,38\n青菜,12\n", encoding="utf-8")
    code, _, said = sanlian("mapping", "guess", "菜单.csv", "-o", "ours.toml")
    assert (code, "认不出" in said, Path("ours.toml").exists()) == (1, True, False)
