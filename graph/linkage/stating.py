"""Signals of what texts say of other cases: one names the other's number, the later one says that it comes again."""

from __future__ import annotations

from collections.abc import Iterator

from graph.linkage.pairs import Pair
from graph.linkage.reason import Reason
from graph.linkage.references import Reference, again_in, reference_to, text_of
from graph.masking import mask_text
from graph.model import Case

REFERENCE = 6.0
"""A clerk wrote the number down: more than one person in both, less than a judgement."""
AGAIN = 0.5
"""Support alone: it does not say which case came before."""


def stated_reference(pair: Pair) -> Iterator[Reason]:
    """One of the two names the other's number, by the channel of the other where it names one."""
    for says, named in ((pair.a, pair.b), (pair.b, pair.a)):
        found = reference_to(says, named)
        if found is not None:
            ends = {says.id: found.words, named.id: named.number}
            left, right = (mask_text(ends[each.id]) for each in (pair.a, pair.b))
            yield Reason("stated_reference", REFERENCE, left, right, _sentence(says, found))
            return


def says_again(pair: Pair) -> Iterator[Reason]:
    """The later one says that it was brought before."""
    words = again_in(text_of(pair.later))
    if words and pair.days is not None:
        left, right = (
            mask_text(words) if each is pair.later else str(each.received_at)[:10] for each in (pair.a, pair.b)
        )
        yield Reason("says_again", AGAIN, left, right, mask_text(f"后一件写明“{words}”"))


def _sentence(says: Case, reference: Reference) -> str:
    return mask_text(f"{says.number} 写明“{reference.words}”")
