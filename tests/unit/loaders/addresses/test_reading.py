"""One dwelling has one id however it is written; two dwellings have two; what is not sure is said."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ids import make_id
from loaders.addresses.reading import read_address

ONE_DWELLING = {
    "锦澜苑3栋2单元302室": [
        "锦澜苑小区3号楼2单元3楼302",
        "锦澜苑3幢2门302",
        "锦澜苑3座2梯302房",
        "锦澜苑3#2单元302",
        "锦澜苑3#楼2-302",
        "锦澜苑3楼2单元302",
        "锦澜苑3楼2-302",
        "锦澜苑3号2单元302",
        "锦澜苑 3 2 302",
        "锦澜苑3/2/302",
        "锦澜苑3.2.302",
        "锦澜苑3—2—302",
        "锦澜苑3一2一302",
        "锦澜苑三-二-三〇二",
        "锦澜苑三栋二单元三零二",
        "锦澜苑叁栋贰单元叁零贰室",
        "锦澜苑3-2单元302",
        "锦澜苑3-2-3-302",
        "锦澜苑3栋2单元3层02",
        "锦澜苑-3栋-2单元-3楼-302",
        "锦瀾苑3棟2單元302室",
        "锦 澜 苑 3 栋 2 单 元 3 0 2",
        "锦澜苑３栋２单元３０２",
        "锦澜苑（3栋）2单元302（原5栋）",
        "中国湖北省武汉市江汉区民权街道办事处打铜社区居委会第二网格锦澜苑3栋2单元302",
        "湖北武汉江汉民权街道锦澜苑3栋2单元302",
        "中山大道打铜社区锦澜苑3栋2单元302",
        "民权路15号锦澜苑3栋2单元302",
        "民权路15号（打铜社区）锦澜苑3栋2单元302",
        "锦澜苑3栋2单元302室打铜社区",
        "（打铜社区）锦澜苑3栋2单元302",
        "锦澜苑第03幢第02单元第0302号",
        "锦澜苑·3栋2单元302。",
    ],
    "民权路15号附2号302室": [
        "民权路15号附2 302室",
        "民权路15附2号302",
        "民权路15-2号302",
        "民权路15号-2号302",
        "民权路15号之二302",
        "民权路十五号附二号三〇二",
        "民权路15号（附2号）302",
        "民权路15号附2302室",
        "民权街道民权路15号附2号302",
        "汉口民权路15号附2号302",
    ],
    "民权路15号2栋1单元302室": [
        "民权路十五号2-1-302室",
        "民权路１５号 二栋 一单元 302房",
        "民权路15号院2栋1单元302",
        "民权街民权路15号2栋1单元302",
    ],
    "民权街15号2栋1单元302室": ["民权街道15号2栋1单元302", "民权街街道15号2-1-302", "民权街道办事处十五号2栋1单元302"],
    "泰兴里15号202室": [
        "泰兴里份15号202",
        "泰兴里（里份）15号2楼02室",
        "打铜社区泰兴里十五号202",
        "中山大道泰兴里15号202",
    ],
    "平安大厦A栋1205室": ["平安大厦A座1205", "平安大厦A-1205", "平安大厦a座12层05", "中山大道818号平安大厦A座1205"],
    "平安大厦B105室": ["平安大厦B1层05室", "平安大厦负一楼05", "平安大厦地下一层05", "平安大厦-1层05室"],
    "民权路15号1层门面": ["民权路15号1楼门面", "民权路15号一层商铺", "民权路15号一楼门面房"],
    "民权路15号102室": ["民权路15号102号商铺", "民权路15号102铺", "民权路15号1楼02"],
    "锦澜苑二期3栋302室": ["锦澜苑2期3栋302", "锦澜苑小区二期3栋302"],
    "前进五路15号302室": ["前进5路15号302"],
    "三阳路小区3栋302室": ["三阳路小区三号楼302"],
    "八一花园22栋302室": ["八一花园二十二栋302", "解放大道八一花园22-302"],
    "康杉路108弄3号302室": ["康杉路108弄3号302"],
}

LOOK_ALIKE = [
    ("民权路15号302", "民权路15号附1号302"),
    ("民权路15号附1号302", "民权路15号附11号302"),
    ("民权路15号2栋302", "民权路15号附2号302"),
    ("锦澜苑3栋2单元302", "锦澜苑2栋3单元302"),
    ("锦澜苑3栋1302", "锦澜苑3栋302"),
    ("锦澜苑二十二单元302", "锦澜苑二十 二单元302"),
    ("锦澜苑3栋302-1室", "锦澜苑3栋302-2室"),
    ("锦澜苑3栋302", "锦澜苑3栋302A"),
    ("锦澜苑A区3栋302", "锦澜苑B区3栋302"),
    ("六合里15号302", "六合里小区15号楼302"),
    ("三阳路小区3栋302", "三阳路3栋302"),
    ("前进四路15号302", "前进五路15号302"),
    ("平安大厦A座1205", "平安大厦B座1205"),
    ("平安大厦负一楼05", "平安大厦一楼05"),
    ("民权路甲15号302", "民权路15号302"),
    ("锦澜苑3栋地下室", "锦澜苑3栋负一楼"),
    ("解放路花园3栋302", "民主路花园3栋302"),
]

LEVELS = [
    ("光谷SOHO3栋2单元302", ["estate 光谷SOHO", "building 3栋", "entrance 2单元", "unit 302室"], ""),
    ("SOHO-3栋302", ["estate SOHO", "building 3栋", "unit 302室"], ""),
    ("IFC2座1201室", ["estate IFC", "building 2栋", "unit 1201室"], ""),
    ("光谷SOHOB栋302", ["estate 光谷SOHO", "building B栋", "unit 302室"], ""),
    ("HX20230300001", [], "HX20230300001"),
    ("AJ20240001", [], "AJ20240001"),
    ("康宁里108弄3号", ["lane 康宁里108弄", "number 3号"], ""),
    ("汉正老街15号2楼", ["road 汉正老街", "number 15号", "floor 2层"], ""),
    ("三层楼路15号", ["road 三层楼路", "number 15号"], ""),
    ("一号路15号", ["road 一号路", "number 15号"], ""),
    ("上海村15号附1号", ["lane 上海村", "number 15号附1号"], ""),
    ("锦澜苑3栋2单元3楼东户", ["estate 锦澜苑", "building 3栋", "entrance 2单元", "unit 3层东户"], ""),
    ("锦澜苑3栋2单元302室张先生收", ["estate 锦澜苑", "building 3栋", "entrance 2单元", "unit 302室"], "张先生收"),
    ("民权路293-301号", ["road 民权路", "number 293-301号"], ""),
    ("民权路15号天天超市", ["road 民权路", "number 15号"], "天天超市"),
    ("阳光城市花园3栋", ["estate 阳光城市花园", "building 3栋"], ""),
    ("15号2栋1单元302", [], "15号2栋1单元302"),
]

DOUBTS = [
    ("锦澜苑3栋2单元302室", 1.0, ""),
    ("锦澜苑3-2-302", 0.97, "“3-2-302”没有写明各是什么，按楼栋—单元—户室认"),
    ("锦澜苑3号302", 0.9, "“3号”在小区名后面，按楼栋认"),
    ("民权路15", 0.85, "“15”没有“号”字，按门牌认"),
    ("民权路15号天天超市", 0.85, "“天天超市”没有认出来"),
    ("锦澜苑3栋5楼302", 0.4, "楼层“5”与户室“302”不一致"),
    ("15号2栋1单元302", 0.0, "没有路名、里份名或小区名，不知道是哪里的"),
]


def names(text: str) -> list[str]:
    return [f"{each.level} {each.name}" for each in read_address(text).spots]


@pytest.mark.parametrize(("full_name", "text"), [(name, text) for name, some in ONE_DWELLING.items() for text in some])
def test_one_dwelling_has_one_id(full_name: str, text: str) -> None:
    found = read_address(text)
    assert found.deepest is not None
    assert (found.deepest.full_name, found.left) == (full_name, "")
    assert found.deepest.id == make_id("place", "unit", full_name)


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKE)
def test_what_looks_alike_differs(one: str, other: str) -> None:
    found, against = read_address(one).deepest, read_address(other).deepest
    assert found is not None
    assert against is not None
    assert found.id != against.id


@pytest.mark.parametrize(("text", "levels", "left"), LEVELS)
def test_levels(text: str, levels: list[str], left: str) -> None:
    assert (names(text), read_address(text).left) == (levels, left)


@pytest.mark.parametrize(("text", "sure", "why"), DOUBTS)
def test_what_is_not_sure_says_why(text: str, sure: float, why: str) -> None:
    found = read_address(text)
    assert found.sure == sure
    assert why in ["", *(each.zh for each in found.doubts)]


def test_every_level_has_the_piece_that_it_was_read_from() -> None:
    found = read_address("民权街道打铜社区中山大道818号平安大厦A座12层05")
    assert [tuple(each) for each in found.pieces] == [
        ("street", "民权街道"), ("community", "打铜社区"), ("road", "中山大道"), ("number", "818号"),
        ("estate", "平安大厦"), ("building", "A座"), ("floor", "12层"), ("unit", "05"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("锦澜苑3栋302", "3"),
        ("锦澜苑3栋1302", "13"),
        ("平安大厦B1层05", "B1"),
        ("民权路15号2楼", "2"),
        ("锦澜苑3栋", None),
    ],
)
def test_the_floor_is_stated_or_told_by_the_door(text: str, floor: str | None) -> None:
    assert read_address(text).floor == floor


# -- what always holds ------------------------------------------------------------------------------

PARTS = st.builds(
    lambda name, building, entrance, floor, door: f"{name}{building}栋{entrance}单元{floor}{door:02d}室",
    st.sampled_from(
        ["锦澜苑", "三阳路小区", "八一花园", "中山大道小区", "六合里小区", "云樵公寓", "民权路15号附2号", "泰兴里3号"]
    ),
    st.integers(1, 60), st.integers(1, 9), st.integers(1, 40), st.integers(1, 20),
)  # fmt: skip
ANY = st.text(
    alphabet="民权街道路打铜社区锦澜苑里号栋座幢单元室楼层附第甲一二十百〇0123456789-—－（）() #A,.、/弄巷村小区",
    max_size=40,
)


@given(ANY | st.text(max_size=300))
def test_any_text_is_read_and_each_level_names_the_one_above(text: str) -> None:
    found = read_address(text)
    full_names = [each.full_name for each in found.spots]
    assert all(finer.startswith(coarser) for coarser, finer in pairwise(full_names))
    assert 0 <= found.sure <= 1
    assert bool(found.deepest) or found.sure == 0
    assert found.sure == 1 or found.doubts or not found.deepest


@given(PARTS)
def test_a_full_name_is_read_as_itself(text: str) -> None:
    found = read_address(text).deepest
    assert found is not None
    assert read_address(found.full_name).deepest == found


@given(
    PARTS,
    st.sampled_from(["", "湖北省武汉市", "武汉市", "中国湖北省武汉市"]),
    st.sampled_from(["", "江汉区", "硚口区"]),
    st.sampled_from(["", "民权街道", "民权街街道办事处", "二七街道"]),
    st.sampled_from(["", "打铜社区", "八古墩社区居委会", "打铜社区第二网格", "三民社区居民委员会"]),
)
def test_areas_never_change_the_dwelling(text: str, city: str, district: str, street: str, community: str) -> None:
    assert read_address(city + district + street + community + text).spots == read_address(text).spots


@given(PARTS, st.data())
def test_blanks_and_width_never_change_the_dwelling(text: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([at for at in range(1, len(text)) if not text[at - 1 : at + 1].isdigit()]))
    blank = data.draw(st.sampled_from([" ", "\u3000", "\n", "\u00a0", "\u200b"]))
    wide = "".join(chr(ord(each) + 0xFEE0) if each.isdigit() and each.isascii() else each for each in text)
    assert unicodedata.normalize("NFKC", wide) == text
    for other in (text[:at] + blank + text[at:], wide, f" {text}\t"):
        assert read_address(other).spots == read_address(text).spots


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("云樵路36号三和佳苑3栋3单元701", "云樵路36号"),
        ("云樵路三十六号三和佳苑3栋3单元701", "云樵路36号"),
        ("民权街三民社区花楼街78号虹桥名邸1-1-1601", "花楼街78号"),
        ("云樵路36号三德里12号302", "云樵路36号"),
        ("云樵路三和佳苑3栋3单元701", ""),
        ("云樵路36号3栋3单元701", ""),
        ("三和佳苑3栋3单元701", ""),
    ],
)
def test_the_form_that_the_finer_name_stands_for_is_kept(text: str, also: str) -> None:
    assert read_address(text).also == also
