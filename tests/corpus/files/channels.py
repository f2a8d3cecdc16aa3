"""The tables of the channels: GB/T 31000, 12345, 智慧信访, 网格, one row a party."""
# ruff: noqa: E501 - a row of a table stays on one line

from __future__ import annotations

import datetime as dt

from tests.corpus.expected import BadRow, CorpusFile, OneOf, case, party, resident
from tests.corpus.making import Sheet, identity, identity_15, mobile, text, xlsx


def a_gbt31000_register() -> CorpusFile:
    """The national form: no number of its own in some rows, main party with identity number and home, yes or no for the
    success, a scale, a class in the standard's words.
    """
    rows = [
        ["矛盾纠纷排查化解登记表"],
        ["填报单位：民权街道双井社区", None, None, None, None, None, "2024年5月"],
        ["序号", "事件名称", "发生日期", "发生地点", "事件规模", "事件类别", "涉及人数", "事件简述", "主要当事人姓名", "主要当事人证件号码", "居住详址", "化解时限", "化解组织", "化解是否成功", "化解情况"],
        [1, "周德海与何桂兰租金纠纷", "2024-05-06", "听涛苑5栋1单元602室", "个体性事件", "房屋租赁纠纷", 2, "欠租三个月", "周德海", identity("19670412", 601), "听涛苑5栋1单元602室", dt.date(2024, 5, 31), "双井社区调委会", "是", "双方签订协议"],
        [2, "长风路工地讨薪", "5月8日", "长风路88号", "一般群体性", "劳动争议", "二十三人", "拖欠工资", "曾庆云等23人", identity_15("480105", 602), "春和里3号", "2024年6月8日", "司法所", "否", "仍在协商"],
    ]  # fmt: skip
    first, second = "周德海与何桂兰租金纠纷", "长风路工地讨薪"
    facts = [
        case(first, title=first, received_at="2024-05-06", place="听涛苑5栋1单元602室", scale="individual", dispute_type="tenancy", participants=2, text="欠租三个月", due_on="2024-05-31", receiver="双井社区调委会", status="settled", result="双方签订协议", community="双井社区", kind="dispute"),
        case(second, title=second, received_at="2024-05-08", place="长风路88号", scale="general_group", dispute_type="labour", participants=23, text="拖欠工资", due_on="2024-06-08", receiver="司法所", status="unsettled", result="仍在协商", community="双井社区", kind="dispute"),
        party(first, "party", "周德海", identity=identity("19670412", 601), place="听涛苑5栋1单元602室"),
        party(second, "party", "曾庆云", identity=_longer("480105", 602), place="春和里3号"),
    ]  # fmt: skip
    return CorpusFile(name="登记表.xlsx", content=xlsx(*rows, merged=["A1:O1"]), records=facts, loaded=2, aside=[1, 2, 3], measured={"case": ["scale", "result", "status"]})  # fmt: skip


def a_12345_export() -> CorpusFile:
    """The hotline's export: forty columns of which few matter, words of its own for the states, the unit handed to,
    the object complained of.
    """
    extra = [f"系统字段{i}" for i in range(1, 21)]
    head = ["工单编号", "受理时间", "诉求标题", "诉求内容", "诉求类型", "问题类别", "诉求人姓名", "性别", "来电号码", "诉求地址", "所属社区", "首接单位", "转办单位", "转办时间", "办结时限", "办理状态", "被反映单位", *extra]  # fmt: skip
    rows = [
        head,
        ["RX2405060001", "2024-05-06 08:12:33", "小区电梯停运", "三号楼电梯停运三天", "求助类", "物业管理", "何桂兰", "女", mobile(611), "听涛苑3栋", "双井社区", "街道网格中心", "区住建局", "2024-05-06 10:00", "2024-05-13", "已签收", "江左物业有限公司", *["x"] * 20],
        ["RX2405060002", "2024-05-06 09:00:00", "夜宵摊扰民", "凌晨两点仍营业", "投诉", "噪音扰民", "匿名", "", "199****0612", "长风路口", "槐荫社区", "城管执法中队", "", "", "", "已归档", "", *[""] * 20],
        ["RX2405060003", "2024-05-06 09:30:00", "咨询居住证", "如何办理", "咨询类", "不知道什么类别", "王先生", "男", "02720000613", "", "", "", "", "", "", "办结", "", *[""] * 20],
    ]  # fmt: skip
    facts = [
        case("RX2405060001", title="小区电梯停运", text="三号楼电梯停运三天", kind="request", received_at="2024-05-06 08:12:33", dispute_type="property_service", place="听涛苑3栋", community="双井社区", receiver="街道网格中心", handed_to="区住建局", due_on="2024-05-13", status="assigned"),
        case("RX2405060002", title="夜宵摊扰民", text="凌晨两点仍营业", kind="request", received_at="2024-05-06 09:00", dispute_type="noise", community="槐荫社区", receiver="城管执法中队", status="closed", place=OneOf(None, "长风路")),
        case("RX2405060003", title="咨询居住证", text="如何办理", kind="request", received_at="2024-05-06 09:30", status="closed"),
        party("RX2405060001", "reporter", "何桂兰", sex="2", telephones=mobile(611)),
        party("RX2405060001", "respondent", "江左物业有限公司", kind="organisation"),
        party("RX2405060002", "reporter", OneOf("匿名", None), telephones="199****0612"),
        party("RX2405060003", "reporter", "王先生", sex="1", telephones="02720000613"),
    ]  # fmt: skip
    return CorpusFile(name="12345工单.xlsx", content=xlsx(*rows), records=facts, loaded=3, mentions=["12345"])


