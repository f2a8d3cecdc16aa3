"""What forms, spreadsheets, printers and fingers do to a number."""

from __future__ import annotations

import random

PLACEHOLDER_TELEPHONES = (
    "13800138000",
    "00000000000",
    "13888888888",
    "11111111111",
    "12345678901",
    "无",
    "未知",
    "未留",
)
PLACEHOLDER_NUMBERS = ("000000000000000000", "111111111111111111", "无", "未知", "未提供", "420103000000000000")
_NUMBER_MASKS = (
    (6, 4, "*", 40), (4, 4, "*", 15), (6, 0, "*", 8), (14, 0, "*", 10), (10, 4, "*", 10), (1, 1, "*", 5),
    (3, 4, "*", 4), (0, 4, "*", 3), (6, 4, "x", 3), (6, 2, "*", 2),
)  # fmt: skip
"""How many characters stay in front and behind, what stands for the rest, and how usual that is."""
_TELEPHONE_MASKS = ((3, 4, "*", 78), (3, 4, "x", 6), (7, 0, "*", 6), (0, 4, "*", 6), (3, 3, "*", 4))


def masked_number(number: str, chance: random.Random) -> str:
    """As 420103********1234."""
    return _masked(number, _NUMBER_MASKS, chance)


def masked_telephone(number: str, chance: random.Random) -> str:
    """As 138****1234."""
    return _masked(number, _TELEPHONE_MASKS, chance)


def shown(written: str) -> str:
    """A masked number with * for each hidden character, whatever stands there."""
    return written.replace("x", "*")


def _masked(number: str, styles: tuple[tuple[int, int, str, int], ...], chance: random.Random) -> str:
    head, tail, sign, _ = chance.choices(styles, [each[3] for each in styles])[0]
    return number[:head] + sign * (len(number) - head - tail) + (number[-tail:] if tail else "")


def fifteen(number: str) -> str:
    """The number of a card from before 1999."""
    return number[:6] + number[8:17]


def damaged(number: str, chance: random.Random) -> str:
    """What a spreadsheet keeps: fifteen digits and zeros, or a power of ten."""
    if chance.random() < 0.65:
        return number[:15] + "000"
    return f"{number[0]}.{number[1:6]}E+17"


def mistyped(number: str, chance: random.Random) -> str:
    """One digit wrong, or two that changed places."""
    digits = [at for at, each in enumerate(number) if each.isdigit()][1:]
    for _ in range(20):
        at = chance.choice(digits)
        if chance.random() < 0.35 and at + 1 < len(number) and number[at + 1].isdigit():
            wrong = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        else:
            wrong = number[:at] + str((int(number[at]) + chance.choice((1, 9, 3, 7))) % 10) + number[at + 1 :]
        if wrong != number:
            return wrong
    return number
