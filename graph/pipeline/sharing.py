"""Values that several use: what does not count, who shares it, and whose a number is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from graph.errors import BadValue
from graph.identity.evidence import Evidence
from graph.identity.numbers import identity_number
from graph.identity.partial import read_telephone
from graph.identity.spread import MOST, Bounds, Discounts, discounts_among, number_key, telephone_key
from graph.ids import kind_of
from graph.masking import mask
from graph.model import Mention, Place
from graph.pipeline.reading import Progress, get_all, silent
from graph.pipeline.resolving import ResolveReport, resolve
from graph.pipeline.settings import keep_settings, settings_of
from graph.pipeline.together import stated_by_people
from graph.store import EVERYTHING, Reader, Store
from graph.store.questions import MENTIONS_AT, MENTIONS_WITH_KEYS


@dataclass(frozen=True, slots=True)
class Shared:
    """A value that says nothing about some who state it."""

    kind: str
    """Chinese: 电话, 账号, 身份证号, 住址."""
    value: str
    """Masked; of a dwelling its full name."""
    names: tuple[str, ...]
    """Of those for whom it does not count, the most frequent first."""
    records: tuple[str, ...]
    """Their record numbers, sorted."""
    owner: str
    """Whose number it is, by name; empty: nobody's, it counts for none."""


def shared_values(store: Reader, *, bounds: Bounds | None = None, progress: Progress = silent) -> tuple[Shared, ...]:
    """Every value that does not count, the most used first."""
    everyone = stated_by_people(store, progress)
    discounts = discounts_among(everyone, bounds or Bounds(), decided=settings_of(store).decided)
    found = list(_crowds(everyone, discounts))
    known = get_all(store, {each.mention for _, _, users, _ in found for each in users}, Mention)
    places = get_all(store, discounts.units, Place)
    told = (
        Shared(
            kind,
            places[value].full_name if value in places else mask(value),
            tuple(dict.fromkeys(each.name.text for each in _by_frequency(users) if each.name.text)),
            tuple(sorted(known[each.mention].record for each in users if each.mention in known)),
            owner,
        )
        for kind, value, users, owner in found
    )
    return tuple(sorted(told, key=lambda each: (-len(each.records), each.kind, each.value)))


_Crowd = tuple[str, str, list[Evidence], str]


def _crowds(everyone: list[Evidence], discounts: Discounts) -> Iterator[_Crowd]:
    """Kind, value, those for whom it does not count, and its owner's name."""
    for kind, values, of in (
        ("电话", discounts.telephones, lambda each: each.telephones),
        ("账号", discounts.accounts, lambda each: each.accounts),
        ("住址", discounts.units, lambda each: (each.unit,)),
    ):
        yield from ((kind, value, users, "") for value, users in _users(everyone, of, values).items())
    numbers = {each.number for each in everyone if each.mention in discounts.foreign and each.number}
    for number, users in _users(everyone, lambda each: (each.number or "",), numbers).items():
        foreign = [each for each in users if each.mention in discounts.foreign]
        own = [each.name.text for each in users if each.mention not in discounts.foreign and each.name.text]
        yield "身份证号", number, foreign, max(own, key=own.count, default="")


def _users(
    everyone: Iterable[Evidence], of: Callable[[Evidence], Iterable[str]], values: Iterable[str]
) -> dict[str, list[Evidence]]:
    wanted = frozenset(values)
    users: defaultdict[str, list[Evidence]] = defaultdict(list)
    for each in everyone:
        for value in of(each):
            if value in wanted:
                users[value].append(each)
    return users


def _by_frequency(users: list[Evidence]) -> list[Evidence]:
    count = Counter(each.name.text for each in users)
    return sorted(users, key=lambda each: (-count[each.name.text], each.name.text))


# -- what a person decides -----------------------------------------------------------------------


def decide(store: Store, value: str, counts: bool | None, *, by: str, why: str) -> ResolveReport:
    """Say whether a telephone, an identity number or a place (its id) counts, and resolve those who state it.

    None: nobody has decided, its users show it, as before. Kept as a version of the settings, by the value's key and
    not the value. Raises BadValue for what is none of the three.
    """
    key = _key(value)
    before = settings_of(store)
    decided = {known: answer for known, answer in before.decided.items() if known != key}
    if counts is not None:
        decided[key] = counts
    keep_settings(store, replace(before, decided=decided), by=by, why=why)
    return resolve(store, by=by, mentions=_who_states(store, key))


def _key(value: str) -> str:
    if value.startswith("place-") and kind_of(value) == "place":
        return value
    if (number := identity_number(value)) is not None:
        return number_key(number)
    if telephone := read_telephone(value).full:
        return telephone_key(telephone)
    raise BadValue(value=mask(value), field="共用的值", reason="应是完整的电话、有效的身份证号，或地点的编号")


def _who_states(store: Reader, key: str) -> list[str]:
    if key.startswith("place-"):
        return [row.mention for row in store.ask(MENTIONS_AT, ids=[key], most=MOST, scope=EVERYTHING)]
    return [row.mention for row in store.ask(MENTIONS_WITH_KEYS, keys=[key], most=None, scope=EVERYTHING)]
