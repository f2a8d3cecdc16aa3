"""Registers: residents, housing, buildings, organisations."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

import datetime as dt

from tests.corpus.expected import BadRow, CorpusFile, OneOf, Said, officer, organisation, place, resident
from tests.corpus.making import Sheet, identity, mobile, text, xlsx


def a_register_of_residents() -> CorpusFile:
    """The community's register: households merged downwards, birth dates as dates, tenants and owners, the same name
    twice in two flats, a resident without any number.
    """
    head = [
        "序号",
        "小区名称",
        "楼栋",
        "单元",
        "房号",
        "姓名",
        "性别",
        "出生日期",
        "身份证号",
        "联系电话",
        "居住关系",
        "入住日期",
    ]
    rows = [
        ["双井社区居民登记表"], head,
        [1, "听涛苑", "5栋", "1单元", "602", "周德海", "男", dt.date(1967, 4, 12), identity("19670412", 701), mobile(701), "自住", "2010年5月1日"],
        [2, None, None, None, None, "何桂兰", "女", "1972.11.30", identity("19721130", 702), mobile(702), "自住", ""],
        [3, "听涛苑", "5栋", "1单元", "603", "曾庆云", "男", "", "", "027-20000703", "租户", "2023-09"],
        [4, "听涛苑", "5栋", "2单元", "101", "周德海", "男", "", "", mobile(704), "房主", ""],
        [5, "听涛苑", "5栋", "2单元", "102", "", "女", "", "", mobile(705), "自住", ""],
    ]  # fmt: skip
    merged = ["A1:L1", "B3:B4", "C3:C4", "D3:D4", "E3:E4"]
    facts = [
        resident("周德海", "lives", sex="1", birth_date="1967-04-12", identity=identity("19670412", 701), telephones=mobile(701), place="听涛苑5栋1单元602室", since="2010-05-01"),
        resident("何桂兰", "lives", sex="2", birth_date="1972-11-30", identity=identity("19721130", 702), telephones=mobile(702), place="听涛苑5栋1单元602室"),
        resident("曾庆云", "rents", sex="1", telephones="02720000703", place="听涛苑5栋1单元603室")._replace(optional=True),
        resident("周德海", "owns", sex="1", telephones=mobile(704), place="听涛苑5栋2单元101室"),
    ]  # fmt: skip
    return CorpusFile(
        name="居民.xlsx", content=xlsx(表=Sheet(rows, merged=merged)), records=facts, may_reject=[5],
        said=[Said(5, ("日期", "日"))], rejected=[BadRow(7, "姓名", "空")], aside=[1, 2],
    )  # fmt: skip


def a_register_of_housing() -> CorpusFile:
    """Flats to let: owner and tenant with numbers, the term of the lease, an owner that is a firm, two tenants in a
    cell, a flat without anybody, an address that is none.
    """
    head = ["房屋编码", "房屋地址", "房东姓名", "房东身份证号", "房东电话", "承租人", "承租人电话", "租期起", "租期止"]
    rows = [
        ["出租房屋登记表"], head,
        ["FW-1", "澄湖花园3栋2单元302室", "周德海", identity("19670412", 711), mobile(711), "曾庆云", mobile(712), "2024年1月1日", "2024-12-31"],
        ["FW-2", "武汉市江汉区民权街道长风路十五号2-1-302室", "江左置业有限公司", "", "027-20000713", "宋长贵、何桂兰", f"{mobile(714)}、{mobile(715)}", "2024.2.1", ""],
        ["FW-3", "春和里12号附3号", "", "", "", "", "", "", ""],
        ["FW-4", "待核实", "钱某", "", "", "", "", "", ""],
    ]  # fmt: skip
    facts = [
        resident("周德海", "owns", identity=identity("19670412", 711), telephones=mobile(711), place="澄湖花园3栋2单元302室"),
        resident("曾庆云", "rents", telephones=mobile(712), place="澄湖花园3栋2单元302室", since="2024-01-01", until="2024-12-31"),
        resident("江左置业有限公司", "owns", kind="organisation", telephones="02720000713", place="长风路15号2栋1单元302室"),
        resident("宋长贵", "rents", telephones=mobile(714), place="长风路15号2栋1单元302室", since="2024-02-01"),
        resident("何桂兰", "rents", telephones=mobile(715), place="长风路15号2栋1单元302室", since="2024-02-01"),
        place("澄湖花园3栋2单元302室", level="unit", code="FW-1"),
        place("长风路15号2栋1单元302室", level="unit", code="FW-2"),
        place("春和里12号附3号", level="number", code="FW-3"),
    ]  # fmt: skip
    return CorpusFile(name="出租房.xlsx", content=xlsx(*rows), records=facts, loaded=3, rejected=[BadRow(6, "房屋地址", "哪一户|地址")])  # fmt: skip


def a_register_of_buildings() -> CorpusFile:
    """Buildings with their 楼栋长: estates and lanes, old names, a chief of two buildings, one without a community."""
    head = ["所属社区", "小区/里份", "楼栋", "别名", "楼栋长", "楼栋长电话"]
    rows = [
        head,
        ["双井社区", "听涛苑", "1栋", "纺织宿舍一号楼", "周德海", mobile(721)],
        ["双井社区", "听涛苑", "2", "", "周德海", mobile(721)],
        ["槐荫社区", "澄湖花园小区", "三号楼", "", "何桂兰", mobile(722)],
        ["", "澄湖花园", "4栋", "", "曾庆云", mobile(723)],
    ]
    facts = [
        place("听涛苑1栋", level="building", aliases="纺织宿舍一号楼", community="双井社区"),
        place("听涛苑2栋", level="building", community="双井社区"),
        place("澄湖花园3栋", level="building", community="槐荫社区"),
        officer(
            "双井社区居民委员会", "周德海", post="楼栋长", telephones=mobile(721), covers=["听涛苑1栋", "听涛苑2栋"]
        ),
        officer("槐荫社区居民委员会", "何桂兰", post="楼栋长", telephones=mobile(722), covers="澄湖花园3栋"),
    ]
    return CorpusFile(name="楼栋长.csv", content=text(*rows, encoding="gb18030"), records=facts, loaded=3, rejected=[BadRow(5, "社区", "社区")])  # fmt: skip


def a_register_of_organisations() -> CorpusFile:
    """1+4+N with functions, terms and contacts; a mediation committee; a team with the communities that it covers; a
    firm with its code; a kind that nobody knows.
    """
    head = ["单位名称", "单位类别", "简称", "统一社会信用代码", "组织层级", "进驻方式", "调解层级", "主要职能", "办公电话", "负责社区", "上级单位", "联系人", "职务", "联系人电话", "任期起"]  # fmt: skip
    rows = [
        ["综治中心成员单位名册"], head,
        ["民权街道平安建设办公室", "职能部门", "平安办、平安建设办", "", "常驻部门", "常驻", "", "综治、信访", "027-20000731", "", "民权街道党工委", "宋长贵", "主任", mobile(731), "2023-01-01"],
        ["槐荫社区调解委员会", "调委会", "", "", "N", "", "社区调委会", "司法", "", "槐荫社区", "", "何桂兰", "专职调解员", mobile(732), ""],
        ["长风应急队", "志愿队", "", "", "", "", "", "", "", "槐荫社区、双井社区", "", "", "", "", ""],
        ["江左物业有限公司", "物业", "江左物业", _uscc(), "", "", "", "", "02720000733", "", "", "曾庆云", "项目经理", mobile(733), ""],
        ["某某中心", "不知道是什么", "", "", "", "", "", "", "", "", "", "", "", "", ""],
    ]  # fmt: skip
    facts = [
        organisation("民权街道平安建设办公室", kind="department", aliases=["平安办", "平安建设办"], tier="resident", presence="resident", functions=["public_order", "petition"], telephone="02720000731", member_of="民权街道党工委", since="2023-01-01"),
        organisation("槐荫社区调解委员会", kind="mediation_committee", tier="member", mediation_level="community", functions="justice", covers="槐荫社区"),
        organisation("长风应急队", kind="volunteer_team", covers=["槐荫社区", "双井社区"]),
        organisation("江左物业有限公司", kind="property_company", aliases="江左物业", code=_uscc(), telephone="02720000733"),
        officer("民权街道平安建设办公室", "宋长贵", post="主任", telephones=mobile(731)),
        officer("槐荫社区调解委员会", "何桂兰", post="专职调解员", telephones=mobile(732)),
        officer("江左物业有限公司", "曾庆云", post="项目经理", telephones=mobile(733)),
    ]  # fmt: skip
    return CorpusFile(name="成员单位.xlsx", content=xlsx(*rows), records=facts, loaded=4, rejected=[BadRow(7, "单位类别", "单位类别")])  # fmt: skip


def shops_along_a_road() -> CorpusFile:
    """The 网格's list of shops: names, addresses on a road with 附号, keepers and telephones, a shop listed twice."""
    head = ["商户名称", "经营地址", "负责人", "联系电话", "所属社区"]
    rows = [
        head,
        ["周记牛肉面馆", "长风路15号附1号", "周德海", mobile(741), "槐荫社区"],
        ["何氏烟酒商行", "长风路十五号附二号", "何桂兰", mobile(742), "槐荫社区"],
        ["周记牛肉面馆", "长风路15号附1号", "周德海", mobile(741), "槐荫社区"],
    ]
    facts = [
        organisation("周记牛肉面馆"), organisation("何氏烟酒商行"),
        officer("周记牛肉面馆", "周德海", telephones=mobile(741), post=OneOf(None, "负责人")),
        officer("何氏烟酒商行", "何桂兰", telephones=mobile(742), post=OneOf(None, "负责人")),
        resident("周记牛肉面馆", kind="organisation", place="长风路15号附1号"),
        resident("何氏烟酒商行", kind="organisation", place="长风路15号附2号"),
    ]  # fmt: skip
    return CorpusFile(name="沿街商户.xlsx", content=xlsx(*rows), records=facts, loaded=3)


def _uscc() -> str:
    """A credit code of an area that does not exist, with its check character (GB 32100-2015)."""
    letters, body = "0123456789ABCDEFGHJKLMNPQRTUWXY", "91420199MA4A0B1C2"
    total = sum(letters.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + letters[(31 - total % 31) % 31]
