"""Rows to drafts: what one row of each kind states about cases, parties, places and organisations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from graph.identity.keys import account_key
from graph.ids import make_id
from graph.model import (
    EVERYONE,
    At,
    By,
    Case,
    Covers,
    HandedTo,
    Lists,
    MemberOf,
    Mention,
    MentionedIn,
    Officer,
    Organisation,
    ReceivedBy,
    StatedAt,
    Step,
    WeeklyList,
)
from loaders.draft import Draft
from loaders.ground import Ground, lay_ground, read_ground, read_home
from loaders.offices import kind_of_office, mention_office, office_id, office_name
from loaders.parties import Party, kind_of_name, read_parties
from loaders.places import community_spot
from loaders.table import TitleFacts
from loaders.targets import PARTIES, day_of

_TITLE_LENGTH = 40
"""Characters of a text that serve as a title where the source gives none."""

_STATUS_OF_LISTED = {"settled": "settled", "closed": "settled", "received": "new"}


class BadRow(Exception):
    """A row that cannot become records although each of its cells can be read."""

    def __init__(self, column: str, reason: str, accepted: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason
        self.accepted = accepted


@dataclass(slots=True)
class Row:
    """One row while it is built: what it states, by subject and field."""

    values: Mapping[str, Any]
    source: str
    defaults: Mapping[str, Any]
    facts: TitleFacts
    original: str
    batch: str
    remarks: list[str] = field(default_factory=list)

    def of(self, subject: str) -> dict[str, Any]:
        """The fields that the row states of a subject."""
        head = f"{subject}."
        return {path[len(head) :]: value for path, value in self.values.items() if path.startswith(head)}

    def default(self, path: str) -> Any:
        return self.defaults.get(path)


def build_row(kind: str, row: Row, draft: Draft) -> None:
    """Draft what `row`, a row of `kind` (see `targets.SUBJECTS`), states. Raises BadRow before it drafts anything."""
    _BUILDERS[kind](row, draft)


# -- cases ---------------------------------------------------------------------------------------


def _build_case(row: Row, draft: Draft) -> None:
    stated = row.of("case")
    ground = read_ground(row.of("place"), community=row.facts.community)
    _draft_case(row, draft, stated, ground, number=_number_of(row, stated, ground))


def _number_of(row: Row, stated: Mapping[str, Any], ground: Ground) -> str:
    """The source's number; where it has none, one made from what tells the case apart, the same in every file."""
    if stated.get("number"):
        return stated["number"]
    subject = stated.get("title") or stated.get("text") or ""
    names = [str(row.values.get(f"{role}.name", "")) for role in PARTIES]
    if not subject:
        raise BadRow("编号", "没有编号，也没有标题和内容，认不出是哪一件", "编号，或标题")
    moment = stated.get("received_at")
    day = "" if moment is None else moment.date().isoformat()
    where = ground.deepest.full_name if ground.deepest else ground.text
    return "自编-" + make_id("row", row.source, day, where, subject, *names).removeprefix("row-")


def _draft_case(row: Row, draft: Draft, stated: Mapping[str, Any], ground: Ground, *, number: str) -> str:
    """Draft the case with its place, offices, steps and parties. Returns its id."""
    source = stated.get("source") or row.source
    case = make_id("case", source, number)
    place = lay_ground(draft, ground)
    receiver = mention_office(draft, stated["received_by"]) if stated.get("received_by") else None
    taker = mention_office(draft, stated["handed_to"]) if stated.get("handed_to") else None
    seen_by = {each for each in (ground.community_id, receiver, taker) if each}
    parties, counted = _parties_of(row)
    fields = {
        **{name: value for name, value in stated.items() if name not in _NOT_FIELDS},
        "source": source,
        "number": number,
        "place": ground.text,
        "community": ground.community_id,
        "original": row.original,
    }
    fills = {**_fills_of_case(row, stated, number), "participants": counted}
    draft.node(Case, case, fields, fills=fills, visible_to=seen_by)
    if place is not None:
        draft.edge(At(source=case, target=place))
    if receiver is not None:
        draft.edge(ReceivedBy(source=case, target=receiver, at=stated.get("received_at")))
    if taker is not None:
        _draft_hand_over(row, draft, stated, case=case, giver=receiver, taker=taker)
    _draft_steps(draft, stated, case=case, receiver=receiver, seen_by=seen_by)
    for role, position, party in parties:
        record = party.fields.get("record") or f"{number}/{role}/{position}"
        _draft_mention(
            row, draft, party, source=source, record=record, role=role, case=case, seen_by=seen_by,
            stated_on=day_of(stated.get("received_at")),
        )  # fmt: skip
    return case


