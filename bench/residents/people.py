"""Who lives in the street: families in dwellings, with what time does to them."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from bench.residents.dials import Dials
from bench.residents.given import FEMALE, MALE, given
from bench.residents.numbers import Numbers
from bench.residents.places import Home, homes
from bench.residents.surnames import JOINED, surname

FIRST_DAY, LAST_DAY = dt.date(2021, 1, 4), dt.date(2025, 12, 26)
_OLD, _YOUNG = 1952, 2008
"""Who was born before the one or after the other may be reached on a grown-up's telephone."""


@dataclass(slots=True, eq=False)
class Household:
    """Who lives together, and since when where."""

    homes: list[tuple[dt.date, Home]]
    members: list[Person] = field(default_factory=list)
    landline: str = ""

    def home(self, on: dt.date) -> Home:
        """Where they lived that day, one of their time in the street."""
        return next(home for since, home in reversed(self.homes) if since <= on)

    @property
    def since(self) -> dt.date:
        """Their first day in the street."""
        return self.homes[0][0]


@dataclass(slots=True, eq=False)
class Person:
    """A resident; two are one only when they are the same object."""

    key: str
    surname: str
    given: str
    sex: str
    born: dt.date
    number: str
    household: Household
    telephones: list[tuple[dt.date, str]] = field(default_factory=list)
    """Since when which mobile; of a child or an old parent perhaps another's of the family."""
    spouse: Person | None = None

    @property
    def name(self) -> str:
        return self.surname + self.given

    def telephone(self, on: dt.date) -> str:
        """The mobile of that day."""
        return next((number for since, number in reversed(self.telephones) if since <= on), "")


