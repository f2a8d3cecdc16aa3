"""Files put beside the graph: looked at, compared, then applied or discarded; nothing of them is in it.

A draft keeps the file's bytes, and the texts by which it is read (mapping, vocabulary, old names), as they were. Its
id is the one that its batch will have.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import orjson

from graph.errors import BadBatchId, BadId, BadMapping, DraftDamaged, FileUnreadable, NotADraft
from graph.ids import kind_of
from graph.model import Batch
from graph.store import Store
from graph.vocabulary import VOCABULARY, Vocabulary, read_vocabulary
from loaders import mapping as mappings
from loaders.addresses.old_names import NO_OLD_NAMES, OldNames, read_old_names
from loaders.draft import Draft
from loaders.drafting import Progress
from loaders.load import batch_of, check_whole, given_back, load_files, prepare
from loaders.opening import Opened, open_table
from loaders.report import FileReport, LoadReport

_PREFIX = "draft:"
_OLD_NAMES = "old_names"
_PORTION = 1024 * 1024
"""Bytes that are read, packed and kept together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDraft:
    """A file beside the graph."""

    id: str
    """The id of the batch that it becomes."""
    file: str
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""
    size: int
    """Bytes, unpacked."""
    mapping: str
    mapping_zh: str
    texts: Mapping[str, str] = field(default_factory=dict)
    """The TOML of the mapping as it was used, and the user's vocabulary and list of old names where there are any."""
    rows: int
    loaded: int
    """Rows that can be loaded."""
    rejected: int
    drafted_at: dt.datetime
    """UTC, without zone."""
    drafted_by: str


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A draft as the files that it was made of, for as long as they are needed."""

    path: Path
    mapping: mappings.Mapping
    vocabulary: Vocabulary
    old_names: OldNames


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBy:
    """What a user reads a file by."""

    mapping: str | Path | None = None
    """Name of a built-in mapping, or a TOML file; None: the best built-in one."""
    vocabulary: Path | None = None
    old_names: Path | None = None


# -- putting one there ---------------------------------------------------------------------------


def put_drafts(
    store: Store,
    paths: Sequence[Path],
    *,
    read_by: ReadBy,
    by: str,
    at: dt.datetime | None = None,
    progress: Progress | None = None,
    rejects: Path | None = None,
) -> list[tuple[FileDraft, FileReport]]:
    """Keep files as drafts, and say what of each would be loaded; a draft of the same file and mapping is replaced.

    Raises what `load_files` raises for files that it refuses: nothing is kept then.
    """
    moment = (at or dt.datetime.now(dt.UTC)).astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    words = read_vocabulary(read_by.vocabulary) if read_by.vocabulary else VOCABULARY
    chosen = None if read_by.mapping is None else mappings.find_mapping(read_by.mapping, words)
    former = NO_OLD_NAMES if read_by.old_names is None else read_old_names(read_by.old_names)
    given = {"vocabulary": read_by.vocabulary, _OLD_NAMES: read_by.old_names}
    texts = {name: _text(each) for name, each in given.items() if each is not None}
    if read_by.old_names is not None:
        texts[_OLD_NAMES + read_by.old_names.suffix.lower()] = texts.pop(_OLD_NAMES)
    opened = [open_table(path, mapping=chosen, vocabulary=words) for path in paths]
    with given_back(rejects, [each.report for each in opened]):
        for each in opened:
            check_whole(each, words, progress=progress, old_names=former)
    found = []
    for path, each in zip(paths, opened, strict=True):
        own = {"mapping": _mapping_text(each.mapping.name, read_by.mapping), **texts}
        draft = _draft_of(each, own, by=by, at=moment)
        store.keep_file(_PREFIX + draft.id, orjson.dumps(asdict(draft)).decode(), _packed(path, draft))
        found.append((draft, each.report))
    return found


def _draft_of(opened: Opened, texts: Mapping[str, str], *, by: str, at: dt.datetime) -> FileDraft:
    batch, report = batch_of(opened, by=by, at=at), opened.report
    return FileDraft(
        id=batch.id, file=batch.file, digest=batch.digest, size=report.path.stat().st_size, mapping=batch.mapping,
        mapping_zh=report.mapping_zh, texts=texts, rows=batch.rows, loaded=report.loaded, rejected=batch.rejected,
        drafted_at=at, drafted_by=by,
    )  # fmt: skip


def _mapping_text(name: str, given: str | Path | None) -> str:
    if given is None or str(given) in mappings.built_in_names():
        return mappings.built_in_text(name)
    text = _text(Path(given))
    if re.search(r"^\s*extends\s*=\s*[\"'].*\.toml", text, re.MULTILINE):
        raise BadMapping(path=given, reason="以另一个文件为底的映射不能随草稿保存，请把两个文件合成一个")
    return text


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadMapping(path=path, reason=f"读不了（{error}）") from error


def _packed(path: Path, draft: FileDraft) -> Iterator[bytes]:
    """The bytes of a file, compressed. Raises FileUnreadable when they are others than those that were checked."""
    packing, digest = zlib.compressobj(6), hashlib.sha256()
    with path.open("rb") as file:
        while some := file.read(_PORTION):
            digest.update(some)
            yield packing.compress(some)
    if digest.hexdigest() != draft.digest:
        raise FileUnreadable(path=path, reason="读的时候文件变了", advice="请关闭正在写它的程序再试")
    yield packing.flush()


# -- what is there -------------------------------------------------------------------------------


def drafts_of(store: Store) -> list[FileDraft]:
    """Every draft, the newest first."""
    found = [_draft(facts) for name, facts in store.kept_files().items() if name.startswith(_PREFIX)]
    return sorted(found, key=lambda each: (each.drafted_at, each.id), reverse=True)


def check_batch_id(id: str) -> None:
    """Raises BadBatchId when it does not look like the id of a batch."""
    try:
        kind = kind_of(id)
    except BadId as error:
        raise BadBatchId(id=id) from error
    if kind != "batch":
        raise BadBatchId(id=id)


def find_draft(store: Store, id: str) -> FileDraft | None:
    """The draft of that id; None when there is none. Raises BadBatchId."""
    check_batch_id(id)
    facts = store.kept_files().get(_PREFIX + id)
    return None if facts is None else _draft(facts)


def _draft(facts: str) -> FileDraft:
    known: dict[str, Any] = orjson.loads(facts)
    return FileDraft(**{**known, "drafted_at": dt.datetime.fromisoformat(known["drafted_at"])})


@contextmanager
def unpacked(store: Store, draft: FileDraft) -> Iterator[Unpacked]:
    """A draft's files in a folder of their own, under their own names. Raises DraftDamaged."""
    with tempfile.TemporaryDirectory(prefix="sanlian-draft-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        path = folder / "file" / draft.file
        path.parent.mkdir()
        _unpack(store, draft, path)
        texts = {each: folder / each for each in draft.texts}
        texts["mapping"] = folder / f"{draft.mapping.replace('/', '_')}.toml"
        for each, where in texts.items():
            where.write_text(draft.texts[each], encoding="utf-8")
        words = read_vocabulary(texts["vocabulary"]) if "vocabulary" in texts else VOCABULARY
        mapping = mappings.find_mapping(texts["mapping"], words)
        former = next((where for each, where in texts.items() if each.startswith(_OLD_NAMES)), None)
        yield Unpacked(path, mapping, words, NO_OLD_NAMES if former is None else read_old_names(former))


def _unpack(store: Store, draft: FileDraft, path: Path) -> None:
    unpacking, digest = zlib.decompressobj(), hashlib.sha256()
    try:
        with path.open("wb") as file:
            for some in store.kept_file(_PREFIX + draft.id):
                plain = unpacking.decompress(some)
                digest.update(plain)
                file.write(plain)
    except zlib.error as error:
        raise DraftDamaged(file=draft.file, id=draft.id) from error
    if digest.hexdigest() != draft.digest:
        raise DraftDamaged(file=draft.file, id=draft.id)


def drafted(files: Unpacked, *, at: dt.datetime, by: str = "") -> tuple[Draft, FileReport, Batch]:
    """All that a draft's file states, with the report of its rows; nothing is written."""
    prepared = prepare(
        files.path, mapping=files.mapping, vocabulary=files.vocabulary, by=by, at=at, old_names=files.old_names
    )
    return prepared.draft, prepared.report, prepared.batch


# -- and what becomes of it ----------------------------------------------------------------------


def apply_draft(
    store: Store,
    id: str,
    *,
    by: str,
    at: dt.datetime | None = None,
    progress: Progress | None = None,
    rejects: Path | None = None,
) -> LoadReport:
    """Load a draft's file as `load_files` would have loaded it, and keep the draft no longer. Raises NotADraft."""
    draft = _must_be_draft(store, id)
    with unpacked(store, draft) as files:
        report = load_files(
            store, [files.path], mapping=files.mapping, vocabulary=files.vocabulary, by=by, at=at, progress=progress,
            rejects=rejects, old_names=files.old_names,
        )  # fmt: skip
    store.drop_file(_PREFIX + id)
    return report


def discard_draft(store: Store, id: str) -> FileDraft:
    """Keep a draft no longer. Raises NotADraft."""
    draft = _must_be_draft(store, id)
    store.drop_file(_PREFIX + id)
    return draft


def _must_be_draft(store: Store, id: str) -> FileDraft:
    draft = find_draft(store, id)
    if draft is None:
        raise NotADraft(id=id)
    return draft
