"""Writing over GraphQL: once, by who may, and undone as it was done."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from api.access import LOCAL, Caller
from api.graphql import execute
from api.graphql.answer import answer as answer_to
from api.graphql.asked import Context
from graph.model import ReceivedBy
from graph.store import EVERYTHING, Scope, Store
from loaders.addresses.old_names import read_old_names
from loaders.addresses.reading import read_address
from tests.api.street import (
    COMMITTEE,
    COMMUNITY,
    IDENTITY_NUMBER,
    OTHER_COMMUNITY,
    POLICE,
    TELEPHONE,
    UNIT,
    case,
    mention,
)

RECEIVE = """mutation ($input: ReceiveCaseInput!) { receiveCase(input: $input) {
    created
    case { id number statusLabel receivedAt community
        receivedBy { nodes { id } } steps { kindLabel organisation }
        mentions { nodes { name identityNumber telephones } }
        parties { edges { roleLabel node { label } } } }
} }"""


def stated(**changes: Any) -> dict[str, Any]:
    """A case as a client states it."""
    parties = [
        {"name": "赵一新", "role": "申请人", "identityNumber": IDENTITY_NUMBER, "telephones": [TELEPHONE]},
        {"name": "钱多多餐饮有限公司", "role": "被申请人", "kind": "单位"},
    ]
    return {
        "source": "网格", "number": "N-1", "kind": "矛盾纠纷", "title": "油烟扰民",
        "receiver": COMMITTEE, "community": COMMUNITY,
        "receivedAt": "2025-03-01T08:00:00", "text": f"电话{TELEPHONE}", "parties": parties, **changes,
    }  # fmt: skip


def receive(store: Store, **changes: Any) -> dict[str, Any]:
    """Receive a case; the answer."""
    return execute(store, RECEIVE, {"input": stated(**changes)})


def test_an_address_under_an_old_name_is_the_place_of_today(writable: Store, tmp_path: Path) -> None:
    (tmp_path / "旧名.csv").write_text("旧名,新名,层级\n老锦澜,锦澜苑,小区\n", encoding="utf-8")
    former = read_old_names(tmp_path / "旧名.csv")
    context = Context(writable, Caller("t", LOCAL.role, EVERYTHING), old_names=former)
    said = answer_to(context, RECEIVE, variables={"input": stated(place="老锦澜3栋302室")}).body
    edges = writable.edges([said["data"]["receiveCase"]["case"]["id"]], types=["at"], direction="out", scope=EVERYTHING)
    assert [each.target for each in edges] == [read_address("锦澜苑3栋302室").spots[-1].id]


def people_of(store: Store) -> set[str]:
    """All people's ids."""
    return {each.id for each in store.scan("person", scope=EVERYTHING)}


# -- receiving -------------------------------------------------------------------------------------


def test_a_received_case_is_there_with_its_parties_and_its_first_receiver(writable: Store) -> None:
    answer = receive(writable)
    assert "errors" not in answer, answer
    got = answer["data"]["receiveCase"]
    assert got["created"] is True
    assert got["case"]["statusLabel"] == "已受理" and got["case"]["community"] == COMMUNITY
    assert got["case"]["receivedBy"]["nodes"] == [{"id": COMMITTEE}]
    assert got["case"]["steps"] == [{"kindLabel": "受理", "organisation": COMMITTEE}]
    assert {each["name"] for each in got["case"]["mentions"]["nodes"]} == {"赵一新", "钱多多餐饮有限公司"}
    assert {(each["roleLabel"], each["node"]["label"]) for each in got["case"]["parties"]["edges"]} == {
        ("申请人", "赵一新"),
        ("被申请人", "钱多多餐饮有限公司"),
    }
    assert TELEPHONE not in json.dumps(answer, ensure_ascii=False)


def test_a_received_case_has_its_deadlines_from_its_intake_on(writable: Store) -> None:
    id = receive(writable)["data"]["receiveCase"]["case"]["id"]
    tasks = [each for each in writable.scan("task", scope=EVERYTHING) if each.case == id and each.subject == id]
    assert {(each.kind, each.organisation) for each in tasks} == {("settle", COMMITTEE), ("stage", COMMITTEE)}
    assert {each.opened_at.isoformat() for each in tasks} == {"2025-03-01T08:00:00"}


def test_the_same_number_of_a_source_is_received_once_and_the_first_receiver_stays(writable: Store) -> None:
    first = receive(writable)["data"]["receiveCase"]
    head = writable.head()
    again = receive(writable, receiver=POLICE, title="别的", parties=[])["data"]["receiveCase"]
    assert again["created"] is False
    assert again["case"] == first["case"]
    assert writable.head() == head
    assert receive(writable, source="12345")["data"]["receiveCase"]["created"] is True


