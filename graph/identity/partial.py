"""What identity numbers and telephones show that are masked, cut, damaged or mistyped: as patterns.

A pattern is as long as the whole value, `*` for what is not known. What shows too little to tell anybody apart
is nothing.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from graph.identity.numbers import birth_of, has_province, identity_number, is_placeholder, stripped, telephone
from graph.identity.patterns import UNKNOWN, shown

_MASKS = str.maketrans(dict.fromkeys("×●•#■□○◯◎★☆?﹡∗·xX", UNKNOWN))
_EXPONENT = re.compile(r"\s*(\d)(?:\.(\d+))?[Ee]\+?(\d{1,2})\s*")
_DECIMALS = re.compile(r"(?<=\d{11})\.0+\s*$")
_SPREADSHEET = 15
"""Digits that a spreadsheet keeps of a number; behind them it writes zeros."""
_LENGTH, _OLD_LENGTH, _TELEPHONE = 18, 15, 11
_LEAST_SHOWN, _LEAST_TELEPHONE = 5, 4
_TOO_FEW_DIGITS = 4
_UNMASKED = re.compile(r"\d{17}[\dX]")
_MASKED = re.compile(r"[\d*]{1,17}[\dX*]")
_ONE_GAP = re.compile(r"(\d*)\*+(\d*X?)")
_MISREAD = str.maketrans("OQIL", "0011")
_HAN = re.compile(r"[\u3400-\u9fff:]+")

AREA = "027"
"""The area code of the centre's city, which residents leave out."""
_LOCAL = re.compile(r"[2-9]\d{6,7}")
_LOCAL_MASKED = re.compile(r"[2-9][\d*]{7}")
_NO_AREA_LENGTH = 8
_BEFORE_EXTENSION = re.compile(r"转|分机|EXT\.?|#", re.IGNORECASE)


class PartialNumber(NamedTuple):
    """What a stated identity number gives. At most one of `valid` and `pattern` is not empty."""

    valid: str | None
    """The 18 characters of a valid number."""
    pattern: str = ""
    """18 characters, `*` for unknown ones; of a mistyped number all of them."""
    mistyped: str = ""
    """The 18 characters as stated where nothing is hidden, but the check character or the date is wrong."""


class PartialTelephone(NamedTuple):
    """What a stated telephone gives. At most one is not empty."""

    full: str = ""
    """The digits, of a landline with its area code; an extension behind a `-`."""
    pattern: str = ""
    """11 characters, `*` for unknown ones."""


_NOTHING = PartialNumber(None)
_NO_TELEPHONE = PartialTelephone()


# -- identity numbers ----------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def read_number(stated: str) -> PartialNumber:
    """What `stated` says of an identity number."""
    if not stated:
        return _NOTHING
    if (valid := identity_number(stated)) is not None:
        return PartialNumber(valid)
    plain = _DECIMALS.sub("", unicodedata.normalize("NFKC", stated))
    if match := _EXPONENT.fullmatch(plain):
        return PartialNumber(None, _from_exponent(match[1] + (match[2] or ""), int(match[3])))
    text = stripped(_HAN.sub("", plain))
    if len(text) in (_LENGTH, _OLD_LENGTH):
        text = text.translate(_MISREAD)
    if (valid := identity_number(text)) is not None:
        return PartialNumber(valid)
    shows_all = text[:-1].isdecimal() and (text[-1].isdecimal() or text[-1] == "X")
    return _unmasked(text) if shows_all else PartialNumber(None, _masked(text))


@lru_cache(maxsize=8192)
def birth_shown(pattern: str) -> str:
    """The birth date that a valid number or a pattern shows, as an ISO date; empty when it does not."""
    born = birth_of(pattern) if pattern[6:14].isdecimal() else None
    return born.isoformat() if born else ""


def sex_shown(pattern: str) -> str | None:
    """The sex that the seventeenth digit says (GB 11643: odd is male); None when it is not shown."""
    digit = pattern[16:17]
    if not digit.isdecimal():
        return None
    return "male" if int(digit) % 2 else "female"


def _unmasked(text: str) -> PartialNumber:
    """Digits that are no valid number: cut by a spreadsheet, short of the check character, or mistyped."""
    if len(set(text)) < _TOO_FEW_DIGITS or is_placeholder(text):
        return _NOTHING
    if len(text) == _LENGTH and _UNMASKED.fullmatch(text):
        if text.endswith("000"):
            return PartialNumber(None, _first(text[:_SPREADSHEET]))
        plausible = has_province(text) or birth_of(text) is not None
        return PartialNumber(None, text, text) if plausible else _NOTHING
    if len(text) in (_SPREADSHEET, 16, 17) and text.isdecimal():
        return PartialNumber(None, _first(text))
    return _NOTHING


