"""Mergers and splits of units: units, posts, tasks and entries of one act."""

import django.db.models.deletion
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


KEPT = """
CREATE OR REPLACE TRIGGER reorganisedunit_kept
  BEFORE UPDATE OR DELETE ON responsibility_reorganisedunit
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER reorganisedpost_kept
  BEFORE UPDATE OR DELETE ON responsibility_reorganisedpost
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER reorganisedtask_kept
  BEFORE UPDATE OR DELETE ON responsibility_reorganisedtask
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER reorganisedentry_kept
  BEFORE UPDATE OR DELETE ON responsibility_reorganisedentry
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0035_revisions_and_individual_items'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reorganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('merge', 'merger'), ('split', 'split')], max_length=6)),
                ('first_on', models.DateField()),
                ('basis', models.CharField(max_length=120)),
                ('entered_at', models.DateTimeField()),
                ('moved_at', models.DateTimeField(null=True)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, default='', max_length=200)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-first_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReorganisedEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began', models.BooleanField()),
                ('was_last_on', models.DateField(null=True)),
                ('appointment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.appointment')),
                ('charge', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.charge')),
                ('link', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.supervisionlink')),
                ('membership', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.membership')),
                ('reorganisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='responsibility.reorganisation')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ReorganisedPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened', models.BooleanField(default=False)),
                ('goes_on', models.BooleanField(default=False)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reorganised', to='responsibility.post')),
                ('reorganisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='responsibility.reorganisation')),
                ('to_post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ReorganisedTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('counterparts', models.JSONField(default=dict)),
                ('moved_with', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='responsibility.reorganisedpost')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='responsibility.task')),
            ],
        ),
        migrations.CreateModel(
            name='ReorganisedUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('ended', 'ended'), ('goes_on', 'goes on'), ('founded', 'founded')], max_length=8)),
                ('reorganisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='responsibility.reorganisation')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reorganised', to='responsibility.unit')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='reorganisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at', None), ('taken_back_by', None)), models.Q(('taken_back_at__isnull', False), ('taken_back_by__isnull', False)), _connector='OR'), name='reorganisation_taken_back_at_iff_by'),
        ),
        migrations.AddConstraint(
            model_name='reorganisedentry',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(models.Func('appointment', 'membership', 'charge', 'link', function='num_nonnulls', output_field=models.IntegerField()), 1)), name='reorganisedentry_of_one'),
        ),
        migrations.AddConstraint(
            model_name='reorganisedpost',
            constraint=models.UniqueConstraint(fields=('reorganisation', 'post'), name='reorganisedpost_once'),
        ),
        migrations.AddConstraint(
            model_name='reorganisedtask',
            constraint=models.UniqueConstraint(fields=('moved_with', 'task'), name='reorganisedtask_once'),
        ),
        migrations.AddConstraint(
            model_name='reorganisedunit',
            constraint=models.UniqueConstraint(fields=('reorganisation', 'unit'), name='reorganisedunit_once'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