def test_addresses_become_places_so_that_neighbours_meet(writable: Store) -> None:
    where = "打铜街99号3栋1单元501室"
    parties = [{"name": "吴楼上", "role": "申请人", "address": where, "telephones": ["19900003333"]}]
    query = """mutation ($input: ReceiveCaseInput!) { receiveCase(input: $input) { case {
        at { nodes { levelLabel label in { nodes { levelLabel } } } }
        parties { nodes { ... on Person { livesIn { nodes { id label } } } } }
        linked { edges { kind reasons node { number } } } } } }"""
    given = [stated(number=f"A-{n}", place=where, parties=parties) for n in range(2)]
    first, second = (execute(writable, query, {"input": each})["data"]["receiveCase"]["case"] for each in given)
    assert first["at"] == second["at"]
    assert (first["at"]["nodes"][0]["levelLabel"], first["linked"]["edges"]) == ("户室", [])
    assert first["at"]["nodes"][0]["in"]["nodes"]
    assert len(first["parties"]["nodes"][0]["livesIn"]["nodes"]) == 1
    assert [each["node"]["number"] for each in second["linked"]["edges"]] == ["A-0"]


def test_two_who_receive_at_once_make_one_case_with_one_receiver(writable: Store) -> None:
    answers: list[dict[str, Any]] = []

    def run(receiver: str) -> None:
        answers.append(receive(writable, receiver=receiver, parties=[]))

    threads = [threading.Thread(target=run, args=(each,)) for each in (COMMITTEE, POLICE) * 3]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    made = [each["data"]["receiveCase"] for each in answers]
    assert sum(each["created"] for each in made) == 1
    ids = {each["case"]["id"] for each in made}
    assert len(ids) == 1
    edges = [each for each in writable.scan_edges(ReceivedBy.TYPE, scope=EVERYTHING) if each.source in ids]
    assert len(edges) == 1


WRONG = [
    ({"source": "无线电"}, "UNKNOWN_CODE"),
    ({"kind": "不知道"}, "UNKNOWN_CODE"),
    ({"disputeType": "不知道"}, "UNKNOWN_CODE"),
    ({"receiver": "x"}, "BAD_ID"),
    ({"receiver": "organisation-0000000000000000"}, "UNKNOWN_RECORD"),
    ({"receiver": UNIT}, "UNKNOWN_RECORD"),
    ({"community": UNIT}, "UNKNOWN_RECORD"),
    ({"number": "  "}, "BAD_VALUE"),
    ({"title": ""}, "BAD_VALUE"),
    ({"text": "长" * 20_001}, "BAD_VALUE"),
    ({"parties": [{"name": "某"}] * 201}, "BAD_VALUE"),
    ({"parties": [{"name": "某", "role": "皇帝"}]}, "UNKNOWN_CODE"),
    ({"receivedAt": "morgen"}, "BAD_QUERY"),
    ({"nothing": 1}, "BAD_QUERY"),
]


@pytest.mark.parametrize(("changes", "code"), WRONG, ids=[f"{next(iter(each[0]))}-{each[1]}" for each in WRONG])
def test_what_is_wrong_writes_nothing(writable: Store, changes: dict[str, Any], code: str) -> None:
    head = writable.head()
    answer = receive(writable, **changes)
    assert [each["extensions"]["code"] for each in answer["errors"]] == [code]
    assert writable.head() == head


