"""Bridges and cuts beside networkx, and by hand."""

from __future__ import annotations

import random

import networkx as nx
import pytest

from graph.duty import network
from graph.duty.network import bridges, cuts, network_of
from graph.store.duty_questions import TakesPart


def _ties(*matters: str) -> list[TakesPart]:
    """Matters by the letters of the organisations that take part in them."""
    return [TakesPart(f"matter-{n}", who) for n, some in enumerate(matters) for who in some]


def _beside(ties: list[TakesPart]) -> nx.Graph:
    graph = nx.Graph((each.matter, each.organisation) for each in ties)
    graph.remove_nodes_from([each for each in list(graph) if each.startswith("matter") and graph.degree(each) < 2])
    graph.remove_nodes_from([each for each in list(graph) if graph.degree(each) == 0])
    return graph


def _random_ties(seed: int) -> list[TakesPart]:
    chance = random.Random(seed)
    return _ties(*("".join(chance.sample("ABCDEFGHIJ", chance.choice((1, 2, 2, 3)))) for _ in range(9)))


@pytest.mark.parametrize("seed", range(30))
def test_betweenness_is_networkx_s(seed: int) -> None:
    ties = _random_ties(seed)
    expected = nx.betweenness_centrality(_beside(ties))
    found = {each.organisation: each.betweenness for each in bridges(network_of(ties))}
    assert found == pytest.approx(
        {who: share for who, share in expected.items() if len(who) == 1 and share > 0}, abs=1e-6
    )


@pytest.mark.parametrize("seed", range(30))
def test_who_cuts_the_network_is_an_articulation_point_of_networkx(seed: int) -> None:
    ties = _random_ties(seed)
    graph = _beside(ties)
    points = {each for each in nx.articulation_points(graph) if len(each) == 1}
    found = {each.organisation: each for each in cuts(network_of(ties))}
    assert found.keys() == points
    for who, cut in found.items():
        rest = graph.subgraph(nx.node_connected_component(graph, who) - {who})
        parts = sorted((len(each) for each in nx.connected_components(rest)), reverse=True)
        assert (cut.parts, len(cut.cut_off) + cut.cut_matters) == (len(parts), sum(parts[1:]))


def test_the_one_between_two_groups() -> None:
    first, second = cuts(network_of(_ties("ABC", "AB", "CD", "E", "DF")))
    assert first.organisation == "C" and first.cut_off == ("D", "F") and first.cut_matters == 2
    assert second.organisation == "D" and second.cut_off == ("F",) and second.cut_matters == 1
    assert [each.organisation for each in bridges(network_of(_ties("ABC", "CD")))] == ["C"]


def test_nothing_joins_nothing() -> None:
    assert bridges(network_of([])) == cuts(network_of([])) == []
    assert bridges(network_of(_ties("A", "B"))) == []


def test_any_order_is_one_network() -> None:
    ties = _random_ties(1)
    shuffled = random.Random(2).sample(ties, len(ties))
    assert bridges(network_of(ties)) == bridges(network_of(shuffled)) and cuts(network_of(ties)) == cuts(
        network_of(shuffled)
    )


def test_a_large_network_is_estimated_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    ties = _ties(*("".join(random.Random(n).sample("ABCDEFGHIJ", 3)) for n in range(400)))
    exact = bridges(network_of(ties))
    monkeypatch.setattr(network, "STEPS_AT_MOST", 200_000)
    about = {each.organisation: each for each in bridges(network_of(ties))}
    assert all(each.exact for each in exact) and not any(each.exact for each in about.values())
    for each in exact:
        assert about[each.organisation].betweenness == pytest.approx(each.betweenness, rel=0.3)
