"""The benchmarks run, on a town of a few streets; how fast is nobody's assertion."""

from __future__ import annotations

import json

import pytest

from bench import links_speed
from bench import store as of_the_store
from bench.__main__ import benchmarks, run
from bench.complaints import Complaints
from bench.measuring import figure
from bench.tables import markdown
from bench.town import Town
from graph.masking import mask_text
from graph.model import Case
from graph.store.protocol import check_ends

SMALL = ["--people=120", "--cases=20", "--units=8", "--engine=sqlite", "--budget=0.001", "--bulk-runs=2"]


def test_the_same_seed_makes_the_same_town_whatever_is_made_first() -> None:
    one, other = Town(60, 20, 8), Town(60, 20, 8)
    edges_first = other.edges
    assert list(one.records()) == [*other.nodes, *edges_first]
    assert list(Town(60, 20, 8, seed=1).records()) != list(one.records())


def test_every_edge_of_the_town_stands_between_two_of_its_nodes() -> None:
    town = Town(60, 20, 8)
    known = {each.id for each in town.nodes}
    assert len(known) == len(town.nodes)
    for each in town.edges:
        check_ends(each)
        assert {each.source, each.target} <= known


def test_telephones_are_fictional() -> None:
    numbers = [number for each in Town(60, 20, 8).residents for number in each.telephones]
    assert all(number.startswith("1990") and mask_text(number) != number for number in numbers)


def test_every_verb_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    of_the_store.main([*SMALL, "--json"])
    (figures,) = json.loads(capsys.readouterr().out).values()
    names = {each["name"] for each in figures}
    assert {"get, 1 id", "around, 3 hops", "shortest path", "bulk write", "bytes on disk"} <= names
    assert all(each["p10"] <= each["median"] <= each["p90"] for each in figures)


def test_complaints_are_the_same_for_the_same_seed_and_some_are_about_one_thing() -> None:
    records = list(Complaints(400).records())
    assert records == list(Complaints(400).records()) != list(Complaints(400, seed=1).records())
    cases = [each for each in records if isinstance(each, Case)]
    assert len({each.id for each in cases}) == 400
    assert 120 < sum(len(each.text) for each in cases) / 400 < 260
    assert len({each.title for each in cases}) < 400


def test_linking_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    links_speed.main(["--cases=60", "--new=3"])
    told = capsys.readouterr().out
    assert "all linked" in told
    assert "one new case linked" in told


def test_a_table_has_a_column_for_each_engine() -> None:
    fast, slow = figure("get", "ms", [1.0, 2.0, 3.0]), figure("get", "ms", [20.0])
    assert markdown({"one": [fast], "other": [slow, figure("open", "ms", [1.0])]}).splitlines() == [
        "|  | one | p10–p90 | other | p10–p90 |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| get | 2 ms | 1.2–2.8 | 20 ms |  |",
        "| open | – |  | 1 ms |  |",
    ]


def test_benchmarks_are_found_by_their_folder() -> None:
    assert "store" in benchmarks()
    assert run(["no such benchmark"]) == 2