def test_nobody_receives_what_they_may_not_see(writable: Store) -> None:
    query, scope = RECEIVE, Scope.of(OTHER_COMMUNITY)
    answer = execute(writable, query, {"input": stated()}, scope=scope, role="clerk")
    assert answer["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    assert "created" in str(receive(writable))
    again = execute(writable, query, {"input": stated(community=OTHER_COMMUNITY)}, scope=scope, role="clerk")
    assert again["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"


# -- judging ---------------------------------------------------------------------------------------

JUDGE = """mutation ($kind: String!, $a: ID!, $b: ID!, $answer: String!) {
    judge(kind: $kind, a: $a, b: $b, answer: $answer, why: "当面核实") {
        judgement { answerLabel by why kindLabel } } }"""
UNJUDGE = "mutation ($kind: String!, $a: ID!, $b: ID!) { unjudge(kind: $kind, a: $a, b: $b) { judgement { id } } }"


def received(store: Store, number: str, name: str, telephone: str) -> tuple[str, str]:
    """The ids of a new case and of its one mention."""
    parties = [{"name": name, "role": "applicant", "telephones": [telephone]}]
    made = receive(store, number=number, parties=parties)["data"]["receiveCase"]["case"]["id"]
    found = execute(store, f'{{ case(id: "{made}") {{ mentions {{ nodes {{ id }} }} }} }}')
    return made, found["data"]["case"]["mentions"]["nodes"][0]["id"]


def test_a_yes_joins_two_people_and_taking_it_back_parts_them(writable: Store) -> None:
    (_, one), (_, other) = (received(writable, f"J-{n}", f"孙{'甲乙'[n]}", f"1990000111{n}") for n in range(2))
    before = people_of(writable)
    given = {"kind": "identity", "a": one, "b": other}
    answer = execute(writable, JUDGE, {**given, "answer": "是"}, actor="李调解")
    assert answer["data"]["judge"]["judgement"] == {
        "answerLabel": "是", "by": "李调解", "why": "当面核实", "kindLabel": "是否同一人",
    }  # fmt: skip
    assert len(people_of(writable)) == len(before) - 1
    found = execute(writable, f'{{ why(a: "{one}", b: "{other}") {{ kind together reasons {{ signal sentence }} }} }}')
    assert found["data"]["why"]["together"] is True
    assert found["data"]["why"]["reasons"][0]["sentence"]
    undone = execute(writable, UNJUDGE, given)
    assert undone["data"]["unjudge"] == {"judgement": None}
    assert people_of(writable) == before
    apart = execute(writable, f'{{ why(a: "{one}", b: "{other}") {{ together against }} }}')["data"]["why"]
    assert apart["together"] is False


def test_a_no_between_cases_is_kept(writable: Store) -> None:
    (one, _), (other, _) = (received(writable, f"K-{n}", "周同", "19900002222") for n in range(2))
    linked = execute(writable, f'{{ linkedCases(ids: ["{one}"]) {{ links {{ case {{ id }} }} }} }}')
    assert other in str(linked)
    given = {"kind": "linkage", "a": one, "b": other, "answer": "no"}
    assert "errors" not in execute(writable, JUDGE, given)
    assert other not in str(execute(writable, f'{{ linkedCases(ids: ["{one}"]) {{ links {{ case {{ id }} }} }} }}'))


JUDGED_WRONG = [
    ({"kind": "nothing"}, "UNKNOWN_CODE"),
    ({"answer": "vielleicht"}, "UNKNOWN_CODE"),
    ({"a": "x"}, "BAD_ID"),
    ({"a": "mention-0000000000000000"}, "UNKNOWN_RECORD"),
    ({"a": case(1)}, "BAD_VALUE"),
    ({"b": mention(0)}, "BAD_VALUE"),
]


@pytest.mark.parametrize(("changes", "code"), JUDGED_WRONG, ids=[str(each[0]) for each in JUDGED_WRONG])
def test_a_wrong_judgement_writes_nothing(writable: Store, changes: dict[str, Any], code: str) -> None:
    head = writable.head()
    given = {"kind": "identity", "a": mention(0), "b": mention(1), "answer": "yes", **changes}
    answer = execute(writable, JUDGE, given)
    assert [each["extensions"]["code"] for each in answer["errors"]] == [code]
    assert writable.head() == head


def test_taking_back_what_was_never_judged(writable: Store) -> None:
    answer = execute(writable, UNJUDGE, {"kind": "identity", "a": mention(0), "b": mention(1)})
    assert answer["errors"][0]["extensions"]["code"] == "UNKNOWN_RECORD"


@pytest.mark.parametrize(
    ("role", "receives", "judges"), [("auditor", False, False), ("clerk", True, False), ("chair", True, True)]
)
def test_a_role_does_what_it_may(writable: Store, role: str, receives: bool, judges: bool) -> None:
    given = {"kind": "identity", "a": mention(0), "b": mention(1), "answer": "no"}
    for allowed, answer in [
        (receives, execute(writable, RECEIVE, {"input": stated()}, role=role)),
        (judges, execute(writable, JUDGE, given, role=role)),
    ]:
        assert ([each["extensions"]["code"] for each in answer.get("errors", [])] == ["NOT_ALLOWED"]) is not allowed


def test_nobody_judges_what_they_may_not_see(writable: Store) -> None:
    given = {"kind": "identity", "a": mention(0), "b": mention(1), "answer": "no"}
    answer = execute(writable, JUDGE, given, scope=Scope.of(COMMUNITY))
    assert answer["errors"][0]["extensions"]["code"] == "UNKNOWN_RECORD"
