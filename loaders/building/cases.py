"""Cases: a row of a case table, and a row that is one party of a case."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from graph.ids import make_id
from graph.model import At, Case, HandedTo, ReceivedBy
from loaders.building.mentions import Standing, draft_mention, made_up_record, parties_of_row
from loaders.building.row import BadRow, Row
from loaders.building.steps import draft_steps
from loaders.draft import Draft, Role, Seats
from loaders.ground import Ground, lay_ground, read_ground
from loaders.offices import meant_office, mention_office
from loaders.parties import Party, read_parties
from loaders.targets import PARTIES, day_of

_TITLE_LENGTH = 40
"""Characters of a text that serve as a title where the source gives none."""

_A_YEAR = dt.timedelta(days=366)

_NOT_FIELDS = frozenset({"received_by", "handed_to", "handed_at"})
"""What a case's columns state that is an edge."""


def build_case(row: Row, draft: Draft) -> None:
    """A case with its parties, place, offices and steps."""
    stated = row.of("case")
    ground = read_ground(row.of("place"), community=row.facts.community, old_names=draft.old_names)
    draft_case(row, draft, ground, number=number_of(row, stated, ground))


def build_mention(row: Row, draft: Draft) -> None:
    """A row that is one party, of a case or of none."""
    stated, party = row.of("case"), row.of("party")
    source = stated.get("source") or row.source
    case = _draft_named_case(row, draft, stated, source=source) if stated.get("number") else None
    standing = Standing(
        source=source,
        record=party["record"],
        role=party.get("role") or "party",
        case=case,
        stated_on=day_of(stated.get("received_at")),
    )
    for each, own in parties_of_row(row, party, party["record"]):
        role = each.role or standing.role
        draft_mention(row, draft, each, replace(standing, record=own, role=role))


def number_of(row: Row, stated: Mapping[str, Any], ground: Ground) -> str:
    """The source's number; where it has none, one made from what tells the case apart, the same in every file."""
    if stated.get("number"):
        return stated["number"]
    subject = stated.get("title") or stated.get("text") or ""
    if not subject:
        raise BadRow("编号", "没有编号，也没有标题和内容，认不出是哪一件", "编号，或标题")
    names = [(row.leader or row).of(role).get("name", "") for role in PARTIES]
    day = day_of(stated.get("received_at"))
    where = ground.deepest.full_name if ground.deepest else ground.text
    return made_up_record(row.source, day.isoformat() if day else "", where, subject, *names)


def draft_case(row: Row, draft: Draft, ground: Ground, *, number: str) -> str:
    """Draft the case that a row states, with all around it. Returns its id."""
    stated = row.of("case")
    source = stated.get("source") or row.source
    case = make_id("case", source, number)
    place = lay_ground(draft, ground)
    receiver, taker = (_office(draft, stated.get(each), ground) for each in ("received_by", "handed_to"))
    seen_by = frozenset(each for each in (ground.community_id, receiver, taker) if each)
    row.remarks += (*_wrong_order(stated), *_far_ahead(stated, row.today))
    parties, counted = _parties_of(row)
    fields = _fields_of(stated) | {
        "source": source,
        "number": number,
        "place": ground.text,
        "community": ground.community_id,
        "original": row.original,
    }
    fills = {**_fills_of(row, stated, number), "participants": counted}
    draft.node(Case, case, fields, fills=fills, visible_to=seen_by)
    if place is not None:
        draft.edge(At(source=case, target=place))
    if receiver is not None:
        draft.edge(ReceivedBy(source=case, target=receiver, at=stated.get("received_at")))
    if taker is not None:
        _draft_hand_over(row, draft, case=case, giver=receiver, taker=taker)
    draft_steps(draft, stated, case=case, receiver=receiver, seen_by=seen_by)
    for party_role, position, party in parties:
        role = Role(source, number, party_role)
        standing = Standing(
            source=source,
            record=party.fields.get("record") or _record_of(draft, role, party, position),
            role=party_role,
            case=case,
            seen_by=seen_by,
            stated_on=day_of(stated.get("received_at")),
        )
        draft_mention(row, draft, party, standing)
        if counted is None:
            draft.roles[role] = Seats(case, draft.memory.seats_in(role))
    return case


def _own_role(stated: Mapping[str, Any]) -> str:
    """The role of a row's 当事人, where a column of its own says it."""
    role = stated.get("role")
    return role if role in PARTIES else "party"


