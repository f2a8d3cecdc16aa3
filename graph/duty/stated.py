"""What has to be told to take a step, read from the acts themselves; and from what somebody told to the act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from graph.duty.acts import ACT_OF, Act, Names, zh_of
from graph.errors import BadValue, UnknownCode
from graph.model.notes import Code, Zh
from graph.vocabulary import VOCABULARY, Vocabulary

COMMON = ("at", "by", "officer")
"""Fields of every act: when, for which organisation, by whom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One field of an act, as whoever takes the step has to tell it."""

    name: str
    zh: str
    note: str
    type: type
    """str, bool, date or datetime: of one value."""
    many: bool
    required: bool
    optional: bool
    """Whether it may be told to be nothing."""
    code: str | None
    """The list whose code it holds."""
    kinds: tuple[str, ...]
    """The kinds of record whose ids it holds; empty: it holds none."""


@cache
def told_of(act: type[Act]) -> tuple[Told, ...]:
    """Its fields in their order, the common ones first."""
    hints = get_type_hints(act, include_extras=True)
    return tuple(_told(hints[each.name], each) for each in fields(act))


def act_of(kind: str, stated: Mapping[str, Any], *, words: Vocabulary = VOCABULARY) -> Act:
    """The act of a kind that `stated` tells, by the names of its fields; codes as codes or in Chinese.

    A field whose value is None is not told. Raises UnknownCode, BadValue for one that is missing, empty or unknown.
    """
    act = ACT_OF[words["step"].code(kind)]
    known = {each.name: each for each in told_of(act)}
    for name in stated:
        if name not in known:
            raise BadValue(value=name, field=f"“{zh_of(act.KIND)}”的内容", reason=f"可写的有 {'、'.join(known)}")
    given = {name: _read(known[name], value, words) for name, value in stated.items() if value is not None}
    for each in known.values():
        if each.required and given.get(each.name) in (None, "", ()):
            raise BadValue(value="", field=f"“{zh_of(act.KIND)}”的{each.zh}", reason="必须写明")
    return act(**given)


def _read(told: Told, value: Any, words: Vocabulary) -> Any:
    if told.many:
        several = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
        return tuple(dict.fromkeys(_one(told, each, words) for each in several))
    return _one(told, value, words)


def _one(told: Told, value: Any, words: Vocabulary) -> Any:
    if told.code is not None:
        return _code(told, value, words)
    if told.type is str:
        return str(value).strip()
    if not isinstance(value, told.type):
        raise BadValue(value=value, field=told.zh, reason=_SHAPES[told.type])
    return value


def _code(told: Told, value: Any, words: Vocabulary) -> str:
    codes = words[told.code or ""]
    found = codes.find(str(value))
    if found is None:
        raise UnknownCode(list=codes.zh, value=value, known="、".join(codes.labels.values()))
    return found


_SHAPES: Mapping[type, str] = {
    bool: "应为是或否",
    dt.date: "应为日期，如 2025-03-01",
    dt.datetime: "应为时间，如 2025-03-01T09:30",
}


def _told(hint: Any, field: Any) -> Told:
    notes = getattr(hint, "__metadata__", ())
    plain, optional = _plain(get_args(hint)[0])
    many = get_origin(plain) is tuple
    return Told(
        name=field.name,
        zh=next((each.label for each in notes if isinstance(each, Zh)), field.name),
        note=next((each for each in notes if isinstance(each, str)), ""),
        type=get_args(plain)[0] if many else plain,
        many=many,
        required=field.default is MISSING and field.default_factory is MISSING,
        optional=optional,
        code=next((each.list for each in notes if isinstance(each, Code)), None),
        kinds=next((each.kinds for each in notes if isinstance(each, Names)), ()),
    )


def _plain(hint: Any) -> tuple[Any, bool]:
    """The type without None, and whether None was in it."""
    if get_origin(hint) not in (Union, UnionType):
        return hint, False
    return next(each for each in get_args(hint) if each is not type(None)), True
