"""组织链 in a store: read for a day, checked, and edited; whoever edits never makes a circle of reporting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from graph.duty.chain import Chain, Problem, chain_of, circles, problems, serves
from graph.errors import BadValue, ReportingCircle, UnknownField, UnknownRecord
from graph.identity.names import organisation_name
from graph.ids import kind_of, make_id
from graph.model import EVERYONE, Covers, Edge, MemberOf, Node, Officer, Organisation, Place, ReportsTo
from graph.schema import shape_of
from graph.store import EVERYTHING, Change, Filter, Reader, Scope, Store
from graph.vocabulary import VOCABULARY, Vocabulary

_KINDS = ("party_committee", "department", "community_committee", "mediation_committee", "volunteer_team")
"""Kinds that belong to the chain without being of a tier."""
_MEMBERS = (MemberOf.TYPE, ReportsTo.TYPE, Covers.TYPE)
_DAY = dt.timedelta(days=1)
Term = Mapping[str, dt.date | None]
"""`since` and `until`, the first and the last day; None: open on that side; one that is not there stays as it was."""
_GIVEN = frozenset({"id", "visible_to"})


# -- read ----------------------------------------------------------------------------------------


def chain_in(store: Reader, *, on: dt.date, scope: Scope = EVERYTHING) -> Chain:
    """The chain as it stands on a day: whoever has a tier or a place in the mediation network, the teams and
    committees, and all who report to anybody.
    """
    own = {each.id: each for each in store.scan("organisation", [Filter("kind", "in", _KINDS)], scope=scope)}
    own |= {each.id: each for each in store.scan("organisation", [Filter("tier", "null", False)], scope=scope)}
    edges = [*store.scan_edges(ReportsTo.TYPE, scope=scope)]
    ends = {end for each in edges for end in (each.source, each.target)} - own.keys()
    own |= {each.id: each for each in store.get(sorted(ends), scope=scope) if isinstance(each, Organisation)}
    ids = sorted(own)
    staff = store.edges(ids, types=[MemberOf.TYPE], direction="in", scope=scope)
    people = sorted({each.source for each in staff if kind_of(each.source) == Officer.KIND})
    officers = [each for each in store.get(people, scope=scope) if isinstance(each, Officer)]
    areas = store.edges([*ids, *people], types=[Covers.TYPE], direction="out", scope=scope)
    return chain_of(own.values(), officers, [*edges, *staff, *areas], on=on)


def places_of(store: Reader, chain: Chain, *, scope: Scope = EVERYTHING) -> dict[str, Place]:
    """The areas that somebody of the chain answers for, by id."""
    ids = sorted({place for places in chain.areas.values() for place in places})
    return {each.id: each for each in store.get(ids, scope=scope) if isinstance(each, Place)}


def problems_in(store: Reader, *, on: dt.date, scope: Scope = EVERYTHING) -> list[Problem]:
    """What the chain in `store` lacks on a day."""
    communities = list(store.scan("place", [Filter("level", "eq", "community")], scope=scope))
    return problems(chain_in(store, on=on, scope=scope), communities)


def _check_reporting(store: Reader, *, on: dt.date) -> None:
    """Raises ReportingCircle, naming it, when the lines that hold on `on` or begin later make one."""
    lines = [each for each in store.scan_edges(ReportsTo.TYPE, scope=EVERYTHING) if each.until is None or
             each.until >= on]  # fmt: skip
    days = {on, *(each.since for each in lines if each.since is not None and each.since > on)}
    held = ([each for each in lines if serves(each.since, each.until, day)] for day in sorted(days))
    found = next(filter(None, (circles({each.source: each.target for each in some}) for some in held)), None)
    if found:
        circle = (*found[0], found[0][0])
        names = {each.id: each.name for each in store.get(sorted(set(circle)), scope=EVERYTHING)
                 if isinstance(each, Organisation | Officer)}  # fmt: skip
        raise ReportingCircle(circle=" → ".join(names.get(each, each) for each in circle))


def keep_one_superior(change: Change, edges: Iterable[Edge], *, on: dt.date) -> None:
    """End the lines of reporting that those among `edges`, which are written, replace. Raises ReportingCircle: then the
    whole change is undone.
    """
    lines = [each for each in edges if isinstance(each, ReportsTo)]
    if lines:
        change.put(_replaced(change.graph, lines, on=on))
        _check_reporting(change.graph, on=on)


def _replaced(store: Reader, lines: Iterable[ReportsTo], *, on: dt.date) -> list[ReportsTo]:
    """The lines of reporting that new ones put an end to: nobody reports to two at a time."""
    new = {each.source: each for each in lines}
    ended = []
    for old in store.edges(sorted(new), types=[ReportsTo.TYPE], direction="out", scope=EVERYTHING):
        line = new[old.source]
        last = (line.since or on) - _DAY
        if isinstance(old, ReportsTo) and old.target != line.target and (old.until is None or old.until > last):
            ended.append(replace(old, until=last))
    return ended


# -- edited --------------------------------------------------------------------------------------


def put_organisation(
    store: Store,
    facts: Mapping[str, Any],
    *,
    id: str | None = None,
    superior: str | None = None,
    covers: Collection[str] | None = None,
    by: str,
    on: dt.date,
    words: Vocabulary = VOCABULARY,
) -> Organisation:
    """Enter an organisation, or change the one of this `id` or name; what `facts` does not name stays.

    `superior`: id of whom it reports to from `on`; None: as before. `covers`: ids of all the places that it answers for
    from `on`; None: as before. Raises UnknownField, UnknownCode, BadValue, UnknownRecord, ReportingCircle: then nothing
    was written.
    """
    checked = _checked(Organisation, facts, words)
    id = id or make_id(Organisation.KIND, organisation_name(_named(checked)))
    with store.change(by=by, why=f"编辑单位 {checked.get('name') or id}") as change:
        known = _known(change.graph, id, Organisation)
        if known is None and not checked.get("name"):
            raise UnknownRecord(id=id)
        whole = replace(known, **checked) if known else Organisation(id=id, visible_to=(EVERYONE,), **checked)
        _check_term(whole.since, whole.until)
        change.put([whole])
        _put_superior(change, id, superior, on=on)
        _put_areas(change, id, covers, on=on)
    return whole


def put_officer(  # noqa: PLR0913 - what one form gives
    store: Store,
    facts: Mapping[str, Any],
    *,
    organisation: str,
    id: str | None = None,
    term: Term | None = None,
    covers: Collection[str] | None = None,
    by: str,
    on: dt.date,
    words: Vocabulary = VOCABULARY,
) -> Officer:
    """Enter someone who acts for `organisation`, or change the one of this `id` or name there.

    `term`: when there; None: as before.
    `covers`, and what it raises, as in `put_organisation`.
    """
    checked = _checked(Officer, facts, words)
    id = id or make_id(Officer.KIND, organisation, _named(checked))
    with store.change(by=by, why=f"编辑人员 {checked.get('name') or id}") as change:
        if _known(change.graph, organisation, Organisation) is None:
            raise UnknownRecord(id=organisation)
        known = _known(change.graph, id, Officer)
        if known is None and not checked.get("name"):
            raise UnknownRecord(id=id)
        whole = replace(known, **checked) if known else Officer(id=id, visible_to=(EVERYONE,), **checked)
        held = {**_term_in(change.graph, id, organisation), **(term or {})}
        since, until = held["since"], held["until"]
        _check_term(since, until)
        change.put([whole, MemberOf(source=id, target=organisation, post=whole.post, since=since, until=until)])
        _put_areas(change, id, covers, on=on)
    return whole


def _term_in(store: Reader, id: str, organisation: str) -> Term:
    held = store.edges([id], types=[MemberOf.TYPE], direction="out", scope=EVERYTHING)
    found = (each for each in held if isinstance(each, MemberOf) and each.target == organisation)
    return next(({"since": each.since, "until": each.until} for each in found), {"since": None, "until": None})


def end_term(store: Store, id: str, *, on: dt.date, by: str) -> list[Node | Edge]:
    """End the term of an organisation or officer with the day `on`, the last one: membership, areas, line of reporting.

    What ended before stays as it was. Returns what was written. Raises UnknownRecord, BadValue for a day before the
    term began.
    """
    with store.change(by=by, why=f"任期止 {on}") as change:
        known = _known(change.graph, id, Organisation) or _known(change.graph, id, Officer)
        if known is None:
            raise UnknownRecord(id=id)
        held = change.graph.edges([id], types=_MEMBERS, direction="out", scope=EVERYTHING)
        ended: list[Node | Edge] = [_until(each, on) for each in held if serves(None, _last_day(each), on)]
        if isinstance(known, Organisation):
            _check_term(known.since, on)
            ended.insert(0, replace(known, until=on))
        change.put(ended)
    return ended


def _last_day(edge: Edge) -> dt.date | None:
    return edge.until if isinstance(edge, MemberOf | ReportsTo | Covers) else None


def _until(edge: Any, on: dt.date) -> Edge:
    _check_term(edge.since, on)
    return replace(edge, until=on)


def _put_superior(change: Change, id: str, superior: str | None, *, on: dt.date) -> None:
    if superior is None:
        return
    if _known(change.graph, superior, Organisation) is None:
        raise UnknownRecord(id=superior)
    held = change.graph.edges([id], types=[ReportsTo.TYPE], direction="out", scope=EVERYTHING)
    if any(
        each.target == superior and serves(each.since, each.until, on) for each in held if isinstance(each, ReportsTo)
    ):
        return
    line = ReportsTo(source=id, target=superior, since=on)
    change.put([line])
    keep_one_superior(change, [line], on=on)


def _put_areas(change: Change, id: str, covers: Collection[str] | None, *, on: dt.date) -> None:
    if covers is None:
        return
    for each, found in zip(covers, change.graph.get(list(covers), scope=EVERYTHING), strict=True):
        if not isinstance(found, Place):
            raise UnknownRecord(id=each)
    held = [each for each in change.graph.edges([id], types=[Covers.TYPE], direction="out", scope=EVERYTHING)
            if isinstance(each, Covers) and serves(each.since, each.until, on)]  # fmt: skip
    given_up = [replace(each, until=on - _DAY) for each in held if each.target not in covers]
    taken = [Covers(source=id, target=each, since=on) for each in sorted(set(covers) - {each.target for each in held})]
    change.put([*given_up, *taken])


# -- what is given -------------------------------------------------------------------------------


def _checked(record: type[Organisation] | type[Officer], facts: Mapping[str, Any], words: Vocabulary) -> dict[str, Any]:
    """The facts with their codes read. Raises UnknownField, UnknownCode."""
    known = {each.name for each in fields(record)} - _GIVEN
    shape = shape_of(record)
    checked = {}
    for name, value in facts.items():
        if name not in known:
            raise UnknownField(kind=record.ZH, field=name, known="、".join(sorted(known)))
        code = shape[name].code
        checked[name] = value if code is None or value is None else _coded(words, code, value)
    return checked


def _coded(words: Vocabulary, code: str, value: Any) -> Any:
    if isinstance(value, str):
        return words[code].code(value)
    return tuple(words[code].code(each) for each in value)


def _named(facts: Mapping[str, Any]) -> str:
    name = str(facts.get("name") or "").strip()
    if not name:
        raise BadValue(value=name, field="名称", reason="新的单位或人员要写名称")
    return name


def _known(store: Reader, id: str, kind: type[Any]) -> Any:
    (found,) = store.get([id], scope=EVERYTHING)
    return found if isinstance(found, kind) else None


def _check_term(since: dt.date | None, until: dt.date | None) -> None:
    if since and until and until < since:
        raise BadValue(value=until, field="任期止", reason=f"早于任期起 {since}")
