"""A centre's own old names: read, checked with the line at fault, applied to what addresses say."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadOldNames
from loaders.addresses.old_names import NO_OLD_NAMES, OldNames, read_old_names
from loaders.addresses.reading import read_address
from loaders.draft import Draft
from loaders.ground import lay_ground, read_ground

LIST = """旧名,新名,层级
# 2021 年
汉正老街,汉正新街,路
老锦澜,锦澜苑
兴隆社区,打铜社区
平澜路15号,平澜路88号
铁厂宿舍,钢花公寓,小区
云桥里,云樵里
汉正新街,楚汉街,路
"""


def listed(tmp_path: Path, text: str, *, name: str = "旧名.csv") -> OldNames:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_old_names(path)


@pytest.mark.parametrize(
    ("text", "full_name"),
    [
        ("汉正老街15号2楼", "楚汉街15号2层"),
        ("老锦澜3栋2单元302", "锦澜苑3栋2单元302室"),
        ("老锦澜小区三号楼2单元302", "锦澜苑3栋2单元302室"),
        ("平澜路15号附1号", "平澜路15号附1号"),
        ("平澜路15号302", "平澜路88号302室"),
        ("铁厂宿舍3-2-302", "钢花公寓3栋2单元302室"),
        ("云桥里5号", "云樵里5号"),
        ("汉正老街小区3栋", "汉正老街小区3栋"),
    ],
)
def test_old_names_lead_to_the_place_of_today(tmp_path: Path, text: str, full_name: str) -> None:
    found = listed(tmp_path, LIST).read(text)
    assert found.deepest is not None
    assert found.deepest == read_address(full_name).deepest
    assert found.deepest.full_name == full_name


def test_a_merged_community_takes_no_grid_along(tmp_path: Path) -> None:
    found = listed(tmp_path, LIST).read("兴隆社区第二网格锦澜苑3栋302")
    assert found.community is not None
    assert (found.community.full_name, found.grid) == ("打铜社区", None)
    assert found.renamed == (("兴隆社区", "打铜社区"),)
    assert "第二网格" in found.doubts[-1].zh


def test_the_columns_of_a_row_are_renamed_too(tmp_path: Path) -> None:
    ground = read_ground({"community": "兴隆", "address": "老锦澜3栋302"}, old_names=listed(tmp_path, LIST))
    assert ground.community is not None
    assert ground.community.full_name == "打铜社区"
    assert ground.deepest == read_address("锦澜苑3栋302").deepest


def test_old_names_become_aliases(tmp_path: Path) -> None:
    names = listed(tmp_path, LIST)
    draft = Draft(old_names=names)
    lay_ground(draft, read_ground({"address": "汉正老街15号"}, old_names=names))
    street = read_address("楚汉街15号").spots[0]
    assert draft.nodes[street.id].fills["aliases"] == ("汉正新街", "汉正老街")


def test_toml_says_the_same(tmp_path: Path) -> None:
    names = listed(tmp_path, '[[name]]\nold = "老锦澜"\nnew = "锦澜苑"\n', name="旧名.toml")
    assert names.read("老锦澜3栋302").deepest == read_address("锦澜苑3栋302").deepest


def test_without_a_list_nothing_changes() -> None:
    address = read_address("锦澜苑3栋302")
    assert NO_OLD_NAMES.applied(address) is address


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("老锦澜,\n", "第 1 行：旧名和新名都要写"),
        ("旧名,新名\n\n老锦澜,锦澜苑\n老锦澜,松涛苑\n", "第 4 行：“老锦澜”在第 3 行已改为“锦澜苑”"),
        ("甲路,乙路\n乙路,丙路\n丙路,甲路\n", "又回到了自己"),
        ("老锦澜,锦澜苑,片区\n", "第 1 行：没有层级“片区”，可写 街道、社区、路、里份、小区"),
        ("三民,打铜\n", "第 1 行：看不出“三民”是哪一级"),
        ("三民社区,锦澜苑\n", "第 1 行：“三民社区”和“锦澜苑”不是同一级"),
        ("锦澜苑,锦澜苑小区\n", "第 1 行：“锦澜苑”和“锦澜苑小区”是同一个地方"),
        ("老锦澜\n", "第 1 行应是 旧名,新名[,层级]"),
        ("a,b,c,d\n", "第 1 行应是 旧名,新名[,层级]"),
        ('"老锦澜,锦澜苑\n', "第 1 行不是 CSV"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(BadOldNames) as wrong:
        listed(tmp_path, text)
    assert reason in str(wrong.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("old = 1", "应由 [[name]] 各段组成"),
        ('[[name]]\nold = "甲路"\n\n[[name]]\nold = "乙路"\nnew = 3\n', "第 4 行起的一段"),
        ('[[name]]\nold = "甲路"\nnew = "乙路"\nwhen = "2021"\n', "第 1 行起的一段"),
        ("[[name", "不是 TOML"),
    ],
)
def test_a_wrong_toml_is_named(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(BadOldNames) as wrong:
        listed(tmp_path, text, name="旧名.toml")
    assert reason in str(wrong.value)


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadOldNames):
        read_old_names(tmp_path / "没有.csv")
    (tmp_path / "旧.csv").write_bytes("老锦澜,锦澜苑".encode("gb18030"))
    with pytest.raises(BadOldNames, match="UTF-8"):
        read_old_names(tmp_path / "旧.csv")


def test_the_other_form_of_an_address_is_under_the_names_of_today_too(tmp_path: Path) -> None:
    names = listed(tmp_path, LIST)
    assert names.read("平澜路15号老锦澜3栋2单元302").also == "平澜路88号"
    assert names.read("汉正老街7号锦澜苑3栋2单元302").also == "楚汉街7号"
    assert NO_OLD_NAMES.read("汉正老街7号锦澜苑3栋2单元302").also == "汉正老街7号"
