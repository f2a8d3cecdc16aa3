-- :most -> (total)
SELECT count(*) FROM linked l
WHERE coalesce(l.left_open, 0) = 0 AND (l.certainty = 'suggested' OR (l.certainty = 'provisional' AND l.weight < :most))
