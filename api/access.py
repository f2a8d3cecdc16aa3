"""Who may ask: access tokens with a role and a scope, kept as hashes among the store's facts."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import BadValue, NotAllowed, TokenNeeded, Unauthorised, UnknownRecord
from graph.ids import kind_of
from graph.model import Organisation
from graph.store import EVERYTHING, Scope, Store
from graph.vocabulary import VOCABULARY

RECEIVE = "登记事件"
JUDGE = "作判定"
AUDIT = "查看变更日志"
ORGANISE = "编辑单位和人员"
WARN = "研判和处置预警"
_MAY: dict[str, frozenset[str]] = {
    "clerk": frozenset({RECEIVE}),
    "grid_officer": frozenset({RECEIVE}),
    "mediator": frozenset({RECEIVE, JUDGE, WARN}),
    "investigator": frozenset({RECEIVE, JUDGE, AUDIT, WARN}),
    "liaison": frozenset({RECEIVE, WARN}),
    "chair": frozenset({RECEIVE, JUDGE, AUDIT, ORGANISE, WARN}),
    "auditor": frozenset({AUDIT}),
    "admin": frozenset({RECEIVE, JUDGE, AUDIT, ORGANISE, WARN}),
}
"""What a role may do beside reading what lies in its scope."""

_DESK = frozenset({"receive", "consult", "visit"})
_GRID = frozenset({
    "receive", "accept", "refuse", "hand_over", "escalate", "help", "whistle", "report", "raise_up", "mediate",
    "conclude", "settle", "visit", "fulfil", "pause", "resume", "withdraw", "reopen",
})  # fmt: skip
_MEDIATOR = _GRID | {"confirm", "consult", "decline", "close"}
_LIAISON = _MEDIATOR | {"meet", "decide", "drop", "lead", "supervise"}
_STEPS: dict[str, frozenset[str] | None] = {
    "clerk": _DESK,
    "grid_officer": _GRID,
    "mediator": _MEDIATOR,
    "liaison": _LIAISON,
    "chair": None,
    "admin": None,
}
"""Which steps a role may take for its organisation; None: all, for any organisation. What the case allows is for the
rules of duty, whoever asks.
"""

_META = "token:"
_LOCAL = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the name that the journal keeps, the role, and the rows that they may see."""

    actor: str
    role: str
    scope: Scope
    organisation: str | None = None
    """Id of the organisation for which they act; None: of none, or of any where the role may."""

    def must(self, action: str) -> None:
        """Raises NotAllowed when the role may not do `action`."""
        if action not in _MAY.get(self.role, frozenset()):
            raise _refused(self, action)


def may_step(caller: Caller, step: str, organisation: str | None) -> str:
    """The id of the organisation for which `caller` takes a step: the stated one, else their own.

    Raises NotAllowed for a step that the role may not take, or for another organisation than their own; BadValue when
    neither the caller nor the request names one.
    """
    steps = _STEPS.get(caller.role, frozenset())
    if steps is not None and step not in steps:
        raise _refused(caller, f"办理“{VOCABULARY.label('step', step)}”")
    by = organisation or caller.organisation
    if by is None:
        raise BadValue(value="", field="办理单位", reason="令牌上没有单位，请写明 by")
    if steps is not None and by != caller.organisation:
        raise _refused(caller, "替别的单位办理")
    return by


def _refused(caller: Caller, action: str) -> NotAllowed:
    return NotAllowed(role=VOCABULARY.label("role", caller.role), action=action)


LOCAL = Caller("本机管理员", "admin", EVERYTHING)
"""Whoever sits at the machine itself."""


@dataclass(frozen=True, slots=True)
class Token:
    """An access token as it is kept: its hash, never itself."""

    id: str
    role: str
    name: str
    areas: tuple[str, ...] | None
    """None: every row."""
    created_at: str
    digest: str
    organisation: str | None = None
    """Id of the organisation for which it acts; None: of none, or of any where the role may."""

    @property
    def caller(self) -> Caller:
        """Whom it stands for."""
        scope = EVERYTHING if self.areas is None else Scope.of(*self.areas)
        return Caller(self.name or f"令牌 {self.id}", self.role, scope, self.organisation)


