"""Judgements of cases: what stands, what contradicts it, and what was left open, in any order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from graph.linkage.ledger import contradictions, evidence_digest, left_open, makes_one, opinions, standing
from graph.linkage.links import judged, link_of
from graph.model import Judgement
from tests.unit.graph.linkage.pairs import WANG, case, pair

TODAY = dt.date(2024, 6, 1)
DAY = dt.timedelta(days=1)


def said(a: str, b: str, answer: str, by: str = "周敏", day: int = 0, **facts: object) -> Judgement:
    at = dt.datetime(2024, 5, 1) + day * DAY
    facts = {"why": "", "kind": "linkage", **facts}
    return Judgement(id=f"{a}{b}{by}{day}", a=a, b=b, answer=answer, by=by, at=at, **facts)  # type: ignore[arg-type]


YES, NO = said("a", "b", "yes"), said("a", "b", "no", by="王强", day=1)


def test_the_last_word_stands_and_the_other_one_is_there_when_it_is_gone() -> None:
    assert standing([YES, NO], today=TODAY) == standing([NO, YES], today=TODAY) == [NO]
    assert standing([YES], today=TODAY) == [YES]
    assert opinions([NO, YES], today=TODAY) == [YES, NO]


def test_whoever_changes_their_mind_has_one_opinion() -> None:
    again = said("a", "b", "no", day=2)
    assert opinions([again, YES], today=TODAY) == [again]
    assert contradictions([again, YES, NO], today=TODAY) == []


def test_an_opinion_that_expires_leaves_the_others_standing() -> None:
    short = replace(NO, until=TODAY - DAY)
    assert standing([YES, short], today=TODAY) == [YES]
    assert standing([YES, replace(NO, until=TODAY)], today=TODAY)[0].answer == "no"
    assert contradictions([YES, short], today=TODAY) == []


KIND: dict[str, Any] = {"link_kind": "recurrence"}
PAIRS = [
    ([YES, NO], True, "yes and no"),
    ([YES, said("a", "b", "unsure", by="王强", day=1)], False, "not sure"),
    ([YES, said("a", "b", "yes", by="王强", day=1)], False, "the same"),
    ([YES, said("a", "b", "yes", by="王强", day=1, **KIND)], False, "one says more"),
    ([said("a", "b", "yes", link_kind="duplicate"), said("a", "b", "yes", by="王强", **KIND)], True, "two kinds"),
    ([YES, said("a", "c", "no", by="王强")], False, "another pair"),
]


@pytest.mark.parametrize(("judgements", "conflict", "why"), PAIRS, ids=[each[2] for each in PAIRS])
def test_people_who_judge_a_pair_differently_are_shown(judgements: list[Judgement], conflict: bool, why: str) -> None:
    found = contradictions(judgements, today=TODAY)
    assert bool(found) is conflict, why
    for each in found:
        assert not each.is_chain and set(each.judgements) == set(judgements)
        assert each.judgements[0] == standing(judgements, today=TODAY)[0]


def test_a_no_with_a_yes_after_a_yes_round_it_is_shown_the_shortest_way_in_any_order() -> None:
    no = said("a", "d", "no")
    round_it = [said("a", "b", "yes"), said("b", "c", "yes", by="王强"), said("c", "d", "yes"), said("a", "c", "yes")]
    found = {tuple(contradictions(each, today=TODAY)) for each in permutations([no, *round_it])}
    ((chain,),) = found
    assert chain.is_chain and chain.way == ("a", "c", "d")
    assert chain.judgements == (no, round_it[3], round_it[2])


def test_a_recurrence_joins_nothing_and_so_contradicts_no_no() -> None:
    recurs = said("b", "c", "yes", **KIND)
    assert not makes_one(recurs) and makes_one(said("b", "c", "yes", link_kind="group"))
    assert contradictions([said("a", "b", "yes"), recurs, said("a", "c", "no")], today=TODAY) == []


# -- on a pair -------------------------------------------------------------------------------------

TWO = pair(case("1"), case("2", 3), ({WANG: "applicant"}, {WANG: "applicant"}))


def about(answer: str, **facts: object) -> Judgement:
    return said(TWO.a.id, TWO.b.id, answer, **facts)


def test_yes_but_a_recurrence_is_a_certain_link_that_joins_nothing() -> None:
    found = link_of(TWO, about("yes", why="2023年已化解", **KIND))
    assert found is not None
    assert (found.kind, found.certainty, found.basis) == ("recurrence", "certain", "judgement")
    assert found.reasons[0] == "周敏 判定有关联（复发）：2023年已化解"
    assert judged(about("yes", link_kind="group")) == "周敏 判定是同一事项（群体诉求）"
    plain = link_of(TWO, about("yes"))
    assert plain is not None and plain.kind == "duplicate"


def test_unsure_leaves_the_link_open_until_a_value_is_another() -> None:
    unsure = about("unsure", evidence=evidence_digest(TWO))
    found, fresh = link_of(TWO, unsure), link_of(TWO)
    assert found is not None and fresh is not None
    assert found.left_open and found == replace(fresh, left_open=True)
    later = pair(case("1"), case("2", 4), ({WANG: "applicant"}, {WANG: "applicant"}))
    assert not left_open(later, unsure)
    assert left_open(later, replace(unsure, evidence=""))
    assert not left_open(TWO, about("no")) and not left_open(TWO, None)
