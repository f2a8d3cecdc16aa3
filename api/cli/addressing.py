"""address read, address compare, address evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.session import JsonOption, print_json, print_text

if TYPE_CHECKING:
    from loaders.addresses.measuring import Evaluation, Scores
    from loaders.addresses.old_names import OldNames
    from loaders.addresses.spots import Address

OldNamesOption = Annotated[
    Path | None,
    typer.Option(
        "--old-names", help="自己的旧地名表（旧名,新名[,层级]），默认取 SANLIAN_OLD_NAMES", metavar="FILE.csv|.toml"
    ),
]
_LEVELS = {
    "district": "省市区", "street": "街道", "community": "社区", "grid": "网格", "road": "路", "lane": "里份",
    "estate": "小区", "number": "门牌", "building": "楼栋", "entrance": "单元", "floor": "楼层", "unit": "户室",
}  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    group = typer.Typer(help="地址：怎样认、两处是不是同一处、认得准不准。", no_args_is_help=True)
    for command in (read, compare, evaluate):
        group.command()(command)
    app.add_typer(group, name="address")


def read(
    texts: Annotated[list[str], typer.Argument(help="地址原文，可写几个", metavar="地址…")],
    old_names: OldNamesOption = None,
    json: JsonOption = False,
) -> None:
    """把地址认到社区、楼栋、户室，说明认出了什么、剩下什么、有多大把握。"""
    names = _old_names(old_names)
    read_texts = [(text, names.read(text)) for text in texts]
    if json:
        print_json([address_json(text, address) for text, address in read_texts])
        return
    for text, address in read_texts:
        print_text(_address_zh(text, address))


def compare(
    one: Annotated[str, typer.Argument(help="一个地址", metavar="地址甲")],
    other: Annotated[str, typer.Argument(help="另一个地址", metavar="地址乙")],
    json: JsonOption = False,
) -> None:
    """比较两个地址：相同、部分相同还是不同，以及理由。"""
    from loaders.addresses.comparing import ZH
    from loaders.addresses.comparing import compare as run

    found = run(one, other)
    if json:
        print_json(found.as_json())
    else:
        print_text(f"{ZH[found.verdict]}（把握 {found.sure:.0%}）：{found.zh}")


def evaluate(
    pairs: Annotated[
        Path, typer.Option(help="CSV 文件，列为 query、candidate、label（0 不同、1 部分、2 相同）", metavar="FILE.csv")
    ],
    json: JsonOption = False,
) -> None:
    """用人工判过的地址对检验比较的准确度，并与单纯的字符串相似度对照。"""
    from loaders.addresses.measuring import evaluate as run
    from loaders.addresses.measuring import read_pairs

    found = run(read_pairs(pairs))
    if json:
        print_json(found.as_json())
    else:
        print_text(_evaluation_zh(found))


def _old_names(path: Path | None) -> OldNames:
    from api.settings import Settings
    from loaders.addresses.old_names import read_old_names

    return read_old_names(path) if path else Settings().former_names()


# -- one address -----------------------------------------------------------------------------------


def address_json(text: str, address: Address) -> dict[str, Any]:
    """A reading as programs take it."""
    areas = [each for each in (address.street, address.community, address.grid) if each is not None]
    deepest = address.deepest
    return {
        "text": text,
        "place": deepest.id if deepest else None,
        "level": deepest.level if deepest else None,
        "full_name": deepest.full_name if deepest else None,
        "levels": [
            {"level": each.level, "name": each.name, "full_name": each.full_name, "place": each.id}
            for each in (*areas, *address.spots)
        ],
        "recognised": [{"level": each.level, "text": each.text} for each in address.pieces],
        "left": address.left,
        "floor": address.floor,
        "sure": address.sure,
        "why": [each.zh for each in address.doubts],
        "renamed": [{"old": old, "new": new} for old, new in address.renamed],
    }


def _address_zh(text: str, address: Address) -> str:
    deepest = address.deepest
    if deepest is None:
        return "\n".join([f"{text}：认不出是哪里", *(f"  原因：{each.zh}" for each in address.doubts)])
    lines = [f"{text}：{deepest.full_name}（{_LEVELS[deepest.level]}，{deepest.id}，把握 {address.sure:.0%}）"]
    lines += [f"  {_LEVELS[each.level]}：{each.text}" for each in address.pieces if each.text]
    lines += [f"  旧名：{old} 现为 {new}" for old, new in address.renamed]
    if address.left:
        lines.append(f"  剩下：{address.left}")
    return "\n".join(lines + [f"  原因：{each.zh}" for each in address.doubts])


# -- many pairs --------------------------------------------------------------------------------------


def _evaluation_zh(found: Evaluation) -> str:
    low, high = found.thresholds
    return "\n".join(
        [
            f"检验 {found.pairs:,} 对（另 {found.fitted:,} 对只用来定基线的两个界限 {low:.2f}、{high:.2f}）",
            *_scores_zh("本系统", found.ours),
            *_scores_zh("字符串相似度", found.baseline),
        ]
    )


def _scores_zh(name: str, scores: Scores) -> list[str]:
    from loaders.addresses.comparing import VERDICTS, ZH

    lines = [f"{name}：宏平均 F1 {scores.macro_f1:.4f}"]
    for at, verdict in enumerate(VERDICTS):
        row = "、".join(f"{ZH[each]} {count:,}" for each, count in zip(VERDICTS, scores.confusion[at], strict=True))
        lines.append(
            f"  {ZH[verdict]}：精确率 {scores.precision(at):.3f}，召回率 {scores.recall(at):.3f}，"
            f"F1 {scores.f1(at):.3f}；标为此类的被判为 {row}"
        )
    return lines
