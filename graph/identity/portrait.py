"""A person as their mentions tell it: which record says what, where they lived when, and what does not agree."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.identity.evidence import Evidence, evidence_of
from graph.identity.likeness import likeness
from graph.identity.names import Form
from graph.identity.partial import sex_shown
from graph.masking import mask, mask_text
from graph.model import Mention
from graph.vocabulary import VOCABULARY

STATED = ("name", "sex", "birth_date", "identity_number", "telephones", "address")
"""The fields of a mention that say who someone is, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A value, and who states it."""

    field: str
    """One of `STATED`."""
    value: str
    """As stated; a code or an ISO date where the field holds one. Not masked."""
    mentions: tuple[Mention, ...]
    """By day, then by id."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A tenure as one mention states it."""

    mention: str
    place: str
    tenure: str
    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Home:
    """A place with all that is stated of a person's time there."""

    place: str
    tenure: str
    since: dt.date | None
    """The first day that is stated; None: none is."""
    until: dt.date | None
    """The last day, as the latest statement with a period has it; None: it lasts, or nobody says."""
    first_stated: dt.date | None
    """When records first and last speak of it."""
    last_stated: dt.date | None
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something that cannot all be so."""

    sentence: str
    """Chinese, numbers masked."""
    mentions: tuple[str, ...]
    """Who states it, by id."""


def statements(mentions: Iterable[Mention]) -> tuple[Statement, ...]:
    """Every value that is stated, by field, the most frequent first."""
    said: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    for each in sorted(mentions, key=_by_day):
        for field in STATED:
            for value in _values(each, field):
                said[field, value].append(each)
    order = sorted(said, key=lambda key: (STATED.index(key[0]), -len(said[key]), key[1]))
    return tuple(Statement(*key, tuple(said[key])) for key in order)


def _by_day(mention: Mention) -> tuple[dt.date, str]:
    return mention.stated_on or dt.date.min, mention.id


def _values(mention: Mention, field: str) -> Iterator[str]:
    value = getattr(mention, field)
    for each in dict.fromkeys(value) if isinstance(value, tuple) else (value,):
        if each:
            yield each.isoformat() if isinstance(each, dt.date) else each


# -- where they lived ----------------------------------------------------------------------------


def homes(mentions: Iterable[Mention], stays: Iterable[Stay]) -> tuple[Home, ...]:
    """Where a person lived, owned or rented, the latest stated first."""
    day = {each.id: each.stated_on for each in mentions}
    by_home: defaultdict[tuple[str, str], list[Stay]] = defaultdict(list)
    for each in sorted(stays, key=lambda stay: (day.get(stay.mention) or dt.date.min, stay.mention)):
        by_home[each.place, each.tenure].append(each)
    found = [_home(*key, some, [on for each in some if (on := day.get(each.mention))]) for key, some in by_home.items()]
    return tuple(sorted(found, key=lambda each: (-(each.last_stated or dt.date.min).toordinal(), each.place)))


def _home(place: str, tenure: str, stays: Sequence[Stay], days: Sequence[dt.date]) -> Home:
    periods = [each for each in stays if each.since or each.until]
    return Home(
        place=place,
        tenure=tenure,
        since=min((each.since for each in periods if each.since), default=None),
        until=periods[-1].until if periods else None,
        first_stated=min(days, default=None),
        last_stated=max(days, default=None),
        mentions=tuple(sorted({each.mention for each in stays})),
    )


# -- what does not agree -------------------------------------------------------------------------


def contradictions(mentions: Iterable[Mention]) -> tuple[Contradiction, ...]:
    """What the mentions of one person state that cannot all be so, the gravest first."""
    ordered = sorted(mentions, key=_by_day)
    known = [(each, evidence_of(each)) for each in ordered]
    return (*_numbers(known), *_names(known), *_sexes(ordered), *_births(ordered), *_foreign(known))


_Known = Sequence[tuple[Mention, Evidence]]


def _numbers(known: _Known) -> Iterator[Contradiction]:
    valid = [(each, read.number) for each, read in known if read.number]
    if len({number for _, number in valid}) > 1:
        told = "、".join(dict.fromkeys(mask(number) for _, number in valid))
        yield _of(f"记录中有几个不同的有效身份证号（{told}），至多一个是本人的", (each for each, _ in valid))


def _names(known: _Known) -> Iterator[Contradiction]:
    full = [(each, read) for each, read in known if read.name.form is Form.FULL]
    if not full:
        return
    count = Counter(read.name.text for _, read in full)
    chosen = min(full, key=lambda item: (-count[item[1].name.text], item[1].name.text))
    unlike = [(each, read) for each, read in full if not likeness(chosen[1], read).agrees]
    for text in dict.fromkeys(read.name.text for _, read in unlike):
        who = (each for each, read in (chosen, *unlike) if read.name.text in (text, chosen[1].name.text))
        yield _of(f"记录中的姓名不同（“{mask_text(chosen[1].name.text)}”、“{mask_text(text)}”）", who)


def _sexes(mentions: Sequence[Mention]) -> Iterator[Contradiction]:
    stated = [each for each in mentions if each.sex in ("1", "2")]
    if len({each.sex for each in stated}) > 1:
        told = "、".join(f"{VOCABULARY.label('sex', sex)} {n} 条" for sex, n in _counted(each.sex for each in stated))
        yield _of(f"记录中的性别不同（{told}）", stated)


def _births(mentions: Sequence[Mention]) -> Iterator[Contradiction]:
    stated = [each for each in mentions if each.birth_date]
    days = _counted(each.birth_date.isoformat() for each in stated if each.birth_date)
    if len(days) > 1:
        yield _of(f"记录中的出生日期不同（{'、'.join(f'{day} {n} 条' for day, n in days)}）", stated)


def _foreign(known: _Known) -> Iterator[Contradiction]:
    """Numbers that are not their own, as far as one record says, and numbers that are nobody's."""
    for each, read in known:
        if read.number and read.number_contradicted:
            says = "性别" if read.stated_sex and read.stated_sex != sex_shown(read.number) else "出生日期"
            yield _of(
                f"记录 {mask_text(each.record)} 的{says}与身份证号（{mask(read.number)}）不符，号码可能不是本人的",
                (each,),
            )
        elif read.number_stated:
            yield _of(f"记录 {mask_text(each.record)} 的身份证号（{mask(read.number_stated)}）有误，不能作数", (each,))


def _counted(values: Iterable[str | None]) -> list[tuple[str, int]]:
    counted = Counter(each for each in values if each is not None)
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def _of(sentence: str, mentions: Iterable[Mention]) -> Contradiction:
    return Contradiction(sentence, tuple(sorted({each.id for each in mentions})))
