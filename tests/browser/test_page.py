"""The page of a scene, opened from a disk with every host unreachable."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from graph.store import Scope, Store
from tests.browser import street
from tests.browser.watching import Watched
from viz.page import write_page
from viz.scene import Scene, SceneEdge, SceneNode, scene_of


@pytest.fixture(scope="module")
def scene(store: Store) -> Scene:
    return scene_of(store, [street.LEAK.id], depth=2, limit=50)


@pytest.fixture(scope="module")
def file(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "leak.html"
    write_page(scene, path, note="据 2025-11-23 的记录")
    return path


@pytest.fixture
def opened(watched: Watched, file: Path) -> Watched:
    watched.page.goto(file.as_uri())
    watched.page.wait_for_selector("body.drawn")
    return watched


def test_it_opens_alone_and_complains_of_nothing(opened: Watched, file: Path) -> None:
    opened.page.wait_for_timeout(300)
    assert opened.asked == [file.as_uri()]
    assert opened.complaints == []


def test_all_nodes_are_drawn_where_they_were_computed(opened: Watched, scene: Scene) -> None:
    drawn = opened.page.evaluate("sanlian.drawing.network.getPositions()")
    assert set(drawn) == {node.id for node in scene.nodes}
    assert opened.page.evaluate("sanlian.drawing.network.physics.physicsEnabled") is False
    expect(opened.page.locator("canvas")).to_be_visible()


def test_the_signs_of_the_kinds_are_painted(opened: Watched) -> None:
    """The middle of a case's sign has the colour of cases: what a policy forbids would stay blank."""
    colours = opened.page.evaluate(
        """async (id) => {
            await new Promise((done) => setTimeout(done, 300));
            const { network } = sanlian.drawing, canvas = document.querySelector("canvas");
            const at = network.canvasToDOM(network.getPosition(id)), ratio = canvas.width / canvas.clientWidth;
            const side = 16 * network.getScale();
            return [...canvas.getContext("2d").getImageData((at.x - side) * ratio, at.y * ratio, 1, 1).data];
        }""",
        street.LEAK.id,
    )
    assert all(abs(seen - painted) < 16 for seen, painted in zip(colours, (0xC2, 0x41, 0x0C, 255), strict=True))


def test_a_click_shows_facts_and_links(opened: Watched) -> None:
    page = opened.page
    at = page.evaluate(
        "(id) => sanlian.drawing.network.canvasToDOM(sanlian.drawing.network.getPosition(id))", street.LEAK.id
    )
    page.locator("#drawing").click(position=at)
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text(street.LEAK.title)
    expect(panel).to_contain_text("花楼水塔社区")
    expect(panel).to_contain_text("涉及·申请人")
    expect(panel).to_contain_text("未确认")
    panel.get_by_role("button", name="王建国").first.click()
    expect(panel.locator("h2")).to_have_text("王建国")
    assert opened.complaints == []


def test_a_row_of_the_list_chooses_its_node_and_the_filter_narrows_it(opened: Watched, scene: Scene) -> None:
    page = opened.page
    rows = page.locator(".listing tbody tr")
    expect(rows).to_have_count(len(scene.nodes) + len(scene.edges))
    page.locator(".listing").get_by_role("button", name="王建国").click()
    expect(page.locator("#panel h2")).to_have_text("王建国")
    expect(page.locator("tr.chosen")).to_have_count(1)
    page.locator("#filter").fill("司法所 组织层级")
    expect(page.locator(".listing tbody tr:visible")).to_have_count(1)


def test_the_legend_counts_kinds_and_hides_them(opened: Watched) -> None:
    button = opened.page.locator(".legend button[data-kind=person]")
    expect(button).to_contain_text("自然人4")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    hidden = opened.page.evaluate("sanlian.drawing.nodes.get().filter((node) => node.hidden).map((node) => node.kind)")
    assert hidden == ["person"] * 4


def test_names_that_attack_stay_text(opened: Watched) -> None:
    page = opened.page
    assert page.title() == "302室漏水致楼下天花板发霉 · 三链"
    for name in street.ATTACKS:
        page.locator(".listing").get_by_role("button", name=name).click()
        expect(page.locator("#panel h2")).to_have_text(name)
    assert page.locator("img[src=x]").count() == 0
    assert page.title() == "302室漏水致楼下天花板发霉 · 三链"
    assert opened.complaints == []


def test_no_number_leaves_whole(opened: Watched) -> None:
    whole = opened.page.content()
    assert street.TELEPHONE not in whole
    assert street.IDENTITY not in whole
    assert "199****1234" in whole


def test_keys_reach_everything(opened: Watched) -> None:
    page = opened.page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到列表")).to_be_focused()
    page.locator(".listing").get_by_role("button", name="王建国").press("Enter")
    expect(page.locator("#panel h2")).to_have_text("王建国")
    page.locator("#drawing").press("Escape")
    expect(page.locator("#panel .hint")).to_be_visible()


def test_the_picture_is_saved_from_the_page(opened: Watched) -> None:
    with opened.page.expect_download() as saved:
        opened.page.get_by_role("button", name="存为图片").click()
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    assert opened.complaints == []


def test_without_scripts_the_list_is_all_there(browser: Browser, file: Path, scene: Scene) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.locator(".listing tbody tr")).to_have_count(len(scene.nodes) + len(scene.edges))


def test_what_a_reader_may_not_see_is_a_number(watched: Watched, store: Store, tmp_path: Path) -> None:
    scene = scene_of(store, [street.UNIT.id], depth=1, scope=Scope.of())
    write_page(scene, tmp_path / "scoped.html")
    watched.page.goto((tmp_path / "scoped.html").as_uri())
    expect(watched.page.locator("header")).to_contain_text("4 条联系不在查看范围内")
    assert "李秀英" not in watched.page.content()


def test_two_thousand_nodes_are_drawn(watched: Watched, tmp_path: Path) -> None:
    nodes = tuple(
        SceneNode(id=f"n{i:04}", kind=("case", "person", "place")[i % 3], kind_zh="", label=f"对象{i}", facts=())
        for i in range(2000)
    )
    edges = tuple(
        SceneEdge(source=nodes[i].id, target=nodes[i // 3].id, type="linked", says="关联", facts=())
        for i in range(1, 2000)
    )
    write_page(Scene(title="两千", nodes=nodes, edges=edges), tmp_path / "large.html")
    watched.page.goto((tmp_path / "large.html").as_uri())
    watched.page.wait_for_selector("body.drawn")
    expect(watched.page.locator("header")).to_contain_text("2000 个对象")
    assert watched.complaints == []
