"""Extensions and exemptions move to the tables of all deadlines, each row with its number."""

from django.db import migrations


MOVE = """
INSERT INTO alerts_extension (id, kind, deadline_id, asked_by_id, asked_at, wanted_on, reason,
    decided_by_id, decided_at, granted, answer, was_due_on, due_on)
SELECT id, 'task', task_id, asked_by_id, asked_at, wanted_on, reason,
    decided_by_id, decided_at, granted, answer, was_due_on, due_on
FROM responsibility_extension ORDER BY id;
SELECT setval(pg_get_serial_sequence('alerts_extension', 'id'), max(id))
FROM alerts_extension HAVING max(id) IS NOT NULL;
INSERT INTO alerts_exemption (id, kind, deadline_id, decided_by_id, decided_at, reason, document,
    lifted_by_id, lifted_at)
SELECT id, 'task', task_id, decided_by_id, decided_at, reason, document, lifted_by_id, lifted_at
FROM responsibility_exemption ORDER BY id;
SELECT setval(pg_get_serial_sequence('alerts_exemption', 'id'), max(id))
FROM alerts_exemption HAVING max(id) IS NOT NULL;
-- The foreign keys are looked at now, so that the old tables can go in the same transaction.
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0017_owed_by_post'),
        ('alerts', '0014_decisions_of_deadlines'),
    ]

    operations = [
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.DeleteModel(name="Exemption"),
        migrations.DeleteModel(name="Extension"),
    ]
