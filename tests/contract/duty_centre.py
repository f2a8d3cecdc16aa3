"""A small centre and its cases, for what duty does in a store: a core, two of the four, a station and a community."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from graph.duty import acts
from graph.duty.acts import Act
from graph.model import Case, Edge, Node, Organisation, ReportsTo
from graph.pipeline.stepping import Taken, take
from graph.store import Store
from tests.contract.records import case, organisation, place, put

START = dt.datetime(2026, 3, 2, 9)
"""A Monday that is worked."""
SANMIN = place("community", "三民社区")
CORE = organisation("民权街道党工委", kind="party_committee", tier="core")
ORDER = organisation("平安建设办公室", kind="department", tier="resident", functions=("public_order",))
JUSTICE = organisation("民权司法所", kind="department", tier="resident", functions=("justice",))
STATION = organisation("民权派出所", kind="department", tier="resident", functions=("police",))
PATROL = organisation("民权义警", kind="volunteer_team")
COMMITTEE = organisation("三民社区居民委员会", kind="community_committee")
CENTRE = (CORE, ORDER, JUSTICE, STATION, PATROL, COMMITTEE)
LINES = (
    ReportsTo(source=PATROL.id, target=STATION.id),
    ReportsTo(source=STATION.id, target=ORDER.id),
    ReportsTo(source=ORDER.id, target=CORE.id),
    ReportsTo(source=COMMITTEE.id, target=ORDER.id),
)


def found(store: Store, *more: Node | Edge) -> None:
    """The centre, and what else is given."""
    put(store, SANMIN, *CENTRE, *LINES, *more)


def dispute(number: str, **facts: Any) -> Case:
    """A dispute of the community that came in on Monday morning."""
    known = {"received_at": START, "community": SANMIN.id, "visible_to": (SANMIN.id,), **facts}
    return case(number, **known)


@dataclass
class Desk:
    """Somebody who takes steps on one case, an hour after another."""

    store: Store
    case: Case
    at: dt.datetime = START

    def take(self, kind: type[Act], by: Organisation, *, hours: float = 1, **facts: Any) -> Taken:
        self.at += dt.timedelta(hours=hours)
        act = kind(at=self.at, by=by.id, **facts)
        return take(self.store, act, case=self.case.id, by_user="甲", at_now=self.at)

    def whistle(self, by: Organisation, *called: Organisation, **facts: Any) -> str:
        """Blow a whistle; its id."""
        blown = self.take(acts.BlowWhistle, by, to=tuple(each.id for each in called), subject="现场围堵", **facts)
        assert blown.step.record is not None
        return blown.step.record
