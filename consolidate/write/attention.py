"""The order in which a person looks at what was found: one more table of the database, ``queue``, made at its end.

Whoever reviews pages through it by its key, whatever the size of the dataset. ``place`` numbers the rows of all kinds
by need: conflicts first, those who contradict each other together, then what has a problem, then the least certain.
``reading`` is the order of the reports, ``doubt`` the order of confidence.
"""

from __future__ import annotations

import sqlite3

TABLE = "queue"
_CREATE = """
    CREATE TABLE queue (
        place INTEGER PRIMARY KEY, kind TEXT, id TEXT, document_id TEXT, block_id TEXT, language TEXT, indicator TEXT,
        entity_id TEXT, confidence REAL, conflict INTEGER, flagged INTEGER, judged INTEGER, reading INTEGER,
        doubt INTEGER
    )
"""
_AGAINST = """
    CREATE TEMP TABLE against AS
    SELECT json_each.value AS id, min(o.observation_id) AS dispute
    FROM observations AS o, json_each(o.statement_ids)
    WHERE o.agreement = 'conflict' GROUP BY 1
"""
_SOURCES = """
    WITH decided AS (
        SELECT target_id FROM judgements WHERE target IN ('entity', 'name') AND in_force = 'yes'
    ),
    found AS (
        SELECT 1 AS sort, 'statements' AS kind, s.statement_id AS id, s.document_id, s.block_id, s.indicator,
            s.subject_id AS entity_id, s.confidence, a.id IS NOT NULL AS conflict,
            s.statement_id IN (SELECT statement_id FROM problems) AS flagged, s.judgement != '' AS judged,
            s.row, s.column, s.start, a.dispute
        FROM statements AS s LEFT JOIN against AS a ON a.id = s.statement_id
        UNION ALL
        SELECT 2, 'relations', r.relation_id, r.document_id, r.block_id, r.relation, r.subject_id, r.confidence, 0, 0,
            r.judgement != '', r.row, r.column, r.start, NULL
        FROM relations AS r
        UNION ALL
        SELECT 3, 'merges', e.entity_id, NULL, NULL, e.type, e.merged_into, NULL, 0, 0,
            e.entity_id IN (SELECT target_id FROM decided), NULL, NULL, NULL, NULL
        FROM entities AS e WHERE e.status = 'merged'
        UNION ALL
        SELECT 4, 'names', e.entity_id, NULL, NULL, e.type, e.entity_id, NULL, 0, 0,
            e.entity_id IN (SELECT target_id FROM decided), NULL, NULL, NULL, NULL
        FROM entities AS e WHERE e.status = 'discovered'
        UNION ALL
        SELECT 5, 'repairs', p.block_id
                || CASE WHEN p.row IS NULL THEN '' ELSE '[' || p.row || ',' || p.column || ']' END
                || '@' || p.start || ':' || p.stop,
            b.document_id, p.block_id, p.stage, NULL, p.confidence, 0, 0, p.judgement != '', p.row, p.column, p.start,
            NULL
        FROM repairs AS p JOIN blocks AS b ON b.block_id = p.block_id
        UNION ALL
        SELECT 6, 'problems', p.problem_id, p.document_id, p.block_id, p.kind, NULL, NULL, 0, 0,
            p.judgement != ''
                OR EXISTS (SELECT 1 FROM statements WHERE statement_id = p.statement_id AND judgement != ''),
            p.row, p.column, p.start, NULL
        FROM problems AS p
    )
    SELECT found.*, CASE b.language WHEN 'und' THEN d.language ELSE coalesce(b.language, d.language) END AS language,
        coalesce(seen.number, 0) AS seen,
        CASE WHEN conflict THEN min(found.confidence) OVER (PARTITION BY dispute) END AS least
    FROM found
    LEFT JOIN blocks AS b ON b.block_id = found.block_id
    LEFT JOIN documents AS d ON d.document_id = found.document_id
    LEFT JOIN (SELECT entity_id, count(*) AS number FROM mentions GROUP BY 1) AS seen
        ON found.sort = 4 AND seen.entity_id = found.id
"""
_FILL = f"""
    INSERT INTO queue
    SELECT row_number() OVER (ORDER BY sort, conflict DESC, least, dispute, flagged DESC, seen DESC, confidence, id),
        kind, id, document_id, block_id, language, indicator, entity_id, confidence, conflict, flagged, judged,
        row_number() OVER (ORDER BY sort, document_id, block_id, row, "column", start, id),
        row_number() OVER (ORDER BY sort, confidence, id)
    FROM ({_SOURCES}) ORDER BY 1
"""  # noqa: S608 - own words
INDEXES = (
    (TABLE, "id, kind"),
    (TABLE, "kind, place, judged"),
    (TABLE, "kind, reading"),
    (TABLE, "kind, doubt"),
    (TABLE, "kind, document_id, judged"),
    (TABLE, "kind, language"),
    (TABLE, "kind, indicator"),
    (TABLE, "kind, entity_id"),
    (TABLE, "kind, conflict"),
    (TABLE, "block_id"),
)


def write_queue(connection: sqlite3.Connection) -> None:
    """Make and fill the table; the other tables are complete."""
    connection.execute(_CREATE)
    connection.execute(_AGAINST)
    connection.execute(_FILL)
    connection.execute("DROP TABLE against")
