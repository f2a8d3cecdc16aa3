"""The columns of one role dealt out to the parties that its cell of names states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.identity.names import read_name
from loaders.cells import Telephone
from loaders.parties.naming import Named, Names, names_in

_SEPARATOR = re.compile(r"[、,，;；/|\n]+")
_DEALT = {"telephones": "电话", "identity_number": "证件号", "sex": "性别"}
"""Values that belong to one party each: with several names they are dealt out in order, or to nobody."""
_OF_ONE = frozenset({"birth_date", "account", "record", "kind", *_DEALT})
"""What a column says of one party, so of none of several."""
_KNOWING = frozenset({"telephones", "identity_number", "account", "record"})
"""What makes somebody of a row without a name."""


@dataclass(frozen=True, slots=True)
class Party:
    """One party as stated: fields of a mention."""

    name: str
    fields: Mapping[str, Any]
    role: str | None = None
    """The role that the cell of names says; None: the column's."""


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of one role's columns in one row."""

    parties: tuple[Party, ...] = ()
    count: int | None = None
    """How many they are in all, where the cell says so."""
    remarks: tuple[str, ...] = ()


def read_parties(stated: Mapping[str, Any], *, role: str | None = None) -> Parties:
    """The parties of a role from its columns; nobody when neither name nor number nor account is stated.

    `role` is the columns': where the cell of names says other roles too, the columns speak of that one's parties.
    None: of all.
    """
    facts = {name: value for name, value in stated.items() if name != "name"}
    found = names_in(stated["name"]) if stated.get("name") else Names()
    if not found.named and facts.keys() & _KNOWING:
        found.named.append(Named(""))
    if len(found.named) == 1 and found.named[0].role in (None, role):
        (one,) = found.named
        return Parties((Party(one.name, _joined(one, facts), one.role),), found.count, tuple(found.remarks))
    meant = [at for at, each in enumerate(found.named) if role is None or each.role in (None, role)]
    dealt, left = ([facts], ()) if len(meant) == 1 else _deal_out(facts, [found.named[at] for at in meant])
    own = dict(zip(meant, dealt, strict=True))
    parties = tuple(Party(each.name, _joined(each, own.get(at, {})), each.role) for at, each in enumerate(found.named))
    return Parties(parties, found.count, (*found.remarks, *left))


def _shared(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says of all parties alike."""
    return {name: value for name, value in facts.items() if name not in _OF_ONE}


def _joined(named: Named, stated: Mapping[str, Any]) -> dict[str, Any]:
    """What the columns state of a party, with what stands beside its name where they are silent."""
    joined = {**named.facts, **stated}
    if "telephones" not in joined:
        return joined
    if telephones := (*named.facts.get("telephones", ()), *stated.get("telephones", ())):
        joined["telephones"] = tuple(dict.fromkeys(str(each) for each in telephones))
    return joined


def _deal_out(facts: Mapping[str, Any], named: list[Named]) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """What each of several parties gets: as many values as names go in order, otherwise none gets any."""
    if not named:
        return [], ()
    dealt = [_shared(facts) for _ in named]
    remarks = []
    for name, zh in _DEALT.items():
        values = _separate(facts.get(name))
        if not values:
            continue
        beside = {value for each in named for value in _separate(each.facts.get(name))}
        if set(values) <= beside:
            continue
        order = _by_holder(values, named) or (range(len(named)) if len(values) == len(named) else None)
        if order is None:
            remarks.append(f"一格有 {len(named)} 个姓名、{len(values)} 个{zh}，没有归到个人")
            continue
        for position, value in zip(order, values, strict=True):
            own = dealt[position]
            own[name] = (*own.get(name, ()), str(value)) if name == "telephones" else value
    return dealt, tuple(remarks)


def _by_holder(values: list[str], named: list[Named]) -> list[int] | None:
    """The party of each number where a party's name stands beside every one of them."""
    known = {read_name(each.name).text: position for position, each in enumerate(named) if each.name}
    holders = [read_name(each.holder).text if isinstance(each, Telephone) else "" for each in values]
    if not holders or any(each not in known for each in holders):
        return None
    return [known[each] for each in holders]


def _separate(value: Any) -> list[str]:
    if not value:
        return []
    return list(value) if isinstance(value, tuple) else [each for each in _SEPARATOR.split(value) if each.strip()]
