"""一案一码: a case's code, a QR picture of the address that leads to it."""

from __future__ import annotations

import io

import segno

_SCALE, _BORDER = 8, 4
"""Pixels a module; modules of quiet zone around it, four of them by ISO/IEC 18004."""


def link_of(case: str, base_url: str) -> str:
    """The address that a case's code holds: of an id, so that whoever finds the paper learns nothing from it."""
    return f"{base_url.rstrip('/')}/c/{case}"


def code_svg(link: str) -> bytes:
    """The code as an SVG drawing. Error correction Q: a quarter of it may be dirty."""
    return _written(link, "svg")


def code_png(link: str) -> bytes:
    """The code as a PNG picture, for a paper form."""
    return _written(link, "png")


def _written(link: str, kind: str) -> bytes:
    out = io.BytesIO()
    segno.make_qr(link, error="q", boost_error=False).save(out, kind=kind, scale=_SCALE, border=_BORDER)
    return out.getvalue()
