"""The subject: records, store, who is who, which cases belong together, who answers for what."""
