"""The two words of this engine's queries, and that no question forgets the first."""

from __future__ import annotations

import re

import pytest

from graph.errors import UnknownKind
from graph.store import EVERYTHING, QUESTIONS, Question, Scope
from graph.store.neo4j.asking import text_of
from graph.store.neo4j.scoping import expand, labels_of, parameters_of, types_of

OWN = Scope.of("community-1")
_NODE = re.compile(r"(?<!\w)\((\w+)(?::[\w|]+)?(?: \{[^}]*\})?(?: WHERE [^()]*\(\w+\))?\)(?=[\s)-]|<-)")
_NOT_A_RECORD = {"k"}
"""`Key` nodes hold digests, and lead only to mentions that are looked at themselves."""


@pytest.mark.parametrize(
    ("query", "unrestricted"),
    [
        ("MATCH (n) WHERE visible(n) RETURN n", "MATCH (n) RETURN n"),
        ("MATCH (n) WHERE visible(n) AND n.x = 1", "MATCH (n) WHERE n.x = 1"),
        ("MATCH (n) WHERE n.x = 1 AND visible(n) RETURN n", "MATCH (n) WHERE n.x = 1 RETURN n"),
        ("COUNT { (x)--(y) WHERE visible(y) }", "COUNT { (x)--(y) }"),
        ("MATCH (a), (b) WHERE visible(a) AND visible(b) RETURN a", "MATCH (a), (b) RETURN a"),
    ],
)
def test_an_unrestricted_reader_s_query_has_no_condition_for_it(query: str, unrestricted: str) -> None:
    assert expand(query, EVERYTHING) == unrestricted
    assert parameters_of(EVERYTHING) == {}


def test_a_reader_sees_public_kinds_and_own_areas() -> None:
    query = expand("MATCH (n) WHERE visible(n)", OWN)
    assert query == (
        "MATCH (n) WHERE (n:Place|Organisation|Officer|Redirect|Setting OR"
        " any(area IN n.visible_to WHERE area IN $scope))"
    )
    assert parameters_of(OWN) == {"scope": ["*", "community-1"]}


def test_an_id_is_followed_inside_the_query() -> None:
    assert "answering" not in expand("WITH answering(asked) AS id", OWN)
    assert "[:THEN*0..16]" in expand("WITH answering(asked) AS id", OWN)


def test_only_names_of_the_records_enter_a_query() -> None:
    assert types_of(["party_to", "in", "in"]) == ":PARTY_TO|IN"
    assert labels_of(["case", "person"]) == ":Case|Person"
    for refused in (types_of, labels_of):
        with pytest.raises(UnknownKind):
            refused(["x]->() DETACH DELETE n //"])


def test_no_types_and_no_kinds_match_nothing_while_none_is_all() -> None:
    assert types_of([]) == ":NOTHING"
    assert labels_of([]) == ":Nothing"
    assert "REFERS_TO" not in types_of(None)
    assert labels_of(None) == ""


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.name)
def test_a_question_looks_at_no_node_that_its_reader_may_not_see(question: Question) -> None:
    text = re.sub(r"//.*", "", text_of(question))
    bound = set(_NODE.findall(text)) - _NOT_A_RECORD
    assert bound, "no node was recognised"
    seen = set(re.findall(r"visible\((\w+)\)", text))
    assert bound - seen == set()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.name)
def test_a_question_s_first_line_names_its_parameters(question: Question) -> None:
    first, _, rest = text_of(question).partition("\n")
    assert first.startswith("// ")
    assert set(re.findall(r"\$(\w+)", rest)) == set(question.parameters)
    for name in (*question.parameters, *question.row._fields):
        assert re.search(rf"\b{name}\b", first), name
