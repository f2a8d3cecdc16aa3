"""Why two cases are linked, and why they are not, in sentences that users read."""

from __future__ import annotations

from collections.abc import Iterator

from graph.linkage.links import ENOUGH, NOTICEABLE, judged
from graph.linkage.pairs import Pair
from graph.linkage.signals import Reason, reasons_of
from graph.model import Judgement

NOTHING_SHARED = "没有相同的当事人、住户或地点"


def why(pair: Pair) -> tuple[Reason, ...]:
    """Every signal that speaks for a link, the strongest first."""
    return reasons_of(pair)


def why_not(pair: Pair, judgement: Judgement | None = None) -> tuple[str, ...]:
    """What speaks against one matter: a judgement, different sides or kinds, a settlement between, too little."""
    return tuple(_against(pair, judgement)) or (f"没有发现矛盾（权重 {_weight(pair):g}）",)


def _against(pair: Pair, judgement: Judgement | None) -> Iterator[str]:
    if judgement is not None and judgement.answer == "no":
        yield judged(judgement)
    if not pair.shared:
        yield NOTHING_SHARED
        return
    if pair.other_respondents:
        yield "对方当事人不同"
    if pair.same_type is False:
        yield "纠纷类别不同"
    if pair.settled_between:
        yield f"前一件已于 {pair.earlier.settled_on} 化解，后一件是复发而不是重复"
    if _weight(pair) < NOTICEABLE:
        yield f"依据太弱（权重 {_weight(pair):g}，少于 {NOTICEABLE:g}）"
    elif _weight(pair) < ENOUGH:
        yield f"依据不足，只作提示（权重 {_weight(pair):g}，少于 {ENOUGH:g}）"


def _weight(pair: Pair) -> float:
    return sum(each.weight for each in reasons_of(pair))
