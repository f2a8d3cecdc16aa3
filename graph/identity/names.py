"""Names as sources write them: full names, title forms such as 王女士 or 老王, and words that name nobody.

Only a full name is evidence of its own. A title form says a surname and no more; it may agree with a full
name, never make one. Organisations have a normal form of their own, which their ids are made from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from graph.characters import simplified
from graph.identity.name_words import (
    COMPOUND_SURNAMES,
    FORMER_NAME,
    KIN,
    MENS_ENDINGS,
    MENS_TITLES,
    NICKNAME,
    NOBODY,
    NOBODY_BEFORE,
    ROLES,
    SURNAME_ENDINGS,
    SURNAMES,
    TITLES,
    WOMENS_ENDINGS,
    WOMENS_TITLES,
)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_TITLED = re.compile(rf"(?P<surname>{_any(COMPOUND_SURNAMES)}|.)(?:{_any((*TITLES, *SURNAME_ENDINGS))})")
_CALLED = re.compile(r"[老小](?P<surname>.)(?:[头儿]|头子|师傅)?")
_NICKNAMED = re.compile(r"阿.|[老小].")
_AND_TITLE = re.compile(rf"(?P<name>.{{2,}}?)(?:{_any((*TITLES, *ROLES))}|等(?:\d*|.)[人户位]?)")
_AND_KIN = re.compile(rf"(?P<name>..*?)的?(?:{_any(KIN)})")
_ROLE_AND = re.compile(rf"(?:{_any(ROLES)})[:;,]?(?P<name>.{{2,}})")
_OTHER = re.compile(rf"[,，、;；/|]?(?:{_any((*FORMER_NAME, *NICKNAME))})(?:为|是|叫)?[:;,]?(?P<names>[^,，;；/|:]*)")
_FORMER = re.compile(rf"[,，、;；/|]?(?:{_any(FORMER_NAME)})")
_ALTERNATIVE = re.compile(r"[/|]")
_NOBODY = re.compile(rf"(?:{_any(NOBODY_BEFORE)})")
_WOMAN = re.compile(rf".*(?:{_any(WOMENS_TITLES)})|..?(?:{_any(WOMENS_ENDINGS)}|某女)")
_MAN = re.compile(rf".*(?:{_any(MENS_TITLES)})|..?(?:{_any(MENS_ENDINGS)}|某男)")
_SEXES = {"女": "female", "女性": "female", "男": "male", "男性": "male"}

_HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_LATIN_WORD = re.compile(r"[A-Z]{2,}")
_DOTS = str.maketrans(dict.fromkeys("•・‧∙●﹒．.⋅∘˙ᐧ･", "·"))
_BRACKETED = re.compile(r"[(（【\[〔<《]([^()（）【】\[\]〔〕<>《》]*)[)）】\]〕>》]?")
_BRACKETS = "()（）[]【】〔〕<>《》"
_HIDDEN_CHARACTER = re.compile(r"[*＊?？×□XＸ\ufffd某]")
_NUMBER = re.compile(r"(?=[*×-]*\d)[\d*×-]{5,}X?")
"""A telephone or identity number, masked or not, that was typed into the name's column."""
_DOOR = re.compile(r"^\d{1,4}[室号户栋]?(?=[^\d])|(?<=[^\d])\d{1,4}[室号户]?$")
"""A room, or the number by which a list tells namesakes apart."""
_SIGNS = "·,，、;；:：\"'“”‘’!！~^-—_=+/|\\。"
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

    @property
    def undotted(self) -> str:
        """The text without the dots between parts, which some sources leave out: equal texts, equal names."""
        return self.text.replace("·", "")


class NameCell(NamedTuple):
    """All that a name's cell says."""

    name: StatedName
    others: tuple[str, ...] = ()
    """Full names that are stated as former or other names of the same person, sorted."""
    sex: str | None = None
    """From a title, 王女士, or a remark, 王丽（女）."""


_UNSTATED = StatedName("", Form.NONE, "")
_EMPTY = NameCell(_UNSTATED)


def read_name(stated: str) -> StatedName:
    """What `stated` says, in simplified characters: `王 丽` and `王麗女士` → 王丽.

    `王女士` is a title form of 王, `匿名` names nobody.
    """
    return read_cell(stated).name


@lru_cache(maxsize=16384)
def read_cell(stated: str) -> NameCell:
    """The name in `stated`, the other names beside it, and the sex that a title says."""
    text = _NUMBER.sub("", _plain(stated))
    if not text:
        return _EMPTY
    if _is_plain_name(text):
        return NameCell(_read(text))
    remarks = _BRACKETED.findall(text)
    bare = _BRACKETED.sub("", text).strip(_BRACKETS) or text.strip(_BRACKETS)
    if bare in NOBODY:  # N/A is not two names
        return NameCell(_UNSTATED, (), _sex(bare, remarks))
    bare, beside = _apart(bare)
    name = _read(bare)
    return NameCell(name, _others(name, (*beside, *remarks)), _sex(bare, remarks))


def agree(one: StatedName, other: StatedName) -> bool:
    """Whether two names may be one person's: equal, of one surname where one is a title, or not stated."""
    if Form.NONE in (one.form, other.form):
        return True
    if one.form is other.form is Form.FULL:
        return one.text == other.text or one.undotted == other.undotted
    return bool(one.surname) and one.surname == other.surname


