"""A whole set: scenes in the proportions below, and for the rest cases that belong to nothing."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bench.disputes.city import City, Estate
from bench.disputes.phrases import FIRST, SECOND, Theme, read_phrases
from bench.disputes.saying import Writer, Written
from bench.disputes.scenes import parties, texts
from bench.disputes.telling import DAYS, HOTLINE, MESSAGE, NETWORK, VISIT, Matter, Teller, Told

CASES = 3_000
SEED = 20260410
TRAPS: Mapping[str, tuple[Callable[[Teller], None], int]] = {
    "wages": (parties.wages, 2), "family": (parties.family, 6), "leaks": (parties.leaks, 5),
    "tenants": (parties.tenants, 4), "repeats": (parties.repeats, 8), "copied": (texts.copied, 6),
    "shops": (texts.shops, 4), "template": (texts.template, 3), "same_place": (texts.same_place, 5),
    "same_street": (texts.same_street, 6), "short_names": (texts.short_names, 5), "mistyped": (texts.mistypes, 5),
    "lines": (texts.lines, 3), "firms": (texts.firms, 3), "phases": (texts.phases, 3), "crowd": (texts.crowd, 8),
    "few": (texts.few, 12),
}  # fmt: skip
"""Every scene, and how many of it there are among `CASES`."""
_CHANNELS = {MESSAGE: 70, HOTLINE: 12, NETWORK: 13, VISIT: 5}
"""How many of a hundred cases of the background come by each."""
_KNOWN = 0.05
"""Cases of the background by somebody who has written about something else."""
_WORDLESS = 0.004
"""Cases of the background that say one word, or nothing."""
_TRIES = 1_000


@dataclass(frozen=True, slots=True)
class Disputes:
    """The cases, the earliest first."""

    cases: list[Told]


def made(cases: int = CASES, *, seed: int = SEED, held_out: bool = False) -> Disputes:
    """The set of so many cases, or of more where the scenes alone are more; the same for the same arguments."""
    phrases = read_phrases(SECOND if held_out else FIRST)
    chance = random.Random(f"{phrases.names['city']} {seed}")
    teller = Teller(City(phrases, chance, cases), Writer(phrases), chance)
    for scene, times in TRAPS.values():
        for _ in range(max(1, round(times * cases / CASES))):
            scene(teller)
    _Background(teller).fill(cases)
    return Disputes(sorted(teller.cases, key=lambda each: (each.at, each.number)))


class _Background:
    """Cases of which no two are about the same."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self.themes = list(teller.city.phrases.themes.values())
        self.used = {self._where(each.matter.theme, each.matter.names["estate"].full) for each in teller.cases}

    def fill(self, count: int) -> None:
        """Until there are so many cases in all."""
        while len(self.teller.cases) < count:
            self._one_more()

    def _one_more(self) -> None:
        teller, chance = self.teller, self.teller.chance
        matter = self._matter()
        (channel,) = chance.choices(list(_CHANNELS), list(_CHANNELS.values()))
        by = chance.choice(teller.cases).by if chance.random() < _KNOWN else None
        at = teller.some_time(until=DAYS)
        if channel == MESSAGE and chance.random() < _WORDLESS:
            word = teller.phrase("one_word")
            written = Written(word, chance.choice((word, "")))
            teller.put(matter, at, written, by=by or teller.city.person())
            return
        teller.tell(matter, at, by=by, channel=channel)

    def _matter(self) -> Matter:
        theme, estate = self._free()
        return self.teller.about(theme, estate)

    def _free(self) -> tuple[Theme, Estate]:
        """A theme at an estate that nobody has told of."""
        chance, city = self.teller.chance, self.teller.city
        for _ in range(_TRIES):
            theme, estate = chance.choice(self.themes), city.estate()
            where = self._where(theme, estate.road.full if theme.place == "road" else estate.name.full)
            if where not in self.used:
                self.used.add(where)
                return theme, estate
        return chance.choice(self.themes), city.new_estate()

    @staticmethod
    def _where(theme: Theme, place: str) -> tuple[str, str]:
        return theme.key, place
