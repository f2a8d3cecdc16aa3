"""What stands before every request: the host it is sent to, the page it comes from, the policy of what goes back.

A page of somebody else's that is open in the same browser can send requests to 127.0.0.1. It cannot choose the
Host header (DNS rebinding), cannot hide its Origin, and cannot send `application/json` unasked (CSRF).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from api.access import is_local
from api.errors import BodyTooLarge, ForeignHost, ForeignOrigin

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "font-src 'self' data:; img-src 'self' data: blob:; worker-src 'self' blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Monaco, in which GraphiQL writes, styles its text inline; nothing else needs 'unsafe-inline'."""

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
LARGEST_BODY = 1_000_000
"""Bytes of a request: ten times the longest query that the token limit lets through."""

Next = Callable[[Request], Awaitable[Response]]


def check_host(request: HTTPConnection, *, bound: str, hosts: tuple[str, ...]) -> None:
    """Raises ForeignHost when the request was sent to a name that this server does not go by.

    On the machine's own address its names are 127.0.0.1, ::1 and localhost; elsewhere `hosts`: empty for any, since
    a token guards it.
    """
    asked = _host_name(request.headers.get("host", ""))
    if is_local(bound):
        if not is_local(asked):
            raise ForeignHost(host=asked or "（空）", known="127.0.0.1")
    elif hosts and asked not in {*hosts, bound}:
        raise ForeignHost(host=asked or "（空）", known="、".join(hosts))


def check_origin(request: Request) -> None:
    """Raises ForeignOrigin when a page of another origin sends the request."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise ForeignOrigin(origin=origin)
    if request.headers.get("sec-fetch-site") == "cross-site" and request.method != "GET":
        raise ForeignOrigin(origin="别的网站")


async def read_body(request: Request) -> bytes:
    """The request's body. Raises BodyTooLarge as soon as it is known to be."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            raise BodyTooLarge(size=len(body), most=LARGEST_BODY)
    return bytes(body)


def guarded(response: Response) -> Response:
    """The response with the policy that every page and answer of ours carries."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _host_name(header: str) -> str:
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""
