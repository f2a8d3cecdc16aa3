"""demo, load."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.drafting import keep_drafts
from api.cli.session import JsonOption, StoreOption, actor, opened, print_json, print_text, progress
from api.cli.telling import ResolveOption, digest_load, tell_load, telling_returned
from api.cli.timing import Watch


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (demo, load):
        app.command()(command)


def demo(
    store: StoreOption = None,
    seed: Annotated[int, typer.Option(help="随机种子：同一种子，同一条街", min=0)] = 420103004,
    residents: Annotated[int | None, typer.Option("--people", help="居民人数", min=100)] = None,
    cases: Annotated[int | None, typer.Option(help="各年合计约多少件事件；不写为该中心公布的规模", min=100)] = None,
    years: Annotated[
        str, typer.Option(help="年份，如 2024-2025、2024,2025，或到 2025 年为止的年数，如 3")
    ] = "2024-2025",
    if_empty: Annotated[bool, typer.Option("--if-empty", help="图库已有数据时什么也不做")] = False,
    json: JsonOption = False,
) -> None:
    """造一条虚构的民权街道：真实的社区名，虚构的人、号码和两年的事件。"""
    from api.demo import make_demo

    with opened(store, create=True) as opened_store:
        if if_empty and opened_store.head()[0]:
            return
        with progress(shown=not json) as step:
            report = make_demo(
                opened_store, seed=seed, people=residents, cases=cases, years=_years(years), by=actor(), progress=step
            )
        url = opened_store.url
    if json:
        print_json({"store": url, **report})
    else:
        counts = "，".join(f"{name} {count:,}" for name, count in report["counts"].items())
        print_text(f"{url}：{counts}")


def _years(text: str) -> tuple[int, ...]:
    try:
        if "-" in text:
            first, last = (int(each) for each in text.split("-"))
            years = tuple(range(first, last + 1))
        else:
            years = tuple(int(each) for each in text.split(","))
            if len(years) == 1 and 1 <= years[0] <= 30:
                years = tuple(range(2026 - years[0], 2026))
    except ValueError as error:
        raise typer.BadParameter("年份写成 2024-2025 或 2024,2025") from error
    if not years or min(years) < 1990 or max(years) > 2100 or len(years) > 30:
        raise typer.BadParameter("年份须在 1990 到 2100 之间，最多 30 年")
    return years


def load(  # noqa: PLR0913, PLR0917 - the options of one command
    files: Annotated[list[Path], typer.Argument(help="CSV 或 Excel 文件", metavar="FILE…")],
    mapping: Annotated[
        str | None,
        typer.Option(help="内置映射的名字，或自己的映射文件（.toml）；不写则自动识别", metavar="NAME|FILE.toml"),
    ] = None,
    rejects: Annotated[
        Path | None, typer.Option(help="把退回的行连同原因写进一个 Excel，改好后可直接再载入", metavar="FILE.xlsx")
    ] = None,
    vocabulary: Annotated[
        Path | None, typer.Option(help="自己的代码表（.toml），默认取 SANLIAN_VOCABULARY", metavar="FILE.toml")
    ] = None,
    old_names: Annotated[
        Path | None,
        typer.Option(help="自己的旧地名表（旧名,新名[,层级]），默认取 SANLIAN_OLD_NAMES", metavar="FILE.csv|.toml"),
    ] = None,
    resolve: ResolveOption = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="只存为草稿，不写入图库；用 sanlian batch 查看、比较、载入或弃掉")
    ] = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """载入表格：每个文件一次整体写入，同样的内容载入两次不会改变什么。"""
    from api.settings import Settings
    from graph.vocabulary import read_vocabulary
    from loaders.addresses.old_names import read_old_names
    from loaders.drafts import ReadBy
    from loaders.load import load_files

    if draft:
        own = Settings()
        read_by = ReadBy(mapping=mapping, vocabulary=vocabulary or own.vocabulary, old_names=old_names or own.old_names)
        keep_drafts(files, read_by, rejects=rejects, store=store, json=json)
        return
    words = read_vocabulary(vocabulary) if vocabulary else Settings().words()
    former = read_old_names(old_names) if old_names else Settings().former_names()
    watch = Watch()
    with opened(store, create=True) as opened_store:
        with telling_returned(rejects, json=json), progress(shown=not json) as step:
            report = load_files(
                opened_store,
                files,
                mapping=mapping,
                vocabulary=words,
                by=actor(),
                progress=lambda done, of: step("载入", done, of),
                rejects=rejects,
                old_names=former,
            )
        watch.lap("load")
        waiting = digest_load(opened_store, report, asked=resolve, watch=watch, json=json)
    tell_load(report, waiting=waiting, watch=watch, rejects=rejects, json=json)
