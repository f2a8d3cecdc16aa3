"""Cases and matters that touch several departments, and whether they have a common lead (共治链)."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated, Any

import strawberry

from api.graphql.asked import Asked, asked_fields, spot_at
from api.graphql.cursors import DEFAULT_PAGE, Slice, cursor
from api.graphql.levels import Spot
from api.graphql.questions.recurrence import chosen
from api.graphql.selection import has
from api.graphql.types import After, First, Record
from api.graphql.views import views
from graph.clock import street_now
from graph.duty.leading import PARTS
from graph.pipeline.cross_department import CrossDepartment as Work
from graph.pipeline.cross_department import Department as DepartmentOf
from graph.pipeline.cross_department import cross_department
from graph.schema import edge_shape
from graph.store.questions import CROSS_DEPARTMENT, DEPARTMENTS_OF, CrossDepartment, Department

_KINDS = ("case", "matter")

Of = Annotated[strawberry.ID | None, strawberry.argument(description="只看这个事项或这件事件，不论有几个单位")]
Led = Annotated[bool | None, strawberry.argument(description="true：有共同牵头；false：没有；不写：全部")]


@strawberry.type(name="DepartmentPart", description="一个单位在其中的作用")
class Part:
    """An organisation's part."""

    organisation: Record
    part: str
    part_label: str


@strawberry.type(description="几次、几件")
class PartCount:
    """How often an organisation has a part."""

    part: str = strawberry.field(
        description="received、got、leads、helps、called、unanswered、steps、tasks、overdue 等"
    )
    part_label: str
    count: int


@strawberry.type(description="一个单位在其中做了什么")
class DepartmentWork:
    """What an organisation does in it."""

    organisation: Record
    sentence: str
    counts: list[PartCount]


@strawberry.type(description="缺什么")
class DepartmentGap:
    """What is missing."""

    kind: str = strawberry.field(description="no_lead、several_leads、waiting、unanswered、overdue、function")
    sentence: str
    organisation: Record | None = strawberry.field(description="等的是谁，或可以请谁；null：没有确定的")


@strawberry.type(description="建议的牵头单位")
class ProposedLead:
    """Who should lead, and why."""

    organisation: Record | None
    reasons: list[str]


@strawberry.type(name="CrossDepartment", description="涉及多个单位的事件或事项")
class Across:
    """A case or matter that touches several departments."""

    cursor: str
    subject: Record
    departments: int = strawberry.field(description="几个不同单位")
    lead: Record | None = strawberry.field(description="共同牵头；null：没有，或不止一个")
    parts: list[Part]
    work: list[DepartmentWork] = strawberry.field(description="各单位做了什么，办理步骤多的在前")
    gaps: list[DepartmentGap] = strawberry.field(description="缺什么，牵头在前")
    proposal: ProposedLead | None = strawberry.field(description="建议谁牵头；null：已有牵头，或没有合适的")


