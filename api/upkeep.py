"""What a server does by itself: whistles that nobody answered go up, and once a day the rules of warnings are asked."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from graph.clock import street_now
from graph.pipeline.sweeping import sweep
from graph.pipeline.warning import warn

log = logging.getLogger("sanlian.upkeep")
ACTOR = "三链（自动）"
"""Who did it, as the journal keeps it."""


@asynccontextmanager
async def kept_up(app: FastAPI) -> AsyncIterator[None]:
    """While the server runs, look after the store every `Settings.sweep_every_s` seconds; 0: never."""
    every_s: float = app.state.settings.sweep_every_s
    task = asyncio.create_task(_sweeping(app, every_s)) if every_s > 0 else None
    try:
        yield
    finally:
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _sweeping(app: FastAPI, every_s: float) -> None:
    warned: dt.date | None = None
    while True:
        await asyncio.sleep(every_s)
        now = street_now()
        try:
            await run_in_threadpool(sweep, app.state.store, now=now, by=ACTOR, timing=app.state.timing)
            if warned != now.date():
                await run_in_threadpool(_warn, app, now)
                warned = now.date()
        except Exception:
            log.exception("what a server does by itself failed; it is tried again in %s seconds", every_s)


def _warn(app: FastAPI, now: dt.datetime) -> None:
    """Ask the rules about everything: some facts change with the day alone, as what is overdue."""
    warn(app.state.store, by=ACTOR, now=now, book=app.state.book, timing=app.state.timing)
