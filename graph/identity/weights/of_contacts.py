"""Telephones, addresses and accounts compared."""

from __future__ import annotations

from graph.identity.weights.columns import Columns, holds_one
from graph.identity.weights.levels import ELSE, Comparison, Level, otherwise, overlap, overlapping, unstated


def _masked(one: Columns, other: Columns) -> bool:
    return _matches(one, other) or _matches(other, one)


def _matches(one: Columns, other: Columns) -> bool:
    return bool(one.telephone_text and other.telephone_like and holds_one(one.telephone_text, other.telephone_like))


def _mistyped(one: Columns, other: Columns) -> bool:
    if one.mobile is None or other.mobile is None:
        return False
    return sum(a != b for a, b in zip(one.mobile, other.mobile, strict=True)) == 1


def _same(column: str, one: Columns, other: Columns) -> bool:
    value = getattr(one, column)
    return value is not None and value == getattr(other, column)


def _is_same_door(one: Columns, other: Columns) -> bool:
    """The same building and room: of one stem where an entrance is not stated, or of an estate and of a street."""
    if not _same("flat", one, other) or (None not in (one.entrance, other.entrance) and one.entrance != other.entrance):
        return False
    two_forms = None not in (one.one_form, other.one_form) and one.one_form != other.one_form
    return two_forms or overlap(one.flats, other.flats)


_IS_SAME_DOOR = (
    "flat_l = flat_r and (entrance_l is null or entrance_r is null or entrance_l = entrance_r)"
    f" and (one_form_l <> one_form_r or {overlapping('flats')})"
)


TELEPHONE = Comparison(
    key="telephone",
    zh="电话",
    silent=Level(
        key="silent",
        zh="一方没有可比的电话",
        sql=unstated("telephone_text"),
        holds=lambda one, other: None in (one.telephone_text, other.telephone_text),
    ),
    levels=(
        Level(
            key="equal",
            zh="电话相同",
            sql=overlapping("telephones"),
            holds=lambda one, other: overlap(one.telephones, other.telephones),
        ),
        Level(
            key="masked",
            zh="遮盖的电话相符",
            sql="telephone_text_l like telephone_like_r or telephone_text_r like telephone_like_l",
            holds=_masked,
        ),
        Level(
            key="mistyped",
            zh="电话差一位",
            sql="levenshtein(mobile_l, mobile_r) = 1",
            holds=_mistyped,
        ),
        Level(key="differ", zh="电话不同", sql=ELSE, holds=otherwise),
    ),
)

ADDRESS = Comparison(
    key="address",
    zh="住址",
    silent=Level(
        key="silent",
        zh="一方没有可比的住址",
        sql=unstated("building"),
        holds=lambda one, other: None in (one.building, other.building),
    ),
    levels=(
        Level(
            key="unit",
            zh="同一户室",
            sql=f"unit_l = unit_r or {overlapping('homes')}",
            holds=lambda one, other: _same("unit", one, other) or overlap(one.homes, other.homes),
        ),
        Level(
            key="door",
            zh="门牌写法不同、户室号相同",
            sql=_IS_SAME_DOOR,
            holds=_is_same_door,
            learned=False,
        ),
        Level(
            key="building",
            zh="同一楼栋、一方没有户室",
            sql="building_l = building_r and (unit_l is null or unit_r is null)",
            holds=lambda one, other: _same("building", one, other) and None in (one.unit, other.unit),
            learned=False,
        ),
        Level(
            key="neighbour",
            zh="同一楼栋的另一户",
            sql="building_l = building_r",
            holds=lambda one, other: _same("building", one, other),
            learned=False,
        ),
        Level(key="other", zh="住址不同", sql=ELSE, holds=otherwise),
    ),
)

ACCOUNT = Comparison(
    key="account",
    zh="账号",
    silent=Level(
        key="silent",
        zh="一方没有账号",
        sql=unstated("accounts"),
        holds=lambda one, other: None in (one.accounts, other.accounts),
    ),
    levels=(
        Level(
            key="equal",
            zh="账号相同",
            sql=overlapping("accounts"),
            holds=lambda one, other: overlap(one.accounts, other.accounts),
        ),
        Level(key="differ", zh="账号不同", sql=ELSE, holds=otherwise, learned=False),
    ),
)
"""Accounts belong to platforms: two that differ say nothing, so their weight is 0."""
