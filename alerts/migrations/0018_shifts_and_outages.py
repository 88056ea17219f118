"""How deadlines' times changed by what holds for many, and when the platform stood still."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
-- How a deadline's times were changed is never changed or deleted (alerts/lamps/append_only.sql has
-- the function).
CREATE OR REPLACE TRIGGER shift_kept BEFORE UPDATE OR DELETE ON alerts_shift
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('alerts', '0017_calendar_entered'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('deadline_id', models.BigIntegerField()),
                ('made_at', models.DateTimeField()),
                ('cause', models.CharField(max_length=20)),
                ('because', models.CharField(blank=True, default='', max_length=100)),
                ('was_due_on', models.DateField()),
                ('due_on', models.DateField()),
                ('was_warns_at', models.DateTimeField()),
                ('warns_at', models.DateTimeField()),
                ('was_closes_at', models.DateTimeField(null=True)),
                ('closes_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'deadline_id'], name='shift_of_deadline')],
            },
        ),
        migrations.CreateModel(
            name='Outage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('basis', models.CharField(blank=True, default='', max_length=100)),
                ('moved', models.PositiveIntegerField(default=0)),
                ('entered_at', models.DateTimeField(null=True)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('taken_back_because', models.CharField(blank=True, default='', max_length=100)),
                ('planned', models.BooleanField()),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=100)),
                ('approved_at', models.DateTimeField(null=True)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['county_id', 'ends_at'], name='outage_of_county')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='outage_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', None)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), ('planned', False), models.Q(('approved_by', models.F('entered_by')), _negated=True)), _connector='OR'), name='outage_approved_by_another')],
            },
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
