"""Problems: what a county sorts them by, the ledger, measures, closing out (M002-17)."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


KEPT = """
SELECT keep_lamp_ledger('supervision_assignment', 'problem');
CREATE OR REPLACE TRIGGER assignment_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, problem_id, purpose, leader_id, text, made_by_id,
    made_in_id, made_at ON supervision_assignment
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER problem_kept
  BEFORE UPDATE OF county_id, year, number, source_id, type_id, severity_id, title, text, basis,
    found_on, found_by, origin, recurs_id, made_by_id, made_in_id, made_at, nonce
    ON supervision_problem
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER problem_never_deleted BEFORE DELETE ON supervision_problem
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER problemstep_kept BEFORE UPDATE OR DELETE ON supervision_problemstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER measure_dropped BEFORE UPDATE ON supervision_measure
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('dropped_by_id', 'dropped_at', 'dropped_because');
CREATE OR REPLACE TRIGGER measure_kept BEFORE DELETE ON supervision_measure
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER measurereport_kept BEFORE UPDATE OR DELETE ON supervision_measurereport
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER problemclaim_kept BEFORE UPDATE OR DELETE ON supervision_problemclaim
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER closeout_decided BEFORE UPDATE ON supervision_closeout
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('verified_by_id', 'verified_at',
    'verified_in_id', 'approved_by_id', 'approved_at', 'returned_by_id', 'returned_at');
