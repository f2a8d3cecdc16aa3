"""Who is meant, and what a careful clerk could tell of it from the rows alone.

A clerk goes by *clues*: a value or several that a row states, as “this telephone and this full name” or “this dwelling
and this name”. A clue decides when no two people's rows give it. Two rows of a person are decidable when a chain of
rows leads from one to the other, each sharing a clue that decides with the next. Telephones of officers, companies and
agents and placeholders are no clues. A spouse's number hides what else a row says, unless it can be seen to be
another's: other rows give it with the spouse's name, or the stated sex is not that of the number.

A row with no clue that decides can be told from nobody: what becomes of it is nobody's fault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from bench.residents import forms
from bench.residents.addresses import DOOR, UNIT
from bench.residents.mentions import Mention

Clue = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """What a clerk can tell."""

    group: dict[str, str]
    """Of each record its decidable group: two of one person and one group are decidably one. Empty: the row gives no
    clue that decides, so it is in no group.
    """
    direct: dict[str, tuple[str, ...]]
    """Records that share a deciding clue with each, the earliest first, at most `_NEAR`."""


_NEAR = 12


def truth_of(mentions: Sequence[Mention]) -> Truth:
    """What a clerk can tell of these."""
    users: defaultdict[Clue, list[Mention]] = defaultdict(list)
    owned = {each.full_number for each in mentions if each.said and each.full_number == each.person.number}
    for each in mentions:
        for clue in dict.fromkeys(clues(each)):
            if clue[0] == "number" or not _hides(each, owned):
                users[clue].append(each)
    parent = {each.record: each.record for each in mentions}
    near: defaultdict[str, dict[str, None]] = defaultdict(dict)
    told: set[str] = set()
    for some in users.values():
        if len({each.person.key for each in some}) > 1:
            continue
        told.update(each.record for each in some)
        for one, other in pairwise(some):
            parent[_root(parent, one.record)] = _root(parent, other.record)
            for a, b in ((one, other), (other, one)):
                if len(near[a.record]) < _NEAR:
                    near[a.record][b.record] = None
    return Truth(
        {each.record: _root(parent, each.record) if each.record in told else "" for each in mentions},
        {record: tuple(some) for record, some in near.items()},
    )


def _root(parent: dict[str, str], record: str) -> str:
    while parent[record] != record:
        parent[record] = record = parent[parent[record]]
    return record


def _hides(mention: Mention, owned: Set[str]) -> bool:
    """Whether its number is another's, and nothing shows it."""
    if "spouse_number" not in mention.kinds or mention.full_number in owned:
        return False
    return mention.sex != mention.person.sex


def clues(mention: Mention) -> Iterator[Clue]:
    """Every clue that the row gives."""
    names = list(_names(mention))
    if number := mention.full_number:
        yield ("number", number)
        yield from (("number", number, *name) for name in [*names, *_surnames(mention)])
    if telephone := mention.full_telephone:
        yield from (("telephone", telephone, *name) for name in [*names, *_surnames(mention)])
        if mention.home is not None and mention.address.level == UNIT:
            yield ("telephone", telephone, str(mention.home))
    if mention.home is not None and mention.address.level in (UNIT, DOOR):
        yield from (("door", *map(str, mention.home.house), mention.home.room, *name) for name in names)
    if mention.home is not None and mention.address.level == UNIT:
        yield from (("dwelling", str(mention.home), *name) for name in names)
    for part in (*_parts_of_number(mention), *_parts_of_telephone(mention)):
        yield from ((*part, *name) for name in names)


def _names(mention: Mention) -> Iterator[Clue]:
    """A full name, what it sounds like, what it looks like."""
    if mention.said:
        yield ("name", mention.said)
        yield ("sound", forms.sound(mention.said))
        yield from (("shape", each) for each in forms.shapes(mention.said))


def _surnames(mention: Mention) -> Iterator[Clue]:
    """The surname, and with it the sex where the row tells it."""
    family = mention.title or (mention.said[: len(mention.person.surname)] if mention.person.surname else "")
    if not family:
        return
    yield ("surname", family)
    sex = mention.sex or forms.sex_of_title(mention.name)
    if sex:
        yield ("surname", family, sex)


def _parts_of_number(mention: Mention) -> Iterable[Clue]:
    pattern = mention.full_number or mention.number_pattern
    if pattern and "*" not in pattern[6:14]:
        yield ("birth", pattern[6:14])
    if pattern and "*" not in pattern[-4:]:
        yield ("end", pattern[-4:])


def _parts_of_telephone(mention: Mention) -> Iterable[Clue]:
    pattern = mention.full_telephone or mention.telephone_pattern
    if len(pattern) == 11 and "*" not in pattern[:3] + pattern[-4:]:
        yield ("telephone's ends", pattern[:3], pattern[-4:])
