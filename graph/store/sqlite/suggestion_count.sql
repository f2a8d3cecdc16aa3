-- -> (total)
SELECT count(s.weight) FROM may_be s -- every one has a weight, which no index of all edges holds: so theirs alone is read
