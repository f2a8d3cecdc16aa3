"""What a store is, verb by verb, whichever engine is behind it.

Common to every verb
- Ids. An id that a merge retired is followed to the id that answers now. An id that does not exist and an id
  outside the reader's scope look the same. A text that is no id raises BadId.
- Repeated ids are answered as often as they are asked; answers stand in the order of what was asked.
- Many at once. A verb takes any number of ids in one call: on a server that is one round trip.
- Scope. Every read takes the reader's `Scope`; what lies outside is absent, at most a count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar

from graph.errors import WrongEnd
from graph.ids import kind_of
from graph.model import Edge, Node
from graph.schema import shape_of
from graph.store.questions import Question, Row

N = TypeVar("N", bound=Node)

Direction = Literal["out", "in", "both"]
Op = Literal["eq", "ne", "in", "lt", "le", "gt", "ge", "has", "contains", "null"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows a reader may see: those that are public or visible to one of `areas`.

    `areas` are ids of communities, grids, organisations and case teams; None means every row.
    An edge is seen when both its ends are.
    """

    areas: frozenset[str] | None

    @classmethod
    def of(cls, *areas: str) -> Scope:
        """The scope of a reader of these areas; of none: public rows only."""
        return cls(frozenset(areas))

    def allows(self, node: Node) -> bool:
        """Whether a reader of this scope may see `node`."""
        return self.areas is None or node.PUBLIC or not self.areas.isdisjoint(node.visible_to) or "*" in node.visible_to


EVERYTHING = Scope(None)


class EdgeKey(NamedTuple):
    """What makes an edge the one that it is."""

    type: str
    source: str
    target: str
    key: str
    """The values of its `KEY` fields, joined by `|`; empty when it has none."""


def edge_key(edge: Edge) -> EdgeKey:
    """The key of `edge`; a symmetric edge has the same key from either end."""
    source, target = edge.source, edge.target
    if edge.SYMMETRIC and source > target:
        source, target = target, source
    key = "|".join([_text(getattr(edge, each)) for each in edge.KEY]) if edge.KEY else ""
    return EdgeKey(edge.TYPE, source, target, key)


def _text(value: object) -> str:
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return "" if value is None else str(value)


# -- what is asked -------------------------------------------------------------------------------


class Filter(NamedTuple):
    """A condition on a field of a node.

    `has`: a tuple field holds the value. `contains`: a text field holds it, case as it is. `null`: the value is
    True or False. `in` takes a sequence, an empty one matches nothing. The others compare; None in the record
    never matches, except under `ne`, which holds for None when the value is not None.
    """

    field: str
    op: Op
    value: Any


class Order(NamedTuple):
    """Sort by a field; None comes first ascending, last descending. The id breaks ties, ascending."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question of `neighbours`: the links of each of `ids`."""

    ids: Sequence[str]
    types: Sequence[str] | None = None
    """Edge types; None: all but those of provenance."""
    direction: Direction = "both"
    kinds: Sequence[str] | None = None
    """Kinds of node at the other end; None: all."""
    limit: int = 50
    """Links for each id, 0 for the counts alone."""
    skip: int = 0
    """Links to pass over for each id, for the next page."""


# -- what is answered ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[N]):
    """One page of `find`."""

    nodes: tuple[N, ...]
    more: bool
    """Whether a page follows."""
    cursors: tuple[str, ...]
    """One for each node, to go on after it."""
    total: int | None
    """How many match in all; None when it was not asked for."""


@dataclass(frozen=True, slots=True)
class Link:
    """An edge, seen from one end, and the node at the other."""

    edge: Edge
    node: Node
    forward: bool
    """True: the edge starts at the node that was asked about."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The links of one node in the order of (edge type as in EDGES, other end's id, forward first, key)."""

    links: tuple[Link, ...]
    total: int
    """Links within the scope, beyond the limit too; hidden ones are not in it. A loop is one link."""
    hidden: int
    """Links that the ask means and whose other end the reader may not see."""


Absent: Neighbours = Neighbours((), 0, 0)
"""The neighbours of an id that is absent or out of scope."""


@dataclass(frozen=True, slots=True)
class Around:
    """Everything within some hops of a few nodes, as a skeleton: no properties."""

    nodes: Mapping[str, int]
    """Id to distance in hops, nearest first, then by id."""
    edges: tuple[tuple[str, str, str], ...]
    """(source, type, target) between those nodes, sorted, each once."""
    cut: Mapping[str, int]
    """Id to the number of links that `limit` left out there: of a start those beyond it, of a node further out all,
    walked
    through none. What `most` or `depth` left out is not in it."""
    hidden: Mapping[str, int]
    """Id to the number of links that the scope hides there."""


