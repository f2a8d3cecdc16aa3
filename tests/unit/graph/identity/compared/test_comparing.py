"""Pairs that are compared by columns: their levels, one weight however it is worked out, and who is joined."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Sequence
from dataclasses import replace

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import JaroWinkler

from bench.historical.rows import Row, rows
from graph.identity.compared.profile import profile_text
from graph.identity.evidence import evidence_of
from graph.identity.keys import keys_of
from graph.identity.resolve import resolve_mentions
from graph.identity.weights.blocks import blocks_of, candidates
from graph.identity.weights.compared.batch import weigh_profile
from graph.identity.weights.compared.comparisons import compared_of
from graph.identity.weights.compared.training import train_profile
from graph.identity.weights.reasons import reasons, waterfall
from graph.identity.weights.scoring import weigh
from graph.identity.weights.settings import from_json, to_json
from graph.identity.weights.shipped import SHIPPED
from graph.model import Judgement, Mention

COLUMNS = {
    "full_name": "full_name", "first_name": "given_name", "surname": "family_name", "dob": "date",
    "birth_place": "text", "postcode_fake": "postcode", "gender": "exact", "occupation": "category",
}  # fmt: skip
PROFILE = profile_text(COLUMNS)
TODAY = dt.date(2026, 3, 1)


def mention(id: str, *, profile: str = PROFILE, **row: str) -> Mention:
    made = Mention(id=id, source="other", record=id, name=row.get("full_name", ""), profile=profile,
                   original=json.dumps(row))  # fmt: skip
    return replace(made, keys=keys_of(made))


def of_rows(some: Sequence[Row]) -> list[Mention]:
    return [
        mention(f"mention-{each.unique_id}", **{column: getattr(each, column) for column in COLUMNS}) for each in some
    ]


def level(comparison: str, one: dict[str, str], other: dict[str, str]) -> str:
    """The level of a pair, the same both ways."""
    a, b = (evidence_of(mention(id, **row)) for id, row in (("a", one), ("b", other)))
    (compared,) = (each.comparison for each in compared_of(PROFILE) if each.comparison.key == comparison)
    assert a.facts is not None
    assert b.facts is not None
    ways = {compared.level(*pair).key for pair in ((a.facts.values, b.facts.values), (b.facts.values, a.facts.values))}
    (found,) = ways
    return found


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("thomas hardy", "Thomas Hardy", "equal equal"),
        ("tom hardy", "thomas hardy", "form equal"),
        ("t hardy", "thomas hardy", "initial equal"),
        ("thomas hardy", "thomsa hardy", "near equal"),
        ("thomas hardy", "hardy thomas", "crossed crossed"),
        ("james hardy", "thomas james hardy", "among equal"),
        ("thomas clifford baron chudleigh", "thomas clifford", "equal among"),
        ("thomas hardy", "thomas hardey", "equal near"),
        ("thomas hardy", "george eliot", "differ differ"),
        ("thomas hardy", "", "silent silent"),
    ],
)
def test_names(one: str, other: str, expected: str) -> None:
    pair = {"full_name": one}, {"full_name": other}
    assert f"{level('given', *pair)} {level('family', *pair)}" == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1850-03-09", "1850-03-09", "equal"),
        ("1850-03-09", "1850-01-01", "year"),
        ("1850-03-09", "1850-03-19", "slip"),
        ("1850-03-09", "1580-03-09", "slip"),
        ("1850-03-09", "1850-03-22", "month"),
        ("1850-03-09", "1851-10-21", "near"),
        ("1850-03-09", "1857-12-11", "decade"),
        ("1850-03-09", "1732-11-22", "differ"),
        ("1850-03-09", "no day", "silent"),
    ],
)
def test_days(one: str, other: str, expected: str) -> None:
    assert level("c1", {"dob": one}, {"dob": other}) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("tq13 8df", "TQ138DF", "equal"),
        ("tq13 8df", "tq13 8hu", "sector"),
        ("tq13 8df", "tq13 2aa", "district"),
        ("tq13 8df", "tq1 2aa", "area"),
        ("tq13 8df", "n1 2aa", "differ"),
    ],
)
def test_postcodes(one: str, other: str, expected: str) -> None:
    assert level("c6", {"postcode_fake": one}, {"postcode_fake": other}) == expected


@given(st.lists(st.tuples(*[st.text("abcdefghijklmnop -0123456789", min_size=1, max_size=14)] * 2), min_size=1))
@settings(max_examples=25, deadline=None)
def test_python_and_the_database_measure_names_alike(pairs: list[tuple[str, str]]) -> None:
    with duckdb.connect() as connection:
        connection.execute("create table pair (a text, b text)")
        connection.executemany("insert into pair values (?, ?)", pairs)
        found = connection.execute("select a, b, jaro_winkler_similarity(a, b) from pair").fetchall()
    assert all(abs(JaroWinkler.similarity(a, b) - measured) < 1e-9 for a, b, measured in found)


def test_the_batch_weighs_as_one_at_a_time_does() -> None:
    evidence = [evidence_of(each) for each in sorted(of_rows(rows(120, seed=3)), key=lambda each: each.id)]
    learned = train_profile([each.facts for each in evidence if each.facts], SHIPPED)
    assert learned.terms["family"]
    for chosen in (SHIPPED, replace(SHIPPED, profiles={PROFILE: learned})):
        blocks = blocks_of(evidence)
        alone = [weigh(evidence[a], evidence[b], chosen) for a, b in candidates(blocks)]
        together = list(weigh_profile(evidence, chosen, -1e3, blocks=blocks))
        assert len(together) > 3_000
        assert [(each.a, each.b, each.levels) for each in alone] == [(each.a, each.b, each.levels) for each in together]
        assert max(abs(a.weight - b.weight) for a, b in zip(alone, together, strict=True)) < 1e-9


def test_what_was_learned_is_kept_whole_and_does_not_depend_on_order() -> None:
    facts = [evidence_of(each).facts for each in of_rows(rows(60, seed=4))]
    known = [each for each in facts if each is not None]
    once = train_profile(known, SHIPPED)
    random.Random(1).shuffle(known)
    assert train_profile(known, SHIPPED) == once
    kept = replace(SHIPPED, profiles={PROFILE: once})
    assert from_json(to_json(kept)) == kept


# -- who is joined -------------------------------------------------------------------------------

HARDY = {"full_name": "thomas hardy", "dob": "1840-06-02", "birth_place": "dorchester", "postcode_fake": "dt2 8qj"}


def people(mentions: Sequence[Mention], judgements: Sequence[Judgement] = ()) -> set[frozenset[str]]:
    found = resolve_mentions(mentions, judgements, today=TODAY)
    return {frozenset(each.mentions) for each in found.clusters}


def test_order_never_matters() -> None:
    some = of_rows(rows(12, seed=5))
    once = people(some)
    assert any(len(each) > 3 for each in once)
    for seed in range(20):
        random.Random(seed).shuffle(some)
        assert people(some) == once


def judged(answer: str) -> Judgement:
    return Judgement(id=f"judgement-{answer}", kind="identity", a="a", b="b", answer=answer, by="王", why="",
                     at=dt.datetime(2026, 1, 1))  # fmt: skip


def test_judgements_hold() -> None:
    alike = [mention("a", **HARDY), mention("b", **HARDY)]
    assert people(alike) == {frozenset("ab")}
    assert people(alike, [judged("no")]) == {frozenset("a"), frozenset("b")}
    unlike = [mention("a", **HARDY), mention("b", full_name="george eliot", dob="1819-11-22")]
    assert people(unlike) == {frozenset("a"), frozenset("b")}
    assert people(unlike, [judged("yes")]) == {frozenset("ab")}


def test_nobody_is_joined_by_emptiness() -> None:
    empty = [mention(each, full_name="unknown", dob="", occupation="n/a") for each in "abcd"]
    assert len(people(empty)) == 4


def test_a_resident_is_never_joined_with_one_who_is_compared_by_columns() -> None:
    stated = {"full_name": "王丽", "dob": "1980-02-03"}
    resident = Mention(id="a", source="other", record="a", name="王丽", birth_date=dt.date(1980, 2, 3),
                       telephones=("13912345678",), identity_number="420102198002031226")  # fmt: skip
    resident = replace(resident, keys=keys_of(resident))
    compared = replace(mention("b", **stated), telephones=resident.telephones, identity_number=resident.identity_number)
    assert set(keys_of(compared)).isdisjoint(resident.keys)
    assert people([resident, compared]) == {frozenset("a"), frozenset("b")}
    other = mention("c", profile=profile_text({"full_name": "full_name"}), **stated)
    assert people([compared, other]) == {frozenset("b"), frozenset("c")}
    a, b, c = (evidence_of(each) for each in (resident, compared, other))
    assert {weigh(a, b, SHIPPED).weight, weigh(b, c, SHIPPED).weight} == {float("-inf")}
    assert reasons(a, b, SHIPPED) == ()
    assert waterfall(a, b, SHIPPED) == waterfall(b, c, SHIPPED) == []


def test_reasons_add_up_to_the_weight() -> None:
    one, other = (evidence_of(mention(id, **row)) for id, row in (("a", HARDY), ("b", {**HARDY, "dob": "1840-01-01"})))
    steps = waterfall(one, other, SHIPPED)
    assert steps[-1].total == pytest.approx(weigh(one, other, SHIPPED).weight)
    said = [each.sentence for each in reasons(one, other, SHIPPED)]
    assert "dob同一年，一方只知道年份（1840-06-02、1840-01-01）" in said
