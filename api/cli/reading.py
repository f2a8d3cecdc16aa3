"""query, view, stats."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.table import Table

from api.cli.session import (
    FAILED,
    JsonOption,
    StoreOption,
    UnmaskOption,
    actor,
    opened,
    print_json,
    print_text,
    reveal,
)
from api.cli.telling import tell_behind
from api.settings import Settings
from graph.store import EVERYTHING


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (query, view, stats):
        app.command()(command)


def query(
    text: Annotated[str, typer.Argument(help="GraphQL 查询；- 从标准输入读，@文件 从文件读", metavar="QUERY")],
    variables: Annotated[str | None, typer.Option(help="变量，一个 JSON 对象", metavar="JSON")] = None,
    store: StoreOption = None,
    unmask: UnmaskOption = None,
    json: JsonOption = False,
) -> None:
    """在本进程里执行一个 GraphQL 查询，打印 JSON。"""
    from api.access import LOCAL, Caller
    from api.graphql.answer import answer
    from api.graphql.asked import Context
    from api.graphql.reading import Lens

    given = _variables(variables)
    source = _query_text(text)
    with opened(store) as opened_store:
        plain = reveal(opened_store, unmask, f"query {source[:500]}")
        caller = Caller(actor(), LOCAL.role, EVERYTHING)
        own = Settings()
        context = Context(opened_store, caller, Lens(own.words(), plain), old_names=own.former_names())
        said = answer(context, source, variables=given).body
    print_json(said)
    if said.get("errors"):
        raise typer.Exit(FAILED)


def _variables(text: str | None) -> dict[str, Any]:
    if text is None:
        return {}
    try:
        given = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise typer.BadParameter("--variables 不是有效的 JSON") from error
    if not isinstance(given, dict):
        raise typer.BadParameter("--variables 须是一个 JSON 对象")
    return given


def _query_text(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    if text.startswith("@"):
        try:
            return Path(text[1:]).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise typer.BadParameter(f"读不了 {text[1:]}") from error
    return text


def view(
    ids: Annotated[list[str], typer.Argument(help="编号，可写多个", metavar="ID…")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="写到哪个文件：.html，或 .graphml、.gexf", metavar="FILE.html")
    ],
    depth: Annotated[int, typer.Option(help="走几步", min=0, max=6)] = 2,
    limit: Annotated[int, typer.Option(help="超过多少个邻居的节点不再展开", min=1, max=1000)] = 50,
    most: Annotated[int, typer.Option(help="最多画多少个节点", min=1, max=5000)] = 300,
    store: StoreOption = None,
    unmask: UnmaskOption = None,
    json: JsonOption = False,
) -> None:
    """把一个节点和它周围画成一个可离线打开的 HTML 文件；扩展名为 .graphml、.gexf 时写给别的制图软件。"""
    from viz.export import write_gexf, write_graphml
    from viz.page import write_page
    from viz.scene import scene_of
    from viz.words import Words

    writers = {".html": write_page, ".htm": write_page, ".graphml": write_graphml, ".gexf": write_gexf}
    write = writers.get(output.suffix.lower())
    if write is None:
        raise typer.BadParameter(f"-o 的扩展名只有 {'、'.join(writers)}")

    with opened(store) as opened_store:
        plain = reveal(opened_store, unmask, f"view {' '.join(ids)}")
        scene = scene_of(
            opened_store,
            ids,
            depth=depth,
            limit=limit,
            most=most,
            scope=EVERYTHING,
            words=Words(vocabulary=Settings().words(), unmask=plain),
        )
    write(scene, output)
    answer = {"file": str(output), "nodes": len(scene.nodes), "edges": len(scene.edges)}
    if json:
        print_json(answer)
    else:
        print_text(f"{output}：{answer['nodes']} 个节点，{answer['edges']} 条关系")


def stats(
    year: Annotated[int, typer.Option(help="年份", min=1990, max=2100)],
    compare: Annotated[int | None, typer.Option(help="与哪一年比", min=1990, max=2100)] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """年度数据，由办理过程中的事件算出；定义见 docs/statistics.md。"""
    from graph.pipeline.figures import yearly_figures

    with opened(store) as opened_store:
        years = [year] if compare is None else [year, compare]
        figures = {each: yearly_figures(opened_store, each, scope=EVERYTHING).as_json() for each in years}
        tell_behind(opened_store)
    if json:
        print_json({str(each): found for each, found in figures.items()})
        return
    table = Table("指标", *map(str, figures))
    for name, label in _LABELS.items():
        table.add_row(label, *(_told(name, found.get(name)) for found in figures.values()))
    Console(highlight=False).print(table)


_LABELS = {
    "disputes": "矛盾纠纷（件）",
    "dispute_resolution_rate": "化解率",
    "requests_done": "线上诉求办结（件）",
    "satisfaction_rate": "满意率",
    "warnings_handled": "预警处置（条）",
    "legacy_problems_solved_jointly": "多部门联动解决的历史遗留问题（件）",
    "disputes_resolved": "　其中已化解（件）",
    "visits_told": "　线上诉求回访有答复（件）",
    "visits_satisfied": "　其中满意（件）",
    "legacy_problems_solved": "　解决的历史遗留问题（件）",
    "settled_by": "　统计到",
}


def _told(name: str, value: Any) -> str:
    if isinstance(value, float) and name.endswith("rate"):
        return f"{value:.2%}"
    return "—" if value is None else str(value)
