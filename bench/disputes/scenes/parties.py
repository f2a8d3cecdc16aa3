"""Scenes of people and dwellings: who stands against whom, where, and what was settled before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bench.disputes.city import Estate, Person, at_unit
from bench.disputes.saying import How
from bench.disputes.telling import DAYS, HOTLINE, MESSAGE, NETWORK, VISIT, Matter, Teller

WORKERS = 30


def wages(teller: Teller) -> None:
    """Thirty workers against one employer within two weeks; thirty others, alike, against thirty other employers.

    Every other scene is told by message, without anybody's name, the rest to grid officers, with both parties.
    """
    scene = teller.scene("wages")
    channel = MESSAGE if int(scene[-3:]) % 2 else NETWORK
    day = teller.some_time(until=DAYS - 60)
    one = teller.about("wages", teller.city.estate(), scene)
    for _ in range(WORKERS):
        teller.tell(one, teller.later(day, 0, 12), channel=channel)
        other = teller.about("wages", teller.city.estate(), scene)
        teller.tell(other, teller.later(day, 0, 12), channel=channel)


def family(teller: Teller) -> None:
    """A family's dispute told by telephone, to the grid officer and by a visitor; settled, and back after months.
    Another family of the building has one too.
    """
    scene, estate = teller.scene("family"), teller.city.new_estate()
    building, day = teller.chance.randint(1, 12), teller.some_time(until=DAYS - 260)
    settled = (day + dt.timedelta(days=40)).date()
    one, other = _relatives(teller, estate, building)
    matter = _between(teller, "family", scene, estate, one, other)
    teller.tell(matter, day, by=one, channel=HOTLINE, settled_on=settled)
    teller.tell(matter, teller.later(day, 1, 10), by=one, channel=NETWORK, settled_on=settled)
    teller.tell(replace(matter, against=one), teller.later(day, 2, 25), by=other, channel=VISIT, settled_on=settled)
    teller.tell(teller.once_more(matter), teller.later(day, 120, 240), by=one, channel=NETWORK)
    asking, answering = _relatives(teller, estate, building)
    neighbours = _between(teller, "family", scene, estate, asking, answering)
    teller.tell(neighbours, teller.later(day, 0, 60), by=asking, channel=NETWORK)


def leaks(teller: Teller) -> None:
    """One flat leaks into the one below in three years, each time settled but the last. Two other flats of the building
    have their own leak, and the owner of the leaking one quarrels about something else.
    """
    scene, estate, chance = teller.scene("leaks"), teller.city.new_estate(), teller.chance
    building, floor, room = chance.randint(1, 12), chance.randint(3, 15), chance.randint(1, 4)
    below, above = (teller.city.person(estate.address(building, f"{each}{room:02d}")) for each in (floor, floor + 1))
    day = teller.some_time(until=240)
    matter = _leak(teller, scene, estate, (building, floor, room), above)
    for year in range(3):
        episode = matter if not year else teller.once_more(matter)
        at = teller.later(day, 365 * year, 365 * year + 60)
        settled = (at + dt.timedelta(days=30)).date() if year < 2 else None
        teller.tell(episode, at, by=below, channel=NETWORK, settled_on=settled)
        teller.tell(episode, teller.later(at, 2, 20), by=below, channel=HOTLINE, settled_on=settled)
    elsewhere = (building, floor + (-2 if floor > 8 else 3), room % 4 + 1)
    beside = teller.city.person(estate.address(building, f"{elsewhere[1]}{elsewhere[2]:02d}"))
    culprit = teller.city.person(estate.address(building, f"{elsewhere[1] + 1}{elsewhere[2]:02d}"))
    theirs = _leak(teller, scene, estate, elsewhere, culprit)
    teller.tell(theirs, teller.later(day, 0, 90), by=beside, channel=NETWORK)
    teller.tell(teller.about("parking", estate, scene), teller.later(day, 10, 200), by=above, channel=NETWORK)


def tenants(teller: Teller) -> None:
    """Two who shared a flat quarrelled; months later another has moved in and complains of something else."""
    scene, estate, chance = teller.scene("tenants"), teller.city.new_estate(), teller.chance
    building, floor, room = chance.randint(1, 12), chance.randint(2, 15), chance.randint(1, 4)
    home = estate.address(building, f"{floor}{room:02d}")
    day = teller.some_time(until=DAYS - 320)
    one, other = teller.city.person(home), teller.city.person(home)
    quarrel = _between(teller, "tenancy", scene, estate, one, other, at=(building, floor, room))
    teller.tell(quarrel, day, by=one, channel=NETWORK)
    teller.tell(quarrel, teller.later(day, 1, 12), by=one, channel=HOTLINE)
    new = teller.city.person(home)
    theme = chance.choice(("shop_noise", "fumes", "lift"))
    later = replace(teller.about(theme, estate, scene, **at_unit(building, floor, room)), place=home)
    at = teller.later(day, 150, 280)
    teller.tell(later, at, by=new, channel=NETWORK)
    teller.tell(later, teller.later(at, 3, 20), by=new, channel=HOTLINE)


def repeats(teller: Teller) -> None:
    """One person brings the same again in new words, the last time naming the number; and once something else."""
    scene, city, chance = teller.scene("repeats"), teller.city, teller.chance
    estate = city.new_estate()
    one, else_ = chance.sample(city.phrases.at("estate"), 2)
    channel = chance.choice((MESSAGE, MESSAGE, HOTLINE))
    by, matter = city.person(estate.address(chance.randint(1, 12), "602")), teller.about(one, estate, scene)
    first = teller.tell(matter, teller.some_time(until=DAYS - 200), by=by, channel=channel)
    again = How(before=teller.phrase("again_title"), opening=teller.phrase("again") + "。")
    second = teller.tell(matter, teller.later(first.at, 15, 60), by=by, channel=channel, how=again)
    naming = How(opening=teller.phrase("reference", number=first.number))
    at = teller.later(second.at, 15, 60)
    teller.tell(matter, at, by=by, channel=chance.choice((MESSAGE, NETWORK)), how=naming)
    teller.tell(teller.about(else_, estate, scene), teller.later(first.at, 5, 180), by=by, channel=channel)


# -- what they share -----------------------------------------------------------------------------


def _relatives(teller: Teller, estate: Estate, building: int) -> tuple[Person, Person]:
    home = estate.address(building, f"{teller.chance.randint(2, 17)}0{teller.chance.randint(1, 4)}")
    return teller.city.person(home), teller.city.person(home)


def _between(
    teller: Teller,
    theme: str,
    scene: str,
    estate: Estate,
    one: Person,
    other: Person,
    *,
    at: tuple[int, int, int] | None = None,
) -> Matter:
    dwelling = {} if at is None else at_unit(*at)
    matter = teller.about(theme, estate, scene, a=one.called, b=other.called, **dwelling)
    return replace(matter, place=one.home, against=other)


def _leak(teller: Teller, scene: str, estate: Estate, at: tuple[int, int, int], above: Person) -> Matter:
    building, floor, room = at
    matter = teller.about("leak", estate, scene, **at_unit(*at))
    return replace(matter, place=estate.address(building, f"{floor}{room:02d}"), against=above)
