"""Latin text in normal form: small letters without accents, words, and the full forms of short given names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
_APOSTROPHES = re.compile(r"['’`´]")
_OTHER = re.compile(r"[^a-z0-9]+")
_UNSTATED = frozenset(
    [
        "unknown",
        "null",
        "none",
        "nan",
        "na",
        "n",
        "a",
        "not",
        "known",
        "nk",
        "unstated",
        "missing",
        "tbc",
        "tba",
        "anon",
        "anonymous",
        "illegible",
    ]
)
_SMALL = frozenset(
    [
        "of",
        "the",
        "de",
        "la",
        "le",
        "du",
        "von",
        "van",
        "der",
        "den",
        "di",
        "da",
        "and",
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lady",
        "lord",
        "rev",
        "hon",
    ]
)
"""Words of a name that tell nobody from anybody."""
_SHORT = (
    "john jack johnny jon; william will bill billy willie wm liam; thomas tom tommy thos; james jim jimmy jamie "
    "jas; henry harry hal; charles charlie chas chuck; robert bob rob robbie bobby bert robt; edward ned ted "
    "eddie edw; joseph joe joey jos; richard dick rick ricky rich richd; samuel sam sammy saml; frederick fred "
    "freddie fredk; alfred alf alfie; walter wat walt wally; francis frank frankie; benjamin ben benny benj; "
    "daniel dan danny danl; alexander alec alex sandy alick; philip phil phillip pip; christopher kit chris; "
    "arthur art; michael mike mick micky; matthew matt mat; david dave davy; andrew andy drew; anthony tony "
    "antony; nicholas nick nicolas; stephen steve steven; peter pete; patrick pat paddy; albert al bertie; george "
    "geo georgie; gregory greg; lawrence larry laurence laurie; leonard len lenny; timothy tim; theodore theo; "
    "nathaniel nat nate; isaac ike; abraham abe; augustus gus; reginald reg reggie; ronald ron ronnie; donald don "
    "donnie; kenneth ken kenny; gerald gerry jerry; edmund eddy; elizabeth betsy betty bess bessie liz lizzie "
    "eliza beth elisabeth lisbeth; margaret peggy maggie meg madge marjorie greta; mary polly molly may mamie; "
    "catherine kate katherine kathleen kitty kathryn cathy katie katharine; sarah sally sadie; anne nancy ann "
    "anna annie nan hannah; ellen nell nellie helen; harriet hattie; eleanor nora elinor leonora; dorothy dolly "
    "dora dot dorothea; frances fanny fran; susan sukey susanna susannah sue susie; martha patty mattie; "
    "charlotte lottie; caroline carrie carolyn; emily em emmie; louisa lou louise; isabella bella isabel belle; "
    "victoria vicky; rebecca becky; jane jenny janet jean janie; florence flo florrie; matilda tilly maud; amelia "
    "millie; josephine josie; georgina georgie georgiana; agnes aggie nessie; barbara babs; penelope penny; "
    "christina tina christine; patricia trish; deborah debbie; judith judy; jessica jess jessie; theresa tess "
    "teresa terry; virginia ginny"
)
"""Given names, each before the forms that it goes by too."""
_FULL: dict[str, str] = {}
for _line in _SHORT.split("; "):
    for _form in _line.split():
        _FULL.setdefault(_form, _line.split(maxsplit=1)[0])


@lru_cache(maxsize=32_768)
def plain(text: str) -> str:
    """Words of small letters and digits with one space between; empty where nothing is stated."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = _OTHER.sub(" ", _APOSTROPHES.sub("", "".join(each for each in folded if not unicodedata.combining(each))))
    words = kept.split()
    return "" if _UNSTATED.issuperset(words) else " ".join(words)


def full_form(given: str) -> str:
    """The name that a given name is a form of: tom is thomas; itself where none is known."""
    return _FULL.get(given, given)


def telling(words: str) -> tuple[str, ...]:
    """The words of a name that tell something, each once, in their order."""
    return tuple(dict.fromkeys(each for each in words.split() if each not in _SMALL))
