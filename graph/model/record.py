"""What all records share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from graph.model.notes import HIDDEN, INDEXED, Zh

EVERYONE = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A record that others link to.

    `visible_to` is the row scope that stores apply to every read: ids of communities, grids, organisations and
    case teams, or `EVERYONE`. Empty means nobody but a reader of the whole street: forgetting it hides, never shows.
    """

    KIND: ClassVar[str]
    """The word before the dash of its ids."""
    ZH: ClassVar[str]
    PUBLIC: ClassVar[bool] = False
    """True: every reader may see records of this kind, whatever `visible_to` says."""

    PAGED_BY: ClassVar[str | None] = None
    """The field by which its pages are usually sorted; stores make filtering and sorting by it together quick."""

    ASKED_BY: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Fields that questions over all its records read together, in this order; stores may keep an index on them."""

    id: Annotated[str, "Stable and public: a merged record's old id leads to the new one, for ever."]
    visible_to: Annotated[
        tuple[str, ...], "Whose readers may see it; see `Node`.", Zh("可见范围"), INDEXED, HIDDEN
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A link between two nodes, with properties of its own.

    Two edges are the same edge when type, ends and the fields named in `KEY` are the same.
    """

    TYPE: ClassVar[str]
    ZH: ClassVar[str]
    """Read from source to target."""
    BACK: ClassVar[str]
    """Read from target to source."""
    SOURCES: ClassVar[tuple[str, ...]]
    """Kinds that it may start at."""
    TARGETS: ClassVar[tuple[str, ...]]
    KEY: ClassVar[tuple[str, ...]] = ()
    PROVENANCE: ClassVar[bool] = False
    """True: it says where a fact comes from; traversals leave it out unless they name it."""
    SYMMETRIC: ClassVar[bool] = False
    """True: it has no direction; it is stored from the smaller id to the larger."""
    LISTED: ClassVar[bool] = False
    """True: all of them are asked for at once, few among many edges."""

    source: Annotated[str, "The id of the node that it starts at."]
    target: Annotated[str, "The id of the node that it ends at."]
