"""Scenes of words and places: what is written alike and is not the same, or otherwise and is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bench.disputes.city import phase
from bench.disputes.naming import Name, mistyped, named
from bench.disputes.phrases import Theme
from bench.disputes.saying import How, Template
from bench.disputes.telling import HOTLINE, MESSAGE, NETWORK, Matter, Teller

_MISTYPED = (("factory", "factory"), ("refund", "firm"), ("fraud", "firm"))
"""Themes, and the name that is mistyped."""
_SHORTENED = (*_MISTYPED, ("school_place", "school"), ("school_place", "school"), ("school_place", "school"))

_BY = {MESSAGE: 75, HOTLINE: 15, NETWORK: 10}
"""How many of a hundred petitioners come by each channel."""


def copied(teller: Teller) -> None:
    """Neighbours send one text under their own names; those of another estate copy it and change what it is called."""
    scene, city = teller.scene("copied"), teller.city
    theme, here = _of_estates(teller), city.new_estate()
    there = city.new_estate(like=here)
    words, day = teller.chance.random(), teller.some_time(until=1_000)
    facts = city.facts(named("1栋"))
    for estate, copies in ((here, 3), (there, 2)):
        matter = teller.about(theme, estate, scene, **facts)
        for _ in range(copies):
            teller.tell(matter, teller.later(day, 0, 25), how=How(manner="letter", words=words))


def shops(teller: Teller) -> None:
    """The residents of one building about two shops in it, of two kinds."""
    scene, city, chance = teller.scene("shops"), teller.city, teller.chance
    theme, estate, day = city.phrases.themes["shop_noise"], city.new_estate(), teller.some_time(until=1_000)
    first = teller.about(theme, estate, scene)
    kinds = chance.sample(range(len(theme.makes["shop"])), 2)
    for kind in kinds:
        names = {**first.names, "shop": city.made(theme, "shop", pattern=kind)}
        _tell_often(teller, teller.matter(theme, names, estate, scene=scene), day, 4)


def template(teller: Teller) -> None:
    """One writer with his own template about everything; two of his matters he brings twice."""
    scene, city, chance = teller.scene("template"), teller.city, teller.chance
    themes = chance.sample(city.phrases.at("estate", "none", "road"), 10)
    by = city.person()
    opening = f"{teller.phrase('greeting')}{teller.phrase('filler')}。"
    ending = "。".join(teller.phrase(each) for each in ("filler", "past", "ask", "closing"))
    how = How(manner="plain", frame=Template(opening, ending))
    for at, theme in enumerate(themes):
        matter = teller.about(theme, city.new_estate(), scene)
        day = teller.some_time(until=1_000)
        for _ in range(2 if at < 2 else 1):
            teller.tell(matter, teller.later(day, 0, 60), by=by, how=how)


def same_place(teller: Teller) -> None:
    """The residents of one estate about three things."""
    scene, estate, day = teller.scene("same_place"), teller.city.new_estate(), teller.some_time(until=1_000)
    for theme in teller.chance.sample(teller.city.phrases.at("estate"), 3):
        _tell_often(teller, teller.about(theme, estate, scene), day, 3)


def same_street(teller: Teller) -> None:
    """Matters that name one road, or one line, and have nothing else in common."""
    scene, city, day = teller.scene("same_street"), teller.city, teller.some_time(until=1_000)
    road, line = teller.chance.choice(city.roads), city.new_line()
    themes = teller.chance.sample(city.phrases.at("estate", "building"), 5)
    for theme in themes:
        matter = teller.about(theme, replace(city.new_estate(), road=road), scene)
        by_road = teller.chance.random() < 0.6
        where = teller.phrase("near_road", road=road.full) if by_road else teller.phrase("near_line", line=line.full)
        teller.tell(matter, teller.later(day, 0, 60), how=How(opening=where))


def short_names(teller: Teller) -> None:
    """Four writers, each with another form of one name; another of the kind beside it."""
    scene, city, chance = teller.scene("short_names"), teller.city, teller.chance
    key, slot = chance.choice(
        (
            ("school_place", "school"),
            ("school_place", "school"),
            ("refund", "firm"),
            ("factory", "factory"),
            ("fraud", "firm"),
        )
    )
    theme, day = city.phrases.themes[key], teller.some_time(until=1_000)
    estate = city.new_estate()
    pattern = chance.randrange(2 if slot == "school" else len(theme.makes[slot]))
    names = [city.made(theme, slot, pattern=pattern) for _ in range(2)]
    for name, writers in zip(names, (4, 2), strict=True):
        matter = teller.about(theme, estate, scene, **{slot: name})
        for at in range(writers):
            form = name.forms[at % len(name.forms)]
            as_written = {**matter.names, slot: Name(name.stem, (form,))}
            teller.tell(matter, teller.later(day, 0, 80), names=as_written)


def mistypes(teller: Teller) -> None:
    """Writers who transpose or mistype a name; another that differs by as little is another's."""
    scene, city, chance = teller.scene("mistyped"), teller.city, teller.chance
    key, slot = chance.choice(_MISTYPED)
    theme, estate, day = city.phrases.themes[key], city.estate(), teller.some_time(until=1_000)
    pattern = chance.randrange(len(theme.makes[slot]))
    name = city.made(theme, slot, pattern=pattern)
    matter = teller.about(theme, estate, scene, **{slot: name})
    for at in range(4):
        wrong = mistyped(name, chance, city.alike) if at % 2 else name
        teller.tell(matter, teller.later(day, 0, 90), names={**matter.names, slot: wrong})
    like = city.made(theme, slot, stem=city.stem_like(name.stem), pattern=pattern)
    _tell_often(teller, teller.about(theme, city.estate(), scene, **{slot: like}), day, 2)


