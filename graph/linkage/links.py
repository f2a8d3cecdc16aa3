"""From what pairs of cases share, and what was judged, to the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graph.linkage.kinds import kind_of, kind_of_link
from graph.linkage.ledger import JOINING, left_open, makes_one
from graph.linkage.pairs import Pair
from graph.linkage.signals import TYPE, Reason
from graph.linkage.weighing import weighed
from graph.linkage.weights import SHIPPED, LinkSettings
from graph.masking import mask_text
from graph.model import Judgement, Linked
from graph.vocabulary import VOCABULARY

_ROUNDED = 0.01
"""Bits by which a sum of rounded weights may differ."""

Answers = Mapping[tuple[str, str], Judgement]
"""The standing judgement of each pair of cases, the smaller id first."""


def answers_of(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """Standing judgements about cases by their pair."""
    return {(each.a, each.b): each for each in judgements if each.kind == "linkage"}


def link_pairs(pairs: Iterable[Pair], answers: Answers, settings: LinkSettings = SHIPPED) -> Iterator[Linked]:
    """The links of these pairs; a judged “no” makes none, a judged “yes” a certain one."""
    for pair in pairs:
        link = link_of(pair, answers.get((pair.a.id, pair.b.id)), settings)
        if link is not None:
            yield link


def link_of(pair: Pair, judgement: Judgement | None = None, settings: LinkSettings = SHIPPED) -> Linked | None:
    """The link of two cases; None when there is none."""
    if judgement is not None and judgement.answer == "no":
        return None
    pair = pair if pair.settings is settings else replace(pair, settings=settings)
    if judgement is None and _only_read(pair) and not _may_be_noticed(pair):
        return None
    reasons = weighed(pair, settings)
    weight = settings.total(each.weight for each in reasons)
    if judgement is not None and judgement.answer == "yes":
        return _judged(pair, reasons, judgement, weight)
    if not reasons or weight < settings.noticeable:
        return None
    kind = kind_of(pair)
    return Linked(
        source=pair.a.id,
        target=pair.b.id,
        kind=kind.name,
        certainty="provisional" if weight >= settings.together else "suggested",
        basis="score" if pair.only_told else "rule",
        weight=weight,
        reasons=(*(each.sentence for each in reasons if each.sentence), kind.told(pair)),
        left_open=left_open(pair, judgement),
    )


def _only_read(pair: Pair) -> bool:
    """Whether nothing but their words can speak for the two: nearly all pairs that share a rare word."""
    return not pair.shared and not pair.refers


def _may_be_noticed(pair: Pair) -> bool:
    """Whether the words come to a suggestion, with all that can support them; much quicker than to say why."""
    least = pair.settings.noticeable - TYPE * pair.settings.coefficient("same_type") - _ROUNDED
    return pair.text_weight is not None and pair.text_weight >= least


def joins(link: Linked) -> bool:
    """Whether the link makes its two cases one matter."""
    return link.kind in JOINING and link.certainty != "suggested"


def judged(judgement: Judgement) -> str:
    """The sentence of a judgement about two cases."""
    why = f"：{mask_text(judgement.why)}" if judgement.why else ""
    return f"{judgement.by} 判定{verdict(judgement)}{why}"


def verdict(judgement: Judgement) -> str:
    """What was decided about two cases, with the kind where it was said."""
    said = {"yes": "是同一事项", "no": "不是同一事项"}.get(judgement.answer, "不能确定是否同一事项")
    kind = VOCABULARY.label("link_kind", judgement.link_kind)
    if not kind or judgement.answer != "yes":
        return said
    return f"{said}（{kind}）" if makes_one(judgement) else f"有关联（{kind}）"


def _judged(pair: Pair, reasons: tuple[Reason, ...], judgement: Judgement, weight: float) -> Linked:
    kind = kind_of_link(pair)
    return Linked(
        source=pair.a.id,
        target=pair.b.id,
        kind=judgement.link_kind or (kind if kind in JOINING else "duplicate"),
        certainty="certain",
        basis="judgement",
        weight=weight,
        reasons=(judged(judgement), *(each.sentence for each in reasons if each.sentence)),
    )
