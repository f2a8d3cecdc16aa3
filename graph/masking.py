"""Identity numbers and telephones as everyone but a recorded reveal sees them.

`mask` serves a field that is known to hold such a value, `mask_text` finds them in free text: a complaint, a
source row kept as provenance, a reason's sentence. Both keep the length, so that two masked values can still
be told apart, and neither touches an id of this project.
"""

from __future__ import annotations

import re
import unicodedata

_STAR = "*"
_ID = r"[a-z]+-[0-9a-hjkmnp-tv-z]{16}"
"""An id of this project, which is passed over whole: its letters and digits may look like a number."""
_IDENTITY = r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
_IDENTITY_15 = r"[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}"
_MOBILE = r"1[3-9]\d(?:[ -]?\d{4}){2}"
_LANDLINE = r"0\d{2,3}[- ]?[2-9]\d{6,7}"
_SPACED_IDENTITY = r"[1-9]\d{5}[ -](?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]\d{3}[\dXx]"
_ENOUGH_DIGITS = re.compile(r"\d(?:[ -]?\d){8}")
"""Fewer together, half-width or full, are no number; most texts have none, and are told apart by this alone."""
_NUMBERS = re.compile(
    rf"(?<![0-9A-Za-z]){_ID}(?![0-9A-Za-z])"
    rf"|(?<![0-9])(?:(?P<identity>{_SPACED_IDENTITY}|{_IDENTITY}|{_IDENTITY_15})"
    rf"|(?:\+?86[- ]?)?(?P<mobile>{_MOBILE})|(?P<landline>{_LANDLINE}))(?![0-9])"
)


def mask(value: str) -> str:
    """An identity number as 4201************34, a mobile as 199****1234, anything else by its ends.

    At most seven characters of a value remain, and of a short one (a house line, an extension) at most three.
    """
    bare = value.strip()
    if len(bare) <= 4:
        return _STAR * len(bare)
    if len(bare) >= 15:
        return _middle(bare, 4, 2)
    if len(bare) >= 11:
        return _middle(bare, 3, 4)
    return _middle(bare, len(bare) // 10, 2 if len(bare) >= 7 else 1)


def mask_text(text: str) -> str:
    """`text` with every identity number and telephone in it masked, full-width digits included."""
    if _ENOUGH_DIGITS.search(text) is None:
        return text
    plain = _half_width(text)
    found = [(m.start(kind), m.end(kind)) for m in _NUMBERS.finditer(plain) if (kind := m.lastgroup)]
    if not found:
        return text
    parts, end = [], 0
    for start, stop in found:
        parts += [text[end:start], mask(plain[start:stop])]
        end = stop
    return "".join([*parts, text[end:]])


def _middle(value: str, head: int, tail: int) -> str:
    return value[:head] + _STAR * (len(value) - head - tail) + value[-tail:]


def _half_width(text: str) -> str:
    """Full-width digits and letters as ASCII, every other character as it is: positions stay."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFKC", c) if "０" <= c <= "ｚ" else c for c in text)
