from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from graph.errors import BadId, UnknownRecord
from graph.ids import make_id
from graph.store import EVERYTHING, Absent, Ask, Scope, Store
from viz.scene import Scene, SceneEdge, SceneNode, edges_between, scene_of, scene_of_records
from viz.words import Words


def _node(scene: Scene, id: str) -> SceneNode:
    return next(each for each in scene.nodes if each.id == id)


def _edges(scene: Scene, source: str, target: str) -> list[SceneEdge]:
    return [each for each in scene.edges if (each.source, each.target) == (source, target)]


def _facts(drawn: SceneNode | SceneEdge) -> dict[str, str]:
    return {fact.name: fact.value for fact in drawn.facts}


def test_a_scene_holds_what_lies_within_its_depth(store: Store, story) -> None:
    near = scene_of(store, [story.id("leak")], depth=1)
    assert {node.id for node in near.nodes} == {
        story.id(name)
        for name in ("leak", "unit", "wang", "li", "committee", "justice", "again", "matter", "mediation")
    }
    assert {node.distance for node in near.nodes} == {0, 1}
    far = scene_of(store, [story.id("leak")], depth=2)
    assert story.id("building") in {node.id for node in far.nodes}
    assert _node(far, story.id("building")).distance == 2


def test_its_title_is_what_was_asked_for(store: Store, story) -> None:
    assert scene_of(store, [story.id("leak")], depth=0).title == "302室漏水致楼下天花板发霉"
    several = scene_of(store, [story.id(name) for name in ("leak", "wang", "unit", "li")], depth=0)
    assert several.title.endswith("等4项")


def test_facts_are_named_in_chinese_and_ids_by_their_title(store: Store, story) -> None:
    scene = scene_of(store, [story.id("leak")], depth=1)
    facts = _facts(_node(scene, story.id("leak")))
    assert facts["所属社区"] == "花楼水塔社区"
    assert facts["来源渠道"] == "网格"
    assert facts["涉及金额（元）"] == "12,500"
    assert "标题" not in facts
    assert "原始记录" not in facts


def test_numbers_are_masked_in_sealed_fields_and_in_free_text(store: Store, story) -> None:
    scene = scene_of(store, [story.id("leak")], depth=2)
    said = repr(scene)
    assert "19900001234" not in said
    assert "420103199001011237" not in said
    assert "199****1234" in said
    assert "4201************37" in said


def test_numbers_are_whole_for_a_recorded_reading(store: Store, story) -> None:
    scene = scene_of(store, [story.id("wang")], depth=0, words=Words(unmask=True))
    facts = _facts(_node(scene, story.id("wang")))
    assert facts["联系电话"] == "19900001234"


def test_an_edge_says_its_words_with_its_codes(store: Store, story) -> None:
    scene = scene_of(store, [story.id("leak")], depth=1)
    said = {edge.says for edge in _edges(scene, story.id("wang"), story.id("leak"))}
    assert said == {"涉及·申请人", "涉及·见证人"}
    [by_li] = _edges(scene, story.id("li"), story.id("leak"))
    assert by_li.provisional
    linked = next(edge for edge in scene.edges if edge.type == "linked")
    assert linked.says == "关联·重复件"
    assert linked.provisional
    assert _facts(linked)["理由"] == "同一申请人；同一电话 199****1234"


def test_handing_over_twice_is_two_edges_and_names_who_gave(store: Store, story) -> None:
    handed = _edges(scene_of(store, [story.id("leak")], depth=1), story.id("leak"), story.id("justice"))
    assert [_facts(edge)["是否接收"] for edge in handed] == ["否", "是"]
    assert {_facts(edge)["移交单位"] for edge in handed} == {"花楼水塔社区居民委员会"}


