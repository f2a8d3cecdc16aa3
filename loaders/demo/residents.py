"""The demo street's residents: households, kin, owners, tenants who come and go, and where people work.

All of it is written as a register of residents states it, one mention a resident; who is one person, identity says.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from graph.ids import make_id
from graph.model import Mention, Organisation, Place, StatedAt
from loaders.demo.chance import Chance
from loaders.demo.mentions import make_mention
from loaders.demo.names import FEMALE, MALE, FullName, full_name
from loaders.demo.numbers import Numbers
from loaders.demo.places import Places, Room

_VACANT, _LET, _SEVERAL_TENANTS = 0.08, 0.22, 0.3
_WORKING_AGE = range(20, 60)
_EMPLOYED = 0.25
_TRIES = 60
"""More than half can be met at any time: so many tries in vain mean an empty community."""


@dataclass(slots=True)
class Resident:
    """Someone of the register."""

    name: FullName
    sex: str
    born: dt.date
    room: Room
    registered_on: dt.date
    identity_number: str
    telephone: str
    """Empty: a child, or an old person without one."""
    mention: Mention
    until: dt.date | None = None
    """The last day of a tenancy that has ended."""

    @property
    def person(self) -> str:
        """The id of the person that the register founds: it is the earliest to mention them."""
        return make_id("person", self.mention.id)

    def lives_here(self, on: dt.date) -> bool:
        return self.registered_on <= on and (self.until is None or on <= self.until)

    def age(self, year: int) -> int:
        return year - self.born.year


@dataclass(frozen=True, slots=True)
class Kinship:
    """`relation` is what `of` is to `resident`."""

    resident: Resident
    relation: str
    of: Resident


@dataclass(frozen=True, slots=True)
class Job:
    resident: Resident
    employer: Organisation
    since: dt.date


@dataclass(slots=True)
class Residents:
    """Everyone, and what the register says of them, by the day on which it says it."""

    all: list[Resident] = field(default_factory=list)
    kin: list[Kinship] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    entries: list[tuple[dt.date, Mention | StatedAt]] = field(default_factory=list)
    of_unit: dict[str, list[Resident]] = field(default_factory=dict)
    of_community: dict[str, list[Resident]] = field(default_factory=dict)
    of_building: dict[str, list[Resident]] = field(default_factory=dict)

    def anyone(self, community: Place, on: dt.date, chance: Chance) -> Resident | None:
        """A grown resident who lives there on that day and can be reached by telephone; None when none turned up."""
        people = self.of_community.get(community.id, [])
        for _ in range(_TRIES if people else 0):
            resident = chance.one(people)
            if resident.telephone and resident.lives_here(on):
                return resident
        return None

    def neighbours(self, resident: Resident, on: dt.date) -> list[Resident]:
        """Grown residents of the same building, of other dwellings."""
        return [
            each
            for each in self.of_building[resident.room.building.id]
            if each.telephone and each.room.unit.id != resident.room.unit.id and each.lives_here(on)
        ]

    def housemates(self, resident: Resident, on: dt.date) -> list[Resident]:
        """Others who live in the same dwelling and can be reached by telephone."""
        return [
            each
            for each in self.of_unit[resident.room.unit.id]
            if each is not resident and each.telephone and each.lives_here(on)
        ]


class _Register:
    """Enters residents, dwelling by dwelling."""

    def __init__(self, *, seed: int, numbers: Numbers, opening: dt.date, closing: dt.date) -> None:
        self.made = Residents()
        self._chance = Chance(seed, "residents")
        self._numbers = numbers
        self._opening = opening
        self._closing = closing

    def enter(
        self, room: Room, name: FullName, *, sex: str, born: dt.date, on: dt.date, tenures: tuple[str, ...],
        until: dt.date | None = None,
    ) -> Resident:  # fmt: skip
        """A new resident of `room`."""
        number = self._numbers.identity_number(born, sex)
        telephone = self._numbers.telephone() if 16 <= self._opening.year - born.year <= 88 else ""
        mention = make_mention(
            "register", f"MQ-RK-{len(self.made.all) + 1:06d}", visible_to=(room.community.id,), role="resident",
            name=str(name), sex=sex, birth_date=born, identity_number=number,
            telephones=(telephone,) if telephone else (), address=room.address, stated_on=on,
        )  # fmt: skip
        resident = Resident(name, sex, born, room, on, number, telephone, mention, until)
        self.made.all.append(resident)
        self.made.entries.append((on, mention))
        for tenure in tenures:
            self.tenure(resident, room, tenure, since=on, until=until)
        self.made.of_unit.setdefault(room.unit.id, []).append(resident)
        self.made.of_community.setdefault(room.community.id, []).append(resident)
        self.made.of_building.setdefault(room.building.id, []).append(resident)
        return resident

    def tenure(
        self, resident: Resident, room: Room, tenure: str, *, since: dt.date, until: dt.date | None = None
    ) -> None:
        stated = StatedAt(source=resident.mention.id, target=room.unit.id, tenure=tenure, since=since, until=until)
        self.made.entries.append((max(since, resident.registered_on), stated))

    def kin(self, a: Resident, relation: str, b: Resident) -> None:
        self.made.kin.append(Kinship(a, relation, b))

    def fill(self, room: Room) -> None:
        """One dwelling: vacant, lived in by its owners, or let to tenants."""
        if self._chance.happens(_VACANT):
            return
        if len(self.made.all) > 20 and self._chance.happens(_LET):
            self._let(room)
        else:
            self._owners(room)

    def _owners(self, room: Room) -> None:
        size = self._chance.weighted({1: 20, 2: 27, 3: 33, 4: 6, 5: 14})
        on = self._chance.day(self._opening - dt.timedelta(days=300), self._opening)
        head = self._adult(room, on, ("lives", "owns"), least=30, most=80)
        if size >= 2:
            spouse = self._spouse(head, on)
            self.kin(head, "spouse", spouse)
        for _ in range(size - 2 if 3 <= size <= 4 else 1 if size == 5 else 0):
            self._child(head, on)
        if size == 5:
            self._parents(head, on)

    def _adult(
        self, room: Room, on: dt.date, tenures: tuple[str, ...], *, least: int, most: int, until: dt.date | None = None
    ) -> Resident:
        sex = self._chance.weighted({MALE: 52, FEMALE: 48})
        born = self._birthday(self._opening.year - self._chance.number(least, most))
        name = full_name(self._chance, sex=sex, born=born.year)
        return self.enter(room, name, sex=sex, born=born, on=on, tenures=tenures, until=until)

    def _spouse(self, head: Resident, on: dt.date) -> Resident:
        sex = FEMALE if head.sex == MALE else MALE
        born = self._birthday(head.born.year + self._chance.number(-4, 4))
        name = full_name(self._chance, sex=sex, born=born.year)
        return self.enter(head.room, name, sex=sex, born=born, on=on, tenures=("lives",))

    def _child(self, head: Resident, on: dt.date) -> None:
        sex = self._chance.one((MALE, FEMALE))
        born = self._birthday(min(head.born.year + self._chance.number(23, 36), self._opening.year - 1))
        name = full_name(self._chance, sex=sex, born=born.year, family=head.name.surname)
        child = self.enter(head.room, name, sex=sex, born=born, on=on, tenures=("lives",))
        self.kin(head, "child", child)

    def _parents(self, head: Resident, on: dt.date) -> None:
        for sex in (MALE, FEMALE):
            born = self._birthday(max(head.born.year - self._chance.number(23, 30), self._opening.year - 94))
            family = head.name.surname if sex == MALE else None
            name = full_name(self._chance, sex=sex, born=born.year, family=family)
            self.kin(head, "parent", self.enter(head.room, name, sex=sex, born=born, on=on, tenures=("lives",)))

    def _let(self, room: Room) -> None:
        """Its owner lives elsewhere on the street; tenants follow one another."""
        owner = self._chance.one([each for each in self.made.all[-400:] if each.telephone] or self.made.all)
        self.tenure(owner, room, "owns", since=owner.registered_on)
        since = self._chance.day(self._opening - dt.timedelta(days=300), self._opening)
        if self._chance.happens(_SEVERAL_TENANTS):
            until = self._chance.day(self._opening + dt.timedelta(days=200), self._closing - dt.timedelta(days=200))
            self._tenants(room, since, until)
            since = until + dt.timedelta(days=self._chance.number(5, 40))
        self._tenants(room, since, None)

    def _tenants(self, room: Room, since: dt.date, until: dt.date | None) -> None:
        for _ in range(self._chance.weighted({1: 5, 2: 3, 3: 2})):
            self._adult(room, since, ("rents", "lives"), least=20, most=45, until=until)

    def _birthday(self, year: int) -> dt.date:
        return self._chance.day(dt.date(year, 1, 1), dt.date(year, 12, 31))

    def employ(self, employers: list[Organisation]) -> None:
        """Give some of those of working age an employer."""
        for resident in self.made.all:
            if resident.age(self._opening.year) in _WORKING_AGE and self._chance.happens(_EMPLOYED):
                since = self._chance.day(self._opening - dt.timedelta(days=2000), self._opening)
                self.made.jobs.append(Job(resident, self._chance.one(employers), since))


def register_residents(
    people: int, *, seed: int, places: Places, employers: list[Organisation], numbers: Numbers,
    opening: dt.date, closing: dt.date,
) -> Residents:  # fmt: skip
    """At least `people` residents in the dwellings of `places`; the register opens on `opening`.

    Dwellings are filled in a shuffled order, so that a small street has people in every community.
    """
    register = _Register(seed=seed, numbers=numbers, opening=opening, closing=closing)
    for room in Chance(seed, "moving in").some(places.dwellings, len(places.dwellings)):
        if len(register.made.all) >= people:
            break
        register.fill(room)
    register.employ(employers)
    return register.made
