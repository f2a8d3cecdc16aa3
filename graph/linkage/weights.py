"""The numbers that a link depends on: shipped, learned from judgements, each set kept with a version."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from math import fsum
from typing import Any

from graph.errors import BadValue
from graph.linkage.texts import scoring

SIGNALS: Mapping[str, str] = {
    "same_person": "同一当事人",
    "same_household": "同户",
    "same_unit": "同一户室",
    "same_organisation": "同一单位",
    "same_title": "标题相同",
    "same_type": "类别相同",
    "close_in_time": "时间相近",
    "stated_reference": "写明对方的编号",
    "says_again": "写明再次反映",
    "unlike_words": "所说的不是一件事",
    **scoring.SIGNALS,
}
"""Every signal that has a coefficient, with what users call it."""
_FIELD = "关联参数"
_DIGITS = 3


def _check_number(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BadValue(value=value, field=name, reason="应是有限的数")


@dataclass(frozen=True, kw_only=True)
class LinkSettings:
    """From the signals of two cases to their weight, and from the weight to a link. Raises BadValue when it cannot be.

    A weight is the log2 of the odds that the two belong together: the offset, and of each signal what it says times its
    coefficient.
    """

    version: str
    coefficients: Mapping[str, float]
    """By signal, not negative; 1 takes a signal as it was written, 0 leaves it out."""
    offset: float = 0.0
    """Bits that every pair with a signal has to begin with."""
    together: float
    """Weight from which a link is provisional; below, it is a suggestion and joins nothing."""
    noticeable: float
    """Weight below which two cases are not linked at all."""
    made: str = ""
    """How the numbers were come by: Chinese, for people."""
    figures: Mapping[str, float] = field(default_factory=dict)
    """What was measured when they were made, by name."""

    def __post_init__(self) -> None:
        for signal, value in self.coefficients.items():
            if signal not in SIGNALS:
                raise BadValue(value=signal, field=_FIELD, reason=f"没有这个信号；有：{'、'.join(SIGNALS)}")
            _check_number(f"{signal} 的系数", value)
            if value < 0:
                raise BadValue(value=value, field=f"{signal} 的系数", reason="不能是负数")
        for name in ("offset", "together", "noticeable"):
            _check_number(name, getattr(self, name))
        if self.together < self.noticeable:
            raise BadValue(value=self.together, field="together", reason=f"不能低于 noticeable（{self.noticeable:g}）")

    def coefficient(self, signal: str) -> float:
        """What the weight of a signal is multiplied by; of one that these numbers do not name, 1."""
        return self.coefficients.get(signal, 1.0)

    def total(self, weights: Iterable[float]) -> float:
        """What weights, each times its coefficient, come to, rounded so that no order of adding shows."""
        return round(self.offset + fsum(weights), _DIGITS)


SHIPPED = LinkSettings(
    version="shipped",
    coefficients=dict.fromkeys(SIGNALS, 1.0),
    together=scoring.TOGETHER,
    noticeable=2.0,
    made="出厂参数：各信号的权重由人设定",
)
"""One firm in both cases, of one kind or at one time, says too little to be noticeable."""


def to_json(settings: LinkSettings) -> str:
    """The settings as they are kept, keys sorted."""
    return json.dumps(asdict(settings), ensure_ascii=False, sort_keys=True)


def from_json(text: str, *, lenient: bool = False) -> LinkSettings:
    """The settings of a JSON object, what it leaves out as shipped. Raises BadValue that says what is wrong.

    `lenient` passes over the signals and names that this program does not know: of one that was older or newer.
    """
    kept = _object(text)
    coefficients = _numbers(kept.get("coefficients", {}), "coefficients")
    if lenient:
        coefficients = {signal: value for signal, value in coefficients.items() if signal in SIGNALS}
        kept = {name: value for name, value in kept.items() if name in _NAMES}
    if unknown := sorted(kept.keys() - _NAMES):
        raise BadValue(value=unknown[0], field=_FIELD, reason=f"不认识的名称；可以写：{'、'.join(sorted(_NAMES))}")
    figures = _numbers(kept.get("figures", {}), "figures")
    whole = {**asdict(SHIPPED), **kept, "figures": figures}
    return LinkSettings(**{**whole, "coefficients": {**SHIPPED.coefficients, **coefficients}})


_NAMES = frozenset(asdict(SHIPPED))


def _object(text: str) -> dict[str, Any]:
    try:
        kept = json.loads(text)
    except ValueError as error:
        raise BadValue(value=text[:40], field=_FIELD, reason=f"不是 JSON（{error}）") from error
    if not isinstance(kept, dict):
        raise BadValue(value=text[:40], field=_FIELD, reason="应是一个 JSON 对象")
    return kept


def _numbers(value: object, name: str) -> dict[str, float]:
    if not isinstance(value, dict):
        raise BadValue(value=value, field=name, reason="应是名称到数的对象")
    for each, number in value.items():
        _check_number(each, number)
    return value
