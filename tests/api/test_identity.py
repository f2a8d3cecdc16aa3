"""Who may be who over GraphQL: what people are asked, splits, reasons with their numbers, and a person's records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from api.graphql import execute
from graph.model import StatedAt
from graph.pipeline import digest, judge
from graph.pipeline.training import set_thresholds
from graph.store import EVERYTHING, Scope, Store
from tests.api.counting import Counting
from tests.unit.graph.identity.rows import mention, number
from tests.unit.graph.pipeline.streets import case, new_store, party, put, unit

TEL, OTHER_TEL = "19900000001", "19900000002"
HERE, THERE = "place-000000000000000a", "place-000000000000000b"
A, B, C = (
    mention("1", "王丽", tel=TEL, sex="2", stated_on=dt.date(2024, 1, 1), visible_to=(HERE,)),
    mention("2", "王丽", tel=TEL, number=number(1), sex="1", stated_on=dt.date(2024, 6, 1), visible_to=(HERE,)),
    mention("3", "王丽", tel=TEL, birth_date=dt.date(1901, 1, 2), stated_on=dt.date(2024, 3, 1), visible_to=(THERE,)),
)
BORN = {"birth_date": dt.date(1990, 3, 4), "visible_to": (HERE,)}
ASKED = [mention(f"Q{n}", name, **BORN) for n, name in enumerate(("欧阳晓雯", "欧阳小文", "赵一新", "赵一心"))]
CASES = [case(f"{n}", day=n * 40, visible_to=(HERE, THERE)) for n in range(8)]
HOME = unit("打铜街15号2栋1单元302室")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that nobody writes to."""
    with closing(_filled(tmp_path_factory.mktemp("identity"))) as made:
        yield made


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Store]:
    """A store of one's own."""
    with closing(_filled(tmp_path)) as made:
        yield made


def _filled(folder: Path) -> Store:
    made = new_store(folder)
    parties = [party(each, CASES[n]) for n, each in enumerate((A, B, C, *ASKED))]
    more = [party(ASKED[2], CASES[7], "respondent")]
    stays = [StatedAt(source=A.id, target=HOME.id, since=dt.date(2020, 5, 1)), StatedAt(source=B.id, target=HOME.id)]
    put(made, A, B, C, *ASKED, *CASES, HOME, *parties, *more, *stays)
    set_thresholds(made, by="test", provisional=30.0)
    digest(made, by="test", mentions=[], cases=[])
    return made


def asked(store: Store, query: str, **caller: Any) -> Any:
    answer = execute(store, query, **caller)
    assert "errors" not in answer, answer
    return answer["data"]


def person(store: Store, of: Any) -> str:
    """Whom a mention refers to."""
    return next(each.target for each in store.scan_edges("refers_to", scope=EVERYTHING) if each.source == of.id)


# -- suggestions -----------------------------------------------------------------------------------

SUGGESTIONS = """{ suggestions(kind: IDENTITY, first: %d, after: %s) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { a { id name } b { id name mentionedIn { nodes { number } } } weight reason doubt cases } } }"""


def test_suggestions_come_by_what_an_answer_would_change(store: Store) -> None:
    found = asked(store, SUGGESTIONS % (10, "null"))["suggestions"]
    assert found["totalCount"] == len(found["nodes"]) >= 2
    assert [each["cases"] for each in found["nodes"]] == sorted((e["cases"] for e in found["nodes"]), reverse=True)
    names = [{each["a"]["name"], each["b"]["name"]} for each in found["nodes"]]
    assert names[0] == {"赵一新", "赵一心"} and names[1] == {"欧阳晓雯", "欧阳小文"}
    assert found["nodes"][0]["cases"] == 3 and "同音" in found["nodes"][0]["reason"]
    page = asked(store, SUGGESTIONS % (1, "null"))["suggestions"]
    assert page["pageInfo"]["hasNextPage"] is True
    following = asked(store, SUGGESTIONS % (10, f'"{page["pageInfo"]["endCursor"]}"'))["suggestions"]
    assert [*page["nodes"], *following["nodes"]] == found["nodes"]


def test_nobody_is_asked_about_what_they_may_not_see(store: Store) -> None:
    assert asked(store, SUGGESTIONS % (10, "null"), scope=Scope.of(THERE))["suggestions"]["nodes"] == []


@pytest.mark.parametrize("first", [1, 10])
def test_suggestions_are_one_call_a_level(store: Store, first: int) -> None:
    counting = Counting(store)
    asked(counting, SUGGESTIONS % (first, "null"))  # type: ignore[arg-type]
    assert counting.calls == ["ask", "get", "ask", "neighbours"]


# -- why, why not, how -----------------------------------------------------------------------------

WHY = """{ why(a: "%s", b: "%s") { together weight reasons { signal sentence }
    signals { signal left right weight sentence } waterfall { label weight total } } }"""


def test_why_weighs_both_and_its_waterfall_adds_up(store: Store) -> None:
    told = asked(store, WHY % (ASKED[2].id, ASKED[3].id))["why"]
    assert told["together"] is False
    signals = {each["signal"]: each for each in told["signals"]}
    assert (signals["name.sound"]["left"], signals["name.sound"]["right"]) in (
        ("赵一新", "赵一心"),
        ("赵一心", "赵一新"),
    )
    assert signals["birth.equal"]["weight"] > 0
    steps = told["waterfall"]
    assert [each["weight"] for each in steps[1:]] == [each["weight"] for each in told["signals"]]
    assert told["weight"] == pytest.approx(sum(each["weight"] for each in steps)) == pytest.approx(steps[-1]["total"])