def lines(teller: Teller) -> None:
    """Riders of two lines on one road, whose numbers differ by a digit."""
    scene, city = teller.scene("lines"), teller.city
    theme, estate, day = city.phrases.themes["bus"], city.new_estate(), teller.some_time(until=1_000)
    for _ in range(2):
        _tell_often(teller, teller.about(theme, estate, scene, line=city.new_line()), day, 3)


def firms(teller: Teller) -> None:
    """Customers of two firms of one trade."""
    scene, city = teller.scene("firms"), teller.city
    theme = city.phrases.themes[teller.chance.choice(("refund", "fraud"))]
    estate, day, pattern = (
        city.estate(),
        teller.some_time(until=1_000),
        teller.chance.randrange(len(theme.makes["firm"])),
    )
    for _ in range(2):
        name = city.made(theme, "firm", pattern=pattern)
        _tell_often(teller, teller.about(theme, estate, scene, firm=name), day, 3)


def phases(teller: Teller) -> None:
    """Owners of two phases of one estate about the same."""
    scene, estate, day = teller.scene("phases"), teller.city.new_estate(), teller.some_time(until=1_000)
    theme = teller.city.phrases.themes[teller.chance.choice(("unfinished", "certificate", "presale", "lift"))]
    for number in (1, 2):
        of_phase = replace(estate, name=phase(estate.name, number))
        _tell_often(teller, teller.about(theme, of_phase, scene), day, 3)


def crowd(teller: Teller) -> None:
    """Many petitioners about one matter, each in other words."""
    scene, chance, day = teller.scene("crowd"), teller.chance, teller.some_time(until=900)
    theme = chance.choice(teller.city.phrases.at("estate", "none"))
    matter = teller.about(theme, teller.city.new_estate(), scene)
    _tell_often(teller, matter, day, chance.randint(7, 16), days=150)


def few(teller: Teller) -> None:
    """Two to four petitioners about one matter."""
    scene, day = teller.scene("few"), teller.some_time(until=900)
    matter = teller.about(_any_theme(teller), teller.city.new_estate(), scene)
    _tell_often(teller, matter, day, teller.chance.randint(2, 4), days=120)


# -- what they share -----------------------------------------------------------------------------


def _tell_often(teller: Teller, matter: Matter, day: dt.datetime, count: int, *, days: int = 60) -> None:
    """By so many people, each in words of their own, by whatever channel."""
    for channel in teller.chance.choices(list(_BY), list(_BY.values()), k=count):
        teller.tell(matter, teller.later(day, 0, days), channel=channel)


def _of_estates(teller: Teller) -> Theme:
    return teller.chance.choice(teller.city.phrases.at("estate"))


def _any_theme(teller: Teller) -> Theme:
    return teller.chance.choice(teller.city.phrases.at("estate", "building", "road"))
