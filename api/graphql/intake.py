"""Receiving a case over GraphQL: from what a client states to records, once for each number of a source."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import strawberry
from strawberry import UNSET

from api.graphql.filters import in_zone, local_time
from graph.clock import STREET_TIME
from graph.errors import BadValue, UnknownRecord
from graph.identity.keys import keys_of
from graph.ids import kind_of, make_id
from graph.model import At, Case, Edge, Mention, MentionedIn, Node, Organisation, Place, ReceivedBy, StatedAt, Step
from graph.store import EVERYTHING, Reader
from graph.vocabulary import Vocabulary
from loaders.addresses.old_names import NO_OLD_NAMES, OldNames
from loaders.draft import Draft
from loaders.ground import Ground, lay_ground, read_home

_MOST_PARTIES = 200
_LONGEST_TEXT = 20_000


@strawberry.input(description="一位当事人，照来源所写")
class PartyInput:
    """A party as it is stated."""

    name: str
    role: str = strawberry.field(default="party", description="代码或中文，如 申请人")
    kind: str = strawberry.field(default="person", description="自然人或单位")
    sex: str | None = UNSET
    identity_number: str = ""
    telephones: list[str] = strawberry.field(default_factory=list)
    address: str = ""


@strawberry.input(description="要登记的一件事件；代码写代码或中文都可以")
class ReceiveCaseInput:
    """A case as it is received."""

    source: str = strawberry.field(description="来源渠道，如 网格")
    number: str = strawberry.field(description="来源给它的编号；同一来源的同一编号只登记一次")
    kind: str = strawberry.field(description="件别：矛盾纠纷、群众诉求或隐患")
    title: str
    receiver: strawberry.ID = strawberry.field(description="首接单位的编号；登记后不再改变")
    community: strawberry.ID | None = strawberry.field(default=UNSET, description="所属社区的编号")
    text: str = ""
    place: str = ""
    dispute_type: str | None = UNSET
    received_at: dt.datetime | None = strawberry.field(default=UNSET, description="不写：现在")
    parties: list[PartyInput] = strawberry.field(default_factory=list)


def check_ends(reader: Reader, stated: ReceiveCaseInput) -> None:
    """Raises UnknownRecord for a receiver that is no organisation, or a community that is none."""
    community = stated.community or None
    wanted: list[tuple[str, type[Node]]] = [(stated.receiver, Organisation)]
    wanted += [(community, Place)] if community else []
    found = reader.get([id for id, _ in wanted], scope=EVERYTHING)
    for (id, record), node in zip(wanted, found, strict=True):
        is_place_else = isinstance(node, Place) and node.level != "community"
        if kind_of(id) != record.KIND or not isinstance(node, record) or is_place_else:
            raise UnknownRecord(id=id)


@dataclass(frozen=True, slots=True)
class Intake:
    """What receiving a case writes."""

    case: Case
    mentions: tuple[Mention, ...]
    records: tuple[Node | Edge, ...]
    """All of it but the places, nodes before edges."""
    places: Draft
    """The places that its addresses name, and who and what is there: the graph may know them already."""


def intake_of(
    stated: ReceiveCaseInput, *, now: dt.datetime, vocabulary: Vocabulary, old_names: OldNames = NO_OLD_NAMES
) -> Intake:
    """What receiving a case writes, were it new. Raises UnknownCode, BadValue.

    `now` with zone: when it is received, where the client does not say. Addresses are read as loaders read them, under
    today's names.
    """
    _check(stated)
    at = local_time(stated.received_at) if stated.received_at else in_zone(now, STREET_TIME).replace(tzinfo=None)
    at = at.replace(microsecond=0)
    ground = read_home(stated.place, old_names=old_names)
    case = _case(stated, at, ground, vocabulary)
    mentions = tuple(_mentions(stated.parties, case, vocabulary))
    step = Step(
        id=make_id("step", case.id, "receive", at.isoformat()),
        kind="receive",
        at=at,
        case=case.id,
        organisation=stated.receiver,
        visible_to=case.visible_to,
    )
    received = ReceivedBy(source=case.id, target=stated.receiver, at=at)
    mentioned = [MentionedIn(source=each.id, target=case.id, role=each.role) for each in mentions]
    records = (case, step, *mentions, received, *mentioned)
    return Intake(case, mentions, records, _places(case, ground, mentions, old_names))


def _places(case: Case, ground: Ground, mentions: Sequence[Mention], old_names: OldNames) -> Draft:
    draft = Draft(old_names=old_names)
    happened = lay_ground(draft, ground)
    if happened is not None:
        draft.edge(At(source=case.id, target=happened))
    for each in mentions:
        ground = read_home(each.address, old_names=old_names)
        home = lay_ground(draft, ground)
        if home is not None:
            draft.edge(StatedAt(source=each.id, target=home, also=ground.address.also))
    return draft


def _case(stated: ReceiveCaseInput, at: dt.datetime, ground: Ground, vocabulary: Vocabulary) -> Case:
    source = vocabulary["source"].code(stated.source)
    number = stated.number.strip()
    community = stated.community or ground.community_id
    return Case(
        id=make_id("case", source, number),
        source=source,
        number=number,
        kind=vocabulary["case_kind"].code(stated.kind),
        title=stated.title.strip(),
        text=stated.text,
        place=stated.place,
        dispute_type=vocabulary["dispute_type"].code(stated.dispute_type) if stated.dispute_type else None,
        received_at=at,
        community=community,
        visible_to=tuple(sorted({each for each in (community, stated.receiver) if each})),
    )


def _mentions(parties: Sequence[PartyInput], case: Case, vocabulary: Vocabulary) -> Iterator[Mention]:
    for position, each in enumerate(parties, 1):
        role = vocabulary["party_role"].code(each.role)
        record = f"{case.number}/{role}/{position}"
        mention = Mention(
            id=make_id("mention", case.source, record),
            source=case.source,
            record=record,
            kind=vocabulary["mention_kind"].code(each.kind),
            role=role,
            name=each.name.strip(),
            sex=vocabulary["sex"].code(each.sex) if each.sex else None,
            identity_number=each.identity_number.strip(),
            telephones=tuple(filter(None, (one.strip() for one in each.telephones))),
            address=each.address,
            stated_on=case.received_at.date() if case.received_at else None,
            visible_to=case.visible_to,
        )
        yield dataclasses.replace(mention, keys=keys_of(mention))


def _check(stated: ReceiveCaseInput) -> None:
    for name in ("number", "title"):
        value: Any = getattr(stated, name)
        if not value.strip() or len(value) > 500:
            raise BadValue(value=value[:20], field=f"receiveCase.input.{name}", reason="应有 1 到 500 个字")
    if len(stated.text) > _LONGEST_TEXT:
        reason = f"最多 {_LONGEST_TEXT} 个字"
        raise BadValue(value=f"{stated.text[:20]}…", field="receiveCase.input.text", reason=reason)
    if len(stated.parties) > _MOST_PARTIES:
        reason = f"最多 {_MOST_PARTIES} 位"
        raise BadValue(value=len(stated.parties), field="receiveCase.input.parties", reason=reason)
