"""What supervisors decide by a day: requests for an extension and answers to demands; and
of every kind together, as one view."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


KEPT = """
SELECT keep_lamp_ledger('supervision_decisionduty', 'decision');
CREATE OR REPLACE TRIGGER decisionduty_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, extension_id, demand_id, subject, concerned_post_id,
    concerned_unit_id, asked_by_id, asked_at ON supervision_decisionduty
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
"""
TOGETHER = """
CREATE OR REPLACE VIEW supervision_supervisorduty AS
SELECT 'decision-' || d.id AS id, 'decision' AS kind, d.id AS deadline_id,
  CASE WHEN d.extension_id IS NULL THEN 'answer' ELSE 'extension' END AS about,
  d.county_id, d.post_id, d.concerned_unit_id, d.due_on, d.opens_at, d.warns_at, d.late_at,
  d.closes_at, d.fulfilled_at, d.hold, d.held_until, d.exempt, d.lamp, d.turns_at, d.colours
FROM supervision_decisionduty d
UNION ALL
SELECT 'check-' || d.id, 'check', d.id, 'conclude',
  d.county_id, d.post_id, c.unit_id, d.due_on, d.opens_at, d.warns_at, d.late_at,
  d.closes_at, d.fulfilled_at, d.hold, d.held_until, d.exempt, d.lamp, d.turns_at, d.colours
FROM supervision_checkduty d JOIN supervision_spotcheck c ON c.id = d.spot_check_id
WHERE d.purpose = 'conclude'
UNION ALL
SELECT 'problem-' || d.id, 'problem', d.id, d.purpose,
  d.county_id, d.post_id, p.unit_id, d.due_on, d.opens_at, d.warns_at, d.late_at,
  d.closes_at, d.fulfilled_at, d.hold, d.held_until, d.exempt, d.lamp, d.turns_at, d.colours
FROM supervision_assignment d JOIN supervision_problem p ON p.id = d.problem_id
WHERE d.purpose <> 'rectify'
UNION ALL
SELECT 'objection-' || d.id, 'objection', d.id, 'objection',
  d.county_id, d.post_id, d.concerned_unit_id, d.due_on, d.opens_at, d.warns_at, d.late_at,
  d.closes_at, d.fulfilled_at, d.hold, d.held_until, d.exempt, d.lamp, d.turns_at, d.colours
FROM supervision_objection d
UNION ALL
SELECT 'suggestion-' || d.id, 'suggestion', d.id, 'suggestion',
  d.county_id, d.post_id, NULL, d.due_on, d.opens_at, d.warns_at, d.late_at,
  d.closes_at, d.fulfilled_at, d.hold, d.held_until, d.exempt, d.lamp, d.turns_at, d.colours
