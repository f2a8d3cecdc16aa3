"""The derivations with the store: who is who, what belongs together, judged, explained, undone."""

from graph.pipeline.consequences import Consequences, consequences_of
from graph.pipeline.digesting import DigestReport, digest
from graph.pipeline.explaining import Explanation, Signal, why
from graph.pipeline.gathering import Limits
from graph.pipeline.judging import judge, unjudge
from graph.pipeline.linking import LinkReport, link
from graph.pipeline.reading import Progress
from graph.pipeline.resolving import ResolveReport, resolve
from graph.pipeline.splitting import split
from graph.pipeline.undoing import Dependent, UndoReport, undo

__all__ = [
    "Consequences",
    "Dependent",
    "DigestReport",
    "Explanation",
    "Limits",
    "LinkReport",
    "Progress",
    "ResolveReport",
    "Signal",
    "UndoReport",
    "consequences_of",
    "digest",
    "judge",
    "link",
    "resolve",
    "split",
    "undo",
    "unjudge",
    "why",
]
