"""Loading as a whole: what a second file changes, what is refused, what comes back for correction."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import FileMissing, FileUnreadable, MissingColumn, NoMapping, NothingLoaded, OutputUnwritable
from graph.ids import make_id
from graph.model import In, Organisation, Place
from graph.store import Store, open_store
from graph.store.protocol import EVERYTHING, Ask
from loaders.addresses.old_names import read_old_names
from loaders.load import load_files, prepare
from loaders.mapping import built_in, built_in_names
from loaders.reading import read_file
from tests.unit.loaders.conftest import AT, Load
from tests.unit.loaders.files import Rows, write_csv, write_xlsx
from tests.unit.loaders.test_built_in import GRID, MENTIONS, TABLE, WEEKLY, case, ends

HEAD = ["事件编号", "上报时间", "事件标题", "办理状态", "首接单位", "所属社区", "发生地点", "申请人", "申请人电话"]
ROW = ["G1", "2024-03-05", "漏水", "办理中", "网格中心", "打铜社区", "锦澜苑3栋2单元302室", "王丽", "19900001234"]


def changed(**cells: str) -> list[str]:
    return [cells.get(header, cell) for header, cell in zip(HEAD, ROW, strict=True)]


@pytest.fixture
def first(load: Load, tmp_path: Path) -> Path:
    """The first file, loaded."""
    path = write_csv(tmp_path / "first.csv", [HEAD, ROW])
    load(path, mapping="grid")
    return path


# -- a second file -------------------------------------------------------------------------------


def test_what_a_later_file_is_silent_about_stays(first: Path, load: Load, store: Store, tmp_path: Path) -> None:
    later = write_csv(
        tmp_path / "later.csv", [["事件编号", "办理状态", "化解日期", "事件标题"], ["G1", "已化解", "2024-03-20", ""]]
    )
    report = load(later, mapping="grid").files[0]
    leak = case(store, "grid", "G1")
    assert (leak.title, leak.status, leak.settled_on) == ("漏水", "settled", dt.date(2024, 3, 20))
    assert leak.received_at == dt.datetime(2024, 3, 5)
    assert (report.updated["case"], report.new["step"]) == (1, 1)
    assert list(report.cases) == [leak.id]


def test_the_first_receiver_is_permanent(first: Path, load: Load, store: Store, tmp_path: Path) -> None:
    later = write_csv(tmp_path / "later.csv", [HEAD, changed(首接单位="司法所")])
    report = load(later, mapping="grid").files[0]
    assert ends(store, case(store, "grid", "G1").id, "received_by") == ["网格中心"]
    assert any("首接单位已定" in each.text for each in report.notes)


def test_a_corrected_place_and_date_replace_what_was_derived_from_the_old(
    first: Path, load: Load, store: Store, tmp_path: Path
) -> None:
    later = write_csv(tmp_path / "later.csv", [HEAD, changed(发生地点="锦澜苑5栋1单元101室", 上报时间="2024-03-04")])
    load(later, mapping="grid")
    leak = case(store, "grid", "G1")
    assert ends(store, leak.id, "at") == ["锦澜苑5栋1单元101室"]
    assert [each.at for each in store.scan("step", scope=EVERYTHING)] == [dt.datetime(2024, 3, 4)]


def test_a_corrected_date_leaves_no_old_step_where_the_community_is_corrected_too(
    first: Path, load: Load, store: Store, tmp_path: Path
) -> None:
    later = write_csv(tmp_path / "later.csv", [HEAD, changed(所属社区="多福社区", 上报时间="2024-03-04")])
    load(later, mapping="grid")
    assert [each.at for each in store.scan("step", scope=EVERYTHING)] == [dt.datetime(2024, 3, 4)]


def test_one_number_of_two_sources_is_two_cases(first: Path, load: Load, store: Store, tmp_path: Path) -> None:
    other = write_csv(tmp_path / "hotline.csv", [["工单编号", "标题", "诉求内容"], ["G1", "别的", "别的"]])
    load(other, mapping="12345")
    assert case(store, "grid", "G1").title == "漏水"
    assert case(store, "hotline_12345", "G1").title == "别的"


def test_a_renamed_copy_changes_nothing_but_the_list_of_batches(
    first: Path, load: Load, store: Store, tmp_path: Path
) -> None:
    copy = write_csv(tmp_path / "copy.csv", [HEAD, ROW], encoding="gb18030")
    report = load(copy, mapping="grid").files[0]
    assert (report.new.total(), report.updated.total(), report.links) == (0, 0, {"changed": 0, "deleted": 0})
    assert len(list(store.scan("batch", scope=EVERYTHING))) == 2


def test_who_sees_the_case_sees_its_mentions_of_earlier_files(
    first: Path, load: Load, store: Store, tmp_path: Path
) -> None:
    later = write_csv(
        tmp_path / "later.csv", [["事件编号", "移交单位", "移交时间", "事件标题"], ["G1", "司法所", "2024-03-06", ""]]
    )
    load(later, mapping="grid")
    office = make_id("organisation", "司法所")
    assert all(office in each.visible_to for each in store.scan("mention", scope=EVERYTHING))
    assert all(office in each.visible_to for each in store.scan("step", scope=EVERYTHING))


def test_an_alias_leads_to_the_organisation_that_has_it(load: Load, store: Store, tmp_path: Path) -> None:
    known = Organisation(
        id=make_id("organisation", "民权街道平安建设办公室"), name="民权街道平安建设办公室", aliases=("平安办",)
    )
    with store.change(by="t", why="t") as change:
        change.put([known])
    load(write_csv(tmp_path / "a.csv", [HEAD, changed(首接单位="平安办")]), mapping="grid")
    leak = case(store, "grid", "G1")
    assert ends(store, leak.id, "received_by") == ["民权街道平安建设办公室"]
    assert known.id in leak.visible_to
    (step,) = store.scan("step", scope=EVERYTHING)
    assert step.organisation == known.id


def test_a_place_stays_where_the_graph_has_it(load: Load, store: Store, tmp_path: Path) -> None:
    estate = make_id("place", "estate", "锦澜苑")
    grid = make_id("place", "grid", "打铜社区第一网格")
    with store.change(by="t", why="t") as change:
        change.put([
            Place(id=estate, level="estate", name="锦澜苑", full_name="锦澜苑", aliases=("老锦澜",)),
            Place(id=grid, level="grid", name="打铜社区第一网格", full_name="打铜社区第一网格"),
            In(source=estate, target=grid),
        ])  # fmt: skip
    load(write_csv(tmp_path / "a.csv", [HEAD, ROW]), mapping="grid")
    assert ends(store, estate, "in") == ["打铜社区第一网格"]
    place: Any = store.get([estate], scope=EVERYTHING)[0]
    assert (place.aliases, place.community) == (("老锦澜",), make_id("place", "community", "打铜社区"))


def test_old_names_join_the_other_names_of_a_place(load: Load, store: Store, tmp_path: Path) -> None:
    estate = make_id("place", "estate", "锦澜苑")
    with store.change(by="t", why="t") as change:
        change.put([Place(id=estate, level="estate", name="锦澜苑", full_name="锦澜苑", aliases=("锦澜花园",))])
    former = write_csv(tmp_path / "旧名.csv", [["旧名", "新名", "层级"], ["老锦澜", "锦澜苑", "小区"]])
    report = None
    for _ in range(2):
        path = write_csv(tmp_path / "a.csv", [HEAD, ROW])
        report = load(path, mapping="grid", old_names=read_old_names(former)).files[0]
        place: Any = store.get([estate], scope=EVERYTHING)[0]
        assert place.aliases == ("锦澜花园", "老锦澜")
    assert report is not None
    assert report.updated["place"] == 0


def test_next_week_s_list_names_the_same_case(load: Load, store: Store, tmp_path: Path) -> None:
    following = [
        ["打铜社区矛盾隐患清单（2024年3月11日—3月17日）"],
        WEEKLY[1],
        [1, "锦澜苑消防通道被占", "安全隐患", "3月5日", "锦澜苑3栋", "", "化解"],
    ]
    load(write_xlsx(tmp_path / "w1.xlsx", {"清单": WEEKLY}), write_xlsx(tmp_path / "w2.xlsx", {"清单": following}))
    assert len(list(store.scan("case", scope=EVERYTHING))) == 2
    assert len(list(store.scan("weeklylist", scope=EVERYTHING))) == 2


# -- one file ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("again", "left"),
    [
        ("甲乙丙", "甲乙丙"),
        ("甲乙", "甲乙"),
        ("甲乙丁", "甲乙丁"),
        ("丁戊己", "丁丙乙己戊甲"),  # a further list of the same week
        ("甲丁戊", "丁丙乙戊甲"),
    ],
)
def test_a_corrected_list_of_a_week_lists_no_more_than_it_says(
    load: Load, store: Store, tmp_path: Path, again: str, left: str
) -> None:
    def listing(name: str, cases: str) -> Path:
        rows = [[at, f"{each}栋外墙脱落", "安全隐患", "3月5日", "", "", "在办"] for at, each in enumerate(cases, 1)]
        return write_csv(tmp_path / name, [WEEKLY[0], WEEKLY[1], *rows])

    load(listing("第一次.csv", "甲乙丙"))
    report = load(listing("更正.csv", again)).files[0]
    (week,) = store.scan("weeklylist", scope=EVERYTHING)
    edges = store.edges([week.id], types=["lists"], direction="out", scope=EVERYTHING)
    titles: list[Any] = store.get([each.target for each in edges], scope=EVERYTHING)
    assert "".join(sorted(each.title[0] for each in titles)) == "".join(sorted(left))
    assert any("少列 1 件" in each.text for each in report.notes) == (again in ("甲乙", "甲乙丁"))


@pytest.mark.parametrize("order", ["12", "21", "121"])
def test_an_older_week_s_list_takes_nothing_back(load: Load, store: Store, tmp_path: Path, order: str) -> None:
    def listing(week: str) -> Path:
        title, status, day = {"1": ("4日—3月10日", "在办", ""), "2": ("11日—3月17日", "化解", "3月15日")}[week]
        rows = [[1, "三栋外墙脱落", "安全隐患", "3月5日", "", "", status, day]]
        return write_csv(
            tmp_path / f"{week}.csv",
            [[f"打铜社区矛盾隐患清单（2024年3月{title}）"], [*WEEKLY[1], "化解日期"], *rows],
        )

    reports = [load(listing(week)).files[0] for week in order]
    (found,) = store.scan("case", scope=EVERYTHING)
    assert (found.status, found.settled_on) == ("settled", dt.date(2024, 3, 15))
    assert sorted(each.status for each in store.edges(
        [found.id], types=["lists"], direction="in", scope=EVERYTHING)) == ["ongoing", "settled"]  # fmt: skip
    held = any("更晚一周" in each.text for each in reports[-1].notes)
    assert held == (order != "12")


def test_the_later_of_two_rows_of_one_record_stands_and_it_is_said(load: Load, store: Store, tmp_path: Path) -> None:
    report = load(write_csv(tmp_path / "a.csv", [HEAD, ROW, changed(事件标题="渗水")]), mapping="grid").files[0]
    assert case(store, "grid", "G1").title == "渗水"
    note = next(each for each in report.notes if each.row == 3)
    assert "与第 2 行是同一条事件" in note.text
    assert "内容不同（标题）" in note.text


def test_several_parties_in_a_cell(load: Load, store: Store, tmp_path: Path) -> None:
    cells = changed(申请人="张三、李四等8人", 申请人电话="19900001234、19900005678")
    load(write_csv(tmp_path / "a.csv", [HEAD, cells]), mapping="grid")
    found = {each.name: each.telephones for each in store.scan("mention", scope=EVERYTHING)}
    assert found == {"张三": ("19900001234",), "李四": ("19900005678",)}
    assert case(store, "grid", "G1").participants == 8


def test_telephones_that_cannot_be_dealt_out_are_said(load: Load, store: Store, tmp_path: Path) -> None:
    report = load(write_csv(tmp_path / "a.csv", [HEAD, changed(申请人="张三、李四")]), mapping="grid").files[0]
    assert {each.telephones for each in store.scan("mention", scope=EVERYTHING)} == {()}
    assert any("没有归到个人" in each.text for each in report.notes)


def test_the_original_keeps_every_cell_but_refused_ones(load: Load, store: Store, tmp_path: Path) -> None:
    rows = [[*HEAD, "备注", "政治面貌", "人员类别"], [*ROW, "夜里来过", "群众", "社区矫正"]]
    report = load(write_csv(tmp_path / "a.csv", rows), mapping="grid").files[0]
    original = json.loads(case(store, "grid", "G1").original)
    assert original["备注"] == "夜里来过"
    assert not original.keys() & {"政治面貌", "人员类别"}
    assert [each.split("（")[0] for each in report.refused] == ["政治面貌", "人员类别"]
    assert report.unused == ["备注"]


def test_a_damaged_identity_number_is_no_number(load: Load, store: Store, tmp_path: Path) -> None:
    rows: Rows = [["姓名", "身份证号", "住址"], ["王丽", 420103195506071120.0, "锦澜苑3栋2单元302室"]]
    report = load(write_xlsx(tmp_path / "a.xlsx", {"居民": rows}), mapping="residents").files[0]
    (mention,) = store.scan("mention", scope=EVERYTHING)
    assert "E+17" in mention.identity_number
    assert not [each for each in mention.keys if each.startswith("i")]
    assert any("丢失" in each.text for each in report.notes)


def test_hidden_and_foreign_sheets_are_said_and_not_loaded(load: Load, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"一": GRID, "底稿": GRID, "说明": [["请填写"]]}, hidden=["底稿"])
    report = load(path).files[0]
    assert report.loaded == 2
    assert {(each.sheet, "隐藏" in each.text) for each in report.notes if each.sheet != "一"} == {
        ("底稿", True),
        ("说明", False),
    }


# -- refusals ------------------------------------------------------------------------------------


def test_a_register_of_a_special_population_is_refused_whole(load: Load, store: Store, tmp_path: Path) -> None:
    rows = [["打铜社区社区矫正人员花名册"], ["姓名", "住址"], ["王丽", "锦澜苑3栋2单元302室"]]
    with pytest.raises(FileUnreadable, match="特殊人群"):
        load(write_csv(tmp_path / "a.csv", rows))
    with pytest.raises(FileUnreadable, match="特殊人群"):
        load(write_csv(tmp_path / "吸毒人员登记.csv", rows[1:]))
    assert store.head()[0] == 0


def test_files_that_cannot_be_loaded_leave_the_store_as_it_was(load: Load, store: Store, tmp_path: Path) -> None:
    good = write_csv(tmp_path / "good.csv", GRID)
    unknown = write_csv(tmp_path / "unknown.csv", [["甲", "乙"], ["1", "2"]])
    hopeless = write_csv(tmp_path / "hopeless.csv", [HEAD, changed(上报时间="昨天")])
    empty = write_csv(tmp_path / "empty.csv", [HEAD])
    for path, mapping, error, word in [
        (unknown, None, NoMapping, "weekly_list"),
        (unknown, "grid", MissingColumn, "事件编号.*甲、乙"),
        (hopeless, "grid", NothingLoaded, "第 2 行 上报时间“昨天”"),
        (empty, "grid", NothingLoaded, "表头下面没有数据"),
        (tmp_path / "none.csv", None, FileMissing, "没有找到"),
    ]:
        with pytest.raises(error, match=word):
            load(good, path, mapping=mapping)
    assert store.head()[0] == 0


def test_a_file_of_which_every_header_is_of_any_table_is_not_guessed(tmp_path: Path, load: Load) -> None:
    with pytest.raises(NoMapping, match="都是哪种表都会有的列"):
        load(write_csv(tmp_path / "a.csv", [["编号", "标题", "内容"], ["1", "噪音", "很吵"]]))


# -- the way back --------------------------------------------------------------------------------


def test_rejected_rows_come_back_and_load_once_corrected(load: Load, store: Store, tmp_path: Path) -> None:
    bad = changed(事件编号="G2", 上报时间="昨天", 事件标题="=1+1", 办理状态="飞了")
    path = write_xlsx(tmp_path / "a.xlsx", {"清单": [["网格上报表（2024年）"], HEAD, ROW, bad]})
    back = tmp_path / "back.xlsx"
    report = load(path, rejects=back).files[0]
    assert (report.loaded, report.rejected, len(report.rejects)) == (1, 1, 2)
    assert [(each.row, each.column) for each in report.rejects] == [(4, "上报时间"), (4, "办理状态")]
    (sheet,) = read_file(back).sheets
    title, header, row = ([*each] for each in sheet.rows())
    assert title[0] == "网格上报表（2024年）"
    assert header == [*HEAD, "退回原因"]
    assert row[:-1] == bad
    assert "不是日期" in str(row[-1])
    row[1], row[3] = "3月7日", "办理中"
    fixed = write_xlsx(tmp_path / "fixed.xlsx", {"清单": [title, header, row]})
    assert load(fixed).files[0].rejected == 0
    assert case(store, "grid", "G2").received_at == dt.datetime(2024, 3, 7)
    assert case(store, "grid", "G2").title == "=1+1"


def test_rejects_that_cannot_be_written_stop_the_load(load: Load, store: Store, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [HEAD, ROW, changed(事件编号="G2", 上报时间="昨天")])
    with pytest.raises(OutputUnwritable):
        load(path, mapping="grid", rejects=tmp_path / "no" / "such" / "folder.xlsx")
    assert store.head()[0] == 0


def test_the_report_shows_no_number_unmasked(load: Load, tmp_path: Path) -> None:
    bad = changed(事件编号="G2", 上报时间="王丽19900001234 42010319550607112X", 申请人电话="没有")
    report = load(write_csv(tmp_path / "a.csv", [HEAD, ROW, bad]), mapping="grid")
    for text in (json.dumps(report.as_json(), ensure_ascii=False), report.as_text()):
        assert "19900001234" not in text
        assert "42010319550607112X" not in text
        assert "199****1234" in text


# -- what must always hold -----------------------------------------------------------------------


def test_any_order_of_columns_and_rows_gives_the_same_graph(tmp_path: Path) -> None:
    chance = random.Random(7)
    heads = set()
    for turn in range(6):
        folder = tmp_path / str(turn)
        folder.mkdir()
        order = list(range(len(MENTIONS[0])))
        rows = [*MENTIONS[1:]]
        if turn:
            chance.shuffle(order)
            chance.shuffle(rows)
        path = write_csv(folder / "a.csv", [[row[at] for at in order] for row in (MENTIONS[0], *rows)])
        store = open_store(f"sqlite:///{folder}/s.db", create=True)
        load_files(store, [path], by="t", at=AT)
        kinds = ("case", "mention", "step", "place")
        heads.add(
            str(
                [
                    [
                        (each.id, getattr(each, "title", ""), each.visible_to)
                        for each in store.scan(kind, scope=EVERYTHING)
                    ]
                    for kind in kinds
                ]
            )
        )
        store.close()
    assert len(heads) == 1


WORDS = [
    "",
    "王丽",
    "张三、李四等8人",
    "锦澜苑3栋2单元302室",
    "2024-03-05",
    "昨天",
    "已化解",
    "合计",
    "打铜社区",
    "=1+1",
]
CELLS = st.one_of(
    st.sampled_from([*WORDS, "19900001234", "第一周"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
)  # fmt: skip


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(chosen=st.data(), name=st.sampled_from(built_in_names()))
def test_no_row_is_ever_dropped(tmp_path_factory: pytest.TempPathFactory, chosen: st.DataObject, name: str) -> None:
    """Arbitrary cells under shuffled headers: every row is loaded, rejected or said to be no data."""
    headers = [each.headers[0] for each in built_in(name).columns]
    required = [each.headers[0] for each in built_in(name).required]
    header = chosen.draw(st.permutations(list(dict.fromkeys([*required, *headers[:9], "别的"]))))
    rows = chosen.draw(st.lists(st.lists(CELLS, max_size=len(header) + 1), max_size=6))
    path = write_csv(tmp_path_factory.mktemp("rows") / "a.csv", [header, *rows])
    report = prepare(path, mapping=built_in(name), by="t", at=dt.datetime(2024, 6, 3)).report
    assert report.read == read_file(path).sheets[0].height
    assert report.read == report.loaded + report.rejected + report.aside
    assert len({each.row for each in report.rejects}) == report.rejected
    assert all(each.reason and each.accepted for each in report.rejects)


def test_the_table_of_files_covers_every_built_in_mapping() -> None:
    assert sorted(each[0] for each in TABLE) == sorted(built_in_names())


def test_mentions_refer_to_their_batch(first: Path, store: Store) -> None:
    (batch,) = store.scan("batch", scope=EVERYTHING)
    assert (batch.file, batch.mapping, batch.loaded_by, batch.rows) == ("first.csv", "grid", "录入员", 1)
    assert {each.batch for each in store.scan("mention", scope=EVERYTHING)} == {batch.id}
    found = store.neighbours([Ask(ids=[batch.id])], scope=EVERYTHING)[0][0]
    assert found.total == 0
