"""A guess as TOML that a user reads, corrects and gives to `load --mapping`."""

from __future__ import annotations

from collections.abc import Iterator

from graph.vocabulary import VOCABULARY, CodeList, Vocabulary
from loaders.guessing.guess import Guess, Proposal
from loaders.headers import plain_header
from loaders.mapping import mapping_of_text

_WORDS_SHOWN = 30
_LONGEST_WORD = 30


def toml_of(guess: Guess, *, vocabulary: Vocabulary = VOCABULARY) -> str:
    """The mapping that `guess` proposes; what is not sure enough stands in it as a comment."""
    dropped = list(guess.missing)
    text = _text(guess, dropped, vocabulary)
    # What the base would take of the file although the guess does not.
    mapping = mapping_of_text(text, name="guess", vocabulary=vocabulary)
    own = {each.target.path for each in guess.used if each.target}
    free = {plain_header(each.header) for each in guess.columns if not each.used}
    dropped += [each.path for each in mapping.columns if each.path not in own and free & set(each.headers)]
    return _text(guess, list(dict.fromkeys(dropped)), vocabulary)


def _text(guess: Guess, dropped: list[str], vocabulary: Vocabulary) -> str:
    return "\n".join([*_top(guess), "", "[columns]", *_columns(guess, dropped), *_words(guess, vocabulary)]) + "\n"


def _top(guess: Guess) -> Iterator[str]:
    where = f"{guess.file} 工作表 {guess.sheet}" if guess.sheet else guess.file
    yield f"# 由 sanlian mapping guess 按 {_plain(where)} 的表头和前 {guess.rows} 行推测，请核对后使用。"
    yield f"# 表的种类：{guess.base.zh}，把握 {guess.confidence:.0%}" + (
        f"；其次像 {guess.next_best}" if guess.next_best else ""
    )
    for note in guess.notes:
        yield f"# {_plain(note)}"
    for header, why in guess.refused:
        yield f"# 拒收的列：{_plain(header)}（{why}）"
    yield f'extends = "{guess.base.name}"'
    yield f'zh = "{_plain(guess.base.zh)}"'


def _columns(guess: Guess, dropped: list[str]) -> Iterator[str]:
    written: set[str] = set()
    for each in guess.columns:
        if not each.used or each.target is None:
            yield _comment(each)
            continue
        path = each.target.path
        if path in written:
            continue
        written.add(path)
        alike = [other for other in guess.used if other.target is each.target]
        said = f"{_plain(each.target.zh)}，把握 {each.confidence:.0%}：{_plain(each.why)}"
        yield f'"{path}" = {_stated(guess, alike)}  # {said}'
    for path in dropped:
        if path not in written:
            why = "这个文件没有这一列" if path in guess.missing else "没有把握，不按内置的表头取"
            yield f'"{path}" = false  # {why}'


def _stated(guess: Guess, alike: list[Proposal]) -> str:
    headers = "[" + ", ".join(dict.fromkeys(_quoted(each.header) for each in alike)) + "]"
    path = alike[0].target.path if alike[0].target else ""
    if any(each.path == path for each in guess.base.required):
        return f"{{ headers = {headers}, required = true }}"
    if any(each.unknown for each in alike):
        return f"{{ headers = {headers}, lenient = true }}"
    return headers


def _comment(each: Proposal) -> str:
    if each.target is None:
        return f"# 没有用到：{_plain(each.header)}（{each.why}）"
    said = f"{_plain(each.target.zh)}，把握只有 {each.confidence:.0%}：{_plain(each.why)}"
    return f'# "{each.target.path}" = [{_quoted(each.header)}]  # {said}'


def _words(guess: Guess, vocabulary: Vocabulary) -> Iterator[str]:
    """The words of code columns that name no code, each to be given one."""
    for each in guess.used:
        if each.target is None or each.target.code is None or not each.unknown:
            continue
        codes = vocabulary[each.target.code]
        yield ""
        yield f'# “{_plain(each.header)}”里有认不出的说法，在等号后写上代码并去掉行首的 #；写 "" 表示没有。'
        yield f"# 可用的代码：{'、'.join(f'{code}（{zh}）' for code, zh in codes.labels.items())}"
        yield f'# [values."{each.target.path}"]'
        for word, count in each.unknown[:_WORDS_SHOWN]:
            if len(word) <= _LONGEST_WORD:
                yield f'# {_quoted(word)} = "{_nearest(word, codes)}"  # {count} 处'


def _nearest(word: str, codes: CodeList) -> str:
    """The code one of whose labels shares most characters with `word`; empty when none shares two."""
    best = max(codes.labels.items(), key=lambda each: len(set(word) & set(each[1])))
    return best[0] if len(set(word) & set(best[1])) >= 2 else ""


def _quoted(text: str) -> str:
    """A TOML string on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text).replace('"', "”")
