"""The second set of comparisons: columns that a mapping names, of any country (`graph.identity.compared`)."""
