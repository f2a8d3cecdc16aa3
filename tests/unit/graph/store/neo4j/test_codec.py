"""Records to property maps and back."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.ids import make_id
from graph.model import Case, Edge, HandedTo, Judgement, Linked, Mention, Node, Organisation, Person
from graph.store.neo4j.codec import (
    WALL,
    canonical,
    codec_of,
    from_json,
    place_of,
    read_edge,
    read_node,
    searched,
    target_of,
    to_json,
)
from graph.store.wording import LONGEST

A, B = sorted(make_id("case", "grid", number) for number in ("1", "2"))
FIRM = make_id("organisation", "某公司")
CASE = Case(
    id=A,
    visible_to=("community-1", "*"),
    source="grid",
    number="1",
    kind="dispute",
    title="漏水",
    received_at=dt.datetime(2024, 3, 1, 9, 30),
    amount=5,
    due_on=dt.date(2024, 4, 1),
    legacy=True,
)
HANDED = HandedTo(source=A, target=FIRM, at=dt.datetime(2024, 3, 2), accepted=False)
LINKED = Linked(source=A, target=B, weight=2.5, reasons=("同一户", "同一当事人"))


@pytest.mark.parametrize("node", [CASE, Person(id=make_id("person", "x"), name="王芳", names=("王芳",))])
def test_a_node_comes_back_as_it_was(node: Node) -> None:
    assert read_node(codec_of(node).encode(node)) == node


@pytest.mark.parametrize("edge", [HANDED, LINKED])
def test_an_edge_comes_back_as_it_was(edge: Edge) -> None:
    assert read_edge(edge.TYPE, edge.source, edge.target, codec_of(edge).encode(edge)) == edge


@pytest.mark.parametrize("record", [CASE, HANDED, LINKED])
def test_the_journal_keeps_the_whole_record(record: Node | Edge) -> None:
    name = record.TYPE if isinstance(record, Edge) else record.KIND
    assert from_json(name, to_json(record)) == record


def test_none_is_left_out_and_a_whole_number_of_yuan_stays_an_amount() -> None:
    properties = codec_of(CASE).encode(CASE)
    assert "settled_on" not in properties
    assert isinstance(properties["amount"], float)
    assert properties["received_at"] == "2024-03-01T09:30:00"


def test_properties_of_a_newer_record_are_passed_over() -> None:
    assert read_node({**codec_of(CASE).encode(CASE), "colour": "red"}) == CASE


def test_a_symmetric_edge_is_stored_from_the_smaller_id() -> None:
    turned = Linked(source=B, target=A)
    assert canonical(turned) == Linked(source=A, target=B)
    assert target_of(turned) == target_of(canonical(turned)) == f"linked|{A}|{B}|"


def test_nodes_stand_before_edges_in_the_order_of_their_records() -> None:
    judged = Judgement(
        id=make_id("judgement", "x"),
        kind="same_person",
        a=A,
        b=B,
        answer="yes",
        by="王",
        why="",
        at=dt.datetime(2024, 1, 1),
    )
    assert sorted([LINKED, HANDED, judged, CASE], key=place_of) == [CASE, judged, HANDED, LINKED]


# -- the search's properties -----------------------------------------------------------------------


def test_a_title_and_the_other_texts_are_cut_apart() -> None:
    found = searched(Organisation(id=FIRM, name="江汉物业", aliases=("江物", "汉业")))
    assert found["search_title"] == "江汉 汉物 物业 业"
    assert found["search_text"] == f"江物 物{WALL}汉业 业"
    assert found["title_length"] == 4


def test_of_long_texts_the_same_beginning_is_indexed_as_by_the_other_engine() -> None:
    mention = Mention(id=make_id("mention", "x"), source="grid", record="a" * (LONGEST - 2), address="山海路")
    assert searched(mention)["search_text"].endswith(f"{WALL}山")


def test_a_record_without_text_is_not_indexed() -> None:
    assert searched(Mention(id=make_id("mention", "x"), source="grid", record="", name="")) == {}
