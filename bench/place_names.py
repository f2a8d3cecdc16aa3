"""`python -m bench place_names --places FILE.csv`: whether real street offices and communities are recognised.

The file has the columns area, street and community; it does not lie in this project. Each name is read alone, with its
district, with its suffix changed, and before a road and number, which must come out the same as without it.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from loaders.addresses.areas import community_spot, street_spot
from loaders.addresses.reading import read_address

_ROADS = ("中山大道15号2栋1单元302室", "平澜路203号附2号", "锦澜苑3栋2单元302室")
_SUFFIX = re.compile(r"(?:社区)?(?:居民委员会|居委会)$|社区$")
_VILLAGE = re.compile(r"村?(?:村民委员会|村委会|委会)$")

Outcome = tuple[str, str, bool]
"""What was tried, on which text, and whether it came out right."""


def of_street(area: str, name: str) -> Iterator[Outcome]:
    """A street office in its forms."""
    meant = street_spot(name)
    for text in (name, area + name):
        yield "street alone", text, meant is not None and street_spot(text) == meant
    for road in _ROADS:
        read, plain = read_address(f"武汉市{area}{name}{road}"), read_address(road)
        yield "street before a road: the dwelling", name + road, read.spots == plain.spots
        yield "street before a road: the street", name + road, read.street is not None and read.street == meant


def of_community(area: str, street: str, name: str) -> Iterator[Outcome]:
    """A community in its forms."""
    meant = community_spot(name)
    short = _SUFFIX.sub("", name)
    forms = [name, area + name]
    if short != name:
        forms += [short + "社区", short + "社区居委会", short + "社区居民委员会", short + "居委会"]
    elif _VILLAGE.search(name):
        stem = _VILLAGE.sub("村", name)
        forms += [stem + "村委会", stem + "村民委员会", stem + "社区"]
    for text in forms:
        found = community_spot(text)
        yield "community alone", text, meant is not None and found is not None and found.id == meant.id
    for road in _ROADS:
        text = f"{area}{street}{name}{road}"
        read, plain = read_address(text), read_address(road)
        yield "community before a road: the dwelling", text, read.spots == plain.spots
        right = read.community is not None and meant is not None and read.community.id == meant.id
        yield "community before a road: the community", text, right


def main(options: Sequence[str]) -> None:
    """Print the rates, and some texts that were read wrongly."""
    parser = argparse.ArgumentParser(prog="python -m bench place_names")
    parser.add_argument("--places", type=Path)
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="print N texts of each kind that failed")
    given = parser.parse_args(options)
    if given.places is None:
        print("place_names: give --places FILE.csv to measure")
        return
    with given.places.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    streets = sorted({(row["area"], row["street"]) for row in rows})
    outcomes = [each for area, name in streets for each in of_street(area, name)]
    for row in rows:
        outcomes += of_community(row["area"], row["street"], row["community"])
    tried, right = Counter(each[0] for each in outcomes), Counter(each[0] for each in outcomes if each[2])
    for what, count in tried.items():
        print(f"{what}: {right[what]:,} of {count:,} ({right[what] / count:.4f})")
        for text in [each[1] for each in outcomes if each[0] == what and not each[2]][: given.wrong]:
            print(f"  {text}")
