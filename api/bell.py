"""What rings when the journal has grown: one look at its head for all who wait."""

from __future__ import annotations

import asyncio

from starlette.concurrency import run_in_threadpool

from graph.store import Store


class Bell:
    """Rings whenever the journal has grown. One task looks at its head while anybody waits."""

    def __init__(self, store: Store, *, every_s: float = 0.5) -> None:
        self._store = store
        self._every_s = every_s
        self._rung = asyncio.Condition()
        self._waiting = 0
        self._head = 0
        self._looking: asyncio.Task[None] | None = None

    async def wait_beyond(self, seq: int) -> None:
        """Until a change after number `seq` has been written."""
        self._waiting += 1
        try:
            if self._looking is None or self._looking.done():
                self._looking = asyncio.create_task(self._look())
            async with self._rung:
                await self._rung.wait_for(lambda: self._head > seq)
        finally:
            self._waiting -= 1

    async def _look(self) -> None:
        while self._waiting:
            head, _ = await run_in_threadpool(self._store.head)
            if head != self._head:
                async with self._rung:
                    self._head = head
                    self._rung.notify_all()
            await asyncio.sleep(self._every_s)