@pytest.mark.parametrize("limits", [{"limit": 3}, {"most": 4}, {"depth": 0}])
def test_what_is_not_drawn_is_counted(store: Store, story, limits: dict[str, int]) -> None:
    whole = scene_of(store, [story.id("leak")], depth=1)
    part = scene_of(store, [story.id("leak")], **{"depth": 1, **limits})
    drawn = [edge for edge in part.edges if story.id("leak") in (edge.source, edge.target)]
    assert _node(whole, story.id("leak")).cut == 0
    assert _node(part, story.id("leak")).cut == 10 - len(drawn) > 0


def test_what_lies_beyond_the_depth_is_counted_where_it_begins(store: Store, story) -> None:
    scene = scene_of(store, [story.id("leak")], depth=1)
    assert {node.label: node.cut for node in scene.nodes if node.cut} == {"汉润里3栋302室": 2, "王建国": 1}


def test_what_the_scope_hides_is_counted_and_not_named(store: Store, story) -> None:
    scope = Scope.of(story.id("community"))
    scene = scene_of(store, [story.id("wang")], depth=1, scope=scope)
    assert _node(scene, story.id("wang")).hidden == 1
    assert "噪声" not in repr(scene)


def test_what_is_absent_or_out_of_scope_is_unknown(store: Store, story) -> None:
    for id in (make_id("case", "nobody"), story.id("elsewhere")):
        with pytest.raises(UnknownRecord, match="没有找到"):
            scene_of(store, [id], scope=Scope.of(story.id("community")))
    with pytest.raises(BadId):
        scene_of(store, ["no id"])


def test_the_same_records_in_any_order_are_the_same_scene(story) -> None:
    nodes, edges = list(story.nodes.values()), story.edges
    assert scene_of_records(nodes, edges) == scene_of_records(nodes[::-1], edges[::-1])


def test_an_edge_to_what_is_not_drawn_is_left_out(story) -> None:
    drawn = [story.nodes["leak"], story.nodes["wang"]]
    assert {edge.type for edge in scene_of_records(drawn, story.edges).edges} == {"party_to"}


class _Counting:
    """A store that counts its calls and shows no more than a few links of an end."""

    def __init__(self, store: Store, most: int = 500) -> None:
        self._store, self._most, self.calls = store, most, []

    def __getattr__(self, verb: str) -> Any:
        def call(*args: Any, **named: Any) -> Any:
            self.calls.append(verb)
            return getattr(self._store, verb)(*args, **named)

        return call

    def neighbours(self, asks: Sequence[Ask], *, scope: Scope) -> Any:
        self.calls.append("neighbours")
        less = [replace(ask, limit=min(ask.limit, self._most)) for ask in asks]
        return self._store.neighbours(less, scope=scope)


def test_a_scene_takes_a_fixed_number_of_reads(store: Store, story) -> None:
    counts = []
    for depth in (1, 3):
        counting = _Counting(store)
        scene_of(counting, [story.id("leak")], depth=depth)
        counts.append(counting.calls)
    assert counts[0] == counts[1] == ["get", "around", "get", "neighbours", "get", "neighbours"]


def test_an_edge_whose_source_has_too_many_is_read_from_its_other_end(store: Store, story) -> None:
    around = store.around([story.id("wang")], depth=1, scope=EVERYTHING)
    skeleton = [each for each in around.edges if each[1] == "party_to" and each[0] == story.id("wang")]
    counting = _Counting(store, most=2)
    read = edges_between(counting, skeleton, scope=EVERYTHING)
    assert {(key.source, key.type, key.target) for key in read} == set(skeleton)
    assert counting.calls == ["neighbours", "neighbours"]


def test_an_edge_that_was_not_read_is_drawn_as_uncertain(store: Store, story) -> None:
    class Blind(_Counting):
        def neighbours(self, asks: Sequence[Ask], *, scope: Scope) -> Any:
            return [[Absent for _ in ask.ids] for ask in asks]

    scene = scene_of(Blind(store), [story.id("leak")], depth=1)
    assert scene.edges
    assert all(edge.provisional and not edge.facts for edge in scene.edges)
