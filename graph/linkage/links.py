"""From what pairs of cases share, and what was judged, to the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.linkage.kinds import kind_of_link
from graph.linkage.pairs import Pair
from graph.linkage.signals import Reason, reasons_of
from graph.masking import mask_text
from graph.model import Judgement, Linked

ENOUGH = 2.5
"""Weight from which a link is provisional; below, it is a suggestion and joins nothing."""
NOTICEABLE = 2.0
"""Weight below which two cases are not linked at all: one firm in both, of one kind or at one time, says too little."""
JOINING = ("duplicate", "group")
"""Kinds of link that make cases one matter."""

Answers = Mapping[tuple[str, str], Judgement]
"""The standing judgement of each pair of cases, the smaller id first."""


def answers_of(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """Standing judgements about cases by their pair."""
    return {(each.a, each.b): each for each in judgements if each.kind == "linkage"}


def link_pairs(pairs: Iterable[Pair], answers: Answers) -> Iterator[Linked]:
    """The links of these pairs; a judged “no” makes none, a judged “yes” a certain one."""
    for pair in pairs:
        link = link_of(pair, answers.get((pair.a.id, pair.b.id)))
        if link is not None:
            yield link


def link_of(pair: Pair, judgement: Judgement | None = None) -> Linked | None:
    """The link of two cases; None when there is none."""
    reasons = reasons_of(pair)
    weight = sum(each.weight for each in reasons)
    if judgement is not None and judgement.answer == "no":
        return None
    if judgement is not None and judgement.answer == "yes":
        return _judged(pair, reasons, judgement)
    if weight < NOTICEABLE:
        return None
    return Linked(
        source=pair.a.id,
        target=pair.b.id,
        kind=kind_of_link(pair),
        certainty="provisional" if weight >= ENOUGH else "suggested",
        weight=weight,
        reasons=tuple(each.sentence for each in reasons),
    )


def joins(link: Linked) -> bool:
    """Whether the link makes its two cases one matter."""
    return link.kind in JOINING and link.certainty != "suggested"


def judged(judgement: Judgement) -> str:
    """The sentence of a judgement about two cases."""
    verdict = {"yes": "是同一事项", "no": "不是同一事项"}.get(judgement.answer, "不能确定是否同一事项")
    why = f"：{mask_text(judgement.why)}" if judgement.why else ""
    return f"{judgement.by} 判定{verdict}{why}"


def _judged(pair: Pair, reasons: tuple[Reason, ...], judgement: Judgement) -> Linked:
    kind = kind_of_link(pair)
    return Linked(
        source=pair.a.id,
        target=pair.b.id,
        kind=kind if kind in JOINING else "duplicate",
        certainty="certain",
        basis="judgement",
        weight=sum(each.weight for each in reasons),
        reasons=(judged(judgement), *(each.sentence for each in reasons)),
    )
