"""Names compared."""

from __future__ import annotations

from graph.identity.weights.columns import Columns
from graph.identity.weights.levels import ELSE, Comparison, Level, Term, otherwise, overlap, overlapping


def _unnamed(one: Columns, other: Columns) -> bool:
    return None in (one.name or one.title, other.name or other.title)


def _equal(one: Columns, other: Columns) -> bool:
    return one.name is not None and one.name == other.name


def _former(one: Columns, other: Columns) -> bool:
    return (one.name or "") in (other.other_names or ()) or (other.name or "") in (one.other_names or ())


def _sounds(one: Columns, other: Columns) -> bool:
    return one.sound is not None and one.sound == other.sound


def _sounds_alike(one: Columns, other: Columns) -> bool:
    return one.loose is not None and one.loose == other.loose


def _looks(one: Columns, other: Columns) -> bool:
    return overlap(one.shapes, other.shapes)


def _same_surname(one: Columns, other: Columns) -> bool:
    return one.surname is not None and one.surname == other.surname


def _near(one: Columns, other: Columns) -> bool:
    if overlap(one.wild, other.wild):
        return True
    return (one.name or "") in (other.shorter or ()) or (other.name or "") in (one.shorter or ())


def _titled(one: Columns, other: Columns) -> bool:
    if one.title is None and other.title is None:
        return False
    return _same_surname(one, other) and not (one.sex and other.sex and one.sex != other.sex)


NAME = Comparison(
    key="name",
    zh="姓名",
    silent=Level(
        key="silent",
        zh="一方没有姓名",
        sql="coalesce(name_l, title_l) is null or coalesce(name_r, title_r) is null",
        holds=_unnamed,
    ),
    levels=(
        Level(key="equal", zh="姓名相同", sql="name_l = name_r", holds=_equal, term=Term.NAME),
        Level(
            key="former",
            zh="与曾用名相同",
            sql="array_contains(other_names_l, name_r) or array_contains(other_names_r, name_l)",
            holds=_former,
        ),
        Level(key="sound", zh="姓名同音", sql="sound_l = sound_r", holds=_sounds, term=Term.NAME, share=0.5),
        Level(key="shape", zh="姓名形近", sql=overlapping("shapes"), holds=_looks, term=Term.NAME, share=0.5),
        Level(key="loose", zh="姓名音近", sql="loose_l = loose_r", holds=_sounds_alike, term=Term.NAME, share=0.5),
        Level(
            key="title",
            zh="称呼相符",
            sql="(title_l is not null or title_r is not null) and surname_l = surname_r"
            " and not coalesce(sex_l <> sex_r, false)",
            holds=_titled,
            term=Term.SURNAME,
        ),
        Level(
            key="near",
            zh="名字差一字",
            sql=f"{overlapping('wild')} or array_contains(shorter_l, name_r) or array_contains(shorter_r, name_l)",
            holds=_near,
            learned=False,
        ),
        Level(
            key="surname",
            zh="同姓不同名",
            sql="surname_l = surname_r and name_l is not null and name_r is not null",
            holds=lambda one, other: bool(one.name and other.name and _same_surname(one, other)),
            learned=False,
        ),
        Level(key="other", zh="姓名不同", sql=ELSE, holds=otherwise, learned=False),
    ),
)
