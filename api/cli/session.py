"""What every command shares: its store, who runs it, how it answers, how it fails."""

from __future__ import annotations

import datetime as dt
import getpass
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from api.settings import Settings
from graph.errors import OutputUnwritable, PurposeNeeded, SanlianError, system_says
from graph.ids import make_id
from graph.model import Reveal
from graph.store import Store

FAILED, REJECTED = 1, 3
"""Exit codes beside 0: it failed; it is done but rows were rejected. Typer itself leaves with 2 when it was called
wrongly.
"""

StoreOption = Annotated[
    str | None,
    typer.Option("--store", help="图库地址，默认取 SANLIAN_STORE 或 sqlite:///data/sanlian.db", metavar="地址"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取")]
UnmaskOption = Annotated[
    str | None, typer.Option("--unmask", help="显示完整的身份证号和电话；须写明用途，用途会记入日志", metavar="用途")
]
OutputOption = Annotated[Path | None, typer.Option("-o", "--output", help="写入文件；不写则打印", metavar="文件")]

people = Console(stderr=True, highlight=False, soft_wrap=True)
"""For people: standard error, so that standard output is for answers alone."""


@contextmanager
def opened(url: str | None, *, create: bool = False) -> Iterator[Store]:
    """The store that a command works on."""
    settings = Settings()
    if url is not None:
        settings = settings.model_copy(update={"store": url})
    store = settings.open(create=create)
    try:
        yield store
    finally:
        store.close()


def actor() -> str:
    """Who runs the command, for the journal."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return f"uid {os.getuid()}"


def reveal(store: Store, purpose: str | None, what: str) -> bool:
    """Record an unmasked reading before it happens; True when there is one. Raises PurposeNeeded for an empty
    purpose.
    """
    if purpose is None:
        return False
    if len(purpose.strip()) < 2:
        raise PurposeNeeded()
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    who = actor()
    record = Reveal(
        id=make_id("reveal", who, now.isoformat(), what), purpose=purpose.strip(), what=what, by=who, at=now
    )
    with store.change(by=who, why=f"明文查看：{purpose.strip()}") as change:
        change.put([record])
    return True


# -- answers -------------------------------------------------------------------------------------


def print_json(answer: Any) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(orjson.dumps(answer, option=orjson.OPT_INDENT_2, default=str).decode() + "\n")


def print_text(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(text + "\n")


@contextmanager
def written(path: Path | None, *, binary: bool = False) -> Iterator[Any]:
    """A file that appears only when it is whole, or standard output. Raises OutputUnwritable."""
    if path is None:
        yield sys.stdout.buffer if binary else sys.stdout
        return
    part = path.with_name(f".{path.name}.part-{os.getpid()}")
    try:
        with part.open("wb") if binary else part.open("w", encoding="utf-8", newline="") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise OutputUnwritable(path=path, reason=system_says(error)) from error
    finally:
        part.unlink(missing_ok=True)


Step = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is; 0 of 0: not known."""


@contextmanager
def progress(*, shown: bool = True) -> Iterator[Step]:
    """A bar on standard error for work that takes its time; nothing where nobody looks."""
    if not shown or not people.is_terminal:
        yield lambda label, done, of: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=people, transient=True) as bars:
        task = bars.add_task("", total=None)
        yield lambda label, done, of: bars.update(task, description=label, completed=done, total=of or None)


# -- failing -------------------------------------------------------------------------------------


def failed(error: SanlianError, *, as_json: bool) -> int:
    """Say in one sentence what went wrong; the exit code."""
    if as_json:
        print_json({"error": {"code": error.code, "message": str(error)}})
    else:
        people.print(str(error), style="red", markup=False)
    return FAILED
