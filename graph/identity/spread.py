"""Values that several use: what counts for whom. Found by their spread over names and homes, never by their form.

A property company's telephone, a grid officer's, an agent's, a form's specimen number say nothing about who someone
is. A wife who gives her husband's identity number states his, not hers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.identity.evidence import Evidence
from graph.identity.keys import KeyKind, line_of, make_key
from graph.identity.likeness import gathered
from graph.identity.names import Form
from graph.masking import mask

Users = list[Evidence]
NOTHING_DECIDED: Mapping[str, bool] = {}
MOST = 1_000
"""Mentions that may state one telephone or dwelling: more are never one household's, whatever they are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How many different holders a value may have and still say who someone is."""

    telephone: int = 6
    """Full names: a family's landline."""
    scattered: int = 3
    """Full names, and as many dwellings: those who share a telephone and no home are an agent's clients."""
    number: int = 3
    """Full names of which none is that of most: a specimen's."""
    account: int = 3
    unit: int = 15
    """Full names in one dwelling."""


@dataclass(frozen=True, slots=True)
class SharedValue:
    """A value that stopped counting because too many use it."""

    kind: str
    """Chinese: 电话, 身份证号, 账号, 住址."""
    value: str
    """Masked; of a dwelling its place's id."""
    holders: int
    """Different names."""
    mentions: int

    @property
    def sentence(self) -> str:
        return f"不计入：{self.kind} {self.value}，{self.holders} 个不同的人、{self.mentions} 条记录使用"


@dataclass(frozen=True, slots=True)
class Discounts:
    """What does not count."""

    telephones: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    """Mentions that state somebody else's identity number, or nobody's."""
    shared: tuple[SharedValue, ...] = ()
    """What counts for nobody, the most used first."""

    def applied(self, evidence: Evidence) -> Evidence:
        """`evidence` as it counts."""
        if evidence.mention in self.foreign:
            evidence = replace(evidence, number=None, sex=evidence.stated_sex, birth=evidence.stated_birth)
        if not self.telephones.isdisjoint(evidence.telephones):
            kept = tuple(each for each in evidence.telephones if each not in self.telephones)
            evidence = replace(evidence, telephones=kept)
        if not self.accounts.isdisjoint(evidence.accounts):
            evidence = replace(
                evidence, accounts=tuple(each for each in evidence.accounts if each not in self.accounts)
            )
        return replace(evidence, unit="", door="", homes=()) if evidence.unit in self.units else evidence


def discounts_among(
    everyone: Sequence[Evidence], bounds: Bounds, *, decided: Mapping[str, bool] = NOTHING_DECIDED
) -> Discounts:
    """What does not count when these are all who use a value.

    `decided`: what a person said of a value, whether it counts whoever uses it: by `telephone_key`, `number_key`, an
    account's key, a place's id.
    """
    telephones = _crowded(
        everyone, lambda each: each.telephones, lambda users: _shares_telephone(users, bounds), decided, telephone_key
    )
    accounts = _crowded(everyone, lambda each: each.accounts, lambda users: _names(users) > bounds.account, decided)
    units = _crowded(
        everyone,
        lambda each: (each.unit,) if each.unit else (),
        lambda users: _names(users) > bounds.unit or len(users) > MOST,
        decided,
    )
    numbers, foreign = _numbers(everyone, bounds, decided)
    found = [
        *(_shared("电话", mask(value), users) for value, users in telephones.items()),
        *(_shared("账号", mask(value), users) for value, users in accounts.items()),
        *(_shared("身份证号", mask(value), users) for value, users in numbers.items()),
        *(_shared("住址", unit, users) for unit, users in units.items()),
    ]
    return Discounts(
        frozenset(telephones),
        frozenset(accounts),
        frozenset(units),
        frozenset(foreign),
        tuple(sorted(found, key=lambda each: (-each.holders, each.kind, each.value))),
    )


def telephone_key(telephone: str) -> str:
    """What a telephone is known by where a person decided about it: the mention's key, which shows no digit."""
    return make_key(KeyKind.TELEPHONE, line_of(telephone))


def number_key(number: str) -> str:
    """What an identity number is known by, likewise."""
    return make_key(KeyKind.IDENTITY, number)


