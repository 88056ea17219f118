from pathlib import Path

from django.db import migrations, models

from alerts.outbox.states import steps_for_sql

STEPS = (Path(__file__).resolve().parent.parent / "outbox/steps.sql").read_text()
for name, array in steps_for_sql().items():
    STEPS = STEPS.replace(f"{{{name}}}", array)


class Migration(migrations.Migration):

    dependencies = [
        ('alerts', '0008_post_closed'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='message',
            name='message_reference',
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.UniqueConstraint(condition=models.Q(('supersedes', None)), fields=('reference', 'channel'), name='message_reference'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('state__in', ['accepted', 'sent'])), fields=['made_at'], name='message_awaited'),
        ),
        migrations.RunSQL(STEPS, migrations.RunSQL.noop),
    ]
