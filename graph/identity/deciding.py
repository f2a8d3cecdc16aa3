"""Of very many mentions those by which `spread` finds what does not count: the others need never be objects at once.

A value that counts for a few of one name counts whoever else is looked at; so it is enough to look at those who use a
value of several names, and at those whom these may be taken for.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from graph.identity.evidence import Evidence
from graph.identity.names import Form
from graph.identity.spread import MOST, Bounds, number_key, telephone_key

_Digests = NDArray[np.int64]


def deciding(everyone: Collection[Evidence], bounds: Bounds, *, decided: Mapping[str, bool]) -> list[Evidence]:
    """Those from whom `discounts_among` comes to the same as from `everyone`, in their order."""
    spread = Spread(bounds, decided)
    for each in everyone:
        spread.note(each)
    return spread.deciding(everyone)


class _Uses:
    """Who uses which value, under which name: digests, some bytes a use."""

    def __init__(self) -> None:
        self._values, self._names, self._users = array("q"), array("q"), array("i")

    def note(self, value: str, name: int, user: int) -> None:
        self._values.append(hash(value))
        self._names.append(name)
        self._users.append(user)

    @property
    def values(self) -> _Digests:
        return np.array(self._values, np.int64)

    def of_more(self, than: int, *, users: int | None = None) -> _Digests:
        """The values of more names than these, or of more users; 0 is no name."""
        values, names = self.values, np.array(self._names, np.int64)
        order = np.lexsort((names, values))
        values, names = values[order], names[order]
        new = np.append(True, (values[1:] != values[:-1]) | (names[1:] != names[:-1])) if len(values) else names != 0
        found, counts = np.unique(values[new & (names != 0)], return_counts=True)
        wanted = found[counts > than]
        if users is not None:
            found, counts = np.unique(values, return_counts=True)
            wanted = np.union1d(wanted, found[counts > users])
        return wanted

    def users_of(self, values: Collection[int] | _Digests) -> set[int]:
        """Who uses one of these."""
        wanted = np.array(sorted(values), np.int64)
        return set(np.array(self._users, np.int32)[np.isin(self.values, wanted)].tolist())

    def values_of(self, users: Collection[int]) -> _Digests:
        """What these use."""
        return np.unique(self.values[np.isin(np.array(self._users, np.int32), np.array(sorted(users), np.int32))])


class Spread:
    """How far values are spread over names."""

    def __init__(self, bounds: Bounds, decided: Mapping[str, bool]) -> None:
        self._bounds = bounds
        self._decided = decided
        self._telephones, self._accounts, self._units = _Uses(), _Uses(), _Uses()
        self._numbers, self._contacts = _Uses(), _Uses()
        self._doubtful: set[int] = set()
        """Numbers beside which somebody states another sex or birth date."""
        self._chosen: set[int] = set()
        self._count = 0

    def note(self, evidence: Evidence) -> None:
        """The next one."""
        user, self._count = self._count, self._count + 1
        full = evidence.name.form is Form.FULL
        name = hash(evidence.sound or evidence.name.text) if full else 0
        for uses, values in (
            (self._telephones, evidence.telephones),
            (self._accounts, evidence.accounts),
            (self._units, (evidence.unit,) if evidence.unit else ()),
        ):
            for value in values:
                uses.note(value, name, user)
        if evidence.number is not None:
            self._note_number(evidence, evidence.number, hash(evidence.name.text) if full else -user - 1, user)
        if self._decided and not self._decided.keys().isdisjoint(_keys(evidence)):
            self._chosen.add(user)

    def _note_number(self, evidence: Evidence, number: str, name: int, user: int) -> None:
        """Of a number a name that is not full is one of its own: nobody knows whose it is."""
        self._numbers.note(number, name, user)
        for line in evidence.telephones:
            self._contacts.note(f"{evidence.name.text} {line}", 1, user)
        if evidence.number_contradicted:
            self._doubtful.add(hash(number))

    def deciding(self, everyone: Iterable[Evidence]) -> list[Evidence]:
        """Those who decide, of `everyone` who was noted, in their order."""
        chosen = self._places()
        return [each for place, each in enumerate(everyone) if place in chosen] if chosen else []

    def _places(self) -> set[int]:
        bounds = self._bounds
        few = min(bounds.telephone, bounds.scattered)
        sharing = self._numbers.users_of({*self._numbers.of_more(1).tolist(), *self._doubtful})
        return (
            self._chosen
            | sharing
            | self._contacts.users_of(self._contacts.values_of(sharing))
            | self._telephones.users_of(self._telephones.of_more(few, users=MOST))
            | self._accounts.users_of(self._accounts.of_more(bounds.account))
            | self._units.users_of(self._units.of_more(bounds.unit, users=MOST))
        )


_KEYS: tuple[Callable[[Evidence], Iterator[str]], ...] = (
    lambda each: map(telephone_key, each.telephones),
    lambda each: iter(each.accounts),
    lambda each: iter((each.unit,)),
    lambda each: iter((number_key(each.number),) if each.number else ()),
)


def _keys(evidence: Evidence) -> Iterator[str]:
    """By what a person may have decided whether its values count."""
    for keys in _KEYS:
        yield from keys(evidence)