def _users(everyone: Iterable[Evidence], values_of: Callable[[Evidence], Iterable[str]]) -> dict[str, Users]:
    users: defaultdict[str, Users] = defaultdict(list)
    for each in everyone:
        for value in values_of(each):
            users[value].append(each)
    return users


def _crowded(
    everyone: Iterable[Evidence],
    values_of: Callable[[Evidence], Iterable[str]],
    is_crowded: Callable[[Users], bool],
    decided: Mapping[str, bool],
    key_of: Callable[[str], str] = str,
) -> dict[str, Users]:
    """Values that do not count: as a person decided, else as their users show."""
    found: dict[str, Users] = {}
    for value, some in _users(everyone, values_of).items():
        counts = decided.get(key_of(value)) if decided else None
        if counts is False or (counts is None and len(some) > 3 and is_crowded(some)):
            found[value] = some
    return found


def _names(users: Iterable[Evidence]) -> int:
    """Different full names, those that sound alike taken as one."""
    return len({each.sound or each.name.text for each in users if each.name.form is Form.FULL})


def _shares_telephone(users: Users, bounds: Bounds) -> bool:
    names = _names(users)
    if names > bounds.telephone or len(users) > MOST:
        return True
    return names > bounds.scattered and len({each.unit for each in users if each.unit}) > bounds.scattered


def _shared(kind: str, value: str, users: Users) -> SharedValue:
    return SharedValue(kind, value, _names(users), len(users))


# -- identity numbers ----------------------------------------------------------------------------


def _numbers(
    everyone: Iterable[Evidence], bounds: Bounds, decided: Mapping[str, bool]
) -> tuple[dict[str, Users], set[str]]:
    """Numbers that count for nobody, and the mentions that state somebody else's number."""
    crowded: dict[str, Users] = {}
    foreign: set[str] = set()
    own = _contacts(everyone)
    for number, users in _users(everyone, lambda each: () if each.number is None else (each.number,)).items():
        counts = decided.get(number_key(number)) if decided else None
        if counts is True:
            continue
        if counts is False:
            crowded[number] = users
            foreign |= {each.mention for each in users}
        elif len(users) == 1:
            if users[0].number_contradicted:
                foreign.add(users[0].mention)
        elif _is_specimen(users, bounds):
            crowded[number] = users
            foreign |= {each.mention for each in users}
        else:
            foreign |= _not_theirs(number, users, own, bounds)
    return crowded, foreign


def _is_specimen(users: Users, bounds: Bounds) -> bool:
    """Whether a number stands under many names, none of which most of them state."""
    names = Counter(each.sound or each.name.text for each in users if each.name.form is Form.FULL)
    return len(names) > bounds.number and max(names.values()) * 2 < names.total()


def _not_theirs(number: str, users: Users, own: Mapping[tuple[str, str], set[str]], bounds: Bounds) -> set[str]:
    """The mentions that state a number which is somebody else's.

    Not theirs whose stated sex is another than the number's, nor theirs who are known by another number; of those
    that are left theirs who state it twice as often as any other. Where nobody can say, it stays everybody's.
    """
    groups = gathered(users, number=True)[0]
    if len(groups) < 2:
        return set()
    left = [group for group in groups if not _is_of_other_sex(group) and not _has_another(group, number, own)]
    left.sort(key=len, reverse=True)
    if len(left) > 1 and len(left[0]) >= 2 * len(left[1]):
        left = left[:1]
    return {each.mention for group in groups if group not in left for each in group}


def _contacts(everyone: Iterable[Evidence]) -> dict[tuple[str, str], set[str]]:
    """The numbers that stand beside a full name and a telephone."""
    numbers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for each in everyone:
        if each.number is not None and each.name.form is Form.FULL:
            for line in each.telephones:
                numbers[each.name.text, line].add(each.number)
    return numbers


def _is_of_other_sex(group: Users) -> bool:
    """Whether most who state the number say that they are of the other sex than it says."""
    stated = [each.stated_sex for each in group if each.stated_sex is not None]
    return bool(stated) and sum(each != group[0].sex for each in stated) * 2 > len(stated)


def _has_another(group: Users, number: str, own: Mapping[tuple[str, str], set[str]]) -> bool:
    """Whether somebody of this name states another number beside the same telephone."""
    return any(not own.get((each.name.text, line), set()) <= {number} for each in group for line in each.telephones)
