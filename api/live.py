"""Subscriptions over a WebSocket (graphql-transport-ws), guarded as every request is.

A browser cannot set the header of a WebSocket: the token may come in `connection_init` instead, as
`{"authorization": "Bearer …"}`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError
from starlette.concurrency import run_in_threadpool
from starlette.status import WS_1008_POLICY_VIOLATION
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL

from api.access import Caller, caller_at
from api.errors import BadQuery, ForeignHost
from api.graphql.answer import formatted
from api.graphql.asked import Asked, Context
from api.graphql.schema import SCHEMA
from api.guard import check_host
from api.settings import Settings
from graph.errors import Unauthorised
from graph.store import Scope

NOBODY = Caller("", "", Scope.of())
"""Who has not said yet who they are: a connection is acknowledged only once they have."""


@dataclass(slots=True)
class LiveContext(Context):
    """One connection."""

    connection_params: dict[str, Any] = field(default_factory=dict)
    authorization: str | None = None
    """The header of the handshake."""
    host: str = ""
    """The address on which the server listens."""


_ALONE = "这里只接受一个 subscription，查询和写入请用 POST /graphql"


class _Told:
    """The schema as a socket runs it: subscriptions alone, and every error with its code, masked, as over HTTP."""

    async def stream(self, query: str | None, **given: Any) -> AsyncIterator[Any]:
        """What `query` brings, event by event."""
        return _formatted(await SCHEMA.subscribe(query, **given))


async def _formatted(results: AsyncIterator[Any]) -> AsyncIterator[Any]:
    async for each in results:
        if each.errors:
            each.errors = [_as_told(error) for error in each.errors]
        yield each


def _as_told(error: GraphQLError) -> GraphQLError:
    if isinstance(error.original_error, InvalidOperationTypeError | CannotGetOperationTypeError):
        error = GraphQLError(_ALONE, original_error=BadQuery(reason=_ALONE))
    told = formatted(error)
    return GraphQLError(told["message"], nodes=error.nodes, path=error.path, extensions=told["extensions"])


class Live(GraphQL[LiveContext, Asked]):
    """The socket beside `POST /graphql`."""

    def __init__(self) -> None:
        super().__init__(
            _Told(),  # type: ignore[arg-type]  # all that a socket asks of a schema is `stream`
            graphql_ide=None,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL,),
        )

    async def serve(self, socket: WebSocket) -> None:
        """Speak with one client until it goes. A host that this server does not go by is turned away."""
        state = socket.app.state
        settings: Settings = state.settings
        try:
            check_host(socket, bound=settings.host, hosts=settings.hosts)
        except ForeignHost:
            await socket.close(code=WS_1008_POLICY_VIOLATION)
            return
        context = LiveContext(
            state.store, NOBODY, state.lens, None, state.old_names, bell=state.bell, host=settings.host,
            authorization=socket.headers.get("authorization"),
        )  # fmt: skip
        await self.run(socket, context=context, root_value=Asked(state.store, context))

    async def on_ws_connect(self, context: LiveContext) -> Any:
        """Find out who connects. Raises ConnectionRejectionError: the socket is closed with 4403."""
        try:
            context.caller = await run_in_threadpool(_caller, context)
        except Unauthorised as error:
            raise ConnectionRejectionError() from error
        return await super().on_ws_connect(context)


def _caller(context: LiveContext) -> Caller:
    stated = context.connection_params.get("authorization")
    return caller_at(context.store, context.host, stated if isinstance(stated, str) else context.authorization)
