"""Cases with their histories, one after the other, and what is said of several: matters, lists, links."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import pairwise

from bench.histories.setting import COMMUNITIES, Setting
from bench.histories.way import SEEN, Way
from graph.ids import make_id
from graph.model import By, Case, Edge, LedBy, Linked, Lists, Matter, Node, PartOf, PartyTo, WeeklyList

SEED = 20260101
YEARS = 3
END = dt.datetime(2026, 1, 1)
"""Today, for who asks what is overdue."""
_IN_A_MATTER = (2, 2, 3, 3, 4, 6, 8)


class Histories:
    """So many cases."""

    def __init__(self, cases: int, *, seed: int = SEED) -> None:
        self._chance = random.Random(seed)
        self.setting = Setting(units=max(cases // 4, COMMUNITIES * 80), people=cases)
        self.setting.fill(self._chance)
        self.nodes: list[Node] = list(self.setting.nodes)
        self.edges: list[Edge] = list(self.setting.edges)
        self.cases: list[Case] = []
        span = dt.timedelta(days=365 * YEARS)
        for number in range(cases):
            received_at = END - span + (number + 0.5) * span / cases
            self._take(Way(self.setting, self._chance, number, received_at.replace(microsecond=0), END))
        self.matters = list(self._matters())
        self._recur()
        self._lists()

    def records(self) -> Iterator[Node | Edge]:
        """All, nodes first."""
        yield from self.nodes
        yield from self.edges

    def _take(self, way: Way) -> None:
        way.go()
        self.nodes += [way.case, *way.nodes.values()]
        self.edges += way.edges.values()
        self.cases.append(way.case)

    def _matters(self) -> Iterator[Matter]:
        """Two thirds of the cases, those that came one after the other together."""
        at = 0
        while at < len(self.cases):
            group = self.cases[at : at + self._chance.choice(_IN_A_MATTER)]
            at += len(group) + len(group) // 2
            days = [each.received_at.date() for each in group if each.received_at]
            matter = Matter(
                id=make_id("matter", group[0].id), title=group[0].title, cases=len(group), first_on=min(days),
                last_on=max(days), visible_to=SEEN,
            )  # fmt: skip
            self.nodes.append(matter)
            self.edges += [PartOf(source=each.id, target=matter.id) for each in group]
            if self._chance.random() < 0.3:
                self.edges.append(LedBy(source=matter.id, target=self._chance.choice(self.setting.departments[:15]).id))
            yield matter

    def _recur(self) -> None:
        """Three settlements in a hundred come back, brought by who applied before."""
        settled = [each for each in self.cases if each.settled_on]
        applicants = {
            each.target: each.source for each in self.edges if isinstance(each, PartyTo) and each.role == "applicant"
        }
        for earlier, later in pairwise(self._chance.sample(settled, len(settled) * 3 // 50)):
            a, b = sorted((earlier.id, later.id))
            self.edges.append(Linked(source=a, target=b, kind="recurrence", certainty="provisional", weight=4.0))
            self.edges.append(PartyTo(source=applicants[earlier.id], target=later.id, role="respondent"))

    def _lists(self) -> None:
        by_week: dict[tuple[str, dt.date], list[Case]] = {}
        for each in self.cases:
            day = each.received_at.date() if each.received_at else END.date()
            by_week.setdefault((each.community or "", day - dt.timedelta(days=day.weekday())), []).append(each)
        committees = dict(zip([each.id for each in self.setting.communities], self.setting.committees, strict=True))
        for (community, week), cases in by_week.items():
            if self._chance.random() < 0.03:
                continue
            list_ = WeeklyList(
                id=make_id("weeklylist", community, week.isoformat()), title=f"{week} 清单", week=week,
                community=community, submitted_on=week + dt.timedelta(days=4), visible_to=SEEN,
            )  # fmt: skip
            self.nodes.append(list_)
            self.edges.append(By(source=list_.id, target=committees[community].id))
            self.edges += [Lists(source=list_.id, target=each.id, status="new") for each in cases[:3]]
