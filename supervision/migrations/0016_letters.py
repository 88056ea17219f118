"""Letters of supervision: their kinds, the letters with what is owed of them, replies, measures, log;
what of it supervisors decide by a day is read with the rest."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


KEPT = """
SELECT keep_lamp_ledger('supervision_letterduty', 'letter');
CREATE OR REPLACE TRIGGER letterduty_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, letter_id, purpose, made_by_id, made_in_id,
    made_at ON supervision_letterduty
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER letter_kept
  BEFORE UPDATE OF county_id, kind_id, unit_id, post_id, problem_id, proposed_in_id, made_in_id,
    made_by_id, made_at, nonce ON supervision_letter
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER letter_kept_once_served
  BEFORE UPDATE OF title, text, causes, asks, grade, nature, loss, effect, motive, attitude, copied,
    reply_by, approved_by_id, served_at, receipt_by, word, year, number ON supervision_letter
  FOR EACH ROW WHEN (OLD.served_at IS NOT NULL) EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER letter_never_deleted BEFORE DELETE ON supervision_letter
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER letterstep_kept BEFORE UPDATE OR DELETE ON supervision_letterstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER letterreply_kept BEFORE UPDATE OR DELETE ON supervision_letterreply
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER lettermeasure_ended BEFORE UPDATE ON supervision_lettermeasure
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('dropped_by_id', 'dropped_at',
    'dropped_because', 'done_by_id', 'done_at', 'done_text');
CREATE OR REPLACE TRIGGER lettermeasure_kept BEFORE DELETE ON supervision_lettermeasure
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
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
FROM supervision_suggestion d
UNION ALL
SELECT 'letter-' || d.id, 'letter', d.id, 'letter',
  d.county_id, d.post_id, l.unit_id, d.due_on, d.opens_at, d.warns_at, d.late_at,
  d.closes_at, d.fulfilled_at, d.hold, d.held_until, d.exempt, d.lamp, d.turns_at, d.colours