def _wrong_order(stated: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong between the days of a case: none ends before it came in."""
    received = day_of(stated.get("received_at"))
    for name, zh in (("settled_on", "化解日期"), ("closed_on", "办结日期"), ("due_on", "办理期限")):
        day = stated.get(name)
        if received is not None and day is not None and day < received:
            yield f"{zh} {day.isoformat()} 早于受理时间 {received.isoformat()}，请核对"


def _far_ahead(stated: Mapping[str, Any], today: dt.date) -> Iterator[str]:
    """Which days of what has happened lie more than a year ahead; when a matter is due may."""
    for name, zh in (("received_at", "受理时间"), ("settled_on", "化解日期"), ("closed_on", "办结日期")):
        day = day_of(stated.get(name))
        if day is not None and day - today > _A_YEAR:
            yield f"{zh} {day.isoformat()} 还在一年以后，请核对"


def _office(draft: Draft, stated: str | None, ground: Ground) -> str | None:
    """The office that a row names, drafted; None: it names none."""
    if not stated:
        return None
    return mention_office(draft, meant_office(stated, ground.community.name if ground.community else None))


def _record_of(draft: Draft, role: Role, party: Party, position: int) -> str:
    """The record number of a party that the source gives none; `position` is its place in the row."""
    memory = draft.memory
    before = memory.seats_in(role)
    seat = memory.seat_of(role, (party.name or party.fields.get("telephones"), party.fields.get("identity_number")))
    if seat > before and seat > position:
        memory.spread += 1
    return role.record(seat)


def _draft_named_case(row: Row, draft: Draft, stated: Mapping[str, Any], *, source: str) -> str:
    """Draft what a party's row tells of its case; the case's own table tells the rest."""
    number = stated["number"]
    case = make_id("case", source, number)
    fields = {**_fields_of(stated), "source": source}
    draft.node(Case, case, fields, fills=_fills_of(row, stated, number))
    draft_steps(draft, stated, case=case, receiver=None, seen_by=frozenset())
    return case


def _fields_of(stated: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in stated.items() if name not in _NOT_FIELDS}


def _fills_of(row: Row, stated: Mapping[str, Any], number: str) -> dict[str, Any]:
    """What serves where neither the row nor the graph says it."""
    text = " ".join(str(stated.get("text", "")).split())
    title = text if len(text) <= _TITLE_LENGTH else text[:_TITLE_LENGTH] + "…"
    return {
        "title": title or f"事件 {number}",
        "kind": row.default("case.kind") or "dispute",
        "status": _status_by_dates(stated),
        "batch": row.batch,
        **{name: row.default(f"case.{name}") for name in ("stage", "dispute_type", "scale")},
    }


def _status_by_dates(stated: Mapping[str, Any]) -> str | None:
    if stated.get("closed_on"):
        return "closed"
    return "settled" if stated.get("settled_on") else None


def _draft_hand_over(row: Row, draft: Draft, *, case: str, giver: str | None, taker: str) -> None:
    stated = row.of("case")
    at = stated.get("handed_at") or stated.get("received_at")
    if at is None:
        row.remarks.append("写了移交单位，没有移交时间和受理时间，移交没有记入")
        return
    draft.edge(HandedTo(source=case, target=taker, at=at, giver=giver))


def _parties_of(row: Row) -> tuple[list[tuple[str, int, Party]], int | None]:
    """The row's parties with role and position in it, and how many they say that they are in all.

    A role that a cell says itself goes before its column's; whom two columns name in one role is one party.
    """
    found: list[tuple[str, int, Party]] = []
    named: dict[tuple[str, str], int] = {}
    positions: Counter[str] = Counter()
    counted = None
    for role in PARTIES:
        stated = row.of(role)
        if not stated:
            continue
        parties = read_parties(stated, role=None if role == "party" else role)
        row.remarks += parties.remarks
        counted = counted if parties.count is None else (counted or 0) + parties.count
        for each in parties.parties:
            own = each.role or (_own_role(stated) if role == "party" else role)
            known = named.get((own, each.name)) if each.name else None
            if known is not None:
                _, position, before = found[known]
                found[known] = (own, position, Party(each.name, {**each.fields, **before.fields}))
                continue
            positions[own] += 1
            named[own, each.name] = len(found)
            found.append((own, positions[own], each))
    return found, counted
