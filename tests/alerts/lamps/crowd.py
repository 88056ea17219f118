"""Thousands of tasks in one statement, for plans and for crowds of processes."""

from django.db import connection

from responsibility.organisation.posts.models import Post
from responsibility.tasks.models import Task
from tests.make import make_item, make_task

# Spread one row over `many`: other instants, other periods, other categories of one county.
FILL = """
INSERT INTO responsibility_task ({columns})
SELECT {values} FROM responsibility_task t, generate_series(1, %s) n WHERE t.id = %s
"""


def fill(post: Post, many: int, **sql: str) -> Task:
    """Add `many` tasks like a first one, which is returned; `sql` says in which columns they
    differ, as expressions over their number n (1 to `many`)."""
    first = make_task(post, make_item(post.unit.parent))
    sql = {"item_code": "'row ' || n"} | sql
    columns = [f.column for f in Task._meta.fields if not f.primary_key and not f.generated]
    statement = FILL.format(
        columns=", ".join(columns), values=", ".join(sql.get(c, f"t.{c}") for c in columns)
    )
    with connection.cursor() as cursor:
        # VACUUM takes rows for visible to all only once their commit is on disk, and a page only
        # once nothing of rows that were rolled back is left in the indexes.
        cursor.execute("SET synchronous_commit = on")
        cursor.execute(statement, [many, first.pk])
        cursor.execute("RESET synchronous_commit")
        cursor.execute("VACUUM (ANALYZE, INDEX_CLEANUP on) responsibility_task")
    return first
