"""Mappings: built-in ones hold together, a user's one is checked with the line at fault."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadMapping
from graph.identity.compared.profile import Comparator
from loaders.headers import plain_header
from loaders.mapping import Mapping, built_in, built_in_names, find_mapping, mapping_of_text, read_mapping

GOOD = """row = "case"
source = "grid"

[columns]
"case.number" = { headers = ["号"], required = true }
"case.title" = ["题"]
"""


def test_the_built_in_mappings() -> None:
    assert built_in_names() == (
        "12345", "buildings", "gbt31000", "grid", "historical", "housing", "mentions", "messages", "organisations",
        "petition", "police", "residents", "walk_in", "weekly_list",
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


SHARED = GOOD + '"case.text" = ["题"]\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # A word in a comment, in a value or in another table is not the key at fault.
        ("# case.titel\nzh = 'case.titel'\n" + GOOD.replace("case.title", "case.titel"), "第 8 行第 1 列.*titel"),
        (GOOD + '[values."case.kind"]\n"grid" = "grid"\n', "第 8 行第 10 列.*没有代码“grid”"),
        (GOOD + '"case.text" = [\n  "好",\n  7,\n]\n', "第 9 行第 3 列.*“7”应是文字"),
        # The nearest names come first.
        (GOOD.replace("case.title", "case.titel"), "是不是 case.title、"),
        (GOOD.replace("required", "requird"), "第 5 行第 36 列.*是不是 required？"),
        (GOOD.replace('"case"', '"casse"'), "第 1 行.*是不是 case？"),
        (GOOD + '[values."case.status"]\n"甲" = "in_progres"\n', "第 8 行第 7 列.*是不是 in_progress？.*已办结"),
        ('extends = "12354"\n', "第 1 行.*是不是 12345？"),
        (GOOD + "[valeus]\n", "第 7 行第 2 列.*是不是 values？"),
        # One header, two fields.
        (SHARED, "第 7 行第 16 列.*“case.title”（第 6 行）和“case.text”都要表头“题”.*shared = true"),
        (GOOD + '"case.text" = { headers = ["文", " 题 "] }\n', "第 7 行第 33 列.*都要表头“题”"),
        # TOML itself.
        (GOOD.replace('["题"]', "[“题”]"), "第 6 行第 17 列.*中文标点““”"),
        (GOOD.replace('["题"]', '["题"'), "第 6 行.*方括号没有闭合"),
        (GOOD.replace('"题"]', '"题]'), "第 6 行.*引号没有"),
        (GOOD.replace('"case.title" =', '"case.title"'), "第 6 行.*缺少等号"),
        (GOOD + '题目 = "x"\n', "第 7 行第 1 列.*双引号"),
        (GOOD + '"case.title" = ["又"]\n', "第 7 行第 1 列.*“case.title”写了两次，第一次在第 6 行"),
        (GOOD + "[columns]\n", "第 7 行.*“columns”写了两次，第一次在第 4 行"),
        (GOOD + '"case.text" = { headers = ["文"], headers = ["字"] }\n', "第 7 行.*“headers”写了两次"),
        ("a = " + "[" * 3000, "套得太深"),
        ("a = " + "9" * 5000, "数太长"),
        # Headers.
        (GOOD + '"case.text" = []\n', "第 7 行.*没有写表头"),
        (GOOD + '"case.text" = [""]\n', "第 7 行第 16 列.*空的表头"),
        (GOOD + '"case.text" = ["文", "："]\n', "第 7 行第 21 列.*空的表头"),
        (GOOD + '"case.text" = true\n', "第 7 行.*不能写 true"),
        (GOOD + '"case.text" = false\n', "第 7 行.*基础映射里没有“case.text”"),
        (GOOD + '"case.text" = { also = ["文"] }\n', "第 7 行.*also 只用于"),
        (GOOD + '"case.text" = { required = true }\n', "第 7 行.*没有写表头"),
        # Fields.
        (GOOD + 'case.text = "内容"\n', '第 7 行.*双引号括起来，如 "case.text"'),
        (GOOD + 'person = "party"\n', "第 7 行.*要写在所有 .表. 的前面"),
        ('person = "partys"\n' + GOOD, "第 1 行.*是不是 party？"),
        (GOOD + '[roles]\nbuyer = ["买方"]\n', "第 8 行.*没有“buyer”这种人"),
        (GOOD + '[roles]\nparty = ["某"]\nagent = ["某"]\n', "第 9 行.*同样的说法"),
        # What is never loaded.
        (GOOD + '"party.民族" = ["民"]\n', "第 7 行.*“party.民族”不收"),
        (GOOD + '"party.marital_status" = ["婚"]\n', "第 7 行.*不收"),
        (GOOD + '"party.drug_history" = ["x"]\n', "第 7 行.*不收"),
        (GOOD + '"case.text" = ["文", "政治面貌"]\n', "第 7 行第 21 列.*表头“政治面貌”不收"),
        (GOOD + '[roles]\nparty = ["社区矫正对象"]\n', "第 8 行第 10 列.*不收"),
        # Values and defaults.
        (GOOD + '[values."case.status"]\n"甲" = "closed"\n', r"第 7 行.*\[columns\] 里没有“case.status”"),
        (GOOD + '[values]\n"case.kind" = "dispute"\n', "第 8 行.*应是一张表"),
        (GOOD + '[defaults]\n"case.participants" = "很多"\n', "第 8 行第 23 列.*不是整数"),
        (GOOD + '[defaults]\n"case.participants" = [1]\n', "第 8 行.*一个值"),
        (GOOD + '[defaults]\n"case.stage" = "comunity"\n', "第 8 行.*是不是 community？"),
        # Rows that are nothing without a column.
        ('row = "mention"\nsource = "other"\n[columns]\n"party.name" = ["姓名"]\n', "第 3 行.*party.record.*required"),
        ('row = "organisation"\nsource = "other"\n[columns]\n"organisation.name" = ["名称"]\n', "name.*required"),
        ('extends = "grid"\nrow = "resident"\n', "第 2 行.*不能以“grid”为底"),
        ('extends = ["grid"]\n', "第 1 行.*一段文字"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadMapping, match=f"(?s){said}"):
        read_mapping(path)


def test_all_mistakes_are_told_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(GOOD + '"case.hat" = ["帽"]\n[defaults]\n"case.kind" = "争吵"\n', encoding="utf-8")
    with pytest.raises(BadMapping, match=r"(?s)共 2 处.*第 7 行.*case\.hat.*第 9 行.*争吵") as raised:
        read_mapping(path)
    assert [each.spot.line for each in raised.value.facts["mistakes"]] == [7, 9]


def test_windows_line_ends_and_a_byte_order_mark_change_no_line(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("case.title", "case.titel").replace("\n", "\r\n").encode())
    with pytest.raises(BadMapping, match="第 6 行第 1 列"):
        read_mapping(path)


@pytest.mark.parametrize(("encoding", "said"), [("gb18030", "第 5 行.*GBK"), ("utf-16", "UTF-16")])
def test_another_encoding_is_named(tmp_path: Path, encoding: str, said: str) -> None:
    path = tmp_path / "ours.toml"
    path.write_bytes(GOOD.encode(encoding))
    with pytest.raises(BadMapping, match=said):
        read_mapping(path)


# -- inheritance ---------------------------------------------------------------------------------


def written(folder: Path, **files: str) -> Path:
    """Mapping files by their names; the path of the last one."""
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder / f"{list(files)[-1]}.toml"


def headers(mapping: Mapping, path: str) -> tuple[str, ...]:
    return next((each.headers for each in mapping.columns if each.path == path), ())


def test_a_column_is_replaced_added_to_or_dropped(tmp_path: Path) -> None:
    base = GOOD + '"case.text" = ["文", "字"]\n"case.stage" = ["层级"]\n[defaults]\n"case.kind" = "request"\n'
    own = (
        'extends = "./base.toml"\n[columns]\n"case.title" = { also = ["目"] }\n"case.text" = ["话"]\n'
        '"case.stage" = false\n"case.number" = { required = false }\n'
    )
    mapping = read_mapping(written(tmp_path, base=base, ours=own))
    assert headers(mapping, "case.title") == ("题", "目")
    assert headers(mapping, "case.text") == ("话",)
    assert headers(mapping, "case.stage") == ()
    assert headers(mapping, "case.number") == ("号",)
    assert mapping.required == ()
    assert (mapping.name, mapping.extends, mapping.defaults) == ("ours", "base", {"case.kind": "request"})


def test_a_header_that_a_file_claims_leaves_the_inherited_field(tmp_path: Path) -> None:
    base = GOOD + '"case.text" = ["文", "字"]\n'
    own = 'extends = "./base.toml"\n[columns]\n"case.result" = ["字"]\n'
    mapping = read_mapping(written(tmp_path, base=base, ours=own))
    assert (headers(mapping, "case.text"), headers(mapping, "case.result")) == (("文",), ("字",))
    kept = own.replace('["字"]', '{ headers = ["字"], shared = true }')
    assert headers(read_mapping(written(tmp_path, ours=kept)), "case.text") == ("文", "字")


def test_a_required_field_does_not_lose_its_last_header(tmp_path: Path) -> None:
    own = 'extends = "./base.toml"\n[columns]\n"case.text" = ["号"]\n'
    with pytest.raises(BadMapping, match=r"第 3 行.*必需的“case.number”"):
        read_mapping(written(tmp_path, base=GOOD, ours=own))


def test_a_mistake_in_a_base_names_the_base(tmp_path: Path) -> None:
    path = written(tmp_path, base=GOOD.replace("case.title", "case.titel"), ours='extends = "base.toml"\n')
    with pytest.raises(BadMapping, match=r"base\.toml 有误：第 6 行"):
        read_mapping(path)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a": 'extends = "a.toml"\n'}, "绕成了圈：a.toml → a.toml"),
        ({"a": 'extends = "./b.toml"\n', "b": 'extends = "./a.toml"\n'}, "绕成了圈：b.toml → a.toml → b.toml"),
        ({"a": 'extends = "./gone.toml"\n'}, "第 1 行.*没有找到"),
        ({"a": 'extends = "ours"\n'}, r"没有内置映射“ours”.*\./名字\.toml"),
    ],
)
def test_a_base_that_cannot_be(tmp_path: Path, files: dict[str, str], said: str) -> None:
    with pytest.raises(BadMapping, match=said):
        read_mapping(written(tmp_path, **files))


def test_roles_make_headers_and_a_column_of_its_own_goes_first(tmp_path: Path) -> None:
    own = GOOD + '"respondent.telephones" = ["甲方电话"]\n[roles]\napplicant = ["甲方"]\n'
    mapping = read_mapping(written(tmp_path, ours='person = "party"\n' + own))
    assert {"甲方", "甲方姓名"} <= set(headers(mapping, "applicant.name"))
    assert "甲方身份证号码" in headers(mapping, "applicant.identity_number")
    assert "甲方电话" not in headers(mapping, "applicant.telephones")
    assert headers(mapping, "respondent.telephones") == ("甲方电话",)
    assert {"姓名", "电话"} & set(headers(mapping, "party.name")) == {"姓名"}


def test_no_built_in_mapping_claims_a_header_for_two_fields_but_openly() -> None:
    for name in built_in_names():
        known: dict[str, str] = {}
        for column in built_in(name).columns:
            for header in column.headers:
                assert column.shared or known.setdefault(header, column.path) == column.path, (name, header)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_mapping_or_a_sentence(text: str) -> None:
    with pytest.raises(BadMapping, match="有误"):
        mapping_of_text(text, name="ours")


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_damage_to_a_good_mapping_is_told_in_a_sentence(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(GOOD)))
    damaged = GOOD[:at] + data.draw(st.text(max_size=5)) + GOOD[at + data.draw(st.integers(0, 8)) :]
    with suppress(BadMapping):
        assert mapping_of_text(damaged, name="ours").columns


def test_an_absent_mapping_names_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadMapping, match="weekly_list"):
        find_mapping("weekly")
    with pytest.raises(BadMapping, match="没有找到这个文件"):
        find_mapping(str(tmp_path / "absent.toml"))


@pytest.mark.parametrize("header", ["姓名", " 姓 名 ", "*姓名：", "姓名（必填）", "姓名(必填)", "＊姓名", "姓\n名"])
def test_headers_that_are_one(header: str) -> None:
    assert plain_header(header) == "姓名"


COMPARED = """row = "mention"
source = "other"

