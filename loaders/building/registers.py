"""Registers: residents, housing, buildings, organisations."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from graph.ids import make_id
from graph.model import Covers, MemberOf, Officer, Organisation, ReportsTo
from loaders.building.mentions import Standing, draft_mention, made_up_record, parties_of_row
from loaders.building.row import BadRow, Row
from loaders.draft import SEEN_BY_ALL, Draft
from loaders.ground import Ground, lay_ground, read_ground
from loaders.offices import kind_of_office, mention_office, office_id, office_name
from loaders.parties import Party, read_parties
from loaders.places import community_spot

_NO_FIELDS = frozenset({"member_of", "reports_to", "covers", "term", "since", "until"})
"""What a row states of an organisation that becomes an edge, or a term."""
_NO_AREA = frozenset({"全部", "全街", "全街道", "全辖区", "辖区", "街道", "全域", "所有社区", "各社区"})
"""Words in place of an area that would pass for the name of a community."""
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
    """A member of the 1+4+N, a mediation body, a team, a firm or a shop; or one of its people, where 姓名 is a column:
    then the term and the areas of the row are that person's.
    """
    stated, officer = row.of("organisation"), row.of("officer")
    name = office_name(stated["name"])
    if not name:
        raise BadRow("单位名称", "没有名称", "单位全称")
    id = office_id(name)
    term = _term_of(stated)
    person = officer.get("person")
    fields = {each: value for each, value in stated.items() if each not in _NO_FIELDS}
    fields |= {"name": name} if person else {"name": name, **term}
    draft.node(Organisation, id, fields, fills={"kind": kind_of_office(name)}, visible_to=SEEN_BY_ALL)
    _draft_above(draft, stated, id, {} if person else term)
    answers = _draft_officer(draft, {**officer, "name": person}, id, **term) if person else id
    for area in stated.get("covers", ()):
        _draft_covered(row, draft, answers, area, term)
    if officer.get("name"):
        _draft_officer(draft, officer, id)
    ground = read_ground(row.of("place"), old_names=draft.old_names)
    if ground.address.spots and not person:  # a seat is derived from the mention that states it
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


def _term_of(stated: Mapping[str, Any]) -> dict[str, dt.date | None]:
    """First and last day, from a column each or from one of both."""
    since, until = stated.get("term") or (None, None)
    since, until = stated.get("since") or since, stated.get("until") or until
    if since and until and until < since:
        raise BadRow("任期止", f"任期止 {until} 早于任期起 {since}", "不早于任期起的日期")
    return {"since": since, "until": until}


def _draft_above(draft: Draft, stated: Mapping[str, Any], organisation: str, term: Mapping[str, Any]) -> None:
    """Whom it belongs to, and whom it reports to."""
    for field, type in (("member_of", MemberOf), ("reports_to", ReportsTo)):
        above = mention_office(draft, stated[field]) if stated.get(field) else organisation
        if above != organisation:
            draft.edge(type(source=organisation, target=above, **term))
        elif stated.get(field) and type is ReportsTo:
            raise BadRow("上级", "上级就是它自己", "另一个单位；没有上级的留空")


def _draft_covered(row: Row, draft: Draft, who: str, area: str, term: Mapping[str, Any]) -> None:
    """The area that an organisation or officer answers for: a community, a grid, an estate, a building."""
    ground = _area_of(row, draft, area)
    if ground.deepest is None or area in _NO_AREA:
        row.remarks.append(f"“{area}”不是社区、网格、小区或楼栋的名称，负责范围没有记入")
    elif place := lay_ground(draft, ground):
        draft.edge(Covers(source=who, target=place, **term))


def _area_of(row: Row, draft: Draft, area: str) -> Ground:
    community = row.of("place").get("community") or row.facts.community
    if "网格" in area:
        return read_ground({"grid": area, **_community(area, community)}, old_names=draft.old_names)
    ground = read_ground({"address": area}, community=community, old_names=draft.old_names)
    if ground.address.spots:
        return ground
    return read_ground({"community": area} if community_spot(area) else {}, old_names=draft.old_names)


def _community(area: str, community: str | None) -> dict[str, str]:
    """The community of a grid: its own, or the row's."""
    name, found, _ = area.partition("社区")
    own = f"{name}{found}" if found else community
    return {"community": own} if own else {}


def _draft_officer(draft: Draft, stated: Mapping[str, Any], employer: str, **term: dt.date | None) -> str:
    """Draft someone who acts for an organisation. Returns their id."""
    id = make_id("officer", employer, stated["name"])
    telephone = "、".join(stated.get("telephones", ()))
    fields = {"name": stated["name"], "post": stated.get("post"), "telephone": telephone}
    draft.node(Officer, id, fields, visible_to=SEEN_BY_ALL)
    draft.edge(MemberOf(source=id, target=employer, post=str(stated.get("post") or ""), **term))
    return id
