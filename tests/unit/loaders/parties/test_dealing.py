"""The columns beside a cell of names: to whom what is dealt."""

from __future__ import annotations

import pytest

from loaders.cells import read_telephones
from loaders.offices import kind_of_office, office_name
from loaders.parties import kind_of_name, read_parties

ONE, TWO = "19900001234", "19900005678"


def test_as_many_values_as_names_go_in_order() -> None:
    found = read_parties(
        {
            "name": "张三、李四",
            "telephones": (ONE, TWO),
            "identity_number": "420103195506071129、420103196001011131",
            "sex": ("1", "2"),
            "address": "锦澜苑3栋",
        }
    )
    assert [dict(each.fields) for each in found.parties] == [
        {"address": "锦澜苑3栋", "telephones": (ONE,), "identity_number": "420103195506071129", "sex": "1"},
        {"address": "锦澜苑3栋", "telephones": (TWO,), "identity_number": "420103196001011131", "sex": "2"},
    ]
    assert not found.remarks


def test_another_number_of_values_is_nobody_s_and_is_said() -> None:
    found = read_parties({"name": "张三、李四、王五", "telephones": (ONE, TWO)})
    assert all("telephones" not in each.fields for each in found.parties)
    assert found.remarks == ("一格有 3 个姓名、2 个电话，没有归到个人",)


def test_a_name_beside_a_number_goes_before_the_order() -> None:
    telephones = read_telephones(f"李四{TWO} 张三{ONE}")
    found = read_parties({"name": "张三、李四", "telephones": telephones})
    assert {each.name: each.fields["telephones"] for each in found.parties} == {"张三": (ONE,), "李四": (TWO,)}


def test_columns_of_a_role_speak_of_its_parties_alone() -> None:
    stated = {"name": "申请人：张三；被申请人：李四", "telephones": (ONE,), "address": "锦澜苑3栋"}
    one, other = read_parties(stated, role="applicant").parties
    assert (one.role, one.fields) == ("applicant", {"telephones": (ONE,), "address": "锦澜苑3栋"})
    assert (other.role, other.fields) == ("respondent", {})


def test_what_the_cell_and_the_column_both_say_is_said_once() -> None:
    found = read_parties({"name": f"张三（{ONE}）、李四", "telephones": (ONE,)})
    assert [each.fields.get("telephones") for each in found.parties] == [(ONE,), None]
    assert not found.remarks


def test_nobody_is_nobody_and_a_number_alone_is_somebody() -> None:
    assert read_parties({}).parties == ()
    assert read_parties({"sex": "2", "address": "锦澜苑"}).parties == ()
    assert len(read_parties({"telephones": (ONE,)}).parties) == 1


def test_one_sex_and_one_birth_of_several_are_nobody_s() -> None:
    found = read_parties({"name": "张三、李四", "sex": "1", "address": "锦澜苑3栋"})
    assert [dict(each.fields) for each in found.parties] == [{"address": "锦澜苑3栋"}] * 2
    assert found.remarks == ("一格有 2 个姓名、1 个性别，没有归到个人",)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("王丽", "person"),
        ("欧阳建国", "person"),
        ("阿依古丽·买买提", "person"),
        ("王所", "person"),
        ("李店", "person"),
        ("武汉锦澜物业服务有限公司", "organisation"),
        ("武漢錦瀾物業服務有限公司", "organisation"),
        ("武汉锦澜物业服务有限公司（三分部）", "organisation"),
        ("Wuhan ABC Trading Co., Ltd.", "organisation"),
        ("John Smith", "person"),
        ("老张烧烤店", "organisation"),
        ("打铜社区居委会", "organisation"),
        ("江汉区城市管理执法局", "organisation"),
        ("民权街派出所", "organisation"),
        ("云樵路工程项目部", "organisation"),
        ("物业", "organisation"),
    ],
)
def test_people_and_organisations(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    "stated", ["打铜社区", "打铜社区居委会", "打铜社区居民委员会", "打铜居委会", "民权街道打铜社区"]
)
def test_a_community_as_an_office_is_its_committee(stated: str) -> None:
    assert office_name(stated) == "打铜社区居民委员会"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("民权街道党工委", "party_committee"),
        ("民权街道平安建设办公室", "department"),
        ("打铜社区人民调解委员会", "mediation_committee"),
        ("湖北某某律师事务所", "law_firm"),
        ("武汉锦澜物业服务有限公司", "property_company"),
        ("平安锣义务巡逻队", "volunteer_team"),
        ("老张烧烤店", "shop"),
        ("某某", "other"),
    ],
)
def test_what_an_office_is(name: str, kind: str) -> None:
    assert kind_of_office(name) == kind
