"""What identity came to, by the sources' record numbers: for measuring it against a truth."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph.model import Mention
from graph.pipeline.reading import chunks
from graph.store import EVERYTHING, Reader

_CERTAIN = "certain"


@dataclass(frozen=True, slots=True)
class Found:
    """Whom the store takes each record for."""

    cluster: dict[str, str]
    """By record: the id of its person or organisation, or of its mention where it refers to nobody."""
    mention: dict[str, str]
    """By record: the id of its mention."""
    reason: dict[str, str]
    """By record: why it was put there, in Chinese, where the store says so."""
    repeated: frozenset[str]
    """Record numbers that several mentions bear, as two sources may give one number. They stand nowhere else."""


def found_in(store: Reader, *, certain: bool = False) -> Found:
    """Whom every mention of `store` refers to; with `certain`, one that was joined with less stands alone."""
    refers = {
        each.source: each
        for each in store.scan_edges("refers_to", scope=EVERYTHING)
        if not certain or each.certainty == _CERTAIN
    }
    mention: dict[str, str] = {}
    repeated: set[str] = set()
    for each in store.scan("mention", scope=EVERYTHING):
        if mention.setdefault(each.record, each.id) != each.id:
            repeated.add(each.record)
    for record in repeated:
        del mention[record]
    cluster = {record: refers[id].target if id in refers else id for record, id in mention.items()}
    reason = {record: refers[id].reason for record, id in mention.items() if id in refers}
    return Found(cluster, mention, reason, frozenset(repeated))


def mentions_of_records(store: Reader, found: Found, records: Collection[str]) -> dict[str, Mention]:
    """The mentions of these records, which are all of `found`."""
    ids = {found.mention[each]: each for each in records}
    return {
        ids[each.id]: each
        for some in chunks(sorted(ids))
        for each in store.get(some, scope=EVERYTHING)
        if isinstance(each, Mention)
    }
