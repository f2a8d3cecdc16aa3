"""A case whose steps are followed one by one, as a store would: for tests of tasks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from graph.duty.deadline_files import shipped
from graph.duty.deadlines import Timing
from graph.duty.folding import after
from graph.duty.standing import Standing
from graph.duty.tasks import Following, follow
from graph.ids import make_id
from graph.model import Case, Step, Task

START = dt.datetime(2026, 3, 2, 9)
"""A Monday that is worked."""


@dataclass
class Followed:
    """The case, where it stands, and every task that it ever had."""

    case: Case
    now: Standing
    timing: Timing = field(default_factory=shipped)
    tasks: dict[str, Task] = field(default_factory=dict)
    at: dt.datetime = START
    homes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def new(cls, **facts: Any) -> Followed:
        """A dispute of the grid that nobody has received yet."""
        id = make_id("case", "grid", "1")
        case = Case(
            id=id, visible_to=("place-x",), source="grid", number="1", kind="dispute", title="楼上漏水",
            received_at=START,
        )  # fmt: skip
        return cls(replace(case, **facts), Standing(case=id))

    def step(self, kind: str, by: str, *, hours: float = 1.0, **facts: Any) -> list[Task]:
        """Take a step some hours later; the tasks that it changed."""
        self.at += dt.timedelta(hours=hours)
        return self.follow(Step(id=make_id("step", kind, self.at.isoformat()), case=self.case.id, kind=kind, at=self.at,
                                organisation=by, **facts))  # fmt: skip

    def follow(self, step: Step | None) -> list[Task]:
        """Follow a step, or where there is none, what the case needs."""
        if step is not None:
            self.now = after(self.now, step)
        changed = follow(self.following(step), self.open, self.timing)
        self.tasks |= {each.id: each for each in changed}
        return changed

    def following(self, step: Step | None) -> Following:
        return Following(case=self.case, after=self.now, at=self.at, step=step, homes=self.homes)

    @property
    def open(self) -> list[Task]:
        return [each for each in self.tasks.values() if each.ended_at is None]

    def kinds(self) -> list[str]:
        """Kinds of the open tasks, sorted."""
        return sorted(each.kind for each in self.open)

    def one(self, kind: str) -> Task:
        """The open task of that kind."""
        (found,) = [each for each in self.open if each.kind == kind]
        return found

    def last(self, kind: str) -> Task:
        """The task of that kind that was ended last."""
        ended = [each for each in self.tasks.values() if each.kind == kind and each.ended_at is not None]
        return max(ended, key=lambda each: (each.ended_at, each.opened_at))
