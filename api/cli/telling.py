"""What every command that loads does when the rows are in: resolve, link, report, leave with the right code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.session import FAILED, REJECTED, actor, people, print_json, print_text, progress
from api.cli.timing import Watch
from api.settings import Settings
from graph.errors import NothingLoaded

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.pipeline import Progress
    from graph.pipeline.backlog import Waiting
    from graph.store import Store
    from loaders.report import LoadReport

ResolveOption = Annotated[
    bool | None,
    typer.Option(
        "--resolve/--no-resolve", help="载入后认人、关联：连同等着的全部，或都不做；不写：不长的随即做，长的先不做"
    ),
]


def digest_load(store: Store, report: LoadReport, *, asked: bool | None, watch: Watch, json: bool) -> Waiting:
    """Say who is who, what belongs together and what is to be warned of, as far as a load changed it; what waits then,
    of earlier loads too.

    `asked`: True for all that waits too, False for nothing, None for as much as does not take minutes.
    """
    from graph.pipeline import digest
    from graph.pipeline.backlog import Waiting, is_long, waiting_in

    mentions, cases = report.mentions, report.cases
    new = Waiting(len(mentions), len(cases))
    too_long = asked is None and is_long(store, new)
    if not too_long and asked is not False and (new or (asked and waiting_in(store))):
        with progress(shown=not json) as step:
            digest(
                store, by=actor(), mentions=mentions, cases=cases, everything=asked is True, progress=step,
                after=watch.lap,
            )  # fmt: skip
            _look_after(store, cases, step, watch)
    return waiting_in(store)


def _look_after(store: Store, cases: Collection[str], step: Progress, watch: Watch) -> None:
    """Open what is to be done about what was loaded, and ask the rules of warnings about it."""
    from graph.clock import street_now
    from graph.pipeline.tasks import open_tasks_of
    from graph.pipeline.warning import warn

    own = Settings()
    open_tasks_of(store, cases, by=actor(), timing=own.timing())
    watch.lap("tasks")
    warn(store, by=actor(), now=street_now(), cases=cases, book=own.rules(), timing=own.timing(), progress=step)
    watch.lap("warn")


def tell_load(report: LoadReport, *, waiting: Waiting, watch: Watch, rejects: Path | None, json: bool) -> None:
    """Print what a load did, how long it took and what waits, which is no failure; and leave with its code."""
    if json:
        print_json({**report.as_json(), "seconds": watch.as_json(), "waiting": waiting.as_json()})
    else:
        print_text(f"{report.as_text()}\n{watch}")
        tell_waiting(waiting)
    tell_rejected(report, rejects=rejects, json=json)


def tell_behind(store: Store) -> None:
    """Say, beside an answer that depends on who is who, that some of what is loaded is not in it yet."""
    from graph.pipeline.backlog import waiting_in

    tell_waiting(waiting_in(store))


def tell_waiting(waiting: Waiting) -> None:
    """Say what was loaded and not brought in, and how to do it; nothing of nothing."""
    if waiting:
        people.print(waiting_zh(waiting), style="yellow", markup=False)


def waiting_zh(waiting: Waiting) -> str:
    """What waits, in a sentence with the commands that bring it in."""
    some = ((waiting.mentions, "条当事人记录还没有认人"), (waiting.cases, "件事件还没有关联"))
    told = "，".join(f"{count:,} {what}" for count, what in some if count)
    both = "请先运行 sanlian resolve（认人），再运行 sanlian link（关联）"
    commands = both if waiting.mentions else "请运行 sanlian link（关联）"
    return f"已载入，但{told}：查重、同一当事人、事项和待判定里暂时没有它们。{commands}，长的表要几分钟。"


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
