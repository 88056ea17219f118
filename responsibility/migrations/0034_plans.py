"""Yearly work plans, given out item by item as dispatched tasks."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
-- What was done with a plan, and how far it was, is only ever added to.
CREATE OR REPLACE TRIGGER planstep_kept BEFORE UPDATE OR DELETE ON responsibility_planstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER planprogress_kept BEFORE UPDATE OR DELETE ON responsibility_planprogress
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0033_rules_for_open_tasks'),
    ]

    operations = [
        migrations.AddField(
            model_name='dispatch',
            name='planned',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name='PlanItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=100)),
                ('goal', models.CharField(blank=True, max_length=300)),
                ('measures', models.CharField(blank=True, max_length=1000)),
                ('due_on', models.DateField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('carries_out', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.category')),
                ('dispatch', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plan_item', to='responsibility.dispatch')),
                ('leads', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='responsibility.planitem')),
                ('pushes', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
            ],
        ),
        migrations.CreateModel(
            name='PlanProgress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('on', models.DateField()),
                ('text', models.CharField(max_length=1000)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='responsibility.planitem')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('takes_back', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_back_by', to='responsibility.planprogress')),
            ],
        ),
        migrations.CreateModel(
            name='WorkPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=100)),
                ('document_number', models.CharField(blank=True, max_length=60)),
                ('authors', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('made_at', models.DateTimeField()),
                ('issued_at', models.DateTimeField(null=True)),
                ('goes_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='work_plans', to='responsibility.unit')),
            ],
        ),
        migrations.CreateModel(
            name='PlanStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('issued', 'issued it'), ('stopped', 'took the issue back'), ('sent', 'it went out'), ('added', 'added an item'), ('broken_down', 'broke it down'), ('day_moved', 'moved the deadline'), ('words_changed', 'changed its words'), ('handed_over', 'gave it to another post'), ('leaders_changed', 'changed who leads or pushes'), ('withdrawn', 'withdrew the item'), ('given_again', 'gave it out again')], max_length=16)),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('before', models.TextField(blank=True)),
                ('after', models.TextField(blank=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='responsibility.planitem')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='responsibility.workplan')),
            ],
        ),
        migrations.AddField(
            model_name='planitem',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='responsibility.workplan'),
        ),
        migrations.AddIndex(
            model_name='workplan',
            index=models.Index(condition=models.Q(('goes_at__isnull', False), ('sent_at', None)), fields=['goes_at'], name='workplan_waits'),
        ),
        migrations.AddConstraint(
            model_name='workplan',
            constraint=models.UniqueConstraint(fields=('county', 'unit', 'year', 'title'), name='workplan_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='workplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('goes_at', None), ('issued_at', None), ('issued_by', None), ('sent_at', None)), models.Q(('goes_at__isnull', False), ('issued_at__isnull', False), ('issued_by__isnull', False)), _connector='OR'), name='workplan_issued_in_full'),
        ),
        migrations.AddConstraint(
            model_name='workplan',
            constraint=models.CheckConstraint(condition=models.Q(('issued_by', None), models.Q(('authors__contains', [models.F('issued_by')]), _negated=True), _connector='OR'), name='workplan_issued_by_another'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.UniqueConstraint(condition=models.Q(('parent', None)), fields=('plan', 'number'), name='planitem_number_once'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.UniqueConstraint(fields=('parent', 'number'), name='planitem_part_once'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('leads__isnull', False), ('parent', None)), models.Q(('leads', None), ('parent__isnull', False), ('pushes', None)), _connector='OR'), name='planitem_led_or_a_part'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('dispatch__isnull', False), _connector='OR'), name='planitem_withdrawn_once_given'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
