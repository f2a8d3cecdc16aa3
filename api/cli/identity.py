"""identity …: who is the same person; here evaluate, how well people were told apart."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.figures import pairs_zh
from api.cli.identity_reading import conflicts, how, shared, split, suggestions, why
from api.cli.identity_settings import count as count_value
from api.cli.identity_settings import settings, train
from api.cli.reviewing import review
from api.cli.session import JsonOption, StoreOption, opened, print_json, print_text, written

if TYPE_CHECKING:
    from graph.model import Mention
    from graph.pipeline.measuring import Found
    from graph.store import Reader
    from loaders.evaluating import Evaluation

commands = typer.Typer(no_args_is_help=True, help="认人：哪些记录是同一个人，认得准不准。")
_SHOWN = 10
_MOST_ERRORS = 20_000
"""Lines of each sort of error that are written: one wrong cluster may hold millions of pairs."""
_HEADER = (
    "错误", "记录", "另一记录", "姓名", "另一姓名", "身份证号", "另一身份证号", "电话", "另一电话", "住址", "另一住址",
    "日期", "另一日期", "难点", "另一难点", "归并理由", "另一归并理由",
)  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (suggestions, review, why, how, split, conflicts, shared, count_value, settings, train, evaluate):
        commands.command()(command)
    app.add_typer(commands, name="identity")


def evaluate(
    truth: Annotated[
        Path,
        typer.Option(
            help="CSV 或 Excel，两列：记录编号、人员；可再有 kind（难点）、group（可判定的组）等列", metavar="FILE"
        ),
    ],
    by: Annotated[
        list[str] | None,
        typer.Option(help="按真值文件的哪一列分别统计，可写多次；默认有 kind 列就按它", metavar="列名"),
    ] = None,
    pairs: Annotated[
        Path | None, typer.Option(help="判过的记录对：记录、另一记录、yes/no、难点", metavar="FILE")
    ] = None,
    errors: Annotated[
        Path | None, typer.Option(help="把误并和漏并的记录对写进这个文件，号码打码", metavar="FILE.csv")
    ] = None,
    certain: Annotated[bool, typer.Option("--certain", help="只算确定的归并")] = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """用真值检验认人：记录对的精确率、召回率、F1，B-cubed，按难点细分。不写入图库。"""
    from graph.pipeline.measuring import found_in
    from loaders.evaluating import evaluate as run
    from loaders.truths import read_judged_pairs, read_truth

    table = read_truth(truth)
    judged = read_judged_pairs(pairs) if pairs is not None else []
    with opened(store) as opened_store:
        found = found_in(opened_store, certain=certain)
        evaluation = run(found, table, judged, by=by)
        if errors is not None:
            write_errors(errors, opened_store, found, evaluation)
    if json:
        print_json(evaluation.as_json())
    else:
        print_text("\n".join(lines(evaluation)))


# -- in words ------------------------------------------------------------------------------------


def lines(evaluation: Evaluation) -> Iterator[str]:
    """The measures as people read them."""
    yield from _matched(evaluation)
    if evaluation.decidable is not None:
        yield f"可判定的记录对：{pairs_zh(evaluation.decidable)}"
    yield f"全部记录对：{pairs_zh(evaluation.everything)}"
    cubed = evaluation.cubed
    yield f"B-cubed：精确率 {cubed.precision:.4f}，召回率 {cubed.recall:.4f}，F1 {cubed.f1:.4f}"
    for column, values in evaluation.by.items():
        yield f"按 {column}（涉及这种记录的对）："
        for value, (count, pairs) in values.items():
            yield f"  {value}：{count:,} 条；{pairs_zh(pairs)}"
    for same, title in ((True, "应归并的对，归并了多少："), (False, "不应归并的对，误并了多少：")):
        some = [each for each in evaluation.judged if each.same is same]
        if some:
            yield title
            yield from (f"  {each.kind or '未分类'}：{each.joined:,}/{each.count:,}，{each.share:.2%}" for each in some)


def _matched(evaluation: Evaluation) -> Iterator[str]:
    people, clusters = evaluation.people, evaluation.clusters
    yield f"对照 {evaluation.records:,} 条记录：真值 {people:,} 人，图库认成 {clusters:,} 人"
    for what, records in (
        ("真值里有、图库里没有", evaluation.not_in_store),
        ("图库里有、真值里没有", evaluation.not_in_truth),
        ("图库里编号重复、没有对照", evaluation.repeated),
    ):
        if records:
            more = " 等" if len(records) > _SHOWN else ""
            yield f"{what}的记录 {len(records):,} 条：{'、'.join(records[:_SHOWN])}{more}"


# -- the errors, pair by pair ----------------------------------------------------------------------


def write_errors(path: Path, store: Reader, found: Found, evaluation: Evaluation) -> None:
    """Wrong and missed pairs as a table, at most `_MOST_ERRORS` of each."""
    from graph.pipeline.measuring import mentions_of_records

    some = [
        *(("误并", *pair) for pair in islice(evaluation.wrong_pairs(), _MOST_ERRORS)),
        *(("漏并", *pair) for pair in islice(evaluation.missed_pairs(), _MOST_ERRORS)),
    ]
    mentions = mentions_of_records(store, found, {record for _, *pair in some for record in pair})
    with written(path) as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        for what, one, other in some:
            told = (_told(mentions[each], evaluation.kinds(each), found.reason.get(each, "")) for each in (one, other))
            writer.writerow((what, one, other, *chain.from_iterable(zip(*told, strict=True))))


def _told(mention: Mention, kinds: Iterable[str], reason: str) -> tuple[str, ...]:
    from graph.masking import mask, mask_text

    return (
        mask_text(mention.name), mask(mention.identity_number), "、".join(map(mask, mention.telephones)),
        mask_text(mention.address), "" if mention.stated_on is None else mention.stated_on.isoformat(),
        ";".join(kinds), reason,
    )  # fmt: skip
