"""Ids of statements and relations: hashes of their content, without place, rule or confidence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from language import fold
from nlp.findings import Relation, Statement

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def statement_id(document: str, statement: Statement) -> str:
    """The id of a statement: 20 hex digits over the fields that say what it states (DESIGN, section 4)."""
    return _hashed(
        document,
        subject_key(statement.subject_id, statement.subject_type, statement.subject),
        statement.indicator,
        str(statement.value),
        "" if statement.value_high is None else str(statement.value_high),
        statement.unit,
        statement.period,
        statement.comparator,
        statement.status,
        _JSON.encode(dict(statement.qualifiers)),
    )


def relation_id(document: str, relation: Relation, subject_type: str) -> str:
    """The id of a relation: 20 hex digits over document, subject, relation, object and qualifiers."""
    return _hashed(
        document,
        subject_key(relation.subject_id, subject_type, relation.subject),
        relation.relation,
        relation.object_id or fold(relation.object).text,
        _JSON.encode(dict(relation.qualifiers)),
    )


def subject_key(identity: str, kind: str, name: str) -> str:
    """The entity's id, or type and folded name of one that only this document knows."""
    return identity if identity and not identity.startswith("new:") else f"{kind}:{fold(name).text}"


def discovered_id(kind: str, name: str) -> str:
    """The id of an entity that the gazetteer does not know."""
    return f"new:{kind}:{hashlib.sha256(fold(name).text.encode()).hexdigest()[:16]}"


def _hashed(*parts: str) -> str:
    joined: Sequence[str] = parts
    return hashlib.sha256("\x1f".join(joined).encode()).hexdigest()[:20]
