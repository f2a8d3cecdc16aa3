"""Fictional evidence made straight away, without mentions: enough to time weights and to try every level."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from graph.identity.evidence import Evidence
from graph.identity.names import Form, StatedName

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
_GIVEN = "丽莉伟炜静婧强刚志建国军洋扬佳怡仪小晓文英华玉秀明芳兰春红"
_ALIKE = ("丽莉", "伟炜", "静婧", "洋扬", "怡仪", "小晓")
_SOUNDS = {each: f"<{group[0]}>" for group in _ALIKE[:3] for each in group}
_LOOSE = {each: f"<{group[0]}>" for group in (*_ALIKE[:3], "强刚") for each in group}
_SHAPES = {each: f"<{group[0]}>" for group in _ALIKE[3:] for each in group}
_MENTIONS_EACH = 3.3
_FAMILY = 3
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


@dataclass(frozen=True, slots=True)
class _Resident:
    name: str
    former: str
    sex: str
    number: str
    telephones: tuple[str, ...]
    household: int


def messy(count: int, *, seed: int) -> list[Evidence]:
    """`count` mentions in the order of their ids: families with shared telephones, and every kind of slip."""
    chance = random.Random(seed)
    residents = list(_residents(max(2, round(count / _MENTIONS_EACH)), chance))
    return [_mentioned(f"mention-{place:016d}", chance.choice(residents), chance) for place in range(count)]


def _residents(count: int, chance: random.Random) -> Iterator[_Resident]:
    for place in range(count):
        household = place // _FAMILY
        shared = f"139{household:08d}"
        own = f"1{chance.choice('358')}{chance.randrange(10**9):09d}"
        sex = chance.choice(("male", "female"))
        telephones = (shared,) if chance.random() < 0.3 else (own,) if chance.random() < 0.8 else (own, shared)
        yield _Resident(_name(chance), _name(chance), sex, _number(sex, chance), telephones, household)


def _name(chance: random.Random) -> str:
    given = "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))
    return chance.choice(_SURNAMES) + given


def _number(sex: str, chance: random.Random) -> str:
    born = f"{chance.randrange(1940, 2010)}{chance.randrange(1, 13):02d}{chance.randrange(1, 29):02d}"
    turn = chance.randrange(100) * 10 + chance.choice((1, 3, 5, 7, 9) if sex == "male" else (0, 2, 4, 6, 8))
    front = f"4201{chance.randrange(2, 8):02d}{born}{turn:03d}"
    return front + _CHECK[sum(int(a) * b for a, b in zip(front, _WEIGHTS, strict=True)) % 11]


def _mentioned(mention: str, resident: _Resident, chance: random.Random) -> Evidence:
    called = resident.former if chance.random() < 0.02 else resident.name
    name = _stated(called, chance)
    full = name.form is Form.FULL
    number, pattern = _stated_number(resident, chance)
    telephones, masked = _stated_telephones(resident, chance)
    estate = f"place-{resident.household // 20:06d}"
    door = f"1-{resident.household % 2 + 1}-{resident.household % 20 + 1:02d}1"
    where = chance.random()
    building = f"{estate}-road" if where < 0.05 else estate
    return Evidence(
        mention=mention,
        name=name,
        other_names=(resident.former,) if called == resident.name and chance.random() < 0.05 else (),
        sound=" ".join(_SOUNDS.get(each, each) for each in name.text) if full else "",
        loose=" ".join(_LOOSE.get(each, each) for each in name.text) if full else "",
        shapes=_shapes(name.text) if full else (),
        sex=resident.sex if number or chance.random() < 0.5 else None,
        birth=f"{resident.number[6:10]}-{resident.number[10:12]}-{resident.number[12:14]}"
        if number or chance.random() < 0.2
        else None,
        number=number,
        number_pattern=pattern,
        number_stated=pattern if "*" not in pattern else "",
        number_contradicted=number is not None and chance.random() < 0.02,
        telephones=telephones,
        telephone_patterns=masked,
        accounts=(f"a{resident.number}",) if chance.random() < 0.1 else (),
        unit=f"{building}-{door}" if where < 0.6 else "",
        building=building if where < 0.75 else "",
        door=door if where < 0.6 else "",
        stem=building if where < 0.6 else "",
        stem_kind="road" if building != estate else "estate",
        homes=_homes(building, door, chance) if where < 0.6 else (),
        stated_on=None,
    )


def _homes(building: str, door: str, chance: random.Random) -> tuple[str, ...]:
    """Now and then both forms."""
    own, other = f"{building}|{door}", f"{building}-road|{door}"
    return (own, other) if not building.endswith("-road") and chance.random() < 0.1 else (own,)


def _stated(name: str, chance: random.Random) -> StatedName:
    slip = chance.random()
    if slip < 0.05:
        return StatedName("", Form.NONE, "")
    if slip < 0.15:
        return StatedName(f"{name[0]}女士", Form.TITLE, name[0])
    if slip < 0.2:
        name = "".join(_slipped(each) for each in name)
    elif slip < 0.22:
        name = name.replace("强", "刚") if "强" in name else name.replace("刚", "强")
    elif slip < 0.24 and len(name) > 2:
        name = name[:-1]
    return StatedName(name, Form.FULL, name[0])


def _slipped(character: str) -> str:
    group = next((each for each in _ALIKE if character in each), character)
    return group[-1] if group[0] == character else group[0]


def _shapes(name: str) -> tuple[str, ...]:
    made = (name[:at] + _SHAPES[each] + name[at + 1 :] for at, each in enumerate(name) if each in _SHAPES)
    return tuple(sorted(set(made)))


def _stated_number(resident: _Resident, chance: random.Random) -> tuple[str | None, str]:
    number, slip = resident.number, chance.random()
    if slip < 0.35:
        return None, ""
    if slip < 0.45:
        return None, f"{number[:15]}***"
    if slip < 0.6:
        shown = chance.choice((4, 6, 10))
        return None, f"{number[:shown]}{'*' * (14 - shown)}{number[14:]}"
    if slip < 0.66:
        at = chance.randrange(17)
        return None, f"{number[:at]}{(int(number[at]) + 1) % 10}{number[at + 1 :]}"
    if slip < 0.7:
        at = next((each for each in range(6, 16) if number[each] != number[each + 1]), 6)
        return None, f"{number[:at]}{number[at + 1]}{number[at]}{number[at + 2 :]}"
    return number, ""


def _stated_telephones(resident: _Resident, chance: random.Random) -> tuple[tuple[str, ...], tuple[str, ...]]:
    slip, first = chance.random(), resident.telephones[0]
    if slip < 0.15:
        return (), ()
    if slip < 0.25:
        return (), (f"{first[:3]}****{first[7:]}",)
    if slip < 0.28:
        return resident.telephones, (f"{chance.choice(resident.telephones)[:8]}***",)
    if slip < 0.31:
        return (), (f"*******{first[7:]}",)
    if slip < 0.34:
        return (f"{first[:10]}{(int(first[10]) + 1) % 10}",), ()
    return resident.telephones, ()
