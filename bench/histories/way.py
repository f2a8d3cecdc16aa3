"""One case's way: hands, whistles, mediation, meetings, settlement, visit, and the tasks that these opened."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import Any

from bench.histories.setting import Setting
from graph.clock import evening_of
from graph.ids import make_id
from graph.model import (
    About,
    At,
    By,
    Calls,
    Case,
    DecidedAt,
    Decision,
    Edge,
    HandedTo,
    HelpedBy,
    LedBy,
    Mediation,
    Meeting,
    Node,
    Organisation,
    PartyTo,
    ReceivedBy,
    Step,
    Task,
    Visit,
    Whistle,
)

SEEN = ("*",)
_TROUBLES = (
    ("楼上卫生间漏水", "leakage"), ("物业费争议", "property_service"), ("拖欠工资", "wage"), ("占道停车", "parking"),
    ("夜间噪声", "noise"), ("租房押金", "tenancy"), ("邻里争吵", "neighbour"), (" 购物退款", "consumer"),
)  # fmt: skip
_ROUTES = ("people", "people", "people", "administrative", "judicial")
_DAY = dt.timedelta(days=1)


class Way:
    """A case from its intake on; what would lie after `today` does not happen, and its tasks stay open."""

    def __init__(
        self, setting: Setting, chance: random.Random, number: int, received_at: dt.datetime, today: dt.datetime
    ) -> None:
        self._setting, self._chance, self._today = setting, chance, today
        self._home = chance.choice(setting.homes)
        trouble, dispute_type = chance.choice(_TROUBLES)
        self.case = Case(
            id=make_id("case", "grid", str(number)), source="grid", number=f"W{number:07}",
            kind=chance.choices(("dispute", "request", "hazard"), (5, 4, 1))[0], title=f"{trouble}问题",
            text=f"{self._home.full_name}的居民反映{trouble}，多次与对方协商没有结果，希望上门处理。",
            received_at=received_at, dispute_type=dispute_type, community=self._home.community, visible_to=SEEN,
        )  # fmt: skip
        self.nodes: dict[str, Node] = {}
        self.edges: dict[tuple[str, ...], Edge] = {}
        self._now = received_at
        self._tasks: dict[str, Task] = {}
        place = next(n for n, each in enumerate(setting.communities) if each.id == self._home.community)
        office = setting.committees[place]
        self._receiver = office if chance.random() < 0.7 else chance.choice(setting.departments[:6])
        self._holder = self._receiver

    def go(self) -> None:
        """All that happens, until it has ended or today has come."""
        self._receive()
        chance = self._chance
        lasting = 400 if chance.random() < 0.02 else 1
        acts = [self._accept]
        acts += [self._hand_over] * chance.choices((0, 1, 2, 3), (65, 25, 7, 3))[0]
        acts += [self._whistle] * (chance.random() < 0.12)
        acts += [self._mediate] * chance.choices((0, 1, 2), (45, 40, 15))[0]
        acts += [self._decide] * (chance.random() < 0.05)
        acts += [self._settle, self._visit, self._close]
        for act in acts:
            self._now += dt.timedelta(hours=chance.randrange(4, 90)) * (lasting if act == self._settle else 1)
            if self._now >= self._today:
                return
            act()

    # -- acts ------------------------------------------------------------------------------------

    def _receive(self) -> None:
        case, chance = self.case, self._chance
        self._link(ReceivedBy(source=case.id, target=self._receiver.id, at=self._now))
        self._link(At(source=case.id, target=self._home.id))
        among: Any = self._setting.companies if chance.random() < 0.3 else self._setting.residents
        self._link(PartyTo(source=chance.choice(self._setting.residents).id, target=case.id, role="applicant"))
        self._link(PartyTo(source=chance.choice(among).id, target=case.id, role="respondent"))
        self._step("receive", self._receiver)
        self._open("accept", self._holder, 1)
        self._open("settle", self._holder, 30)

    def _accept(self) -> None:
        self._end("accept")
        self._step("accept", self._holder)
        self._change(status="in_progress")

    def _hand_over(self) -> None:
        giver, chance = self._holder, self._chance
        back = [each.giver for each in self.edges.values() if isinstance(each, HandedTo)]
        hands = self._setting.hands
        to_last = next((each for each in hands if back and each.id == back[-1]), None)
        taker = to_last if to_last and chance.random() < 0.25 else chance.choice(self._setting.departments)
        if taker is giver:
            return
        accepted = None if chance.random() < 0.03 else chance.random() < 0.93
        self._link(HandedTo(source=self.case.id, target=taker.id, at=self._now, giver=giver.id, accepted=accepted))
        self._step("hand_over", giver, to=(taker.id,))
        self._now += dt.timedelta(hours=3)
        if accepted is not None:
            self._step("accept" if accepted else "refuse", taker)
        if accepted:
            self._holder = taker
            self._end("settle", ending="replaced")
            self._open("settle", taker, 30)

    def _whistle(self) -> None:
        chance, at = self._chance, self._now
        due_at = at + dt.timedelta(hours=2)
        called = chance.sample(self._setting.departments, chance.randint(1, 3))
        whistle = Whistle(id=self._new("whistle"), subject="请到场处置", at=at, due_at=due_at, visible_to=SEEN)
        self._link(About(source=whistle.id, target=self.case.id), By(source=whistle.id, target=self._holder.id))
        self._step("whistle", self._holder, to=tuple(each.id for each in called), record=whistle.id)
        answers = [self._answer(whistle, each) for each in called]
        done = "answered" if all(answers) else "open"
        self.nodes[whistle.id] = replace(whistle, status="late" if any(each == "late" for each in answers) else done)

    def _answer(self, whistle: Whistle, called: Organisation) -> str:
        """answered, late, or empty: it did not come."""
        took = dt.timedelta(minutes=self._chance.randrange(10, 150) * (6 if self._chance.random() < 0.1 else 1))
        if self._chance.random() < 0.06:
            self._link(Calls(source=whistle.id, target=called.id))
            self._open("report", called, 0.1, subject=whistle.id)
            return ""
        self._now = whistle.at + took
        self._link(Calls(source=whistle.id, target=called.id, reported_at=self._now))
        self._step("report", called, record=whistle.id)
        return "late" if whistle.due_at and self._now > whistle.due_at else "answered"

    def _mediate(self) -> None:
        route = self._chance.choice(_ROUTES)
        started, by = self._now, self._holder
        id = self._new("mediation")
        self._step("mediate", by, record=id, route=route)
        self._now += self._chance.randrange(1, 12) * _DAY
        ended = self._now < self._today
        result = self._chance.choice(("agreement", "agreement", "failed", "partial")) if ended else "open"
        self.nodes[id] = Mediation(
            id=id, route=route, started_on=started.date(), ended_on=self._now.date() if ended else None,
            result=result, visible_to=SEEN,
        )  # fmt: skip
        self._link(About(source=id, target=self.case.id), By(source=id, target=by.id))
        if ended:
            self._step("conclude", by, record=id, result=result)
        stage = "community" if self.case.stage == "grid" else "street"
        if result != "agreement" and self.case.stage != "street":
            self._step("escalate", by, stage=stage)
            self._change(stage=stage)

    def _decide(self) -> None:
        lead, *helpers = self._chance.sample(self._setting.departments[:18], 3)
        on = self._now.date()
        meeting = Meeting(id=self._new("meeting"), kind="joint_consultation", title="联合会商", on=on, visible_to=SEEN)
        decision = Decision(
            id=self._new("decision"), text="联合处置", on=on, due_on=on + 10 * _DAY, done_on=on + 9 * _DAY,
            status="done", visible_to=SEEN,
        )  # fmt: skip
        self.nodes |= {meeting.id: meeting, decision.id: decision}
        self._link(DecidedAt(source=decision.id, target=meeting.id))
        for each in (meeting, decision):
            self._link(About(source=each.id, target=self.case.id))
        for subject in (decision.id, self.case.id):
            self._link(LedBy(source=subject, target=lead.id, since=on))
            self._link(*(HelpedBy(source=subject, target=each.id, since=on) for each in helpers))
        self._step("meet", self._holder, record=meeting.id)
        self._step("decide", self._holder, to=(lead.id,), helpers=tuple(each.id for each in helpers))

    def _settle(self) -> None:
        self._end("settle")
        self._step("settle", self._holder, outcome="agreement")
        self._open("visit", self._receiver, 15)
        self._change(status="settled", settled_on=self._now.date(), outcome="agreement", result="双方达成一致。")
        if self._chance.random() < 0.02:
            self._now = self._today

    def _visit(self) -> None:
        self._end("visit")
        id = self._new("visit")
        self.nodes[id] = Visit(id=id, on=self._now.date(), satisfied=self._chance.random() < 0.93, visible_to=SEEN)
        self._link(About(source=id, target=self.case.id), By(source=id, target=self._receiver.id))
        self._step("visit", self._receiver, record=id)
        self._open("close", self._receiver, 3)

    def _close(self) -> None:
        self._end("close")
        self._step("close", self._receiver, outcome="agreement")
        self._change(status="closed", closed_on=self._now.date())

    # -- within ----------------------------------------------------------------------------------

    def _step(self, kind: str, by: Organisation, **facts: Any) -> None:
        officer = self._chance.choice(self._setting.officers[by.id])
        id = make_id("step", self.case.id, str(len(self.nodes)), kind)
        self.nodes[id] = Step(
            id=id, kind=kind, at=self._now, case=self.case.id, organisation=by.id, officer=officer.id,
            note="按规定办理，已告知当事人。", visible_to=SEEN, **facts,
        )  # fmt: skip

    def _open(self, kind: str, by: Organisation, days: float, *, subject: str = "") -> None:
        id = make_id("task", self.case.id, kind, by.id, self._now.isoformat())
        due_at = evening_of((self._now + days * _DAY).date())
        self._tasks[kind] = self.nodes[id] = Task(
            id=id, kind=kind, title=self.case.title, subject=subject or self.case.id, case=self.case.id,
            organisation=by.id, opened_at=self._now, due_at=due_at, risk_at=due_at - _DAY, visible_to=SEEN,
        )  # fmt: skip

    def _end(self, kind: str, *, ending: str = "done") -> None:
        task = self._tasks.pop(kind, None)
        if task is not None:
            self.nodes[task.id] = replace(task, ended_at=self._now, ending=ending)

    def _change(self, **facts: Any) -> None:
        self.case = replace(self.case, **facts)

    def _link(self, *edges: Edge) -> None:
        for each in edges:
            at = str(each.at) if isinstance(each, HandedTo) else ""
            self.edges[each.TYPE, each.source, each.target, at] = each

    def _new(self, kind: str) -> str:
        return make_id(kind, self.case.id, str(len(self.nodes)))
