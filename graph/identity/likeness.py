"""How like two stated names are: what the certain rules and the contradictions go by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from enum import StrEnum

from graph.identity.evidence import Evidence
from graph.identity.names import Form, StatedName


class Likeness(StrEnum):
    """From the same name down to another one."""

    EQUAL = "equal"
    FORMER = "former"
    """One states the other as a former name (曾用名)."""
    SOUND = "sound"
    """Heard alike: 王丽, 王莉."""
    SHAPE = "shape"
    """Written alike: 李晴, 李睛."""
    LOOSE = "loose"
    """Heard alike by who does not tell n from l, or in from ing: 刘宁, 刘玲."""
    TITLE = "title"
    """One is a surname with a title, and it may be the other's: 王女士, 王丽."""
    SILENT = "silent"
    """One is not stated."""
    NEAR = "near"
    """One character of the given names is another, or is missing: 潘梓萱, 潘样萱. So it is with brothers."""
    UNLIKE = "unlike"

    @property
    def agrees(self) -> bool:
        """Whether both may be one person's, whatever else they state."""
        return self not in (Likeness.NEAR, Likeness.UNLIKE)

    def agrees_with(self, *, number: bool) -> bool:
        """The same, with `number`: that both state one identity number, which tells brothers apart."""
        return self.agrees or (number and self is Likeness.NEAR)


def likeness(one: Evidence, other: Evidence) -> Likeness:
    """How like the names of two mentions are; symmetrical."""
    ours, theirs = one.name, other.name
    if Form.NONE in (ours.form, theirs.form):
        return Likeness.SILENT
    if ours.form is theirs.form is Form.FULL:
        return _of_full(one, other)
    same = bool(ours.surname) and ours.surname == theirs.surname
    return Likeness.TITLE if same and not _other_sex(one, other) else Likeness.UNLIKE


def _of_full(one: Evidence, other: Evidence) -> Likeness:
    if one.name.text == other.name.text:
        return Likeness.EQUAL
    if one.name.text in other.other_names or other.name.text in one.other_names:
        return Likeness.FORMER
    if one.sound and one.sound == other.sound:
        return Likeness.SOUND
    if one.shapes and not set(one.shapes).isdisjoint(other.shapes):
        return Likeness.SHAPE
    if one.loose and one.loose == other.loose:
        return Likeness.LOOSE
    return Likeness.NEAR if _is_near(one.name, other.name) else Likeness.UNLIKE


def _is_near(one: StatedName, other: StatedName) -> bool:
    """Whether all but one character of two given names, one of which has two at the least, are the same."""
    if not one.surname or one.surname != other.surname:
        return False
    short, long = sorted((one.text[len(one.surname) :], other.text[len(other.surname) :]), key=len)
    if len(short) == len(long):
        return len(long) > 1 and sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return len(long) - len(short) == 1 and any(short == long[:at] + long[at + 1 :] for at in range(len(long)))


def _other_sex(one: Evidence, other: Evidence) -> bool:
    """Whether the two are of different sexes, as far as they say."""
    return one.sex is not None and other.sex is not None and one.sex != other.sex


# -- gathering -----------------------------------------------------------------------------------

Group = list[Evidence]


def gathered(
    users: Collection[Evidence], *, number: bool = False
) -> tuple[list[Group], list[tuple[Evidence, Evidence]]]:
    """Those who use one value, by names that are alike, and those who agree with several groups.

    A group gathers round its most frequent full name, which its first one states. A title form or an unstated name
    goes to the one group that it agrees with; where it agrees with several it is given back with the first of
    one of them, so that 王女士 never makes 王丽 and 王芳 one person. `number`: the value is an identity number.
    """
    counts = Counter(each.name.text for each in users if each.name.form is Form.FULL)
    groups: list[Group] = []
    unsure: list[tuple[Evidence, Evidence]] = []
    for each in sorted(users, key=lambda each: (_silence(each), -counts[each.name.text], each.name.text, each.mention)):
        near = [group for group in groups if likeness(group[0], each).agrees_with(number=number)]
        if not near:
            groups.append([each])
        elif len(near) == 1 or each.name.form is Form.FULL:
            near[0].append(each)
        else:
            unsure.append((each, near[0][0]))
    return groups, unsure


def _silence(evidence: Evidence) -> int:
    return _TELLING[evidence.name.form]


_TELLING = {Form.FULL: 0, Form.TITLE: 1, Form.NONE: 2}


def said_of(one: Evidence, other: Evidence) -> str:
    """How like the two names are, in Chinese."""
    a, b = one.name.text, other.name.text
    return {
        Likeness.EQUAL: f"姓名“{a}”相同",
        Likeness.FORMER: f"姓名“{a}”与“{b}”一为曾用名",
        Likeness.SOUND: f"姓名“{a}”与“{b}”同音",
        Likeness.SHAPE: f"姓名“{a}”与“{b}”形近",
        Likeness.LOOSE: f"姓名“{a}”与“{b}”音近",
        Likeness.TITLE: f"姓名“{a}”与“{b}”相符",
        Likeness.SILENT: "姓名没有矛盾",
        Likeness.NEAR: f"姓名“{a}”与“{b}”差一字",
        Likeness.UNLIKE: f"姓名“{a}”与“{b}”不同",
    }[likeness(one, other)]
