"""A request for an extension has a day by which somebody decides, and may be taken back; a turn of
the clock at the very instant of another leaves its trace."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Three working days, as asked today: without the calendar five days.
DECIDE_BY = """
UPDATE alerts_extension SET decide_by = (asked_at AT TIME ZONE 'Asia/Shanghai')::date + 5;
"""
LAMP_TURNED = """
-- Nested loops are off: the plan is kept for the session, and one made for a single row would
-- compare every row with every other when thousands turn. For the same reason no EXISTS.
CREATE OR REPLACE FUNCTION lamp_turned() RETURNS trigger LANGUAGE plpgsql
SET enable_nestloop = off AS $$
BEGIN
  -- The turns the clock owed up to the new one, by the old row's instants, then the new one.
  -- Half-open: at the instant of the new turn the clock's has come already.
  -- A lamp may come back to what was stored (yellow, red while nobody swept, extended to yellow):
  -- it is lamp_since that tells a turn. One that is none is refused by the ledger's own check.
  INSERT INTO alerts_lampturn
    (kind, deadline_id, county_id, from_lamp, to_lamp, cause, took_effect_at)
  SELECT TG_ARGV[0], t.id, t.county_id,
         lag(t.to_lamp, 1, t.old_lamp) OVER (PARTITION BY t.id ORDER BY t.step),
         t.to_lamp, t.cause, t.at
  FROM (
    SELECT n.id, n.county_id, o.lamp AS old_lamp, step.*
    FROM new_rows n
    JOIN old_rows o USING (id)
    CROSS JOIN LATERAL (VALUES
      (1, 'yellow', 'clock', CASE WHEN o.lamp = 'unlit' THEN o.warns_at END),
      (2, 'red', 'clock', CASE WHEN o.lamp IN ('unlit', 'yellow')
                               THEN lamp_reddens_at(o.late_at, o.hold, o.held_until) END),
      (3, n.lamp, n.lamp_cause, CASE WHEN n.lamp_since > o.lamp_since THEN n.lamp_since
                                     ELSE lamp_not_dated(n.id) END)
    ) AS step (step, to_lamp, cause, at)
    WHERE (n.lamp <> o.lamp OR n.lamp_since <> o.lamp_since)
      AND (step.step = 3 OR step.at < n.lamp_since
           OR (step.at = n.lamp_since AND step.to_lamp <> n.lamp))
  ) t
  ORDER BY t.id, t.step;
  RETURN NULL;
END $$;
"""
WAITS = models.Q(("decided_at", None), ("taken_back_at", None))


class Migration(migrations.Migration):
    dependencies = [
        ("alerts", "0014_decisions_of_deadlines"),
        ("responsibility", "0018_decisions_moved"),  # the requests of old are here
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(LAMP_TURNED, migrations.RunSQL.noop),
        migrations.AddField("extension", "decide_by", models.DateField(null=True)),
        migrations.RunSQL(DECIDE_BY, migrations.RunSQL.noop),
        migrations.AlterField("extension", "decide_by", models.DateField()),
        migrations.AddField("extension", "taken_back_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "extension",
            "taken_back_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RemoveIndex("extension", "extension_waits"),
        migrations.AddIndex(
            "extension",
            models.Index(condition=WAITS, fields=["decide_by"], name="extension_waits"),
        ),
        migrations.RemoveConstraint("extension", "extension_one_waits"),
        migrations.AddConstraint(
            "extension",
            models.UniqueConstraint(
                condition=WAITS, fields=("kind", "deadline_id"), name="extension_one_waits"
            ),
        ),
        migrations.AddConstraint(
            "extension",
            models.CheckConstraint(
                name="extension_taken_back_undecided",
                condition=models.Q(
                    models.Q(("taken_back_at", None), ("taken_back_by", None)),
                    models.Q(
                        ("decided_at", None),
                        ("taken_back_at__isnull", False),
                        ("taken_back_by__isnull", False),
                    ),
                    _connector="OR",
                ),
            ),
        ),
    ]