@dataclass(frozen=True, slots=True)
class Path:
    """A shortest way between two nodes."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    """One fewer than the nodes; each joins its two neighbours, in either direction."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that search found."""

    node: Node
    in_title: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a change did. `seq` is None when it changed nothing: then the journal has no entry either."""

    seq: int | None
    at: dt.datetime | None
    inserted: int
    updated: int
    deleted: int
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record in the journal: what it was before a change, and after."""

    seq: int
    at: dt.datetime
    """UTC, with zone."""
    by: str
    why: str
    before: Node | Edge | None
    """None: it was created."""
    after: Node | Edge | None
    """None: it was deleted."""


# -- the verbs -----------------------------------------------------------------------------------


class Reader(Protocol):
    """The reads: of a store as it is, or of one as it was."""

    @property
    def url(self) -> str:
        """Where it is, without a password."""
        ...

    def get(self, ids: Sequence[str], *, scope: Scope) -> list[Node | None]:
        """The nodes of these ids; None for one that is absent. No ids: an empty list."""
        ...

    def find(
        self,
        kind: str,
        where: Sequence[Filter] = (),
        *,
        order: Sequence[Order] = (),
        first: int = 50,
        after: str | None = None,
        total: bool = False,
        scope: Scope,
    ) -> Page[Any]:
        """A page of the nodes of `kind` that all of `where` match, by `order`, then by id.

        `after` is a cursor of an earlier page of the same question; `first` 0 gives the total alone. Raises
        UnknownKind, UnknownField, BadFilter,
        BadCursor.
        """
        ...

    def scan(self, kind: str, where: Sequence[Filter] = (), *, scope: Scope) -> Iterator[Any]:
        """Every node of `kind` that matches, by id, streamed from one snapshot."""
        ...

    def scan_edges(self, type: str, *, scope: Scope) -> Iterator[Any]:
        """Every edge of `type`, by (source, target, key), streamed from one snapshot."""
        ...

    def count(self, kind: str, where: Sequence[Filter] = (), *, by: str | None = None, scope: Scope) -> dict[Any, int]:
        """How many nodes match: under None when `by` is None, else for each value of that field that occurs,
        None among them.
        """
        ...

    def neighbours(self, asks: Sequence[Ask], *, scope: Scope) -> list[list[Neighbours]]:
        """For each ask, for each of its ids, the links; `Absent` for an id that is absent. One call, one round trip."""
        ...

    def edges(
        self, ids: Sequence[str], *, types: Sequence[str], direction: Direction = "both", scope: Scope
    ) -> list[Edge]:
        """The edges of `types` that start at (out), end at (in) or touch one of these nodes, each once, by (type as
        in EDGES, source, target, key). For work on many: no counts, and the nodes at the other ends are not read.
        """
        ...

    def around(
        self,
        ids: Sequence[str],
        *,
        depth: int,
        types: Sequence[str] | None = None,
        limit: int = 50,
        most: int = 2000,
        scope: Scope,
    ) -> Around:
        """What lies within `depth` hops of any of `ids`.

        A node with more than `limit` links is shown but not walked through, unless it is one of `ids`, of which
        the first `limit` links (in the order of `Neighbours`) are followed. At `most` nodes it stops, nearest
        first, then by id. What was left out is in `cut`.
        """
        ...

    def path(
        self,
        pairs: Sequence[tuple[str, str]],
        *,
        types: Sequence[str] | None = None,
        longest: int = 8,
        hub: int | None = 200,
        scope: Scope,
    ) -> list[Path | None]:
        """For each pair a shortest path of at most `longest` edges; None where there is none, or an end is absent.

        A node with more than `hub` links (of `types`, within scope) is never walked through, only ended at; None: no
        such
        rule. From a node to itself: that node alone. Which of
        several equally short ones it is, is not promised across engines; the same store gives the same one.
        """
        ...

    def search(
        self, text: str, *, kinds: Sequence[str] | None = None, first: int = 20, skip: int = 0, scope: Scope
    ) -> tuple[list[Hit], int]:
        """Nodes that hold every word of `text` (words are split at spaces), and how many there are in all.

        A word is found wherever it stands in a searched field, case aside: any run of Chinese characters, two
        or one included; of Latin letters and digits, the beginning of a run. Titles first, shorter titles before
        longer, then by id. Sealed
        fields are found only by their whole number, through `keys` of the caller, never here.
        """
        ...

    def ask(self, question: Question[Row], *, scope: Scope, **parameters: Any) -> list[Row]:
        """The rows of a named question, in the order that its file states. Raises UnknownField for a parameter that it
        does not name.
        """
        ...


