"""What a database is made of: everything a schema holds, as PostgreSQL itself writes it."""

import re
from collections import Counter
from typing import NamedTuple


class Part(NamedTuple):
    """One thing in a schema; `definition` names no schema."""

    what: str
    table: str
    name: str
    definition: str


RELATIONS = """
SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' ELSE 'table' END, c.relname, '',
       concat_ws(' ', c.relkind, c.relpersistence, array_to_string(c.reloptions, ', '),
                 CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid, true) END)
FROM pg_class c WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind IN ('r','p','v','m')
"""
COLUMNS = """
SELECT 'column', c.relname, a.attname,
       concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attcollation::regcollation,
                 CASE WHEN a.attnotnull THEN 'NOT NULL' END,
                 'identity ' || nullif(a.attidentity::text, ''),
                 'generated ' || nullif(a.attgenerated::text, ''),
                 pg_get_expr(d.adbin, d.adrelid))
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
  AND a.attnum > 0 AND NOT a.attisdropped
"""
# That a column is not null stands with the column; the name of that fact is PostgreSQL's affair.
CONSTRAINTS = """
SELECT 'constraint', c.relname, k.conname, pg_get_constraintdef(k.oid, true)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE c.relnamespace = %(schema)s::regnamespace AND k.contype IN ('c', 'f', 'p', 'u', 'x')
"""
INDEXES = """
SELECT 'index', t.relname, c.relname,
       concat_ws(' ', replace(pg_get_indexdef(c.oid, 0, true), quote_ident(c.relname), '-'),
                 CASE WHEN NOT i.indisvalid THEN 'INVALID' END)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
WHERE c.relnamespace = %(schema)s::regnamespace AND t.relkind IN ('r', 'p', 'm')
"""
TRIGGERS = """
SELECT 'trigger', c.relname, t.tgname, concat_ws(' ', pg_get_triggerdef(t.oid, true), t.tgenabled)
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = %(schema)s::regnamespace AND NOT t.tgisinternal
"""
FUNCTIONS = """
SELECT 'function', '', p.proname,
       replace(pg_get_functiondef(p.oid), p.pronamespace::regnamespace || '.', '')
FROM pg_proc p WHERE p.pronamespace = %(schema)s::regnamespace AND p.prokind IN ('f', 'p', 'w')
"""
BETWEEN_TEXTS = re.compile(r"::(character varying|text)(\[\])?")
OF_DJANGO_ALONE = {"django_migrations"}


def catalogue(cursor, *, schema: str = "public") -> list[Part]:
    """All that stands in `schema`, in order: tables and views, columns with defaults and what they
    are generated from, constraints, indexes, triggers, functions.

    Leaves the schema alone in the session's search path, as definitions are read by it.
    """
    cursor.execute(f'SET search_path = "{schema}"')
    parts = []
    for query in (RELATIONS, COLUMNS, CONSTRAINTS, INDEXES, TRIGGERS, FUNCTIONS):
        cursor.execute(query, {"schema": schema})
        parts += [Part(*row) for row in cursor.fetchall()]
    parts = [part if part.what == "function" else _plain(part) for part in parts]
    return sorted(part for part in parts if part.table not in OF_DJANGO_ALONE)


def _plain(part: Part) -> Part:
    """Without casts between texts: PostgreSQL moves them about when a dump is restored."""
    return part._replace(definition=BETWEEN_TEXTS.sub("", part.definition))


def difference(first: list[Part], second: list[Part]) -> tuple[list[Part], list[Part]]:
    """What stands in the first alone, and in the second alone."""
    return (
        sorted((Counter(first) - Counter(second)).elements()),
        sorted((Counter(second) - Counter(first)).elements()),
    )
