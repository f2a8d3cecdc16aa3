"""Waiting for changes: of a case, of a matter, of what an organisation has to do.

The event loop waits and worker threads read, each within the scope of who asked.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

import strawberry
from starlette.concurrency import run_in_threadpool

from api.errors import BadQuery
from api.graphql.asked import Asked
from api.graphql.news import Changed, changed
from graph.pipeline.watching import Watch, watch

Of = Annotated[strawberry.ID, strawberry.argument(description="事件、事项或单位的编号；单位：它的待办和与它有关的步骤")]
Since = Annotated[int | None, strawberry.argument(description="从第几号变更之后起；不写：从现在起")]


@strawberry.type(description="关注；经 WebSocket（graphql-transport-ws），断线后用 since 接着关注")
class Subscription(Asked):
    """What callers may wait for."""

    @strawberry.subscription(description="一件事件、一个事项或一个单位的变更，逐次送来；只送看得到的")
    async def changed(self, of: Of, since: Since = None) -> AsyncIterator[Changed]:
        """Each change that is about `of`, as it is written."""
        bell = self.context.bell
        if bell is None:
            raise BadQuery(reason="关注只能经 WebSocket（graphql-transport-ws）")
        watching = await run_in_threadpool(watch, self.context.store, of, scope=self.scope, since=since)
        while True:
            await bell.wait_beyond(watching.seq)
            for each in await run_in_threadpool(_told, self, watching):
                yield each


def _told(asked: Asked, watching: Watch) -> list[Changed]:
    store, scope, lens = asked.context.store, asked.scope, asked.context.lens
    return [changed(store, each, lens, scope=scope) for each in watching.news(store, scope=scope)]
