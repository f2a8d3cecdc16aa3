"""What a query selects below a field, read before it is resolved, so that a level can be fetched at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from strawberry.types.nodes import FragmentSpread, SelectedField, Selection

INTERFACE = "Node"


def selected(selections: Iterable[Selection], *, on: str | None = None) -> Iterator[SelectedField]:
    """The fields among `selections`, fragments opened, that `@skip` and `@include` leave standing.

    `on` is the type that they are read on: fragments on another type are passed over; None opens them all.
    """
    for each in selections:
        if not _stands(each):
            continue
        if isinstance(each, SelectedField):
            yield each
        elif on is None or each.type_condition in (None, on, INTERFACE):
            yield from selected(each.selections, on=on)


def below(fields: Iterable[SelectedField], *path: str) -> list[SelectedField]:
    """The fields that `path`, a field name a step, leads to from each of `fields`; aliases do not matter."""
    found = list(fields)
    for name in path:
        found = [child for each in found for child in selected(each.selections) if child.name == name]
    return found


def has(fields: Iterable[SelectedField], *path: str) -> bool:
    """Whether the query selects anything at `path`."""
    return bool(below(fields, *path))


def fields_of(selections: Sequence[Selection]) -> list[SelectedField]:
    """What `info.selected_fields` holds: the nodes of the field that is being resolved."""
    return [each for each in selections if isinstance(each, SelectedField)]


def _stands(each: SelectedField | FragmentSpread | Selection) -> bool:
    skip = each.directives.get("skip", {}).get("if", False)
    include = each.directives.get("include", {}).get("if", True)
    return include and not skip
