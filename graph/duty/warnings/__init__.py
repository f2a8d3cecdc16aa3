"""高中低 warnings on cases and matters: facts of the dispute, a table of rules, levels that do not flap."""
