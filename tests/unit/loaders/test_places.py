"""Addresses: equal dwellings get equal ids, and what is not recognised is said."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ids import make_id
from loaders.places import community_spot, grid_spot, read_address, street_spot

SAME_DWELLING = [
    "湖北省武汉市江汉区民权街道打铜社区锦澜苑3栋2单元302室",
    "锦澜苑3栋2单元302室",
    "民权街街道打铜社区居委会锦澜苑小区三号楼二单元3楼302",
    "民权街打铜社区第2网格锦澜苑3-2-302",
    "锦澜苑３栋２单元３０２",
    "锦澜苑 03幢 2门 0302号",
    "锦澜苑第3栋第2单元3层02室",
    "打铜社区锦澜苑三栋二单元三〇二室",
    "锦澜苑3#2-302",
]
SAME_NUMBER = [
    "民权街15号2栋1单元302室",
    "民权街十五号2-1-302室",
    "民权街１５号2栋1单元302",
    "江汉区民权街15号二栋一单元302",
]
LEVELS = [
    ("庆云里（里份）15号101", ["lane 庆云里", "number 15号", "unit 101室"], ""),
    ("王家巷社区复安里3号202室", ["lane 复安里", "number 3号", "unit 202室"], ""),
    ("码头北路6号", ["road 码头北路", "number 6号"], ""),
    ("民意一路十五号附3号", ["road 民意一路", "number 15号附3号"], ""),
    ("前进五路五十号三楼", ["road 前进五路", "number 50号", "floor 3层"], ""),
    ("中山大道818号平安大厦A座1205", ["estate 平安大厦", "building A栋", "unit 1205室"], ""),
    ("锦澜苑2期3栋1单元302", ["estate 锦澜苑二期", "building 3栋", "entrance 1单元", "unit 302室"], ""),
    ("巷口新居1栋2单元101室", ["estate 巷口新居", "building 1栋", "entrance 2单元", "unit 101室"], ""),
    ("打铜社区菜市场门口", [], "菜市场门口"),
    ("天天超市门口", [], "天天超市门口"),
    ("民权路与中山大道交叉口", ["road 民权路"], "与中山大道交叉口"),
    ("锦澜苑3栋楼下", ["estate 锦澜苑", "building 3栋"], "下"),
    ("", [], ""),
]


@pytest.mark.parametrize("texts", [SAME_DWELLING, SAME_NUMBER])
def test_one_dwelling_has_one_id_however_it_is_written(texts: list[str]) -> None:
    found = {each: read_address(each).deepest for each in texts}
    assert {spot.full_name if spot else None for spot in found.values()} == {found[texts[0]].full_name}  # type: ignore[union-attr]
    assert all(spot and spot.level == "unit" for spot in found.values())


@pytest.mark.parametrize(("text", "levels", "left"), LEVELS)
def test_levels(text: str, levels: list[str], left: str) -> None:
    address = read_address(text)
    assert [f"{each.level} {each.name}" for each in address.spots] == levels
    assert address.left == left


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("锦澜苑3栋2单元302室", "锦澜苑3栋2单元303室"),
        ("锦澜苑3栋2单元302室", "锦澜苑2栋3单元302室"),
        ("锦澜苑一期3栋302", "锦澜苑二期3栋302"),
        ("民意一路15号", "民意二路15号"),
        ("民意一路15号", "民意一路15号附1号"),
        ("庆云里15号", "安平里15号"),
    ],
)
def test_different_dwellings_differ(one: str, other: str) -> None:
    assert read_address(one).deepest != read_address(other).deepest


def test_ids_are_those_of_the_demo_street() -> None:
    unit = read_address("民权街道打铜社区锦澜苑3栋2单元302室").deepest
    assert unit is not None
    assert unit.id == make_id("place", "unit", "锦澜苑3栋2单元302室")


@pytest.mark.parametrize(
    "name", ["打铜", "打铜社区", "打铜社区居委会", "打铜社区居民委员会", "打铜居委会", "民权街道打铜社区"]
)
def test_a_community_by_its_names(name: str) -> None:
    spot = community_spot(name)
    assert spot is not None
    assert spot.id == make_id("place", "community", "打铜社区")


@pytest.mark.parametrize("name", ["第二网格", "2", "02网格", "第2网格", "打铜社区第二网格", "打铜社区2号网格"])
def test_a_grid_by_its_names(name: str) -> None:
    spot = grid_spot(name, community_spot("打铜"))
    assert spot is not None
    assert spot.full_name == "打铜社区第二网格"


@pytest.mark.parametrize("name", ["民权街", "民权街道", "民权街街道", "民权街街道办事处", "江汉区民权街道"])
def test_a_street_by_its_names(name: str) -> None:
    spot = street_spot(name)
    assert spot is not None
    assert spot.full_name == "民权街道"


@given(
    st.text(alphabet="民权街道路打铜社区锦澜苑里号栋单元室楼层附第一二十百0123456789-（）A ,", max_size=40)
    | st.text(max_size=300)
)
def test_any_text_is_read_and_each_level_names_the_one_above(text: str) -> None:
    address = read_address(text)
    names = [each.full_name for each in address.spots]
    assert all(finer.startswith(coarser) for coarser, finer in pairwise(names))


@given(
    estate=st.sampled_from(["锦澜苑", "铜台雅居", "民安公寓"]),
    building=st.integers(1, 40),
    entrance=st.integers(1, 9),
    floor=st.integers(1, 33),
    door=st.integers(1, 9),
)  # fmt: skip
def test_forms_of_one_dwelling_agree(estate: str, building: int, entrance: int, floor: int, door: int) -> None:
    unit = f"{floor}{door:02d}"
    texts = [
        f"{estate}{building}栋{entrance}单元{unit}室",
        f"民权街道打铜社区{estate}小区{building}号楼{entrance}门{unit}",
        f"{estate}{building}-{entrance}-{unit}",
        f"{estate}{building}幢{entrance}单元{floor}楼{door:02d}室",
    ]
    assert len({read_address(each).deepest for each in texts}) == 1
