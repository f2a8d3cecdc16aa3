"""Which mentions of a profile are worth comparing: digests of two or three values together, kept on the mention.

A key of more users than its bound finds nobody, so that a common name costs nothing and is found by what stands
beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import product

from graph.identity.compared.facts import Facts
from graph.identity.compared.profile import Comparator, columns_of, digest_of, profile_of_text

LETTER = "c"
"""The first letter of these keys; see `keys.KeyKind`."""
_BITS = 9
_LONG_WORD = 4


def keys_of_facts(facts: Facts) -> tuple[str, ...]:
    """The keys of what is stated, sorted."""
    profile = digest_of(facts.profile)
    return tuple(sorted({_digest(profile, *each) for each in _pairs(facts)}))


def _digest(profile: str, rule: str, *values: str) -> str:
    text = "\x1f".join((profile, rule, *values))
    return LETTER + hashlib.blake2b(text.encode(), digest_size=_BITS).hexdigest()


def _pairs(facts: Facts) -> Iterator[tuple[str, ...]]:
    values = facts.values
    stated = profile_of_text(facts.profile)
    places = {column: f"c{at}" for at, column in enumerate(stated)}

    def of(*kinds: Comparator) -> list[str]:
        """The fields of these comparators in which something is stated."""
        found = (places[each] for each in columns_of(stated, *kinds))
        return [each for each in found if values[each] is not None]

    form, family = values.get("form"), values.get("family")
    names = [each for each in (form, family) if each]
    days, codes, texts = of(Comparator.DATE), of(Comparator.POSTCODE), of(Comparator.TEXT)
    for field in of(Comparator.IDENTIFIER):
        yield "number", field, values[field]
    if form and family:
        yield "names", *sorted((form, family))
        yield "starts", values["given"][:3], family[:4]
    for name, field in product(names, (*days, *codes)):
        yield "name", field, name, values[field]
    for name, field in product(names, codes):
        yield "near", field, name, values[f"{field}_district"]
    for day, text in product(days, texts):
        yield "place", day, text, values[day], values[text]
    for day, code in product(days, codes):
        yield "district", day, code, values[day], values[f"{code}_district"]
    for day in days:
        year = str(values[f"{day}_year"])
        if form and family:
            yield "year", day, year, form[:2], family[:2]
        words = {each for each in values.get("words") or () if len(each) >= _LONG_WORD} - {values.get("given"), form}
        yield from (("word", day, year, each) for each in words)