class Change(Protocol):
    """A change under way: nothing of it is seen by others until its block ends, all of it after."""

    def put(self, records: Iterable[Node | Edge]) -> None:
        """Insert these, or replace those of the same id or key; one that is as it was already is left alone.

        Nodes before the edges that need them, in this call or an earlier one. Of several with one id in a change the
        last counts.
        Raises UnknownRecord for an edge whose end does not exist, WrongEnd for one between kinds that it cannot join;
        then the whole
        change is undone.
        """
        ...

    def delete(self, targets: Iterable[str | EdgeKey]) -> None:
        """Delete nodes with all their edges, or single edges; what is absent already is passed over."""
        ...

    @property
    def graph(self) -> Reader:
        """The graph with what the change has written so far: for the thread that writes, with the scope EVERYTHING."""
        ...

    @property
    def written(self) -> int:
        """Records that it has inserted, updated or deleted so far; one that was put back as it was counts too."""
        ...

    @property
    def receipt(self) -> Receipt:
        """What it did; to be read after the block."""
        ...


class Store(Reader, Protocol):
    """Reads, writes and keeps."""

    @property
    def largest_change(self) -> int | None:
        """Records beyond which work that can be split should go on in a further change; None: there is no bound."""
        ...

    @property
    def beside(self) -> str | None:
        """The URL by which another process can read the same store while this one writes; None where it takes more."""
        ...

    def change(self, *, by: str, why: str, at: dt.datetime | None = None) -> AbstractContextManager[Change]:
        """A block that is one atomic change in the journal; an exception in it undoes it all.

        `at` (with zone) is when it is recorded, now by default; never before the last change's, it is moved up to it.
        Writers wait
        for each other. Raises StoreLocked after the wait, StoreReadOnly, StoreFull: nothing was written then.
        """
        ...

    def changes(self, since: int = 0, *, limit: int = 1000, scope: Scope) -> list[Entry]:
        """The journal after change number `since`, oldest first, whole changes only: it stops after the first change
        with which
        there are `limit` entries or more. Within a change: nodes before edges, in the order of NODES and EDGES, then
        by id or key. Entries are left out whose record the
        reader may not see before or after.
        """
        ...

    def journal(self, since: int = 0) -> Iterator[Entry]:
        """The whole journal after change number `since`, streamed, change by change: for changes too large to hold.

        Within a change nodes before edges; of a record that was deleted and put anew in it there may be two entries.
        """
        ...

    def history(self, target: str | EdgeKey, *, scope: Scope) -> list[Entry]:
        """The journal of one node or edge, oldest first; redirects are not followed. Empty when absent or out of
        scope.
        """
        ...

    def head(self) -> tuple[int, dt.datetime | None]:
        """Number and time of the last change; (0, None) for an empty store."""
        ...

    def as_of(self, at: dt.datetime | int) -> AbstractContextManager[Reader]:
        """The graph as it was recorded at a time (with zone) or after a change's number; beyond the last
        change, as the last left it. Raises AsOfTooEarly before the first change.
        """
        ...

    def backup(self, path: FilePath) -> None:
        """A complete copy, journal included, in one file at `path`, while others read and write. Raises
        OutputUnwritable; never overwrites.
        """
        ...

    def restore(self, path: FilePath) -> None:
        """Become what a backup holds, journal included; the store must be empty. Raises BackupWrong, StoreExists."""
        ...

    def size(self) -> int:
        """Bytes on disk, as far as the engine tells; 0 when it does not."""
        ...

    def meta(self) -> dict[str, str]:
        """Facts about the store itself, as its schema version; `set_meta` keeps more (settings, token hashes). They
        are not journalled.
        """
        ...

    def set_meta(self, facts: Mapping[str, str | None]) -> None:
        """Keep facts about the store; None takes one away."""
        ...

    def keep_file(self, name: str, facts: str, content: Iterable[bytes]) -> None:
        """Keep a file beside the graph, in place of one of the same name: whole or not at all, and not journalled.

        `content` are its bytes in portions of at most a few megabytes, `facts` what is known of it.
        """
        ...

    def kept_files(self) -> dict[str, str]:
        """The names of the files that are kept, sorted, with their facts."""
        ...

    def kept_file(self, name: str) -> Iterator[bytes]:
        """The bytes of a file that is kept, in the portions in which it came; nothing of one that is not."""
        ...

    def drop_file(self, name: str) -> None:
        """Keep a file no longer; what is absent already is passed over."""
        ...

    def close(self) -> None:
        """Let go of files and connections. Twice is once."""
        ...


@dataclass(slots=True)
class Tally:
    """Counts that a change keeps while it runs; engines turn it into a `Receipt`."""

    inserted: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0

    def receipt(self, seq: int | None, at: dt.datetime | None) -> Receipt:
        return Receipt(
            seq=seq,
            at=at,
            inserted=self.inserted,
            updated=self.updated,
            deleted=self.deleted,
            unchanged=self.unchanged,
        )


def check_ends(edge: Edge) -> None:
    """Raises WrongEnd when the edge joins kinds that its type does not."""
    if kind_of(edge.source) not in edge.SOURCES or kind_of(edge.target) not in edge.TARGETS:
        raise WrongEnd(type=shape_of(type(edge)).record.ZH, source=edge.source, target=edge.target)
