"""Checkups: templates by version, cases, what is owed of them, answers, findings (M000-23)."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


KEPT = """
SELECT keep_lamp_ledger('supervision_checkupduty', 'checkup');
CREATE OR REPLACE TRIGGER checkupduty_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, checkup_id, purpose, made_by_id, made_in_id, made_at
    ON supervision_checkupduty
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER checkup_kept
  BEFORE UPDATE OF county_id, year, number, version_id, unit_id, post_id, way, text, made_by_id,
    made_in_id, made_at, nonce ON supervision_checkup
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER checkup_never_deleted BEFORE DELETE ON supervision_checkup
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER checkupstep_kept BEFORE UPDATE OR DELETE ON supervision_checkupstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER checkupanswer_kept BEFORE UPDATE OR DELETE ON supervision_checkupanswer
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER checkupfinding_ended BEFORE UPDATE ON supervision_checkupfinding
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('problem_id', 'dropped_by_id', 'dropped_at',
    'dropped_because');
CREATE OR REPLACE TRIGGER checkupfinding_kept BEFORE DELETE ON supervision_checkupfinding
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER checkuptemplate_retired BEFORE UPDATE ON supervision_checkuptemplate
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('retired_by_id', 'retired_at',
    'retired_because');
CREATE OR REPLACE TRIGGER checkuptemplate_kept BEFORE DELETE ON supervision_checkuptemplate
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER templateversion_kept
  BEFORE UPDATE OR DELETE ON supervision_templateversion
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER templatequestion_kept
  BEFORE UPDATE OR DELETE ON supervision_templatequestion
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0039_texts_of_records'),
        ('supervision', '0007_objections'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TemplateQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('section', models.CharField(max_length=60)),
                ('text', models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='Checkup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('way', models.CharField(choices=[('on_site', 'on site, by who checks'), ('by_unit', 'by the unit')], max_length=8)),
                ('text', models.CharField(blank=True, max_length=500)),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('state', models.CharField(choices=[('on_site', 'to be done on site'), ('awaited', 'answers awaited'), ('returned', 'answers sent back'), ('answered', 'to be concluded'), ('concluded', 'concluded'), ('withdrawn', 'withdrawn')], max_length=12)),
                ('typed', models.JSONField(default=dict)),
                ('typed_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checkups', to='responsibility.post')),
                ('typed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checkups', to='responsibility.unit')),
            ],
        ),
        migrations.CreateModel(
            name='CheckupStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('checkup.open', 'opened it'), ('checkup.submit', 'handed the answers in'), ('checkup.send_back', 'sent the answers back'), ('checkup.find', 'wrote a finding down'), ('checkup.drop', 'took a finding back'), ('checkup.enter', 'entered a finding as a problem'), ('checkup.conclude', 'concluded it'), ('checkup.reopen', 'took the conclusion back'), ('checkup.withdraw', 'withdrew it')], max_length=24)),
                ('state', models.CharField(choices=[('on_site', 'to be done on site'), ('awaited', 'answers awaited'), ('returned', 'answers sent back'), ('answered', 'to be concluded'), ('concluded', 'concluded'), ('withdrawn', 'withdrawn')], max_length=12)),
                ('text', models.TextField(blank=True, max_length=2000)),
                ('made_at', models.DateTimeField()),
                ('checkup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='supervision.checkup')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
            ],
        ),
        migrations.CreateModel(
            name='CheckupTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('code', models.CharField(blank=True, max_length=24)),
                ('retired_at', models.DateTimeField(null=True)),
                ('retired_because', models.CharField(max_length=300, null=True)),
                ('retired_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CheckupFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=500)),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('dropped_at', models.DateTimeField(null=True)),
                ('dropped_because', models.CharField(max_length=300, null=True)),
                ('checkup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='supervision.checkup')),
                ('dropped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('problem', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='checkup_finding', to='supervision.problem')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.templatequestion')),
            ],
        ),
        migrations.CreateModel(
            name='CheckupAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(choices=[('yes', 'yes'), ('partly', 'partly'), ('no', 'no'), ('none', 'not applicable')], max_length=8)),
                ('remark', models.CharField(blank=True, max_length=300)),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='supervision.checkupstep')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.templatequestion')),
            ],
        ),
        migrations.CreateModel(
            name='TemplateVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=60)),
                ('basis', models.CharField(max_length=200)),
                ('first_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='supervision.checkuptemplate')),
            ],
        ),
        migrations.AddField(
            model_name='templatequestion',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='supervision.templateversion'),
        ),
        migrations.AddField(
            model_name='checkup',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checkups', to='supervision.templateversion'),
        ),
        migrations.CreateModel(
            name='CheckupDuty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('due_on', models.DateField()),
                ('opens_at', models.DateTimeField()),
                ('warns_at', models.DateTimeField()),
                ('late_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField(null=True)),
                ('provisional', models.BooleanField(default=False)),
                ('day_decided', models.BooleanField(db_default=False, default=False)),
                ('colours', models.PositiveSmallIntegerField(default=4)),
                ('required', models.PositiveIntegerField(default=1)),
                ('done', models.PositiveIntegerField(default=0)),
                ('fulfilled_at', models.DateTimeField(null=True)),
                ('hold', models.CharField(choices=[('extension_asked', 'extension asked for'), ('in_correction', 'in correction')], max_length=16, null=True)),
                ('held_since', models.DateTimeField(null=True)),
                ('held_until', models.DateTimeField(null=True)),
                ('exempt', models.BooleanField(default=False)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('lamp', models.CharField(choices=[('unlit', 'Not yet due'), ('yellow', 'Due soon'), ('green', 'Done'), ('red', 'Overdue'), ('orange', 'Late entry'), ('exempt', 'Exempt')], default='unlit', max_length=8)),
                ('lamp_since', models.DateTimeField()),
                ('lamp_cause', models.CharField(default='created', max_length=20)),
                ('turns_at', models.GeneratedField(db_persist=True, expression=models.Case(models.When(exempt=True, then=models.Value(None)), models.When(lamp='unlit', then=models.F('warns_at')), models.When(hold__isnull=True, lamp='yellow', then=models.F('late_at')), models.When(held_until__isnull=False, lamp='yellow', then=django.db.models.functions.comparison.Greatest(models.F('late_at'), models.F('held_until'))), default=models.Value(None), output_field=models.DateTimeField()), output_field=models.DateTimeField(null=True))),
                ('purpose', models.CharField(choices=[('answer', 'answer'), ('visit', 'check on site')], max_length=8)),
                ('made_at', models.DateTimeField()),
                ('checkup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='supervision.checkup')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.post')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.unit')),
            ],
            options={
                'verbose_name_plural': 'checkup duties',
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('turns_at__isnull', False)), fields=['turns_at'], name='checkupduty_turns'), models.Index(fields=['post', 'late_at'], name='checkupduty_of_post'), models.Index(fields=['unit', 'late_at'], name='checkupduty_of_unit'), models.Index(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=['county_id', 'late_at'], name='checkupduty_unfulfilled')],
                'constraints': [models.CheckConstraint(condition=models.Q(('opens_at__lte', models.F('warns_at')), ('warns_at__lt', models.F('late_at')), models.Q(('closes_at', None), ('closes_at__gte', models.F('late_at')), _connector='OR')), name='checkupduty_instants_in_order'), models.CheckConstraint(condition=models.Q(('colours__in', [3, 4])), name='checkupduty_colours_three_or_four'), models.CheckConstraint(condition=models.Q(('required__gt', 0)), name='checkupduty_asks_for_something'), models.CheckConstraint(condition=models.Q(models.Q(('done__lt', models.F('required')), ('fulfilled_at', None)), models.Q(('done__gte', models.F('required')), ('fulfilled_at__isnull', False)), _connector='OR'), name='checkupduty_fulfilled_when_done'), models.CheckConstraint(condition=models.Q(models.Q(('held_since', None), ('held_until', None), ('hold', None)), models.Q(('held_since__isnull', False), ('held_until', None), ('hold', 'extension_asked')), models.Q(('held_since__isnull', False), ('held_until__isnull', False), ('hold', 'in_correction')), _connector='OR'), name='checkupduty_hold_says_since_when'), models.CheckConstraint(condition=models.Q(('lamp__in', ['unlit', 'yellow', 'green', 'red', 'orange', 'exempt'])), name='checkupduty_lamp_known'), models.CheckConstraint(condition=models.Q(models.Q(('exempt', True), ('lamp', 'exempt')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__lt', models.F('late_at')), ('lamp', 'green')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__gte', models.F('late_at')), ('lamp', 'orange'), models.Q(('closes_at__isnull', True), ('fulfilled_at__lt', models.F('closes_at')), _connector='OR')), models.Q(('exempt', False), models.Q(('fulfilled_at__isnull', True), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('closes_at__isnull', False), ('fulfilled_at__gte', models.F('closes_at'))), _connector='OR'), models.Q(('lamp__in', ['unlit', 'yellow']), models.Q(('lamp', 'red'), models.Q(('hold__isnull', True), ('held_until__isnull', False), _connector='OR')), _connector='OR')), _connector='OR'), name='checkupduty_lamp_agrees_with_facts'), models.CheckConstraint(condition=models.Q(('turns_at__isnull', True), ('turns_at__gt', models.F('lamp_since')), _connector='OR'), name='checkupduty_turns_after_it_was_lit'), models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('checkup',), name='checkupduty_one_open')],
            },
        ),
        migrations.AddConstraint(
            model_name='checkuptemplate',
            constraint=models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('county_id', 'code'), name='checkuptemplate_shipped_once'),
        ),
        migrations.AddConstraint(
            model_name='checkuptemplate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retired_at', None), ('retired_because', None), ('retired_by', None)), models.Q(('retired_at__isnull', False), ('retired_because__gt', ''), ('retired_by__isnull', False)), _connector='OR'), name='checkuptemplate_retired_says_why'),
        ),
        migrations.AddConstraint(
            model_name='checkupfinding',
            constraint=models.UniqueConstraint(fields=('checkup', 'number'), name='checkupfinding_number_once'),
        ),
        migrations.AddConstraint(
            model_name='checkupfinding',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='checkupfinding_once'),
        ),
        migrations.AddConstraint(
            model_name='checkupfinding',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='checkupfinding_says_what'),
        ),
        migrations.AddConstraint(
            model_name='checkupfinding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dropped_at', None), ('dropped_because', None), ('dropped_by', None)), models.Q(('dropped_at__isnull', False), ('dropped_because__gt', ''), ('dropped_by__isnull', False)), _connector='OR'), name='checkupfinding_dropped_says_why'),
        ),
        migrations.AddConstraint(
            model_name='checkupanswer',
            constraint=models.UniqueConstraint(fields=('step', 'question'), name='checkupanswer_once'),
        ),
        migrations.AddConstraint(
            model_name='checkupanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('value__in', ['partly', 'no']), _negated=True), models.Q(('remark', ''), _negated=True), _connector='OR'), name='checkupanswer_says_what_is_missing'),
        ),
        migrations.AddConstraint(
            model_name='templateversion',
            constraint=models.UniqueConstraint(fields=('template', 'number'), name='templateversion_number_once'),
        ),
        migrations.AddConstraint(
            model_name='templateversion',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='templateversion_once'),
        ),
        migrations.AddConstraint(
            model_name='templateversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='templateversion_says_what'),
        ),
        migrations.AddConstraint(
            model_name='templatequestion',
            constraint=models.UniqueConstraint(fields=('version', 'position'), name='templatequestion_position_once'),
        ),
        migrations.AddConstraint(
            model_name='templatequestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('section', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='templatequestion_says_what'),
        ),
        migrations.AddIndex(
            model_name='checkup',
            index=models.Index(fields=['county_id', '-made_at'], name='checkup_of_county'),
        ),
        migrations.AddIndex(
            model_name='checkup',
            index=models.Index(fields=['unit', 'state'], name='checkup_of_unit'),
        ),
        migrations.AddConstraint(
            model_name='checkup',
            constraint=models.UniqueConstraint(fields=('county_id', 'year', 'number'), name='checkup_number_once'),
        ),
        migrations.AddConstraint(
            model_name='checkup',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce', 'unit'), name='checkup_once'),
        ),
        migrations.AddConstraint(
            model_name='checkup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('typed_at', None), ('typed_by', None)), models.Q(('typed_at__isnull', False), ('typed_by__isnull', False)), _connector='OR'), name='checkup_typed_says_by_whom'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
