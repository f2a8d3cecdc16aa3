"""What a writer makes of a matter: a title and a text in one of several manners, long or short, with slips."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from bench.disputes.city import Names
from bench.disputes.phrases import Phrases, Theme
from bench.disputes.spinning import spin

MANNERS = ("letter", "plain", "terse", "angry", "listed", "long")
"""How people write themselves."""
_OFTEN = (20, 30, 16, 12, 8, 14)
OPERATOR, GRID, WALK_IN = "operator", "grid", "walk_in"
OFFICES = (OPERATOR, GRID, WALK_IN)
"""How offices write down what people say."""
_AGAIN = 0.75
"""Mentions of one name in a text that keep to the form of the first."""
_FULL = 0.55
"""Names that are written in full."""
_PRONOUNS = 0.5
"""Names that are not repeated, where there is another word for them."""
_LONG_WINDED = 0.35
"""Long letters that say everything twice, in other words."""
_OTHER_WORDS = 0.7
"""Words that have others of their meaning and may be replaced by one."""
_TRUE = 4
"""Of a theme's sentences, those that are so in one matter."""
_UNTOLD = 0.06
"""Texts that leave a name out that would tell the matter."""
_SLIPPING = 0.45
"""Writers who slip at all."""
_SLIPS = 0.008
"""Characters of theirs that go wrong."""
_MISHEARD = dict(
    zip(
        "的地在再做作已以他她那哪坐座带戴象像须需即既反返",
        "地的再在作做以已她他哪那座坐戴带像象需须既即返反",
        strict=True,
    )
)
_PUNCTUATION = "，。！？：、；（） "


class Written(NamedTuple):
    """A title and a text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Template:
    """Words that a writer puts around everything that he writes."""

    head: str
    tail: str


_NO_FRAME = Template("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How something is to be written, where it is not left to chance."""

    manner: str = ""
    """Of MANNERS, or an office's; empty: any of those."""
    before: str = ""
    """What stands before the title."""
    opening: str = ""
    """What stands before the text."""
    frame: Template | None = None
    words: float | None = None
    """The same number gives the same words, whatever the names."""


