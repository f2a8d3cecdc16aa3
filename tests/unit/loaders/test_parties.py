"""Names in a cell: how many parties, of which kind, with whose telephone."""

from __future__ import annotations

import pytest

from loaders.offices import kind_of_office, office_name
from loaders.parties import kind_of_name, read_parties


@pytest.mark.parametrize(
    ("cell", "names", "count"),
    [
        ("王丽", ["王丽"], None),
        ("王 丽", ["王 丽"], None),
        ("张三、李四", ["张三", "李四"], None),
        ("张三，李四；王五", ["张三", "李四", "王五"], None),
        ("张三和李四", ["张三", "李四"], None),
        ("张和平", ["张和平"], None),
        ("张三、李四等8人", ["张三", "李四"], 8),
        ("张三等十二户居民", ["张三"], 12),
        ("张三等人", ["张三"], None),
        ("王女士", ["王女士"], None),
        ("张三、2-301住户", ["张三、2-301住户"], None),
        ("锦澜物业、王丽", ["锦澜物业", "王丽"], None),
    ],
)
def test_names(cell: str, names: list[str], count: int | None) -> None:
    found = read_parties({"name": cell})
    assert [each.name for each in found.parties] == names
    assert found.count == count


def test_a_telephone_behind_a_name_is_that_party_s() -> None:
    found = read_parties({"name": "张三（19900001234）、李四19900005678"})
    assert {each.name: each.fields["telephones"] for each in found.parties} == {
        "张三": ("19900001234",),
        "李四": ("19900005678",),
    }


def test_nobody_is_nobody_and_a_number_alone_is_somebody() -> None:
    assert read_parties({}).parties == ()
    assert read_parties({"sex": "2", "address": "锦澜苑"}).parties == ()
    assert len(read_parties({"telephones": ("19900001234",)}).parties) == 1


def test_sex_and_birth_of_several_are_nobody_s() -> None:
    found = read_parties({"name": "张三、李四", "sex": "1", "address": "锦澜苑3栋"})
    assert [dict(each.fields) for each in found.parties] == [{"address": "锦澜苑3栋"}] * 2


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("王丽", "person"),
        ("欧阳建国", "person"),
        ("阿依古丽·买买提", "person"),
        ("王所", "person"),
        ("李店", "person"),
        ("武汉锦澜物业服务有限公司", "organisation"),
        ("武汉锦澜物业服务有限公司（三分部）", "organisation"),
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
