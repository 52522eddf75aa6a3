"""What the page asks of the dataset. ``SHOWN`` makes the temporary tables that the others join."""

SHOWN = (
    "CREATE TEMP TABLE shown (statement_id TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE shown_observations (observation_id TEXT PRIMARY KEY) WITHOUT ROWID",
)
FILL_OBSERVATIONS = """
    INSERT INTO shown_observations
    SELECT DISTINCT o.observation_id FROM observations AS o, json_each(o.statement_ids) AS one
    JOIN shown ON shown.statement_id = one.value
"""
DOCUMENTS = """
    SELECT d.*, coalesce(said.number, 0) AS said, coalesce(seen.number, 0) AS seen
    FROM documents AS d
    LEFT JOIN (SELECT document_id, count(*) AS number FROM statements GROUP BY 1) AS said USING (document_id)
    LEFT JOIN (
        SELECT document_id, count(*) AS number FROM statements JOIN shown USING (statement_id) GROUP BY 1
    ) AS seen USING (document_id)
    ORDER BY d.title, d.path, d.document_id
"""
CLUSTERS_WITH_VALUES = """
    SELECT count(DISTINCT o.subject_id) FROM observations AS o
    JOIN entities AS e ON e.entity_id = o.subject_id WHERE e.type = 'cluster'
"""
BY_LANGUAGE = """
    SELECT CASE b.language WHEN 'und' THEN d.language ELSE b.language END AS language, count(*) AS number
    FROM statements AS s
    JOIN blocks AS b ON b.block_id = s.block_id
    JOIN documents AS d ON d.document_id = s.document_id
    GROUP BY 1 ORDER BY 1
"""
BY_INDICATOR = """
    SELECT s.indicator, CASE b.language WHEN 'und' THEN d.language ELSE b.language END AS language, count(*) AS number
    FROM statements AS s
    JOIN blocks AS b ON b.block_id = s.block_id
    JOIN documents AS d ON d.document_id = s.document_id
    GROUP BY 1, 2 ORDER BY 1, 2
"""
RANKS = """
    SELECT o.*, json_remove(coalesce(o.qualifiers, '{}'), '$.window', '$.edition') AS kept_qualifiers
    FROM observations AS o JOIN shown_observations USING (observation_id)
    JOIN entities AS e ON e.entity_id = o.subject_id
    WHERE o.unit = 'rank' AND o.status = 'actual' AND e.type = 'cluster' AND o.comparator = 'eq'
      AND o.indicator NOT LIKE '%@_top@_n' ESCAPE '@' -- inside the first n, the place is not told
      AND o.period GLOB '[12][0-9][0-9][0-9]'
    ORDER BY o.indicator, o.subject_id, kept_qualifiers, o.period, o.observation_id
"""
PROGRAMME_YEARS = """
    SELECT * FROM statements JOIN shown USING (statement_id)
    WHERE subject_type = 'programme' AND unit = 'year' AND comparator = 'eq' AND judgement != 'reject'
      AND value = CAST(value AS INTEGER) AND value BETWEEN 1900 AND 2100
    ORDER BY subject, subject_id, document_id, qualifiers, value, statement_id
"""
OBSERVATIONS = """
    SELECT o.*, e.type, e.country FROM observations AS o JOIN shown_observations USING (observation_id)
    LEFT JOIN entities AS e ON e.entity_id = o.subject_id
    ORDER BY o.subject_id, o.indicator, o.unit, o.status, coalesce(o.qualifiers, ''), o.period, o.observation_id
"""
MERGED = "SELECT merged_into, name, because FROM entities WHERE merged_into IS NOT NULL ORDER BY name, entity_id"
PREDECESSORS = """
    SELECT one.entity_id AS after_id, one.name AS after, other.entity_id AS before_id, other.name AS before
    FROM entities AS one, json_each(one.predecessors) AS key
    JOIN entities AS other ON other.entity_id = key.value WHERE one.predecessors IS NOT NULL ORDER BY 2, 4, 1, 3
"""
WITH_VALUES = "SELECT DISTINCT subject_id FROM observations JOIN shown_observations USING (observation_id)"
CONFLICTS = """
    SELECT * FROM observations JOIN shown_observations USING (observation_id) WHERE agreement = 'conflict'
    ORDER BY subject, subject_id, indicator, period, observation_id
"""
DECISIONS = """
    SELECT j.action, j.field, j.before, j.after, j.outcome, j.quote, j.target_id, j.statement_id AS acts_on,
           s.subject, s.indicator, s.value, s.value_high, s.unit, s.comparator, s.period,
           one.name AS one, other.name AS other, r.subject AS who, r.relation, r.object
    FROM judgements AS j LEFT JOIN statements AS s ON s.statement_id = j.statement_id
    LEFT JOIN relations AS r ON r.relation_id = j.target_id
    LEFT JOIN entities AS one ON one.entity_id = j.target_id
    LEFT JOIN entities AS other ON other.entity_id = j.after
    ORDER BY j.outcome = 'orphaned' DESC, j."when", j.judgement_id
"""
CARDS = """
    SELECT s.*, b.text AS block_text, b.section, b.language AS block_language, t.table_id, t.caption
    FROM statements AS s JOIN shown ON shown.statement_id = s.statement_id
    JOIN blocks AS b ON b.block_id = s.block_id
    LEFT JOIN tables AS t ON t.block_id = s.block_id
    WHERE s.document_id = ?
    ORDER BY b."order", s.row, s.column, s.start, s.stop, s.statement_id
"""
