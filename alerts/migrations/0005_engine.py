from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from alerts.outbox.states import steps_for_sql

ALERTS = Path(__file__).resolve().parent.parent
STEPS = (ALERTS / "outbox/steps.sql").read_text()
for name, array in steps_for_sql().items():
    STEPS = STEPS.replace(f"{{{name}}}", array)


class Migration(migrations.Migration):

    dependencies = [
        ('alerts', '0004_audit_by_day'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL((ALERTS / "lamps/ledger.sql").read_text(), migrations.RunSQL.noop),
        migrations.CreateModel(
            name='ChannelPause',
            fields=[
                ('channel', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('until', models.DateTimeField()),
                ('reason', models.CharField(max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name='DailyRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('duty', models.CharField(max_length=120)),
                ('done_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.AddField(
            model_name='message',
            name='read_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='message',
            name='reason',
            field=models.CharField(blank=True, default='', max_length=40),
        ),
        migrations.AlterField(
            model_name='message',
            name='reference',
            field=models.CharField(max_length=8),
        ),
        migrations.AlterField(
            model_name='reminder',
            name='asked_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='reminder',
            name='recipient',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('state', 'unknown')), fields=['made_at'], name='message_unknown'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.UniqueConstraint(fields=('reference', 'channel'), name='message_reference'),
        ),
        migrations.AddConstraint(
            model_name='dailyrun',
            constraint=models.UniqueConstraint(fields=('day', 'duty'), name='dailyrun_once'),
        ),
        migrations.RunSQL(STEPS, migrations.RunSQL.noop),
    ]
