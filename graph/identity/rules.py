"""The certain rules: which mentions to join, in which order, and the sentence for each join.

Within a value's group the names decide first (`likeness.gathered`): equal, alike in sound or shape, or a title form
that fits one of them alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from graph.identity.clusters import Clusters, Refusal, Rule
from graph.identity.evidence import Evidence
from graph.identity.likeness import Group, gathered, said_of
from graph.identity.names import Form
from graph.masking import mask, mask_text
from graph.model import Judgement

V = TypeVar("V")
Sentence = Callable[[Evidence, Evidence], str]


def apply_judgements(clusters: Clusters, judgements: Iterable[Judgement], *, known: Mapping[str, Evidence]) -> None:
    """Join what was judged to be the same person."""
    for each in sorted(judgements, key=lambda each: (each.a, each.b)):
        if each.answer == "yes" and each.a in known and each.b in known:
            clusters.join(each.a, each.b, rule=Rule.JUDGEMENT, sentence=judged(each))


def apply_identity(clusters: Clusters, evidence: Iterable[Evidence]) -> None:
    """The same valid identity number, and names that agree."""
    groups = _groups(evidence, lambda each: () if each.number is None else (each.number,))
    for number, group in groups:
        _join_by_name(clusters, group, Rule.IDENTITY, lambda a, b, number=number: same_number(number, a, b))


def apply_accounts(clusters: Clusters, evidence: Iterable[Evidence]) -> None:
    """The same account of a source's platform, and names that agree."""
    for _, group in _groups(evidence, lambda each: each.accounts):
        _join_by_name(clusters, group, Rule.ACCOUNT, same_account)


def apply_contacts(clusters: Clusters, evidence: Iterable[Evidence]) -> None:
    """The same full telephone and the same full name.

    Where a telephone and name are those of two identity numbers, a mention without a number joins neither.
    """
    full = [each for each in evidence if each.name.form is Form.FULL]
    for (telephone, _), group in _groups(full, lambda each: ((number, each.name.text) for number in each.telephones)):
        sure, unsure = _numbered(clusters, group)
        _join_group(clusters, sure, Rule.CONTACT, lambda a, b, t=telephone: same_contact(t, a, b))
        for each in unsure:
            reason = f"电话（{mask(telephone)}）和姓名与两个不同身份证号的人都相同，不能确定是谁"
            clusters.refusals.append(Refusal(sure[0].mention, each.mention, Rule.CONTACT, reason))


def certain_values(evidence: Evidence) -> Iterator[str]:
    """What a certain rule may join by, each behind its kind: whoever has one in common is looked at together."""
    if evidence.number is not None:
        yield f"number {evidence.number}"
    yield from (f"account {each}" for each in evidence.accounts)
    if evidence.name.form is Form.FULL:
        yield from (f"contact {each} {evidence.name.text}" for each in evidence.telephones)


# -- sentences -----------------------------------------------------------------------------------


def judged(judgement: Judgement) -> str:
    """The sentence of a judgement."""
    verdict = {"yes": "是同一人", "no": "不是同一人"}.get(judgement.answer, "不能确定是否同一人")
    why = f"：{mask_text(judgement.why)}" if judgement.why else ""
    return f"{judgement.by} 判定{verdict}{why}"


def same_number(number: str, a: Evidence, b: Evidence) -> str:
    """The sentence of the identity rule."""
    return f"身份证号相同（{mask(number)}），{said_of(a, b)}"


def same_account(a: Evidence, b: Evidence) -> str:
    """The sentence of the account rule."""
    return f"同一来源的同一账号，{said_of(a, b)}"


def same_contact(telephone: str, a: Evidence, b: Evidence) -> str:
    """The sentence of the contact rule."""
    return f"电话（{mask(telephone)}）和姓名“{a.name.text}”都相同"


# -- groups --------------------------------------------------------------------------------------


def _groups(evidence: Iterable[Evidence], values_of: Callable[[Evidence], Iterable[V]]) -> list[tuple[V, Group]]:
    """The evidence by value, values of one mention alone left out, in the order of the smallest mention."""
    groups: defaultdict[V, Group] = defaultdict(list)
    for each in evidence:
        for value in values_of(each):
            groups[value].append(each)
    shared = [(value, group) for value, group in groups.items() if len(group) > 1]
    for _, group in shared:
        group.sort(key=lambda each: each.mention)
    return sorted(shared, key=lambda item: ([each.mention for each in item[1]], str(item[0])))


def _join_by_name(clusters: Clusters, group: Group, rule: Rule, sentence: Sentence) -> None:
    by_name, unsure = gathered(group, number=rule is Rule.IDENTITY)
    for same in by_name:
        _join_group(clusters, same, rule, sentence)
    for each, candidate in unsure:
        reason = f"“{each.name.text or '未具名'}”与其中几个不同的姓名都相符，不能确定是谁"
        clusters.refusals.append(Refusal(candidate.mention, each.mention, rule, reason))


def _join_group(clusters: Clusters, group: Group, rule: Rule, sentence: Sentence) -> None:
    """Join each to the first that it does not contradict."""
    anchors: Group = []
    for each in group:
        if not any(
            clusters.join(anchor.mention, each.mention, rule=rule, sentence=sentence(anchor, each))
            for anchor in anchors
        ):
            anchors.append(each)


def _numbered(clusters: Clusters, group: Group) -> tuple[Group, Group]:
    """Whom to join: all, unless their clusters have different identity numbers: then those with a number alone."""
    numbers = [clusters.numbers(each.mention) for each in group]
    if len(frozenset().union(*numbers)) < 2:
        return group, []
    sure = [each for each, own in zip(group, numbers, strict=True) if own]
    return sure, [each for each, own in zip(group, numbers, strict=True) if not own]
