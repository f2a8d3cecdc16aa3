"""Warnings on every engine: which facts they are made from, one open one of a subject, and what a person may do."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest

from graph.duty import acts
from graph.duty.acts import Act
from graph.duty.deadline_files import shipped
from graph.duty.warnings.rule_reading import shipped_rules
from graph.duty.warnings.subject import facts_of
from graph.errors import BadValue, UnknownCode, UnknownRecord, WarningRefused
from graph.ids import make_id
from graph.model import (
    About,
    Case,
    Edge,
    HandedTo,
    LedBy,
    Linked,
    Matter,
    Mediation,
    Node,
    Organisation,
    PartOf,
    PartyTo,
    Person,
    ReceivedBy,
    Task,
    Visit,
    Warning,
)
from graph.pipeline.stepping import take
from graph.pipeline.warning import handle, override, subjects_of, warn
from graph.pipeline.warning_facts import batches_of, watched
from graph.store import EVERYTHING, EdgeKey, Scope, Store

NOW = dt.datetime(2024, 9, 20, 10)
TODAY = NOW.date()
BOOK = shipped_rules()


def case(number: str, *, days: int = 10, **facts: object) -> Case:
    facts = {"title": f"{number}号", "kind": "dispute", "source": "grid", "visible_to": ("area",), **facts}
    at = NOW - dt.timedelta(days=days)
    return Case(id=make_id("case", "grid", number), number=number, received_at=at, **facts)  # type: ignore[arg-type]


def office(name: str) -> Organisation:
    return Organisation(id=make_id("organisation", name), name=name)


def person(name: str, born: dt.date | None = None) -> Person:
    return Person(id=make_id("person", name), name=name, birth_date=born)


def put(store: Store, *records: Node | Edge) -> None:
    with store.change(by="test", why="写入") as change:
        change.put(each for each in records if isinstance(each, Node))
        change.put(each for each in records if isinstance(each, Edge))


def facts(store: Store, id: str) -> dict[str, object]:
    """What the rules know of a case or matter, by name; of words how many cases say them."""
    for batch in batches_of(store, None):
        for each in watched(store, batch, BOOK.wording, now=NOW):
            if each.subject.id == id:
                found = facts_of(each.subject, BOOK.kinds, today=TODAY, festivals=BOOK.festival)
                return {name: fact.value for name, fact in found.items()}
    return {}


def warnings(store: Store) -> dict[str, Warning]:
    """The open warnings by what they are about."""
    found = [each for each in store.scan("warning", scope=EVERYTHING) if each.handled_on is None]
    about = subjects_of(store, [each.id for each in found])
    assert len(set(about.values())) == len(found), "one open warning of a subject"
    return {about[each.id]: each for each in found}


THREAT = case("威胁", text="工人扬言再不付工钱就堵门。", dispute_type="wage", due_on=dt.date(2024, 9, 15), amount=2e5)
BEFORE = case("旧件", days=300, status="settled")
AGAIN = case("复发", days=200, legacy=True, source="petition")
QUIET = case("小事", text="楼上漏水")
DEMAND = [case(f"诉求{n}", days=n, text="物业费太高", participants=20) for n in range(1, 6)]


def street() -> list[Node | Edge]:
    """A threat with much around it, a recurrence, a group's demand and something small."""
    offices = [office(f"第{n}所") for n in range(5)]
    matter = Matter(id=make_id("matter", "诉求"), title="物业费", cases=5, visible_to=("area",))
    child, grown = person("小明", dt.date(2010, 1, 1)), person("老王", dt.date(1960, 1, 1))
    neighbour = person("老李", dt.date(1970, 1, 1))
    failed = [Mediation(id=make_id("mediation", f"{n}"), route="people", started_on=TODAY, result=result)
              for n, result in enumerate(("failed", "refused", "agreement"))]  # fmt: skip
    visit = Visit(id=make_id("visit", "1"), on=TODAY, satisfied=False)
    late = {"organisation": offices[0].id, "opened_at": NOW - dt.timedelta(days=9)}
    tasks = [
        Task(id=make_id("task", kind), kind=kind, title="待办", subject=THREAT.id, case=THREAT.id, due_at=due, **late)
        for kind, due in (("settle", NOW - dt.timedelta(hours=1)), ("stage", NOW + dt.timedelta(hours=1)),
                          ("handle", NOW - dt.timedelta(hours=1)))
    ]  # fmt: skip
    return [
        THREAT, BEFORE, AGAIN, QUIET, *DEMAND, matter, *offices, child, grown, neighbour, *failed, visit, *tasks,
        ReceivedBy(source=THREAT.id, target=offices[0].id),
        *(HandedTo(source=THREAT.id, target=each.id, at=NOW) for each in offices[1:4]),
        LedBy(source=THREAT.id, target=offices[1].id),
        PartyTo(source=child.id, target=THREAT.id, role="applicant"),
        PartyTo(source=grown.id, target=THREAT.id, role="respondent"),
        *(About(source=each.id, target=THREAT.id) for each in (*failed, visit)),
        Linked(source=BEFORE.id, target=AGAIN.id, kind="recurrence"),
        Linked(source=BEFORE.id, target=QUIET.id, kind="recurrence"),
        *(PartyTo(source=neighbour.id, target=each.id, role="applicant") for each in (BEFORE, AGAIN)),
        *(PartOf(source=each.id, target=matter.id) for each in DEMAND),
        *(PartyTo(source=grown.id, target=each.id, role="applicant") for each in DEMAND[:2]),
    ]  # fmt: skip


