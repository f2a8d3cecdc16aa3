"""What the texts of two cases say for their being one matter: one reason a signal, with the words that users see.

What speaks against stays among the reasons, so that they add up to the weight. Two that share something else are not
parted by unlike words: people write differently; then the texts are silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from graph.linkage.pairs import Pair
from graph.linkage.reason import Reason
from graph.linkage.texts.likeness import Likeness
from graph.masking import mask_text

_SHOWN = 3
"""Names and themes that a sentence shows."""
_TELLING = 4.0
"""Nats from which a name is worth showing."""
_LEAST = 0.005
_UNLIKE = 3.0
"""Bits that unlike words take from one party in common: two things that one person asks for are two."""
_OF_WHO_AND_WHEN = ("same_account", "template_writer")
"""Counted for what the texts come to, and said by the person that both share."""


def text_reasons(pair: Pair, *, alone: bool) -> Iterator[Reason]:
    """What the texts say; nothing when one says nothing, or when others speak and the texts speak against.

    `alone`: nothing else speaks for the two.
    """
    said = pair.likeness
    parts = _of_texts(pair)
    of_the_place = pair.same_unit and not pair.told_same  # the words for a dwelling that both share say nothing more
    if said is None or (not alone and (sum(parts.values()) <= 0 or of_the_place)):
        return
    for signal, bits in parts.items():
        if abs(bits) >= _LEAST:
            left, right, sentence = _told(signal, bits, said, pair)
            yield Reason(signal, bits, mask_text(left), mask_text(right), mask_text(sentence))


def unlike_words(pair: Pair) -> Iterator[Reason]:
    """That the two speak of different things, where one party in common is all that speaks for them.

    Silent where the type, the other side or a number says that they are about the same, and between the same two.
    """
    if not pair.common_principals or pair.alike or pair.same_two or not (pair.unlike or pair.likeness):
        return
    bits = -_UNLIKE if pair.unlike else max(-_UNLIKE, fsum(_of_texts(pair).values()))
    if bits <= -_LEAST:
        yield Reason("unlike_words", bits, mask_text(pair.a.title), mask_text(pair.b.title), "但所说的看不出是同一件事")


def _of_texts(pair: Pair) -> dict[str, float]:
    return {signal: bits for signal, bits in pair.text_parts.items() if signal not in _OF_WHO_AND_WHEN}


_Told = tuple[str, str, str]
"""Both values and the sentence."""


def _told(signal: str, bits: float, said: Likeness, pair: Pair) -> _Told:
    """What a signal that says something has to show: of words and names what they are, of others a sentence alone."""
    if signal == "same_words":
        share = f"{max(said.features['title_most'], 0.0):.0%}"
        return pair.a.title, pair.b.title, f"用词相近（一件标题的用词有 {share} 见于另一件）"
    if signal in _SHOWING:
        return _SHOWING[signal](said)
    return "", "", _SENTENCES.get((signal, bits > 0), "")


def _same_names(said: Likeness) -> _Told:
    if not said.names:
        return "", "", ""
    names = "、".join(f"“{each.text}”" for each in said.names[:_SHOWN] if each.weight >= _TELLING) or "少见的词"
    return names, names, f"都提到{names}"


def _other_names(said: Likeness) -> _Told:
    if not said.other_names:
        return "", "", ""
    ours, theirs = said.other_names[0]
    return ours, theirs, f"但一件说的是“{ours}”，一件说的是“{theirs}”"


def _same_theme(said: Likeness) -> _Told:
    themes = "、".join(said.themes[:_SHOWN])
    return themes, themes, f"都说到{themes}" if themes else ""


_SHOWING = {"same_names": _same_names, "other_names": _other_names, "same_theme": _same_theme}
_SENTENCES = {
    ("same_numbers", True): "都写有同一编号（线路、期、栋等）",
    ("other_numbers", False): "但编号不同（线路、期、栋等）",
    ("other_theme", False): "但标题说的不是一类问题",
    ("copied_text", True): "有整段文字相同",
    ("same_district", True): "说的是同一区县",
    ("same_district", False): "但说的不是同一区县",
}
"""By signal, and whether it speaks for a link."""
