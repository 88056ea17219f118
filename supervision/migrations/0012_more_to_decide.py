"""More that supervisors decide by a day: problems to assign, questions, what a second person
approves; and a unit, whether it takes a problem over. A checkup that a
unit does not answer is taken over."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE OR REPLACE TRIGGER decisionduty_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, extension_id, demand_id, transfer_id, draft_id,
    proposal_id, version_id, power_id, reset_id, subject, concerned_post_id, concerned_unit_id,
    asked_by_id, asked_at ON supervision_decisionduty
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
"""
TOGETHER = """
CREATE OR REPLACE VIEW supervision_supervisorduty AS
SELECT 'decision-' || d.id AS id, 'decision' AS kind, d.id AS deadline_id,
  CASE WHEN d.extension_id IS NOT NULL THEN 'extension' WHEN d.demand_id IS NOT NULL THEN 'answer'
    WHEN d.draft_id IS NOT NULL THEN 'draft' WHEN d.proposal_id IS NOT NULL THEN 'item'
    WHEN d.version_id IS NOT NULL THEN 'version' WHEN d.power_id IS NOT NULL THEN 'power'
    ELSE 'reset' END AS about,
  d.county_id, d.post_id, d.concerned_unit_id, d.due_on, d.opens_at, d.warns_at, d.late_at,
  d.closes_at, d.fulfilled_at, d.hold, d.held_until, d.exempt, d.lamp, d.turns_at, d.colours
FROM supervision_decisionduty d
WHERE d.transfer_id IS NULL -- a unit decides, no supervisor
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
        ('supervision', '0011_draws_withdrawn'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='decisionduty',
            name='decisionduty_about_one_thing',
        ),
        migrations.RemoveConstraint(
            model_name='decisionduty',
            name='decisionduty_of_another_post',
        ),
        migrations.AddField(
            model_name='decisionduty',
            name='draft',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='supervision.demanddraft'),
        ),
        migrations.AddField(
            model_name='decisionduty',
            name='power',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='responsibility.powerchange'),
        ),
        migrations.AddField(
            model_name='decisionduty',
            name='proposal',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='responsibility.itemproposal'),
        ),
        migrations.AddField(
            model_name='decisionduty',
            name='reset',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='responsibility.factorreset'),
        ),
        migrations.AddField(
            model_name='decisionduty',
            name='transfer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='supervision.problemtransfer'),
        ),
        migrations.AddField(
            model_name='decisionduty',
            name='version',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='responsibility.dutylist'),
        ),
        migrations.AlterField(
            model_name='checkupstep',
            name='act',
            field=models.CharField(choices=[('checkup.open', 'opened it'), ('checkup.submit', 'handed the answers in'), ('checkup.send_back', 'sent the answers back'), ('checkup.find', 'wrote a finding down'), ('checkup.drop', 'took a finding back'), ('checkup.enter', 'entered a finding as a problem'), ('checkup.conclude', 'concluded it'), ('checkup.reopen', 'took the conclusion back'), ('checkup.withdraw', 'withdrew it'), ('checkup.take_over', 'took it over, to answer on site')], max_length=24),
        ),
        migrations.AddField(
            model_name='checkup',
            name='taken_over_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='assignment',
            name='purpose',
            field=models.CharField(choices=[('supervise', 'see to it'), ('rectify', 'rectify'), ('verify', 'verify'), ('approve', 'approve'), ('look_back', 'look back'), ('assign', 'assign'), ('answer_body', 'answer')], max_length=12),
        ),
        migrations.AlterField(
            model_name='decisionduty',
            name='concerned_post',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post'),
        ),
        migrations.AddConstraint(
            model_name='decisionduty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('demand__isnull', True), ('draft__isnull', True), ('extension__isnull', False), ('power__isnull', True), ('proposal__isnull', True), ('reset__isnull', True), ('transfer__isnull', True), ('version__isnull', True)), models.Q(('demand__isnull', False), ('draft__isnull', True), ('extension__isnull', True), ('power__isnull', True), ('proposal__isnull', True), ('reset__isnull', True), ('transfer__isnull', True), ('version__isnull', True)), models.Q(('demand__isnull', True), ('draft__isnull', True), ('extension__isnull', True), ('power__isnull', True), ('proposal__isnull', True), ('reset__isnull', True), ('transfer__isnull', False), ('version__isnull', True)), models.Q(('demand__isnull', True), ('draft__isnull', False), ('extension__isnull', True), ('power__isnull', True), ('proposal__isnull', True), ('reset__isnull', True), ('transfer__isnull', True), ('version__isnull', True)), models.Q(('demand__isnull', True), ('draft__isnull', True), ('extension__isnull', True), ('power__isnull', True), ('proposal__isnull', False), ('reset__isnull', True), ('transfer__isnull', True), ('version__isnull', True)), models.Q(('demand__isnull', True), ('draft__isnull', True), ('extension__isnull', True), ('power__isnull', True), ('proposal__isnull', True), ('reset__isnull', True), ('transfer__isnull', True), ('version__isnull', False)), models.Q(('demand__isnull', True), ('draft__isnull', True), ('extension__isnull', True), ('power__isnull', False), ('proposal__isnull', True), ('reset__isnull', True), ('transfer__isnull', True), ('version__isnull', True)), models.Q(('demand__isnull', True), ('draft__isnull', True), ('extension__isnull', True), ('power__isnull', True), ('proposal__isnull', True), ('reset__isnull', False), ('transfer__isnull', True), ('version__isnull', True)), _connector='OR'), name='decisionduty_about_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='decisionduty',
            constraint=models.CheckConstraint(condition=models.Q(('concerned_post', None), models.Q(('post', models.F('concerned_post')), _negated=True), _connector='OR'), name='decisionduty_of_another_post'),
        ),
        migrations.AddConstraint(
            model_name='decisionduty',
            constraint=models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('transfer',), name='decisionduty_of_transfer_open_once'),
        ),
        migrations.AddConstraint(
            model_name='decisionduty',
            constraint=models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('draft',), name='decisionduty_of_draft_open_once'),
        ),
        migrations.AddConstraint(
            model_name='decisionduty',
            constraint=models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('proposal',), name='decisionduty_of_proposal_open_once'),
        ),
        migrations.AddConstraint(
            model_name='decisionduty',
            constraint=models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('version',), name='decisionduty_of_version_open_once'),
        ),
        migrations.AddConstraint(
            model_name='decisionduty',
            constraint=models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('power',), name='decisionduty_of_power_open_once'),
        ),
        migrations.AddConstraint(
            model_name='decisionduty',
            constraint=models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('reset',), name='decisionduty_of_reset_open_once'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.RunSQL(TOGETHER, migrations.RunSQL.noop),
    ]
