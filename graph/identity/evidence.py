"""What a mention states, read once: the values that the rules compare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from operator import attrgetter

from graph.identity.keys import accounts_of
from graph.identity.names import Form, StatedName, read_name
from graph.identity.numbers import identity_number, telephone
from graph.masking import mask
from graph.model import Mention


@dataclass(frozen=True, slots=True)
class Evidence:
    """A mention's values in normal form."""

    mention: str
    name: StatedName
    number: str | None
    """A valid identity number; None: none stated, or one that does not count."""
    telephones: tuple[str, ...]
    accounts: tuple[str, ...]
    """Keys of accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """From how many different holders on a value says nothing about who someone is.

    A family shares a telephone and a couple sometimes a number; a property company's telephone, a grid officer's
    account or a form's specimen number is shared by many more.
    """

    telephone: int = 8
    number: int = 3
    account: int = 3


@dataclass(frozen=True, slots=True)
class SharedValue:
    """A value that stopped counting because too many use it."""

    kind: str
    """Chinese: 电话, 身份证号, 账号."""
    value: str
    """Masked."""
    holders: int
    """Different full names, or different valid identity numbers, whichever are more."""
    mentions: int

    @property
    def sentence(self) -> str:
        return f"不计入：{self.kind} {self.value}，{self.holders} 个不同的人、{self.mentions} 条记录使用"


def evidence_of(mention: Mention) -> Evidence:
    """What `mention` states."""
    return Evidence(
        mention.id,
        read_name(mention.name),
        identity_number(mention.identity_number),
        tuple(dict.fromkeys(filter(None, map(telephone, mention.telephones)))),
        accounts_of(mention),
    )


def discounted(
    evidence: Sequence[Evidence], bounds: Bounds, *, context: Iterable[Evidence] = ()
) -> tuple[list[Evidence], tuple[SharedValue, ...]]:
    """The evidence without the values that too many use, and those values, the most used first.

    `context` is evidence that counts as users of a value, but is not asked for.
    """
    everyone = [*evidence, *context]
    numbers = _shared(everyone, "身份证号", _numbers, bounds.number)
    telephones = _shared(everyone, "电话", attrgetter("telephones"), bounds.telephone)
    accounts = _shared(everyone, "账号", attrgetter("accounts"), bounds.account)
    dropped = numbers.keys() | telephones.keys() | accounts.keys()
    kept = [_without(each, dropped) for each in evidence] if dropped else list(evidence)
    found = (*numbers.values(), *telephones.values(), *accounts.values())
    return kept, tuple(sorted(found, key=lambda each: (-each.holders, each.kind, each.value)))


def _numbers(evidence: Evidence) -> tuple[str, ...]:
    return () if evidence.number is None else (evidence.number,)


def _shared(
    everyone: Iterable[Evidence], zh: str, values_of: Callable[[Evidence], tuple[str, ...]], bound: int
) -> dict[str, SharedValue]:
    users: defaultdict[str, list[Evidence]] = defaultdict(list)
    for each in everyone:
        for value in values_of(each):
            users[value].append(each)
    return {
        value: SharedValue(zh, mask(value), holders, len(some))
        for value, some in users.items()
        if len(some) > bound and (holders := _holders(some)) > bound
    }


def _holders(users: Iterable[Evidence]) -> int:
    names, numbers = set(), set()
    for each in users:
        if each.name.form is Form.FULL:
            names.add(each.name.text)
        if each.number is not None:
            numbers.add(each.number)
    return max(len(names), len(numbers))


def _without(evidence: Evidence, dropped: Set[str]) -> Evidence:
    if dropped.isdisjoint((*_numbers(evidence), *evidence.telephones, *evidence.accounts)):
        return evidence
    return replace(
        evidence,
        number=None if evidence.number in dropped else evidence.number,
        telephones=tuple(each for each in evidence.telephones if each not in dropped),
        accounts=tuple(each for each in evidence.accounts if each not in dropped),
    )
