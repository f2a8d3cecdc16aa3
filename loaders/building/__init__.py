"""Rows to drafts: what one row of each kind states about cases, parties, places and organisations."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from loaders.building.cases import build_case, build_mention
from loaders.building.registers import build_building, build_housing, build_organisation, build_resident
from loaders.building.row import BadRow, Row
from loaders.building.weekly import build_weekly
from loaders.draft import Draft

_BUILDERS: Mapping[str, Callable[[Row, Draft], None]] = {
    "case": build_case,
    "weekly": build_weekly,
    "mention": build_mention,
    "resident": build_resident,
    "housing": build_housing,
    "building": build_building,
    "organisation": build_organisation,
}


def build_row(kind: str, row: Row, draft: Draft) -> None:
    """Draft what `row`, a row of `kind` (see `targets.SUBJECTS`), states. Raises BadRow before it drafts anything."""
    _BUILDERS[kind](row, draft)


__all__ = ["BadRow", "Row", "build_row"]
