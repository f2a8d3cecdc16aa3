"""`sanlian demo`: the fictional street, written, resolved and linked, and put into the store only once it is whole."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from graph.errors import StoreExists
from graph.pipeline import link, resolve
from graph.pipeline.warning import warn
from graph.schema import NODE_SHAPES
from graph.store import EVERYTHING, Store, open_store
from loaders.demo import SEED, YEARS, Chapter, Street, build_street

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is, and how much there is."""


def make_demo(
    store: Store,
    *,
    seed: int = SEED,
    people: int | None = None,
    cases: int | None = None,
    years: Sequence[int] = YEARS,
    by: str,
    progress: Progress,
) -> dict[str, Any]:
    """Fill an empty store with the street; how many records of each kind it has. Raises StoreExists.

    `cases` is about how many in all, over the years; None: as many as the centre reported.
    It is made in a store of its own and then restored into this one, so that an interruption leaves this one empty.
    """
    if store.head()[0]:
        raise StoreExists(url=store.url)
    size = {"people": people} if people is not None else {}
    yearly = None if cases is None else max(1, round(cases / len(years)))
    street = build_street(seed=seed, cases=yearly, years=years, **size)
    with tempfile.TemporaryDirectory(prefix="sanlian-demo-") as folder:
        draft = open_store(f"sqlite:///{folder}/street.db", create=True)
        _write(draft, street, by=by, progress=progress)
        whole = Path(folder) / "street.backup"
        draft.backup(whole)
        draft.close()
        store.restore(whole)
    counts = {shape.record.ZH: store.count(kind, scope=EVERYTHING)[None] for kind, shape in NODE_SHAPES.items()}
    return {"seed": seed, "years": list(years), "counts": {zh: count for zh, count in counts.items() if count}}


def _write(store: Store, street: Street, *, by: str, progress: Progress) -> None:
    chapters = list(street.chapters())
    for done, chapter in enumerate(chapters):
        progress("写入街道", done, len(chapters))
        with store.change(by="demo", why=chapter.why, at=chapter.at) as change:
            change.put(chapter.records)
    resolve(store, by=by, progress=progress)
    with store.change(by="demo", why="亲属、雇佣和咨询关系") as change:
        change.put(street.between_people())
    link(store, by=by, progress=progress)
    warn(store, by="demo", now=present_of(chapters), progress=progress)


def present_of(chapters: Sequence[Chapter]) -> dt.datetime:
    """The street's own present, local time: the evening of the last day that its diary tells of."""
    last = chapters[-1].at.replace(tzinfo=None) - dt.timedelta(days=1)
    return dt.datetime.combine(last, dt.time(18))
