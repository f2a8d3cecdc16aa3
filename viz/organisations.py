"""The organisations of a centre as a picture by tiers: 1, 4, N, then mediators and committees by level, and teams.

Whoever reports to somebody points to them; the people, their terms and the areas stand among the facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.duty.chain import Chain, serves
from graph.model import MemberOf, Organisation, Place, ReportsTo
from viz.layout import Point, box_of
from viz.scene import Scene, SceneNode, scene_of_records
from viz.words import Fact, Words

_TIERS = (
    ("tier", "core"), ("tier", "resident"), ("tier", "member"), ("mediation_level", "street"),
    ("mediation_level", "studio"), ("kind", "community_committee"), ("mediation_level", "community"),
    ("mediation_level", "micro"), ("kind", "volunteer_team"),
)  # fmt: skip
"""What tells the tiers from each other, from above: a field and its code."""
_ROW, _WITHIN, _GAP = 190, 120, 30
"""Pixels from a tier to the next, from a line of a tier to its next, and between two labels."""
_WIDEST = 1_900
"""Pixels after which a tier goes on in a further line."""


def organisation_scene(chain: Chain, places: Mapping[str, Place], *, words: Words | None = None) -> Scene:
    """The chain as a scene. Dashed: whose term does not hold on its day, and the way up to the core of those of
    the 4 and the N for whom no line of reporting was entered.
    """
    words = words or Words()
    drawn = list(chain.organisations.values())
    lines = [ReportsTo(source=each.id, target=above) for each in drawn if (above := _above(each, chain))]
    scene = scene_of_records(drawn, lines, title=f"组织链（{chain.on}）", words=words)
    nodes = tuple(_drawn(each, chain, places) for each in scene.nodes)
    edges = tuple(each if each.source in chain.above else replace(each, provisional=True) for each in scene.edges)
    return replace(scene, nodes=nodes, edges=edges)


def _above(organisation: Organisation, chain: Chain) -> str | None:
    """To whom a line is drawn: as entered; without an entry, of the 4 and the N alone, to the core."""
    of_tiers = organisation.tier is not None or organisation.id in chain.above
    return chain.superior(organisation.id) if of_tiers else None


def tier_points(chain: Chain, scene: Scene) -> dict[str, Point]:
    """Where each stands: a line or several for each tier, the middle one of each line in the middle."""
    nodes = {each.id: each for each in scene.nodes}
    points: dict[str, Point] = {}
    y = 0
    for tier in _tiers(chain):
        tier.sort(key=lambda each: _beneath(each, chain, points))
        for line in _lines([nodes[each.id] for each in tier]):
            points |= {node.id: Point(x, y) for node, x in line}
            y += _WITHIN
        y += _ROW - _WITHIN
    return points


def _beneath(organisation: Organisation, chain: Chain, points: Mapping[str, Point]) -> tuple[float, str, str]:
    """So that lines cross seldom: by where its superior stands, then by name."""
    above = points.get(chain.above.get(organisation.id, ""))
    return above.x if above else 0.0, organisation.name, organisation.id


def _tiers(chain: Chain) -> Iterator[list[Organisation]]:
    """The organisations tier by tier, by name, each once; those of no tier last."""
    rest = sorted(chain.organisations.values(), key=lambda each: (each.name, each.id))
    for field, value in _TIERS:
        tier = [each for each in rest if getattr(each, field) == value]
        rest = [each for each in rest if each not in tier]
        if tier:
            yield tier
    if rest:
        yield rest


def _lines(tier: Sequence[SceneNode]) -> Iterator[list[tuple[SceneNode, int]]]:
    """The tier in lines that are no wider than a screen, each node with its x."""
    line: list[SceneNode] = []
    for node in tier:
        if line and _width([*line, node]) > _WIDEST:
            yield _placed(line)
            line = []
        line.append(node)
    if line:
        yield _placed(line)


def _width(line: Iterable[SceneNode]) -> float:
    return sum(box_of(each)[0] + _GAP for each in line)


def _placed(line: Sequence[SceneNode]) -> list[tuple[SceneNode, int]]:
    x = -_width(line) / 2
    placed = []
    for node in line:
        width = box_of(node)[0] + _GAP
        placed.append((node, round(x + width / 2)))
        x += width
    return placed


# -- facts ---------------------------------------------------------------------------------------


def _drawn(node: SceneNode, chain: Chain, places: Mapping[str, Place]) -> SceneNode:
    organisation = chain.organisations[node.id]
    over = not serves(organisation.since, organisation.until, chain.on)
    facts = [*node.facts, *_people(node.id, chain, places), *_areas(node.id, chain, places)]
    return replace(node, facts=tuple(facts), provisional=over, distance=int(organisation.tier != "core"))


def _people(organisation: str, chain: Chain, places: Mapping[str, Place]) -> Iterator[Fact]:
    """Who serves, with post and last day; then how many no longer do."""
    staff = chain.staff.get(organisation, ())
    if staff:
        yield Fact("staff", "在任人员", "；".join(_person(each, chain, places) for each in staff))
    former = sum(each.target == organisation for each in chain.former)
    if former:
        yield Fact("former", "不在任人员", f"{former} 人")


def _person(member: MemberOf, chain: Chain, places: Mapping[str, Place]) -> str:
    areas = _names(chain.areas.get(member.source, ()), places)
    until = f"，任期至 {member.until}" if member.until else ""
    told = "，".join(each for each in (member.post, areas) if each)
    return f"{chain.name(member.source)}（{told}{until}）" if told or until else chain.name(member.source)


def _areas(organisation: str, chain: Chain, places: Mapping[str, Place]) -> Iterator[Fact]:
    if areas := _names(chain.areas.get(organisation, ()), places):
        yield Fact("areas", "负责区域", areas)


def _names(ids: Iterable[str], places: Mapping[str, Place]) -> str:
    return "、".join(places[each].full_name for each in ids if each in places)
