"""The fictional city: estates with what stands around them, people, and the names of a matter."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from bench.disputes.naming import Name, named, numeral, of_pattern, stems
from bench.disputes.phrases import Phrases, Theme
from bench.disputes.spinning import spin

_ESTATES_FROM = 60
"""The least number of estates."""
_CASES_OF_AN_ESTATE = 7
_NUMBERED = 600
"""Schools that have a number; further ones have names."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Estate:
    """An estate, and whom and what its residents name beside it."""

    name: Name
    road: Name
    number: int
    """Of its gate on the road."""
    district: str
    community: Name
    developer: Name
    property: Name

    def address(self, building: int, room: str) -> str:
        return f"{self.road.full}{self.number}号{self.name.full}{building}栋1单元{room}室"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Person:
    """Somebody, under the number that the message platform gave and with the telephone that other channels note."""

    name: str
    account: str
    telephone: str
    home: str

    @property
    def called(self) -> Name:
        return named(self.name, f"{self.name[0]}某", f"{self.name[0]}某{self.name[-1]}")


FACTS = ("since", "until", "households", "amount", "manager", "spot", "saying")
"""What a matter has beside its names."""
Names = Mapping[str, Name]
"""What the slots of a theme are filled with, of one matter."""


class City:
    """Makes everything that has a name, none twice."""

    def __init__(self, phrases: Phrases, chance: random.Random, cases: int) -> None:
        self.phrases = phrases
        self.chance = chance
        self.alike: dict[str, str] = dict(phrases.names["syllables"].split())
        self._stems: Iterator[str] = stems(list(self.alike), chance)
        self._taken: set[str] = set()
        self._serial = count(1)
        self._numbered = 1
        self._lines = count(2)
        size = max(_ESTATES_FROM, cases // _CASES_OF_AN_ESTATE)
        self.roads = [self._named("road") for _ in range(size // 3)]
        self.developers = [self._named("developer") for _ in range(size // 5)]
        self.properties = [self._named("property") for _ in range(size // 5)]
        self.communities = [named(f"{self.stem()}社区") for _ in range(size // 12)]
        self.estates = [self.new_estate() for _ in range(size)]

    # -- names -------------------------------------------------------------------------------

    def stem(self) -> str:
        """One that nothing bears yet."""
        while (stem := next(self._stems)) in self._taken:
            pass
        self._taken.add(stem)
        return stem

    def stem_like(self, stem: str) -> str:
        """A free one that begins as `stem` does."""
        others = [each for each in self.alike if each not in stem]
        self.chance.shuffle(others)
        for each in others:
            like = stem[0] + each + stem[2:]
            if like not in self._taken and like[::-1] not in self._taken:
                self._taken |= {like, like[::-1]}
                return like
        return self.stem()

    def made(self, theme: Theme, slot: str, *, stem: str = "", pattern: int | None = None) -> Name:
        """A name that `theme` invents; `pattern`: of that form, any by default."""
        forms = theme.makes[slot]
        if self._numbered >= _NUMBERED:
            forms = [each for each in forms if not _is_numbered(each)] or forms
        chosen = forms[pattern % len(forms)] if pattern is not None else self.chance.choice(forms)
        said = self._next_numeral() if _is_numbered(chosen) else ""
        own = stem or said or ("" if "{stem}" not in chosen[0] else self.stem())
        return of_pattern(chosen, own, numeral=said, city=self.phrases.names["city"])

    def _next_numeral(self) -> str:
        self._numbered += 1
        return numeral(self._numbered)

    def new_line(self) -> Name:
        """A bus line that nothing else is about; the next one's number differs by little."""
        pattern, number = self.chance.choice(self.phrases.names["bus"]), next(self._lines)
        return Name(str(number), tuple(each.format(line=number) for each in pattern))

    def _named(self, kind: str, stem: str = "", pattern: int | None = None) -> Name:
        forms = self.phrases.names[kind]
        return of_pattern(self.chance.choice(forms) if pattern is None else forms[pattern], stem or self.stem())

    # -- estates and people ------------------------------------------------------------------

    def new_estate(self, *, stem: str = "", like: Estate | None = None) -> Estate:
        """One more; named in the manner of `like`, where it is given."""
        patterns = range(len(self.phrases.names["estate"]))
        pattern = self.chance.choice(patterns)
        if like is not None:
            pattern = next(at for at in patterns if self._named("estate", like.name.stem, at) == like.name)
        chance = self.chance
        return Estate(
            name=self._named("estate", stem, pattern), road=chance.choice(self.roads), number=chance.randint(2, 880),
            district=chance.choice(self.phrases.names["districts"]), community=chance.choice(self.communities),
            developer=chance.choice(self.developers), property=chance.choice(self.properties),
        )  # fmt: skip

    def estate(self) -> Estate:
        """One of those that there are."""
        return self.chance.choice(self.estates)

    def person(self, home: str = "") -> Person:
        """Somebody new, who lives at `home`, or anywhere."""
        serial, chance = next(self._serial), self.chance
        given = self.phrases.names["given"]
        name = chance.choice(self.phrases.names["surnames"]) + "".join(
            chance.sample(given, chance.choice((1, 2, 2, 2)))
        )
        where = home or self.estate().address(chance.randint(1, 12), f"{chance.randint(1, 9)}0{chance.randint(1, 4)}")
        return Person(name=name, account=f"U{serial:07d}", telephone=f"1990{serial:07d}", home=where)

    def resident(self, estate: Estate, names: Names) -> Person:
        """Somebody of an estate, and of the building that is named."""
        building = int(names["building"].full.removesuffix("栋"))
        return self.person(estate.address(building, f"{self.chance.randint(1, 17)}0{self.chance.randint(1, 4)}"))

    # -- the names of a matter ---------------------------------------------------------------

    def names(self, theme: Theme, estate: Estate, **given: Name) -> dict[str, Name]:
        """What the slots of `theme` are filled with, for one matter at `estate`; those that are `given` as they are."""
        chance = self.chance
        building, room = chance.randint(1, 15), chance.randint(1, 4)
        floor = chance.randint(2, 17)
        found = {
            "estate": estate.name, "road": estate.road, "district": named(estate.district),
            "community": estate.community, "developer": estate.developer, "property": estate.property,
            "city": named(self.phrases.names["city"]), "building": _building(building),
            "unit": _unit(building, floor, room), "upper": _unit(building, floor + 1, room),
        }  # fmt: skip
        invented = {slot: self.made(theme, slot) for slot in theme.makes if slot not in given}
        if "line" in theme.about and "line" not in given:
            invented["line"] = self.new_line()
        for slot in ("a", "b"):
            if slot in theme.about and slot not in given:
                invented[slot] = self.person().called
        if theme.key == "tenancy":
            invented = {"a": self.person().called, "b": self.person().called} | invented
        return found | self.facts(found["building"]) | invented | given

    def facts(self, building: Name) -> dict[str, Name]:
        """What those who write of one matter know alike, its own day and people among it."""
        chance, general = self.chance, self.phrases.general
        said = {
            "year": str(chance.randint(2015, 2024)), "month": str(chance.randint(1, 12)), "building": building.full,
            "day": str(chance.randint(1, 28)), "number": str(chance.randint(3, chance.choice((99, 2_000)))),
            "surname": chance.choice(self.phrases.names["surnames"]), "other": f"{chance.randint(1, 20)}栋",
        }  # fmt: skip
        said["near"], said["beyond"] = chance.sample(general["near"], 2)
        return {
            slot: named(*(spin(chance.choice(general[slot]), chance, said.__getitem__) for _ in range(2)))
            for slot in FACTS
        }


def at_unit(building: int, floor: int, room: int) -> dict[str, Name]:
    """The names of a dwelling and of the one above it."""
    unit, upper = _unit(building, floor, room), _unit(building, floor + 1, room)
    return {"building": _building(building), "unit": unit, "upper": upper}


def phase(name: Name, number: int) -> Name:
    """A phase of an estate."""
    said = numeral(number)
    return replace(name, forms=(f"{name.full}{said}期", f"{name.full}{number}期", f"{name.stem}{said}期"))


def _is_numbered(pattern: Sequence[str]) -> bool:
    return any("{numeral}" in each for each in pattern)


def _building(number: int) -> Name:
    return named(f"{number}栋", f"{number}号楼", f"{number}幢")


def _unit(building: int, floor: int, room: int) -> Name:
    door = f"{floor}{room:02d}"
    return named(f"{building}栋{door}室", f"{building}栋{door}", f"{door}室", f"{building}栋1单元{door}")