MATTER = make_id("matter", "诉求")


def test_the_facts_of_a_case(store: Store) -> None:
    put(store, *street())
    told = facts(store, THREAT.id)
    wanted = {
        "participants": 1, "cases": 1, "reports_30": 1, "days_open": 10, "days_over_due": 5, "overdue_tasks": 1,
        "departments": 4, "hand_overs": 3, "recurrences": 0, "failed_mediations": 2, "unsatisfied_visits": 1,
        "amount": 2e5, "young_parties": 1, "wage_days": 11, "legacy": False, "reopened": False, "kind": "dispute",
        "dispute_type": "wage", "source": "grid", "stage": "grid", "scale": "individual", "said_announced": 1,
        "said_gathering": 1, "said_violence": 0,
    }  # fmt: skip
    assert {name: told[name] for name in wanted} == wanted
    assert facts(store, AGAIN.id)["recurrences"] == 1
    assert facts(store, QUIET.id)["recurrences"] == 0, "others in like words bring nothing back"
    assert not facts(store, BEFORE.id), "nothing is feared of an ended case"


def test_the_facts_of_a_matter(store: Store) -> None:
    put(store, *street())
    told = facts(store, MATTER)
    wanted = {
        "participants": 20,
        "cases": 5,
        "reports_30": 5,
        "reports_90": 5,
        "days_open": 5,
        "scale": "general_group",
    }
    assert {name: told[name] for name in wanted} == wanted


def test_warnings_are_raised_with_a_sentence_for_every_point(store: Store) -> None:
    put(store, *street())
    report = warn(store, by="test", now=NOW)
    found = warnings(store)
    assert found.keys() == {THREAT.id, AGAIN.id, MATTER}
    assert {each.subject for each in report.moves if each.what == "raised"} == found.keys()
    threat = found[THREAT.id]
    assert (threat.level, threat.computed, threat.raised_on) == ("high", "high", TODAY)
    assert len(threat.reasons) == len(threat.rules)
    assert "有聚集、堵门、拉横幅一类的话：“工人扬言再不付工钱就堵门”（威胁）（+5 分）" in threat.reasons
    assert threat.points == sum(each.points for each in BOOK.rules if each.name in threat.rules)


def test_who_may_see_a_warning_is_who_may_see_what_it_is_about(store: Store) -> None:
    put(store, *street())
    warn(store, by="test", now=NOW)
    assert store.count("warning", scope=Scope.of("area"))[None] == 3
    assert store.count("warning", scope=Scope.of("elsewhere"))[None] == 0


def test_asked_again_the_rules_write_nothing(store: Store) -> None:
    put(store, *street())
    warn(store, by="test", now=NOW)
    head = store.head()
    assert not warn(store, by="test", now=NOW + dt.timedelta(minutes=30)).moves
    assert not warn(store, by="test", now=NOW + dt.timedelta(days=1), cases=[AGAIN.id]).moves
    assert store.head() == head


@pytest.mark.parametrize("seed", range(3))
def test_in_any_order_of_cases_the_warnings_are_the_same(store: Store, seed: int) -> None:
    records = street()
    random.Random(seed).shuffle(records)
    put(store, *records)
    warn(store, by="test", now=NOW)
    shuffled = warnings(store)
    with store.change(by="test", why="清空") as change:
        change.delete([each.id for each in shuffled.values()])
    for each in sorted((THREAT, AGAIN, QUIET, *DEMAND), key=lambda each: each.number):
        warn(store, by="test", now=NOW, cases=[each.id])
    assert warnings(store) == shuffled


