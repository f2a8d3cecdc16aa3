"""Identity numbers, telephones and credit codes, read strictly: what is damaged is no evidence here.

Each reader gives the normal form, or None where the value is missing, masked, damaged or a placeholder. What a damaged
value still shows is read in `partial.py`.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from operator import mul

from stdnum.cn import uscc

_NOISE = re.compile(r"[\s'’‘`\"“”.,，。_\-–—‐‑()（）\u200b\ufeff]+")
_PROVINCES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
"""GB/T 2260. The county is not checked: a resident born before their district was founded carries its code
all the same, and python-stdnum's `validate` refuses everyone born in 江汉区 before 1983."""
_OLDEST = 1880
_IDENTITY_18 = re.compile(r"[0-9]{17}[0-9X]")
_IDENTITY_15 = re.compile(r"[0-9]{15}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_ZEROS = ord("0") * sum(_WEIGHTS)
_SPREADSHEET_DAMAGE = "000"
"""A spreadsheet keeps 15 digits and writes zeros behind them; 1 in 11 of those passes the check digit."""

_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1[3-9]\d{9}$|0?\d{9,11}$)")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0(?:10|2\d)[2-9]\d{7}|0[3-9]\d{2}[2-9]\d{6,7})")
_EXTENSION = re.compile(r"(?:转|分机|EXT\.?|X|#|-|\s)+:?\s*(\d{1,6})$")
_SERVICE_NUMBERS = frozenset({"13800138000", "13010112500", "18688888888"})
"""Numbers that forms carry as an example or operators use for themselves."""


@lru_cache(maxsize=8192)
def identity_number(stated: str) -> str | None:
    """The 18 characters of a valid citizen identity number (GB 11643-1999), from 15 or 18."""
    bare = stripped(stated)
    if _IDENTITY_15.fullmatch(bare):
        bare = _from_15(bare)
    if not _IDENTITY_18.fullmatch(bare) or bare.endswith(_SPREADSHEET_DAMAGE) or len(set(bare)) < 4:
        return None
    if not has_province(bare) or bare[-1] != _check_digit(bare):
        return None
    return bare if birth_of(bare) else None


@lru_cache(maxsize=8192)
def telephone(stated: str) -> str | None:
    """The digits of a full mobile number or of a landline with its area code, an extension behind a `-`."""
    if len(stated) == 11 and stated.isascii() and _MOBILE.fullmatch(stated):
        return None if is_placeholder(stated[3:]) or stated in _SERVICE_NUMBERS else stated
    bare = unicodedata.normalize("NFKC", stated).upper().strip()
    bare, extension = _split_extension(bare)
    bare = _COUNTRY.sub("", _NOISE.sub("", bare))
    if _MOBILE.fullmatch(bare):
        return None if is_placeholder(bare[3:]) or bare in _SERVICE_NUMBERS else bare
    if len(bare) > 9 and not bare.startswith("0"):
        bare = f"0{bare}"
    if not _LANDLINE.fullmatch(bare) or is_placeholder(bare[-7:]):
        return None
    return f"{bare}-{extension}" if extension else bare


@lru_cache(maxsize=8192)
def credit_code(stated: str) -> str | None:
    """The 18 characters of a valid 统一社会信用代码 (GB 32100-2015)."""
    bare = stripped(stated)
    return bare if uscc.is_valid(bare) and len(set(bare)) > 3 else None


def stripped(stated: str) -> str:
    """`stated` in half-width capitals, without what is written between digits."""
    if stated.isascii() and stated.isalnum():
        return stated.upper()
    return _NOISE.sub("", unicodedata.normalize("NFKC", stated)).upper()


def _from_15(number: str) -> str:
    """15 digits are of the 20th century and lack the check digit."""
    if len(set(number)) < 4:
        return number
    longer = f"{number[:6]}19{number[6:]}"
    return longer + _check_digit(longer)


def _check_digit(number: str) -> str:
    """ISO 7064 MOD 11-2 over the first 17 digits."""
    return _CHECK_DIGITS[(sum(map(mul, _WEIGHTS, number[:17].encode())) - _ZEROS) % 11]


def has_province(number: str) -> bool:
    """Whether an identity number begins as one does."""
    return _PROVINCES.match(number) is not None


def birth_of(number: str) -> dt.date | None:
    """The birth date in a number of 18; None when there is no such day, or nobody of that age."""
    try:
        born = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if born.year >= _OLDEST else None


def _split_extension(text: str) -> tuple[str, str]:
    """A landline's extension: behind 转 or #, or behind the second hyphen (027-82345678-801)."""
    match = _EXTENSION.search(text)
    if match is None:
        return text, ""
    front = text[: match.start()]
    digits = _NOISE.sub("", front)
    if _LANDLINE.fullmatch(digits):
        return front, match[1]
    return text, ""


def is_placeholder(digits: str) -> bool:
    """Zeros, one digit again and again, or counted up: what a form is filled with when there is no number."""
    return len(set(digits)) == 1 or digits in "01234567890123456789" or digits in "98765432109876543210"
