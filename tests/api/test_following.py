"""What links come to over GraphQL and in the terminal: clocks, people, settlements, origins, and what was cut."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from api.cli.main import run
from api.graphql import execute
from graph.ids import make_id
from graph.linkage.matters import matter_id
from graph.model import Case, Linked, Organisation, ReceivedBy
from graph.pipeline import link, resolve
from graph.pipeline.ground import ground_around
from graph.pipeline.mattering import mattering
from graph.store import EVERYTHING, Scope, Store
from tests.api.counting import Counting
from tests.unit.graph.identity.rows import TODAY, mention
from tests.unit.graph.pipeline.streets import case, new_store, party, put

HERE, THERE = "place-000000000000000a", "place-000000000000000b"
OFFICE = Organisation(id=make_id("organisation", "民生社区"), name="民生社区")
TELEPHONES = {"王丽": "19900000001", "李强": "19900000002", "赵敏": "19900000003"}
NOISE = {"dispute_type": "noise", "title": ""}
FIRST = case("A", **NOISE, visible_to=(THERE,), due_on=dt.date(2024, 1, 31))
SECOND = case("B", day=2, source="petition", **NOISE, visible_to=(HERE,))
WORKERS = [case(f"W{at}", day=100 + at, dispute_type="wage", title="", participants=40) for at in range(2)]

CONSEQUENCES = """{ case(id: "%s") { consequences {
    duplicates { case of receiver receivedAt dueOn sentence }
    group { named stated participants scale scaleLabel raisesScale warning warningLabel raisesWarning sentence }
    recurrences { of route heldDays } origins { of } } } }"""
CUTS = '{ matter(id: "%s") { cuts { inside outside weight judged sizes sentence } } }'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("following")


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Store]:
    """Two reports of one resident and a wage demand of two workers; nobody writes to it."""
    with closing(new_store(folder)) as made:
        put(made, OFFICE, *(each for n, stated in enumerate((FIRST, SECOND)) for each in _asks(stated, "王丽")))
        for who, stated in zip(("李强", "赵敏"), WORKERS, strict=True):
            firm = mention(f"{stated.number}/厂", "鼎立建设有限公司", kind="organisation")
            put(made, *_asks(stated, who), firm, party(firm, stated, "respondent"))
        put(made, ReceivedBy(source=FIRST.id, target=OFFICE.id))
        resolve(made, by="test", today=TODAY)
        link(made, by="test", today=TODAY)
        yield made


def _asks(stated: Case, who: str) -> list[Any]:
    row = mention(f"{stated.number}/{who}", who, tel=TELEPHONES[who])
    return [stated, row, party(row, stated, "applicant")]


def asked(store: Store, query: str, **caller: Any) -> Any:
    answer = execute(store, query, **caller)
    assert not answer.get("errors"), answer
    return answer["data"]


def test_a_duplicate_shows_its_clock(store: Store) -> None:
    (told,) = asked(store, CONSEQUENCES % SECOND.id)["case"]["consequences"]["duplicates"]
    assert told["sentence"].startswith("与 A 重复：由首接单位民生社区负责到底")
    assert (told["case"], told["of"], told["receiver"], told["receivedAt"], told["dueOn"]) == (
        SECOND.id, FIRST.id, OFFICE.id, "2024-01-01T09:00:00", "2024-01-31")  # fmt: skip


def test_who_may_not_see_the_first_sees_its_clock_alone(store: Store) -> None:
    (told,) = asked(store, CONSEQUENCES % SECOND.id, scope=Scope.of(HERE))["case"]["consequences"]["duplicates"]
    assert (told["case"], told["of"], told["dueOn"]) == (SECOND.id, None, "2024-01-31")
    assert "与 A" not in told["sentence"]


def test_a_group_shows_what_it_raises(store: Store) -> None:
    group = asked(store, CONSEQUENCES % WORKERS[0].id)["case"]["consequences"]["group"]
    assert {name: group[name] for name in ("named", "stated", "participants", "scale", "warning")} == {
        "named": 2, "stated": 40, "participants": 40, "scale": "larger_group", "warning": "high"}  # fmt: skip
    assert (group["scaleLabel"], group["warningLabel"]) == ("较大群体性事件", "高")
    assert group["raisesScale"] and group["raisesWarning"]


def test_all_cases_and_matters_of_a_level_are_read_together(store: Store) -> None:
    def calls(first: int) -> list[str]:
        counting = Counting(store)
        fields = "consequences { duplicates { of } group { named } }"
        asked(counting, f"{{ cases(first: {first}) {{ nodes {{ {fields} }} }} }}")  # type: ignore[arg-type]
        return counting.calls

    assert len(calls(50)) <= len(calls(1)) + 4, "by what there is to read, not by how many ask"


@pytest.fixture
def parted(tmp_path: Path) -> Iterator[tuple[Store, list[Case]]]:
    """Two groups with a weak link between them."""
    cases = [case(str(at), day=at, visible_to=(HERE if at < 2 else THERE,)) for at in range(4)]
    with closing(new_store(tmp_path)) as made:
        put(made, *cases, *(_tied(*cases[at : at + 2], 2.6 if at == 1 else 9.0) for at in range(3)))
        with made.change(by="test", why="归并") as change:
            loosened = {each.id for each in cases}
            ground = ground_around(change.graph, (), (), {}, loosened=loosened, threshold=2.5)
            mattering(made, change, ground)
        yield made, cases


def _tied(one: Case, other: Case, weight: float) -> Linked:
    a, b = sorted((one.id, other.id))
    return Linked(source=a, target=b, kind="duplicate", weight=weight)


def test_a_matter_shows_where_it_was_parted(parted: tuple[Store, list[Case]]) -> None:
    store, cases = parted
    (cut,) = asked(store, CUTS % matter_id(cases[0].id))["matter"]["cuts"]
    assert (cut["inside"], cut["outside"], cut["judged"], cut["sizes"]) == (cases[1].id, cases[2].id, False, [2, 2])
    assert "薄弱关联" in cut["sentence"]
    (narrow,) = asked(store, CUTS % matter_id(cases[0].id), scope=Scope.of(HERE))["matter"]["cuts"]
    assert (narrow["outside"], narrow["inside"]) == (None, cases[1].id)


def test_the_terminal_says_the_same(store: Store, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert store.count("matter", scope=EVERYTHING)[None] == 2
    url = f"sqlite:///{folder / 'street.db'}"
    code, said = sanlian(capsys, SECOND.id, WORKERS[0].id, "--store", url)
    assert code == 0
    assert "重复件：与 A 重复" in said and "群体诉求：2 件事件中可辨认的不同当事人 2 人" in said
    code, said = sanlian(capsys, matter_id(WORKERS[0].id), "--store", url, "--json")
    told = json.loads(said)[matter_id(WORKERS[0].id)]
    assert (code, told["group"]["participants"]["least"], told["group"]["proposed_scale"]) == (0, 40, "larger_group")
    code, said = sanlian(capsys, "case-0000000000000000", "--store", url)
    assert code != 0 and not said


def sanlian(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit code of `sanlian link consequences`, and what it prints."""
    with pytest.raises(SystemExit) as ended:
        run(["link", "consequences", *arguments])
    return (ended.value.code if isinstance(ended.value.code, int) else 0), capsys.readouterr().out