def organisation_name(stated: str) -> str:
    """The normal form of an organisation's name: no spaces, half-width letters and brackets, simplified characters.

    An organisation's id is `make_id("organisation", organisation_name(name))`.
    """
    return _plain(stated).strip("·,，、;；:：\"'“”")


def surname_of(name: str) -> str:
    """The surname of a full name; empty for a ·-joined one, whose parts are not surnames."""
    if "·" in name:
        return ""
    return name[:2] if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else name[:1]


def full_name(text: str) -> StatedName:
    """A full name in normal form, such as one of a cell's other names, with its surname."""
    return StatedName(text, Form.FULL, surname_of(text))


def sex_of_title(stated: str) -> str | None:
    """The sex that a name's title or remark says: 王女士 female, 张大爷 male; None: neither."""
    return read_cell(stated).sex


# -- the cell ------------------------------------------------------------------------------------


def _plain(stated: str) -> str:
    if not stated:
        return ""
    text = unicodedata.normalize("NFKC", stated).upper()
    if text.isalpha():  # nothing to leave out
        return simplified(text)
    kept = "".join(each for each in text if not each.isspace() and unicodedata.category(each) not in ("Cf", "Cc", "Zs"))
    return simplified(kept.translate(_DOTS))


def _is_plain_name(text: str) -> bool:
    """Whether it is a common surname and one or two characters that no word of titles begins or ends with."""
    return len(text) in (2, 3) and text[0] in SURNAMES and text.isalpha() and _PLAIN.isdisjoint(text)


_PLAIN = frozenset("".join((*TITLES, *SURNAME_ENDINGS, *KIN, *ROLES, *FORMER_NAME, *NICKNAME, *NOBODY, "女男等")))


def _apart(bare: str) -> tuple[str, list[str]]:
    """The name and what stands behind it as another: 王丽又名王莉, 王丽/王莉."""
    beside: list[str] = []
    if (match := _OTHER.search(bare)) and match.start() > 1:
        beside.append(bare[match.start() :])
        bare = bare[: match.start()]
    if len(several := [each for each in _ALTERNATIVE.split(bare) if each]) > 1:
        bare, *more = several
        beside += (FORMER_NAME[0] + each for each in more if each[:1] == bare[:1])
    return bare, beside


def _others(name: StatedName, beside: Iterable[str]) -> tuple[str, ...]:
    stated = (match["names"] for text in beside for match in _OTHER.finditer(text) if _FORMER.match(match[0]))
    read = (_read(each) for names in stated for each in names.split("、"))
    found = {each.text for each in read if each.form is Form.FULL and each.surname in SURNAMES | {name.surname}}
    return tuple(sorted(found - {name.text}))


def _sex(bare: str, remarks: Iterable[str]) -> str | None:
    for each in remarks:
        if each in _SEXES:
            return _SEXES[each]
    if _WOMAN.fullmatch(bare):
        return "female"
    return "male" if _MAN.fullmatch(bare) else None


# -- one name ------------------------------------------------------------------------------------


def _read(text: str) -> StatedName:
    bare = _DOOR.sub("", text.strip(_SIGNS)).strip(_SIGNS)
    if not bare or bare in NOBODY or len(bare) > _LONGEST:
        return _UNSTATED
    if not _HAN.search(bare):
        return _foreign(bare)
    if _NOBODY.match(bare):
        return _UNSTATED
    if (match := _ROLE_AND.fullmatch(bare)) and _begins_a_name(match["name"]):
        bare = match["name"]
    return _titled(bare) or _full(bare)


def _begins_a_name(text: str) -> bool:
    return text[0] in SURNAMES or text[:2] in COMPOUND_SURNAMES or _CALLED.fullmatch(text) is not None


def _foreign(bare: str) -> StatedName:
    """A name in Latin letters; digits and signs alone name nobody."""
    if not _LATIN_WORD.search(bare) or any(each.isdigit() for each in bare):
        return _UNSTATED
    return StatedName(bare, Form.FULL, "")


def _titled(bare: str) -> StatedName | None:
    """`bare` as a title form; None when it is none: `王丽女士` is a full name with a title."""
    match = _CALLED.fullmatch(bare)
    if match and match["surname"] in SURNAMES:
        return StatedName(bare, Form.TITLE, match["surname"])
    if match := _TITLED.fullmatch(bare):
        return StatedName(bare, Form.TITLE, match["surname"])
    if _NICKNAMED.fullmatch(bare) or _AND_KIN.fullmatch(bare):
        return _UNSTATED
    shown = _HIDDEN_CHARACTER.split(bare, maxsplit=1)[0]
    if shown != bare:
        return StatedName(bare, Form.TITLE, shown if _is_surname(shown) else surname_of(shown)) if shown else _UNSTATED
    return StatedName(bare, Form.TITLE, bare) if _is_surname(bare) else None


def _full(bare: str) -> StatedName:
    match = _AND_TITLE.fullmatch(bare)
    name = match["name"] if match else bare
    return full_name(name)


def _is_surname(text: str) -> bool:
    return len(text) == 1 or text in COMPOUND_SURNAMES
