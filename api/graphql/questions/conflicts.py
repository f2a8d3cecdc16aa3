"""Where judgements of cases contradict each other."""

from __future__ import annotations

import strawberry

from api.graphql.asked import Asked
from api.graphql.cursors import DEFAULT_PAGE, Slice
from api.graphql.types import After, First
from graph.masking import mask_text
from graph.pipeline.case_conflicts import case_conflicts


@strawberry.type(description="互相矛盾的事件判定：都保留，等人复核")
class CaseConflict:
    """Judgements of cases that cannot all be right."""

    kind: str = strawberry.field(description="chain：一连串“是”绕过一个“否”；pair：同一对，几人判定不一致")
    judgements: list[strawberry.ID]
    cases: list[strawberry.ID] = strawberry.field(description="判定所涉及的事件，按判定的顺序")
    sentence: str


@strawberry.type
class Conflicting(Asked):
    """Questions about judgements that pull apart."""

    @strawberry.field(description="互相矛盾的事件判定：一连串“是”绕过一个“否”，或同一对几人判定不一致")
    def case_conflicts(self, first: First = DEFAULT_PAGE, after: After = None) -> list[CaseConflict] | None:
        """Those that the reader may see."""
        page = Slice.of("caseConflicts", first=first, after=after)
        found = case_conflicts(self.reader, scope=self.scope, first=page.first, skip=page.skip)
        return [
            CaseConflict(
                kind=each.kind,
                judgements=[strawberry.ID(said.id) for said in each.judgements],
                cases=list(dict.fromkeys(strawberry.ID(id) for said in each.judgements for id in (said.a, said.b))),
                sentence=mask_text(each.sentence),
            )
            for each in found
        ]