def a_petition_list() -> CorpusFile:
    """智慧信访: who wrote and who is complained of, the unit that has the power, a joint letter of forty."""
    head = ["信访件编号", "登记时间", "信访形式", "信访人姓名", "证件号码", "联系电话", "住址", "概况", "投诉内容", "内容分类", "问题属地", "涉及人数", "登记机构", "去向单位", "转送时间", "办理状态", "被反映人"]  # fmt: skip
    rows = [
        head,
        ["XF202405001", "2024/5/6 10:20", "来访", "曾庆云等40人", identity("19550505", 621), mobile(621), "春和里3号附1号", "里份拆迁补偿", "要求提高补偿标准", "征地拆迁", "民权街道春和里", 40, "街道信访办", "区信访局", "2024-05-07", "已转送", "江左拆迁公司"],
        ["XF202405002", "2024/5/7 11:00", "网上投诉", "宋长贵", "", "027-20000622", "武汉市江汉区民权街道听涛苑2栋1单元101室", "楼上装修", "噪声", "噪声", "听涛苑2栋", "", "街道信访办", "", "", "已答复", "何某"],
    ]  # fmt: skip
    facts = [
        case("XF202405001", title="里份拆迁补偿", text="要求提高补偿标准", received_at="2024-05-06 10:20", participants=40, dispute_type="demolition", place="春和里", receiver="街道信访办", handed_to="区信访局", status="assigned", kind="request", source="petition"),
        case("XF202405002", title="楼上装修", text="噪声", received_at="2024-05-07 11:00", dispute_type="noise", place="听涛苑2栋", receiver="街道信访办", status="closed", kind="request", source="petition"),
        party("XF202405001", "applicant", "曾庆云", identity=identity("19550505", 621), telephones=mobile(621), place="春和里3号附1号"),
        party("XF202405001", "respondent", "江左拆迁公司", kind="organisation"),
        party("XF202405002", "applicant", "宋长贵", telephones="02720000622", place="听涛苑2栋1单元101室"),
        party("XF202405002", "respondent", "何某"),
    ]  # fmt: skip
    return CorpusFile(name="信访.xlsx", content=xlsx(*rows), records=facts, loaded=2)


def a_grid_list() -> CorpusFile:
    """The grid officers' app: three kinds of event, grids by number, a hazard without parties, stages and ways of
    ending, one receiver.
    """
    head = ["上报编号", "上报时间", "事件类型", "事件标题", "情况描述", "所属社区", "所属网格", "事发地点", "当事人甲", "当事人乙", "化解层级", "化解结果", "处置状态", "化解日期", "首接单位"]  # fmt: skip
    rows = [
        head,
        ["WG240506001", "2024-05-06 07:50", "矛盾纠纷", "晾衣滴水", "楼上滴水", "槐荫社区", "第三网格", "澄湖花园1栋1单元201室", "周德海", "何桂兰", "网格初调", "达成协议", "已处置", "2024-05-07", "街道网格中心"],
        ["WG240506002", "2024-05-06 08:10", "安全隐患", "电动车飞线", "从窗口拉线", "槐荫社区", "3网格", "澄湖花园1栋", "", "", "社区联调", "已整改", "已处置", "2024-05-08", "街道网格中心"],
        ["WG240506003", "2024-05-06 09:10", "民生诉求", "路灯不亮", "", "槐荫社区", "槐荫社区第三网格", "长风路15号", "", "", "", "", "处置中", "", "街道网格中心"],
        ["WG240506004", "2024-05-06 09:20", "别的什么", "树枝", "", "", "", "", "", "", "", "", "", "", ""],
    ]  # fmt: skip
    facts = [
        case("WG240506001", title="晾衣滴水", text="楼上滴水", kind="dispute", received_at="2024-05-06 07:50", community="槐荫社区", place="澄湖花园1栋1单元201室", stage="grid", outcome="agreement", status="closed", settled_on="2024-05-07", receiver="街道网格中心"),
        case("WG240506002", title="电动车飞线", text="从窗口拉线", kind="hazard", received_at="2024-05-06 08:10", community="槐荫社区", place="澄湖花园1栋", stage="community", outcome="rectified", status="closed", settled_on="2024-05-08", receiver="街道网格中心"),
        case("WG240506003", title="路灯不亮", kind="request", received_at="2024-05-06 09:10", community="槐荫社区", place="长风路15号", status="in_progress", receiver="街道网格中心"),
        party("WG240506001", "applicant", "周德海"),
        party("WG240506001", "respondent", "何桂兰"),
    ]  # fmt: skip
    return CorpusFile(
        name="网格上报.xlsx", content=xlsx(*rows), records=facts, loaded=3, rejected=[BadRow(5, "事件类型", "件别")]
    )


