"""A small street's organisations, a case, and histories told step by step: for tests of what may be done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from graph.duty import acts
from graph.duty.acts import ACT_OF, Act, zh_of
from graph.duty.asked import Asked
from graph.duty.checking import against, check
from graph.duty.folding import after
from graph.duty.rights import Actors, Member, Term
from graph.duty.standing import Standing
from graph.duty.steps import Taking, step_of
from graph.errors import StepRefused
from graph.ids import make_id
from graph.model import Case

START = dt.datetime(2026, 3, 2, 9)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def _organisation(name: str) -> str:
    return make_id("organisation", name)


CORE, SAFETY, GRID, POLICE, JUSTICE, CITY, HOUSING, COMMITTEE, PANEL, TEAM, FIRM, FORMER, COMING = (
    _organisation(each)
    for each in ("党工委", "平安办", "网格中心", "派出所", "司法所", "城管", "房管所", "江汉社区", "社区调委会",
                 "平安锣", "某建筑公司", "旧律所", "新律所")
)  # fmt: skip
SECRETARY, GUARD, RETIRED = (make_id("officer", each) for each in ("书记", "保安", "退休网格员"))
_MEMBERS = (
    Member(id=CORE, name="党工委", kind="party_committee", tier="core"),
    Member(id=SAFETY, name="平安办", kind="department", tier="resident", functions=("public_order",)),
    Member(id=GRID, name="网格中心", kind="department", tier="resident", functions=("grid",)),
    Member(id=POLICE, name="派出所", kind="department", tier="resident", functions=("police",),
           reports_to=((SAFETY, Term()),)),
    Member(id=JUSTICE, name="司法所", kind="department", tier="resident", functions=("justice",)),
    Member(id=CITY, name="城管", kind="department", tier="member"),
    Member(id=HOUSING, name="房管所", kind="department", tier="member"),
    Member(id=COMMITTEE, name="江汉社区", kind="community_committee"),
    Member(id=PANEL, name="社区调委会", kind="mediation_committee", mediation_level="community"),
    Member(id=TEAM, name="平安锣", kind="volunteer_team"),
    Member(id=FIRM, name="某建筑公司", kind="enterprise"),
    Member(id=FORMER, name="旧律所", kind="law_firm", tier="member", term=Term(until=dt.date(2026, 2, 28))),
    Member(id=COMING, name="新律所", kind="law_firm", tier="member", term=Term(since=dt.date(2027, 1, 1))),
)  # fmt: skip
ACTORS = Actors(
    members={each.id: each for each in _MEMBERS},
    officers={
        SECRETARY: ((CORE, Term()),),
        GUARD: ((FIRM, Term()), (TEAM, Term())),
        RETIRED: ((GRID, Term(until=dt.date(2025, 12, 31))),),
    },
    area=frozenset({COMMITTEE}),
    officer_names={SECRETARY: "王书记", GUARD: "李队长", RETIRED: "老张"},
)
CASE = Case(
    id=make_id("case", "grid", "1"), source="grid", number="WG001", kind="dispute", title="楼上漏水", received_at=START
)
UNTOUCHED = Standing(case=CASE.id)


@dataclass(frozen=True)
class Told:
    """A case after the steps that were told, each an hour after the last one."""

    standing: Standing = UNTOUCHED
    at: dt.datetime = START
    actors: Actors = ACTORS
    case: Case = CASE
    needs_visit: bool = True

    def then(self, kind: str, by: str, /, *, later: dt.timedelta = HOUR, **facts: Any) -> Told:
        """After one step more, whatever the rules say of it."""
        act, at = self._act(kind, by, later, facts)
        above = (self.actors.superior(by, at.date()),) if isinstance(act, acts.RaiseUp) else ()
        step = step_of(Taking(act=act, before=self.standing, at=at, to=tuple(each for each in above if each)))
        return replace(self, standing=after(self.standing, step), at=at)

    def refused(
        self, kind: str, by: str, /, *, later: dt.timedelta = HOUR, now: Any = None, **facts: Any
    ) -> str | None:
        """The name of the rule that refuses a step; None: it is allowed."""
        found = against(self.asked(kind, by, later=later, now=now, **facts))
        return found[0].name if found else None

    def sentence(self, kind: str, by: str, /, *, later: dt.timedelta = HOUR, **facts: Any) -> str:
        """What whoever takes it is told."""
        try:
            check(self.asked(kind, by, later=later, **facts))
        except StepRefused as refusal:
            return str(refusal)
        return f"可以{zh_of(kind)}"

    def asked(self, kind: str, by: str, /, *, later: dt.timedelta = HOUR, now: Any = None, **facts: Any) -> Asked:
        stage = facts.pop("matter_stage", None)
        act, at = self._act(kind, by, later, facts)
        return Asked(
            kind=kind, by=by, standing=self.standing, case=self.case, actors=self.actors, at=at, now=now or at, act=act,
            needs_visit=self.needs_visit, matter_stage=stage,
        )  # fmt: skip

    def _act(self, kind: str, by: str, later: dt.timedelta, facts: dict[str, Any]) -> tuple[Act, dt.datetime]:
        at = facts.pop("at", self.at + later)
        return ACT_OF[kind](at=at, by=by, **{**self._usual(kind), **facts}), at

    def _usual(self, kind: str) -> dict[str, Any]:
        """What an act needs told, where a test tells nothing else."""
        now = self.standing
        return {
            "decline": lambda: {"reason": "不属于受理范围"},
            "refuse": lambda: {"reason": "不是我单位职责"},
            "hand_over": lambda: {"to": CITY, "reason": "属其职责"},
            "escalate": lambda: {"stage": {"grid": "community"}.get(now.stage, "street")},
            "lead": lambda: {"leader": SAFETY},
            "help": lambda: {"helpers": (POLICE,)},
            "whistle": lambda: {"to": (POLICE,), "subject": "请到场"},
            "report": lambda: {"whistle": next(iter(now.whistles), "whistle-none"), "result": "已到场"},
            "raise_up": lambda: {"subject": "请协调"},
            "mediate": lambda: {"route": "people"},
            "conclude": lambda: {"mediation": next(iter(now.mediations), "mediation-none"), "result": "agreement"},
            "confirm": lambda: {"mediation": now.mediated[-1].id if now.mediated else "mediation-none"},
            "meet": lambda: {"kind": "joint_consultation", "title": "会商漏水"},
            "decide": lambda: {
                "meeting": next(iter(now.meetings), "meeting-none"),
                "text": "限期修好",
                "lead": HOUSING,
            },
            "fulfil": lambda: {"decision": next(iter(now.decisions), "decision-none"), "result": "修好了"},
            "drop": lambda: {"decision": next(iter(now.decisions), "decision-none"), "reason": "不再需要"},
            "pause": lambda: {"reason": "等鉴定"},
            "supervise": lambda: {"reason": "超期"},
            "consult": lambda: {"mode": "on_site", "subject": "责任"},
            "settle": lambda: {"outcome": "agreement", "result": "已修好"},
            "visit": lambda: {"satisfied": True},
            "reopen": lambda: {"reason": "又漏了"},
            "withdraw": lambda: {"reason": "当事人不要求了"},
        }.get(kind, dict)()


NEW = Told()
RECEIVED = NEW.then("receive", GRID, later=dt.timedelta())
OFFERED = RECEIVED.then("hand_over", GRID)
WORKING = RECEIVED.then("accept", GRID)
PAUSED = WORKING.then("pause", GRID)
SETTLED = WORKING.then("settle", GRID)
VISITED = SETTLED.then("visit", GRID)
CLOSED = VISITED.then("close", GRID)
WITHDRAWN = WORKING.then("withdraw", GRID)
DECLINED = RECEIVED.then("decline", GRID)
