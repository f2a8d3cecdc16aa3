"""What a text says of other cases: the numbers that it names, with their channel, and that it is not the first time.

A number counts when words around it say what it is: a noun (工单 20240305001, 信访件编号 XF2024030501), a verb of
reference before it (接、续、并入、原), or 号 with a noun behind it (20240305001号工单). What other words introduce, as
telephones, identity numbers, plates and accounts, does not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.model import Case
from graph.vocabulary import VOCABULARY

_FEWEST_DIGITS = 5
"""Of a number that a verb alone introduces: 见3号楼, 原12栋 are no cases."""
_FEWEST_CHARACTERS = 3
"""Of one that a noun introduces: 工单 A12."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Another case that a text names."""

    number: str
    """As `plain_number` writes it."""
    written: str
    """As it stands in the text, in half-width characters."""
    source: str | None
    """A code of `source`, where the channel is named: 12345工单."""
    words: str
    """The words that say so, as they stand in the text."""


def plain_number(number: str) -> str:
    """A case number as numbers are compared: letters, large, and digits alone, so that 民调字〔2024〕12号 is 202412."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", number)).upper()


@lru_cache(maxsize=4096)
def references_of(text: str) -> tuple[Reference, ...]:
    """The cases that `text` names, each number once, in the order of the text; its own number may be among them."""
    found: dict[str, Reference] = {}
    for each in _found(unicodedata.normalize("NFKC", text)):
        known = found.get(each.number)
        if known is None or (known.source is None and each.source is not None):
            found[each.number] = each
    return tuple(found.values())


@lru_cache(maxsize=4096)
def again_in(text: str) -> str:
    """The first words that say that this was brought before (再次反映, 多次投诉); empty: none do."""
    found = _AGAIN.search(text)
    return found.group() if found else ""


def refers(text: str) -> bool:
    """Whether a text names other cases or says that it comes again: what pairs need of a text beside its likeness."""
    return bool(again_in(text) or references_of(text))


def reference_to(says: Case, named: Case) -> Reference | None:
    """Where one case names another; None where it does not, or names its own number."""
    number = plain_number(named.number)
    own = plain_number(says.number) == number
    for each in references_of(text_of(says)):
        if each.number == number and each.source in ((named.source,) if own else (None, named.source)):
            return each
    return None


def text_of(case: Case) -> str:
    """All that a case says in words."""
    return f"{case.title}\n{case.text}"


def _found(text: str) -> Iterator[Reference]:
    for match in _NUMBER.finditer(text):
        before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _BEHIND]
        words = _words(before, match.group(), after)
        if words is not None and not _is_other(match.group()):
            yield Reference(plain_number(match.group()), match.group(), _source(words), words)


_NEAR, _BEHIND = 24, 8
"""Characters before and behind a number that are looked at."""


def _words(before: str, number: str, after: str) -> str | None:
    """What introduces a number as another case's, with it; None: nothing does."""
    if _OTHER.search(before):
        return None
    noun, verb, behind = _NOUN.search(before), _VERB.search(before), _NOUN_BEHIND.match(after)
    digits = sum(each.isdigit() for each in number)
    if noun is not None and len(number) >= _FEWEST_CHARACTERS:
        return f"{noun.group()}{number}".strip()
    if digits < _FEWEST_DIGITS or _LINE.fullmatch(number):
        return None
    if behind is not None:
        return f"{verb.group() if verb else ''}{number}{behind.group()}".strip()
    return None if verb is None else f"{verb.group()}{number}".strip()


def _is_other(number: str) -> bool:
    """Whether it is a day, or the name of a channel: 12345, 110."""
    return _DATE.fullmatch(number) is not None or number in _SOURCES


def _source(words: str) -> str | None:
    named = _SOURCE.search(words)
    return VOCABULARY["source"].find(named.group()) if named else None


# -- the words -------------------------------------------------------------------------------------

_DROPPED = re.compile(r"[^0-9A-Za-z]+")
_SOURCES = sorted(
    {
        *VOCABULARY["source"].labels.values(),
        *VOCABULARY["source"].synonyms,
    }
    - {"其他", "电话", "现场", "上门", "窗口", "法院", "线上", "网上"},
    key=lambda each: (-len(each), each),
)
_SOURCE = re.compile("|".join(map(re.escape, _SOURCES)))
_A_SOURCE = f"(?:{'|'.join(map(re.escape, _SOURCES))})?"
_A_NOUN = "(?:工单|单号|派单|信访件|交办件|转办件|受理件|来件|件号|事件|案件|案号|诉求|投诉|编号|受理号|登记号|清单)"
_TAIL = r"(?:编号|单号|号码|号|为|是|第|No\.?|#)*[\s:#(\[〔【“\"]*"
_A_VERB = (
    "(?:承接|接到|接|续|转办|转|参见|详见|见|同|与|和|原|前次|上次|此前|并入|合并至|合并到|合并|关联|重复|补充|涉及)"
)

_NUMBER = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z]{1,8}[-_]?)?(?:[\[(〔]\d{4}[\])〕]\d{1,8}|\d[0-9A-Za-z]*(?:[-_/][0-9A-Za-z]+)*)(?![A-Za-z0-9])"
)
_NOUN = re.compile(rf"{_A_VERB}?\s*{_A_SOURCE}\s*{_A_NOUN}{_TAIL}$")
_VERB = re.compile(rf"{_A_VERB}\s*{_A_SOURCE}\s*[第的]?[\s:#]*$")
_NOUN_BEHIND = re.compile(rf"\s*号?\s*{_A_NOUN}")
_OTHER = re.compile(
    r"(?:电话|手机|联系方式|来电号码|身份证|证件|车牌|卡|账|帐|户|房产证|产权证|学|座机|微信|QQ|邮编|合同|发票|订单|快递)"
    r"(?:号码|编号|单号|号)?(?:为|是)?[\s:]*$"
)
_LINE = re.compile(r"(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{17}[\dXx])")
_DATE = re.compile(r"(?:19|20)\d{2}[-/]\d{1,2}(?:[-/]\d{1,2})?")
_BRING = "(?:反映|来电|致电|投诉|诉求|求助|举报|咨询|上访|信访|来访|拨打|要求|提出|报修|报警|反应)"
_AGAIN = re.compile(
    rf"(?:再次|再度|又一次|又再|重复|多次|反复|屡次|数次|一再)(?:向\w{{1,10}})?{_BRING}|又{_BRING}"
    rf"|第[二三四五六七八九十两2-9]次(?:向\w{{1,10}})?{_BRING}"
    rf"|(?:此前|之前|先前|以前|上次|前次|早前)(?:已经|已|曾|就)?(?:多次)?(?:向\w{{1,10}})?{_BRING}"
    rf"|曾(?:经|多次|于\w{{1,12}})?(?:向\w{{1,10}})?{_BRING}"
    r"|(?:仍然?|依然|依旧|至今|一直)(?:没有?|未)(?:得到)?(?:解决|处理|整改|答复|回复)"
)
