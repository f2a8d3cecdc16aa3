"""What a person's records say of them, on the GraphQL type of a person: two store calls for all people of a level."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from api.graphql.cursors import LARGEST_PAGE
from api.graphql.levels import Level
from api.graphql.reading import Lens
from graph.identity.portrait import Home, Statement, Stay, contradictions, homes, statements
from graph.model import Mention, Place, StatedAt
from graph.schema import NODE_SHAPES
from graph.schema.showing import show, show_title
from graph.store import Ask

_MENTION = NODE_SHAPES["mention"]


@strawberry.type(description="写有这个值的一条记录")
class StatedBy:
    """One mention that states a value."""

    mention: strawberry.ID
    record: str = strawberry.field(description="来源自己的记录编号")
    source_label: str
    on: dt.date | None = strawberry.field(description="记录所说的日期")


@strawberry.type(description="记录中写的一个值，以及哪些记录这样写")
class Stated:
    """A value, and who states it."""

    field: str = strawberry.field(description="name、sex、birth_date、identity_number、telephones 或 address")
    field_label: str
    value: str = strawberry.field(description="照记录所写，号码已遮盖")
    records: list[StatedBy] = strawberry.field(description="按日期先后")


@strawberry.type(description="一处住所：哪段时间、哪些记录这样写")
class Residence:
    """A place with what is stated of the time there."""

    place: strawberry.ID
    label: str
    tenure: str
    tenure_label: str
    since: dt.date | None = strawberry.field(description="写明的起始日；null：没有写")
    until: dt.date | None = strawberry.field(description="写明的截止日；null：没有写，或仍在住")
    first_stated: dt.date | None = strawberry.field(description="最早的记录在哪天")
    last_stated: dt.date | None = strawberry.field(description="最近的记录在哪天")
    mentions: list[strawberry.ID]


@strawberry.type(description="记录之间不能都对的地方")
class Disagreement:
    """A contradiction between the records of one person."""

    sentence: str
    mentions: list[strawberry.ID]


@dataclass(slots=True)
class Portrait:
    """The records of one person, as the reader may see them."""

    mentions: list[Mention] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)


def portrait_fields() -> list[tuple[str, Any, StrawberryField]]:
    """The fields that a person's type has beside those of the record."""
    return [
        _field("statements", list[Stated], _statements, "哪条记录写了什么：姓名、性别、出生日期、号码、住址，各有出处"),
        _field("homes", list[Residence], _homes, "住过、拥有过、租过哪里，最近写到的在前"),
        _field("contradictions", list[Disagreement], _contradictions, "记录之间的矛盾，如实列出"),
    ]


def _field(name: str, type: Any, resolve: Any, note: str) -> tuple[str, Any, StrawberryField]:
    return name, type, strawberry.field(resolver=resolve, name=name, graphql_type=type, description=note)


NAMES = ("statements", "homes", "contradictions")


def _statements(self: Any) -> Any:
    portrait = _portrait(self)
    return [_stated(each, self.lens) for each in statements(portrait.mentions)]


def _homes(self: Any) -> Any:
    portrait = _portrait(self)
    return [_residence(each, portrait, self.lens) for each in homes(portrait.mentions, portrait.stays)]


def _contradictions(self: Any) -> Any:
    return [
        Disagreement(sentence=each.sentence, mentions=_ids(each.mentions))
        for each in contradictions(_portrait(self).mentions)
    ]


def _portrait(view: Any) -> Portrait:
    level: Level = view.spot.level
    if level.portraits is None:
        level.portraits = _read(level)
    return level.portraits[view.record.id]


def _read(level: Level) -> Mapping[str, Portrait]:
    """The portraits of all people on this level that the query asks for."""
    people = sorted(
        {id for spot in level.spots if spot.selects(NAMES, on="Person") for id in spot.kinds.get("person", ())}
    )
    asked = Ask(ids=people, types=("refers_to",), direction="in", limit=LARGEST_PAGE)
    found = {id: Portrait() for id in people}
    for id, answer in zip(people, level.reader.neighbours([asked], scope=level.scope)[0], strict=True):
        found[id].mentions = [link.node for link in answer.links if isinstance(link.node, Mention)]
    level.budget.spend("statements", sum(len(each.mentions) for each in found.values()))
    _add_stays(level, found.values())
    return found


def _add_stays(level: Level, portraits: Iterable[Portrait]) -> None:
    whose = {each.id: portrait for portrait in portraits for each in portrait.mentions}
    ids = sorted(whose)
    asked = Ask(ids=ids, types=("stated_at",), direction="out", limit=LARGEST_PAGE)
    for id, answer in zip(ids, level.reader.neighbours([asked], scope=level.scope)[0] if ids else (), strict=True):
        for link in answer.links:
            if isinstance(link.edge, StatedAt) and isinstance(link.node, Place):
                edge = link.edge
                whose[id].stays.append(Stay(id, link.node.id, edge.tenure, edge.since, edge.until))
                whose[id].places[link.node.id] = link.node


# -- as they are shown -----------------------------------------------------------------------------


def _stated(statement: Statement, lens: Lens) -> Stated:
    shape, words = _MENTION[statement.field], lens.vocabulary
    value: Any = (statement.value,) if statement.field == "telephones" else statement.value
    shown = words.label(shape.code, value) if shape.code else show(shape, value, unmask=lens.unmask)
    return Stated(
        field=statement.field,
        field_label=shape.zh,
        value=shown[0] if isinstance(shown, tuple) else str(shown),
        records=[
            StatedBy(
                mention=strawberry.ID(each.id),
                record=show(_MENTION["record"], each.record, unmask=lens.unmask),
                source_label=words.label("source", each.source),
                on=each.stated_on,
            )
            for each in statement.mentions
        ],
    )


def _residence(home: Home, portrait: Portrait, lens: Lens) -> Residence:
    return Residence(
        place=strawberry.ID(home.place),
        label=show_title(portrait.places[home.place], unmask=lens.unmask),
        tenure=home.tenure,
        tenure_label=lens.vocabulary.label("tenure", home.tenure),
        since=home.since,
        until=home.until,
        first_stated=home.first_stated,
        last_stated=home.last_stated,
        mentions=_ids(home.mentions),
    )


def _ids(ids: Iterable[str]) -> list[strawberry.ID]:
    return [strawberry.ID(each) for each in ids]
