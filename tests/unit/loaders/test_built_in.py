"""Each built-in mapping with a file made by hand, in three forms: what the graph then says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.identity.keys import account_key
from graph.ids import make_id
from graph.store import Store
from graph.store.protocol import EVERYTHING, Ask
from tests.unit.loaders.conftest import Load
from tests.unit.loaders.files import Rows, write_csv, write_xlsx

DATONG = make_id("place", "community", "打铜社区")
UNIT = make_id("place", "unit", "锦澜苑3栋2单元302室")


def cells(text: str) -> list[str]:
    """A row, its cells between bars."""
    return [each.strip() for each in text.replace("\n", "").split("|")]


GRID: Rows = [
    cells("""事件编号|上报时间|件别|事件标题|事件描述|纠纷类别|办理状态|化解日期|首接单位|移交单位|移交时间|所属社区|所属网格
        |发生地点|申请人|申请人电话|申请人身份证号|申请人住址|被申请人|被申请人电话|涉及人数|备注说明"""),
    cells("""G1|2024-03-05 09:30|矛盾纠纷|楼上漏水|厨房顶漏水|房屋漏水|已化解|2024-03-20|网格中心|司法所
        |2024-03-06 10:00|打铜社区|第二网格|锦澜苑3栋2单元302室
        |王丽|19900001234|42010319550607112X|锦澜苑3栋2单元302室|武汉锦澜物业服务有限公司|027-82001234|3|无"""),
    cells("""G2|2024年3月6日|隐患|楼道堆物|||办理中||网格中心|||打铜|2
        |锦澜苑3栋|张三、李四等8人|||||||"""),
]
HOTLINE: Rows = [
    ["工单编号", "受理时间", "标题", "诉求内容", "来电人", "联系电话", "事发地址", "承办单位", "办理状态"],
    [
        "12345-1",
        "2024/3/5 8:01",
        "烧烤店油烟",
        "每晚油烟呛人",
        "王女士",
        "19900001234",
        "民权街15号",
        "打铜社区居委会",
        "已归档",
    ],
]
MESSAGES: Rows = [
    ["工单编号", "反映人编号", "受理时间", "标题", "诉求内容"],
    ["M1", "U77", "2024-03-05T08:01:00", "烧烤店油烟", "每晚油烟呛人，请查"],
    ["M2", "U77", "2024-03-09T08:01:00", "烧烤店又有油烟", "还是那家"],
]
PETITION: Rows = [
    ["信访件编号", "信访日期", "信访人", "证件号码", "联系电话", "住址", "概况", "信访内容", "受理单位", "办理状态"],
    [
        "X1",
        "2024-03-05",
        "王丽",
        "42010319550607112X",
        "19900001234",
        "锦澜苑3栋2单元302室",
        "房产证办理",
        "十年未办证",
        "平安建设办公室",
        "已转送",
    ],
]
GBT: Rows = [
    [
        "事件名称",
        "发生日期",
        "发生地点",
        "事件规模",
        "事件类别",
        "事件简述",
        "涉及人数",
        "主要当事人姓名",
        "主要当事人证件号码",
        "居住详址",
        "化解时限",
        "化解组织",
        "化解是否成功",
    ],
    [
        "楼道争执",
        "2024-03-05",
        "庆云里15号",
        "个体性事件",
        "邻里纠纷",
        "争抢公共空间",
        "2人",
        "王丽",
        "42010319550607112X",
        "庆云里15号101",
        "2024-04-05",
        "打铜社区人民调解委员会",
        "是",
    ],
]
WEEKLY: Rows = [
    ["打铜社区矛盾隐患清单（2024年3月4日—3月10日）"],
    ["序号", "矛盾隐患事项", "类别", "发现时间", "地点", "当事人", "办理状态"],
    [1, "锦澜苑消防通道被占", "安全隐患", "3月5日", "锦澜苑3栋", "", "新增"],
    [2, "楼上漏水", "矛盾纠纷", "3月6日", "锦澜苑3栋2单元302室", "王丽、张三", "在办"],
    ["合计", 2],
    ["填表人：李四", "", "审核人：赵六"],
]
RESIDENTS: Rows = [
    ["姓名", "性别", "身份证号", "联系电话", "所属社区", "小区", "楼栋", "单元", "房号", "居住关系", "入住日期"],
    ["王丽", "女", "42010319550607112X", "19900001234", "打铜社区", "锦澜苑", "3", "2", "302", "自有", "2010-05-01"],
    ["张三", "男", "", "19900005678", "打铜社区", "锦澜苑", "3栋", "2单元", "302室", "租户", ""],
]
HOUSING: Rows = [
    ["房屋编码", "所属社区", "房屋地址", "产权人", "产权人电话", "承租人", "承租人电话", "起租日期"],
    ["F-302", "打铜社区", "锦澜苑3栋2单元302室", "王丽", "19900001234", "张三", "19900005678", "2023-01-01"],
]
BUILDINGS: Rows = [
    ["楼栋编码", "所属社区", "所属网格", "小区", "楼栋", "楼栋长", "楼栋长电话"],
    ["B-3", "打铜社区", "第二网格", "锦澜苑", "3", "赵六", "19900009999"],
]
ORGANISATIONS: Rows = [
    [
        "单位名称",
        "单位类别",
        "简称",
        "组织层级",
        "进驻方式",
        "职能",
        "联系人",
        "职务",
        "联系电话",
        "上级单位",
        "负责社区",
        "进驻日期",
    ],
    [
        "民权街道平安建设办公室",
        "职能部门",
        "平安办",
        "4",
        "常驻",
        "综治、信访",
        "周平",
        "主任",
        "19900008888",
        "民权街道综治中心",
        "",
        "2022-01-01",
    ],
    ["平安锣义务巡逻队", "群防群治队伍", "", "", "", "", "", "", "", "", "打铜社区、三民社区", ""],
]
MENTIONS: Rows = [
    ["记录编号", "来源", "受理日期", "案件编号", "姓名", "性别", "身份证号", "联系电话", "住址", "角色", "案由"],
    [
        "R1",
        "网格",
        "2024-03-05",
        "A1",
        "王丽",
        "女",
        "42010319550607112X",
        "19900001234",
        "锦澜苑3栋2单元302室",
        "申请人",
        "邻里纠纷",
    ],
    ["R2", "网格", "2024-03-05", "A1", "武汉锦澜物业服务有限公司", "", "", "027-82001234", "", "被申请人", "邻里纠纷"],
    ["R3", "12345", "2024-03-09", "A2", "王女士", "女", "", "19900001234", "锦澜苑3-2-302", "反映人", "油烟"],
]


def as_utf8(folder: Path, rows: Rows) -> Path:
    return write_csv(folder / "a.csv", rows)


def as_gb18030(folder: Path, rows: Rows) -> Path:
    return write_csv(folder / "a.csv", rows, encoding="gb18030", delimiter="\t")


def as_xlsx(folder: Path, rows: Rows) -> Path:
    return write_xlsx(folder / "a.xlsx", {"Sheet1": rows, "说明": [["填表说明"], ["请如实填写"]]})


def case(store: Store, source: str, number: str) -> Any:
    return store.get([make_id("case", source, number)], scope=EVERYTHING)[0]


def ends(store: Store, id: str, type: str, direction: Any = "out") -> list[str]:
    """Titles of what `id` is linked to."""
    found = store.neighbours([Ask(ids=[id], types=[type], direction=direction)], scope=EVERYTHING)[0][0]
    return sorted(
        getattr(each.node, "full_name", "") or getattr(each.node, "name", "") or each.node.id for each in found.links
    )  # type: ignore[attr-defined]


def check_grid(store: Store) -> None:
    leak = case(store, "grid", "G1")
    assert (leak.title, leak.kind, leak.dispute_type, leak.status) == ("楼上漏水", "dispute", "leakage", "settled")
    assert (leak.received_at, leak.settled_on) == (dt.datetime(2024, 3, 5, 9, 30), dt.date(2024, 3, 20))
    assert (leak.community, leak.participants, leak.place) == (DATONG, 3, "锦澜苑3栋2单元302室")
    assert ends(store, leak.id, "at") == ["锦澜苑3栋2单元302室"]
    assert ends(store, leak.id, "received_by") == ["网格中心"]
    assert ends(store, leak.id, "handed_to") == ["司法所"]
    assert ends(store, leak.id, "mentioned_in", "in") == ["武汉锦澜物业服务有限公司", "王丽"]
    offices = [make_id("organisation", each) for each in ("网格中心", "司法所")]
    assert set(leak.visible_to) == {DATONG, *offices}
    steps = sorted((each.kind, each.at) for each in store.scan("step", scope=EVERYTHING) if each.case == leak.id)
    assert steps == [("receive", dt.datetime(2024, 3, 5, 9, 30)), ("settle", dt.datetime(2024, 3, 20))]
    wang = store.get([make_id("mention", "grid", "G1/applicant/1")], scope=EVERYTHING)[0]
    assert wang is not None
    assert set(wang.visible_to) == set(leak.visible_to)
    assert ends(store, wang.id, "stated_at") == ["锦澜苑3栋2单元302室"]
    hazard = case(store, "grid", "G2")
    assert (hazard.kind, hazard.participants, hazard.status) == ("hazard", 8, "in_progress")
    assert ends(store, hazard.id, "mentioned_in", "in") == ["张三", "李四"]
    assert ends(store, make_id("place", "estate", "锦澜苑"), "in") == ["打铜社区第二网格"]


def check_hotline(store: Store) -> None:
    smoke = case(store, "hotline_12345", "12345-1")
    assert (smoke.kind, smoke.status, smoke.received_at) == ("request", "closed", dt.datetime(2024, 3, 5, 8, 1))
    assert ends(store, smoke.id, "received_by") == ["打铜社区居民委员会"]
    assert ends(store, smoke.id, "at") == ["民权街15号"]


def check_messages(store: Store) -> None:
    mentions = list(store.scan("mention", scope=EVERYTHING))
    assert sorted(each.record for each in mentions) == ["M1/reporter/1", "M2/reporter/1"]
    assert all(account_key("hotline_12345", "U77") in each.keys for each in mentions)


WALK_IN: Rows = [
    ["序号", "来访时间", "来访人", "联系电话", "家庭住址", "来访事由", "接待单位", "处理情况"],
    ["1", "2024年3月5日", "王丽", "19900001234", "锦澜苑3栋2单元302室", "楼上漏水", "街道司法所", "已转物业"],
]


def check_walk_in(store: Store) -> None:
    found: Any = list(store.scan("case", scope=EVERYTHING))
    assert [(each.source, each.title, each.result) for each in found] == [("walk_in", "楼上漏水", "已转物业")]
    assert found[0].number.startswith("自编-")
    assert ends(store, found[0].id, "mentioned_in", "in") == ["王丽"]


POLICE: Rows = [
    [
        "警情编号",
        "报警时间",
        "报警人",
        "报警电话",
        "警情类别",
        "简要警情",
        "处警结果",
        "处警单位",
        "移交社区",
        "移交时间",
    ],
    [
        "J1",
        "2024-03-05 22:10:05",
        "王丽",
        "19900001234",
        "邻里纠纷",
        "吵闹",
        "调解",
        "民权街派出所",
        "打铜社区",
        "2024-03-06",
    ],
]


def check_police(store: Store) -> None:
    found = case(store, "police", "J1")
    assert (found.title, found.text, found.dispute_type) == ("吵闹", "吵闹", "neighbour")
    assert (found.received_at, found.result) == (dt.datetime(2024, 3, 5, 22, 10, 5), "调解")
    assert ends(store, found.id, "mentioned_in", "in") == ["王丽"]
    assert ends(store, found.id, "received_by") == ["民权街派出所"]
    assert ends(store, found.id, "handed_to") == ["打铜社区居民委员会"]


def check_petition(store: Store) -> None:
    petition = case(store, "petition", "X1")
    assert (petition.title, petition.text, petition.status) == ("房产证办理", "十年未办证", "assigned")
    assert ends(store, petition.id, "mentioned_in", "in") == ["王丽"]


def check_gbt(store: Store) -> None:
    found = list(store.scan("case", scope=EVERYTHING))
    assert [(each.title, each.scale, each.status, each.due_on) for each in found] == [
        ("楼道争执", "individual", "settled", dt.date(2024, 4, 5))
    ]
    assert found[0].number.startswith("自编-")


def check_weekly(store: Store) -> None:
    (weekly,) = store.scan("weeklylist", scope=EVERYTHING)
    assert (weekly.week, weekly.community) == (dt.date(2024, 3, 4), DATONG)
    found = store.neighbours([Ask(ids=[weekly.id], types=["lists"])], scope=EVERYTHING)[0][0]
    listed: dict[str, Any] = {each.node.title: each.edge for each in found.links}  # type: ignore[attr-defined]
    assert {title: edge.status for title, edge in listed.items()} == {
        "锦澜苑消防通道被占": "new",
        "楼上漏水": "ongoing",
    }
    assert {each.community for each in store.scan("case", scope=EVERYTHING)} == {DATONG}
    assert {each.received_at for each in store.scan("case", scope=EVERYTHING)} == {
        dt.datetime(2024, 3, 5),
        dt.datetime(2024, 3, 6),
    }


def check_residents(store: Store) -> None:
    found = store.neighbours([Ask(ids=[UNIT], types=["stated_at"], direction="in")], scope=EVERYTHING)[0][0]
    homes: list[Any] = [(each.node.name, each.edge.tenure, each.edge.since) for each in found.links]  # type: ignore[attr-defined]
    assert sorted(homes) == [("张三", "rents", None), ("王丽", "owns", dt.date(2010, 5, 1))]
    assert all(each.visible_to == (DATONG,) for each in store.scan("mention", scope=EVERYTHING))


def check_housing(store: Store) -> None:
    unit: Any = store.get([UNIT], scope=EVERYTHING)[0]
    assert (unit.code, unit.community) == ("F-302", DATONG)
    found = store.neighbours([Ask(ids=[UNIT], types=["stated_at"], direction="in")], scope=EVERYTHING)[0][0]
    assert sorted((each.node.name, each.edge.tenure) for each in found.links) == [("张三", "rents"), ("王丽", "owns")]  # type: ignore[attr-defined]


def check_buildings(store: Store) -> None:
    building = make_id("place", "building", "锦澜苑3栋")
    assert ends(store, building, "covers", "in") == ["赵六"]
    assert ends(store, make_id("organisation", "打铜社区居民委员会"), "member_of", "in") == ["赵六"]


def check_organisations(store: Store) -> None:
    office: Any = store.get([make_id("organisation", "民权街道平安建设办公室")], scope=EVERYTHING)[0]
    assert (office.kind, office.tier, office.functions) == ("department", "resident", ("public_order", "petition"))
    assert office.aliases == ("平安办",)
    assert ends(store, office.id, "member_of") == ["民权街道综治中心"]
    assert ends(store, office.id, "member_of", "in") == ["周平"]
    assert ends(store, make_id("organisation", "平安锣义务巡逻队"), "covers") == ["三民社区", "打铜社区"]


def check_mentions(store: Store) -> None:
    one, other = case(store, "grid", "A1"), case(store, "hotline_12345", "A2")
    assert (one.title, one.dispute_type, other.title, other.dispute_type) == (
        "邻里纠纷",
        "neighbour",
        "油烟",
        "environment",
    )
    assert ends(store, one.id, "mentioned_in", "in") == ["武汉锦澜物业服务有限公司", "王丽"]
    found = {each.record: each for each in store.scan("mention", scope=EVERYTHING)}
    assert {record: (each.kind, each.role) for record, each in found.items()} == {
        "R1": ("person", "applicant"),
        "R2": ("organisation", "respondent"),
        "R3": ("person", "reporter"),
    }
    assert ends(store, UNIT, "stated_at", "in") == ["王丽", "王女士"]
    assert found["R1"].keys


HISTORICAL: Rows = [
    ["unique_id", "full_name", "dob"],
    ["H1", "thomas clifford, 1st baron clifford", "1630-08-01"],
    ["H2", "tom clifford", "1630-08-01"],
]


def check_historical(store: Store) -> None:
    mentions = list(store.scan("mention", scope=EVERYTHING))
    assert {(each.record, each.kind) for each in mentions} == {("H1", "person"), ("H2", "person")}
    assert all('"dob":"date"' in each.profile for each in mentions)
    one, other = ({*each.keys} for each in mentions)
    assert one & other


TABLE: Sequence[tuple[str, Rows, int, Callable[[Store], None]]] = [
    ("grid", GRID, 2, check_grid),
    ("12345", HOTLINE, 1, check_hotline),
    ("messages", MESSAGES, 2, check_messages),
    ("petition", PETITION, 1, check_petition),
    ("walk_in", WALK_IN, 1, check_walk_in),
    ("police", POLICE, 1, check_police),
    ("gbt31000", GBT, 1, check_gbt),
    ("weekly_list", WEEKLY, 2, check_weekly),
    ("residents", RESIDENTS, 2, check_residents),
    ("housing", HOUSING, 1, check_housing),
    ("buildings", BUILDINGS, 1, check_buildings),
    ("organisations", ORGANISATIONS, 2, check_organisations),
    ("mentions", MENTIONS, 3, check_mentions),
    ("historical", HISTORICAL, 2, check_historical),
]


@pytest.mark.parametrize("form", [as_utf8, as_gb18030, as_xlsx])
@pytest.mark.parametrize(("name", "rows", "count", "check"), TABLE, ids=[each[0] for each in TABLE])
def test_a_file_of_each_kind(
    load: Load,
    store: Store,
    tmp_path: Path,
    form: Callable[[Path, Rows], Path],
    name: str,
    rows: Rows,
    count: int,
    check: Callable[[Store], None],
) -> None:
    path = form(tmp_path, rows)
    (report,) = load(path).files
    assert (report.mapping, report.chosen) == (name, True)
    assert (report.loaded, report.rejected, report.rejects) == (count, 0, [])
    assert report.read == report.loaded + report.rejected + report.aside
    check(store)
    head = store.head()
    assert load(path, mapping=name).files[0].links == {"changed": 0, "deleted": 0}
    assert store.head() == head
