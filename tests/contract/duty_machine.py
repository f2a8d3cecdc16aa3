"""Any steps by anybody at any time, on two cases of one matter, and what is true whatever they are."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from graph.duty.acts import ACT_OF, ACTS, Act
from graph.duty.asked import Asked, Rule
from graph.duty.checking import against, allowed
from graph.duty.folding import after, fold, in_order
from graph.duty.late import rests_on_not_knowing
from graph.duty.partial import History
from graph.duty.retold import act_of_step
from graph.duty.standing import FOR_GOOD, Standing
from graph.duty.tasks import FINAL
from graph.errors import SanlianError, StepRefused, UnknownRecord
from graph.ids import make_id
from graph.model import Case, Edge, Matter, Node, PartOf, ReceivedBy, Step, Task
from graph.pipeline.standings import actors_of, histories_of, known_to, standings_of
from graph.pipeline.stepping import take
from graph.pipeline.tasks import tasks_made_good
from graph.store import EVERYTHING, EdgeKey, Filter, Store, edge_key
from tests.contract.duty_acts import SERVING, WHO, acts_of
from tests.contract.stepping_street import COMMUNITY
from tests.unit.graph.duty.cast import ACTORS, START

NUMBERS = count(1)
"""Cases are new in every run: the store is one for all."""
_HOURS = (0.02, 1.0, 3.0, 30.0, 24.0 * 20, 24.0 * 40, -2.0)
_OFTEN = ("receive", "accept", "hand_over", "settle", "visit", "whistle", "report", "mediate", "conclude", "pause")
_RARE = frozenset({"report", "conclude", "confirm", "decide", "fulfil", "drop", "settle", "visit", "close", "escalate"})
"""Steps that are seldom possible, and so taken when they are."""
MOVING = frozenset({"pause", "resume"})


def _elsewhere(step: Step, rule: Rule) -> bool:
    """Whether it is the right to a step on a matter: on one of its cases it is enough."""
    return rule.name == "by_has_the_right" and ACT_OF[step.kind].MATTER


class Machine(RuleBasedStateMachine):
    """Steps are tried on two cases; what the rules refuse must write nothing."""

    store: Store

    @initialize(kinds=st.tuples(*[st.sampled_from(("dispute", "request", "hazard"))] * 2))
    def come_in(self, kinds: tuple[str, str]) -> None:
        self.now, self.taken = START, 0
        self.first: dict[str, str] = {}
        self.due: dict[str, Task] = {}
        number = next(NUMBERS)
        seen: dict[str, Any] = {"visible_to": (COMMUNITY,)}
        self.matter = Matter(id=make_id("matter", f"M{number}"), title="漏水", cases=2, **seen)
        cases = [
            Case(
                id=make_id("case", "grid", f"M{number}-{each}"), source="grid", number=f"M{number}-{each}", kind=kind,
                title="漏水", received_at=START, community=COMMUNITY, **seen,
            )
            for each, kind in enumerate(kinds)
        ]  # fmt: skip
        self.cases = [each.id for each in cases]
        self.since = self.store.head()[0]
        with self.store.change(by="测试", why="来件") as change:
            change.put([self.matter, *cases])
            change.put(PartOf(source=each.id, target=self.matter.id) for each in cases)

    @rule(data=st.data(), kind=st.sampled_from((*ACT_OF, *_OFTEN)), by=st.sampled_from(WHO), which=st.integers(0, 1),
          hours=st.sampled_from(_HOURS))  # fmt: skip
    def anybody_tries(self, data: st.DataObject, kind: str, by: str, which: int, hours: float) -> None:
        self.attempt(data, kind, by, self.cases[which], hours)

    @rule(data=st.data(), which=st.integers(0, 1), hours=st.sampled_from(_HOURS[:4]))
    def somebody_takes_what_is_possible(self, data: st.DataObject, which: int, hours: float) -> None:
        """There is always something that somebody may do."""
        standing = self.standing(which)
        possible = [each for each in self.possible(which) if each.by]
        assert possible, standing
        rare = [each for each in possible if each.kind in _RARE]
        chosen = data.draw(st.sampled_from([*possible, *rare * 3]), label="possible")
        by = data.draw(st.sampled_from(chosen.by), label="by")
        self.attempt(data, chosen.kind, by, self.cases[which], hours)

    @rule(data=st.data(), kind=st.sampled_from([each.KIND for each in ACTS if each.MATTER]), by=st.sampled_from(WHO))
    def anybody_tries_on_the_matter(self, data: st.DataObject, kind: str, by: str) -> None:
        self.attempt(data, kind, by, self.matter.id, 1.0)

    @rule(data=st.data(), which=st.integers(0, 1), kind=st.sampled_from((*ACT_OF, *_OFTEN)), share=st.floats(0, 1))
    def somebody_enters_late(self, data: st.DataObject, which: int, kind: str, share: float) -> None:
        """What the rules allow of it falls among the steps of before."""
        by = data.draw(st.sampled_from(WHO), label="by")
        hours = (self.now - START).total_seconds() / 3600 * (share - 1)
        self.attempt(data, kind, by, self.cases[which], hours)

    def attempt(self, data: st.DataObject, kind: str, by: str, subject: str, hours: float) -> None:
        at = self.now + dt.timedelta(hours=hours)
        which = self.cases.index(subject) if subject in self.cases else 0
        act = data.draw(acts_of(kind, by, at, self.standing(which)), label="act")
        before = self.store.head()
        try:
            taken = take(self.store, act, case=subject, by_user="值班员", at_now=max(at, self.now), key="")
        except SanlianError as refusal:
            assert isinstance(refusal, StepRefused | UnknownRecord), refusal
            assert self.store.head() == before
            return
        assert self.store.head()[0] == before[0] + 1, "one step is one change"
        self.now = max(at, self.now)
        self.taken += 1
        self.watch_deadlines(act)
        for step in taken.steps:
            if step.kind == "receive":
                self.first[step.case] = step.organisation or ""

    # -- what is always true ---------------------------------------------------------------------

    @invariant()
    def the_first_receiver_never_changes(self) -> None:
        received = [
            each for each in self.store.edges(self.cases, types=("received_by",), scope=EVERYTHING)
            if isinstance(each, ReceivedBy)
        ]  # fmt: skip
        assert {each.source: each.target for each in received} == self.first
        assert len(received) == len(self.first)
        assert [each.first_receiver for each in self.standings()] == [self.first.get(each) for each in self.cases]

    @invariant()
    def a_received_case_has_a_responsible_organisation(self) -> None:
        for case, standing in zip(self.cases, self.standings(), strict=True):
            assert (standing.responsible in ACTORS.members) == (case in self.first)

    @invariant()
    def the_stored_steps_fold_to_the_state(self) -> None:
        for case, standing in zip(self.stored(), self.standings(), strict=True):
            steps = list(self.store.scan("step", [Filter("case", "eq", case.id)], scope=EVERYTHING))
            assert fold(steps, Standing(case=case.id)) == standing
            assert (case.status, case.stage) == (standing.status, standing.stage)
            assert len({each.at for each in steps}) == len(steps), "no two at once: their order is certain"

    @invariant()
    def every_step_was_allowed_where_it_stands(self) -> None:
        """But for whistles that went up because it was not known who had come, and those who answered them."""
        for case, history in zip(self.cases, histories_of(self.store, self.stored()), strict=True):
            standing = Standing(case=case)
            for step in sorted(history.steps, key=in_order):
                if not rests_on_not_knowing(step, standing):
                    refused = against(self.asked(history, standing, step))
                    assert refused is None or _elsewhere(step, refused[0]), (refused, step)
                standing = after(standing, step)

    def asked(self, history: History, standing: Standing, step: Step) -> Asked:
        actors = actors_of(
            self.store, {*known_to(standing), *SERVING, step.organisation, *step.to, *step.helpers}, community=COMMUNITY
        )
        return Asked(
            kind=step.kind, by=step.organisation or "", standing=standing, case=history.case, actors=actors, at=step.at,
            now=step.at, act=act_of_step(step, history), needs_visit=history.case.kind != "hazard",
            matter_stage="street",
        )  # fmt: skip

    @invariant()
    def nothing_is_left_to_make_good(self) -> None:
        made = tasks_made_good(self.store, self.cases)
        assert made == [], [(each.kind, each.organisation, each.ending) for each in made]

    @invariant()
    def a_closed_case_has_a_result(self) -> None:
        for case, standing in zip(self.stored(), self.standings(), strict=True):
            if standing.phase == "closed":
                assert case.outcome and case.result and case.closed_on
                assert (case.settled_on is not None) == (case.outcome in FOR_GOOD)
            assert (case.closed_on is not None) == standing.ended

    @invariant()
    def of_every_case_that_is_not_over_one_final_task_is_open(self) -> None:
        for case, standing in zip(self.cases, self.standings(), strict=True):
            waiting = [each for each in self.tasks().values() if each.case == case and each.ended_at is None]
            final = [each for each in waiting if each.kind in FINAL]
            if standing.ended or standing.responsible is None:
                assert waiting == []
            else:
                assert [each.organisation for each in final] == [standing.responsible]

    @invariant()
    def who_takes_part_sees_the_case(self) -> None:
        for case, standing in zip(self.stored(), self.standings(), strict=True):
            assert set(standing.took_part) <= set(case.visible_to)

    def watch_deadlines(self, act: Act) -> None:
        """A deadline that was set is met, ended or moved by a pause; it is never lost."""
        tasks = self.tasks()
        for id, before in self.due.items():
            assert id in tasks
            if act.KIND not in MOVING and tasks[id].ended_at is None:
                assert tasks[id].due_at == before.due_at
        self.due = {id: each for id, each in tasks.items() if each.ended_at is None}

    def teardown(self) -> None:
        if hasattr(self, "since"):
            self.the_journal_replays_to_the_same_state()

    def the_journal_replays_to_the_same_state(self) -> None:
        known: dict[str | EdgeKey, Node | Edge | None] = {}
        for entry in self.store.journal(self.since):
            record = entry.after or entry.before
            assert record is not None
            known[record.id if isinstance(record, Node) else edge_key(record)] = entry.after
        nodes = {id: node for id, node in known.items() if isinstance(id, str)}
        assert dict(zip(nodes, self.store.get(list(nodes), scope=EVERYTHING), strict=True)) == nodes
        for case in self.cases:
            steps = [each for each in nodes.values() if isinstance(each, Step) and each.case == case]
            assert fold(steps, Standing(case=case)) == self.standing(self.cases.index(case))

    # -- what is stored --------------------------------------------------------------------------

    def stored(self) -> list[Case]:
        return [each for each in self.store.get(self.cases, scope=EVERYTHING) if isinstance(each, Case)]

    def standings(self) -> list[Standing]:
        return standings_of(self.store, self.stored())

    def standing(self, which: int) -> Standing:
        return self.standings()[which]

    def tasks(self) -> dict[str, Task]:
        where = [Filter("case", "in", self.cases)]
        return {each.id: each for each in self.store.scan("task", where, scope=EVERYTHING)}

    def possible(self, which: int) -> list[Any]:
        case, standing = self.stored()[which], self.standing(which)
        actors = actors_of(self.store, {*known_to(standing), *SERVING}, community=COMMUNITY)
        return allowed(standing, case=case, actors=actors, now=self.now, needs_visit=case.kind != "hazard")
