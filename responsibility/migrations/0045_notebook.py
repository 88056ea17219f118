"""The notebook: calendar addresses, and checklists of talks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


KEPT = """
CREATE OR REPLACE TRIGGER calendarfeed_kept BEFORE UPDATE ON responsibility_calendarfeed
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('revoked_at');
CREATE OR REPLACE TRIGGER calendarfeed_never_deleted BEFORE DELETE ON responsibility_calendarfeed
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0044_own_reminders'),
    ]

    operations = [
        migrations.CreateModel(
            name='TalkKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('code', models.CharField(max_length=24)),
                ('name', models.CharField(max_length=40)),
                ('name_en', models.CharField(blank=True, max_length=60)),
                ('position', models.PositiveSmallIntegerField()),
                ('in_use', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county_id', 'code'), name='talkkind_once')],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('issued_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calendar_feeds', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('user',), name='calendarfeed_one_in_force'), models.CheckConstraint(condition=models.Q(('revoked_at', None), ('revoked_at__gte', models.F('issued_at')), _connector='OR'), name='calendarfeed_issued_first')],
            },
        ),
        migrations.CreateModel(
            name='TalkElement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phase', models.CharField(choices=[('before', 'Before the talk'), ('in', 'In the talk'), ('after', 'After the talk')], max_length=6)),
                ('text', models.CharField(max_length=120)),
                ('text_en', models.CharField(blank=True, max_length=200)),
                ('position', models.PositiveSmallIntegerField()),
                ('first_on', models.DateField()),
                ('last_on', models.DateField(null=True)),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='elements', to='responsibility.talkkind')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'position', 'first_on'), name='talkelement_once'), models.CheckConstraint(condition=models.Q(('last_on', None), ('last_on__gte', models.F('first_on')), _connector='OR'), name='talkelement_days_in_order')],
            },
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
