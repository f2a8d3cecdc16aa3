"""load --draft: files put beside the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.session import actor, opened, print_json, print_text, progress
from api.cli.telling import tell_rejected

if TYPE_CHECKING:
    from loaders.drafts import ReadBy


def keep_drafts(
    files: list[Path],
    read_by: ReadBy,
    *,
    rejects: Path | None,
    store: str | None,
    json: bool,
) -> None:
    """Keep files as drafts, and say of each what would be loaded."""
    from loaders.drafts import put_drafts
    from loaders.report import LoadReport

    with opened(store, create=True) as opened_store, progress(shown=not json) as step:
        kept = put_drafts(
            opened_store,
            files,
            read_by=read_by,
            by=actor(),
            progress=lambda done, of: step("检查", done, of),
            rejects=rejects,
        )
    report = LoadReport([each for _, each in kept])
    if json:
        print_json({"drafts": [draft.id for draft, _ in kept], **report.as_json()})
    else:
        for draft, each in kept:
            print_text("\n".join(each.lines()))
            print_text(f"  已存为草稿 {draft.id}，图库没有改动：sanlian batch diff {draft.id} 比较，batch apply 载入")
    tell_rejected(report, rejects=rejects, json=json)
