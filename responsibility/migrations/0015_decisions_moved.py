"""Extensions and exemptions move to the tables of all deadlines, each row with its number."""

from django.db import migrations, models


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
        ('responsibility', '0014_owed_by_post'),
    ]

    operations = [
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.DeleteModel(name="Exemption"),
        migrations.DeleteModel(name="Extension"),
        migrations.AlterField(
            model_name='task',
            name='lamp_cause',
            field=models.CharField(choices=[('created', 'given'), ('clock', 'deadline passed by the clock'), ('lodged', 'record lodged'), ('confirmed', 'record confirmed by the holder'), ('declined', 'record declined by the holder'), ('withdrawn', 'record withdrawn'), ('superseded', 'record corrected'), ('verdict', 'spot-check verdict'), ('extension_asked', 'extension asked for'), ('extended', 'extension granted'), ('refused', 'extension refused'), ('exempted', 'exempted'), ('exemption_lifted', 'exemption lifted'), ('calendar', 'days off announced'), ('post_closed', 'post closed'), ('answered', 'answered'), ('sent_back', 'answer sent back'), ('called_off', 'withdrawn by who asked for it')], default='created', max_length=20),
        ),
    ]
