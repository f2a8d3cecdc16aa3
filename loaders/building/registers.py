"""Registers: residents, housing, buildings, organisations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graph.ids import make_id
from graph.model import Covers, MemberOf, Officer, Organisation
from loaders.building.mentions import Standing, draft_mention, made_up_record, parties_of_row
from loaders.building.row import BadRow, Row
from loaders.draft import SEEN_BY_ALL, Draft
from loaders.ground import Ground, lay_ground, read_ground
from loaders.offices import kind_of_office, mention_office, office_id, office_name
from loaders.parties import Party, read_parties
from loaders.places import community_spot

_SEVERAL = re.compile(r"[、,，;；/\n和]+")
"""Parts the buildings that a cell names."""


def build_resident(row: Row, draft: Draft) -> None:
    """Someone who lives, owns or rents at a place."""
    party = row.of("resident")
    ground = read_ground(row.of("place"), community=row.facts.community, old_names=draft.old_names)
    for each, record in parties_of_row(row, party, party.get("record")):
        own = Party(each.name, {**each.fields, "record": record})
        _draft_registered(row, draft, own, ground, tenure="lives")


def build_housing(row: Row, draft: Draft) -> None:
    """A dwelling or shop with its owners and tenants."""
    stated = row.of("place")
    ground = read_ground(stated, community=row.facts.community, old_names=draft.old_names)
    if not ground.address.spots:
        raise BadRow("房屋地址", "看不出是哪一户", "如 锦澜苑3栋2单元302室、民权街15号302室")
    lay_ground(draft, ground, code=stated.get("code"), aliases=stated.get("aliases"))
    for subject, tenure in (("owner", "owns"), ("tenant", "rents")):
        found = read_parties(row.of(subject))
        row.remarks += found.remarks
        for party in found.parties:
            _draft_registered(row, draft, party, ground, tenure=tenure)


def build_building(row: Row, draft: Draft) -> None:
    """A building, and the 楼栋长 who answers for it."""
    stated, officer = row.of("place"), row.of("officer")
    if len(_SEVERAL.split(str(stated.get("building") or ""))) > 1:
        raise BadRow("楼栋", "一格写了不止一栋", "一行一栋，如 3栋")
    ground = read_ground(stated, community=row.facts.community, old_names=draft.old_names)
    if not ground.address.spots:
        raise BadRow("楼栋", "看不出是哪一栋", "小区（或路、里份）和楼栋号，如 锦澜苑 3栋")
    if officer.get("name") and ground.community is None:
        raise BadRow("所属社区", "有楼栋长却不知道属于哪个社区", "“所属社区”列")
    building = lay_ground(draft, ground, code=stated.get("code"), aliases=stated.get("aliases"))
    if officer.get("name") and ground.community and building:
        committee = mention_office(draft, ground.community.name)
        chief = _draft_officer(draft, {"post": "楼栋长", **officer}, committee)
        draft.edge(Covers(source=chief, target=building))


def build_organisation(row: Row, draft: Draft) -> None:
    """A member of the 1+4+N, a mediation body, a team, a firm or a shop."""
    stated, officer = row.of("organisation"), row.of("officer")
    name = office_name(stated["name"])
    if not name:
        raise BadRow("单位名称", "没有名称", "单位全称")
    id = office_id(name)
    fields = {each: value for each, value in stated.items() if each not in ("member_of", "covers")}
    fills = {"kind": kind_of_office(name)}
    draft.node(Organisation, id, {**fields, "name": name}, fills=fills, visible_to=SEEN_BY_ALL)
    if stated.get("member_of"):
        _draft_membership(draft, stated, id)
    for area in stated.get("covers", ()):
        _draft_covered(row, draft, id, area)
    if officer.get("name"):
        _draft_officer(draft, officer, id)
    ground = read_ground(row.of("place"), old_names=draft.old_names)
    if ground.address.spots:  # a seat is derived from the mention that states it
        _draft_registered(row, draft, Party(name, {"kind": "organisation"}), ground, tenure="lives")


def _draft_registered(row: Row, draft: Draft, party: Party, ground: Ground, *, tenure: str) -> None:
    """A mention of a register; without a record number it is told apart by home, name and tenure."""
    tenure = party.fields.get("tenure") or tenure
    where = ground.deepest.full_name if ground.deepest else ground.text
    born = party.fields.get("identity_number") or party.fields.get("birth_date") or ""
    standing = Standing(
        source=row.source,
        record=party.fields.get("record") or made_up_record(row.source, tenure, where, party.name, str(born)),
        role="resident",
        seen_by=frozenset((ground.community_id,)) if ground.community_id else frozenset(),
        home=ground,
    )
    draft_mention(row, draft, Party(party.name, {**party.fields, "tenure": tenure}), standing)


def _draft_membership(draft: Draft, stated: Mapping[str, Any], organisation: str) -> None:
    parent = mention_office(draft, stated["member_of"])
    if parent != organisation:
        since, until = stated.get("since"), stated.get("until")
        draft.edge(MemberOf(source=organisation, target=parent, since=since, until=until))


def _draft_covered(row: Row, draft: Draft, organisation: str, area: str) -> None:
    if community_spot(area) is None:
        row.remarks.append(f"“{area}”不是社区名，负责范围没有记入")
    elif place := lay_ground(draft, read_ground({"community": area}, old_names=draft.old_names)):
        draft.edge(Covers(source=organisation, target=place))


def _draft_officer(draft: Draft, stated: Mapping[str, Any], employer: str) -> str:
    """Draft someone who acts for an organisation. Returns their id."""
    id = make_id("officer", employer, stated["name"])
    telephone = "、".join(stated.get("telephones", ()))
    fields = {"name": stated["name"], "post": stated.get("post"), "telephone": telephone}
    draft.node(Officer, id, fields, visible_to=SEEN_BY_ALL)
    draft.edge(MemberOf(source=id, target=employer, post=str(stated.get("post") or "")))
    return id
