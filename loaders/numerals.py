"""Chinese numerals as files write them: 二十五, 一百零二, 二〇二四, 两, 廿三, 第十二."""

from __future__ import annotations

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
