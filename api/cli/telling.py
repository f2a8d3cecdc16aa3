"""What every command that loads does when the rows are in: resolve, link, report, leave with the right code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.session import FAILED, REJECTED, actor, people, print_json, print_text, progress
from api.cli.timing import Watch
from graph.errors import NothingLoaded

if TYPE_CHECKING:
    from graph.store import Store
    from loaders.report import LoadReport

ResolveOption = Annotated[bool, typer.Option("--resolve/--no-resolve", help="载入后随即认人、关联")]


def digest_load(store: Store, report: LoadReport, *, watch: Watch, json: bool) -> None:
    """Say who is who and what belongs together, as far as a load changed it."""
    from graph.pipeline import digest

    if report.mentions or report.cases:
        with progress(shown=not json) as step:
            mentions, cases = report.mentions, report.cases
            digest(store, by=actor(), mentions=mentions, cases=cases, progress=step, after=watch.lap)


def tell_load(report: LoadReport, *, watch: Watch, rejects: Path | None, json: bool) -> None:
    """Print what a load did and how long it took, and leave with its code."""
    if json:
        print_json({**report.as_json(), "seconds": watch.as_json()})
    else:
        print_text(f"{report.as_text()}\n{watch}")
    tell_rejected(report, rejects=rejects, json=json)


@contextmanager
def telling_returned(rejects: Path | None, *, json: bool) -> Iterator[None]:
    """A block that may load nothing: where all rows were rejected, say where they are all the same."""
    try:
        yield
    except NothingLoaded as error:
        if rejects and error.facts["rows"] and not json:
            tell_returned(rejects)
        raise


def tell_returned(rejects: Path) -> None:
    people.print(f"退回的行已写入 {rejects}，改好后可直接再载入。", markup=False)


def tell_rejected(report: LoadReport, *, rejects: Path | None, json: bool) -> None:
    """Say where the rejected rows are, and leave with the code that says that there are some."""
    if report.rejected:
        if rejects and not json:
            tell_returned(rejects)
        raise typer.Exit(REJECTED if report.loaded else FAILED)
