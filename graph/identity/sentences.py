"""What a provisional join or a suggestion is told by: what speaks for it, the strongest first."""

from __future__ import annotations

from graph.identity.evidence import Evidence
from graph.identity.weights.reasons import reasons
from graph.identity.weights.settings import Settings


def sentence_of(one: Evidence, other: Evidence, settings: Settings) -> str:
    """What two mentions have in common, in Chinese, numbers masked."""
    speaking = sorted((-each.weight, each.sentence) for each in reasons(one, other, settings) if each.weight > 0)
    return "，".join(sentence for _, sentence in speaking)
