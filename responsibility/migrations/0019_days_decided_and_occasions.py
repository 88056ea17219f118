"""That somebody decided a day is a fact of its own, and so is the holiday before which a task is
due: no counter and no first day stands for them."""

from django.db import migrations, models

# A decided day waits for no notice.
DECIDED = """
UPDATE responsibility_task t SET day_decided = true, provisional = false
WHERE t.item_id IS NULL OR EXISTS (
    SELECT FROM alerts_extension e WHERE e.kind = 'task' AND e.deadline_id = t.id AND e.granted
);
"""
# Which holiday a task is due before: the only one its item names; else the next after its day, of
# two that fall together the one whose date needs no notice. One that was made twice keeps none.
OCCASIONS = """
UPDATE responsibility_task t
SET occasion = first.occasion
FROM (
    SELECT DISTINCT ON (found.post_id, found.item_code, found.year, found.holiday)
           found.id, found.holiday || ' ' || found.year AS occasion
    FROM (
        SELECT task.id, task.post_id, task.item_code,
               extract(year FROM task.period_start) AS year, coalesce(
            CASE WHEN cardinality(named.holidays) = 1 THEN named.holidays[1] END,
            (
                SELECT day.holiday FROM alerts_workday day
                WHERE day.off AND day.day > task.due_on AND day.day <= task.due_on + 15
                  AND day.holiday = ANY (named.holidays)
                  AND NOT EXISTS (
                      SELECT FROM alerts_workday between
                      WHERE NOT between.off AND between.day > task.due_on AND between.day < day.day
                  )
                ORDER BY day.holiday NOT IN ('元旦', '劳动节', '国庆节'), day.day LIMIT 1
            )
        ) AS holiday
        FROM responsibility_task task
        JOIN responsibility_dutyitem item ON item.id = task.item_id
        CROSS JOIN LATERAL (
            SELECT string_to_array(split_part(item.due_rule, ':', 2), '|') AS holidays
        ) named
        WHERE item.due_rule LIKE 'holiday_eve:%'
    ) found
    WHERE found.holiday IS NOT NULL
    ORDER BY found.post_id, found.item_code, found.year, found.holiday, found.id
) first
WHERE first.id = t.id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("alerts", "0014_decisions_of_deadlines"),
        ("responsibility", "0018_decisions_moved"),
    ]

    operations = [
        # Six levels under the county, each with its position and number.
        migrations.AlterField(
            "unit",
            "path",
            models.CharField(blank=True, db_index=True, default="", max_length=160),
        ),
        migrations.AlterField(
            "unit", "order_key", models.CharField(blank=True, default="", max_length=255)
        ),
        migrations.AddField(
            "task", "day_decided", models.BooleanField(db_default=False, default=False)
        ),
        migrations.RunSQL(DECIDED, migrations.RunSQL.noop),
        migrations.AddField(
            "task",
            "occasion",
            models.CharField(blank=True, db_default="", default="", max_length=30),
        ),
        migrations.RunSQL(OCCASIONS, migrations.RunSQL.noop),
        migrations.RemoveConstraint("task", "task_once_a_period"),
        migrations.AddConstraint(
            "task",
            models.UniqueConstraint(
                fields=("post", "item_code", "period_start", "occasion"), name="task_once_a_period"
            ),
        ),
        migrations.AddConstraint(
            "task",
            models.UniqueConstraint(
                condition=models.Q(("occasion", ""), _negated=True),
                fields=("post", "item_code", "occasion"),
                name="task_once_a_holiday",
            ),
        ),
    ]
