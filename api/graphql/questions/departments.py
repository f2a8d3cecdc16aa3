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
from graph.schema import edge_shape
from graph.store.questions import CROSS_DEPARTMENT, DEPARTMENTS_OF, CrossDepartment, Department

_KINDS = ("case", "matter")

Led = Annotated[bool | None, strawberry.argument(description="true：有共同牵头；false：没有；不写：全部")]


@strawberry.type(name="DepartmentPart", description="一个单位在其中的作用")
class Part:
    """An organisation's part."""

    organisation: Record
    part: str
    part_label: str


@strawberry.type(name="CrossDepartment", description="涉及多个单位的事件或事项")
class Across:
    """A case or matter that touches several departments."""

    cursor: str
    subject: Record
    departments: int = strawberry.field(description="几个不同单位")
    lead: Record | None = strawberry.field(description="共同牵头；null：没有，或不止一个")
    parts: list[Part]


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
        first: First = DEFAULT_PAGE,
        after: After = None,
    ) -> list[Across] | None:
        """Cases and matters across departments."""
        page = Slice.of("crossDepartment", first=first, after=after)
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
    cast = _Cast(asked, info, rows, parts)
    return [
        Across(
            cursor=cursor(n),
            subject=cast.view(row.subject, "subject"),
            departments=row.departments,
            lead=cast.view(row.lead, "lead"),
            parts=[_part(each, cast) for each in parts.get(row.subject, ()) if each.organisation in cast.records],
        )
        for n, row in enumerate(rows, page.skip + 1)
        if row.subject in cast.records
    ]


def _parts(asked: Asked, rows: list[CrossDepartment]) -> dict[str, list[Department]]:
    found: dict[str, list[Department]] = defaultdict(list)
    for each in asked.reader.ask(DEPARTMENTS_OF, scope=asked.scope, ids=[row.subject for row in rows]):
        found[each.subject].append(each)
    return found


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
    ) -> None:
        members = [each.organisation for some in parts.values() for each in some]
        ids = dict.fromkeys([*(id for row in rows for id in (row.subject, row.lead) if id), *members])
        self.records = {each.id: each for each in asked.reader.get(list(ids), scope=asked.scope) if each}
        level = asked.level()
        paths = (("subject",), ("lead",), ("parts", "organisation"))
        self._spots: dict[tuple[str, ...], Spot] = {path: spot_at(asked, info, path, level=level) for path in paths}

    def view(self, id: str | None, *path: str) -> Any:
        """Whom `id` names, as the query selects them at `path`; None where there is nobody to be seen."""
        return views([self.records.get(id or "")], self._spots[path])[0]