_NOT_FIELDS = frozenset({"received_by", "handed_to", "handed_at"})


def _fills_of_case(row: Row, stated: Mapping[str, Any], number: str) -> dict[str, Any]:
    text = " ".join(str(stated.get("text", "")).split())
    title = text if len(text) <= _TITLE_LENGTH else text[:_TITLE_LENGTH] + "…"
    return {
        "title": title or f"事件 {number}",
        "kind": row.default("case.kind") or "dispute",
        "status": _status_by_dates(stated),
        **{name: row.default(f"case.{name}") for name in ("stage", "dispute_type", "scale")},
    }


def _status_by_dates(stated: Mapping[str, Any]) -> str | None:
    if stated.get("closed_on"):
        return "closed"
    return "settled" if stated.get("settled_on") else None


def _draft_hand_over(
    row: Row, draft: Draft, stated: Mapping[str, Any], *, case: str, giver: str | None, taker: str
) -> None:
    at = stated.get("handed_at") or stated.get("received_at")
    if at is None:
        row.remarks.append("写了移交单位，没有移交时间和受理时间，移交没有记入")
        return
    draft.edge(HandedTo(source=case, target=taker, at=at, giver=giver))


STEPS: Mapping[str, str] = {"receive": "received_at", "settle": "settled_on", "close": "closed_on"}
"""Steps that a row's dates tell, and the field of the case that tells each."""


def step_id(case: str, kind: str, at: dt.date | dt.datetime) -> str:
    """The id of the step of `kind` on `case`; a day is its first moment."""
    return make_id("step", case, kind, moment_of(at).isoformat())


def moment_of(at: dt.date | dt.datetime) -> dt.datetime:
    """A day as its first moment."""
    return at if isinstance(at, dt.datetime) else dt.datetime.combine(at, dt.time())


def _draft_steps(
    draft: Draft, stated: Mapping[str, Any], *, case: str, receiver: str | None, seen_by: set[str]
) -> None:
    for kind, told_by in STEPS.items():
        at = stated.get(told_by)
        if at is None:
            continue
        fields = {
            "kind": kind,
            "at": moment_of(at),
            "case": case,
            "organisation": receiver if kind == "receive" else None,
            "outcome": stated.get("outcome") if kind == "settle" else None,
        }
        draft.node(Step, step_id(case, kind, at), fields, visible_to=seen_by)


# -- parties -------------------------------------------------------------------------------------


def _parties_of(row: Row) -> tuple[list[tuple[str, int, Party]], int | None]:
    """The row's parties with role and position in it, and how many they say that they are in all."""
    found: list[tuple[str, int, Party]] = []
    counted = None
    for role in PARTIES:
        stated = row.of(role)
        if not stated:
            continue
        parties = read_parties(stated)
        row.remarks += parties.remarks
        counted = parties.count or counted
        found += [(role, position, each) for position, each in enumerate(parties.parties, 1)]
    return found, counted


def _draft_mention(
    row: Row,
    draft: Draft,
    party: Party,
    *,
    source: str,
    record: str,
    role: str,
    case: str | None = None,
    seen_by: Set[str] = frozenset(),
    stated_on: dt.date | None = None,
    home: Ground | None = None,
) -> str:
    """Draft a mention with where it stands and where it lives; `home`: the row's place, else the party's own address."""
    mention = make_id("mention", source, record)
    ground = home or read_home(party.fields.get("address", ""))
    areas = {*seen_by, *([ground.community_id] if ground.community_id else [])}
    fields = {name: value for name, value in party.fields.items() if name not in _NOT_OF_MENTION}
    if account := party.fields.get("account"):
        fields["keys"] = (account_key(source, account),)
    fields |= {
        "source": source,
        "record": record,
        "role": role,
        "name": party.name,
        "kind": party.fields.get("kind") or kind_of_name(party.name),
        "address": party.fields.get("address") or ground.text,
        "stated_on": party.fields.get("stated_on") or stated_on,
        "original": row.original,
    }
    draft.node(Mention, mention, fields, fills={"batch": row.batch}, visible_to=areas)
    if case is not None:
        draft.edge(MentionedIn(source=mention, target=case, role=role))
    place = lay_ground(draft, ground)
    if place is not None:
        facts = {name: party.fields.get(name) for name in ("since", "until")}
        draft.edge(StatedAt(source=mention, target=place, tenure=party.fields.get("tenure") or "lives", **facts))
    return mention


