"""Names as sources write them: full names, title forms such as 王女士 or 老王, and words that name nobody.

Only a full name is evidence of its own. A title form says a surname and no more; it may agree with a full
name, never make one. Organisations have a normal form of their own, which their ids are made from.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from graph.identity.characters import simplified
from graph.identity.name_words import COMPOUND_SURNAMES, NOBODY, SURNAME_ENDINGS, TITLES

_ENDINGS = "|".join(sorted((*TITLES, *SURNAME_ENDINGS), key=len, reverse=True))
_TITLED = re.compile(rf"(?P<surname>..?)(?:{_ENDINGS})")
_CALLED = re.compile(r"[老小阿](?P<surname>.)[头儿]?")
_NAME_AND_TITLE = re.compile(rf"(?P<name>.{{2,}}?)(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})")
_HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_LATIN_WORD = re.compile(r"[A-Z]{2,}")
_DOTS = str.maketrans(dict.fromkeys("•・‧∙●﹒．.", "·"))
_BRACKETED = re.compile(r"[(（【\[〔].*?[)）】\]〕]?$")
_HIDDEN_CHARACTER = re.compile(r"[*＊?？×□XＸ\ufffd某]")
_NUMBER = re.compile(r"[\d-]{5,}X?")
"""A telephone or identity number that was typed into the name's column."""
_LONGEST = 30


class Form(StrEnum):
    """How much a stated name tells."""

    FULL = "full"
    TITLE = "title"
    """A surname alone: 王女士, 老王, 王某, 王*."""
    NONE = "none"
    """Not stated, or a word that names nobody."""


class StatedName(NamedTuple):
    """A name as it is compared."""

    text: str
    """Normalised: a full name, a title form as written; empty when it names nobody."""
    form: Form
    surname: str
    """Empty for one that has none to compare: Latin and ·-joined names, nobody."""


_UNSTATED = StatedName("", Form.NONE, "")


@lru_cache(maxsize=65536)
def read_name(stated: str) -> StatedName:
    """What `stated` says, in simplified characters: `王 丽` and `王麗女士` → 王丽.

    `王女士` is a title form of 王, `匿名` names nobody.
    """
    text = _NUMBER.sub("", _plain(stated))
    bare = _BRACKETED.sub("", text) or text.strip("()（）[]【】〔〕")
    if not bare or bare in NOBODY or len(bare) > _LONGEST:
        return _UNSTATED
    if not _HAN.search(bare):
        return _foreign(bare)
    return _titled(bare) or _full(bare)


def agree(one: StatedName, other: StatedName) -> bool:
    """Whether two names may be one person's: equal, of one surname where one is a title, or not stated."""
    if Form.NONE in (one.form, other.form):
        return True
    if one.form is other.form is Form.FULL:
        return one.text == other.text
    return bool(one.surname) and one.surname == other.surname


def organisation_name(stated: str) -> str:
    """The normal form of an organisation's name: no spaces, half-width letters and brackets, simplified characters.

    An organisation's id is `make_id("organisation", organisation_name(name))`.
    """
    return _plain(stated).strip("·,，、;；:：\"'“”")


def _plain(stated: str) -> str:
    if not stated:
        return ""
    text = unicodedata.normalize("NFKC", stated).upper()
    if text.isalpha():  # nothing to leave out
        return simplified(text)
    kept = "".join(each for each in text if not each.isspace() and unicodedata.category(each) not in ("Cf", "Cc", "Zs"))
    return simplified(kept.translate(_DOTS))


def _foreign(bare: str) -> StatedName:
    """A name in Latin letters; digits and signs alone name nobody."""
    if not _LATIN_WORD.search(bare) or any(each.isdigit() for each in bare):
        return _UNSTATED
    return StatedName(bare, Form.FULL, "")


def _titled(bare: str) -> StatedName | None:
    """`bare` as a title form; None when it is none: `王丽女士` is a full name with a title."""
    if match := _CALLED.fullmatch(bare):
        return StatedName(bare, Form.TITLE, match["surname"])
    if (match := _TITLED.fullmatch(bare)) and _is_surname(match["surname"]):
        return StatedName(bare, Form.TITLE, match["surname"])
    shown = _HIDDEN_CHARACTER.split(bare, maxsplit=1)[0]
    if shown != bare:
        return StatedName(bare, Form.TITLE, shown if _is_surname(shown) else surname_of(shown)) if shown else _UNSTATED
    return StatedName(bare, Form.TITLE, bare) if _is_surname(bare) else None


def _full(bare: str) -> StatedName:
    match = _NAME_AND_TITLE.fullmatch(bare)
    name = match["name"] if match else bare
    return StatedName(name, Form.FULL, surname_of(name))


def _is_surname(text: str) -> bool:
    return len(text) == 1 or text in COMPOUND_SURNAMES


def surname_of(name: str) -> str:
    """The surname of a full name; empty for a ·-joined one, whose parts are not surnames."""
    if "·" in name:
        return ""
    return name[:2] if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else name[:1]