CREATE OR REPLACE TRIGGER closeout_kept BEFORE DELETE ON supervision_closeout
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER problemtransfer_decided BEFORE UPDATE ON supervision_problemtransfer
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('accepted', 'decided_by_id', 'decided_at');
CREATE OR REPLACE TRIGGER problemtransfer_kept BEFORE DELETE ON supervision_problemtransfer
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0033_rules_for_open_tasks'),
        ('supervision', '0003_days_decided'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
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
                ('purpose', models.CharField(choices=[('supervise', 'see to it'), ('rectify', 'rectify'), ('look_back', 'look back')], max_length=12)),
                ('text', models.CharField(blank=True, max_length=500)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('leader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.post')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300)),
                ('person', models.CharField(max_length=60)),
                ('due_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('dropped_at', models.DateTimeField(null=True)),
                ('dropped_because', models.CharField(max_length=300, null=True)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='supervision.assignment')),
                ('dropped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='MeasureReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=1000)),
                ('done_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('files', models.ManyToManyField(related_name='measure_reports', to='responsibility.storedfile')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='supervision.measure')),
            ],
        ),
        migrations.CreateModel(
            name='Problem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=120)),
                ('text', models.TextField(max_length=2000)),
                ('basis', models.CharField(blank=True, max_length=200)),
                ('found_on', models.DateField()),
                ('found_by', models.CharField(blank=True, max_length=80)),
                ('origin', models.CharField(blank=True, max_length=60)),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('state', models.CharField(choices=[('found', 'to be assigned'), ('with_group', 'with the supervising body'), ('assigned', 'measures awaited'), ('rectifying', 'being rectified'), ('applied', 'to be verified'), ('verified', 'to be approved'), ('closed', 'closed out'), ('withdrawn', 'withdrawn')], default='found', max_length=12)),
                ('closed_at', models.DateTimeField(null=True)),
                ('current', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.assignment')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('offered_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit')),
                ('recurs', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recurrences', to='supervision.problem')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='problems', to='responsibility.unit')),
            ],
        ),
        migrations.AddField(
            model_name='assignment',
            name='problem',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='supervision.problem'),
        ),
        migrations.CreateModel(
            name='ProblemClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=1000)),
                ('claimed_at', models.DateTimeField()),
                ('claimed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('problem', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='supervision.problem')),
            ],
        ),
        migrations.CreateModel(
            name='ProblemStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('problem.enter', 'entered'), ('problem.assign_group', 'assigned to the supervising body'), ('problem.assign', 'assigned to the unit'), ('problem.decline', 'declined'), ('problem.ask', 'asked back'), ('problem.answer', 'answered'), ('problem.claim', 'claimed it'), ('problem.measure', 'laid down a measure'), ('problem.drop_measure', 'dropped a measure'), ('problem.report', 'reported on a measure'), ('problem.apply', 'applied for closing'), ('problem.verify', 'verified'), ('problem.approve', 'approved the closing'), ('problem.send_back', 'sent back'), ('problem.offer', 'asked to pass it on'), ('problem.accept', 'took it over'), ('problem.refuse', 'refused to take it over'), ('problem.look_back', 'looked back: it holds'), ('problem.reopen', 'reopened'), ('problem.withdraw', 'withdrew')], max_length=24)),
                ('state', models.CharField(choices=[('found', 'to be assigned'), ('with_group', 'with the supervising body'), ('assigned', 'measures awaited'), ('rectifying', 'being rectified'), ('applied', 'to be verified'), ('verified', 'to be approved'), ('closed', 'closed out'), ('withdrawn', 'withdrawn')], max_length=12)),
                ('text', models.TextField(blank=True, max_length=2000)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('problem', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='supervision.problem')),
            ],
        ),
        migrations.CreateModel(
            name='ProblemTransfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offered_at', models.DateTimeField()),
                ('accepted', models.BooleanField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='supervision.assignment')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('offered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('problem', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='supervision.problem')),
                ('to_post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('to_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('source', 'Source'), ('type', 'Type'), ('severity', 'Severity')], max_length=8)),
                ('code', models.CharField(max_length=24)),
                ('name', models.CharField(max_length=40)),
                ('name_en', models.CharField(blank=True, max_length=60)),
                ('position', models.PositiveSmallIntegerField()),
                ('in_use', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county_id', 'kind', 'code'), name='term_once')],
            },
        ),
        migrations.AddField(
            model_name='problem',
            name='severity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.term'),
        ),
        migrations.AddField(
            model_name='problem',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.term'),
        ),
        migrations.AddField(
            model_name='problem',
            name='type',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.term'),
        ),
        migrations.CreateModel(
            name='TimeLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('code', models.CharField(max_length=24)),
                ('name', models.CharField(max_length=40)),
                ('name_en', models.CharField(blank=True, max_length=60)),
                ('days', models.PositiveSmallIntegerField()),
                ('basis', models.CharField(max_length=120)),
                ('first_on', models.DateField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county_id', 'code', 'first_on'), name='timelimit_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='CloseOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000)),
                ('applied_at', models.DateTimeField()),
                ('verified_at', models.DateTimeField(null=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('returned_at', models.DateTimeField(null=True)),
                ('applied_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='close_outs', to='supervision.assignment')),
                ('returned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('verified_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('verified_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('approved_at', None), ('returned_at', None)), fields=('assignment',), name='closeout_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('verified_by', None), models.Q(('verified_by', models.F('applied_by')), _negated=True), _connector='OR'), models.Q(('approved_by', None), models.Q(models.Q(('approved_by', models.F('applied_by')), _negated=True), models.Q(('approved_by', models.F('verified_by')), _negated=True)), _connector='OR'), models.Q(('returned_by', None), models.Q(('returned_by', models.F('applied_by')), _negated=True), _connector='OR')), name='closeout_by_three_people'), models.CheckConstraint(condition=models.Q(('approved_at', None), models.Q(('returned_at', None), ('verified_at__isnull', False)), _connector='OR'), name='closeout_in_order')],
            },
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='measure_once'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dropped_at', None), ('dropped_because', None), ('dropped_by', None)), models.Q(('dropped_at__isnull', False), ('dropped_because__gt', ''), ('dropped_by__isnull', False)), _connector='OR'), name='measure_dropped_says_why'),
        ),
        migrations.AddConstraint(
            model_name='measurereport',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='measurereport_once'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('turns_at__isnull', False)), fields=['turns_at'], name='assignment_turns'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(fields=['post', 'late_at'], name='assignment_of_post'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(fields=['unit', 'late_at'], name='assignment_of_unit'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=['county_id', 'late_at'], name='assignment_unfulfilled'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('opens_at__lte', models.F('warns_at')), ('warns_at__lt', models.F('late_at')), models.Q(('closes_at', None), ('closes_at__gte', models.F('late_at')), _connector='OR')), name='assignment_instants_in_order'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('colours__in', [3, 4])), name='assignment_colours_three_or_four'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('required__gt', 0)), name='assignment_asks_for_something'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done__lt', models.F('required')), ('fulfilled_at', None)), models.Q(('done__gte', models.F('required')), ('fulfilled_at__isnull', False)), _connector='OR'), name='assignment_fulfilled_when_done'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_since', None), ('held_until', None), ('hold', None)), models.Q(('held_since__isnull', False), ('held_until', None), ('hold', 'extension_asked')), models.Q(('held_since__isnull', False), ('held_until__isnull', False), ('hold', 'in_correction')), _connector='OR'), name='assignment_hold_says_since_when'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('lamp__in', ['unlit', 'yellow', 'green', 'red', 'orange', 'exempt'])), name='assignment_lamp_known'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('exempt', True), ('lamp', 'exempt')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__lt', models.F('late_at')), ('lamp', 'green')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__gte', models.F('late_at')), ('lamp', 'orange'), models.Q(('closes_at__isnull', True), ('fulfilled_at__lt', models.F('closes_at')), _connector='OR')), models.Q(('exempt', False), models.Q(('fulfilled_at__isnull', True), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('closes_at__isnull', False), ('fulfilled_at__gte', models.F('closes_at'))), _connector='OR'), models.Q(('lamp__in', ['unlit', 'yellow']), models.Q(('lamp', 'red'), models.Q(('hold__isnull', True), ('held_until__isnull', False), _connector='OR')), _connector='OR')), _connector='OR'), name='assignment_lamp_agrees_with_facts'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('turns_at__isnull', True), ('turns_at__gt', models.F('lamp_since')), _connector='OR'), name='assignment_turns_after_it_was_lit'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('problem', 'purpose'), name='assignment_one_open'),
        ),
        migrations.AddConstraint(
            model_name='problemclaim',
            constraint=models.UniqueConstraint(fields=('problem', 'claimed_by'), name='problemclaim_once'),
        ),
        migrations.AddConstraint(
            model_name='problemtransfer',
            constraint=models.UniqueConstraint(condition=models.Q(('decided_at', None)), fields=('problem',), name='problemtransfer_one_open'),
        ),
        migrations.AddConstraint(
            model_name='problemtransfer',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('offered_by')), _negated=True), _connector='OR'), name='problemtransfer_decided_by_another'),
        ),
        migrations.AddIndex(
            model_name='problem',
            index=models.Index(fields=['county_id', '-made_at'], name='problem_of_county'),
        ),
        migrations.AddIndex(
            model_name='problem',
            index=models.Index(fields=['unit', 'state'], name='problem_of_unit'),
        ),
        migrations.AddConstraint(
            model_name='problem',
            constraint=models.UniqueConstraint(fields=('county_id', 'year', 'number'), name='problem_number_once'),
        ),
        migrations.AddConstraint(
            model_name='problem',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='problem_once'),
        ),
        migrations.AddConstraint(
            model_name='problem',
            constraint=models.UniqueConstraint(condition=models.Q(('origin', ''), _negated=True), fields=('county_id', 'source', 'origin'), name='problem_origin_once'),
        ),
        migrations.AddConstraint(
            model_name='problem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='problem_says_what'),
        ),
        migrations.AddConstraint(
            model_name='problem',
            constraint=models.CheckConstraint(condition=models.Q(('recurs', None), models.Q(('recurs', models.F('pk')), _negated=True), _connector='OR'), name='problem_recurs_not_itself'),
        ),
        migrations.AddConstraint(
            model_name='problem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at', None)), _connector='OR'), name='problem_closed_says_when'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