def test_numbers_are_masked_but_for_a_recorded_reading(store: Store) -> None:
    for unmask in (False, True):
        told = str(asked(store, WHY % (A.id, B.id), unmask=unmask)["why"]["signals"])
        assert (TEL in told) is unmask
        assert ("199****0001" in told) is not unmask


def test_why_not_puts_the_heaviest_first(store: Store) -> None:
    query = f'{{ whyNot(a: "{A.id}", b: "{ASKED[0].id}") {{ together sentences signals {{ weight sentence }} }} }}'
    told = asked(store, query)["whyNot"]
    assert told["together"] is False and "姓名不同" in told["sentences"][0]
    weights = [each["weight"] for each in told["signals"]]
    assert weights == sorted(weights) and all(each < 0 for each in weights) and weights


HOW = """{ how(person: "%s") { number into rule a b left right hidden weight sentence } }"""


def test_how_is_a_tree_of_which_each_sees_their_part(store: Store) -> None:
    whole = person(store, A)
    steps = asked(store, HOW % whole)["how"]
    assert [each["into"] for each in steps] == [2, None]
    assert {*steps[1]["left"], *steps[1]["right"]} == {A.id, B.id, C.id}
    seen = asked(store, HOW % whole, scope=Scope.of(THERE))["how"]
    assert {id for each in seen for id in (*each["left"], *each["right"])} == {C.id}
    assert all("王丽" not in each["sentence"] for each in seen)


# -- judging ---------------------------------------------------------------------------------------

SPLIT = """mutation { split(person: "%s", mentions: ["%s"], why: "两个人共用电话") {
    judgements people { id mentionedAs { nodes { id } } } } }"""


def test_a_split_is_made_seen_and_taken_back(own: Store) -> None:
    whole = person(own, A)
    made = asked(own, SPLIT % (whole, C.id))["split"]
    assert made["judgements"] == 2
    assert sorted(len(each["mentionedAs"]["nodes"]) for each in made["people"]) == [1, 2]
    query = "{ conflicts { a { id } b { id } bridge { name } sentence toA toB } }"
    assert asked(own, query)["conflicts"] == []
    asked(own, f'mutation {{ unjudge(kind: "identity", a: "{A.id}", b: "{C.id}") {{ judgement {{ id }} }} }}')
    assert len({person(own, each) for each in (A, B, C)}) == 1
    judge(own, kind="identity", a=A.id, b=C.id, answer="no", by="周敏", why="核实")
    (found,) = asked(own, query)["conflicts"]
    assert {found["a"]["id"], found["b"]["id"]} == {A.id, C.id} and found["bridge"]["name"] == "王丽"
    assert asked(own, query, scope=Scope.of(THERE))["conflicts"] == []


def test_who_may_not_judge_or_see_does_not_split(own: Store) -> None:
    whole, head = person(own, A), own.head()
    callers: list[tuple[dict[str, Any], str]] = [
        ({"role": "clerk"}, "NOT_ALLOWED"),
        ({"scope": Scope.of(HERE)}, "UNKNOWN_RECORD"),
    ]
    for caller, code in callers:
        answer = execute(own, SPLIT % (whole, C.id), **caller)
        assert [each["extensions"]["code"] for each in answer["errors"]] == [code]
    wrong = execute(own, SPLIT % (whole, ASKED[0].id))
    assert [each["extensions"]["code"] for each in wrong["errors"]] == ["BAD_VALUE"]
    assert own.head() == head


# -- a person's records ----------------------------------------------------------------------------

PERSON = """{ person(id: "%s") { name names
    statements { field fieldLabel value records { mention record on } }
    homes { label tenureLabel since until firstStated lastStated mentions }
    contradictions { sentence mentions } } }"""


def test_a_person_shows_which_record_says_what(store: Store) -> None:
    found = asked(store, PERSON % person(store, A))["person"]
    said = {(each["field"], each["value"]): [r["record"] for r in each["records"]] for each in found["statements"]}
    assert said["name", "王丽"] == ["1", "3", "2"]
    assert said["sex", "女"] == ["1"] and said["sex", "男"] == ["2"]
    assert said["telephones", "199****0001"] == ["1", "3", "2"]
    assert number(1) not in str(found)
    (home,) = found["homes"]
    assert (home["label"], home["since"], home["firstStated"], home["lastStated"]) == (
        HOME.full_name, "2020-05-01", "2024-01-01", "2024-06-01",
    )  # fmt: skip
    told = [each["sentence"] for each in found["contradictions"]]
    assert "记录中的性别不同（女 1 条、男 1 条）" in told or "记录中的性别不同（男 1 条、女 1 条）" in told


def test_a_person_shows_the_records_that_the_reader_may_see(store: Store) -> None:
    found = asked(store, PERSON % person(store, A), scope=Scope.of(THERE))["person"]
    assert {r["mention"] for each in found["statements"] for r in each["records"]} == {C.id}
    assert found["homes"] == [] and found["contradictions"] == []


@pytest.mark.parametrize("first", [1, 50])
def test_the_records_of_all_people_of_a_level_are_two_calls(store: Store, first: int) -> None:
    counting = Counting(store)
    told = "statements { value } homes { label } contradictions { sentence }"
    query = f"{{ people(first: {first}) {{ nodes {{ {told} }} }} }}"
    asked(counting, query)  # type: ignore[arg-type]
    assert counting.calls == ["find", "neighbours", "neighbours"]
