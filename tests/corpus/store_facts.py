"""Facts read back from a store: flat records, as `expected` writes them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from graph.store import Store
from graph.store.protocol import EVERYTHING
from tests.corpus.expected import Record, plain

_MADE_UP = "自编"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_WIDE = ("street", "community", "grid")
_CASE_FIELDS = (
    "title", "kind", "status", "stage", "received_at", "dispute_type", "scale", "participants", "amount",
    "due_on", "settled_on", "closed_on", "outcome", "result", "text", "legacy",
)  # fmt: skip
_PARTY_FIELDS = ("name", "kind", "sex", "birth_date", "address")
_ORGANISATION_FIELDS = (
    "name", "kind", "aliases", "code", "tier", "presence", "mediation_level", "functions", "telephone",
    "since", "until",
)  # fmt: skip


def facts_of(store: Store) -> list[Record]:
    """Every record of the kinds that the corpus speaks of, in the order of their keys."""
    return _Reading(store).records()


def texts_of(store: Store) -> str:
    """Everything that the store says, as one text: for what must, or must never, be in it."""
    kinds = ("case", "mention", "place", "organisation", "officer", "weeklylist", "step", "batch", "person")
    return "\n".join(repr(each) for kind in kinds for each in store.scan(kind, scope=EVERYTHING))


def originals_of(store: Store) -> str:
    """The original rows of all cases and mentions."""
    return "\n".join(each.original for kind in ("case", "mention") for each in store.scan(kind, scope=EVERYTHING))


class _Reading:
    """One store while it is read."""

    def __init__(self, store: Store) -> None:
        kinds = ("case", "mention", "place", "organisation", "officer", "weeklylist")
        self.nodes = {each.id: each for kind in kinds for each in store.scan(kind, scope=EVERYTHING)}
        self.edges: dict[str, list[Any]] = defaultdict(list)
        types = ("at", "received_by", "handed_to", "mentioned_in", "stated_at", "lists", "covers", "member_of", "in")
        for type in types:
            for edge in store.scan_edges(type, scope=EVERYTHING):
                self.edges[type].append(edge)

    def records(self) -> list[Record]:
        found = [*self._cases(), *self._mentions(), *self._places(), *self._offices(), *self._lines()]
        return sorted(found, key=lambda each: (each.kind, each.key, each.facts.get("source", ())))

    def _of(self, kind: str) -> Iterator[Any]:
        return (each for each in self.nodes.values() if kind == each.KIND)

    # -- cases -------------------------------------------------------------------------------

    def _cases(self) -> Iterator[Record]:
        around: dict[str, dict[str, Any]] = defaultdict(dict)
        for edge in self.edges["at"]:
            around[edge.source]["place"] = self._spot(edge.target)
        for edge in self.edges["received_by"]:
            around[edge.source]["receiver"] = self.nodes[edge.target].name
        for edge in self.edges["handed_to"]:
            around[edge.source].setdefault("handed_to", []).append(self.nodes[edge.target].name)
        for each in self._of("case"):
            facts = {name: getattr(each, name) for name in _CASE_FIELDS}
            facts |= {"number": "" if each.number.startswith(_MADE_UP) else each.number, "source": each.source}
            facts |= {"place_text": each.place, "community": self._name_of(each.community), **around[each.id]}
            yield _flat("case", case_key(each), facts)

    def _name_of(self, id: str | None) -> str:
        return self.nodes[id].full_name if id in self.nodes else ""

    # -- parties and residents ---------------------------------------------------------------

    def _mentions(self) -> Iterator[Record]:
        cases = {edge.source: (edge.target, edge.role) for edge in self.edges["mentioned_in"]}
        homes = {edge.source: edge for edge in self.edges["stated_at"]}
        seen: dict[str, int] = defaultdict(int)
        in_order = sorted(self._of("mention"), key=lambda each: (self._home(homes.get(each.id)), each.record))
        for each in in_order:
            home = homes.get(each.id)
            facts = {name: getattr(each, name) for name in _PARTY_FIELDS}
            facts["telephones"] = [plain_telephone(one) for one in each.telephones]
            facts["identity"] = valid_identity(each.identity_number)
            facts["identity_text"] = each.identity_number
            facts |= {"place": self._home(home), "since": home and home.since, "until": home and home.until}
            if each.id in cases:
                case, role = cases[each.id]
                kind, key = "party", f"{case_key(self.nodes[case])}/{role}/{each.name}"
            else:
                kind, key = "resident", f"{each.name}/{home.tenure if home else 'lives'}"
            seen[key] += 1
            yield _flat(kind, key if seen[key] == 1 else f"{key}#{seen[key]}", facts)

    def _home(self, edge: Any) -> str:
        return self._spot(edge.target) if edge else ""

    def _spot(self, id: str) -> str:
        """A place from the road or estate down; what lies above is the community's matter."""
        found = self.nodes[id]
        return "" if found.level in _WIDE else found.full_name

    # -- places, offices, lists --------------------------------------------------------------

    def _places(self) -> Iterator[Record]:
        above = {edge.target for edge in self.edges["in"]}
        for each in self._of("place"):
            if each.id not in above and each.level not in _WIDE:
                names = ("full_name", "level", "code", "aliases")
                facts = {name: getattr(each, name) for name in names}
                facts["community"] = self._name_of(each.community)
                yield _flat("place", each.full_name, facts)

    def _offices(self) -> Iterator[Record]:
        covers: dict[str, list[str]] = defaultdict(list)
        belongs: dict[str, list[str]] = defaultdict(list)
        for edge in self.edges["covers"]:
            covers[edge.source].append(self.nodes[edge.target].full_name)
        for edge in self.edges["member_of"]:
            belongs[edge.source].append(self.nodes[edge.target].name)
        for each in self._of("organisation"):
            facts = {name: getattr(each, name) for name in _ORGANISATION_FIELDS}
            facts["telephone"] = [plain_telephone(one) for one in each.telephone.split("、") if one]
            yield _flat("organisation", each.name, facts | {"covers": covers[each.id], "member_of": belongs[each.id]})
        for each in self._of("officer"):
            facts = {"name": each.name, "post": each.post, "covers": covers[each.id]}
            facts["telephones"] = [plain_telephone(one) for one in each.telephone.split("、") if one]
            yield _flat("officer", f"{(belongs[each.id] or ['?'])[0]}/{each.name}", facts)

    def _lines(self) -> Iterator[Record]:
        for edge in self.edges["lists"]:
            week, listed = self.nodes[edge.source], self.nodes[edge.target]
            community = self._name_of(week.community)
            yield _flat("weekly", f"{community}/{week.week.isoformat()}/{listed.title}", {"status": edge.status})


