"""Figures of how well records or cases were put together, as the terminal says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.measures import Pairs


def pairs_zh(pairs: Pairs) -> str:
    """Precision, recall and F1 with what they are counted from."""
    figures = f"精确率 {pairs.precision:.4f}，召回率 {pairs.recall:.4f}，F1 {pairs.f1:.4f}"
    return f"{figures}（对 {pairs.right:,}，误并 {pairs.wrong:,}，漏并 {pairs.missed:,}）"
