"""An outside tester's registers: leases, members of the centre, newcomers, who answers for a building."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

from tests.corpus.expected import BadRow, CorpusFile, OneOf, Said, organisation, place, resident
from tests.corpus.making import identity, mobile, xlsx


def rents_with_two_tenants() -> CorpusFile:
    """An owner with a number, two tenants with a telephone each, the term of the lease."""
    number = identity("19800101")
    rows = [
        ["房屋出租登记（双井社区）"],
        ["房屋地址", "产权人", "产权人身份证号", "产权人电话", "承租人", "承租人电话", "租期起", "租期止"],
        ["长风路9号3楼302室", "水小河", number, mobile(1), "窦小桥、章小船", f"{mobile(2)}、{mobile(3)}", "2023.1.1", "2024.12.31"],
    ]  # fmt: skip
    where = "长风路9号302室"
    records = [
        resident("水小河", "owns", identity=number, telephones=mobile(1), place=where),
        resident("窦小桥", "rents", telephones=mobile(2), place=where),
        resident("章小船", "rents", telephones=mobile(3), place=where),
    ]
    return CorpusFile(name="房屋.xlsx", content=xlsx(*rows), records=records, loaded=1)


def members_of_the_centre() -> CorpusFile:
    """1+4+N with an office's telephone and its contact's."""
    rows = [
        ["“1+4+N”成员单位名册"], ["序号", "单位名称", "类别", "单位电话", "地址"],
        [1, "民权街道司法所", "职能部门", "027-82823000", "长风路1号"], [2, "武汉小河餐饮店", "商户", "", "长风路3号"],
    ]  # fmt: skip
    records = [organisation("民权街道司法所", telephone="02782823000"), organisation("武汉小河餐饮店")]
    return CorpusFile(
        name="单位.xlsx", content=xlsx(*rows), loaded=2,
        records=[*records, resident("民权街道司法所", kind="organisation", place="长风路1号", telephones=OneOf(None, "027-82823000")),
                 resident("武汉小河餐饮店", kind="organisation", place="长风路3号")],
    )  # fmt: skip


def a_register_that_knows_months_alone() -> CorpusFile:
    """出生年月 and the month of moving in are no days, and no reason to send somebody back."""
    number = identity("19800101")
    rows = [
        ["2024年流动人口登记表"],
        ["序号", "姓名", "性别", "出生年月", "公民身份号码", "现住地址", "联系方式", "来住日期"],
        [1, "李小河", "男", "1980.01", number, "长风路3号2楼201", mobile(1), "2023年9月"],
    ]
    records = [resident("李小河", "lives", sex="1", identity=number, telephones=mobile(1), place="长风路3号201室")]
    return CorpusFile(
        name="流动人口.xlsx", content=xlsx(*rows), records=records, loaded=1, said=[Said(3, ("只有年月",))]
    )


def chiefs_of_one_building_and_of_two() -> CorpusFile:
    """Two buildings in a cell are sent back, not made into one."""
    rows = [["社区", "小区", "楼栋", "楼栋长", "电话"], ["槐荫社区", "锦湖家园", "3栋", "李小河", mobile(1)],
            ["槐荫社区", "锦湖家园", "4栋、5栋", "王小桥", mobile(2)]]  # fmt: skip
    return CorpusFile(
        name="楼栋长.xlsx", content=xlsx(*rows), records=[place("锦湖家园3栋")], loaded=1,
        rejected=[BadRow(3, "楼栋", "不止一栋")], never=["锦湖家园4栋5栋"],
    )  # fmt: skip