def case_key(case: Any) -> str:
    """The number that the office gave, else the title."""
    return case.title if case.number.startswith(_MADE_UP) else case.number


def _flat(kind: str, key: str, facts: dict[str, Any]) -> Record:
    flat = {}
    for name, value in facts.items():
        each = value if isinstance(value, list | tuple) else [value]
        flat[name] = tuple(plain(one) for one in each if one not in (None, "", False))
    return Record(kind, key, flat)


# -- numbers, compared by what they are and not by how they are written -----------------------------


def plain_telephone(stated: str) -> str:
    """Digits and stars; an extension behind a hyphen."""
    bare = re.sub(r"\s+", "", unicodedata.normalize("NFKC", stated))
    bare = re.sub(r"[—–‐‑－]+", "-", bare)
    match = re.fullmatch(r"(?:\+?86-?)?(.*?\d)(?:转|分机|ext\.?|#|x|(?<=\d{7})-)+(\d{1,6})", bare, re.IGNORECASE)
    main, extension = (match[1], match[2]) if match else (bare, "")
    if re.search(r"\dE\+?\d", bare, re.IGNORECASE):
        return ""  # what a spreadsheet left of a number is kept as it stands, and is none
    digits = re.sub(r"^(?:\+|00)?86(?=1\d{10}$)", "", re.sub(r"[^\d*+]", "", main)).lstrip("+")
    return f"{digits}-{extension}" if extension else digits


def valid_identity(stated: str) -> str:
    """The eighteen characters of a number whose check digit fits, from fifteen or eighteen; empty for any other."""
    bare = re.sub(r"[\s'’‘`\-]", "", unicodedata.normalize("NFKC", stated)).upper()
    if re.fullmatch(r"\d{15}", bare):
        bare = with_check_digit(f"{bare[:6]}19{bare[6:]}")
    return bare if re.fullmatch(r"\d{17}[\dX]", bare) and with_check_digit(bare[:17]) == bare else ""


def with_check_digit(seventeen: str) -> str:
    """GB 11643-1999."""
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, _WEIGHTS, strict=True))
    return seventeen + "10X98765432"[total % 11]


def by_key(records: Iterable[Record]) -> dict[tuple[str, str], Record]:
    """Records by kind and key; a second one of a key is kept beside the first under a number."""
    found: dict[tuple[str, str], Record] = {}
    for each in records:
        key, count = each.key, 1
        while (each.kind, key) in found:
            count += 1
            key = f"{each.key}#{count}"
        found[each.kind, key] = each
    return found