class Population:
    """All residents of one seed."""

    def __init__(self, count: int, chance: random.Random, dials: Dials) -> None:
        self._chance, self._dials, self._count = chance, dials, count
        self.numbers = Numbers(chance)
        self._free = homes(chance, count)
        self._left: list[tuple[dt.date, Home]] = []
        self.people: list[Person] = []
        self.twins: list[tuple[Person, Person]] = []
        self.alike: list[tuple[Person, Person]] = []
        self.namesakes: list[tuple[Person, Person]] = []
        self.lent: list[tuple[Person, Person]] = []
        """Whose telephone it is, and who is reached on it."""
        self.reassigned: list[tuple[Person, Person]] = []
        """Who had a telephone, and who has it now."""
        while len(self.people) < count:
            self._settle()
        del self.people[count:]
        self._forget_cut_off()
        self._make_namesakes()
        self._hand_on_telephones()

    # -- families --------------------------------------------------------------------------------

    def _settle(self) -> None:
        """One household more."""
        chance = self._chance
        house = Household([self._vacant()])
        if house.since == FIRST_DAY and chance.random() < self._dials.moved:
            moved = _day(chance, FIRST_DAY, LAST_DAY)
            self._left.append((moved + dt.timedelta(days=30), house.homes[0][1]))
            house.homes.append((moved, self._free.pop()))
        kind = chance.choices(("single", "couple", "family", "three", "elder"), (22, 20, 36, 12, 10))[0]
        if kind == "single":
            self._born(house, chance.choice((MALE, FEMALE)), chance.randint(1940, 2003))
        elif kind == "elder":
            self._couple(house, chance.randint(1934, 1956))
        elif kind == "couple":
            self._couple(house, chance.randint(1950, 1999))
        else:
            self._family(house, grandparents=kind == "three")
        if chance.random() < self._dials.landline:
            house.landline = self.numbers.landline()

    def _vacant(self) -> tuple[dt.date, Home]:
        """A dwelling and since when; now and then one that others have left."""
        if self._left and self._chance.random() < self._dials.moved / 2:
            since, home = self._left.pop()
            if since < LAST_DAY - dt.timedelta(days=200):
                return since, home
        return FIRST_DAY, self._free.pop()

    def _family(self, house: Household, *, grandparents: bool) -> None:
        chance = self._chance
        year = chance.randint(1955, 1994)
        father, mother = self._couple(house, year)
        children = self._children(house, father, mother)
        if grandparents:
            self._grandparent(house, father, year)
        grown = [each for each in (father, mother) if each.telephones]
        for child in children:
            self._lend(chance.choice(grown), child, when=child.born.year > _YOUNG)

    def _children(self, house: Household, father: Person, mother: Person) -> list[Person]:
        chance = self._chance
        first = mother.born.year + chance.randint(21, 32)
        if first > LAST_DAY.year - 6:
            return []
        count = chance.choices((1, 2, 3), (62, 33, 5))[0]
        shared, children = "", []
        for position in range(count):
            year = min(first + position * chance.randint(1, 4), LAST_DAY.year - 5)
            child = self._born(house, chance.choice((MALE, FEMALE)), year, family=father.surname, shared=shared)
            children.append(child)
            if chance.random() < self._dials.twins * 2:
                children.append(self._twin(house, child))
            if chance.random() < self._dials.alike and len(child.given) == 2:
                shared = child.given[0]
        self.alike += [
            (one, other)
            for position, one in enumerate(children)
            for other in children[:position]
            if one.given[0] == other.given[0] and one.born != other.born
        ]
        return children

    def _twin(self, house: Household, child: Person) -> Person:
        """志强 and 志刚, 子涵 and 子萱, of one sex mostly and born on one day."""
        sex = child.sex if self._chance.random() < 0.75 else (MALE if child.sex == FEMALE else FEMALE)
        while True:
            name = given(self._chance, sex=sex, born=child.born.year, shared=child.given[0])
            if name != child.given:
                break
        twin = self._make(house, sex, child.born, child.surname, name)
        self.twins.append((child, twin))
        return twin

    def _grandparent(self, house: Household, father: Person, year: int) -> None:
        sex = self._chance.choice((MALE, FEMALE))
        family = father.surname if sex == MALE else surname(self._chance)
        elder = self._born(house, sex, year - self._chance.randint(21, 32), family=family)
        self._lend(father, elder, when=elder.born.year < _OLD)

    def _couple(self, house: Household, year: int) -> tuple[Person, Person]:
        husband = self._born(house, MALE, year)
        wife = self._born(house, FEMALE, year + self._chance.randint(-2, 5))
        husband.spouse, wife.spouse = wife, husband
        self._lend(husband, wife, when=wife.born.year < _OLD - 4)
        return husband, wife

    def _born(self, house: Household, sex: str, year: int, *, family: str = "", shared: str = "") -> Person:
        chance = self._chance
        born = dt.date(year, 1, 1) + dt.timedelta(days=chance.randrange(365))
        if not family and chance.random() < 0.006:
            return self._make(house, sex, born, "", chance.choice(JOINED))
        siblings = {each.given for each in house.members if each.surname == family}
        while (name := given(chance, sex=sex, born=year, shared=shared)) in siblings:
            pass
        return self._make(house, sex, born, family or surname(chance), name)

    def _make(self, house: Household, sex: str, born: dt.date, family: str, name: str) -> Person:
        person = Person(
            f"P{len(self.people) + 1:06d}", family, name, sex, born, self.numbers.identity_number(born, sex), house
        )
        person.telephones.append((FIRST_DAY, self.numbers.mobile()))
        if self._chance.random() < self._dials.changed:
            person.telephones.append((_day(self._chance, FIRST_DAY, LAST_DAY), self.numbers.mobile()))
        house.members.append(person)
        self.people.append(person)
        return person

    def _lend(self, owner: Person, other: Person, *, when: bool) -> None:
        if when and self._chance.random() < self._dials.with_parent:
            other.telephones = owner.telephones
            self.lent.append((owner, other))

    def _forget_cut_off(self) -> None:
        """The last household may have been one too large for the count."""
        known = set(self.people)
        for pairs in (self.twins, self.alike, self.lent):
            pairs[:] = [(one, other) for one, other in pairs if one in known and other in known]
        for each in self.people:
            if each.spouse not in known:
                each.spouse = None

    # -- what time and chance do -------------------------------------------------------------------

    def _make_namesakes(self) -> None:
        """Give people the name of another of their sex in their building, who is none of theirs."""
        chance = self._chance
        houses: dict[tuple[str, int], list[Person]] = {}
        for each in self.people:
            houses.setdefault(each.household.homes[0][1].house, []).append(each)
        for one in chance.sample(self.people, round(len(self.people) * self._dials.namesakes / 2)):
            near = [
                each
                for each in houses[one.household.homes[0][1].house]
                if each.sex == one.sex and each.household is not one.household and len(each.household.members) < 3
            ]
            if near:
                other = chance.choice(near)
                other.surname, other.given = one.surname, one.given
                self.namesakes.append((one, other))

    def _hand_on_telephones(self) -> None:
        """A given-up telephone is another's after two years."""
        chance = self._chance
        takers = [each for each in self.people if len(each.telephones) == 1]
        for one in self.people:
            if len(one.telephones) < 2 or chance.random() >= self._dials.reassigned:
                continue
            again = one.telephones[1][0] + dt.timedelta(days=chance.randint(700, 1000))
            other = chance.choice(takers)
            if again < LAST_DAY and other.household is not one.household and len(other.telephones) == 1:
                other.telephones.append((again, one.telephones[0][1]))
                self.reassigned.append((one, other))


def _day(chance: random.Random, first: dt.date, last: dt.date) -> dt.date:
    return first + dt.timedelta(days=chance.randint(1, (last - first).days))
