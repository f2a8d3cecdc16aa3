"""Chinese numerals as files write them: 二十五, 一百零二, 二〇二四, 两, 廿三, 第十二."""

from __future__ import annotations

import re
from functools import lru_cache

DIGITS = "〇零○一二三四五六七八九两壹贰叁肆伍陆柒捌玖幺"
"""Characters that stand for one digit."""

NUMERALS = DIGITS + "十拾百佰千仟万廿卅"
"""Characters that a Chinese number is made of."""

_VALUES = {**dict.fromkeys("〇零○", 0), **{c: i for i, c in enumerate("一二三四五六七八九", 1)}, "两": 2, "幺": 1}
_VALUES |= {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": "二十", "卅": "三十"}
_WORDS = "零一二三四五六七八九"


@lru_cache(maxsize=4096)
def chinese_number(text: str) -> int | None:
    """The number that `text` says, digit by digit or with units; None when it says none."""
    if not text or any(each not in NUMERALS for each in text):
        return None
    for short, long in _TENS.items():
        text = text.replace(short, long)
    if all(each in _VALUES for each in text):
        return int("".join(str(_VALUES[each]) for each in text))
    head, ten_thousand, tail = text.rpartition("万")
    if not ten_thousand:
        return _below_ten_thousand(text)
    high, low = _below_ten_thousand(head), _below_ten_thousand(tail) if tail else 0
    return None if high is None or low is None else high * 10_000 + low


def in_chinese(number: int) -> str:
    """A number from 0 to 99 in Chinese: 12 → 十二."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _WORDS[ones]
    return ("" if tens == 1 else _WORDS[tens]) + "十" + (_WORDS[ones] if ones else "")


def _below_ten_thousand(text: str) -> int | None:
    total, digit = 0, None
    for each in text:
        if each in _VALUES:
            digit = _VALUES[each]
        elif each in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[each]
            digit = None
        else:
            return None
    return total + (digit or 0)


_SCALES = {"亿": 10**8, "万": 10**4, "千": 10**3, "仟": 10**3, "百": 100, "佰": 100, "十": 10, "拾": 10}
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_MIXED = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)([亿万千仟百佰十拾]+)")
_BARE_TAIL = re.compile(r"(.*([亿万千仟百佰]))([1-9一二两三四五六七八九])")


@lru_cache(maxsize=16384)
def stated_number(text: str) -> float | None:
    """The number from 0 upward that digits, words, or both say: 3,000.50, 3.5万, 12万3千, 一亿二千万, 3万5, 三万五.

    A last digit behind a unit counts the next lower one: 三万五 is 35,000. None when it says no number.
    """
    if _PLAIN.fullmatch(text):
        return float(text.replace(",", ""))
    if not text or text[0] in "亿万千仟百佰":
        return None
    if (tail := _BARE_TAIL.fullmatch(text)) and (head := stated_number(tail[1])) is not None:
        return head + (stated_number(tail[3]) or 0) * _SCALES[tail[2]] / 10
    if (mixed := _parts_in_digits(text)) is not None:
        return mixed
    if "亿" in text:
        high, _, low = text.partition("亿")
        hundred_millions, rest = chinese_number(high), stated_number(low.lstrip("零〇")) if low else 0
        return None if hundred_millions is None or rest is None or rest >= 10**8 else hundred_millions * 10**8 + rest
    if text.endswith("半") and len(text) > 1 and text[-2] in _SCALES:
        whole = stated_number(text[:-1])
        return None if whole is None else whole + _SCALES[text[-2]] / 2
    return chinese_number(text)


def _parts_in_digits(text: str) -> float | None:
    """Parts such as 12万 and 3千, each smaller than the one before, and a last part without a unit."""
    total, end, last = 0.0, 0, float("inf")
    while match := _MIXED.match(text, end):
        scale = 1
        for each in match[2]:
            scale *= _SCALES[each]
        if scale >= last:
            return None
        total, end, last = total + float(match[1].replace(",", "")) * scale, match.end(), scale
    if end == 0:
        return None
    if end == len(text):
        return round(total, 2)
    rest = text[end:].lstrip("零")
    if not _PLAIN.fullmatch(rest) or float(rest.replace(",", "")) >= last:
        return None
    return round(total + float(rest.replace(",", "")), 2)
