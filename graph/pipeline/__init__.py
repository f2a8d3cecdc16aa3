"""The derivations with the store: who is who, what belongs together, judged, explained, undone."""
