"""The conditions of a rule, read from its `when` and held against what a fact can be at all."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, cast

from graph.duty.warnings.facts import FactKind
from graph.duty.warnings.rules import Condition, Op
from graph.vocabulary import VOCABULARY

_ORDERED = ("at_least", "above", "at_most", "below")
_OF_CODES = ("is", "in")
_LOW, _HIGH = ("at_least", "above"), ("at_most", "below")


def read_when(stated: object, kinds: Mapping[str, FactKind]) -> tuple[Condition, ...]:
    """The conditions of a `when` table. Raises ValueError with what is wrong, to be read behind the rule's name."""
    if not isinstance(stated, dict) or not stated:
        raise ValueError("要写至少一个条件，如 { participants = { at_least = 30 } }")
    return tuple(each for name, wanted in stated.items() for each in _of_fact(name, wanted, kinds))


def _of_fact(name: str, stated: object, kinds: Mapping[str, FactKind]) -> Iterator[Condition]:
    kind = kinds.get(name)
    if kind is None:
        near = difflib.get_close_matches(name, list(kinds), n=1)
        raise ValueError(f"里没有“{name}”这个事实{f'（是不是 {near[0]}？）' if near else ''}，事实见 docs/warnings.md")
    if kind.sort == "flag":
        if not isinstance(stated, bool):
            raise ValueError(f"里 {name} 只能是 true 或 false")
        yield Condition(name, "is", stated)
        return
    if not isinstance(stated, dict) or not stated:
        raise ValueError(f"里 {name} 要写成 {_example(kind)}")
    _check_possible(name, stated, kind)
    for op, wanted in stated.items():
        yield Condition(name, cast("Op", op), tuple(wanted) if isinstance(wanted, list) else wanted)


def _check_possible(name: str, stated: Mapping[str, Any], kind: FactKind) -> None:
    """Raises ValueError for a comparison that does not fit, and for thresholds that nothing can reach."""
    for op, wanted in stated.items():
        _check_op(name, op, kind)
        if kind.is_number:
            _check_number(name, wanted, kind)
        else:
            _check_codes(name, op, wanted, kind)
    if kind.is_number:
        _check_range(name, stated, kind)


def _check_op(name: str, op: str, kind: FactKind) -> None:
    known = _ORDERED if kind.is_number else (*_OF_CODES, *_ORDERED)
    if op not in known:
        raise ValueError(f"里 {name} 没有“{op}”这种比较，可用的有 {'、'.join(known)}")


def _check_number(name: str, wanted: object, kind: FactKind) -> None:
    if isinstance(wanted, bool) or not isinstance(wanted, int | float):
        raise ValueError(f"里 {name} 要与数比较，不能是 {wanted!r}")
    if not kind.least <= wanted <= kind.most:
        raise ValueError(f"里 {name}（{kind.zh}）的门槛 {_number(wanted)} 不可能：{_reach(kind)}")


def _check_codes(name: str, op: str, wanted: object, kind: FactKind) -> None:
    codes = wanted if isinstance(wanted, list) and op == "in" else [wanted]
    labels = VOCABULARY[kind.list or ""].labels
    for each in codes:
        if each not in labels:
            raise ValueError(f"里 {name}（{kind.zh}）没有代码 {each!r}，可用的有 {'、'.join(labels)}")


def _check_range(name: str, stated: Mapping[str, Any], kind: FactKind) -> None:
    for low, high in product(_LOW, _HIGH):
        if low in stated and high in stated and _is_empty(low, stated[low], high, stated[high], kind):
            both = f"既{_ZH[low]} {_number(stated[low])} 又{_ZH[high]} {_number(stated[high])}"
            raise ValueError(f"里 {name}（{kind.zh}）不可能{both}")
    if stated.get("below") == kind.least or stated.get("above") == kind.most:
        raise ValueError(f"里 {name}（{kind.zh}）的门槛永远达不到：{_reach(kind)}")


def _reach(kind: FactKind) -> str:
    return f"只会在 {_number(kind.least)} 到 {_number(kind.most)} 之间"


def _number(value: float) -> str:
    return f"{value:,.15g}"


def _is_empty(low: str, least: float, high: str, most: float, kind: FactKind) -> bool:
    """Whether nothing lies between the two; between 10 and 11 no number of days does."""
    if kind.whole:
        first = math.floor(least) + 1 if low == "above" else math.ceil(least)
        return first > (math.ceil(most) - 1 if high == "below" else math.floor(most))
    return least > most or (least == most and (low, high) != ("at_least", "at_most"))


_ZH = {"at_least": "不小于", "above": "大于", "at_most": "不大于", "below": "小于"}


def _example(kind: FactKind) -> str:
    return "{ at_least = 1 }" if kind.is_number else '{ is = "…" }'