def test_one_case_is_looked_at_with_its_matter_alone(store: Store) -> None:
    put(store, *street())
    assert warn(store, by="test", now=NOW, cases=[DEMAND[0].id]).looked == 2
    assert warnings(store).keys() == {MATTER}


def test_an_ended_case_falls_to_the_lowest_level_and_waits_for_a_person(store: Store) -> None:
    put(store, *street())
    warn(store, by="test", now=NOW)
    put(store, replace(THREAT, status="closed", closed_on=TODAY))
    for day in (1, 8):
        warn(store, by="test", now=NOW + dt.timedelta(days=day))
    left = warnings(store)[THREAT.id]
    assert (left.level, left.computed, left.handled_on) == ("low", None, None)


def test_a_persons_level_holds_until_the_review(store: Store) -> None:
    put(store, *street())
    warn(store, by="test", now=NOW)
    review = TODAY + dt.timedelta(days=5)
    said = override(store, THREAT.id, level="低", reason="已当面谈好", review_on=review, by="李", now=NOW)
    assert (said.level, said.override_by) == ("low", "李")
    for day, level in ((1, "low"), (4, "low"), (5, "high")):
        warn(store, by="test", now=NOW + dt.timedelta(days=day))
        assert warnings(store)[THREAT.id].level == level
    assert warnings(store)[THREAT.id].override_reason == ""


def test_a_person_raises_one_where_the_rules_say_nothing(store: Store) -> None:
    put(store, *street())
    override(store, QUIET.id, level="medium", reason="走访得知", review_on=dt.date(2024, 10, 1), by="李", now=NOW)
    warn(store, by="test", now=NOW + dt.timedelta(days=60))
    hand = warnings(store)[QUIET.id]
    assert (hand.level, hand.reasons[0], hand.computed) == ("medium", "走访得知", None)


def test_a_warning_is_handled_once(store: Store) -> None:
    put(store, *street())
    warn(store, by="test", now=NOW)
    done = handle(store, THREAT.id, result="工资已发放", by="李", now=NOW)
    assert (done.handled_on, done.result) == (TODAY, "工资已发放")
    assert not warn(store, by="test", now=NOW).moves
    with pytest.raises(WarningRefused, match="没有待处置的预警"):
        handle(store, THREAT.id, result="又一次", by="李", now=NOW)
    with pytest.raises(WarningRefused, match="已经处置过"):
        handle(store, done.id, result="又一次", by="李", now=NOW)
    warn(store, by="test", now=NOW + dt.timedelta(days=BOOK.levels.again))
    assert warnings(store)[THREAT.id].raised_on == TODAY + dt.timedelta(days=BOOK.levels.again)


@pytest.mark.parametrize(
    ("stated", "error"),
    [
        ({"level": "特高"}, UnknownCode),
        ({"reason": " "}, BadValue),
        ({"review_on": TODAY}, BadValue),
        ({"review_on": TODAY + dt.timedelta(days=400)}, BadValue),
        ({"id": make_id("case", "none")}, UnknownRecord),
        ({"id": make_id("organisation", "第0所")}, UnknownRecord),
    ],
)
def test_what_a_person_may_not_state(store: Store, stated: dict[str, object], error: type[Exception]) -> None:
    put(store, *street())
    head = store.head()
    given = {"id": THREAT.id, "level": "low", "reason": "好", "review_on": TODAY + dt.timedelta(days=9), **stated}
    with pytest.raises(error):
        override(store, str(given.pop("id")), by="李", now=NOW, **given)  # type: ignore[arg-type]
    assert store.head() == head


@pytest.mark.parametrize("stated", [{"result": ""}, {"on": TODAY + dt.timedelta(days=1)}, {"on": dt.date(2024, 1, 1)}])
def test_how_a_warning_may_not_be_handled(store: Store, stated: dict[str, object]) -> None:
    put(store, *street())
    warn(store, by="test", now=NOW)
    head = store.head()
    given = {"result": "好了", "on": TODAY, **stated}
    with pytest.raises(BadValue):
        handle(store, THREAT.id, by="李", now=NOW, **given)  # type: ignore[arg-type]
    assert store.head() == head


def test_of_two_that_became_one_subject_the_lower_one_of_the_rules_goes(store: Store) -> None:
    put(store, *street())
    warn(store, by="test", now=NOW)
    low, high = (warnings(store)[each] for each in (AGAIN.id, THREAT.id))
    put(store, About(source=low.id, target=THREAT.id))
    with store.change(by="test", why="改") as change:
        change.delete([EdgeKey("about", low.id, AGAIN.id, "")])
    warn(store, by="test", now=NOW)
    assert warnings(store)[THREAT.id].id == high.id
    assert warnings(store).keys() == {AGAIN.id, THREAT.id, MATTER}


