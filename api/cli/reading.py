"""query, view."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

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
from api.settings import Settings
from graph.store import EVERYTHING, Store

if TYPE_CHECKING:
    from viz.layout import Point
    from viz.scene import Scene
    from viz.words import Words

    Points = Mapping[str, Point] | None

_ORGANISATIONS = "org"
"""In place of an id: the centre's organisations by tiers."""


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (query, view):
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
        context = Context(
            opened_store,
            caller,
            Lens(own.words(), plain),
            old_names=own.former_names(),
            book=own.rules(),
            timing=own.timing(),
        )
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
    ids: Annotated[list[str], typer.Argument(help="编号，可写多个；org 是中心的组织架构", metavar="ID…|org")],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", "--out", help="写到哪个文件：.html，或 .graphml、.gexf", metavar="FILE.html"),
    ],
    depth: Annotated[int, typer.Option(help="走几步", min=0, max=6)] = 2,
    limit: Annotated[int, typer.Option(help="超过多少个邻居的节点不再展开", min=1, max=1000)] = 50,
    most: Annotated[int, typer.Option(help="最多画多少个节点", min=1, max=5000)] = 300,
    store: StoreOption = None,
    unmask: UnmaskOption = None,
    json: JsonOption = False,
) -> None:
    """把一个节点和它周围画成一个可离线打开的 HTML 文件；扩展名为 .graphml、.gexf 时写给别的制图软件。"""
    from viz.scene import scene_of
    from viz.words import Words

    write = _writer(output)
    with opened(store) as opened_store:
        plain = reveal(opened_store, unmask, f"view {' '.join(ids)}")
        words = Words(vocabulary=Settings().words(), unmask=plain)
        points = None
        if ids == [_ORGANISATIONS]:
            scene, points = _organisations(opened_store, words)
        else:
            scene = scene_of(opened_store, ids, depth=depth, limit=limit, most=most, scope=EVERYTHING, words=words)
    write(scene, output, points)
    answer = {"file": str(output), "nodes": len(scene.nodes), "edges": len(scene.edges)}
    if json:
        print_json(answer)
    else:
        print_text(f"{output}：{answer['nodes']} 个节点，{answer['edges']} 条关系")


def _writer(output: Path) -> Callable[[Scene, Path, Points], None]:
    """What writes a file of that ending. Raises BadParameter for another one."""
    from viz.export import write_gexf, write_graphml
    from viz.page import write_page

    writers: dict[str, Callable[[Scene, Path, Points], None]] = {
        ".html": lambda scene, path, points: write_page(scene, path, points=points),
        ".graphml": lambda scene, path, _: write_graphml(scene, path),
        ".gexf": lambda scene, path, _: write_gexf(scene, path),
    }
    write = {**writers, ".htm": writers[".html"]}.get(output.suffix.lower())
    if write is None:
        raise typer.BadParameter(f"-o 的扩展名只有 {'、'.join(writers)}")
    return write


def _organisations(store: Store, words: Words) -> tuple[Scene, Points]:
    """The centre's organisations of today, by tiers."""
    from graph.pipeline.chain import chain_in, places_of
    from viz.organisations import organisation_scene, tier_points

    chain = chain_in(store, on=dt.date.today())
    scene = organisation_scene(chain, places_of(store, chain), words=words)
    return scene, tier_points(chain, scene)
