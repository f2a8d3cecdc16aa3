from __future__ import annotations

import json
import re

from graph.schema import EDGE_SHAPES, NODE_SHAPES
from viz.explore import FOLDER, explore_page, words


def test_the_page_holds_no_script_and_names_no_host() -> None:
    page = explore_page()
    assert re.findall(r"https?://", page) == []
    assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page) == []
    assert " style=" not in page
    assert re.findall(r"\son\w+=", page) == []


def test_every_file_that_the_page_loads_is_there() -> None:
    loaded = re.findall(r"/explore/static/([\w.]+)", explore_page())
    assert len(loaded) > 5
    assert [name for name in loaded if not (FOLDER / name).is_file()] == []


def test_no_browser_file_names_a_host_or_makes_markup_of_text() -> None:
    for path in FOLDER.iterdir():
        source = path.read_text(encoding="utf-8")
        assert re.findall(r"https?://", source) == [], path.name
        assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", source) == [], path.name


def test_the_words_cover_every_record_and_give_no_hidden_field() -> None:
    known = words()
    assert set(known["kinds"]) == set(NODE_SHAPES)
    assert set(known["edges"]) == set(EDGE_SHAPES)
    asked = {name for kind in known["kinds"].values() for name, _, _ in kind["fields"]}
    assert {"statusLabel", "receivedAt", "telephones"} <= asked
    assert not {"visibleTo", "keys", "original", "origin", "id"} & asked
    assert known["edges"]["party_to"]["said"] == ["roleLabel"]


def test_what_can_be_searched_for_can_be_drawn() -> None:
    searched = set(words()["searched"])
    assert {"case", "person", "place", "organisation", "matter", "meeting"} <= searched
    assert not {"mention", "step", "batch", "judgement", "redirect", "reveal"} & searched


def test_what_is_told_of_a_source_row_are_its_fields() -> None:
    mention = words()["kinds"]["mention"]
    assert set(words()["provenance"]["told"]) <= {name for name, _, _ in mention["fields"]}


def test_what_the_page_knows_comes_back_whole() -> None:
    held = re.search(r'<script type="application/json" id="known">(.*?)</script>', explore_page(), flags=re.DOTALL)
    assert held is not None
    assert json.loads(held[1]) == json.loads(json.dumps(words()))