def tasks(store: Store) -> dict[tuple[str, str], Task]:
    """The open tasks of warnings by subject's warning and kind."""
    found = [each for each in store.scan("task", scope=EVERYTHING) if each.ended_at is None and each.case is not None]
    return {(each.case, each.kind): each for each in found if each.subject.startswith("warning-")}


def test_a_warning_is_a_task_of_whoever_answers_for_the_case(store: Store) -> None:
    put(store, *street())
    warn(store, by="test", now=NOW)
    task = tasks(store)[THREAT.id, "handle"]
    assert task.organisation == office("第0所").id
    assert task.due_at == shipped().due("handle", NOW, level="high").at
    handle(store, THREAT.id, result="工资已发放", by="李", now=NOW)
    assert (THREAT.id, "handle") not in tasks(store)
    assert [each.ending for each in store.scan("task", scope=EVERYTHING) if each.id == task.id] == ["done"]


def test_a_level_that_a_person_set_is_a_task_to_look_again(store: Store) -> None:
    put(store, *street())
    warn(store, by="test", now=NOW)
    review = dt.date(2024, 9, 27)
    override(store, THREAT.id, level="low", reason="已谈好", review_on=review, by="李", now=NOW)
    assert tasks(store)[THREAT.id, "review"].due_at.date() == review
    assert tasks(store)[THREAT.id, "handle"].due_at == shipped().due("handle", NOW, level="low").at
    warn(store, by="test", now=dt.datetime(2024, 9, 27, 9))
    assert (THREAT.id, "review") not in tasks(store)


def test_the_deadline_stays_when_the_rules_lower_a_level_and_comes_forward_when_they_raise_it(store: Store) -> None:
    put(store, *street())
    warn(store, by="test", now=NOW, cases=[AGAIN.id])
    first = tasks(store).get((AGAIN.id, "handle"))
    assert first is None, "nobody answers for it yet, and nobody speaks for the centre"
    centre = Organisation(id=make_id("organisation", "平安办"), name="平安办", tier="core")
    put(store, centre)
    warn(store, by="test", now=NOW, cases=[AGAIN.id])
    medium = tasks(store)[AGAIN.id, "handle"]
    assert medium.organisation == centre.id
    put(store, replace(AGAIN, text="扬言同归于尽"))
    warn(store, by="test", now=NOW, cases=[AGAIN.id])
    assert tasks(store)[AGAIN.id, "handle"].due_at < medium.due_at
    put(store, replace(AGAIN, legacy=False, source="grid"))
    before = tasks(store)[AGAIN.id, "handle"]
    for day in (1, 8, 9):
        warn(store, by="test", now=NOW + dt.timedelta(days=day), cases=[AGAIN.id])
    assert warnings(store)[AGAIN.id].level != "high"
    assert tasks(store)[AGAIN.id, "handle"] == before


def test_a_warning_ends_with_its_case_and_stands_again_with_it(store: Store) -> None:
    """What nobody handled before the case was over is settled with it, in words; reopened, the dispute is as it was."""
    put(store, *street())
    warn(store, by="钟", now=NOW)
    head = warnings(store)[THREAT.id]

    def step(kind: type[Act], hours: float, reason: str) -> None:
        now = NOW + dt.timedelta(hours=hours)
        take(store, kind(at=now, by=office("第0所").id, reason=reason), case=THREAT.id, by_user="李", at_now=now)  # type: ignore[call-arg]

    step(acts.Withdraw, 1, "当事人撤回")
    (ended,) = (each for each in store.get([head.id], scope=EVERYTHING) if isinstance(each, Warning))
    assert (ended.handled_on, ended.result) == (TODAY, "本件已撤回，预警随之了结")
    assert (THREAT.id, "handle") not in tasks(store)
    warn(store, by="钟", now=NOW + dt.timedelta(hours=2), cases=[THREAT.id])
    assert THREAT.id not in warnings(store)
    step(acts.Reopen, 3, "又来反映")
    warn(store, by="钟", now=NOW + dt.timedelta(hours=4), cases=[THREAT.id])
    again = warnings(store)[THREAT.id]
    assert (again.id, again.handled_on, again.result) == (head.id, None, "")
    assert tasks(store)[THREAT.id, "handle"].subject == head.id
