"""The explorer over a served store: search, expand with a guard, find the way, list and save."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import street
from tests.browser.watching import Watched


@pytest.fixture
def explorer(watched: Watched, address: str) -> Watched:
    watched.page.goto(f"{address}/explore")
    expect(watched.page.locator("#found button").first).to_be_visible()
    return watched


def _search(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.get_by_role("button", name="搜索", exact=True).click()


def _open(page: Page, text: str, name: str) -> None:
    _search(page, text)
    page.locator("#found").get_by_role("button", name=name).click()
    expect(page.locator("#panel h2")).to_have_text(name)


def _drawn(page: Page) -> set[str]:
    return set(page.evaluate("sanlian.drawing.nodes.get().map((node) => node.name)"))


def test_it_asks_its_own_server_alone_and_complains_of_nothing(explorer: Watched, address: str) -> None:
    _open(explorer.page, "漏水", street.LEAK.title)
    assert all(each.startswith(address) for each in explorer.asked)
    assert explorer.complaints == []


def test_it_begins_with_what_comes_back_and_never_ranks_people(explorer: Watched) -> None:
    found = explorer.page.locator("#found")
    expect(found).to_contain_text("尚无共同牵头")
    assert re.search(r"分|风险|评级", found.inner_text()) is None


def test_a_case_tells_how_it_goes_and_another_node_does_not(explorer: Watched) -> None:
    panel = explorer.page.locator("#panel")
    _open(explorer.page, "漏水", street.LEAK.title)
    expect(panel.get_by_role("heading", name="办理", exact=True)).to_be_visible()
    expect(panel).to_contain_text("现办单位")
    expect(panel.get_by_role("heading", name=re.compile("^经过"))).to_be_visible()
    _open(explorer.page, "王建国", "王建国")
    expect(panel).not_to_contain_text("现办单位")
    assert explorer.complaints == []


def test_what_is_found_is_drawn_with_its_links(explorer: Watched) -> None:
    page = explorer.page
    _open(page, "漏水", street.LEAK.title)
    assert _drawn(page) == {
        street.LEAK.title,
        street.AGAIN.title,
        *("王建国", "李秀英", "汉润里3栋302室", "花楼水塔社区居民委员会", "民权街道司法所"),
    }
    expect(page.locator("#node-count")).to_have_text("7")
    dashed = page.evaluate("sanlian.drawing.edges.get().filter((edge) => edge.dashes).map((edge) => edge.type)")
    assert sorted(dashed) == ["linked", "party_to"]


def test_the_panel_tells_facts_and_the_words_of_links(explorer: Watched) -> None:
    page = explorer.page
    _open(page, "漏水", street.LEAK.title)
    panel = page.locator("#panel")
    expect(panel).to_contain_text("花楼水塔社区")
    expect(panel).to_contain_text("2025-03-05 09:30")
    expect(panel).to_contain_text("涉及·申请人、见证人")
    expect(panel).to_contain_text("移交单位：花楼水塔社区居民委员会")
    expect(panel).to_contain_text("理由：同一申请人")
    expect(panel).to_contain_text("199****1234")
    assert street.TELEPHONE not in page.content()
    assert street.IDENTITY not in page.content()


def test_expanding_says_how_many_are_new_and_collapsing_takes_them_back(explorer: Watched) -> None:
    page = explorer.page
    _open(page, "漏水", street.LEAK.title)
    before = _drawn(page)
    page.locator("#panel").get_by_role("button", name="汉润里3栋302室").click()
    page.locator("#panel").get_by_role("button", name="展开").click()
    expect(page.locator("#status")).to_have_text("新画出 4 个对象。")
    assert _drawn(page) - before == {"汉润里3栋", "汉润置业有限公司", *street.ATTACKS}
    page.locator("#panel").get_by_role("button", name="收起").click()
    expect(page.locator("#status")).to_have_text("收起了 4 个对象。")
    assert _drawn(page) == before


def test_what_is_pinned_or_hangs_on_something_else_is_not_collapsed(explorer: Watched) -> None:
    page = explorer.page
    _open(page, "汉润里3栋302", "汉润里3栋302室")
    page.locator("#panel").get_by_role("button", name="汉润置业有限公司").click()
    page.locator("#panel").get_by_role("button", name="固定").click()
    page.locator("#panel").get_by_role("button", name="汉润里3栋302室").click()
    page.locator("#panel").get_by_role("button", name="收起").click()
    expect(page.locator("#status")).to_contain_text("收起了")
    linked_with_each_other = {street.LEAK.title, "李秀英"}
    assert _drawn(page) == {"汉润里3栋302室", "汉润置业有限公司", *linked_with_each_other}


@pytest.mark.parametrize(("answer", "drawn"), [("取消", 1), ("前 50 个", 51), ("全部", 72)])
def test_it_asks_before_it_draws_many(explorer: Watched, answer: str, drawn: int) -> None:
    page = explorer.page
    _open(page, "汉润置业", "汉润置业有限公司")
    assert len(_drawn(page)) == 1, "71 links: nothing more is drawn without asking"
    page.locator("#panel").get_by_role("button", name="展开").click()
    guard = page.locator("#guard")
    expect(guard).to_contain_text("还有 71 条联系没有画出")
    guard.get_by_role("button", name=answer).click()
    expect(page.locator("#node-count")).to_have_text(str(drawn))


def test_new_nodes_cover_nothing_and_what_stands_stays(explorer: Watched) -> None:
    page = explorer.page
    _open(page, "汉润置业", "汉润置业有限公司")
    before = page.evaluate("sanlian.drawing.network.getPositions()")
    page.locator("#panel").get_by_role("button", name="展开").click()
    page.locator("#guard").get_by_role("button", name="全部").click()
    expect(page.locator("#node-count")).to_have_text("72")
    places = page.evaluate("sanlian.drawing.network.getPositions()")
    assert all(places[id] == at for id, at in before.items())
    near = [
        (a, b)
        for a, at in places.items()
        for b, other in places.items()
        if a < b and abs(at["x"] - other["x"]) < 90 and abs(at["y"] - other["y"]) < 70
    ]
    assert near == []


def test_the_way_between_two_is_drawn_and_told(explorer: Watched) -> None:
    page = explorer.page
    _open(page, "王建国", "王建国")
    page.locator("#panel").get_by_role("button", name="以此为路径起点").click()
    _open(page, "汉润置业", "汉润置业有限公司")
    page.locator("#panel").get_by_role("button", name="找“王建国”到这里的路径").click()
    way = page.locator("#way")
    expect(way).to_contain_text("王建国")
    expect(way).to_contain_text("汉润置业有限公司")
    marked = page.evaluate("sanlian.drawing.edges.get().filter((edge) => edge.onPath).length")
    assert marked == 3
    way.get_by_role("button", name="不再标出").click()
    expect(way).to_be_hidden()
    assert page.evaluate("sanlian.drawing.edges.get().filter((edge) => edge.onPath).length") == 0


def test_no_way_is_said(explorer: Watched) -> None:
    page = explorer.page
    _open(page, "王建国", "王建国")
    page.locator("#panel").get_by_role("button", name="以此为路径起点").click()
    _open(page, "无人相干", street.APART.title)
    page.locator("#panel").get_by_role("button", name="找“王建国”到这里的路径").click()
    expect(page.locator("#status")).to_contain_text("没有找到联系")


def test_all_that_is_drawn_is_listed_and_saved(explorer: Watched) -> None:
    page = explorer.page
    _open(page, "漏水", street.LEAK.title)
    expect(page.locator("#nodes tr")).to_have_count(7)
    expect(page.locator("#edges tr")).to_have_count(int(page.locator("#edge-count").inner_text()))
    with page.expect_download(lambda file: file.suggested_filename == "三链-对象.csv") as saved:
        page.get_by_role("button", name="存为表格").click()
    rows = list(csv.reader(io.StringIO(saved.value.path().read_text(encoding="utf-8-sig"))))
    assert rows[0][:3] == ["编号", "类别", "名称"]
    assert {row[2] for row in rows[1:]} == _drawn(page)
    assert explorer.complaints == []


def test_names_that_attack_stay_text(explorer: Watched) -> None:
    page = explorer.page
    _open(page, "汉润里3栋302", "汉润里3栋302室")
    for name in street.ATTACKS:
        page.locator("#listing").get_by_role("button", name=name).first.click()
        expect(page.locator("#panel h2")).to_have_text(name)
    assert page.locator("img[src=x]").count() == 0
    assert page.title() == "三链 · 联系图"
    assert explorer.complaints == []


def test_a_search_for_nothing_says_so_and_an_empty_one_begins_again(explorer: Watched) -> None:
    page = explorer.page
    _search(page, "没有这样的词")
    expect(page.locator("#found")).to_contain_text("没有找到")
    _search(page, "")
    expect(page.locator("#found")).to_contain_text("尚无共同牵头")


def test_an_answer_that_comes_late_does_not_cover_a_later_one(watched: Watched, address: str) -> None:
    page = watched.page

    def delay_the_first(route: Route) -> None:
        if "recurringParties" in (route.request.post_data or ""):
            page.wait_for_timeout(1000)
        route.continue_()

    page.route("**/graphql", delay_the_first)
    page.goto(f"{address}/explore")
    _search(page, "漏水")
    expect(page.locator("#found")).to_contain_text("找到 2 条")
    page.wait_for_timeout(1500)
    expect(page.locator("#found")).to_contain_text("找到 2 条")


def test_an_address_opens_what_it_names(watched: Watched, address: str) -> None:
    watched.page.goto(f"{address}/explore#{street.WANG.id}")
    expect(watched.page.locator("#panel h2")).to_have_text("王建国")
    watched.page.goto("about:blank")
    watched.page.goto(f"{address}/explore#no-id")
    expect(watched.page.locator("#status.wrong")).to_contain_text("不是有效的编号")


def test_a_server_that_is_gone_is_named(explorer: Watched) -> None:
    explorer.page.route("**/graphql", lambda route: route.abort())
    _search(explorer.page, "漏水")
    expect(explorer.page.locator("#status.wrong")).to_contain_text("连不上服务器")
