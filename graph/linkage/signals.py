"""What speaks for a link: one function a signal, each with its weight, both values and the sentence that users read.

The first signals are facts that identity and places give: the same party, household, unit. Kind and time only
strengthen what one of these says. The weights are set by hand until judgements are there to learn them from.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.linkage.pairs import Pair, Shared, What
from graph.linkage.reason import Reason
from graph.linkage.stating import says_again, stated_reference
from graph.linkage.told import text_reasons, unlike_words
from graph.masking import mask_text
from graph.vocabulary import VOCABULARY

PERSON, HOUSEHOLD, UNIT, ORGANISATION = 4.0, 2.0, 2.0, 1.0
TITLE, TYPE, SOON, LATER = 1.0, 0.75, 0.75, 0.5
SOON_DAYS, LATER_DAYS = 30, 90


def reasons_of(pair: Pair) -> tuple[Reason, ...]:
    """Every signal about a link of the two, the strongest first; none when nothing is shared and one says nothing."""
    facts = [*(_FACTS[each.what](each) for each in pair.shared), *stated_reference(pair)]
    texts = list(text_reasons(pair, alone=not facts))
    support = list(same_type(pair)) if facts or texts else []
    support += [*same_title(pair), *close_in_time(pair), *says_again(pair), *unlike_words(pair)] if facts else []
    return tuple(sorted((*facts, *texts, *support), key=lambda each: (-each.weight, each.sentence)))


def same_person(shared: Shared) -> Reason:
    """A person is a party to both."""
    return _reason("same_person", PERSON, shared, f"同一当事人 {shared.name}（{_roles(shared)}）")


def same_organisation(shared: Shared) -> Reason:
    """An organisation is a party to both."""
    return _reason("same_organisation", ORGANISATION, shared, f"同一单位 {shared.name}（{_roles(shared)}）")


def same_household(shared: Shared) -> Reason:
    """Different parties of the two belong to one dwelling."""
    return _reason(
        "same_household", HOUSEHOLD, shared, f"{shared.left} 与 {shared.right} 登记在同一户室（{shared.name}）"
    )


def same_unit(shared: Shared) -> Reason:
    """Both happened at one dwelling or shop."""
    return _reason("same_unit", UNIT, shared, f"发生在同一户室（{shared.name}）")


def same_title(pair: Pair) -> Iterator[Reason]:
    """Both have one title, word for word."""
    if pair.same_title:
        left, right = mask_text(pair.a.title), mask_text(pair.b.title)
        yield Reason("same_title", TITLE, left, right, f"标题相同（{left}）")


def same_type(pair: Pair) -> Iterator[Reason]:
    """Both are disputes of one type."""
    if pair.same_type:
        label = VOCABULARY.label("dispute_type", pair.a.dispute_type)
        yield Reason("same_type", TYPE, label, label, f"类别相同（{label}）")


def close_in_time(pair: Pair) -> Iterator[Reason]:
    """Both came in within weeks."""
    if pair.days is None or pair.days > LATER_DAYS:
        return
    left, right = (str(each.received_at)[:10] for each in (pair.a, pair.b))
    apart = f"受理时间相隔 {pair.days} 天" if pair.days else "同一天受理"
    yield Reason("close_in_time", SOON if pair.days <= SOON_DAYS else LATER, left, right, apart)


_FACTS = {
    What.PERSON: same_person,
    What.ORGANISATION: same_organisation,
    What.HOUSEHOLD: same_household,
    What.UNIT: same_unit,
}


def _roles(shared: Shared) -> str:
    left, right = (VOCABULARY.label("party_role", each) for each in (shared.left, shared.right))
    return f"都是{left}" if left == right else f"一件中是{left}，一件中是{right}"


def _reason(signal: str, weight: float, shared: Shared, sentence: str) -> Reason:
    left, right = (mask_text(each or shared.name) for each in (shared.left, shared.right))
    return Reason(signal, weight, left, right, mask_text(sentence))
