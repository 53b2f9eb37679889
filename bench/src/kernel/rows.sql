-- When three of the shipped indicators rang and ceased, over facts alone.
-- A benchmark's SQL: never the product's semantics. `facts` has one row per
-- fact, `planned` one per planned work, `place` is the order of the fold.
CREATE OR REPLACE TABLE rows_found AS
WITH
ended AS (
    SELECT enrolment, min(known_at) AS ended_at FROM facts
    WHERE kind IN ('withdrawn', 'diploma') GROUP BY enrolment
),
open AS (
    SELECT f.enrolment, f.known_at AS opened_at, f.occurred_at AS enrolled_at, f.starts_at,
        coalesce(e.ended_at, $never) AS ended_at
    FROM facts f LEFT JOIN ended e ON e.enrolment = f.enrolment
    WHERE f.kind = 'enrolled'
),
submitted AS (
    SELECT enrolment, item, place, occurred_at, known_at, score, banked FROM facts
    WHERE kind = 'submitted'
),
overdue AS (
    SELECT 'work-overdue'::indicator_name AS indicator, o.enrolment,
        greatest(p.due + $late, o.opened_at) AS rung,
        least(coalesce(s.known_at, $never), o.ended_at) AS cleared
    FROM planned p
    JOIN open o ON o.enrolment = p.enrolment
    LEFT JOIN submitted s ON s.enrolment = p.enrolment AND s.item = p.item
    WHERE p.due IS NOT NULL
),
first_activity AS (
    SELECT enrolment, min(known_at) AS active_at FROM facts
    WHERE kind = 'activity' GROUP BY enrolment
),
unstarted AS (
    SELECT 'never-started'::indicator_name AS indicator, o.enrolment,
        greatest(o.starts_at + $wait, o.enrolled_at + $wait, o.opened_at) AS rung,
        least(coalesce(a.active_at, $never), o.ended_at) AS cleared
    FROM open o LEFT JOIN first_activity a ON a.enrolment = o.enrolment
),
marks AS (
    SELECT enrolment, occurred_at, known_at, score,
        count(*) OVER earlier AS earlier_count,
        sum(score) OVER earlier AS earlier_sum,
        lead(known_at) OVER (PARTITION BY enrolment ORDER BY place) AS next_known_at
    FROM submitted WHERE score IS NOT NULL AND NOT banked
    WINDOW earlier AS (PARTITION BY enrolment ORDER BY place
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
dropped AS (
    SELECT 'score-drop'::indicator_name AS indicator, o.enrolment,
        greatest(m.known_at, o.opened_at) AS rung,
        least(coalesce(m.next_known_at, $never), m.occurred_at + $fresh, o.ended_at) AS cleared
    FROM marks m JOIN open o ON o.enrolment = m.enrolment
    WHERE m.earlier_count >= 3 AND m.earlier_sum / m.earlier_count - m.score - $drop >= 0
),
spans AS (
    SELECT * FROM (
        SELECT * FROM overdue UNION ALL SELECT * FROM unstarted UNION ALL SELECT * FROM dropped
    ) WHERE rung < cleared AND rung <= $horizon
),
reaching AS (
    SELECT *, max(cleared) OVER (PARTITION BY indicator, enrolment ORDER BY rung, cleared
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
    FROM spans
),
islands AS (
    SELECT *, count(*) FILTER (reach IS NULL OR rung > reach)
        OVER (PARTITION BY indicator, enrolment ORDER BY rung, cleared
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS island
    FROM reaching
)
SELECT indicator, enrolment, min(rung) AS rung,
    CASE WHEN max(cleared) > $horizon THEN NULL ELSE max(cleared) END AS cleared
FROM islands GROUP BY indicator, enrolment, island