[columns]
"party.record" = { headers = ["unique_id"], required = true }

[identity]
comparators = "latin"

[identity.compare]
"Maiden Name" = "family_name"
"gender" = false
"""


def test_a_mapping_names_the_columns_that_tell_people_apart() -> None:
    mapping = mapping_of_text(COMPARED, name="ours")
    assert mapping.compared["maidenname"] is Comparator.FAMILY_NAME
    assert mapping.compared["firstname"] is Comparator.GIVEN_NAME
    assert "gender" not in mapping.compared
    heir = mapping_of_text('extends = "historical"\n[identity.compare]\n"zip code" = false\n', name="heir")
    assert heir.compared["postcodefake"] is Comparator.POSTCODE
    assert "zipcode" not in heir.compared


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (COMPARED.replace('"latin"', '"latn"'), "第 8 行.*latn.*latin"),
        (COMPARED.replace('"family_name"', '"surname"'), "第 11 行.*surname.*family_name"),
        (COMPARED.replace("comparators", "comparator"), "第 8 行.*comparators"),
        (COMPARED.replace("Maiden Name", "religion"), "第 11 行.*不收"),
        (COMPARED.replace("gender", "maiden_name"), "第 12 行.*两次"),
        (GOOD + '[identity]\ncomparators = "latin"\n', "第 7 行.*一个人"),
        (COMPARED.replace("[identity]\ncomparators", "identity = 3\n[nothing]\ncomparators"), "identity"),
    ],
)
def test_a_wrong_comparison_is_told_with_its_line(text: str, said: str) -> None:
    with pytest.raises(BadMapping, match=said):
        mapping_of_text(text, name="ours")
