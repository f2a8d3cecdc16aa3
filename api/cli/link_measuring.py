"""link evaluate: how well cases were put together, against a truth."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.figures import pairs_zh
from api.cli.session import JsonOption, StoreOption, opened, print_json, print_text, written
from graph.masking import mask_text
from graph.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from graph.linkage.measuring import AtFalse, Point
    from graph.model import Linked
    from graph.pipeline.link_measuring import Judged, Labelled, LinksFound
    from graph.store import Reader
    from loaders.truths import CaseTruth

_SHOWN = 10
_MOST_ERRORS = 20_000
"""Lines of each sort of error that are written: one wrong matter may hold millions of pairs."""
_HEADER = ("错误", "事件", "另一事件", "标题", "另一标题", "关联类别", "可靠程度", "权重", "理由")


def evaluate(
    truth: Annotated[
        Path,
        typer.Option(
            help="CSV 或 Excel：事件编号、事项两列（可再有关联组一列）；或两列事件编号和“是否同一”", metavar="FILE"
        ),
    ],
    errors: Annotated[
        Path | None, typer.Option(help="把误并和漏并的事件对连同关联的理由写进这个文件", metavar="FILE.csv")
    ] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """用真值检验关联：事件对的精确率、召回率、F1，完整的事项，B-cubed，前几个关联，误报 5% 时的召回。不写入图库。"""
    from graph.pipeline.link_measuring import links_found
    from loaders.truths import read_case_truth

    table = read_case_truth(truth)
    with opened(store) as opened_store:
        found = links_found(opened_store)
        measured = measure(found, table, truth)
        if errors is not None:
            write_errors(errors, opened_store, found, measured)
    if json:
        print_json(measured.as_json())
    else:
        print_text("\n".join(lines(measured)))


def measure(found: LinksFound, truth: CaseTruth, path: Path) -> Labelled | Judged:
    """The measures of what was found. Raises BadTruth when the store holds none of the cases."""
    from graph.errors import BadTruth
    from graph.pipeline.link_measuring import measure_judged, measure_labels

    if truth.judged:
        measured = measure_judged(found, truth.judged)
        known = measured.judged
    else:
        measured = measure_labels(found, truth.matter, truth.chain)
        known = measured.cases
    if not known:
        reason = f"其中没有一件图库里有的事件（{_named(measured.unknown)}）" if measured.unknown else "没有写事项的事件"
        raise BadTruth(path=path, reason=reason)
    return measured


# -- in words ------------------------------------------------------------------------------------


def lines(measured: Labelled | Judged) -> Iterator[str]:
    """The measures as people read them."""
    from graph.pipeline.link_measuring import Labelled

    yield from _of_labels(measured) if isinstance(measured, Labelled) else _of_judged(measured)


def _of_labels(measured: Labelled) -> Iterator[str]:
    yield (
        f"对照 {measured.cases:,} 件事件：真值 {measured.matters:,} 个事项，图库归成 {measured.found:,} 个；"
        f"另有 {measured.unlabelled:,} 件没有真值"
    )
    yield from _unknown(measured.unknown)
    yield f"同一事项的事件对：{pairs_zh(measured.pairs)}"
    cubed, wholes = measured.cubed, measured.wholes
    yield f"B-cubed：精确率 {cubed.precision:.4f}，召回率 {cubed.recall:.4f}，F1 {cubed.f1:.4f}"
    yield (
        f"完整的事项（两件以上）：{wholes.exact:,}/{wholes.of:,}；没有真值的事件也一件不混入的 {wholes.clean:,}；"
        f"混入有真值事项的无真值事件 {wholes.swept:,} 件"
    )
    for top in measured.top:
        yield (
            f"最强的 {top.k} 个关联：有同伴的事件中 {top.share_of_cases:.2%}（{top.hit:,}/{top.cases:,}）含有同伴；"
            f"全部同伴对中 {top.share_of_pairs:.2%}（{top.held:,}/{top.pairs:,}）含在其中一件的这 {top.k} 个里"
        )
    yield from _points(measured.at_false)


def _of_judged(measured: Judged) -> Iterator[str]:
    yield f"对照 {measured.judged:,} 对判过的事件，其中 {measured.same:,} 对是同一事项"
    yield from _unknown(measured.unknown)
    if measured.left_out:
        yield f"因此没有对照的 {measured.left_out:,} 对"
    yield f"归为同一事项：{pairs_zh(measured.pairs)}"
    yield from _points(measured.at_false)


def _points(points: AtFalse) -> Iterator[str]:
    yield f"精确率 95% 时的召回（报告的对中至多 5% 不是同一事项）：{_point(points.of_reported)}"
    yield (
        f"误报率 5% 时的召回（比过而不是同一事项的 {points.compared:,} 对中至多 5% 被报告）：{_point(points.of_false)}"
    )


def _point(point: Point) -> str:
    if point.threshold is None:
        return f"{point.share:.2%}，没有这样的权重"
    return f"{point.share:.2%}（{point.right:,}/{point.of:,}，误报 {point.wrong:,}），权重 {point.threshold:.2f}"


def _unknown(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"真值里有、图库里没有的事件 {_named(names)}"


def _named(names: Sequence[str]) -> str:
    more = " 等" if len(names) > _SHOWN else ""
    return f"{len(names):,} 件：{'、'.join(names[:_SHOWN])}{more}"


# -- the errors, pair by pair ----------------------------------------------------------------------


def write_errors(path: Path, store: Reader, found: LinksFound, measured: Labelled | Judged) -> None:
    """Wrong and missed pairs as a table, at most `_MOST_ERRORS` of each, with the link of the two if there is one."""
    from graph.model import Case
    from graph.pipeline.reading import get_all

    told = groupby(measured.errors(found), key=lambda each: each[0])
    some = [each for _, errors in told for each in islice(errors, _MOST_ERRORS)]
    cases = get_all(store, {id for _, pair in some for id in pair}, Case)
    with written(path) as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        for wrong, pair in some:
            one, other = (cases[id] for id in pair)
            titles = (mask_text(each.title) for each in (one, other))
            writer.writerow(
                ("误并" if wrong else "漏并", one.number, other.number, *titles, *_link(found.links.get(pair)))
            )


def _link(link: Linked | None) -> tuple[str, ...]:
    if link is None:
        return "", "", "", ""
    kind, certainty = (VOCABULARY.label(*each) for each in (("link_kind", link.kind), ("certainty", link.certainty)))
    return kind, certainty, f"{link.weight:.2f}", "；".join(link.reasons)
