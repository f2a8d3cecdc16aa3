"""Timelines: one event of what a step and a record both tell, at the hour that the step knows, in order of time."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from graph.ids import make_id
from graph.linkage.timeline import KINDS, Event, Told, timeline
from graph.model import (
    By,
    Calls,
    Case,
    Decision,
    Edge,
    HandedTo,
    Judgement,
    LedBy,
    Mediation,
    Meeting,
    Node,
    ReceivedBy,
    Step,
    Visit,
    Warning,
    Whistle,
)
from graph.vocabulary import VOCABULARY

ONE, OTHER = make_id("case", "1"), make_id("case", "2")
OFFICE, POLICE, CENTRE = (make_id("organisation", each) for each in ("司法所", "派出所", "综治中心"))
NAMES = {OFFICE: "司法所", POLICE: "派出所", CENTRE: "综治中心", ONE: "漏水", OTHER: "又漏水"}


def case(id: str = ONE, **facts: Any) -> Case:
    return Case(id=id, source="hotline_12345", number="1", kind="dispute", title=NAMES[id], **facts)


def step(kind: str, at: str, *, case: str = ONE, **facts: Any) -> Step:
    when = dt.datetime.fromisoformat(at)
    return Step(id=make_id("step", case, kind, at), kind=kind, at=when, case=case, organisation=OFFICE, **facts)


def told(*cases: Case, **facts: Any) -> Told:
    return Told(cases=list(cases), names=dict(NAMES), **facts)


def lines(told: Told) -> list[tuple[str, str, str]]:
    return [(each.at.isoformat(), each.kind, each.sentence) for each in timeline(told)]


def about(node: Node, *edges: Edge, subject: str = ONE) -> dict[str, Any]:
    return {"about": [(node, subject)], "acting": {node.id: list(edges)}}


def test_every_step_is_a_kind_of_event() -> None:
    assert VOCABULARY["step"].labels.keys() <= KINDS.keys()


def test_a_case_comes_in_is_handed_over_settled_and_closed() -> None:
    item = case(
        received_at=dt.datetime(2024, 3, 1, 9), settled_on=dt.date(2024, 3, 9), closed_on=dt.date(2024, 3, 20),
        outcome="agreement", result="各修各的",
    )  # fmt: skip
    handed = HandedTo(
        source=ONE, target=POLICE, at=dt.datetime(2024, 3, 2, 10), giver=OFFICE, accepted=False, reason="涉嫌违法"
    )
    steps = [
        step("receive", "2024-03-01T09:00"), step("hand_over", "2024-03-02T10:00", note="涉嫌违法"),
        step("settle", "2024-03-09T15:30"), step("escalate", "2024-03-05T00:00", stage="community"),
    ]  # fmt: skip
    found = lines(told(item, steps=steps, edges=[ReceivedBy(source=ONE, target=OFFICE), handed]))
    assert found == [
        ("2024-03-01T09:00:00", "receive", "经12345热线受理“漏水”，首接单位司法所"),
        ("2024-03-02T10:00:00", "hand_over", "司法所移交派出所，被退回：涉嫌违法"),
        ("2024-03-05", "escalate", "司法所升级到社区联调"),
        ("2024-03-09T15:30:00", "settle", "司法所化解：达成协议：各修各的"),
        ("2024-03-20", "close", "办结"),
    ]


def test_a_settlement_that_did_not_hold_stands_beside_the_one_that_did() -> None:
    steps = [step("settle", "2024-03-09T15:30"), step("reopen", "2024-04-01T09:00"), step("settle", "2024-05-01T10:00")]
    found = lines(told(case(settled_on=dt.date(2024, 5, 1)), steps=steps))
    assert [each[:2] for each in found] == [
        ("2024-03-09T15:30:00", "settle"), ("2024-04-01T09:00:00", "reopen"), ("2024-05-01T10:00:00", "settle"),
    ]  # fmt: skip


def test_a_whistle_names_whom_it_calls_and_who_came() -> None:
    whistle = Whistle(id="whistle-0000000000000000", subject="请到场", at=dt.datetime(2024, 3, 1, 9))
    came = Calls(source=whistle.id, target=POLICE, reported_at=dt.datetime(2024, 3, 1, 11), result="已到场")
    edges = [By(source=whistle.id, target=CENTRE), Calls(source=whistle.id, target=OFFICE), came]
    assert lines(told(case(), **about(whistle, *edges), steps=[step("whistle", "2024-03-01T09:00")])) == [
        ("2024-03-01T09:00:00", "whistle", "综治中心吹哨，呼叫司法所、派出所：请到场"),
        ("2024-03-01T11:00:00", "report", "派出所报到：已到场"),
    ]


def test_what_meetings_mediations_visits_and_warnings_say() -> None:
    day = dt.date(2024, 3, 1)
    nodes: list[tuple[Node, list[Edge]]] = [
        (Meeting(id="meeting-0000000000000000", kind="risk_review", title="三月例会", on=day), []),
        (Decision(id="decision-0000000000000000", text="限期修好", on=day), [LedBy(source="", target=OFFICE)]),
        (Mediation(id="mediation-0000000000000000", route="people", started_on=day, ended_on=day,
                   result="agreement", agreement="平摊"), [By(source="", target=OFFICE)]),
        (Visit(id="visit-0000000000000000", on=day, mode="home", satisfied=False, note="还在漏"), []),
        (Warning(id="warning-0000000000000000", level="high", raised_on=day, reasons=("三次", "扬言"),
                 handled_on=day, result="已约谈"), []),
    ]  # fmt: skip
    found = timeline(
        told(case(), about=[(node, ONE) for node, _ in nodes], acting={node.id: edges for node, edges in nodes})
    )
    assert [each.sentence for each in found] == [
        "司法所开始人民调解",
        "人民调解结束，达成协议：平摊",
        "风险研判会讨论：三月例会",
        "决定：限期修好（牵头司法所）",
        "发出高等级预警：三次；扬言",
        "高等级预警已处置：已约谈",
        "上门回访，不满意：还在漏",
    ]
    assert {each.at for each in found} == {day}


def test_a_meeting_about_several_cases_is_one_event_at_the_hour_of_its_steps() -> None:
    meeting = Meeting(id="meeting-0000000000000000", kind="joint_consultation", title="会商", on=dt.date(2024, 3, 1))
    steps = [step("meet", "2024-03-01T14:30", case=each) for each in (ONE, OTHER)]
    found = timeline(told(case(), case(OTHER), about=[(meeting, ONE), (meeting, OTHER)], steps=steps))
    assert [(each.at, each.record) for each in found] == [(dt.datetime(2024, 3, 1, 14, 30), meeting.id)]


def test_judgements_say_what_they_joined_and_what_they_cut() -> None:
    def judged(answer: str, hour: int) -> Judgement:
        return Judgement(id=make_id("judgement", answer), kind="linkage", a=ONE, b=OTHER, answer=answer, by="王主任",
                         why="现场看过", at=dt.datetime(2024, 3, 1, hour))  # fmt: skip

    found = lines(told(case(), judgements=[judged("yes", 1), judged("no", 2), judged("unsure", 23)]))
    assert found == [
        ("2024-03-01T09:00:00", "join", "王主任判定“漏水”与“又漏水”是同一事项：现场看过"),
        ("2024-03-01T10:00:00", "part", "王主任判定“漏水”与“又漏水”不是同一事项：现场看过"),
        ("2024-03-02T07:00:00", "doubt", "王主任判定“漏水”与“又漏水”不能确定是否同一事项：现场看过"),
    ]


def test_whom_the_reader_does_not_see_is_not_named() -> None:
    whistle = Whistle(id="whistle-0000000000000000", subject="请到场", at=dt.datetime(2024, 3, 1, 9))
    unknown = make_id("organisation", "无")
    found = lines(told(case(), **about(whistle, Calls(source=whistle.id, target=unknown))))
    assert found == [("2024-03-01T09:00:00", "whistle", "吹哨：请到场")]


def test_the_order_of_what_is_told_changes_nothing() -> None:
    steps = [step(kind, f"2024-03-{day:02}T10:00") for day in (1, 2, 3) for kind in ("mediate", "visit", "accept")]
    visits = [Visit(id=make_id("visit", str(day)), on=dt.date(2024, 3, day)) for day in (1, 3, 5)]

    def shuffled(seed: int) -> list[Event]:
        chance = random.Random(seed)
        mixed = chance.sample(visits, len(visits))
        return timeline(told(case(), steps=chance.sample(steps, len(steps)), about=[(each, ONE) for each in mixed]))

    assert len(shuffled(0)) == 10
    assert all(shuffled(seed) == shuffled(0) for seed in range(10))


def test_a_step_that_no_record_tells_names_whom_it_names() -> None:
    taken = [
        step("help", "2026-03-02T10:00", helpers=(OFFICE,)),
        step("pause", "2026-03-02T11:00", note="等鉴定"),
    ]
    name = NAMES[OFFICE]
    assert [each[1:] for each in lines(told(case(ONE), steps=taken)) if each[1] in ("help", "pause")] == [
        ("help", f"{name}协办（{name}）"),
        ("pause", f"{name}中止：等鉴定"),
    ]


def test_what_was_withdrawn_was_not_closed() -> None:
    item = case(ONE, status="withdrawn", closed_on=dt.date(2026, 3, 2))
    found = lines(told(item, steps=[step("withdraw", "2026-03-02T10:00", note="和好")]))
    assert [each[1] for each in found if each[1] in ("withdraw", "close")] == ["withdraw"]
