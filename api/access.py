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

from graph.errors import NotAllowed, TokenNeeded, Unauthorised, UnknownRecord
from graph.ids import kind_of
from graph.store import EVERYTHING, Scope, Store
from graph.vocabulary import VOCABULARY

RECEIVE = "登记事件"
JUDGE = "作判定"
AUDIT = "查看变更日志"
_MAY: dict[str, frozenset[str]] = {
    "clerk": frozenset({RECEIVE}),
    "grid_officer": frozenset({RECEIVE}),
    "mediator": frozenset({RECEIVE, JUDGE}),
    "investigator": frozenset({RECEIVE, JUDGE, AUDIT}),
    "liaison": frozenset({RECEIVE}),
    "chair": frozenset({RECEIVE, JUDGE, AUDIT}),
    "auditor": frozenset({AUDIT}),
    "admin": frozenset({RECEIVE, JUDGE, AUDIT}),
}
"""What a role may do beside reading what lies in its scope."""

_META = "token:"
_LOCAL = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the name that the journal keeps, the role, and the rows that they may see."""

    actor: str
    role: str
    scope: Scope

    def must(self, action: str) -> None:
        """Raises NotAllowed when the role may not do `action`."""
        if action not in _MAY.get(self.role, frozenset()):
            raise NotAllowed(role=VOCABULARY.label("role", self.role), action=action)


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

    @property
    def caller(self) -> Caller:
        """Whom it stands for."""
        scope = EVERYTHING if self.areas is None else Scope.of(*self.areas)
        return Caller(self.name or f"令牌 {self.id}", self.role, scope)


def is_local(host: str) -> bool:
    """Whether an address is the machine itself."""
    return host in _LOCAL


def add_token(
    store: Store, *, role: str, name: str = "", areas: Sequence[str] = (), now: dt.datetime | None = None
) -> str:
    """Make a token and return its secret, which is shown once and kept by nobody.

    `areas`: ids of the communities and organisations whose rows it may see; none: every row. `now`: with zone,
    the clock's by default. Raises UnknownCode for a role that there is not, BadId for an area that is no id.
    256 bits from the system's generator: there is nothing to guess, so a plain SHA-256 keeps it.
    """
    for each in areas:
        kind_of(each)
    secret = secrets.token_urlsafe(32)
    kept = {
        "role": VOCABULARY["role"].code(role),
        "name": name,
        "areas": sorted(set(areas)) or None,
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
    return Token(id, kept["role"], kept["name"], areas, kept["at"], kept["sha256"])
