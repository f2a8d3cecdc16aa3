"""Which organisation a mention means: the one of its credit code, else the one of its normalised name."""

from __future__ import annotations

from collections.abc import Mapping

from graph.identity.names import organisation_name
from graph.identity.numbers import credit_code
from graph.ids import make_id
from graph.model import EVERYONE, Mention, Organisation

_KINDS = (
    ("property_company", ("物业",)),
    ("construction_site", ("项目部", "工地", "施工")),
    ("law_firm", ("律师事务所",)),
    ("mediation_committee", ("调解委员会", "调委会", "调解室")),
    ("community_committee", ("居委会", "居民委员会", "社区")),
    ("court", ("法院", "法庭")),
    ("school", ("学校", "小学", "中学", "幼儿园", "大学", "学院")),
    ("hospital", ("医院", "诊所", "卫生院", "卫生服务中心")),
    ("association", ("协会", "商会", "基金会")),
    ("department", ("派出所", "司法所", "管理局", "管理所", "监察", "街道办")),
    ("enterprise", ("公司", "集团", "厂", "银行")),
    ("shop", ("店", "馆", "超市", "餐厅", "酒楼", "商行", "经营部", "火锅", "烧烤", "酒家", "理发", "工作室")),
)
"""The first whose word a name holds; a register that says the kind replaces this guess."""


def organisation_id(name: str) -> str | None:
    """The id of the organisation of that name; None for a name that holds nothing."""
    normal = organisation_name(name)
    return make_id("organisation", normal) if normal else None


def organisation_of(mention: Mention, *, by_code: Mapping[str, str]) -> str | None:
    """Whom `mention` means. `by_code`: the ids of the organisations that are registered with a credit code."""
    code = credit_code(mention.identity_number)
    return by_code.get(code or "") or organisation_id(mention.name)


def new_organisation(mention: Mention) -> Organisation:
    """The organisation that `mention`, the first to state it, brings with it. It must state a name."""
    name = organisation_name(mention.name)
    return Organisation(id=make_id("organisation", name), name=name, kind=_kind(name), visible_to=(EVERYONE,))


def _kind(name: str) -> str:
    return next((kind for kind, words in _KINDS if any(word in name for word in words)), "other")
