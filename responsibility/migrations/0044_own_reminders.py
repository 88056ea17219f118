"""Reminders that people set for themselves."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE OR REPLACE TRIGGER ownreminder_kept BEFORE UPDATE ON responsibility_ownreminder
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('came_at', 'taken_back_at');
CREATE OR REPLACE TRIGGER ownreminder_never_deleted BEFORE DELETE ON responsibility_ownreminder
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0043_formats_of_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='OwnReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('owed_id', models.BigIntegerField()),
                ('on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('came_at', models.DateTimeField(null=True)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('came_at', None), ('taken_back_at', None)), fields=['on'], name='ownreminder_of_day')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('came_at', None), ('taken_back_at', None)), fields=('person', 'kind', 'owed_id'), name='ownreminder_one_pending'), models.CheckConstraint(condition=models.Q(('came_at', None), ('taken_back_at', None), _connector='OR'), name='ownreminder_came_or_taken_back'), models.CheckConstraint(condition=models.Q(models.Q(('came_at', None), ('came_at__gte', models.F('made_at')), _connector='OR'), models.Q(('taken_back_at', None), ('taken_back_at__gte', models.F('made_at')), _connector='OR')), name='ownreminder_ends_after_it_was_made')],
            },
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
