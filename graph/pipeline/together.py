"""Which mentions have to be resolved together: those that equal keys, judgements or a present person tie, however far.

Ids alone are held, so that a million mentions can be resolved a portion at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from graph.identity.keys import JOINING
from graph.ids import kind_of
from graph.model import Judgement
from graph.store import EVERYTHING, Question, Reader
from graph.store.questions import MENTION_IDS, SHARED_KEYS, OneId

_PAGE = 50_000
_HEX = "0123456789abcdefg"
"""Keys are hexadecimal behind their letter; `g` ends the last sixteenth."""


def portions_of(store: Reader, judgements: Iterable[Judgement], *, size: int) -> Iterator[list[str]]:
    """Every mention, in portions of about `size` of which none is tied to one in another portion."""
    ties = _Ties()
    for a, b in _tied(store, judgements):
        ties.tie(a, b)
    groups = ties.groups()
    portion: list[str] = []
    for id in ids_of(store, MENTION_IDS):
        root = ties.root(id)
        if root is None:
            portion.append(id)
        elif root in groups:
            portion += groups.pop(root)
        if len(portion) >= size:
            yield portion
            portion = []
    if portion:
        yield portion


def ids_of(store: Reader, question: Question[OneId]) -> Iterator[str]:
    """Every id that a question gives page by page, in their order."""
    after = ""
    while page := store.ask(question, after=after, first=_PAGE, scope=EVERYTHING):
        yield from (row.id for row in page)
        after = page[-1].id


def _tied(store: Reader, judgements: Iterable[Judgement]) -> Iterator[tuple[str, str]]:
    for kind in JOINING:
        for low, high in pairwise(_HEX):
            rows = store.ask(SHARED_KEYS, low=kind + low, high=kind + high, scope=EVERYTHING)
            yield from ((one.mention, other.mention) for one, other in pairwise(rows) if one.key == other.key)
    yield from ((each.a, each.b) for each in judgements)
    first: dict[str, str] = {}
    for edge in store.scan_edges("refers_to", scope=EVERYTHING):
        if kind_of(edge.target) == "person":
            yield first.setdefault(edge.target, edge.source), edge.source


class _Ties:
    """Sets of ids that grow together; an id that nothing ties is in none."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def tie(self, a: str, b: str) -> None:
        """Make the sets of these two one."""
        if a == b:
            return
        one, other = (self.root(each) or each for each in (a, b))
        low, high = min(one, other), max(one, other)
        self._parent.setdefault(low, low)
        self._parent[high] = low

    def root(self, id: str) -> str | None:
        """The id that stands for the set of `id`; None when it is in none."""
        parent = self._parent
        if id not in parent:
            return None
        while parent[id] != id:
            parent[id] = id = parent[parent[id]]
        return id

    def groups(self) -> dict[str, list[str]]:
        """The sets by the id that stands for each."""
        found: dict[str, list[str]] = {}
        for id in self._parent:
            found.setdefault(self.root(id) or id, []).append(id)
        return found