@dataclass(slots=True)
class _Voice:
    """The names of a matter in one writer's mouth."""

    names: Names
    chance: random.Random
    again: Mapping[str, Sequence[str]]
    """What stands for a name that was said before."""
    said: dict[str, str] = field(default_factory=dict)

    def say(self, slot: str) -> str:
        name = self.names[slot]
        if slot in self.said and slot in self.again and self.chance.random() < _PRONOUNS:
            return self.chance.choice(self.again[slot])
        if slot not in self.said or self.chance.random() > _AGAIN:
            short = len(name.forms) > 1 and self.chance.random() > _FULL
            self.said[slot] = self.chance.choice(name.forms[1:]) if short else name.full
        return self.said[slot]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes with one set of phrases."""

    phrases: Phrases

    def phrase(self, what: str, chance: random.Random, said: Mapping[str, str]) -> str:
        """One of the general phrases, with what is `said` for its names."""
        return spin(chance.choice(self.phrases.general[what]), chance, said.__getitem__)

    def write(self, theme: Theme, names: Names, chance: random.Random, how: How, facts: str = "") -> Written:
        """A title and a text about a matter of `theme` that has these names. The same `facts` make the same things so,
        however they are put.
        """
        own = chance if how.words is None else random.Random(how.words)
        manner = how.manner or own.choices(MANNERS, _OFTEN)[0]
        known = facts if how.words is None else str(how.words)
        voice = _Voice(names, own, self.phrases.names["again"])
        return _Writing(self.phrases, theme, voice, own, known).written(manner, how)


@dataclass(slots=True)
class _Writing:
    """One text on its way."""

    phrases: Phrases
    theme: Theme
    voice: _Voice
    chance: random.Random
    facts: str

    def written(self, manner: str, how: How) -> Written:
        title = how.before + self._spun(self.chance.choice(self.theme.title))
        body = self._body(manner)
        frame = how.frame or _NO_FRAME
        told = self._in_own_words(self._missing() + body)
        text = "".join((how.opening, frame.head, told, frame.tail))
        if manner in OFFICES or self.chance.random() > _SLIPPING:
            return Written(title, text)
        return Written(slipped(title, self.chance), slipped(text, self.chance))

    def _in_own_words(self, text: str) -> str:
        """With other words of one meaning here and there."""
        return _meant(self.phrases.general["synonyms"]).sub(lambda found: self._synonym(found.group()), text)

    def _synonym(self, word: str) -> str:
        if self.chance.random() > _OTHER_WORDS:
            return word
        return self.chance.choice(_meanings(self.phrases.general["synonyms"])[word])

    def _body(self, manner: str) -> str:
        if manner in OFFICES:
            told = self._joined([*self._what(1, 3), *self._general("fact", 0, 2), *self._own("ask", 0, 1)])
            return self._any(manner) + told + self._any(f"{manner}_end")
        return _BODIES[manner](self)

    def plain(self) -> str:
        general = [
            *self._general("fact", 0, 1),
            *self._general("effect", 0, 1),
            *self._own("ask", 0, 1),
            *self._general("ask", 0, 1),
        ]
        return self._joined([*self._what(1, 3), *general])

    def terse(self) -> str:
        return self._joined([*self._what(1, 1), *self._general("fact", 0, 1), *self._own("ask", 0, 1)])

    def angry(self) -> str:
        cries = "".join(self._general("angry", 1, 3))
        return (
            self._joined([*self._what(1, 3), *self._general("fact", 0, 1)], end="！") + cries + self._any("ask") + "！"
        )

    def listed(self) -> str:
        return self._any("greeting") + self._list() + self._joined(self._own("ask", 1, 2)) + self._any("closing")

    def letter(self) -> str:
        facts = [*self._what(2, 4), *self._general("fact", 0, 3), *self._own("effect", 0, 1)]
        general = [*self._general("past", 0, 2), *self._general("effect", 0, 1)]
        return self._any("greeting") + self._joined([*facts, *general, *self._own("ask", 1, 2)]) + self._any("closing")

    def long(self) -> str:
        return self._any("greeting") + self._joined(self._story()) + self._any("closing")

    def _story(self) -> list[str]:
        """Facts among everything else that one can say."""
        told = [*self._general("filler", 3, 20), *self._general("past", 1, 6), *self._general("effect", 1, 4)]
        self.chance.shuffle(told)
        facts = [*self._what(2, 6), *self._general("fact", 1, 5), *self._own("effect", 0, 2)]
        if self.chance.random() < _LONG_WINDED:
            facts += [*self._what(3, 6), *self._own("ask", 1, 2), *self._general("filler", 4, 16)]
        for fact in facts:
            told.insert(self.chance.randrange(len(told)), fact)
        return [*told, *self._own("ask", 1, 2), *self._general("ask", 1, 3)]

    def _list(self) -> str:
        some = [*self._what(2, 4), *self._general("fact", 0, 2), *self._own("effect", 0, 1)]
        marks = self.chance.choice(
            (("一、", "二、", "三、", "四、", "五、", "六、"), ("1.", "2.", "3.", "4.", "5.", "6."))
        )
        return "".join(f"{mark}{each}；" for mark, each in zip(marks, some, strict=False))

    def _missing(self) -> str:
        """A sentence for each name that would tell the matter and was not said."""
        missing = [each for each in self.theme.about if each not in self.voice.said]
        if not missing or self.chance.random() < _UNTOLD:
            return ""
        return self._joined([self._introduced(each) for each in missing], end="，")

    def _introduced(self, slot: str) -> str:
        home = slot in ("estate", "building", "unit")
        template = self.chance.choice(self.phrases.general["intro" if home else "intro_firm"])
        if slot in ("building", "unit"):
            template = template.replace("{estate}", f"{{estate}}{{{slot}}}")
        return self._spun(template.replace("{firm}", f"{{{slot}}}"))

    # -- sentences ---------------------------------------------------------------------------

    def _what(self, least: int, most: int) -> list[str]:
        return self._spun_some(self._true(), least, most)

    def _true(self) -> Sequence[str]:
        """Those of the theme's sentences that are so in this matter."""
        if not self.facts:
            return self.theme.what
        ordered = sorted(self.theme.what, key=lambda each: zlib.crc32(f"{self.facts} {each}".encode()))
        return ordered[:_TRUE]

    def _own(self, what: str, least: int, most: int) -> list[str]:
        return self._spun_some(getattr(self.theme, what), least, most)

    def _general(self, what: str, least: int, most: int) -> list[str]:
        return self._spun_some(self.phrases.general[what], least, most)

    def _any(self, what: str) -> str:
        return self._spun(self.chance.choice(self.phrases.general[what]))

    def _spun_some(self, templates: Sequence[str], least: int, most: int) -> list[str]:
        count = min(self.chance.randint(least, most), len(templates))
        return [self._spun(each) for each in self.chance.sample(templates, count)]

    def _spun(self, template: str) -> str:
        return spin(template, self.chance, self.voice.say, self.facts)

    def _joined(self, sentences: Iterable[str], end: str = "。") -> str:
        """Sentences with the marks that people put between them."""
        between = self.chance.choice(("。", "。", "，", "；"))
        some = list(sentences)
        return between.join(some) + end if some else ""


_BODIES: dict[str, Callable[[_Writing], str]] = {
    "letter": _Writing.letter, "plain": _Writing.plain, "terse": _Writing.terse, "angry": _Writing.angry,
    "listed": _Writing.listed, "long": _Writing.long,
}  # fmt: skip


@cache
def _meanings(synonyms: tuple[str, ...]) -> dict[str, list[str]]:
    """By word: all of its meaning."""
    return {word: line.split() for line in synonyms for word in line.split()}


@cache
def _meant(synonyms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(_meanings(synonyms), key=len, reverse=True)))


def slipped(text: str, chance: random.Random) -> str:
    """The text with what fingers do to it: characters doubled, left out, transposed, or taken for another."""
    some = list(text)
    for at, character in enumerate(text):
        if chance.random() >= _SLIPS or character in _PUNCTUATION:
            continue
        what = chance.randrange(4)
        if what == 0:
            some[at] = character * 2
        elif what == 1:
            some[at] = ""
        elif what == 2 and at + 1 < len(text):
            some[at : at + 2] = [text[at + 1], character]
        else:
            some[at] = _MISHEARD.get(character, character)
    return "".join(some)
