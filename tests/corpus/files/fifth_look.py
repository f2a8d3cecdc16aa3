"""Written by another hand: halves of a ledger side by side, the police's own table, ledgers that go on overleaf."""

from __future__ import annotations

from tests.corpus.expected import CorpusFile, case, maybe, party
from tests.corpus.making import mobile, xlsx


def a_ledger_in_two_halves() -> CorpusFile:
    """Two tables side by side under one title, the second half of the year to the right; a blank column between."""
    head = ["来访编号", "来访日期", "来访人", "联系电话", "来访事由", "处理结果"]
    rows = [
        ["世彩社区来访接待登记"],
        ["上半年", "", "", "", "", "", "", "下半年"],
        [*head, "", *head],
        [
            "L1",
            "2024-01-03",
            "彭涛",
            mobile(1301),
            "下水道堵塞",
            "已疏通",
            "",
            "L3",
            "2024-07-03",
            "韩梅",
            mobile(1303),
            "噪音",
            "已劝导",
        ],
        [
            "L2",
            "2024-02-03",
            "高翔",
            mobile(1302),
            "邻里争吵",
            "已调解",
            "",
            "L4",
            "2024-08-03",
            "蒋辉",
            mobile(1304),
            "漏水",
            "处理中",
        ],
        ["", "", "", "", "", "", "", "L5", "2024-09-09", "唐英", mobile(1305), "停车", "处理中"],
    ]
    told = [
        ("L1", "01-03", "彭涛", "下水道堵塞"),
        ("L2", "02-03", "高翔", "邻里争吵"),
        ("L3", "07-03", "韩梅", "噪音"),
        ("L4", "08-03", "蒋辉", "漏水"),
        ("L5", "09-09", "唐英", "停车"),
    ]
    facts = []
    for at, (number, day, name, title) in enumerate(told, 1301):
        facts.append(case(number, title=title, received_at=f"2024-{day}", community="世彩社区"))
        facts.append(party(number, "applicant", name, telephones=mobile(at)))
    return CorpusFile(
        name="两半的台账.xlsx", content=xlsx(*rows, merged=["A1:M1"]), mapping="walk_in", records=facts, loaded=5
    )


def what_the_police_handed_over() -> CorpusFile:
    """警情编号, 报警人, 简要警情: the police's words; a caller who is not named has a telephone all the same."""
    rows = [
        ["民权街派出所2024年3月非警务类警情移交登记表"],
        ["警情编号", "报警时间", "报警人", "报警电话", "警情类别", "简要警情", "警情地点", "处警结果", "处警单位"],
        [
            "J001",
            "2024-03-05 22:10:05",
            "黄建军",
            mobile(1311),
            "邻里纠纷",
            "楼上住户深夜吵闹",
            "民生里8号301",
            "现场调解",
            "民权街派出所",
        ],
        ["J002", "2024-03-07 13:00", "匿名", mobile(1312), "噪声", "装修噪声", "", "已告知物业", "民权街派出所"],
    ]
    facts = [
        case(
            "J001",
            title="楼上住户深夜吵闹",
            source="police",
            received_at="2024-03-05 22:10:05",
            dispute_type="neighbour",
            place="民生里8号301室",
            result="现场调解",
            receiver="民权街派出所",
        ),
        case(
            "J002",
            title="装修噪声",
            receiver="民权街派出所",
            source="police",
            received_at="2024-03-07 13:00",
            dispute_type="noise",
            result="已告知物业",
        ),
        party("J001", "reporter", "黄建军", telephones=mobile(1311)),
        maybe(party("J002", "reporter", "", telephones=mobile(1312))),
    ]
    return CorpusFile(name="警情.xlsx", content=xlsx(*rows), records=facts, loaded=2)


def a_ledger_that_goes_on_overleaf() -> CorpusFile:
    """过次页, 承前页 and numbers of pages, with sums behind; a part of hazards beneath the disputes."""
    head = ["序号", "登记编号", "登记时间", "纠纷名称", "当事人情况", "地址", "协议金额（元）", "办理情况"]
    rows = [
        ["民生社区2024年矛盾纠纷登记台账"],
        head,
        [
            1,
            "MS1",
            "4月1日",
            "楼上漏水",
            f"申请人：郑和平 {mobile(1321)}；被申请单位：安居物业",
            "民生路6号3-201",
            300,
            "已修复",
        ],
        ["过次页", "", "", "", "", "", 300, ""],
        ["第 1 页 共 2 页"],
        head,
        ["承前页", "", "", "", "", "", 300, ""],
        [2, "MS2", "4月9日", "停车", "马超夫妇、李 强", "民生路8号", "", "劝导"],
        ["二、安全隐患"],
        ["序号", "登记编号", "登记时间", "隐患名称", "", "隐患地点", "", "处理情况"],
        [1, "MS3", "4月10日", "飞线充电", "", "民生路9号", "", "已拆除"],
    ]
    facts = [
        case(
            "MS1",
            title="楼上漏水",
            place="民生路6号3单元201室",
            received_at="2024-04-01",
            community="民生社区",
            amount=300,
            result="已修复",
            kind="dispute",
        ),
        case(
            "MS2",
            title="停车",
            received_at="2024-04-09",
            community="民生社区",
            result="劝导",
            place="民生路8号",
            kind="dispute",
        ),
        case(
            "MS3",
            community="民生社区",
            result="已拆除",
            received_at="2024-04-10",
            title="飞线充电",
            kind="hazard",
            place="民生路9号",
        ),
        party("MS1", "applicant", "郑和平", telephones=mobile(1321)),
        party("MS1", "respondent", "安居物业", kind="organisation"),
        party("MS2", "party", "马超"),
        party("MS2", "party", "李强"),
    ]
    return CorpusFile(name="分页的台账.xlsx", content=xlsx(*rows), mapping="gbt31000", records=facts, loaded=3)


def a_column_that_says_in_which_role() -> CorpusFile:
    """A row is one of the parties; 身份 says which."""
    rows: list[list[str]] = [
        ["事件编号", "受理时间", "事件名称", "当事人姓名", "身份", "联系电话"],
        ["HB1", "2024-03-01", "楼道堆物", "申屠军", "申请人", mobile(1331)],
        ["HB1", "2024-03-01", "楼道堆物", "何桂兰", "被申请人", mobile(1332)],
        ["HB2", "2024-03-02", "狗叫", "周德海", "", mobile(1333)],
    ]
    facts = [
        case("HB1", title="楼道堆物", received_at="2024-03-01"),
        case("HB2", title="狗叫", received_at="2024-03-02"),
        party("HB1", "applicant", "申屠军", telephones=mobile(1331)),
        party("HB1", "respondent", "何桂兰", telephones=mobile(1332)),
        party("HB2", "party", "周德海", telephones=mobile(1333)),
    ]
    return CorpusFile(name="身份列.xlsx", content=xlsx(*rows), mapping="grid", records=facts, loaded=3)
