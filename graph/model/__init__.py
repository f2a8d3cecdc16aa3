"""The records of the graph: one definition each, from which stores, questions and faces are derived."""

from graph.model.case import Case, Mention, Step
from graph.model.edges import (
    About,
    AdviceFor,
    At,
    AttendedBy,
    By,
    Calls,
    Covers,
    DecidedAt,
    EmployedBy,
    HandedTo,
    HelpedBy,
    In,
    KinOf,
    LedBy,
    Linked,
    Lists,
    LivesIn,
    MemberOf,
    MentionedIn,
    Owns,
    PartOf,
    PartyTo,
    ReceivedBy,
    RefersTo,
    Rents,
    StatedAt,
)
from graph.model.ledger import Batch, Judgement, Redirect
from graph.model.party import Officer, Organisation, Person, Place
from graph.model.record import EVERYONE, Edge, Node
from graph.model.work import Consultation, Decision, Matter, Mediation, Meeting, Visit, Warning, WeeklyList, Whistle

NODES: tuple[type[Node], ...] = (
    Case, Mention, Step, Person, Place, Organisation, Officer, Matter, Whistle, Meeting, Decision,
    Mediation, Visit, Warning, Consultation, WeeklyList, Batch, Judgement, Redirect,
)  # fmt: skip
"""In this order for ever, new ones at the end: SQLite's row numbers carry the position."""

EDGES: tuple[type[Edge], ...] = (
    MentionedIn, StatedAt, RefersTo, PartyTo, LivesIn, Owns, Rents, KinOf, EmployedBy, In, At, Covers,
    ReceivedBy, HandedTo, LedBy, HelpedBy, MemberOf, Linked, PartOf, About, By, Calls, AttendedBy,
    DecidedAt, AdviceFor, Lists,
)  # fmt: skip
"""In this order for ever, new ones at the end: SQLite stores the position."""

__all__ = [each.__name__ for each in (*NODES, *EDGES)] + ["EDGES", "EVERYONE", "NODES", "Edge", "Node"]
