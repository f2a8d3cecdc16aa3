"""What a matter is called: where, about what, of which kind, in the words that most of its cases share.

The place is what most of the stated places begin with, down to the dwelling where they agree so far. The object are the
stretches of a title that stand in at least half of the titles, in the order of the title that holds most of them; where
titles share nothing, of the beginnings of the texts. The kind is the commonest dispute type, unless the object says it.
What fewer than a third of the cases state is neither place nor kind. The same for any order of the cases.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.masking import mask_text
from graph.model import Case
from graph.vocabulary import VOCABULARY

_PLACE, _OBJECT, _WHOLE = 24, 24, 40
"""Characters of a place, of an object, and of a title that stands for itself."""
_READ = 60
"""Characters of a stated place that are read."""
_BEGINS = 3
"""Characters of the shortest beginning that several places share and that is a place."""
_A_THIRD = 3
_STRETCH = 3
"""Characters of the shortest stretch that says something; where no dispute type is told, two."""
_BEGINNING = 120
"""Characters of a text that may name its object."""

_SAYS_NOTHING = re.compile(
    "关于|反映|投诉|举报|咨询|求助|诉求|请求|希望|建议|事件|问题|纠纷|矛盾|情况|居民|群众|市民|业主|来电|来信|您好|你好"
    "|何时|什么时候|能不能|能否|解决|尊敬的|领导|有关部门|相关部门|我们|我是|一名|因为|由于|之间|发生|工单"
)
_BETWEEN = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")
_LOOSE = "的了在和与及是被向对把将请等有吗呢吧啊之为"
"""Characters that no stretch begins or ends with."""


def title_of(cases: Iterable[Case]) -> str:
    """The name of the matter that these cases make; numbers masked."""
    ordered = sorted(cases, key=lambda each: (each.received_at or dt.datetime.max, each.id))
    place, kind = _place(ordered), _commonest_type(ordered)
    stretches = _object(ordered, least=2 if kind is None else _STRETCH)
    about = _clipped([each for each in stretches if each not in place])
    if any(place and place in each for each in about):
        place = ""
    told = [place[:_PLACE], *about, _kind(kind, ordered, about, place=place)]
    return mask_text(" ".join(each for each in told if each) or _own_title(ordered))


def _place(cases: list[Case]) -> str:
    """The longest beginning that more than half of the stated places share; empty: it says little, or few state one."""
    stated = [each.place.strip()[:_READ] for each in cases if each.place.strip()]
    if len(stated) * _A_THIRD < len(cases):
        return ""
    counts = Counter(each[:end] for each in stated for end in range(1, len(each) + 1))
    most = [each for each, count in counts.items() if 2 * count > len(stated)]
    found = max(most, key=len, default="")
    whole = found if found in stated else found.rstrip("0123456789ABCDEFGabcdefg 　#-")
    return whole if whole in stated or len(whole) >= _BEGINS else ""


def _commonest_type(cases: list[Case]) -> str | None:
    """The type that most have, of several the one that comes first; None where few have one that says something."""
    types = (each.dispute_type for each in cases)
    counts = Counter(each for each in types if each is not None and each != "other")
    found = max(counts, key=counts.__getitem__, default=None)
    return found if found is not None and counts[found] * _A_THIRD >= len(cases) else None


def _kind(type: str | None, cases: list[Case], about: list[str], *, place: str) -> str:
    """The dispute type where the object does not say it; with a place alone at least what sort of case it is."""
    if type is not None:
        codes = VOCABULARY["dispute_type"]
        words = [codes.label(type), *(word for word, code in codes.synonyms.items() if code == type)]
        return "" if any(word in each for word in words for each in about) else codes.label(type)
    return VOCABULARY.label("case_kind", cases[0].kind) if place and not about else ""


def _own_title(cases: list[Case]) -> str:
    return next((each.title.strip() for each in cases if each.title.strip()), "")[:_WHOLE]


def _clipped(stretches: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for each in stretches:
        if sum(map(len, kept)) + len(each) <= _OBJECT:
            kept.append(each)
    return kept


# -- what most of them say -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """A title or the beginning of a text in pieces between what says nothing."""

    pieces: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> _Words:
        plain = _SAYS_NOTHING.sub(" ", unicodedata.normalize("NFKC", text))
        return cls(tuple(each for each in _BETWEEN.split(plain) if each))

    def pairs(self) -> set[str]:
        """Every two characters that stand side by side."""
        return {piece[at : at + 2] for piece in self.pieces for at in range(len(piece) - 1)}

    def stretches(self, shared: set[str]) -> Iterator[str]:
        """The longest parts of which every two characters side by side are shared, in their order."""
        for piece in self.pieces:
            start = 0
            for at in range(1, len(piece) + 1):
                if at == len(piece) or piece[at - 1 : at + 1] not in shared:
                    yield piece[start:at].strip(_LOOSE).rstrip("不没")
                    start = at


def _object(cases: list[Case], *, least: int) -> list[str]:
    """The stretches that most titles share, else most beginnings of texts."""
    titles = [_Words.of(each.title) for each in cases]
    return _shared(titles, least=least) or _shared(
        [_Words.of(each.text[:_BEGINNING]) for each in cases], least=_STRETCH
    )


def _shared(texts: list[_Words], *, least: int) -> list[str]:
    pairs = [each.pairs() for each in texts]
    counts = Counter(pair for own in pairs for pair in own)
    most = max(2, -(-len(texts) // 2))
    shared = {pair for pair, count in counts.items() if count >= most}
    central = max(range(len(texts)), key=lambda at: (len(pairs[at] & shared), -len(pairs[at]), -at), default=None)
    if central is None or not shared:
        return []
    found = dict.fromkeys(texts[central].stretches(shared))
    return [each for each in found if len(each) >= least and not each.isdigit()]
