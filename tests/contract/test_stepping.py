"""Taking steps on every engine: what each one writes, what is refused and writes nothing, and who wins."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

import pytest

from graph.duty.folding import fold
from graph.duty.standing import Standing
from graph.errors import (
    BadId,
    BadValue,
    KeyReused,
    SanlianError,
    StepOvertaken,
    StepRefused,
    UnknownCode,
    UnknownRecord,
)
from graph.ids import make_id
from graph.model import HandedTo, HelpedBy, LedBy, Matter, ReceivedBy
from graph.store import EVERYTHING, Scope, Store
from tests.contract.engines import Site
from tests.contract.stepping_street import COMMUNITY, MATTER, Desk, case_id, found
from tests.unit.graph.duty.cast import (
    CITY,
    CORE,
    FIRM,
    FORMER,
    GRID,
    HOUSING,
    JUSTICE,
    PANEL,
    POLICE,
    SAFETY,
    SECRETARY,
    START,
)


@pytest.fixture
def desk(store: Store) -> Desk:
    """A case that the grid centre received."""
    desk = found(store)
    desk.take("receive", GRID, hours=0)
    return desk


def last(desk: Desk, kind: str):
    """The only record of a kind about the case."""
    (record,) = desk.about(kind)
    return record


# -- what steps write ----------------------------------------------------------------------------


def test_a_case_goes_its_way_and_leaves_what_each_step_makes(desk: Desk) -> None:
    assert (desk.case().status, desk.case().received_at) == ("received", START)
    assert desk.edges(case_id(1), "received_by") == [ReceivedBy(source=case_id(1), target=GRID, at=START)]

    desk.take("hand_over", GRID, to=CITY, reason="属其职责")
    assert desk.case().status == "assigned"
    desk.take("accept", CITY)
    (handed,) = desk.edges(case_id(1), "handed_to")
    assert isinstance(handed, HandedTo)
    assert (handed.target, handed.giver, handed.accepted, handed.reason) == (CITY, GRID, True, "属其职责")

    desk.take("whistle", CITY, to=(POLICE, HOUSING), subject="请到场")
    whistle = last(desk, "whistle")
    assert (whistle.status, whistle.due_at) == ("open", desk.at + dt.timedelta(hours=2))
    desk.take("report", POLICE, whistle=whistle.id, result="已到场")
    desk.take("report", HOUSING, whistle=whistle.id, result="已查看", hours=3)
    assert (last(desk, "whistle").status, last(desk, "whistle").result) == ("late", "已到场；已查看")
    assert [each.result for each in desk.edges(whistle.id, "calls")] == sorted(
        ["已到场", "已查看"], key=lambda each: {"已到场": POLICE, "已查看": HOUSING}[each]
    )

    desk.take("mediate", PANEL, route="人民调解")
    mediation = last(desk, "mediation")
    assert (mediation.route, mediation.level, mediation.result) == ("people", "community", "open")
    desk.take("conclude", PANEL, mediation=mediation.id, result="agreement", agreement="三日内修好")
    desk.take("confirm", PANEL, mediation=mediation.id)
    mediation = last(desk, "mediation")
    assert (mediation.result, mediation.agreement, mediation.ended_on, mediation.confirmed_on) == (
        "agreement", "三日内修好", desk.at.date(), desk.at.date(),
    )  # fmt: skip

    desk.take("meet", CITY, kind="joint_consultation", title="会商漏水", attendees=(HOUSING,), venue="302室")
    meeting = last(desk, "meeting")
    assert [each.target for each in desk.edges(meeting.id, "attended_by")] == sorted([CITY, HOUSING])
    day = desk.at.date()
    desk.take("decide", CITY, meeting=meeting.id, text="修好", lead=HOUSING, helpers=(CITY,), due_on=day)
    decision = last(desk, "decision")
    assert {each.TYPE: each.target for each in desk.edges(decision.id, "led_by", "helped_by", "decided_at")} == {
        "led_by": HOUSING, "helped_by": CITY, "decided_at": meeting.id,
    }  # fmt: skip
    desk.take("fulfil", HOUSING, decision=decision.id, result="已修好")
    assert (last(desk, "decision").status, last(desk, "decision").done_on) == ("done", day)

    desk.take("consult", JUSTICE, mode="on_site", subject="责任", advice="由楼上承担")
    assert last(desk, "consultation").advice == "由楼上承担"
    desk.take("settle", CITY, outcome="agreement", result="已修好")
    day = desk.at.date()
    assert (desk.case().status, desk.case().outcome, desk.case().settled_on) == ("settled", "agreement", day)
    desk.take("visit", GRID, mode="home", satisfied=True, note="满意")
    assert (last(desk, "visit").mode, last(desk, "visit").satisfied) == ("home", True)
    desk.take("close", GRID)
    assert (desk.case().status, desk.case().closed_on, desk.case().result) == ("closed", day, "已修好")
    assert [each.kind for each in desk.steps()] == [
        "receive", "hand_over", "accept", "whistle", "report", "report", "mediate", "conclude", "confirm", "meet",
        "decide", "fulfil", "consult", "settle", "visit", "close",
    ]  # fmt: skip
    assert fold(desk.steps(), Standing(case=case_id(1))) == desk.standing()


def test_leaders_follow_one_another_and_helpers_stay(desk: Desk) -> None:
    desk.take("help", GRID, helpers=(POLICE,))
    desk.take("lead", SAFETY, leader=CITY)
    for stage in ("community", "street"):
        desk.take("meet", GRID, kind="joint_consultation", title=f"升{stage}前会商")
        desk.take("escalate", GRID, stage=stage)
    desk.take("lead", SAFETY, leader=SECRETARY)
    led = {each.target: each.until for each in desk.edges(case_id(1), "led_by") if isinstance(each, LedBy)}
    assert led == {CITY: desk.at.date(), SECRETARY: None}
    assert [each.target for each in desk.edges(case_id(1), "helped_by") if isinstance(each, HelpedBy)] == [POLICE]
    assert (desk.case().stage, desk.standing().leader) == ("street", SECRETARY)


def test_a_whistle_that_nobody_answers_goes_up(desk: Desk) -> None:
    desk.take("whistle", GRID, to=(POLICE,), subject="请到场")
    below = last(desk, "whistle")
    desk.take("raise_up", SAFETY, subject="派出所没有到场", whistle=below.id, hours=3)
    raised = next(each for each in desk.about("whistle") if each.id != below.id)
    assert (raised.kind, raised.raised_from) == ("raise", below.id)
    assert [each.target for each in desk.edges(raised.id, "calls")] == [SAFETY], "police reports to them"
    (below,) = desk.store.get([below.id], scope=EVERYTHING)
    assert below.status == "escalated"  # type: ignore[union-attr]
    desk.take("report", POLICE, whistle=below.id, result="来晚了")  # type: ignore[union-attr]
    (below,) = desk.store.get([below.id], scope=EVERYTHING)  # type: ignore[union-attr]
    assert below.status == "late"  # type: ignore[union-attr]


def test_a_settlement_ends_whistles_and_a_withdrawal_everything(desk: Desk) -> None:
    desk.take("whistle", GRID, to=(POLICE,), subject="请到场")
    desk.take("mediate", PANEL, route="people")
    desk.take("hand_over", GRID, to=CITY, reason="属其职责")
    desk.take("withdraw", GRID, reason="当事人和好")
    assert (last(desk, "whistle").status, last(desk, "mediation").result) == ("done", "failed")
    (handed,) = desk.edges(case_id(1), "handed_to")
    assert isinstance(handed, HandedTo) and handed.accepted is False
    case = desk.case()
    assert (case.status, case.outcome, case.result) == ("withdrawn", "withdrawn", "当事人和好")
    desk.take("reopen", GRID, reason="又吵起来")
    assert (desk.case().status, desk.case().outcome, desk.case().closed_on) == ("reopened", None, None)


def test_each_step_is_followed_by_its_tasks(desk: Desk) -> None:
    desk.take("accept", GRID)
    taken = desk.take("hand_over", GRID, to=CITY, reason="属其职责")
    assert {each.kind: each.organisation for each in taken.tasks if each.ended_at is None} == {"accept": CITY}
    assert desk.store.count("task", by="kind", scope=Scope.of(CITY)) == {"settle": 1, "stage": 1, "accept": 1}
    supervised = desk.take("supervise", SAFETY, reason="请尽快接收", task=taken.tasks[0].id)
    assert [each.urged for each in supervised.tasks] == [1]


def test_who_joins_sees_the_case_and_all_that_hangs_on_it(desk: Desk) -> None:
    hidden = desk.store.get([case_id(1), MATTER], scope=Scope.of(CITY))
    assert hidden == [None, None]
    desk.take("hand_over", GRID, to=CITY, reason="属其职责")
    scope = Scope.of(CITY)
    assert None not in desk.store.get([case_id(1), MATTER, make_id("person", "李芳")], scope=scope)
    assert desk.store.count("mention", scope=scope) == {None: 1}
    assert desk.store.count("step", scope=scope) == {None: 2}
    assert desk.store.count("step", scope=Scope.of(COMMUNITY)) == {None: 2}
    assert desk.store.count("step", scope=Scope.of(GRID)) == {None: 2}, "the first receiver sees each step"


# -- what is refused -----------------------------------------------------------------------------

REFUSED: tuple[tuple[str, Callable[[Desk], object], type[SanlianError]], ...] = (
    ("no right", lambda desk: desk.take("settle", CITY, outcome="explained", result="已解释"), StepRefused),
    ("before the case", lambda desk: desk.take("accept", GRID, hours=-24), StepRefused),
    ("term over", lambda desk: desk.take("consult", FORMER, mode="on_site", subject="责任"), StepRefused),
    ("to oneself", lambda desk: desk.take("whistle", GRID, to=(GRID,), subject="请到场"), StepRefused),
    ("to a firm", lambda desk: desk.take("hand_over", GRID, to=FIRM, reason="属其职责"), StepRefused),
    ("unknown case", lambda desk: desk.take("accept", GRID, case=make_id("case", "none")), UnknownRecord),
    ("no id", lambda desk: desk.take("accept", GRID, case="第一件"), BadId),
    ("unknown organisation", lambda desk: desk.take("accept", make_id("organisation", "none")), UnknownRecord),
    ("unknown taker", lambda desk: desk.take("hand_over", GRID, to=make_id("organisation", "none")), UnknownRecord),
    ("an officer as organisation", lambda desk: desk.take("accept", SECRETARY), BadValue),
    ("a place as case", lambda desk: desk.take("accept", GRID, case=COMMUNITY), BadValue),
    ("unknown code", lambda desk: desk.take("mediate", GRID, route="劝说"), UnknownCode),
    ("a zone", lambda desk: desk.take("accept", GRID, at=START.replace(tzinfo=dt.UTC)), BadValue),
    ("no step of a matter", lambda desk: desk.take("accept", GRID, case=MATTER), BadValue),
    ("overtaken", lambda desk: desk.take("accept", GRID, expected=make_id("step", "old")), StepOvertaken),
)


@pytest.mark.parametrize(("take", "error"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_what_is_refused_writes_nothing(desk: Desk, take: Callable[[Desk], object], error: type[SanlianError]) -> None:
    before = desk.store.head()
    with pytest.raises(error) as refusal:
        take(desk)
    assert desk.store.head() == before
    assert str(refusal.value).endswith("。") and str(refusal.value).count("。") <= 2


# -- repeated and overtaken ----------------------------------------------------------------------


def test_a_repeated_request_is_one_step(desk: Desk) -> None:
    first = desk.take("accept", GRID, key="请求-1")
    again = desk.take("accept", GRID, key="请求-1")
    assert (again.repeated, again.step, again.case) == (True, first.step, first.case)
    assert [each.kind for each in desk.steps()] == ["receive", "accept"]
    before = desk.store.head()
    for other in (lambda: desk.take("accept", GRID, key="请求-1", note="另一内容"),
                  lambda: desk.take("pause", GRID, key="请求-1", reason="等鉴定")):  # fmt: skip
        with pytest.raises(KeyReused):
            other()
    assert desk.store.head() == before


def test_a_key_is_not_for_another_case(store: Store) -> None:
    desk = found(store, 2)
    desk.take("receive", GRID, key="请求-1")
    with pytest.raises(KeyReused):
        desk.take("receive", GRID, case=case_id(2), key="请求-1")


def test_clocks_that_differ_a_little_put_a_step_behind_the_last(desk: Desk) -> None:
    desk.take("accept", GRID)
    taken = desk.take("pause", GRID, reason="等鉴定", hours=-1 / 60)
    assert taken.step.at == desk.steps()[1].at + dt.timedelta(seconds=1)


def test_of_two_who_take_the_same_step_at_once_one_wins(desk: Desk, site: Site) -> None:
    desk.take("hand_over", GRID, to=CITY, reason="属其职责")
    ready, told = threading.Barrier(2), []

    def accept() -> None:
        with site.opened() as mine:
            ready.wait()
            try:
                Desk(mine, desk.at).take("accept", CITY)
            except StepRefused as refusal:
                told.append(refusal.facts["name"])
            else:
                told.append("won")

    threads = [threading.Thread(target=accept) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(told) == ["answer_what_was_handed_over", "won"]
    assert [each.kind for each in desk.steps()] == ["receive", "hand_over", "accept"]


def test_of_two_requests_with_one_key_at_once_one_is_a_repetition(desk: Desk, site: Site) -> None:
    ready, told = threading.Barrier(2), []

    def accept() -> None:
        with site.opened() as mine:
            ready.wait()
            told.append(Desk(mine, desk.at).take("accept", GRID, key="请求-1").repeated)

    threads = [threading.Thread(target=accept) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(told) == [False, True]
    assert [each.kind for each in desk.steps()] == ["receive", "accept"]


# -- matters -------------------------------------------------------------------------------------


def test_an_act_on_a_matter_is_a_step_on_each_of_its_open_cases(store: Store) -> None:
    desk = found(store, 3)
    for number in (1, 2, 3):
        desk.take("receive", GRID if number == 1 else POLICE, case=case_id(number))
    desk.take("withdraw", POLICE, case=case_id(3), reason="和好")
    taken = desk.take("meet", SAFETY, case=MATTER, kind="joint_consultation", title="会商漏水", attendees=(HOUSING,))
    assert [each.id for each in taken.cases] == sorted([case_id(1), case_id(2)])
    (meeting,) = desk.about("meeting")
    assert [each.target for each in desk.edges(meeting.id, "about")] == sorted([case_id(1), case_id(2), MATTER])
    desk.take("decide", SAFETY, case=MATTER, meeting=meeting.id, text="统一修缮", lead=HOUSING)
    desk.take("lead", SAFETY, case=MATTER, leader=HOUSING)
    desk.take("help", GRID, case=MATTER, helpers=(POLICE,), hours=1)
    for id in (MATTER, case_id(1), case_id(2)):
        assert {(each.TYPE, each.target) for each in desk.edges(id, "led_by", "helped_by")} == {
            ("led_by", HOUSING), ("helped_by", POLICE),
        }  # fmt: skip
    assert [each.kind for each in desk.steps(3)] == ["receive", "withdraw"]
    assert desk.standing(1).first_receiver == GRID and desk.standing(2).first_receiver == POLICE

    (decision,) = desk.about("decision", 2)
    done = desk.take("fulfil", HOUSING, case=case_id(2), decision=decision.id, result="已修缮")
    assert {each.case for each in done.steps} == {case_id(1), case_id(2)}
    assert desk.standing(1).decisions == desk.standing(2).decisions == {}
    assert desk.store.count("task", scope=EVERYTHING)
    open_ones = [each.kind for each in desk.store.scan("task", scope=EVERYTHING) if each.ended_at is None]
    assert "fulfil" not in open_ones


def test_a_named_leader_takes_a_matter_one_of_whose_cases_is_at_the_street(store: Store) -> None:
    desk = found(store, 2)
    for number in (1, 2):
        desk.take("receive", GRID, case=case_id(number))
    with pytest.raises(StepRefused) as refusal:
        desk.take("lead", CORE, case=MATTER, leader=SECRETARY)
    assert refusal.value.facts["name"] == "lead_only_at_street"
    for stage in ("community", "street"):
        desk.take("help", GRID, helpers=(POLICE,))
        desk.take("escalate", GRID, stage=stage)
    assert len(desk.take("lead", CORE, case=MATTER, leader=SECRETARY).steps) == 2


def test_a_matter_of_ended_cases_takes_no_step(store: Store) -> None:
    desk = found(store, 1)
    desk.take("receive", GRID)
    desk.take("decline", GRID, reason="不属于受理范围")
    with pytest.raises(StepRefused) as refusal:
        desk.take("meet", SAFETY, case=MATTER, kind="joint_consultation", title="会商")
    assert refusal.value.facts["name"] == "closed_is_closed"


def test_a_matter_without_cases_takes_no_step(store: Store) -> None:
    desk = found(store)
    empty = Matter(id=make_id("matter", "空"), title="没有事件", cases=0)
    with store.change(by="测试", why="空事项") as change:
        change.put([empty])
    with pytest.raises(StepRefused):
        desk.take("meet", SAFETY, case=empty.id, kind="joint_consultation", title="会商")
