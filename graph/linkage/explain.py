"""Why two cases are linked, and why they are not, in sentences that users read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.linkage.links import judged
from graph.linkage.pairs import Pair
from graph.linkage.signals import Reason
from graph.linkage.weighing import weigh, weighed
from graph.linkage.weights import SHIPPED, SIGNALS, LinkSettings
from graph.model import Judgement

NOTHING_SHARED = "没有相同的当事人、住户或地点"


def why(pair: Pair, settings: LinkSettings = SHIPPED) -> tuple[Reason, ...]:
    """Every signal, the strongest first; one that only moves the sum is called by its name."""
    return tuple(
        each if each.sentence else replace(each, sentence=SIGNALS[each.signal]) for each in weighed(pair, settings)
    )


def why_not(
    pair: Pair,
    judgement: Judgement | None = None,
    settings: LinkSettings = SHIPPED,
    *,
    parted: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """What speaks against one matter: a judgement, different sides or kinds, a settlement between, too little.

    `parted`: where a way between the two was cut, in sentences.
    """
    found = (*_against(pair, judgement, settings), *parted)
    return found or (f"没有发现矛盾（权重 {weigh(pair, settings):g}）",)


def _against(pair: Pair, judgement: Judgement | None, settings: LinkSettings) -> Iterator[str]:
    if judgement is not None and judgement.answer == "no":
        yield judged(judgement)
    if not pair.shared:
        yield NOTHING_SHARED
        if pair.text_weight is None:
            return
    if pair.other_respondents:
        yield "对方当事人不同"
    if pair.same_type is False:
        yield "纠纷类别不同"
    if pair.settled_between:
        yield f"前一件已于 {pair.earlier.settled_on} 化解，后一件是复发而不是重复"
    weight = weigh(pair, settings)
    if weight < settings.noticeable:
        yield f"依据太弱（权重 {weight:g}，少于 {settings.noticeable:g}）"
    elif weight < settings.together:
        yield f"依据不足，只作提示（权重 {weight:g}，少于 {settings.together:g}）"
