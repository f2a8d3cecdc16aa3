"""Outside files to records, with a report of every row that could not be taken."""