FROM supervision_suggestion d;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('alerts', '0018_shifts_and_outages'),
        ('responsibility', '0039_texts_of_records'),
        ('supervision', '0008_checkups'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SupervisorDuty',
            fields=[
                ('id', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=12)),
                ('deadline_id', models.BigIntegerField()),
                ('about', models.CharField(choices=[('extension', 'requests for an extension'), ('answer', 'answers to demands'), ('conclude', 'spot checks to conclude'), ('supervise', 'problems to see to'), ('verify', 'rectifications to verify'), ('approve', 'closings to approve'), ('look_back', 'closed problems to look back at'), ('objection', 'objections'), ('suggestion', 'suggestions and complaints')], max_length=12)),
                ('county_id', models.BigIntegerField()),
                ('due_on', models.DateField()),
                ('opens_at', models.DateTimeField()),
                ('warns_at', models.DateTimeField()),
                ('late_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField(null=True)),
                ('fulfilled_at', models.DateTimeField(null=True)),
                ('hold', models.CharField(max_length=16, null=True)),
                ('held_until', models.DateTimeField(null=True)),
                ('exempt', models.BooleanField()),
                ('lamp', models.CharField(choices=[('unlit', 'Not yet due'), ('yellow', 'Due soon'), ('green', 'Done'), ('red', 'Overdue'), ('orange', 'Late entry'), ('exempt', 'Exempt')], max_length=8)),
                ('turns_at', models.DateTimeField(null=True)),
                ('colours', models.PositiveSmallIntegerField()),
            ],
            options={
                'verbose_name_plural': 'supervisor duties',
                'db_table': 'supervision_supervisorduty',
                'managed': False,
            },
        ),
        migrations.AlterField(
            model_name='assignment',
            name='purpose',
            field=models.CharField(choices=[('supervise', 'see to it'), ('rectify', 'rectify'), ('verify', 'verify'), ('approve', 'approve'), ('look_back', 'look back')], max_length=12),
        ),
        migrations.CreateModel(
            name='DecisionDuty',
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
                ('subject', models.CharField(max_length=200)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('concerned_post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('concerned_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit')),
                ('demand', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='supervision.demand')),
                ('extension', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='alerts.extension')),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.post')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.unit')),
            ],
            options={
                'verbose_name_plural': 'decision duties',
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('turns_at__isnull', False)), fields=['turns_at'], name='decisionduty_turns'), models.Index(fields=['post', 'late_at'], name='decisionduty_of_post'), models.Index(fields=['unit', 'late_at'], name='decisionduty_of_unit'), models.Index(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=['county_id', 'late_at'], name='decisionduty_unfulfilled')],
                'constraints': [models.CheckConstraint(condition=models.Q(('opens_at__lte', models.F('warns_at')), ('warns_at__lt', models.F('late_at')), models.Q(('closes_at', None), ('closes_at__gte', models.F('late_at')), _connector='OR')), name='decisionduty_instants_in_order'), models.CheckConstraint(condition=models.Q(('colours__in', [3, 4])), name='decisionduty_colours_three_or_four'), models.CheckConstraint(condition=models.Q(('required__gt', 0)), name='decisionduty_asks_for_something'), models.CheckConstraint(condition=models.Q(models.Q(('done__lt', models.F('required')), ('fulfilled_at', None)), models.Q(('done__gte', models.F('required')), ('fulfilled_at__isnull', False)), _connector='OR'), name='decisionduty_fulfilled_when_done'), models.CheckConstraint(condition=models.Q(models.Q(('held_since', None), ('held_until', None), ('hold', None)), models.Q(('held_since__isnull', False), ('held_until', None), ('hold', 'extension_asked')), models.Q(('held_since__isnull', False), ('held_until__isnull', False), ('hold', 'in_correction')), _connector='OR'), name='decisionduty_hold_says_since_when'), models.CheckConstraint(condition=models.Q(('lamp__in', ['unlit', 'yellow', 'green', 'red', 'orange', 'exempt'])), name='decisionduty_lamp_known'), models.CheckConstraint(condition=models.Q(models.Q(('exempt', True), ('lamp', 'exempt')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__lt', models.F('late_at')), ('lamp', 'green')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__gte', models.F('late_at')), ('lamp', 'orange'), models.Q(('closes_at__isnull', True), ('fulfilled_at__lt', models.F('closes_at')), _connector='OR')), models.Q(('exempt', False), models.Q(('fulfilled_at__isnull', True), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('closes_at__isnull', False), ('fulfilled_at__gte', models.F('closes_at'))), _connector='OR'), models.Q(('lamp__in', ['unlit', 'yellow']), models.Q(('lamp', 'red'), models.Q(('hold__isnull', True), ('held_until__isnull', False), _connector='OR')), _connector='OR')), _connector='OR'), name='decisionduty_lamp_agrees_with_facts'), models.CheckConstraint(condition=models.Q(('turns_at__isnull', True), ('turns_at__gt', models.F('lamp_since')), _connector='OR'), name='decisionduty_turns_after_it_was_lit'), models.CheckConstraint(condition=models.Q(models.Q(('demand', None), ('extension__isnull', False)), models.Q(('demand__isnull', False), ('extension', None)), _connector='OR'), name='decisionduty_about_one_thing'), models.CheckConstraint(condition=models.Q(('post', models.F('concerned_post')), _negated=True), name='decisionduty_of_another_post'), models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('extension',), name='decisionduty_of_extension_open_once'), models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('demand',), name='decisionduty_of_demand_open_once')],
            },
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.RunSQL(TOGETHER, "DROP VIEW supervision_supervisorduty"),
    ]
