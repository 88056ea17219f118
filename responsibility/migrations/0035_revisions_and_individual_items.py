"""Revisions within the year, individual items, one place for each item; a dispatch has its kind."""

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Two items of a list that stand at one place: the later one moves on, and all after it.
PLACES = """
ALTER TABLE responsibility_dutyitem DISABLE TRIGGER dutyitem_kept;
UPDATE responsibility_dutyitem item SET position = placed.place
FROM (SELECT id, row_number() OVER (PARTITION BY duty_list_id ORDER BY position, id) AS place
      FROM responsibility_dutyitem
      WHERE duty_list_id IN (SELECT duty_list_id FROM responsibility_dutyitem
                             GROUP BY duty_list_id, position HAVING count(*) > 1)) placed
WHERE placed.id = item.id AND item.position <> placed.place;
ALTER TABLE responsibility_dutyitem ENABLE TRIGGER dutyitem_kept;
"""
KEPT = """
-- A revision stays as it was entered; what became of it comes once. Nobody deletes it.
CREATE OR REPLACE TRIGGER revision_kept BEFORE UPDATE ON responsibility_revision
  FOR EACH ROW EXECUTE FUNCTION only_endings_change(
    'applied_at', 'made', 'changed', 'withdrawn', 'stayed', 'taken_back_by_id', 'taken_back_at');
CREATE OR REPLACE TRIGGER revision_never_deleted BEFORE DELETE ON responsibility_revision
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
-- A proposal stays as it was written; what became of it comes once. Nobody deletes it.
CREATE OR REPLACE TRIGGER itemproposal_kept BEFORE UPDATE ON responsibility_itemproposal
  FOR EACH ROW EXECUTE FUNCTION only_endings_change(
    'taken_back_at', 'decided_by_id', 'decided_at', 'dispatch_id', 'reason');
CREATE OR REPLACE TRIGGER itemproposal_never_deleted BEFORE DELETE ON responsibility_itemproposal
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0034_plans'),
    ]

    operations = [
        migrations.RunSQL(PLACES, migrations.RunSQL.noop),
        migrations.CreateModel(
            name='ItemProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=100)),
                ('measure', models.CharField(blank=True, max_length=500)),
                ('due_on', models.DateField()),
                ('required', models.PositiveSmallIntegerField(default=1)),
                ('ground_kind', models.CharField(choices=[('problem', 'a problem'), ('risk', 'a risk'), ('tag', 'a mark of the unit'), ('other', 'something else')], max_length=8)),
                ('ground', models.CharField(max_length=500)),
                ('proposed_at', models.DateTimeField()),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(max_length=500, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_on', models.DateField()),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), size=None)),
                ('end_running', models.BooleanField(db_default=False, default=False)),
                ('foreseen', models.PositiveIntegerField(null=True)),
                ('entered_at', models.DateTimeField()),
                ('applied_at', models.DateTimeField(null=True)),
                ('made', models.PositiveIntegerField(null=True)),
                ('changed', models.PositiveIntegerField(null=True)),
                ('withdrawn', models.PositiveIntegerField(null=True)),
                ('stayed', models.PositiveIntegerField(null=True)),
                ('taken_back_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='dispatch',
            name='task_kind',
            field=models.CharField(choices=[('common', 'common task'), ('individual', 'individual task'), ('temporary', 'temporary task')], db_default='temporary', default='temporary', max_length=12),
        ),
        migrations.AddConstraint(
            model_name='dutyitem',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('duty_list', 'position'), name='dutyitem_place_once'),
        ),
        migrations.AddField(
            model_name='itemproposal',
            name='category',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.category'),
        ),
        migrations.AddField(
            model_name='itemproposal',
            name='county',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit'),
        ),
        migrations.AddField(
            model_name='itemproposal',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='itemproposal',
            name='dispatch',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposal', to='responsibility.dispatch'),
        ),
        migrations.AddField(
            model_name='itemproposal',
            name='posts',
            field=models.ManyToManyField(related_name='+', to='responsibility.post'),
        ),
        migrations.AddField(
            model_name='itemproposal',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='itemproposal',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit'),
        ),
        migrations.AddField(
            model_name='revision',
            name='county',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit'),
        ),
        migrations.AddField(
            model_name='revision',
            name='duty_list',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='responsibility.dutylist'),
        ),
        migrations.AddField(
            model_name='revision',
            name='entered_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='revision',
            name='taken_back_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='itemproposal',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='itemproposal_decided_by_another'),
        ),
        migrations.AddConstraint(
            model_name='itemproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('dispatch', None), ('reason', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('dispatch__isnull', False), ('reason', None), ('taken_back_at', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('dispatch', None), ('reason__isnull', False), ('taken_back_at', None)), _connector='OR'), name='itemproposal_decided_one_way'),
        ),
        migrations.AddConstraint(
            model_name='itemproposal',
            constraint=models.CheckConstraint(condition=models.Q(('required__gt', 0)), name='itemproposal_asks_for_something'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(condition=models.Q(('taken_back_at', None)), fields=('duty_list',), name='revision_once'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at', None), ('taken_back_by', None)), models.Q(('applied_at', None), ('taken_back_at__isnull', False), ('taken_back_by__isnull', False)), _connector='OR'), name='revision_taken_back_by_somebody'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