def _first(digits: str) -> str:
    """The pattern of a number of which the first digits are known; empty when no birth date stands in them."""
    return digits.ljust(_LENGTH, UNKNOWN) if has_province(digits) and birth_of(digits) is not None else ""


def _from_exponent(digits: str, exponent: int) -> str:
    """The pattern of a number that is shown as 4.20103198501E+17: the last digit was rounded, and 15 are kept."""
    if exponent != _LENGTH - 1:
        return ""
    sure = digits[: min(len(digits) - 1, _SPREADSHEET)]
    return sure.ljust(_LENGTH, UNKNOWN) if len(sure) > _LEAST_SHOWN * 2 - 1 and has_province(sure) else ""


def _masked(text: str) -> str:
    """The pattern of a number with hidden characters; empty when it shows too little or has no number's form."""
    last = text[-1:] if text[-1:] == "X" and UNKNOWN in text.translate(_ALL_BUT_X) else ""
    pattern = text[:-1].translate(_MASKS) + last if last else text.translate(_MASKS)
    if len(pattern) != _LENGTH:
        pattern = _stretched(pattern)
    if len(pattern) != _LENGTH or not _MASKED.fullmatch(pattern) or shown(pattern) < _LEAST_SHOWN:
        return ""
    known = pattern.replace(UNKNOWN, "")
    return "" if len(set(known)) == 1 else pattern


_ALL_BUT_X = {code: mask for code, mask in _MASKS.items() if chr(code) not in "xX"}


def _stretched(pattern: str) -> str:
    """A number whose one gap is shown shorter or longer than it is; of 15, which may be an old number, the head."""
    match = _ONE_GAP.fullmatch(pattern)
    if match is None or UNKNOWN not in pattern:
        return ""
    head, tail = match[1], match[2]
    if len(pattern) == _OLD_LENGTH:
        return head[:6].ljust(_LENGTH, UNKNOWN) if len(head) >= 6 else ""
    missing = _LENGTH - len(head) - len(tail)
    return head + UNKNOWN * missing + tail if missing > 0 else ""


# -- telephones ----------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def read_telephone(stated: str) -> PartialTelephone:
    """What `stated` says of a telephone; 7 or 8 digits alone are a landline of the centre's city."""
    if (full := telephone(stated)) is not None:
        return PartialTelephone(full)
    if not stated:
        return _NO_TELEPHONE
    plain = _DECIMALS.sub("", unicodedata.normalize("NFKC", stated)).strip()
    if (match := _EXPONENT.fullmatch(plain)) and match[3] == "10":
        plain = match[1] + (match[2] or "")
    plain = _HAN.sub("", _BEFORE_EXTENSION.sub("-", plain))
    if (full := telephone(plain)) is not None:
        return PartialTelephone(full)
    if local := _local(plain):
        return PartialTelephone(local)
    return PartialTelephone("", _masked_telephone(stripped(plain)))


def _local(plain: str) -> str:
    """A landline of the centre's city without its area code; empty for a date or a placeholder."""
    text = stripped(plain)
    if text.startswith(AREA) and len(text) == len(AREA) + 7:
        text = text[len(AREA) :]
    front, hyphen, behind = plain.rpartition("-")
    if not _LOCAL.fullmatch(text) and hyphen and behind.isdecimal():
        return f"{whole}-{behind}" if (whole := _local(front)) and "-" not in whole else ""
    if not _LOCAL.fullmatch(text) or is_placeholder(text) or len(set(text)) < 3 or _is_day(text):
        return ""
    return AREA + text


def _is_day(digits: str) -> bool:
    if not digits.startswith("20"):
        return False
    try:
        dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8] or 1))
    except ValueError:
        return False
    return True


def _masked_telephone(text: str) -> str:
    pattern = text.translate(_MASKS).lstrip("+")
    if pattern.startswith("86") and len(pattern) == _TELEPHONE + 2:
        pattern = pattern[2:]
    if UNKNOWN not in pattern:
        return ""
    if len(pattern) == _NO_AREA_LENGTH and _LOCAL_MASKED.fullmatch(pattern):
        pattern = AREA + pattern
    elif len(pattern) != _TELEPHONE:
        pattern = _stretched_telephone(pattern)
    if len(pattern) != _TELEPHONE or not _is_telephone(pattern) or shown(pattern) < _LEAST_TELEPHONE:
        return ""
    return "" if pattern.endswith("0000") else pattern


def _is_telephone(pattern: str) -> bool:
    return pattern.replace(UNKNOWN, "").isdecimal() and (
        pattern[0] in "0*" or (pattern[0] == "1" and pattern[1] not in "012")
    )


def _stretched_telephone(pattern: str) -> str:
    match = _ONE_GAP.fullmatch(pattern)
    if match is None or not match[1].startswith("1"):
        return ""
    missing = _TELEPHONE - len(match[1]) - len(match[2])
    return match[1] + UNKNOWN * missing + match[2] if missing > 0 else ""
