"""What the terminal may write in place of an id: the name of an organisation or officer, what is open on a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from graph.duty.standing import AGREED
from graph.errors import BadId, BadValue, UnknownRecord
from graph.ids import kind_of
from graph.masking import mask_text
from graph.store import EVERYTHING, Filter

if TYPE_CHECKING:
    from graph.duty.standing import Standing
    from graph.duty.stated import Told
    from graph.store import Reader
    from graph.vocabulary import Vocabulary

_SHOWN = 8
_TITLES = ("subject", "title", "text")
_DAYS = ("at", "on", "started_on")


# -- organisations and officers ------------------------------------------------------------------


def organisation_id(store: Reader, stated: str) -> str:
    """The id of the organisation that is called by its id, its name or one of its short names; other ids stay.

    Raises UnknownRecord, BadValue when several are called so.
    """
    return actor_id(store, stated, ("organisation",))


def actor_id(store: Reader, stated: str, kinds: tuple[str, ...]) -> str:
    """The id of the organisation or officer, whichever `kinds` allow, of that id or name; other ids stay.

    Raises UnknownRecord, with names that hold what was written; BadValue when several are called so.
    """
    if "-" in stated and stated.isascii():
        return stated
    found: dict[str, str] = {}
    for kind in kinds:
        for where in [Filter("name", "eq", stated)], [Filter("aliases", "has", stated)]:
            if found or (kind != "organisation" and where[0].field == "aliases"):
                continue
            found.update((each.id, each.name) for each in _named(store, kind, where))
    if len(found) > 1:
        raise BadValue(value=stated, field="名称", reason=f"不止一个叫这个名称，请改写编号：{'、'.join(sorted(found))}")
    if not found:
        raise _unknown(store, stated, kinds)
    return next(iter(found))


def _named(store: Reader, kind: str, where: list[Filter]) -> list[Any]:
    return list(store.find(kind, where, first=_SHOWN, scope=EVERYTHING).nodes)


def _unknown(store: Reader, stated: str, kinds: tuple[str, ...]) -> Exception:
    """Says which names hold what was written, where some do."""
    near = sorted({each.name for kind in kinds for each in _named(store, kind, [Filter("name", "contains", stated)])})
    if not near:
        return UnknownRecord(id=stated)
    return BadValue(value=stated, field="名称", reason=f"没有叫这个名称的，相近的有 {'、'.join(near[:_SHOWN])}")


# -- what is open on a case ----------------------------------------------------------------------


def open_records(standing: Standing, act: str, kind: str, *, by: str | None = None) -> list[str]:
    """Ids of what a step of kind `act` may be about: whistles that wait for `by`, mediations, meetings, decisions."""
    if kind == "mediation":
        agreed = (each for each in standing.mediated if each.route == "people" and each.result in AGREED)
        return list(standing.mediations) if act == "conclude" else [each.id for each in agreed if not each.confirmed]
    if kind == "whistle":
        return [id for id, each in standing.whistles.items() if by is None or by in each.missing]
    return list({"meeting": standing.meetings, "decision": standing.decisions}.get(kind, {}))


def meant_record(store: Reader, told: Told, stated: str | None, ids: list[str], words: Vocabulary) -> str:
    """The record that a step is about: the one of that id or title; where nothing is written, the only one of `ids`.

    Raises BadValue, with those that there are.
    """
    if stated is not None and _is_id(stated):
        return stated
    shown = shown_records(store, ids, words)
    meant = [id for id in ids if stated is None or stated == shown[id].title]
    if len(meant) == 1:
        return meant[0]
    there = "；".join(f"{id} {shown[id]}" for id in ids)
    if not ids:
        reason = f"本件现在没有可选的{told.zh}"
    elif stated is None:
        reason = f"不止一项，请写明编号：{there}"
    else:
        reason = f"本件可选的有 {there}"
    raise BadValue(value=stated or "（未写）", field=told.zh, reason=reason)


def _is_id(stated: str) -> bool:
    try:
        return bool(kind_of(stated))
    except BadId:
        return False


class Shown(NamedTuple):
    """What a record is about, and its day or time."""

    title: str
    when: str

    def __str__(self) -> str:
        return f"{mask_text(self.title)}（{self.when}）"


def shown_records(store: Reader, ids: list[str], words: Vocabulary) -> dict[str, Shown]:
    """What each is about, in their order."""
    found = store.get(ids, scope=EVERYTHING) if ids else []
    return {id: _shown(each, words) for id, each in zip(ids, found, strict=True)}


def _shown(record: Any, words: Vocabulary) -> Shown:
    route = getattr(record, "route", None)
    title = next((getattr(record, name) for name in _TITLES if getattr(record, name, "")), "")
    when = next((getattr(record, name) for name in _DAYS if getattr(record, name, None)), None)
    stamp = f"{when:%Y-%m-%d %H:%M}".removesuffix(" 00:00") if when else ""
    return Shown(title or (words.label("mediation_route", route) if route else ""), stamp)
