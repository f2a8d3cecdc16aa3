"""How each kind of node looks: colour, shape and a character, so that none of the three has to be seen alone."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from graph.schema import NODE_SHAPES

FONT = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
_BOX = 96
_MIDDLE = _BOX / 2


@dataclass(frozen=True, slots=True)
class Look:
    """The look of one kind. White on `colour` has a contrast of 4.5 to 1 at least (WCAG 2.1, AA)."""

    colour: str
    outline: str
    """What is inside the SVG element of the shape, without its colours."""
    sign: str
    """One Chinese character."""
    sign_y: float = 50
    """Where the character's middle stands, from the top of a box of 96."""
    sign_size: int = 44


def _polygon(points: Iterable[tuple[float, float]]) -> str:
    return f'<polygon points="{" ".join(f"{x:g},{y:g}" for x, y in points)}"/>'


def _regular(corners: int, *, turn: float = 0.0, waist: float = 1.0) -> str:
    """A regular polygon; with a `waist` below 1 every second corner is drawn in: a star."""
    radius = [44.0, 44.0 * waist]
    return _polygon(
        (
            round(_MIDDLE + radius[i % 2] * math.sin(math.tau * i / corners + turn), 1),
            round(_MIDDLE - radius[i % 2] * math.cos(math.tau * i / corners + turn), 1),
        )
        for i in range(corners)
    )


_CIRCLE = '<circle cx="48" cy="48" r="43"/>'
_SQUARE = '<rect x="7" y="7" width="82" height="82" rx="16"/>'
_PILL = '<rect x="3" y="17" width="90" height="62" rx="31"/>'
_PAGE = '<path d="M14 5h50l20 20v66H14z"/>'
_HOUSE = _polygon([(48, 4), (92, 40), (92, 90), (4, 90), (4, 40)])
_SHIELD = '<path d="M48 4 88 16v34c0 22-20 36-40 43C28 86 8 72 8 50V16z"/>'
_SPEECH = (
    '<path d="M20 6h56a14 14 0 0 1 14 14v38a14 14 0 0 1-14 14H52L34 92V72H20A14 14 0 0 1 6 58V20A14 14 0 0 1 20 6z"/>'
)
_PIN = '<path d="M48 93C20 60 10 52 10 38a38 34 0 0 1 76 0c0 14-10 22-38 55z"/>'
_CHEVRON = _polygon([(4, 14), (66, 14), (93, 48), (66, 82), (4, 82), (22, 48)])
_DRUM = '<path d="M8 22c0-22 80-22 80 0v52c0 22-80 22-80 0z"/>'
_TABS = '<path d="M8 18h26V6h28v12h26v72H8z"/>'

LOOKS: dict[str, Look] = {
    "case": Look("#c2410c", _SQUARE, "件"),
    "mention": Look("#3b6fb6", _PAGE, "记", sign_y=54),
    "step": Look("#64748b", _CHEVRON, "步", sign_size=38),
    "person": Look("#1d4ed8", _CIRCLE, "人"),
    "place": Look("#15803d", _HOUSE, "地", sign_y=58),
    "organisation": Look("#0f766e", _regular(6), "位"),
    "officer": Look("#0369a1", _SHIELD, "员", sign_y=46),
    "matter": Look("#7e22ce", _regular(16, waist=0.84), "项"),
    "whistle": Look("#a16207", _regular(4), "哨", sign_size=38),
    "meeting": Look("#4338ca", _regular(8, turn=math.tau / 16), "会"),
    "decision": Look("#6d28d9", _TABS, "决", sign_y=56, sign_size=42),
    "mediation": Look("#0e7490", _PILL, "调", sign_size=42),
    "visit": Look("#4d7c0f", _PIN, "访", sign_y=40, sign_size=38),
    "warning": Look("#b91c1c", _polygon([(48, 4), (94, 90), (2, 90)]), "警", sign_y=66, sign_size=38),
    "consultation": Look("#be185d", _SPEECH, "询", sign_y=41, sign_size=40),
    "weeklylist": Look("#475569", _PAGE, "清", sign_y=54),
    "batch": Look("#57534e", _DRUM, "批", sign_y=54),
    "judgement": Look("#334155", _regular(5), "判", sign_y=52, sign_size=40),
    "reveal": Look("#9f1239", _TABS, "揭", sign_y=56, sign_size=42),
    "setting": Look("#57534e", _regular(12, waist=0.8), "参", sign_size=38),
    "gist": Look("#57534e", _PAGE, "要", sign_y=54),
    "redirect": Look("#64748b", _CHEVRON, "转", sign_size=38),
    "task": Look("#b45309", _TABS, "办", sign_y=56, sign_size=42),
}

INK = "#1f2937"
PAPER = "#ffffff"
CERTAIN = "#94a3b8"
"""Colour of an edge that a rule or a person made certain."""
PROVISIONAL = "#b45309"
"""Colour of an edge that is provisional or suggested; it is dashed too."""


@cache
def glyph(kind: str, *, provisional: bool = False) -> str:
    """The sign of a kind as SVG; provisional: paper with a dashed outline in the kind's colour."""
    look = LOOKS[kind]
    fill, ink = (PAPER, look.colour) if provisional else (look.colour, PAPER)
    dashes = ' stroke-dasharray="13 8"' if provisional else ""
    outline = PAPER if not provisional else look.colour
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_BOX}" height="{_BOX}" viewBox="0 0 {_BOX} {_BOX}">'
        f'<g fill="{fill}" stroke="{outline}" stroke-width="{6 if provisional else 3}"'
        f' stroke-linejoin="round"{dashes}>{look.outline}</g>'
        f'<text x="48" y="{look.sign_y:g}" fill="{ink}" font-family="{FONT}" font-size="{look.sign_size}"'
        f' font-weight="700" text-anchor="middle" dominant-baseline="central">{look.sign}</text></svg>'
    )


@cache
def glyph_url(kind: str, *, provisional: bool = False) -> str:
    """The sign as a `data:` address, which a page may show though it may fetch nothing."""
    return "data:image/svg+xml;base64," + base64.b64encode(glyph(kind, provisional=provisional).encode()).decode()


def kind_zh(kind: str) -> str:
    """What users call a kind."""
    return NODE_SHAPES[kind].record.ZH
