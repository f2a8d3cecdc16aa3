"""The place of a row: its columns and address to Place nodes, each in the one above it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import In, Place
from loaders.addresses.areas import community_spot, grid_spot, street_spot
from loaders.addresses.old_names import NO_OLD_NAMES, OldNames
from loaders.addresses.reading import read_address
from loaders.addresses.spots import NOWHERE, Address, Spot
from loaders.draft import SEEN_BY_ALL, Draft

_WORDS = {"number": "号", "building": "栋", "entrance": "单元", "floor": "层", "unit": "室"}
_WHOLES = ("estate", "lane", "road")


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a row is."""

    text: str
    """As stated; its columns joined where it has no address of its own."""
    address: Address
    community: Spot | None
    grid: Spot | None
    street: Spot | None

    @property
    def deepest(self) -> Spot | None:
        return self.address.spots[-1] if self.address.spots else self.grid or self.community or self.street

    @property
    def community_id(self) -> str | None:
        return self.community.id if self.community else None


def read_ground(
    stated: Mapping[str, Any], *, community: str | None = None, old_names: OldNames = NO_OLD_NAMES
) -> Ground:
    """The place that the columns of a row name, under the names of today.

    `community` is what the table's title says of all rows.
    """
    text = _text_of(stated)
    address = old_names.read(text) if text else NOWHERE
    named = stated.get("community")
    area = (old_names.area(community_spot(named)) if named else None) or address.community
    area = area or (old_names.area(community_spot(community)) if community else None)
    grid = (grid_spot(stated["grid"], area) if stated.get("grid") else None) or address.grid
    street = (old_names.area(street_spot(stated["street"])) if stated.get("street") else None) or address.street
    return Ground(text, address, area, grid, street)


def read_home(text: str, *, old_names: OldNames = NO_OLD_NAMES) -> Ground:
    """The place that one address names."""
    return read_ground({"address": text} if text else {}, old_names=old_names)


def lay_ground(draft: Draft, ground: Ground, **fields: Any) -> str | None:
    """Draft the places of `ground` with the edges between them; `fields` are the finest one's. Returns its id."""
    draft.addresses.add(ground.text, ground.address, row=draft.row)
    deepest = ground.deepest
    laid = hash(tuple(each and each.id for each in (ground.street, ground.community, ground.grid, deepest)))
    if deepest is not None and laid in draft.known and not any(fields.values()):
        return deepest.id
    above = None
    for spot in (ground.street, ground.community, ground.grid):
        if spot is not None:
            above = _lay(draft, spot, above, ground)
    for spot in ground.address.spots:
        above = _lay(draft, spot, above, ground)
    if above is not None and any(fields.values()):
        draft.node(Place, above, fields)
    draft.known.add(laid)
    return above


def _lay(draft: Draft, spot: Spot, above: str | None, ground: Ground) -> str:
    known = (spot.id, above, ground.community_id)
    if known in draft.known:
        return spot.id
    draft.known.add(known)
    fills: dict[str, Any] = {"level": spot.level, "name": spot.name, "full_name": spot.full_name}
    if spot.level not in ("street", "community"):
        fills["community"] = ground.community_id
    if aliases := draft.old_names.aliases_of(spot.id):
        fills["aliases"] = aliases
    draft.node(Place, spot.id, {}, fills=fills, visible_to=SEEN_BY_ALL)
    if above is not None:
        draft.edge(In(source=spot.id, target=above))
    return spot.id


def _text_of(stated: Mapping[str, Any]) -> str:
    """The address, and what columns of their own add to it."""
    text = stated.get("address", "")
    parts = [stated[level] for level in _WHOLES if stated.get(level)]
    parts += [_worded(level, str(stated[level])) for level in _WORDS if stated.get(level)]
    if not text or not parts:
        return text or "".join(parts)
    if read_address(text).spots:
        return _completed(text, stated)
    names = [str(stated[level]) for level in _WHOLES if stated.get(level) and str(stated[level]) not in text]
    if names and read_address(whole := "".join(names) + text).spots:  # the address column says only 3栋2单元302
        return _completed(whole, stated)
    return text + "".join(each for each in parts if each not in text)


def _completed(text: str, stated: Mapping[str, Any]) -> str:
    """An address with the levels below its own last one, where columns of their own state them."""
    known = [each.level for each in read_address(text).spots]
    last = max((tuple(_WORDS).index(each) for each in known if each in _WORDS), default=-1)
    finer = [level for level in tuple(_WORDS)[last + 1 :] if stated.get(level)]
    return text + "".join(_worded(level, str(stated[level])) for level in finer)


def _worded(level: str, part: str) -> str:
    """A part with its word: building 3 is 3栋; what has one keeps it."""
    return part + _WORDS[level] if part.isascii() and part.replace("-", "").isalnum() else part
