"""Records by the few facts that a test is about; the rest is filled in, always the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from graph.ids import make_id
from graph.model import (
    EVERYONE,
    Case,
    Edge,
    Gist,
    LivesIn,
    Matter,
    Mention,
    Node,
    Officer,
    Organisation,
    PartyTo,
    Person,
    Place,
    Redirect,
)
from graph.store import Receipt, Store

NOBODY = "person-0000000000000000"
"""An id that looks like one and belongs to nobody."""
MANY = 10_000


def case(number: str, **facts: Any) -> Case:
    """The case of this number, seen by everyone unless told otherwise."""
    known = {
        "source": "grid",
        "kind": "dispute",
        "title": f"纠纷{number}",
        "visible_to": (EVERYONE,),
        **facts,
    }
    return Case(id=make_id("case", known["source"], number), number=number, **known)


def person(name: str, **facts: Any) -> Person:
    """The person of this name, seen by everyone unless told otherwise."""
    return Person(id=make_id("person", name), name=name, **{"visible_to": (EVERYONE,), **facts})


def mention(record: str, **facts: Any) -> Mention:
    """The mention of this record number, seen by everyone unless told otherwise."""
    known = {"source": "grid", "visible_to": (EVERYONE,), **facts}
    return Mention(id=make_id("mention", known["source"], record), record=record, **known)


def gist(case: Case, *keys: str, digest: str = "") -> Gist:
    """The gist of a case, seen by those who see the case."""
    return Gist(
        id=make_id("gist", case.id), case=case.id, version=1, digest=digest, keys=keys, visible_to=case.visible_to
    )


def matter(title: str, **facts: Any) -> Matter:
    """The matter of this title, seen by everyone unless told otherwise."""
    return Matter(id=make_id("matter", title), title=title, **{"cases": 0, "visible_to": (EVERYONE,), **facts})


def place(level: str, full_name: str, **facts: Any) -> Place:
    """The place of this full name."""
    return Place(id=make_id("place", level, full_name), level=level, name=full_name, full_name=full_name, **facts)


def organisation(name: str, **facts: Any) -> Organisation:
    """The organisation of this name."""
    return Organisation(id=make_id("organisation", name), name=name, **facts)


def officer(name: str, **facts: Any) -> Officer:
    """The officer of this name."""
    return Officer(id=make_id("officer", name), name=name, **facts)


def redirect(old: str, new: str) -> Redirect:
    """The sign at a retired id."""
    return Redirect(id=make_id("redirect", old), old=old, new=new)


def party(someone: Node, item: Node, role: str = "party", **facts: Any) -> PartyTo:
    """Someone's part in a case."""
    return PartyTo(source=someone.id, target=item.id, role=role, **facts)


def lives(someone: Node, where: Node, **facts: Any) -> LivesIn:
    """Someone's home."""
    return LivesIn(source=someone.id, target=where.id, **facts)


def people(number: int, **facts: Any) -> list[Person]:
    """So many people, no two alike."""
    return [person(f"居民{each}", **facts) for each in range(number)]


def put(
    store: Store,
    *records: Node | Edge,
    by: str = "contract",
    why: str = "test",
    at: dt.datetime | None = None,
) -> Receipt:
    """One change that puts these records."""
    with store.change(by=by, why=why, at=at) as change:
        change.put(records)
    return change.receipt


def delete(store: Store, *targets: Any) -> Receipt:
    """One change that deletes these nodes and edges."""
    with store.change(by="contract", why="test") as change:
        change.delete(targets)
    return change.receipt


def ids(nodes: Iterable[Node]) -> list[str]:
    """Their ids, in their order."""
    return [each.id for each in nodes]