def a_table_of_mentions() -> CorpusFile:
    """One row a party: three parties of one case, a source a row, an organisation, roles in the words of a court, a
    number that is damaged.
    """
    head = ["记录编号", "来源", "受理日期", "案件编号", "案由", "姓名", "性别", "身份证号", "联系电话", "住址", "角色"]
    rows = [
        head,
        ["J-1", "网格", "2024-05-06", "A1", "漏水纠纷", "周德海", "男", identity("19670412", 631), mobile(631), "澄湖花园3栋2单元302室", "申请人"],
        ["J-2", "网格", "2024-05-06", "A1", "漏水纠纷", "何桂兰", "女", identity("19721130", 632), mobile(632), "澄湖花园3栋2单元402室", "被申请人"],
        ["J-3", "网格", "2024-05-06", "A1", "漏水纠纷", "江左物业有限公司", "", "", "027-20000633", "长风路15号", "第三人"],
        ["J-4", "12345", "2024-05-07", "A1", "噪声", "周德海", "男", "", mobile(631), "", "反映人"],
        ["J-5", "法院", "2024-05-08", "A2", "民间借贷", "曾庆云", "", "4.20199E+17", mobile(634), "春和里3号", "原告"],
        ["J-6", "", "2024-05-08", "", "", "宋长贵", "男", "", "", "听涛苑2栋1单元101室", "居民"],
        ["", "网格", "2024-05-08", "A3", "停车", "郝大成", "", "", "", "", ""],
    ]  # fmt: skip
    facts = [
        case("A1", title="漏水纠纷", source="grid", received_at="2024-05-06", dispute_type=OneOf("leakage")),
        case("A2", title="民间借贷", source="court", received_at="2024-05-08", dispute_type="debt"),
        party("A1", "applicant", "周德海", sex="1", identity=identity("19670412", 631), telephones=mobile(631), place="澄湖花园3栋2单元302室"),
        party("A1", "respondent", "何桂兰", sex="2", identity=identity("19721130", 632), telephones=mobile(632), place="澄湖花园3栋2单元402室"),
        party("A1", "third_party", "江左物业有限公司", kind="organisation", telephones="02720000633", place="长风路15号"),
        party("A1", "reporter", "周德海", sex="1", telephones=mobile(631)),
        party("A2", "applicant", "曾庆云", telephones=mobile(634), place="春和里3号"),
        resident("宋长贵", sex="1", place="听涛苑2栋1单元101室"),
    ]  # fmt: skip
    facts.insert(1, case("A1", title="噪声", source="hotline_12345", received_at="2024-05-07", dispute_type="noise"))
    return CorpusFile(
        name="当事人.csv", content=text(*rows), records=facts, loaded=6, rejected=[BadRow(8, "记录编号", "空")],
        keeps=["4.20199E+17"],
    )  # fmt: skip


def a_hidden_column_and_a_frozen_form() -> CorpusFile:
    """The platform's form: an example row marked 示例, a hint under every header, a column of drop-down words."""
    rows = [
        ["事件编号", "受理时间", "事件标题", "办理状态", "申请人", "申请人电话"],
        ["必填，不超过20字", "格式：2024-01-01", "必填", "请选择", "选填", "选填，11位手机号"],
        ["ZD-1", "2024-05-06", "楼道堆物", "办理中", "周德海", mobile(641)],
    ]
    facts = [
        case("ZD-1", title="楼道堆物", received_at="2024-05-06", status="in_progress"),
        party("ZD-1", "applicant", "周德海", telephones=mobile(641)),
    ]
    return CorpusFile(
        name="导入模板.xlsx", content=xlsx(表=Sheet(rows)), mapping="grid", records=facts, loaded=1, may_reject=[2]
    )


def _longer(born: str, sequence: int) -> str:
    """The eighteen characters of a number of fifteen."""
    return identity(f"19{born}", sequence)