def is_local(host: str) -> bool:
    """Whether an address is the machine itself."""
    return host in _LOCAL


def add_token(
    store: Store,
    *,
    role: str,
    name: str = "",
    areas: Sequence[str] = (),
    organisation: str | None = None,
    now: dt.datetime | None = None,
) -> str:
    """Make a token and return its secret, which is shown once and kept by nobody.

    `areas`: ids of the communities and organisations whose rows it may see; none: every row. `organisation`: the id of
    the one for which it takes steps. `now`: with zone, the clock's by default. Raises UnknownCode for a role that there
    is not, BadId for an area that is no id, UnknownRecord for an organisation that there is not.
    256 bits from the system's generator: there is nothing to guess, so a plain SHA-256 keeps it.
    """
    for each in areas:
        kind_of(each)
    if organisation is not None and not isinstance(store.get([organisation], scope=EVERYTHING)[0], Organisation):
        raise UnknownRecord(id=organisation)
    secret = secrets.token_urlsafe(32)
    kept = {
        "role": VOCABULARY["role"].code(role),
        "name": name,
        "areas": sorted(set(areas)) or None,
        "organisation": organisation,
        "at": (now or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds"),
        "sha256": _digest(secret),
    }
    store.set_meta({_META + secrets.token_hex(4): json.dumps(kept, ensure_ascii=False)})
    return secret


def list_tokens(store: Store) -> list[dict[str, str]]:
    """Every token in words, without anything that would let somebody in."""
    return [
        {
            "id": each.id,
            "role": VOCABULARY.label("role", each.role),
            "name": each.name,
            "areas": "全部" if each.areas is None else "、".join(each.areas),
            "organisation": each.organisation or "",
            "created_at": each.created_at,
        }
        for each in tokens(store)
    ]


def tokens(store: Store) -> list[Token]:
    """Every token, the oldest first."""
    facts = store.meta()
    found = [_read(name.removeprefix(_META), fact) for name, fact in facts.items() if name.startswith(_META)]
    return sorted(found, key=lambda token: (token.created_at, token.id))


def remove_token(store: Store, id: str) -> None:
    """Make a token worthless. Raises UnknownRecord when there is none of this id."""
    if _META + id not in store.meta():
        raise UnknownRecord(id=id)
    store.set_meta({_META + id: None})


def identify(store: Store, authorization: str | None) -> Caller:
    """The caller that an `Authorization` header names. Raises Unauthorised.

    `Bearer TOKEN`; or `Basic`, with the token as the password: what a browser sends from its own prompt.
    """
    digest = _digest(_secret(authorization or ""))
    for token in tokens(store):
        if hmac.compare_digest(token.digest, digest):
            return token.caller
    raise Unauthorised()


def caller_at(store: Store, host: str, authorization: str | None) -> Caller:
    """Who asks a server that listens on `host`: whom their token names; on the machine's own address, without one,
    whoever sits at it. Raises Unauthorised.
    """
    return LOCAL if authorization is None and is_local(host) else identify(store, authorization)


def demand_token(store: Store, host: str) -> None:
    """Raises TokenNeeded before anything listens on an address that others reach and no token guards."""
    if not is_local(host) and not tokens(store):
        raise TokenNeeded(host=host)


def _secret(authorization: str) -> str:
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).decode().partition(":")[2]
        except ValueError as error:
            raise Unauthorised() from error
    if scheme.lower() != "bearer" or not value.strip():
        raise Unauthorised()
    return value.strip()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _read(id: str, fact: str) -> Token:
    kept = json.loads(fact)
    areas = None if kept["areas"] is None else tuple(kept["areas"])
    return Token(id, kept["role"], kept["name"], areas, kept["at"], kept["sha256"], kept.get("organisation"))
