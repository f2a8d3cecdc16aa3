"""The stage that all cases of the demo street share, and the intake desk that writes their first lines."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.ids import make_id
from graph.masking import mask
from graph.model import Case, Organisation, Place
from loaders.demo.cast import Party, Staff
from loaders.demo.chance import Chance
from loaders.demo.journey import Journey
from loaders.demo.log import Log
from loaders.demo.meetings import Meetings
from loaders.demo.mentions import make_mention
from loaders.demo.names import polite
from loaders.demo.organisations import Organisations
from loaders.demo.places import Places, Room
from loaders.demo.residents import Resident, Residents

_NUMBERS = {
    "grid": "WG{day:%Y%m%d}{n:05d}", "hotline_12345": "WH12345-{day:%Y%m%d}-{n:06d}",
    "petition": "XF420103{day:%Y}{n:06d}",
    "online": "WL{day:%Y%m%d}-{n:05d}", "walk_in": "LF{day:%Y}-{n:04d}", "team": "QF{day:%Y}-{n:04d}",
    "weekly_list": "QD{day:%Y}-{n:04d}", "police": "JQ{day:%Y%m%d}{n:05d}", "court": "WP{day:%Y}-{n:03d}",
}  # fmt: skip
_DAYS_TO_SETTLE = {"dispute": 30, "request": 15, "hazard": 7}
_STYLES = {
    "grid": {"full": 45, "phone": 40, "name": 15},
    "hotline_12345": {"phone": 50, "polite": 35, "masked": 15},
    "petition": {"full": 70, "phone": 30},
    "online": {"phone": 75, "polite": 25},
    "police": {"full": 90, "phone": 10},
    "court": {"full": 100},
}
_ELSEWHERE = {"full": 40, "phone": 50, "name": 10}


@dataclass(frozen=True, slots=True)
class Side:
    """A party before its row states it; `style` None: as its channel usually does."""

    role: str
    who: Resident | Organisation
    style: str | None = None


@dataclass(slots=True)
class Setting:
    """Places, organisations, residents, the log, and the cases so far."""

    seed: int
    places: Places
    organisations: Organisations
    residents: Residents
    meetings: Meetings
    log: Log
    staff: Staff
    journeys: list[Journey] = field(default_factory=list)
    _counts: Counter[tuple[str, int]] = field(default_factory=Counter)

    def open(
        self, *, source: str, kind: str, on: dt.date, title: str, text: str, where: Place, sides: Sequence[Side],
        chance: Chance, **facts: Any,
    ) -> Journey:  # fmt: skip
        """A case as its row states it; nobody has received it yet."""
        number = self._number(source, on)
        community = where.id if where.level == "community" else where.community
        case = Case(
            id=make_id("case", source, number), source=source, number=number, kind=kind, title=title, text=text,
            place=self._address(where), community=community, due_on=on + dt.timedelta(days=_DAYS_TO_SETTLE[kind]),
            participants=facts.pop("participants", len(sides)), scale=facts.pop("scale", "individual"), **facts,
        )  # fmt: skip
        parties = [
            self._state(side, case, position, on=on, chance=chance) for position, side in enumerate(sides, start=1)
        ]
        journey = Journey(self.log, case, staff=self.staff, where=where, parties=parties)
        self.journeys.append(journey)
        return journey

    def first_receiver(self, source: str, community: str, chance: Chance) -> Organisation:
        """Who takes a case in first, by the channel that it came by."""
        if source == "weekly_list":
            return self.organisations.committees[community]
        if source == "team":
            return self.organisations[chance.one(("gong", "chufeng", "bangbang", "yijing"))]
        desks = {"petition": "safety", "walk_in": "safety", "police": "police", "court": "justice"}
        return self.organisations[desks.get(source, "grid")]

    def resident(self, chance: Chance, *, on: dt.date, community: Place | None = None) -> Resident:
        """A grown resident of the community, any community when None, on that day."""
        found = None
        while found is None:
            found = self.residents.anyone(community or chance.one(self.places.communities), on, chance)
            community = None
        return found

    def _number(self, source: str, day: dt.date) -> str:
        self._counts[source, day.year] += 1
        return _NUMBERS[source].format(day=day, n=self._counts[source, day.year])

    def _address(self, where: Place) -> str:
        if where.level == "community":
            return f"{self.places.street.name}{where.name}"
        community = next(each for each in self.places.communities if each.id == where.community)
        return f"{self.places.street.name}{community.name}{where.full_name}"

    def _state(self, side: Side, case: Case, position: int, *, on: dt.date, chance: Chance) -> Party:
        record = f"{case.number}/{side.role}/{position}"
        if isinstance(side.who, Organisation):
            stated = {"kind": "organisation", "name": side.who.name}
            return Party(make_mention(case.source, record, role=side.role, stated_on=on, **stated))
        style = side.style or chance.weighted(_STYLES.get(case.source, _ELSEWHERE))
        mention = make_mention(
            case.source, record, role=side.role, stated_on=on, visible_to=(side.who.room.community.id,),
            **_stated(side.who, style),
        )  # fmt: skip
        return Party(mention, side.who.room.unit if mention.address else None)


def _stated(resident: Resident, style: str) -> dict[str, Any]:
    """What a row of that style says of a resident."""
    telephones = (resident.telephone,) if resident.telephone else ()
    if style == "polite":
        return {"name": polite(resident.name, resident.sex), "telephones": telephones}
    if style == "name":
        return {"name": str(resident.name), "address": resident.room.address}
    if style == "masked":
        return {"name": str(resident.name), "telephones": tuple(map(mask, telephones)), "sex": resident.sex}
    stated = {"name": str(resident.name), "telephones": telephones, "address": resident.room.address}
    if style == "full":
        stated |= {"sex": resident.sex, "birth_date": resident.born, "identity_number": resident.identity_number}
    return stated


def place_of(room: Room, level: str) -> Place:
    """The room itself, or its building, or the estate, lane or road that it lies in."""
    return {"unit": room.unit, "shop": room.unit, "building": room.building, "whole": room.whole}[level]
