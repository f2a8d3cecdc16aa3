"""Of which kind a link is: one rule a kind, tried in this order, each with the sentence that says why.

Both must be about the same (`Pair.alike`), or for a derived one expressly about something else; a settlement between
the two makes a recurrence of what would be a duplicate. Words that say the same
(`Pair.told_same`: alike texts, or the other's number) stand in for a dispute type and a respondent, which messages
with an account alone do not have.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.linkage.pairs import Pair
from graph.vocabulary import VOCABULARY

DUPLICATE_DAYS = 30
SURE_DAYS = 365
"""Between two of one asker at one dwelling, or of the same two against each other."""
GROUP_DAYS = 14
"""Short, because groups chain: a property company's disputes of a year are not one demand."""
TOLD_DAYS = 365
"""Between two that words make one; one that names the other may do so at any time."""
DERIVED_DAYS = 365


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of link."""

    name: str
    """A code of `link_kind`."""
    holds: Callable[[Pair], bool]
    sentence: Callable[[Pair], str]
    """Chinese, of a pair of this kind."""

    def told(self, pair: Pair) -> str:
        """Why a link of the two is of this kind, behind its name. Chinese."""
        return f"{VOCABULARY.label('link_kind', self.name)}：{self.sentence(pair)}"


def kind_of_link(pair: Pair) -> str:
    """A code of `link_kind`."""
    return kind_of(pair).name


def kind_of(pair: Pair) -> Kind:
    """The first kind whose rule holds; related when none does."""
    return next(each for each in KINDS if each.holds(pair))


def is_recurrence(pair: Pair) -> bool:
    """The same sides, or the same words from whomever, come back after a settlement."""
    if not pair.settled_between or not pair.alike:
        return False
    return pair.same_sides or (pair.told_same and not pair.other_respondents)


def is_duplicate(pair: Pair) -> bool:
    """The same party, or the other one of the same two, brings the same before it was settled."""
    if pair.settled_between or pair.other_respondents or not pair.alike:
        return False
    told_by_somebody = pair.told_same and pair.unknown_askers
    if not (pair.common_askers or pair.same_two or told_by_somebody):
        return False
    return _told_in_time(pair) or pair.within(DUPLICATE_DAYS) or _surely_in_time(pair)


def is_group(pair: Pair) -> bool:
    """Others bring the same against the same respondent, about the same time, in one community as far as they say.

    What the titles speak of may not be another trouble: a property company answers for lifts and for parking.

    Or others say the same in words.
    """
    if pair.common_askers or pair.same_two:
        return False
    if _told_in_time(pair) and not pair.other_respondents:
        return True
    if not pair.common_respondents or not pair.other_askers or not pair.same_type or pair.other_theme:
        return False
    elsewhere = pair.a.community and pair.b.community and pair.a.community != pair.b.community
    return not elsewhere and pair.within(GROUP_DAYS)


def is_derived(pair: Pair) -> bool:
    """The same sides, about something else, afterwards."""
    return pair.same_type is False and pair.same_two and pair.within(DERIVED_DAYS)


def _told_in_time(pair: Pair) -> bool:
    return pair.told_same and (pair.refers or pair.days is None or pair.within(TOLD_DAYS))


def _surely_in_time(pair: Pair) -> bool:
    """Where the place, or who stands against whom, leaves little doubt."""
    return (pair.same_unit or pair.same_two) and (pair.days is None or pair.within(SURE_DAYS))


# -- in words --------------------------------------------------------------------------------------


def _recurrence(pair: Pair) -> str:
    who = "同样的双方" if pair.same_sides else "同一问题"
    return f"前一件已于 {pair.earlier.settled_on} 化解，{who}又起"


def _duplicate(pair: Pair) -> str:
    who = (
        "同一人反映" if pair.common_askers else "同样的双方反映" if pair.same_two else "没有写明是另一人反映，所说的是"
    )
    return f"{who}同一事项，{_channel(pair)}{_gap(pair)}，其间没有化解"


def _group(pair: Pair) -> str:
    whom = "针对同一对方" if pair.common_respondents else "文字说的是同一事项"
    return f"不同的人反映同一事项（{whom}）{_gap(pair)}"


def _derived(pair: Pair) -> str:
    before, after = (VOCABULARY.label("dispute_type", each.dispute_type) for each in (pair.earlier, pair.later))
    return f"同样的双方，先是{before}，后又发生{after}{_gap(pair)}"


def _related(pair: Pair) -> str:
    if pair.other_respondents:
        return "对方当事人不同，不归为同一事项"
    if not pair.alike:
        return "有共同之处，但看不出说的是同一事项"
    return "有共同之处，但相隔时间、地点或双方不足以归为同一事项"


def _channel(pair: Pair) -> str:
    return "同一渠道" if pair.a.source == pair.b.source else "不同渠道"


def _gap(pair: Pair) -> str:
    if pair.days is None:
        return ""
    return f"，相隔 {pair.days} 天" if pair.days else "，同一天"


KINDS = (
    Kind("recurrence", is_recurrence, _recurrence),
    Kind("duplicate", is_duplicate, _duplicate),
    Kind("group", is_group, _group),
    Kind("derived", is_derived, _derived),
    Kind("related", lambda _: True, _related),
)
"""In the order in which they are tried."""
