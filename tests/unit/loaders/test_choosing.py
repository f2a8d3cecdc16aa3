"""Which built-in mapping a file is for: headers as offices write them, and files that are something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import FileUnreadable, MissingColumn, NoMapping
from graph.vocabulary import VOCABULARY
from loaders.choosing import Chosen, choose, tables_of
from loaders.mapping import built_in
from loaders.reading import read_file
from tests.unit.loaders.conftest import Load
from tests.unit.loaders.files import write_csv, write_xlsx

KNOWN = [
    # what is written in the headers, by bars; the mapping that it is for
    ("12345", "工单编号|受理时间|标题|诉求内容|来电人|联系电话|事发地址|承办单位|办理状态"),
    ("12345", "序号|受理编号|诉求主题|诉求描述|诉求人|诉求人电话|诉求地点|承办部门|办结时间"),
    ("12345", "热线编号|来电时间|来电内容|来电人姓名|来电号码|反映地址|主办单位|处理结果"),
    ("12345", "工单号|派单时间|工单标题|工单内容|市民姓名|市民电话|问题发生地|责任单位|反馈内容|满意度"),
    ("12345", "工单流水号|诉求类型|投诉标题|投诉内容|投诉人|投诉人联系方式|被投诉单位|受理部门|要求办结时间"),
    ("petition", "信访件编号|信访日期|信访人|证件号码|联系电话|住址|概况|信访内容|受理单位|办理状态"),
    ("petition", "登记编号|来访时间|来访人姓名|来访人电话|来访人身份证号码|来访事由|主要诉求|接访单位|处理意见"),
    ("petition", "信访登记号|登记日期|上访人|上访人住址|信访问题|信访诉求|交办单位|答复情况"),
    ("petition", "信访编号|信访人姓名|手机号码|信访标题|反映的主要问题|责任单位|办理结果"),
    ("walk_in", "序号|来访时间|来访人|联系电话|家庭住址|来访事由|接待人|处理情况"),
    ("walk_in", "序号|来访日期|来访人姓名|性别|身份证号|联系电话|住址|反映问题|接待人|处理结果"),
    ("walk_in", "编号|来访日期|来访人|联系电话|来访事由|接待人|处理情况"),
    ("walk_in", "来访时间|来访人|电话|诉求|接待人员|处理意见|备注"),
    ("walk_in", "序号|接待时间|来访人员|来访人数|反映情况|接待单位|办理情况|备注"),
    ("gbt31000", "事件名称|发生日期|发生地点|事件规模|事件类别|事件简述|涉及人数|主要当事人姓名|化解组织|化解是否成功"),
    ("gbt31000", "纠纷编号|矛盾纠纷名称|受理日期|纠纷类型|纠纷简要情况|当事人甲|当事人乙|化解期限|调解情况|调委会"),
    (
        "gbt31000",
        "登记号|纠纷名称|排查时间|纠纷地点|纠纷类别|纠纷情况|甲方当事人|甲方当事人电话|乙方当事人|化解责任单位|是否化解",
    ),
    ("grid", "事件编号|上报时间|事件标题|事件描述|所属社区|所属网格|发生地点|办理状态"),
    ("grid", "上报编号|发现时间|问题描述|事件类别|责任网格|具体位置|当事人|当事人联系方式|处置情况|处置单位"),
    ("grid", "巡查编号|巡查时间|事件概述|事件详情|网格名称|事发地|事主|事主电话|流转单位|办结状态"),
    ("residents", "姓名|性别|身份证号|联系电话|所属社区|小区|楼栋|单元|房号|居住关系"),
    ("residents", "居民姓名|公民身份证号|手机号码1|手机号码2|详细住址|入住时间|人房关系"),
    ("residents", "户主姓名|姓名|身份证件号码|联系方式|现居住地址|户籍地址|居住类型|采集日期"),
    ("residents", "人员姓名|性别|出生年月日|身份证号码|电话|小区名称|楼栋号|单元号|户室号|所属网格"),
    ("residents", "姓名|性别|身份证号|电话|住址"),
    ("residents", "编号|姓名|性别|年龄|身份证号|地址|电话"),
    ("organisations", "单位名称|单位类别|联系人|职务|联系电话|地址|上级单位"),
    ("organisations", "成员单位|统一社会信用代码|负责人|负责人电话|办公地址|进驻方式"),
    ("organisations", "商户名称|经营者|经营者电话|经营场所|所属社区|营业执照号"),
    ("organisations", "企业名称|信用代码|法定代表人|联系方式|注册地址|企业类型"),
    ("housing", "房屋编码|房屋地址|产权人|产权人电话|承租人|承租人电话|起租日期"),
    ("housing", "房屋坐落|房东姓名|房东联系方式|租客姓名|租客手机号码|租客身份证号|租赁到期日期"),
    ("housing", "小区|楼栋|单元|房号|业主姓名|业主电话|租户姓名|租户联系电话"),
    ("buildings", "楼栋编码|所属社区|所属网格|小区|楼栋|楼栋长|楼栋长电话"),
    ("buildings", "社区名称|小区名称|楼栋号|楼长姓名|楼长联系方式|职务"),
    ("mentions", "记录编号|来源|受理日期|案件编号|姓名|性别|身份证号|联系电话|住址|角色|案由"),
    ("mentions", "记录编号|来源|受理日期|案件编号|案由|姓名|身份证号|联系电话|住址"),
    ("mentions", "当事人编号|案件编号|当事人姓名|当事人类型|当事人身份|证件号码|联系方式"),
    ("messages", "留言编号|留言用户|留言主题|留言时间|留言详情"),
]
WEEKLY = [
    ("打铜社区矛盾隐患清单（2024年3月4日—10日）", "序号|矛盾隐患事项|类别|发现时间|地点|当事人|办理状态"),
    ("三民社区本周矛盾纠纷和风险隐患清单 2024年3月第2周", "序号|风险隐患名称|具体情况|责任单位|化解措施|进展情况"),
    ("周沟通月联席报送表（2024年3月4日）", "社区|问题隐患|情况说明|包保单位|工作进展"),
    ("矛盾风险隐患清单", "周次|所属社区|隐患事项|隐患类别|整改措施|整改情况"),
]
FOREIGN = [
    ("三月工资", "姓名|部门|岗位|基本工资|绩效奖金|实发工资|电话"),
    ("工资", "姓名|身份证号|电话|应发|个税|实发"),
    ("菜单", "日期|早餐|午餐|晚餐|备注"),
    ("菜单", "菜名|单价|类别"),
    ("课程表", "节次|星期一|星期二|星期三|星期四|星期五"),
    ("花名册", "学号|姓名|性别|班级|家长电话|家庭住址"),
    ("签到", "姓名|单位|电话|签到时间"),
    ("通讯录", "姓名|部门|职务|电话"),
    ("名单", "姓名|电话"),
    ("成绩", "姓名|语文|数学|英语|总分"),
    ("库存", "编号|名称|规格|型号|库存数量|单价|负责人"),
    ("书目", "编号|书名|作者|出版社|类别"),
    ("流水", "日期|摘要|借方|贷方|余额"),
    ("无", "甲|乙|丙"),
    ("会议", "标题|时间|地点|内容|负责人"),
    ("值班", "日期|姓名|电话|地点"),
    ("志愿者名单", "编号|姓名|性别|联系电话|住址"),
    ("采购", "编号|日期|事项|金额|经办人|状态"),
    ("会议台账", "编号|时间|地点|主题|内容|负责人|联系电话"),
    ("请假登记", "编号|姓名|事由|开始时间|结束时间|状态"),
    ("工作任务台账", "编号|任务名称|责任单位|完成时间|状态"),
    ("项目", "编号|事项|责任单位|状态|负责人"),
    ("活动", "时间|地点|主题|内容|人数|联系电话"),
    ("工资", "编号|姓名|电话|日期|基本工资|绩效|状态"),
    ("库存", "编号|名称|库存数量|日期|状态|联系电话"),
    ("门卫来访登记", "序号|来访时间|来访人|联系电话|来访事由|被访人|离开时间"),
    ("法律咨询登记表", "序号|咨询时间|咨询人|联系电话|咨询事项|解答意见|咨询律师"),
]


def chosen(path: Path) -> Chosen:
    return choose(read_file(path), VOCABULARY)


def cells_for(headers: list[str]) -> list[str]:
    return [f"内容{at}" for at, _ in enumerate(headers)]


@pytest.mark.parametrize(("name", "headers"), KNOWN)
def test_headers_as_offices_write_them(name: str, headers: str, tmp_path: Path) -> None:
    header = headers.split("|")
    assert chosen(write_csv(tmp_path / "表.csv", [header, cells_for(header)])).mapping.name == name
    shuffled = sorted(header, key=lambda each: each[::-1])
    assert chosen(write_csv(tmp_path / "表.csv", [shuffled, cells_for(header)])).mapping.name == name


@pytest.mark.parametrize(("title", "headers"), WEEKLY)
def test_a_weekly_list_with_its_title(title: str, headers: str, tmp_path: Path) -> None:
    header = headers.split("|")
    path = write_xlsx(tmp_path / "表.xlsx", {"Sheet1": [[title], header, cells_for(header)]})
    assert chosen(path).mapping.name == "weekly_list"


@pytest.mark.parametrize(("name", "headers"), FOREIGN)
def test_a_file_of_another_world_is_refused_and_told_what_to_do(name: str, headers: str, tmp_path: Path) -> None:
    header = headers.split("|")
    with pytest.raises(NoMapping, match="sanlian mapping guess"):
        chosen(write_csv(tmp_path / f"{name}.csv", [header, cells_for(header)]))


def test_a_refusal_says_why(tmp_path: Path) -> None:
    with pytest.raises(NoMapping, match="“基本工资”说明它是别的表"):
        chosen(
            write_csv(
                tmp_path / "表.csv", [["姓名", "电话", "住址", "身份证号", "基本工资"], ["王丽", "", "", "", "3"]]
            )
        )
    with pytest.raises(NoMapping, match="都是哪种表都会有的列"):
        chosen(write_csv(tmp_path / "表.csv", [["姓名", "电话", "甲", "乙"], ["王丽", "", "", ""]]))


def test_the_next_best_is_named_when_it_was_near(tmp_path: Path, load: Load) -> None:
    header = ["案件编号", "受理日期", "当事人", "联系方式", "案情", "状态"]
    row = ["A1", "2024-03-05", "王丽", "19900001234", "楼上漏水", "办理中"]
    found = chosen(write_csv(tmp_path / "案件.csv", [header, row]))
    assert "--mapping 12345" in found.remark
    report = load(tmp_path / "案件.csv").files[0]
    assert report.mapping == "grid"
    assert any(each.text == found.remark for each in report.notes)


LEDGERS = [
    # title, headers, the mapping that is taken, what the remark names; empty: no other fits as well
    ("民权街道事件台账", "事件编号|受理时间|事件标题|办理状态|当事人|联系电话", "grid", ("12345", "gbt31000")),
    ("", "编号|登记时间|标题|内容|当事人|联系电话|责任单位|办理状态", "grid", ("12345", "petition")),
    ("综治中心台账", "编号|时间|事项|当事人|电话|地点|处理结果", "grid", ("12345", "gbt31000")),
    ("农民工工资纠纷台账", "编号|受理时间|标题|办理状态|当事人|联系电话", "gbt31000", ()),
    ("", "案号|受理日期|案由|申请人|被申请人|状态", "grid", ("gbt31000",)),
    ("", "序号|时间|地点|事件|当事人|联系方式|状态", "gbt31000", ()),
    ("社区矛盾纠纷台账", "序号|登记时间|甲方|乙方|纠纷类型|纠纷简况|调解情况", "gbt31000", ()),
    ("综治台账", "序号|日期|反映人|电话|反映事项|地址|处理结果|责任单位", "gbt31000", ()),
    ("纠纷台账", "编号|受理时间|标题|办理状态|当事人", "gbt31000", ()),
    ("信访台账", "编号|受理时间|标题|办理状态|当事人|联系电话", "petition", ()),
    ("热线台账", "编号|受理时间|标题|办理状态|当事人|联系电话", "12345", ()),
    ("综治中心来访接待登记表", "序号|日期|姓名|联系电话|家庭住址|事由|处理结果", "walk_in", ()),
    ("群众来访登记簿", "序号|时间|姓名|性别|电话|地址|反映问题|处理情况|接待人", "walk_in", ()),
    ("信访来访台账", "信访件编号|来访时间|来访人|联系电话|信访事项|处理意见", "petition", ()),
    ("本周隐患清单", "编号|登记时间|标题|内容|当事人|联系电话|责任单位|办理状态", "weekly_list", ()),
]


@pytest.mark.parametrize(("title", "headers", "name", "others"), LEDGERS)
def test_a_plain_ledger_goes_to_the_most_general_and_the_others_are_named(
    title: str, headers: str, name: str, others: tuple[str, ...], tmp_path: Path
) -> None:
    header = headers.split("|")
    titles = [[title]] if title else []
    found = chosen(write_xlsx(tmp_path / "表.xlsx", {"Sheet1": [*titles, header, cells_for(header)]}))
    assert found.mapping.name == name
    assert [each for each in others if f"（{each}）" not in found.remark] == []
    assert ("也认得这些列" in found.remark, "--mapping" in found.remark) == (bool(others), bool(others))


def test_kinds_of_rows_that_fit_alike_are_refused_and_named(tmp_path: Path) -> None:
    header = ["楼栋编码", "小区", "楼栋", "房屋编码"]
    with pytest.raises(NoMapping, match=r"同样像.*buildings.*housing"):
        chosen(write_csv(tmp_path / "表.csv", [header, cells_for(header)]))


HEADLESS = [
    [["G1", "2024-03-05", "楼上漏水", "王丽", "19900001234"], ["G2", "2024-03-06", "油烟", "李强", "19900001235"]],
    [["王丽", "女", "19900001234", "锦澜苑3栋"], ["李强", "男", "19900001235", "锦澜苑4栋"]],
    [["打铜社区台账（2024年3月）"], ["G1", "3.5", "楼上漏水"], ["G2", "3.6", "油烟"]],
]


@pytest.mark.parametrize("rows", HEADLESS)
def test_a_table_without_a_header_is_refused_in_that_sentence(rows: list[list[str]], tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "表.xlsx", {"Sheet1": rows})
    at = 1 + (len(rows[0]) == 1)
    with pytest.raises(NoMapping, match=f"没有表头，第 {at} 行就是数据.*sanlian mapping guess"):
        chosen(path)
    with pytest.raises(MissingColumn, match=f"没有表头，第 {at} 行就是数据.*sanlian mapping guess"):
        tables_of(read_file(path), built_in("grid"))


def test_a_header_that_is_not_known_is_not_said_to_be_missing(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "表.csv", [["甲", "乙", "丙"], ["1", "2024-03-05", "3"]])
    with pytest.raises(NoMapping, match="表头和哪一种都对不上"):
        chosen(path)
    with pytest.raises(MissingColumn, match="表里有：甲、乙、丙"):
        tables_of(read_file(path), built_in("grid"))


def test_a_workbook_in_which_nothing_stands_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="表是空的"):
        chosen(write_xlsx(tmp_path / "空.xlsx", {"Sheet1": [], "二": [["", " "]]}))
    people = [["姓名", "电话", "住址"], ["王丽", "19900001234", "锦澜苑3栋"]]
    path = write_xlsx(tmp_path / "藏.xlsx", {"Sheet1": [], "二": people}, hidden=["二"])
    with pytest.raises(FileUnreadable, match="隐藏"):
        tables_of(read_file(path), built_in("residents"))
