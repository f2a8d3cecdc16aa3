from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from graph.errors import AssetsMissing, OutputUnwritable
from graph.store import Store
from viz import assets
from viz.layout import coordinates
from viz.network import group_of, network_of
from viz.page import embedded, page_of, write_page
from viz.scene import Scene, scene_of


@pytest.fixture(scope="module")
def scene(store: Store, story) -> Scene:
    return scene_of(store, [story.id("leak")], depth=2)


@pytest.fixture(scope="module")
def html(scene: Scene) -> str:
    return page_of(scene, note="据 2025-11-23 的记录")


def test_the_page_names_no_host(html: str) -> None:
    assert re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]{2,}", html) == []
    assert re.findall(r"<(?:link|script|img|iframe)[^>]+(?:href|src)=\"(?!data:)[^\"]*", html) == []


def test_the_policy_lets_the_two_scripts_run_and_nothing_else(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    allowed = set(re.findall(r"sha256-([^&']+)", policy[1]))
    scripts = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    assert {base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in scripts} == allowed
    assert len(scripts) == 2
    assert policy[1].startswith("default-src &#x27;none&#x27;;")


def test_names_that_attack_stay_text(html: str) -> None:
    assert "<img src=x" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;&lt;/script&gt;" in html
    data = re.search(r'<script type="application/json" id="scene">(.*?)</script>', html, flags=re.DOTALL)
    assert data is not None
    names = {node["name"] for node in json.loads(data[1])["nodes"]}
    assert "张<img src=x onerror=alert(1)></script>伟" in names


@pytest.mark.parametrize("value", ["</script>", "<!--", "a&b", "\u2028\u2029", "中文"])
def test_what_is_embedded_comes_back_and_holds_no_markup(value: str) -> None:
    text = embedded({"value": value})
    assert json.loads(text) == {"value": value}
    assert not set("<>&\u2028\u2029") & set(text)


def test_all_that_is_drawn_is_listed_without_a_script(html: str, scene: Scene) -> None:
    body = html[html.index("<tbody>") : html.index('<script type="application/json"')]
    assert body.count("<tr>") - 1 == len(scene.nodes) + len(scene.edges)
    assert "<noscript>" in html


def test_numbers_are_masked_everywhere_in_the_page(html: str) -> None:
    assert "19900001234" not in html
    assert "420103199001011237" not in html


def test_the_same_scene_is_the_same_page(scene: Scene, html: str) -> None:
    assert page_of(scene, note="据 2025-11-23 的记录") == html


def test_pyvis_draws_with_its_physics_off_and_edges_apart(scene: Scene, story) -> None:
    network = network_of(scene, coordinates(scene))
    assert network.options["physics"] == {"enabled": False}
    assert network.num_nodes() == len(scene.nodes)
    assert network.num_edges() == len(scene.edges)
    handed = [edge for edge in network.edges if (edge["from"], edge["to"]) == (story.id("leak"), story.id("justice"))]
    assert len({json.dumps(edge.get("smooth")) for edge in handed}) == 2
    linked = [edge for edge in network.edges if edge["says"].startswith("关联")]
    assert [edge["arrows"] for edge in linked] == [""], "no direction, no arrow"
    li = network.node_map[story.id("li")]
    assert li["group"] == group_of("person", provisional=True)
    assert li["group"] in network.options["groups"]


def test_a_page_that_cannot_be_written_says_so(scene: Scene, tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable, match="写不了"):
        write_page(scene, tmp_path / "absent" / "page.html")


def test_missing_assets_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "_FOLDER", tmp_path)
    with pytest.raises(AssetsMissing, match=r"vis-network\.min\.js.*make setup"):
        assets.text(assets.NETWORK_SCRIPT)