_NOT_OF_MENTION = frozenset({"account", "tenure", "since", "until", "source", "record", "role"})


def _build_mention(row: Row, draft: Draft) -> None:
    """A row that is one party, of a case or of none."""
    stated, party = row.of("case"), row.of("party")
    source = stated.get("source") or row.source
    role = party.get("role") or "party"
    case = None
    if stated.get("number"):
        number = stated["number"]
        case = make_id("case", source, number)
        fields = {name: value for name, value in stated.items() if name not in _NOT_FIELDS}
        draft.node(Case, case, {**fields, "source": source}, fills=_fills_of_case(row, stated, number))
        _draft_steps(draft, stated, case=case, receiver=None, seen_by=set())
    _draft_mention(
        row, draft, Party(party.get("name", ""), party), source=source, record=party["record"], role=role, case=case,
        stated_on=day_of(stated.get("received_at")),
    )  # fmt: skip


# -- the weekly list -----------------------------------------------------------------------------


def _build_weekly(row: Row, draft: Draft) -> None:
    """A line of a community's list for a week."""
    stated, weekly = row.of("case"), row.of("weekly")
    ground = read_ground(row.of("place"), community=row.facts.community)
    if ground.community is None:
        raise BadRow("所属社区", "不知道是哪个社区报送的", "“所属社区”列，或标题里写明社区")
    day = weekly.get("week") or row.facts.day or weekly.get("submitted_on") or day_of(stated.get("received_at"))
    if day is None:
        raise BadRow("周次", "不知道是哪一周的清单", "“周次”列写那一周的任一天，或标题里写明日期")
    number = stated.get("number") or _listed_number(row, stated, ground)
    case = _draft_case(row, draft, stated, ground, number=number)
    monday = day - dt.timedelta(days=day.weekday())
    community = ground.community
    title = f"{community.name} {monday.isoformat()} 当周"
    list_id = make_id("weeklylist", community.id, monday.isoformat())
    fields = {"title": title, "week": monday, "community": community.id, "submitted_on": weekly.get("submitted_on")}
    draft.node(WeeklyList, list_id, fields, visible_to={community.id})
    draft.edge(By(source=list_id, target=mention_office(draft, community.name)))
    status = weekly.get("status") or _STATUS_OF_LISTED.get(stated.get("status", ""), "ongoing")
    draft.edge(Lists(source=list_id, target=case, status=status))


def _listed_number(row: Row, stated: Mapping[str, Any], ground: Ground) -> str:
    """What stays the same from week to week: community, matter and parties, not the date."""
    bare = {name: value for name, value in stated.items() if name != "received_at"}
    return _number_of(row, bare, ground)


# -- registers -----------------------------------------------------------------------------------


def _build_resident(row: Row, draft: Draft) -> None:
    party = row.of("resident")
    ground = read_ground(row.of("place"), community=row.facts.community)
    name = party.get("name", "")
    _draft_registered(row, draft, Party(name, party), role="resident", ground=ground, default="lives")


def _build_housing(row: Row, draft: Draft) -> None:
    stated = row.of("place")
    ground = read_ground(stated, community=row.facts.community)
    if not ground.address.spots:
        raise BadRow("房屋地址", "看不出是哪一户", "如 锦澜苑3栋2单元302室、民权街15号302室")
    lay_ground(draft, ground, code=stated.get("code"), aliases=stated.get("aliases"))
    for subject, tenure in (("owner", "owns"), ("tenant", "rents")):
        for party in read_parties(row.of(subject)).parties:
            if party.name:
                _draft_registered(row, draft, party, role="resident", ground=ground, default=tenure)


