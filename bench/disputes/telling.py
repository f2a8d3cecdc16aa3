"""Cases as they come in: what is written, by whom, when, by which channel, and of which matter it is."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass, field, replace

from bench.disputes.city import City, Estate, Names, Person
from bench.disputes.naming import Name
from bench.disputes.phrases import Theme
from bench.disputes.saying import GRID, OPERATOR, WALK_IN, How, Writer, Written

MESSAGE, HOTLINE, NETWORK, VISIT = "messages", "hotline", "grid", "walk_in"
"""Channels, each a file: messages under an account, telephone calls, what grid officers report, visitors."""
_MANNERS = {HOTLINE: OPERATOR, NETWORK: GRID, VISIT: WALK_IN}
_PREFIX = {MESSAGE: "", HOTLINE: "", NETWORK: "WG", VISIT: "LF"}
AS_IT_COMES = How()
FIRST_DAY = dt.datetime(2022, 1, 3)
DAYS = 1_090


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What one or more cases are about."""

    key: str
    chain: str
    """The same for matters that belong together without being one: what recurs, and what it recurs from."""
    scene: str
    """Empty: background."""
    theme: Theme
    names: Names
    place: str = ""
    """The address of what it is about, where a table has a column for it."""
    against: Person | str = ""
    """Whom it is against, where a table has a column for it: a person, or an organisation's name."""
    estate: Estate | None = None
    """Where those live whom it troubles; None: anywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One case."""

    number: str
    channel: str
    at: dt.datetime
    title: str
    text: str
    by: Person
    matter: Matter
    settled_on: dt.date | None = None


@dataclass(slots=True)
class Teller:
    """Lets people tell of matters."""

    city: City
    writer: Writer
    chance: random.Random
    cases: list[Told] = field(default_factory=list)
    _serials: Counter[str] = field(default_factory=Counter)

    # -- matters -----------------------------------------------------------------------------

    def matter(self, theme: Theme, names: Names, estate: Estate, *, scene: str = "") -> Matter:
        """A new one, of a chain of its own."""
        key = self._next_key()
        where = _place(theme, estate, names)
        return Matter(
            key=key, chain=f"C{key[1:]}", scene=scene, theme=theme, names=names, place=where,
            against=self._against(theme, names), estate=estate if theme.place in ("estate", "building") else None,
        )  # fmt: skip

    def about(self, theme: str | Theme, estate: Estate, scene: str = "", **given: Name) -> Matter:
        """A new matter of a theme at an estate; `given`: names that are not to be invented."""
        chosen = self.city.phrases.themes[theme] if isinstance(theme, str) else theme
        return self.matter(chosen, self.city.names(chosen, estate, **given), estate, scene=scene)

    def once_more(self, matter: Matter) -> Matter:
        """What recurs: another matter of the same chain."""
        return replace(matter, key=self._next_key())

    def _next_key(self) -> str:
        self._serials["matter"] += 1
        return f"M{self._serials['matter']:06d}"

    def _against(self, theme: Theme, names: Names) -> Person | str:
        if theme.place == "unit":
            return self._side(names, "b", "")
        made = next((names[slot].full for slot in theme.makes if slot in ("firm", "shop", "factory")), "")
        served = {"物业": "property", "停车": "property", "房屋": "developer", "消费": "developer"}.get(theme.kind, "")
        return made or (names[served].full if served else "")

    def phrase(self, what: str, **said: str) -> str:
        """One of the phrases that belong to no theme."""
        return self.writer.phrase(what, self.chance, said)

    def scene(self, trap: str) -> str:
        """The name of one more scene of that trap."""
        self._serials[trap] += 1
        return f"{trap}-{self._serials[trap]:03d}"

    def somebody(self, matter: Matter) -> Person:
        """Whom it troubles."""
        if matter.theme.place == "unit":
            return self._side(matter.names, "a", matter.place)
        return self.city.person() if matter.estate is None else self.city.resident(matter.estate, matter.names)

    def _side(self, names: Names, slot: str, home: str) -> Person:
        person = self.city.person(home)
        return replace(person, name=names[slot].full) if slot in names else person

    # -- cases -------------------------------------------------------------------------------

    def tell(
        self,
        matter: Matter,
        at: dt.datetime,
        *,
        by: Person | None = None,
        channel: str = MESSAGE,
        names: Names | None = None,
        how: How = AS_IT_COMES,
        settled_on: dt.date | None = None,
    ) -> Told:
        """A case of `matter`, by anybody unless told. `names`: as this writer writes them."""
        manner = how.manner or _MANNERS.get(channel, "")
        written = self.writer.write(
            matter.theme, names or matter.names, self.chance, replace(how, manner=manner), facts=matter.chain
        )
        person = by or self.somebody(matter)
        return self.put(matter, at, written, by=person, channel=channel, settled_on=settled_on)

    def put(
        self,
        matter: Matter,
        at: dt.datetime,
        written: Written,
        *,
        by: Person,
        channel: str = MESSAGE,
        settled_on: dt.date | None = None,
    ) -> Told:
        """A case with these words."""
        case = Told(
            number=self._number(channel, at), channel=channel, at=at, title=written.title, text=written.text, by=by,
            matter=matter, settled_on=settled_on,
        )  # fmt: skip
        self.cases.append(case)
        return case

    def some_time(self, *, until: int = DAYS) -> dt.datetime:
        """A moment of the first `until` days."""
        return self.later(FIRST_DAY, 0, until)

    def later(self, at: dt.datetime, least: int, most: int) -> dt.datetime:
        """A moment of a day that is so many days after `at`."""
        day = at.date() + dt.timedelta(days=self.chance.randint(least, most))
        seconds = self.chance.randrange(7 * 3600, 23 * 3600)
        return dt.datetime.combine(day, dt.time()) + dt.timedelta(seconds=seconds)

    def _number(self, channel: str, at: dt.datetime) -> str:
        day = f"{_PREFIX[channel]}{at:%Y%m%d}"
        self._serials[day] += 1
        return f"{day}{self._serials[day]:05d}"


def _place(theme: Theme, estate: Estate, names: Names) -> str:
    """The address that a table has for a matter of this theme; empty where it is at no estate."""
    gate = f"{estate.road.full}{estate.number}号{names['estate'].full}"
    if theme.place == "unit":
        return f"{gate}{names['unit'].forms[-1]}室"
    if theme.place == "building":
        return f"{gate}{names['building'].full}"
    return {"estate": gate, "road": estate.road.full}.get(theme.place, "")
