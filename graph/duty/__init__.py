"""Who answers for what: the rules of the work, read from its events."""
