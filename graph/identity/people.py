"""What is known of a person: what their mentions say, contradictions left open."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from graph.identity.evidence import evidence_of
from graph.identity.names import Form, StatedName
from graph.identity.resolve import Cluster
from graph.model import Mention, Person

UNNAMED = "未具名"
"""The name of a person whom no mention names."""
_TELLING = {Form.FULL: 0, Form.TITLE: 1, Form.NONE: 2}
T = TypeVar("T", str, dt.date)


def person_of(cluster: Cluster, mentions: Sequence[Mention], *, visible_to: tuple[str, ...]) -> Person:
    """The person of `cluster`, whose mentions are `mentions`; as certain as the least certain of its joins."""
    stated = [evidence_of(each) for each in mentions if not each.profile]
    compared = (StatedName(each.name, Form.FULL, "") for each in mentions if each.profile and each.name)
    names = _names((*(each.name for each in stated), *compared))
    return Person(
        id=cluster.person,
        visible_to=visible_to,
        name=names[0] if names else UNNAMED,
        names=names,
        sex=_only(each.sex for each in mentions),
        birth_date=_only(each.birth_date for each in mentions),
        identity_numbers=_by_frequency(each.number for each in stated if each.number),
        telephones=_by_frequency(number for each in stated for number in each.telephones),
        mentions=len(mentions),
        certainty="certain" if cluster.is_certain else "provisional",
    )


def _names(stated: Iterable[StatedName]) -> tuple[str, ...]:
    """Full names before title forms, the most frequent first."""
    counted = Counter(each for each in stated if each.form is not Form.NONE)
    order = sorted(counted, key=lambda each: (_TELLING[each.form], -counted[each], each.text))
    return tuple(each.text for each in order)


def _by_frequency(values: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(values)
    return tuple(sorted(counted, key=lambda each: (-counted[each], each)))


def _only(values: Iterable[T | None]) -> T | None:
    """The one value that is stated; None when none is, or several are."""
    stated = {each for each in values if each is not None}
    return stated.pop() if len(stated) == 1 else None