FROM supervision_letterduty d JOIN supervision_letter l ON l.id = d.letter_id
WHERE d.purpose <> 'reply';
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0046_card_approval'),
        ('supervision', '0015_talks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('code', models.CharField(max_length=12)),
                ('name', models.CharField(max_length=40)),
                ('name_en', models.CharField(blank=True, max_length=60)),
                ('position', models.PositiveSmallIntegerField()),
                ('limit', models.CharField(max_length=24)),
                ('personal', models.BooleanField()),
                ('graded', models.BooleanField()),
                ('weighs', models.BooleanField()),
                ('causes', models.BooleanField()),
                ('in_use', models.BooleanField(default=True)),
                ('issuers', models.ManyToManyField(related_name='+', to='responsibility.rolekind')),
            ],
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(blank=True, db_default='', default='', max_length=20)),
                ('year', models.PositiveSmallIntegerField(null=True)),
                ('number', models.PositiveIntegerField(null=True)),
                ('county_id', models.BigIntegerField()),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('title', models.CharField(max_length=80)),
                ('text', models.TextField(max_length=2000)),
                ('causes', models.TextField(blank=True, max_length=1000)),
                ('asks', models.TextField(max_length=1000)),
                ('grade', models.PositiveSmallIntegerField(choices=[(1, 'grade 1: a sign, remind'), (2, 'grade 2: foreseeable, warn'), (3, 'grade 3: existing, rectify')], null=True)),
                ('nature', models.CharField(blank=True, max_length=200)),
                ('loss', models.CharField(blank=True, max_length=200)),
                ('effect', models.CharField(blank=True, max_length=200)),
                ('motive', models.CharField(blank=True, max_length=200)),
                ('attitude', models.CharField(blank=True, max_length=200)),
                ('copied', models.BooleanField(default=False)),
                ('reply_by', models.DateField(null=True)),
                ('served_at', models.DateTimeField(null=True)),
                ('receipt_by', models.DateField(null=True)),
                ('received_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('draft', 'drafted'), ('submitted', 'to be approved'), ('returned', 'sent back to who drafted it'), ('discarded', 'discarded'), ('served', 'served, not signed for'), ('received', 'signed for, reply awaited'), ('replied', 'replied, to be verified'), ('insufficient', 'reply insufficient, a new one awaited'), ('verified', 'verified, measures followed'), ('closed', 'closed'), ('lifted', 'warning lifted'), ('carried_on', 'carried on by procedure'), ('withdrawn', 'withdrawn')], max_length=12)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters_made', to='responsibility.post')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='responsibility.post')),
                ('problem', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='supervision.problem')),
                ('proposed_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('received_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='responsibility.unit')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='supervision.letterkind')),
            ],
        ),
        migrations.CreateModel(
            name='LetterMeasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300)),
                ('person', models.CharField(max_length=60)),
                ('due_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('dropped_at', models.DateTimeField(null=True)),
                ('dropped_because', models.CharField(max_length=300, null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('done_text', models.CharField(max_length=300, null=True)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dropped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('files', models.ManyToManyField(related_name='letter_measures', to='responsibility.storedfile')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='supervision.letter')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LetterReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000)),
                ('own_view', models.TextField(blank=True, max_length=2000)),
                ('on_paper', models.BooleanField(default=False)),
                ('received_on', models.DateField(null=True)),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('files', models.ManyToManyField(related_name='letter_replies', to='responsibility.storedfile')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='supervision.letter')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'letter replies',
            },
        ),
        migrations.CreateModel(
            name='LetterStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, max_length=4000)),
                ('made_at', models.DateTimeField()),
                ('act', models.CharField(choices=[('letter.draft', 'drafted it'), ('letter.revise', 'changed it'), ('letter.submit', 'submitted it'), ('letter.approve', 'approved and issued it'), ('letter.return', 'sent it back'), ('letter.discard', 'discarded it'), ('letter.receive', 'signed for it'), ('letter.measure', 'laid down a measure'), ('letter.drop_measure', 'dropped a measure'), ('letter.report', 'reported a measure done'), ('letter.reply', 'replied'), ('letter.enter_reply', 'entered a reply on paper'), ('letter.accept', 'verified the reply'), ('letter.insufficient', 'found the reply insufficient'), ('letter.close', 'closed it'), ('letter.lift', 'lifted the warning'), ('letter.carry_on', 'carried it on by procedure'), ('letter.withdraw', 'withdrew it'), ('letter.reopen', 'opened it again')], max_length=24)),
                ('state', models.CharField(choices=[('draft', 'drafted'), ('submitted', 'to be approved'), ('returned', 'sent back to who drafted it'), ('discarded', 'discarded'), ('served', 'served, not signed for'), ('received', 'signed for, reply awaited'), ('replied', 'replied, to be verified'), ('insufficient', 'reply insufficient, a new one awaited'), ('verified', 'verified, measures followed'), ('closed', 'closed'), ('lifted', 'warning lifted'), ('carried_on', 'carried on by procedure'), ('withdrawn', 'withdrawn')], max_length=12)),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='supervision.letter')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LetterDuty',
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
                ('purpose', models.CharField(choices=[('approve', 'approve'), ('reply', 'reply'), ('verify', 'verify'), ('close', 'close')], max_length=12)),
                ('made_at', models.DateTimeField()),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='supervision.letter')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.post')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.unit')),
            ],
            options={
                'verbose_name_plural': 'letter duties',
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('turns_at__isnull', False)), fields=['turns_at'], name='letterduty_turns'), models.Index(fields=['post', 'late_at'], name='letterduty_of_post'), models.Index(fields=['unit', 'late_at'], name='letterduty_of_unit'), models.Index(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=['county_id', 'late_at'], name='letterduty_unfulfilled')],
                'constraints': [models.CheckConstraint(condition=models.Q(('opens_at__lte', models.F('warns_at')), ('warns_at__lt', models.F('late_at')), models.Q(('closes_at', None), ('closes_at__gte', models.F('late_at')), _connector='OR')), name='letterduty_instants_in_order'), models.CheckConstraint(condition=models.Q(('colours__in', [3, 4])), name='letterduty_colours_three_or_four'), models.CheckConstraint(condition=models.Q(('required__gt', 0)), name='letterduty_asks_for_something'), models.CheckConstraint(condition=models.Q(models.Q(('done__lt', models.F('required')), ('fulfilled_at', None)), models.Q(('done__gte', models.F('required')), ('fulfilled_at__isnull', False)), _connector='OR'), name='letterduty_fulfilled_when_done'), models.CheckConstraint(condition=models.Q(models.Q(('held_since', None), ('held_until', None), ('hold', None)), models.Q(('held_since__isnull', False), ('held_until', None), ('hold', 'extension_asked')), models.Q(('held_since__isnull', False), ('held_until__isnull', False), ('hold', 'in_correction')), _connector='OR'), name='letterduty_hold_says_since_when'), models.CheckConstraint(condition=models.Q(('lamp__in', ['unlit', 'yellow', 'green', 'red', 'orange', 'exempt'])), name='letterduty_lamp_known'), models.CheckConstraint(condition=models.Q(models.Q(('exempt', True), ('lamp', 'exempt')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__lt', models.F('late_at')), ('lamp', 'green')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__gte', models.F('late_at')), ('lamp', 'orange'), models.Q(('closes_at__isnull', True), ('fulfilled_at__lt', models.F('closes_at')), _connector='OR')), models.Q(('exempt', False), models.Q(('fulfilled_at__isnull', True), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('closes_at__isnull', False), ('fulfilled_at__gte', models.F('closes_at'))), _connector='OR'), models.Q(('lamp__in', ['unlit', 'yellow']), models.Q(('lamp', 'red'), models.Q(('hold__isnull', True), ('held_until__isnull', False), _connector='OR')), _connector='OR')), _connector='OR'), name='letterduty_lamp_agrees_with_facts'), models.CheckConstraint(condition=models.Q(('turns_at__isnull', True), ('turns_at__gt', models.F('lamp_since')), _connector='OR'), name='letterduty_turns_after_it_was_lit'), models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('letter', 'purpose'), name='letterduty_one_open')],
            },
        ),
        migrations.AddConstraint(
            model_name='letterkind',
            constraint=models.UniqueConstraint(fields=('county_id', 'code'), name='letterkind_once'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['county_id', '-made_at'], name='letter_of_county'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['unit', 'state'], name='letter_of_unit'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(fields=('county_id', 'kind', 'year', 'number'), name='letter_number_once'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', None), ('word', ''), ('year', None)), models.Q(('number__isnull', False), ('word__gt', ''), ('year__isnull', False)), _connector='OR'), name='letter_number_in_full'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='letter_once'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('post', models.F('made_in')), _negated=True), models.Q(('post', models.F('proposed_in')), _negated=True)), name='letter_to_another_post'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('made_by')), _negated=True), _connector='OR'), name='letter_approved_by_another'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('served_at', None), ('state__in', ['discarded', 'draft', 'returned', 'submitted'])), models.Q(models.Q(('state__in', ['discarded', 'draft', 'returned', 'submitted']), _negated=True), ('served_at__isnull', False)), _connector='OR'), name='letter_served_or_not'),
        ),
        migrations.AddConstraint(
            model_name='lettermeasure',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='lettermeasure_once'),
        ),
        migrations.AddConstraint(
            model_name='lettermeasure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dropped_at', None), ('dropped_because', None), ('dropped_by', None)), models.Q(('dropped_at__isnull', False), ('dropped_because__gt', ''), ('dropped_by__isnull', False)), _connector='OR'), name='lettermeasure_dropped_says_why'),
        ),
        migrations.AddConstraint(
            model_name='lettermeasure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at', None), ('done_by', None), ('done_text', None)), models.Q(('done_at__isnull', False), ('done_by__isnull', False), ('done_text__gt', '')), _connector='OR'), name='lettermeasure_done_says_what'),
        ),
        migrations.AddConstraint(
            model_name='letterreply',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='letterreply_once'),
        ),
        migrations.AddConstraint(
            model_name='letterreply',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='letterreply_says_what'),
        ),
        migrations.AddConstraint(
            model_name='letterreply',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('on_paper', False), ('received_on', None)), models.Q(('on_paper', True), ('received_on__isnull', False)), _connector='OR'), name='letterreply_on_paper_has_a_day'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.RunSQL(TOGETHER, migrations.RunSQL.noop),
    ]
