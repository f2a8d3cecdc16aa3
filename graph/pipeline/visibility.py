"""Who may see what is derived: whoever may see one of the records that it was derived from."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import EVERYONE, Node


def seen_with(records: Iterable[Node]) -> tuple[str, ...]:
    """The `visible_to` of a person made of these mentions, or of a matter made of these cases; sorted."""
    areas = {area for each in records for area in each.visible_to}
    return (EVERYONE,) if EVERYONE in areas else tuple(sorted(areas))
