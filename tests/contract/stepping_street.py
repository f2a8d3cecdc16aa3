"""The organisations of `tests/unit/graph/duty/cast.py` as records, and cases that nobody has received yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.duty.acts import ACT_OF
from graph.duty.partial import History
from graph.duty.standing import Standing
from graph.ids import make_id
from graph.model import (
    EVERYONE,
    Case,
    Covers,
    Edge,
    Matter,
    MemberOf,
    Mention,
    MentionedIn,
    Node,
    Officer,
    Organisation,
    PartOf,
    Person,
    Place,
    RefersTo,
    ReportsTo,
    Step,
)
from graph.pipeline.standings import histories_of, standings_of
from graph.pipeline.stepping import Taken, take
from graph.store import EVERYTHING, Filter, Store
from tests.unit.graph.duty.cast import ACTORS, COMMITTEE, START

COMMUNITY = make_id("place", "江汉社区")
MATTER = make_id("matter", "漏水")
PEOPLE = frozenset({"mention", "person"})


def case_id(number: int) -> str:
    """The id of the street's case of that number."""
    return make_id("case", "grid", f"WG{number:03d}")


def organisations() -> Iterator[Node | Edge]:
    """Those of the cast, their officers, their reporting lines, the community and who answers for it."""
    yield Place(id=COMMUNITY, visible_to=(EVERYONE,), level="community", name="江汉社区", full_name="江汉社区")
    for each in ACTORS.members.values():
        yield Organisation(
            id=each.id, visible_to=(EVERYONE,), name=each.name, kind=each.kind, tier=each.tier,
            functions=each.functions, mediation_level=each.mediation_level, since=each.term.since,
            until=each.term.until,
        )  # fmt: skip
    for id, terms in ACTORS.officers.items():
        yield Officer(id=id, visible_to=(EVERYONE,), name=ACTORS.officer_names[id])
        for org, term in terms:
            yield MemberOf(source=id, target=org, since=term.since, until=term.until)
    for each in ACTORS.members.values():
        for above, term in each.reports_to:
            yield ReportsTo(source=each.id, target=above, since=term.since, until=term.until)
    yield Covers(source=COMMITTEE, target=COMMUNITY)


def cases(count: int) -> Iterator[Node | Edge]:
    """Cases of one matter, each with a mention that means one person; only readers of the community see them."""
    seen = {"visible_to": (COMMUNITY,)}
    who = Person(id=make_id("person", "李芳"), name="李芳", **seen)
    yield Matter(id=MATTER, title="楼上漏水", cases=count, **seen)
    yield who
    for number in range(1, count + 1):
        case = Case(
            id=case_id(number), source="grid", number=f"WG{number:03d}", kind="dispute", title=f"漏水第{number}件",
            received_at=START, community=COMMUNITY, **seen,
        )  # fmt: skip
        mention = Mention(id=make_id("mention", case.number), source="grid", record=case.number, name="李芳", **seen)
        yield from (case, mention)
        yield MentionedIn(source=mention.id, target=case.id)
        yield RefersTo(source=mention.id, target=who.id)
        yield PartOf(source=case.id, target=MATTER)


def found(store: Store, count: int = 1) -> Desk:
    """Write the street with so many cases; the desk at which steps are taken."""
    records = [*organisations(), *cases(count)]
    with store.change(by="测试", why="建库") as change:
        change.put(each for each in records if isinstance(each, Node))
        change.put(each for each in records if isinstance(each, Edge))
    return Desk(store)


@dataclass
class Desk:
    """Where steps are taken, each an hour after the last one."""

    store: Store
    at: dt.datetime = START
    usual: Mapping[str, Any] = field(default_factory=dict)

    def take(self, kind: str, by: str, /, *, case: str = case_id(1), hours: float = 1.0, **facts: Any) -> Taken:
        """Take a step; what is raised is the caller's."""
        at = self.at + dt.timedelta(hours=hours)
        how = {name: facts.pop(name) for name in ("key", "expected") if name in facts}
        act = ACT_OF[kind](at=facts.pop("at", at), by=by, **facts)
        taken = take(self.store, act, case=case, by_user="值班员", at_now=facts.pop("now", at), **how)
        self.at = at
        return taken

    def case(self, number: int = 1) -> Case:
        """A case as it is stored."""
        (node,) = self.store.get([case_id(number)], scope=EVERYTHING)
        assert isinstance(node, Case)
        return node

    def standing(self, number: int = 1) -> Standing:
        """Where it stands, from what is stored."""
        return standings_of(self.store, [self.case(number)])[0]

    def history(self, number: int = 1) -> History:
        """What is stored of it."""
        return histories_of(self.store, [self.case(number)])[0]

    def steps(self, number: int = 1) -> list[Step]:
        """Its steps in the order of time."""
        found = self.store.scan("step", [Filter("case", "eq", case_id(number))], scope=EVERYTHING)
        return sorted(found, key=lambda each: each.at)

    def edges(self, id: str, *types: str) -> list[Edge]:
        """The edges of these types that start at a record."""
        return self.store.edges([id], types=types, direction="out", scope=EVERYTHING)

    def about(self, kind: str, number: int = 1) -> list[Any]:
        """The records of a kind about a case, by id."""
        edges = self.store.edges([case_id(number)], types=("about",), direction="in", scope=EVERYTHING)
        ids = [each.source for each in edges if each.source.startswith(f"{kind}-")]
        return [each for each in self.store.get(sorted(ids), scope=EVERYTHING) if each is not None]
