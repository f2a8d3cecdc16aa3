-- parameters: start, end (ISO dates or times; `end` is not in the period); rows: period, kind, community, cases, by (period, kind, community), no community first
SELECT substr(received_at, 1, 7) AS period, kind, community, count(*) AS cases
FROM cases
WHERE received_at >= :start AND received_at < :end
GROUP BY period, kind, community
ORDER BY period, kind, community
