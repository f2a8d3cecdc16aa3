"""Identity numbers, and the birth and sex that stand in for them, compared."""

from __future__ import annotations

from graph.identity.weights.columns import Columns, fits
from graph.identity.weights.levels import ELSE, Comparison, Level, otherwise, unstated

MANY_FIGURES = 14
"""Shown by a number that a spreadsheet cut to 15; the usual masks show 6 to 10."""


def _silent(one: Columns, other: Columns) -> bool:
    """Not stated, or two patterns of which neither shows all that the other does."""
    if one.figures is None or other.figures is None:
        return True
    if one.number or other.number:
        return False
    common = (one.figures_places or 0) & (other.figures_places or 0)
    return common.bit_count() < min(one.figures_shown or 0, other.figures_shown or 0)


def _equal(one: Columns, other: Columns) -> bool:
    return one.number is not None and one.number == other.number


def _differ(one: Columns, other: Columns) -> bool:
    return bool(one.number and other.number and one.number != other.number)


def _mistyped(one: Columns, other: Columns) -> bool:
    return (one.number or "") in (other.repairs or ()) or (other.number or "") in (one.repairs or ())


def _fits(one: Columns, other: Columns) -> bool:
    return fits(one.figures or "", other.figures_like or "") or fits(other.figures or "", one.figures_like or "")


def _common(one: Columns, other: Columns) -> int:
    """How many characters both show, where one shows no more than the other."""
    return min(one.figures_shown or 0, other.figures_shown or 0)


def _contradicting_sex(one: Columns, other: Columns) -> bool:
    return bool(one.sex and other.sex and one.sex != other.sex)


def _same_birth(one: Columns, other: Columns) -> bool:
    return one.birth is not None and one.birth == other.birth


def _birth_silent(one: Columns, other: Columns) -> bool:
    if not _silent(one, other):
        return True
    return (one.birth is None or other.birth is None) and not _contradicting_sex(one, other)


_SILENT = (
    "(figures_l is null or figures_r is null or (number_l is null and number_r is null"
    " and bit_count(figures_places_l & figures_places_r) < least(figures_shown_l, figures_shown_r)))"
)
_FITS = "(figures_l like figures_like_r or figures_r like figures_like_l)"
_PARTIAL = unstated("number")
_SEX = "coalesce(sex_l <> sex_r, false)"

NUMBER = Comparison(
    key="number",
    zh="身份证号",
    silent=Level(key="silent", zh="一方没有可比的身份证号", sql=_SILENT, holds=_silent),
    levels=(
        Level(key="equal", zh="身份证号相同", sql="number_l = number_r", holds=_equal),
        Level(
            key="mistyped",
            zh="身份证号错一位或颠倒两位",
            sql="array_contains(repairs_l, number_r) or array_contains(repairs_r, number_l)",
            holds=_mistyped,
        ),
        Level(
            key="fits",
            zh=f"残缺的身份证号相符（{MANY_FIGURES} 位以上）",
            sql=f"{_PARTIAL} and least(figures_shown_l, figures_shown_r) >= {MANY_FIGURES} and {_FITS}",
            holds=lambda one, other: _common(one, other) >= MANY_FIGURES and _fits(one, other),
        ),
        Level(
            key="masked",
            zh="遮盖的身份证号相符",
            sql=f"{_PARTIAL} and {_FITS}",
            holds=_fits,
        ),
        Level(
            key="doubtful",
            zh="有效身份证号不同，但有一个与自述不符",
            sql="number_l <> number_r and (doubtful_l or doubtful_r)",
            holds=lambda one, other: _differ(one, other) and (one.doubtful or other.doubtful),
            learned=False,
        ),
        Level(
            key="differ",
            zh="有效身份证号不同",
            sql="number_l <> number_r",
            holds=_differ,
            learned=False,
        ),
        Level(key="contradicts", zh="身份证号不符", sql=ELSE, holds=otherwise, learned=False),
    ),
)

BIRTH = Comparison(
    key="birth",
    zh="出生与性别",
    silent=Level(
        key="silent",
        zh="身份证号已比较，或一方没有出生日期",
        sql=f"not {_SILENT} or ({unstated('birth')} and not {_SEX})",
        holds=_birth_silent,
    ),
    levels=(
        Level(
            key="equal",
            zh="出生日期相同",
            sql=f"birth_l = birth_r and not {_SEX}",
            holds=lambda one, other: _same_birth(one, other) and not _contradicting_sex(one, other),
        ),
        Level(key="sex", zh="性别不同", sql=_SEX, holds=_contradicting_sex, learned=False),
        Level(key="differs", zh="出生日期不同", sql=ELSE, holds=otherwise, learned=False),
    ),
)
