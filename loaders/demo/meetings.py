"""The centre's meetings: every month a joint consultation and a risk review, others at their intervals."""

from __future__ import annotations

import datetime as dt

from graph.ids import make_id
from graph.model import AttendedBy, By, Meeting
from loaders.demo.chance import Chance
from loaders.demo.log import Log
from loaders.demo.organisations import Organisations

_VENUE = "民权街道综治中心"
_RESIDENT = ("committee", "safety", "grid", "police", "justice")
_GUESTS = ("civil", "city", "market", "housing", "labour", "emergency", "women", "court", "lawyers", "counsellors")
_EVERY: tuple[tuple[str, str, int, tuple[int, ...]], ...] = (
    ("joint_consultation", "联合会商会", 25, tuple(range(1, 13))),
    ("risk_review", "风险研判会", 12, tuple(range(1, 13))),
    ("party_committee", "大党委联席会议", 8, (3, 6, 9, 12)),
    ("hangkong", "航吭百脑汇", 18, (2, 5, 8, 11)),
    ("tongxin", "同心议事会", 20, (1, 4, 7, 10)),
)
"""Kind, title, day of the month, months."""


class Meetings:
    """The meetings of some years, and the next one after a day."""

    def __init__(self) -> None:
        self._consultations: list[Meeting] = []
        self._attendees: dict[str, tuple[str, ...]] = {}

    def hold(self, *, opening: dt.date, present: dt.date, seed: int, organisations: Organisations, log: Log) -> None:
        """Log every meeting from `opening` to `present` with those who attended it."""
        for year in range(opening.year, present.year + 1):
            for kind, title, day, months in _EVERY:
                for on in (_workday(dt.date(year, month, day)) for month in months):
                    if opening <= on <= present:
                        self._hold(kind, f"{year}年{on.month}月{title}", on, seed, organisations, log)
        self._consultations.sort(key=lambda each: each.on)

    def next_after(self, day: dt.date) -> Meeting | None:
        """The first joint consultation after `day`; None when no more is planned."""
        return next((each for each in self._consultations if each.on > day), None)

    def attendees(self, meeting: Meeting) -> tuple[str, ...]:
        """Ids of the organisations that attended it."""
        return self._attendees[meeting.id]

    def _hold(self, kind: str, title: str, on: dt.date, seed: int, organisations: Organisations, log: Log) -> None:
        guests = Chance(seed, "meeting", title).some(_GUESTS, 6)
        attendees = [organisations[key] for key in (*_RESIDENT, *guests)]
        meeting = Meeting(
            id=make_id("meeting", kind, on.isoformat(), title), visible_to=tuple(sorted(each.id for each in attendees)),
            kind=kind, title=title, on=on, venue=_VENUE,
        )  # fmt: skip
        self._attendees[meeting.id] = tuple(each.id for each in attendees)
        log.add(on, meeting, By(source=meeting.id, target=organisations["safety"].id))
        log.add(on, *(AttendedBy(source=meeting.id, target=each.id) for each in attendees))
        if kind == "joint_consultation":
            self._consultations.append(meeting)


def _workday(day: dt.date) -> dt.date:
    """That day, or the Monday after it when it is a Saturday or Sunday."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
