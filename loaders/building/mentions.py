"""Parties and residents: mentions, where they stand and where they live."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.identity.keys import account_key, door_keys
from graph.identity.places import door_of
from graph.ids import make_id
from graph.model import Mention, MentionedIn, StatedAt
from loaders.building.row import Row
from loaders.draft import Draft
from loaders.ground import Ground, lay_ground, read_home
from loaders.parties import Party, kind_of_name, read_parties

_NOT_FIELDS = frozenset({"account", "tenure", "since", "until", "source", "record", "role"})
"""What a party's columns state that is no field of its mention, or that the row decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a mention stands in its source."""

    source: str
    record: str
    role: str
    case: str | None = None
    """Id of the case that it stands in."""
    seen_by: frozenset[str] = frozenset()
    stated_on: dt.date | None = None
    home: Ground | None = None
    """The row's place, where that is where the party lives; None: the party's own address is."""


def draft_mention(row: Row, draft: Draft, party: Party, standing: Standing) -> str:
    """Draft a mention with its case and its place. Returns its id."""
    mention = make_id("mention", standing.source, standing.record)
    home = standing.home or read_home(party.fields.get("address", ""), old_names=draft.old_names)
    seen_by = standing.seen_by
    if home.community_id is not None and home.community_id not in seen_by:
        seen_by = seen_by | {home.community_id}
    fields = {name: value for name, value in party.fields.items() if name not in _NOT_FIELDS}
    _keep_single(row, fields)
    fields |= {
        "source": standing.source,
        "record": standing.record,
        "role": standing.role,
        "name": party.name,
        "kind": party.fields.get("kind") or ("person" if row.profile else kind_of_name(party.name)),
        "address": party.fields.get("address") or home.text,
        "stated_on": party.fields.get("stated_on") or standing.stated_on,
        "original": row.original,
        "profile": row.profile,
    }
    fields["keys"] = () if row.profile else (*_account(standing, party), *_door(fields, home))
    draft.node(Mention, mention, fields, fills={"batch": row.batch}, visible_to=seen_by)
    if standing.case is not None:
        draft.edge(MentionedIn(source=mention, target=standing.case, role=standing.role))
    place = lay_ground(draft, home)
    if place is not None:
        facts = {name: party.fields.get(name) for name in ("since", "until")}
        tenure = party.fields.get("tenure") or "lives"
        draft.edge(StatedAt(source=mention, target=place, tenure=tenure, also=home.address.also, **facts))
    return mention


def _account(standing: Standing, party: Party) -> tuple[str, ...]:
    account = party.fields.get("account")
    return (account_key(standing.source, account),) if account else ()


def _door(fields: Mapping[str, Any], home: Ground) -> tuple[str, ...]:
    """The keys that the door of a home makes: the mention's own fields do not tell it."""
    if fields["kind"] != "person":
        return ()
    return door_keys(fields["name"], door_of({each.level: each.name for each in reversed(home.address.spots)}))


def parties_of_row(row: Row, stated: Mapping[str, Any], record: str | None) -> list[tuple[Party, str | None]]:
    """The parties of a row that stands for one, with the record of each: of several, all but the first are numbered.

    A row that names nobody is somebody's all the same; one that is compared by its columns is one person's, whatever
    stands in its name.
    """
    if row.profile:
        return [
            (Party(stated.get("name", ""), {name: each for name, each in stated.items() if name != "name"}), record)
        ]
    found = read_parties(stated)
    row.remarks += found.remarks
    if len(found.parties) > 1:
        row.remarks.append(f"一行写了 {len(found.parties)} 个姓名，各记一条")
    parties = found.parties or (Party("", {name: value for name, value in stated.items() if name != "name"}),)
    return [
        (each, record if record is None or position == 1 else f"{record}/{position}")
        for position, each in enumerate(parties, 1)
    ]


def _keep_single(row: Row, fields: dict[str, Any]) -> None:
    """Leave out a second sex, and say of a second identity number that neither counts."""
    if isinstance(fields.get("sex"), tuple):
        del fields["sex"]
        row.remarks.append("一格写了几个性别，没有采用")
    if "、" in (fields.get("identity_number") or ""):
        row.remarks.append("一格写了几个证件号，按原样留存，不用于认人")


def made_up_record(*parts: str) -> str:
    """A number for what the source gave none: the same for the same parts, and never a number of the source's own."""
    return "自编-" + make_id("row", *parts).removeprefix("row-")
