"""Organisations that rows name in passing: one id for the ways of writing one, and a guess of what they are."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.identity.names import organisation_name
from graph.ids import make_id
from graph.model import MemberOf, Organisation, ReportsTo
from graph.store.protocol import EVERYTHING, Reader
from loaders.draft import SEEN_BY_ALL, Draft
from loaders.received import reporters

_COMMITTEE = re.compile(
    r"(?:.*街道)?([\u3400-\u9fff]{2,8}?)社区(?:居民委员会|居委会)?|([\u3400-\u9fff]{2,8}?)(?:居民委员会|居委会)"
)
_OWN_COMMITTEE = re.compile(r"(?:本|所属|所在|该)?(?:社区)?(?:居民委员会|居委会)|(?:本|所属|所在|该)?社区")
"""A residents' committee that only the row's community tells apart."""
_KINDS = (
    ("party_committee", re.compile(r".*(?:党工委|党委|工委)")),
    ("community_committee", re.compile(r".*(?:社区|居委会|居民委员会)")),
    ("mediation_committee", re.compile(r".*(?:调委会|调解委员会|调解室|调解中心|工作室)")),
    ("law_firm", re.compile(r".*(?:律师事务所|律所)")),
    ("court", re.compile(r".*(?:法院|法庭)")),
    ("school", re.compile(r".*(?:学校|小学|中学|幼儿园|大学|学院)")),
    ("hospital", re.compile(r".*(?:医院|卫生院|诊所|卫生服务中心)")),
    ("volunteer_team", re.compile(r".*(?:志愿队|志愿服务队|巡逻队|义警|应急队|自管队|平安锣|志愿者协会)")),
    ("construction_site", re.compile(r".*(?:项目部|工地|工程部)")),
    ("property_company", re.compile(r".*物业.*(?:公司|服务中心|管理处|物业)|.*物业")),
    ("enterprise", re.compile(r".*(?:公司|集团|厂)")),
    ("shop", re.compile(r".*(?:店|超市|餐馆|餐厅|酒楼|商行|经营部|馆)")),
    ("association", re.compile(r".*(?:协会|商会|联合会|基金会)")),
    ("department", re.compile(r".*(?:办|办公室|局|所|科|中心|站|委|处|队|院|街道|部)")),
)  # fmt: skip


@lru_cache(maxsize=16384)
def office_name(stated: str) -> str:
    """The normal name: a community as an office is its residents' committee."""
    name = organisation_name(stated)
    match = None if _OWN_COMMITTEE.fullmatch(name) else _COMMITTEE.fullmatch(name)
    return f"{match[1] or match[2]}社区居民委员会" if match else name


def meant_office(stated: str, community: str | None) -> str:
    """What a row of `community` means by an office: 社区居委会 alone is that community's."""
    return community if community and _OWN_COMMITTEE.fullmatch(organisation_name(stated)) else stated


@lru_cache(maxsize=16384)
def kind_of_office(name: str) -> str:
    """What an organisation of this name is (code list `organisation_kind`), `other` when the name does not say."""
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(name)), "other")


@lru_cache(maxsize=16384)
def office_id(name: str) -> str:
    """The id of the organisation of this normal name."""
    return make_id("organisation", name)


def mention_office(draft: Draft, stated: str) -> str:
    """Draft an organisation that a row only names, and give its id; what the graph knows of it stays."""
    name = office_name(stated)
    if (name, stated) in draft.known:
        return office_id(name)
    draft.known.add((name, stated))
    aliases = (stated,) if name != organisation_name(stated) else ()
    fills = {"name": name, "kind": kind_of_office(name), "aliases": aliases}
    return draft.node(Organisation, office_id(name), {}, fills=fills, visible_to=SEEN_BY_ALL)


def unlisted_offices(draft: Draft, store: Reader) -> dict[str, str]:
    """A sentence for each organisation that is new, and is only named as whom others report to, serve in or have
    their list from: by its id: it may be another way of writing one that is there.
    """
    named = {each.target: "上级" for each in draft.edges.values() if isinstance(each, ReportsTo)}
    named |= dict.fromkeys(reporters(draft.edges.values()), "清单的报送单位")
    serving = (each for each in draft.edges.values() if isinstance(each, MemberOf))
    named |= {each.target: "人员的单位" for each in serving if each.source.startswith("officer-")}
    bare = sorted(id for id in named if id in draft.nodes and not set(draft.nodes[id].fields) - {"name"})
    stored = store.get(bare, scope=EVERYTHING) if bare else []
    new = [id for id, each in zip(bare, stored, strict=True) if each is None]
    return {id: f"“{_name_in(draft, id)}”只写作{named[id]}，名册和图库里都没有，已当作新单位，请核对名称" for id in new}


def _name_in(draft: Draft, id: str) -> str:
    stated = draft.nodes[id]
    return str(stated.fields.get("name") or stated.fills.get("name") or id)