def _draft_registered(row: Row, draft: Draft, party: Party, *, role: str, ground: Ground, default: str) -> None:
    """A mention of a register; without a record number of its own it is told apart by home, name and tenure."""
    tenure = party.fields.get("tenure") or default
    where = ground.deepest.full_name if ground.deepest else ground.text
    record = party.fields.get("record")
    if record is None:
        born = party.fields.get("identity_number") or party.fields.get("birth_date") or ""
        record = "自编-" + make_id("row", row.source, tenure, where, party.name, str(born)).removeprefix("row-")
    _draft_mention(
        row, draft, Party(party.name, {**party.fields, "tenure": tenure}), source=row.source, record=record, role=role,
        home=ground, seen_by={ground.community_id} if ground.community_id else set(),
    )  # fmt: skip


def _build_building(row: Row, draft: Draft) -> None:
    stated, officer = row.of("place"), row.of("officer")
    ground = read_ground(stated, community=row.facts.community)
    if not ground.address.spots:
        raise BadRow("楼栋", "看不出是哪一栋", "小区（或路、里份）和楼栋号，如 锦澜苑 3栋")
    if officer.get("name") and ground.community is None:
        raise BadRow("所属社区", "有楼栋长却不知道属于哪个社区", "“所属社区”列")
    place = lay_ground(draft, ground, code=stated.get("code"), aliases=stated.get("aliases"))
    if officer.get("name") and ground.community and place is not None:
        employer = mention_office(draft, ground.community.name)
        chief = _draft_officer(draft, {"post": "楼栋长", **officer}, employer)
        draft.edge(Covers(source=chief, target=place))


def _build_organisation(row: Row, draft: Draft) -> None:
    stated, officer = row.of("organisation"), row.of("officer")
    name = office_name(stated["name"])
    if not name:
        raise BadRow("单位名称", "没有名称", "单位全称")
    id = office_id(name)
    parent = mention_office(draft, stated["member_of"]) if stated.get("member_of") else None
    fields = {each: value for each, value in stated.items() if each not in ("member_of", "covers")}
    draft.node(Organisation, id, {**fields, "name": name}, fills={"kind": kind_of_office(name)}, visible_to=(EVERYONE,))
    if parent is not None and parent != id:
        draft.edge(MemberOf(source=id, target=parent, since=stated.get("since"), until=stated.get("until")))
    for area in stated.get("covers", ()):
        _draft_covered(row, draft, id, area)
    if officer.get("name"):
        _draft_officer(draft, officer, id)
    ground = read_ground(row.of("place"))
    if ground.address.spots:
        _draft_seat(row, draft, name, ground)


def _draft_covered(row: Row, draft: Draft, organisation: str, area: str) -> None:
    spot = community_spot(area)
    if spot is None:
        row.remarks.append(f"“{area}”不是社区名，负责范围没有记入")
        return
    ground = read_ground({"community": area})
    place = lay_ground(draft, ground)
    if place is not None:
        draft.edge(Covers(source=organisation, target=place))


def _draft_seat(row: Row, draft: Draft, name: str, ground: Ground) -> None:
    """The organisation's address, as a register states it: a mention, from which its seat is derived."""
    party = Party(name, {"kind": "organisation"})
    _draft_registered(row, draft, party, role="resident", ground=ground, default="lives")


def _draft_officer(draft: Draft, stated: Mapping[str, Any], employer: str) -> str:
    """Draft someone who acts for an organisation."""
    name = stated["name"]
    id = make_id("officer", employer, name)
    telephone = "、".join(stated.get("telephones", ()))
    draft.node(Officer, id, {"name": name, "post": stated.get("post"), "telephone": telephone}, visible_to=(EVERYONE,))
    draft.edge(MemberOf(source=id, target=employer, post=stated.get("post") or ""))
    return id


_BUILDERS: Mapping[str, Callable[[Row, Draft], None]] = {
    "case": _build_case,
    "weekly": _build_weekly,
    "mention": _build_mention,
    "resident": _build_resident,
    "housing": _build_housing,
    "building": _build_building,
    "organisation": _build_organisation,
}
