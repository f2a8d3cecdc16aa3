"""A cell of names: how many parties, in which role, with what beside each."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.name_words import COMPOUND_SURNAMES, SURNAMES, TITLES
from loaders.parties import read_parties

NAMES = [
    ("王丽", ["王丽"], None),
    ("王 丽", ["王丽"], None),
    ("王\n丽", ["王丽"], None),
    ("欧阳 建国", ["欧阳建国"], None),
    ("张和平", ["张和平"], None),
    ("王女士、李师傅、张阿姨", ["王女士", "李师傅", "张阿姨"], None),
    ("张某某", ["张某某"], None),
    ("阿依古丽·买买提、李四", ["阿依古丽·买买提", "李四"], None),
    ("陳麗、李四", ["陳麗", "李四"], None),
    ("John Smith", ["John Smith"], None),
    ("Wuhan ABC Trading Co., Ltd.", ["Wuhan ABC Trading Co., Ltd."], None),
    ("王丽、Wuhan ABC Trading Co., Ltd.", ["王丽", "Wuhan ABC Trading Co., Ltd."], None),
    ("汉江物业（武汉）有限公司、张三", ["汉江物业（武汉）有限公司", "张三"], None),
    ("武汉锦澜物业服务有限公司（三分部）", ["武汉锦澜物业服务有限公司（三分部）"], None),
    ("锦澜苑物业服务有限公司（法定代表人：王丽）", ["锦澜苑物业服务有限公司"], None),
    ("锦澜苑物业\n服务有限公司", ["锦澜苑物业服务有限公司"], None),
    ("锦澜物业、王丽", ["锦澜物业", "王丽"], None),
    ("人力资源和社会保障局", ["人力资源和社会保障局"], None),
    ("平等公司", ["平等公司"], None),
    ("张三、李四", ["张三", "李四"], None),
    ("张三（19900000011）与李四桥", ["张三", "李四桥"], None),
    ("全体业主（代表：陈大海 19900004009）", ["全体业主（代表：陈大海）"], None),
    ("张三、和小河", ["张三", "和小河"], None),
    ("甲方张小河乙方李小桥", ["张小河", "李小桥"], None),
    ("原告张三被告锦澜物业公司", ["张三", "锦澜物业公司"], None),
    ("赵第三人民医院", ["赵第三人民医院"], None),
    ("张三，李四；王五", ["张三", "李四", "王五"], None),
    ("张三\n李四", ["张三", "李四"], None),
    ("张三/李四", ["张三", "李四"], None),
    ("张三 李四 王五", ["张三", "李四", "王五"], None),
    ("1.张三 2.李四", ["张三", "李四"], None),
    ("①张三②李四", ["张三", "李四"], None),
    ("张三和李四", ["张三", "李四"], None),
    ("张三&李四", ["张三", "李四"], None),
    ("张三-李四", ["张三", "李四"], None),
    ("出租方：张三；承租方：李四", ["张三", "李四"], None),
    ("业主：张三；物业：锦澜物业公司", ["张三", "锦澜物业公司"], None),
    ("王和平和李四", ["王和平", "李四"], None),
    ("张三与锦澜物业公司", ["张三", "锦澜物业公司"], None),
    ("居民张三与商户李四", ["张三", "李四"], None),
    ("市场监督管理局和张三", ["市场监督管理局", "张三"], None),
    ("张三、张三", ["张三"], None),
    ("张三（13号楼）、张三（14号楼）", ["张三（13号楼）", "张三（14号楼）"], None),
    ("John\nSmith", ["John Smith"], None),
    ("业主张三", ["张三"], None),
    ("张三（业主）、李四（租户）", ["张三", "李四"], None),
    ("张三（业主）李四（租户）", ["张三", "李四"], None),
    ("张三、无", ["张三"], None),
    ("张三、李四等8人", ["张三", "李四"], 8),
    ("张三等十二户居民", ["张三"], 12),
    ("张三、李四、王五等10余人", ["张三", "李四", "王五"], 10),
    ("张三、李四共8人", ["张三", "李四"], 8),
    ("张三、李四二人", ["张三", "李四"], 2),
    ("张三等8人（名单附后）", ["张三"], 8),
    ("张三等", ["张三"], None),
    ("张三等人", ["张三"], None),
    ("张三等数十人", ["张三"], None),
    ("张三，李四及其他业主", ["张三", "李四"], None),
    ("张三一家", ["张三"], None),
    ("李四夫妇", ["李四"], None),
    ("张三、李四夫妻", ["张三", "李四"], None),
    ("王女士母子", ["王女士"], None),
    ("张三 vs 李四", ["张三", "李四"], None),
    ("王五'", ["王五"], None),
    ("共12人", [], 12),
]
ROLES = [
    ("申请人：张三；被申请人：李四", [("applicant", "张三"), ("respondent", "李四")]),
    ("申请人：张三被申请人：李四", [("applicant", "张三"), ("respondent", "李四")]),
    ("申请人（甲方）：张三\n被申请人（乙方）：李四", [("applicant", "张三"), ("respondent", "李四")]),
    ("申请人:張三;被申請人:李四", [("applicant", "張三"), ("respondent", "李四")]),
    ("申请人张三，被申请人李四", [("applicant", "张三"), ("respondent", "李四")]),
    ("甲方张三，乙方某某物业公司", [("applicant", "张三"), ("respondent", "某某物业公司")]),
    ("甲方张三 乙方李四", [("applicant", "张三"), ("respondent", "李四")]),
    ("张三诉李四", [("applicant", "张三"), ("respondent", "李四")]),
    ("原告张三诉被告李四、王五", [("applicant", "张三"), ("respondent", "李四"), ("respondent", "王五")]),
    ("投诉人：张三，被投诉人：某餐馆", [("applicant", "张三"), ("respondent", "某餐馆")]),
    ("张三（申请人）、李四（被申请人）", [("applicant", "张三"), ("respondent", "李四")]),
    ("申请人张三、李四等8人；被申请人：锦澜物业",
     [("applicant", "张三"), ("applicant", "李四"), ("respondent", "锦澜物业")]),
    ("申请人：无；被申请人：李四", [("respondent", "李四")]),
    ("第三人：王五；委托代理人：赵六", [("third_party", "王五"), ("agent", "赵六")]),
    ("张三、李四", [(None, "张三"), (None, "李四")]),
]  # fmt: skip
STRANGE = ["房屋漏水，墙面发霉，要求赔偿", "张三、2-301住户", "张三诉李四房屋漏水纠纷", "12345", "某小区业主张三、李四"]


@pytest.mark.parametrize(("cell", "names", "count"), NAMES)
def test_names(cell: str, names: list[str], count: int | None) -> None:
    found = read_parties({"name": cell})
    assert [each.name for each in found.parties] == names
    assert found.count == count
    assert not found.remarks


@pytest.mark.parametrize(("cell", "parties"), ROLES)
def test_a_role_that_a_cell_says(cell: str, parties: list[tuple[str | None, str]]) -> None:
    assert [(each.role, each.name) for each in read_parties({"name": cell}).parties] == parties


@pytest.mark.parametrize("cell", STRANGE)
def test_what_is_no_list_of_names_is_kept_whole_and_said(cell: str) -> None:
    found = read_parties({"name": cell})
    assert [each.name for each in found.parties] == [cell]
    assert len(found.remarks) == 1


@pytest.mark.parametrize(
    "cell", ["无", "無", "/", "不详", "匿名", "无名氏", "业主", "全体业主", "热心市民", "*", "被告"]
)
def test_nobody_is_named(cell: str) -> None:
    assert read_parties({"name": cell}).parties == ()
    (known,) = read_parties({"name": cell, "telephones": ("19900001234",)}).parties
    assert (known.name, known.fields["telephones"]) == ("", ("19900001234",))


@pytest.mark.parametrize(
    ("cell", "fields"),
    [
        ("张三（19900001234）、李四19900005678", [{"telephones": ("19900001234",)}, {"telephones": ("19900005678",)}]),
        ("张三 (19900001234) 李四 (19900005678)",
         [{"telephones": ("19900001234",)}, {"telephones": ("19900005678",)}]),
        ("张三19900001234李四19900005678", [{"telephones": ("19900001234",)}, {"telephones": ("19900005678",)}]),
        ("张三（19900001234，19900005678）", [{"telephones": ("19900001234", "19900005678")}]),
        ("张三（身份证号：420103195506071129）、李四（420103196001011131）",
         [{"identity_number": "420103195506071129"}, {"identity_number": "420103196001011131"}]),
        ("19900001234张三、19900005678李四", [{"telephones": ("19900001234",)}, {"telephones": ("19900005678",)}]),
        ("19900001234张三19900005678李四", [{"telephones": ("19900001234",)}, {"telephones": ("19900005678",)}]),
        ("张三（男，45岁）、李四（女）", [{"sex": "1"}, {"sex": "2"}]),
        ("张三/男/19900001234", [{"sex": "1", "telephones": ("19900001234",)}]),
        ("申请人：张三，男，汉族，1955年6月7日出生，住锦澜苑3栋2单元302室，电话19900001234",
         [{"sex": "1", "birth_date": dt.date(1955, 6, 7), "address": "锦澜苑3栋2单元302室",
           "telephones": ("19900001234",)}]),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_is_that_party_s(cell: str, fields: list[dict[str, Any]]) -> None:
    assert [dict(each.fields) for each in read_parties({"name": cell}).parties] == fields


@given(st.text(alphabet="张三李四王丽等人户、，；：（）()和与诉申请被物业公司 0123456789\n男女族业主无", max_size=40))
def test_any_cell_is_read_and_no_long_number_is_lost(cell: str) -> None:
    found = read_parties({"name": cell})
    kept = "".join(f"{each.name}{each.fields}" for each in found.parties)
    for run in re.findall(r"(?<!\d)\d{7,}(?!\d)", cell):
        assert run in re.sub(r"[^\d]", "", kept)


PEOPLE = st.builds(
    str.__add__,
    st.sampled_from(sorted(SURNAMES - set("和与及同等共诉对阿")) + sorted(COMPOUND_SURNAMES)),
    st.text(alphabet="伟芳娜敏静秀强磊军洋勇艳杰涛超霞刚桂英", min_size=1, max_size=2),
)


@given(st.lists(PEOPLE, min_size=1, max_size=5, unique=True), st.sampled_from(["、", "，", ";", "/", "\n", " "]))
def test_full_names_are_found_whatever_parts_them(names: list[str], between: str) -> None:
    assert [each.name for each in read_parties({"name": between.join(names)}).parties] == names


@given(PEOPLE, st.sampled_from([each for each in TITLES if each not in ("姓居民", "姓业主", "家属")]))
def test_a_title_parts_nothing(name: str, title: str) -> None:
    assert [each.name for each in read_parties({"name": name + title}).parties] == [name + title]