@strawberry.type
class Departments(Asked):
    """Who answers for what, across departments."""

    @strawberry.field(description="涉及多个单位的事件和事项，单位多的在前")
    def cross_department(
        self,
        info: strawberry.Info,
        least: int = 2,
        kinds: list[str] | None = None,
        led: Led = None,
        of: Of = None,
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> list[Across] | None:
        """Cases and matters across departments."""
        page = Slice.of("crossDepartment", first=first, after=after)
        if of is not None:
            return _shown(self, info, [_only(self, str(of))], page)
        rows = self.reader.ask(
            CROSS_DEPARTMENT,
            scope=self.scope,
            kinds=chosen("crossDepartment.kinds", kinds, _KINDS),
            least=least,
            led=led,
            first=page.first,
            skip=page.skip,
        )
        return _shown(self, info, rows, page)


def _shown(asked: Asked, info: strawberry.Info, rows: list[CrossDepartment], page: Slice) -> list[Across]:
    parts = _parts(asked, rows) if has(asked_fields(info), "parts") else {}
    work = _work(asked, rows) if any(has(asked_fields(info), each) for each in ("work", "gaps", "proposal")) else {}
    cast = _Cast(asked, info, rows, parts, work)
    return [
        Across(
            cursor=cursor(n),
            subject=cast.view(row.subject, "subject"),
            departments=row.departments,
            lead=cast.view(row.lead, "lead"),
            parts=[_part(each, cast) for each in parts.get(row.subject, ()) if each.organisation in cast.records],
            **_worked(work.get(row.subject), cast),
        )
        for n, row in enumerate(rows, page.skip + 1)
        if row.subject in cast.records
    ]


def _parts(asked: Asked, rows: list[CrossDepartment]) -> dict[str, list[Department]]:
    found: dict[str, list[Department]] = defaultdict(list)
    for each in asked.reader.ask(DEPARTMENTS_OF, scope=asked.scope, ids=[row.subject for row in rows]):
        found[each.subject].append(each)
    return found


def _only(asked: Asked, id: str) -> CrossDepartment:
    """The row of one matter or case. Raises UnknownRecord, BadValue."""
    found = cross_department(asked.reader, [id], now=street_now(), scope=asked.scope)[0]
    lead = found.leaders[0] if len(found.leaders) == 1 else None
    return CrossDepartment(found.subject, len(found.departments), lead)


def _work(asked: Asked, rows: list[CrossDepartment]) -> dict[str, Work]:
    words, ids = asked.context.lens.vocabulary, [row.subject for row in rows]
    found = cross_department(asked.reader, ids, now=street_now(), scope=asked.scope, words=words)
    return {each.subject: each for each in found}


def _worked(work: Work | None, cast: _Cast) -> dict[str, Any]:
    if work is None:
        return {"work": [], "gaps": [], "proposal": None}
    proposal = work.proposal
    return {
        "work": [_done(each, cast) for each in work.departments],
        "gaps": [
            DepartmentGap(
                kind=gap.kind,
                sentence=gap.sentence,
                organisation=cast.view(gap.organisation, "gaps", "organisation"),
            )
            for gap in work.gaps
        ],
        "proposal": proposal
        and ProposedLead(
            organisation=cast.view(proposal.organisation, "proposal", "organisation"), reasons=list(proposal.reasons)
        ),
    }  # fmt: skip


def _done(department: DepartmentOf, cast: _Cast) -> DepartmentWork:
    counts = [PartCount(part=part, part_label=PARTS[part], count=count) for part, count in department.counts.items()]
    organisation = cast.view(department.organisation, "work", "organisation")
    return DepartmentWork(organisation=organisation, sentence=department.sentence, counts=counts)


def _part(department: Department, cast: _Cast) -> Part:
    record: Any = edge_shape(department.part).record
    organisation = cast.view(department.organisation, "parts", "organisation")
    return Part(organisation=organisation, part=department.part, part_label=record.ZH)


class _Cast:
    """All who appear in the answer, fetched in one call; their links are one level, whatever they appear as."""

    def __init__(
        self,
        asked: Asked,
        info: strawberry.Info,
        rows: list[CrossDepartment],
        parts: dict[str, list[Department]],
        work: dict[str, Work],
    ) -> None:
        members = [each.organisation for some in parts.values() for each in some]
        for each in work.values():
            members += [one.organisation for one in each.departments]
            members += [gap.organisation for gap in each.gaps if gap.organisation]
            members += [each.proposal.organisation] if each.proposal else []
        ids = dict.fromkeys([*(id for row in rows for id in (row.subject, row.lead) if id), *members])
        self.records = {each.id: each for each in asked.reader.get(list(ids), scope=asked.scope) if each}
        level = asked.level()
        held = (
            ("parts", "organisation"),
            ("work", "organisation"),
            ("gaps", "organisation"),
            ("proposal", "organisation"),
        )
        paths = (("subject",), ("lead",), *held)
        self._spots: dict[tuple[str, ...], Spot] = {path: spot_at(asked, info, path, level=level) for path in paths}

    def view(self, id: str | None, *path: str) -> Any:
        """Whom `id` names, as the query selects them at `path`; None where there is nobody to be seen."""
        return views([self.records.get(id or "")], self._spots[path])[0]
