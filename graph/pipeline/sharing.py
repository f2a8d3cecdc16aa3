"""Values that several use: what does not count, who shares it, and whose a number is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph.identity.evidence import Evidence
from graph.identity.spread import Bounds, Discounts, discounts_among
from graph.masking import mask
from graph.model import Mention, Place
from graph.pipeline.reading import Progress, get_all, silent
from graph.pipeline.together import stated_by_people
from graph.store import Reader


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
    discounts = discounts_among(everyone, bounds or Bounds())
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
