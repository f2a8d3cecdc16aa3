"""How far the addresses of a file were read: one sentence for thousands of rows, with a few of them as examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.addresses.spots import Address

_SHOWN = 3
_LONGEST = 40
_DOUBTFUL = 0.7
"""Below this a reading is worth a look."""


@dataclass(slots=True)
class Tally:
    """Counts of readings, each text once a row."""

    read: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    """Texts of which nothing but the area was recognised, and how often each occurs."""
    partly: Counter[str] = field(default_factory=Counter)
    """Texts of which something was left, or whose reading is doubtful."""
    reasons: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    """The first row of each text."""
    _row: int = -1
    _texts: set[str] = field(default_factory=set)
    """What the row that is being read has said already."""

    def add(self, text: str, address: Address, *, row: int) -> None:
        """Count the reading of one row's address; a text without words counts as none."""
        if row != self._row:
            self._row, self._texts = row, set()
        if not text.strip() or text in self._texts:
            return
        self._texts.add(text)
        self.read += 1
        if address.doubts and (not address.spots or address.left or address.sure < _DOUBTFUL):
            (self.partly if address.spots else self.unread)[text] += 1
            self.rows.setdefault(text, row)
            self.reasons.setdefault(text, min(address.doubts, key=lambda each: each.keeps).zh)

    def told(self, *, before: int = 0) -> Iterator[str]:
        """The sentences for a report; `before` is what to take off a row's number. nothing when all was recognised."""
        for what, texts in (("只认出一部分", self.partly), ("认不出是哪里", self.unread)):
            if texts:
                examples = "；".join(
                    self._example(text, before) for text in sorted(texts, key=self.rows.__getitem__)[:_SHOWN]
                )
                more = "等" if len(texts) > _SHOWN else ""
                yield f"{self.read:,} 个地址中 {texts.total():,} 个{what}，原文已保留：{examples}{more}"

    def _example(self, text: str, before: int) -> str:
        short = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        return f"第 {self.rows[text] - before} 行“{short}”（{self.reasons[text]}）"
