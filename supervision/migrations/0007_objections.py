"""Objections: what is contested, who does not decide, both sides, decisions, corrections; a person's
facts: who looked, and suggestions (M002-06)."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


KEPT = """
SELECT keep_lamp_ledger('supervision_objection', 'objection');
CREATE OR REPLACE TRIGGER objection_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, year, number, task_id, demand_id, problem_id,
    close_out_id, conclusion_id, earlier_id, subject, concerned_post_id, concerned_unit_id, wish, made_by_id,
    made_at, nonce ON supervision_objection
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER objectionbar_kept BEFORE UPDATE OR DELETE ON supervision_objectionbar
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER objectionstatement_kept
  BEFORE UPDATE OR DELETE ON supervision_objectionstatement
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER objectiondecision_kept
  BEFORE UPDATE OR DELETE ON supervision_objectiondecision
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER objectioncorrection_kept
  BEFORE UPDATE OR DELETE ON supervision_objectioncorrection
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
SELECT keep_lamp_ledger('supervision_suggestion', 'suggestion');
CREATE OR REPLACE TRIGGER suggestion_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, text, made_by_id, made_at, nonce
    ON supervision_suggestion
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER suggestionanswer_kept
  BEFORE UPDATE OR DELETE ON supervision_suggestionanswer
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER factsreading_kept BEFORE UPDATE OR DELETE ON supervision_factsreading
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0039_texts_of_records'),
        ('supervision', '0006_activities'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='problemstep',
            name='act',
            field=models.CharField(choices=[('problem.enter', 'entered'), ('problem.assign_group', 'assigned to the supervising body'), ('problem.assign', 'assigned to the unit'), ('problem.decline', 'declined'), ('problem.ask', 'asked back'), ('problem.answer', 'answered'), ('problem.claim', 'claimed it'), ('problem.measure', 'laid down a measure'), ('problem.drop_measure', 'dropped a measure'), ('problem.report', 'reported on a measure'), ('problem.apply', 'applied for closing'), ('problem.verify', 'verified'), ('problem.approve', 'approved the closing'), ('problem.send_back', 'sent back'), ('problem.offer', 'asked to pass it on'), ('problem.accept', 'took it over'), ('problem.refuse', 'refused to take it over'), ('problem.look_back', 'looked back: it holds'), ('problem.reopen', 'reopened'), ('problem.withdraw', 'withdrew'), ('problem.unfounded', 'declared it unfounded on an objection'), ('problem.restore', 'let the application for closing stand again on an objection')], max_length=24),
        ),
        migrations.CreateModel(
            name='Objection',
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
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('subject', models.CharField(max_length=200)),
                ('wish', models.CharField(max_length=200)),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('close_out', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='supervision.closeout')),
                ('conclusion', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='supervision.conclusion')),
                ('concerned_post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('concerned_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit')),
                ('demand', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='supervision.demand')),
                ('earlier', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='review', to='supervision.objection')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.post')),
                ('problem', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='supervision.problem')),
                ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='responsibility.task')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ObjectionBar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('objected', 'objected'), ('concerned', 'is the person concerned'), ('made', 'made what is contested'), ('decided', 'decided on it before')], max_length=12)),
                ('objection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bars', to='supervision.objection')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ObjectionDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ruling', models.CharField(choices=[('lifted', 'upheld: it is taken back'), ('moved', 'upheld: another day holds'), ('more_time', 'upheld in part: more time is given'), ('stands', 'not upheld: it stands')], max_length=12)),
                ('reason', models.TextField(max_length=1000)),
                ('due_on', models.DateField(null=True)),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('objection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='supervision.objection')),
            ],
        ),
        migrations.CreateModel(
            name='ObjectionCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('lamp', 'lamp corrected'), ('demand', 'demand declared groundless'), ('problem', 'problem declared unfounded, its number stays'), ('closing', 'application for closing stands again'), ('conclusion', 'conclusion of a spot check lifted')], max_length=12)),
                ('subject', models.CharField(max_length=200)),
                ('address', models.CharField(max_length=120)),
                ('was', models.CharField(blank=True, choices=[('unlit', 'Not yet due'), ('yellow', 'Due soon'), ('green', 'Done'), ('red', 'Overdue'), ('orange', 'Late entry'), ('exempt', 'Exempt')], max_length=8)),
                ('becomes', models.CharField(blank=True, choices=[('unlit', 'Not yet due'), ('yellow', 'Due soon'), ('green', 'Done'), ('red', 'Overdue'), ('orange', 'Late entry'), ('exempt', 'Exempt')], max_length=8)),
                ('was_due_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='supervision.objectiondecision')),
            ],
        ),
        migrations.CreateModel(
            name='ObjectionStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('objector', 'who objects'), ('author', 'who made what is contested')], max_length=12)),
                ('text', models.TextField(max_length=2000)),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('files', models.ManyToManyField(related_name='objection_statements', to='responsibility.storedfile')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('objection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='supervision.objection')),
            ],
        ),
        migrations.CreateModel(
            name='Suggestion',
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
                ('text', models.TextField(max_length=1000)),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.post')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SuggestionAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=1000)),
                ('answered_at', models.DateTimeField()),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('suggestion', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='supervision.suggestion')),
            ],
        ),
        migrations.CreateModel(
            name='FactsReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=200)),
                ('read_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts_readings', to=settings.AUTH_USER_MODEL)),
                ('read_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('read_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-read_at'], name='factsreading_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='factsreading_has_a_purpose')],
            },
        ),
        migrations.AddIndex(
            model_name='objection',
            index=models.Index(condition=models.Q(('turns_at__isnull', False)), fields=['turns_at'], name='objection_turns'),
        ),
        migrations.AddIndex(
            model_name='objection',
            index=models.Index(fields=['post', 'late_at'], name='objection_of_post'),
        ),
        migrations.AddIndex(
            model_name='objection',
            index=models.Index(fields=['unit', 'late_at'], name='objection_of_unit'),
        ),
        migrations.AddIndex(
            model_name='objection',
            index=models.Index(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=['county_id', 'late_at'], name='objection_unfulfilled'),
        ),
        migrations.AddIndex(
            model_name='objection',
            index=models.Index(fields=['county_id', '-made_at'], name='objection_of_county'),
        ),
        migrations.AddIndex(
            model_name='objection',
            index=models.Index(fields=['concerned_unit', '-made_at'], name='objection_about_unit'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('opens_at__lte', models.F('warns_at')), ('warns_at__lt', models.F('late_at')), models.Q(('closes_at', None), ('closes_at__gte', models.F('late_at')), _connector='OR')), name='objection_instants_in_order'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('colours__in', [3, 4])), name='objection_colours_three_or_four'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('required__gt', 0)), name='objection_asks_for_something'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done__lt', models.F('required')), ('fulfilled_at', None)), models.Q(('done__gte', models.F('required')), ('fulfilled_at__isnull', False)), _connector='OR'), name='objection_fulfilled_when_done'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_since', None), ('held_until', None), ('hold', None)), models.Q(('held_since__isnull', False), ('held_until', None), ('hold', 'extension_asked')), models.Q(('held_since__isnull', False), ('held_until__isnull', False), ('hold', 'in_correction')), _connector='OR'), name='objection_hold_says_since_when'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('lamp__in', ['unlit', 'yellow', 'green', 'red', 'orange', 'exempt'])), name='objection_lamp_known'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('exempt', True), ('lamp', 'exempt')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__lt', models.F('late_at')), ('lamp', 'green')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__gte', models.F('late_at')), ('lamp', 'orange'), models.Q(('closes_at__isnull', True), ('fulfilled_at__lt', models.F('closes_at')), _connector='OR')), models.Q(('exempt', False), models.Q(('fulfilled_at__isnull', True), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('closes_at__isnull', False), ('fulfilled_at__gte', models.F('closes_at'))), _connector='OR'), models.Q(('lamp__in', ['unlit', 'yellow']), models.Q(('lamp', 'red'), models.Q(('hold__isnull', True), ('held_until__isnull', False), _connector='OR')), _connector='OR')), _connector='OR'), name='objection_lamp_agrees_with_facts'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('turns_at__isnull', True), ('turns_at__gt', models.F('lamp_since')), _connector='OR'), name='objection_turns_after_it_was_lit'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='objection_once'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(fields=('county_id', 'year', 'number'), name='objection_number_once'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('close_out__isnull', True), ('conclusion__isnull', True), ('demand__isnull', True), ('problem__isnull', True), ('task__isnull', False)), models.Q(('close_out__isnull', True), ('conclusion__isnull', True), ('demand__isnull', False), ('problem__isnull', True), ('task__isnull', True)), models.Q(('close_out__isnull', True), ('conclusion__isnull', True), ('demand__isnull', True), ('problem__isnull', False), ('task__isnull', True)), models.Q(('close_out__isnull', False), ('conclusion__isnull', True), ('demand__isnull', True), ('problem__isnull', True), ('task__isnull', True)), models.Q(('close_out__isnull', True), ('conclusion__isnull', False), ('demand__isnull', True), ('problem__isnull', True), ('task__isnull', True)), _connector='OR'), name='objection_to_exactly_one'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('post', models.F('concerned_post')), _negated=True), name='objection_decided_elsewhere'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('wish', ''), _negated=True), name='objection_says_what'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('task',), name='objection_to_task_open_once'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('demand',), name='objection_to_demand_open_once'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('problem',), name='objection_to_problem_open_once'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('close_out',), name='objection_to_close_out_open_once'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('conclusion',), name='objection_to_conclusion_open_once'),
        ),
        migrations.AddConstraint(
            model_name='objectionbar',
            constraint=models.UniqueConstraint(fields=('objection', 'person'), name='objectionbar_once'),
        ),
        migrations.AddConstraint(
            model_name='objectiondecision',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='objectiondecision_says_why'),
        ),
        migrations.AddConstraint(
            model_name='objectiondecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', False), ('ruling__in', ['moved', 'more_time'])), models.Q(models.Q(('ruling__in', ['moved', 'more_time']), _negated=True), ('due_on', None)), _connector='OR'), name='objectiondecision_names_a_day'),
        ),
        migrations.AddConstraint(
            model_name='objectionstatement',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='objectionstatement_once'),
        ),
        migrations.AddConstraint(
            model_name='objectionstatement',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='objectionstatement_says_what'),
        ),
        migrations.AddIndex(
            model_name='suggestion',
            index=models.Index(condition=models.Q(('turns_at__isnull', False)), fields=['turns_at'], name='suggestion_turns'),
        ),
        migrations.AddIndex(
            model_name='suggestion',
            index=models.Index(fields=['post', 'late_at'], name='suggestion_of_post'),
        ),
        migrations.AddIndex(
            model_name='suggestion',
            index=models.Index(fields=['unit', 'late_at'], name='suggestion_of_unit'),
        ),
        migrations.AddIndex(
            model_name='suggestion',
            index=models.Index(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=['county_id', 'late_at'], name='suggestion_unfulfilled'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('opens_at__lte', models.F('warns_at')), ('warns_at__lt', models.F('late_at')), models.Q(('closes_at', None), ('closes_at__gte', models.F('late_at')), _connector='OR')), name='suggestion_instants_in_order'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('colours__in', [3, 4])), name='suggestion_colours_three_or_four'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('required__gt', 0)), name='suggestion_asks_for_something'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done__lt', models.F('required')), ('fulfilled_at', None)), models.Q(('done__gte', models.F('required')), ('fulfilled_at__isnull', False)), _connector='OR'), name='suggestion_fulfilled_when_done'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_since', None), ('held_until', None), ('hold', None)), models.Q(('held_since__isnull', False), ('held_until', None), ('hold', 'extension_asked')), models.Q(('held_since__isnull', False), ('held_until__isnull', False), ('hold', 'in_correction')), _connector='OR'), name='suggestion_hold_says_since_when'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('lamp__in', ['unlit', 'yellow', 'green', 'red', 'orange', 'exempt'])), name='suggestion_lamp_known'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('exempt', True), ('lamp', 'exempt')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__lt', models.F('late_at')), ('lamp', 'green')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__gte', models.F('late_at')), ('lamp', 'orange'), models.Q(('closes_at__isnull', True), ('fulfilled_at__lt', models.F('closes_at')), _connector='OR')), models.Q(('exempt', False), models.Q(('fulfilled_at__isnull', True), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('closes_at__isnull', False), ('fulfilled_at__gte', models.F('closes_at'))), _connector='OR'), models.Q(('lamp__in', ['unlit', 'yellow']), models.Q(('lamp', 'red'), models.Q(('hold__isnull', True), ('held_until__isnull', False), _connector='OR')), _connector='OR')), _connector='OR'), name='suggestion_lamp_agrees_with_facts'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('turns_at__isnull', True), ('turns_at__gt', models.F('lamp_since')), _connector='OR'), name='suggestion_turns_after_it_was_lit'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='suggestion_once'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='suggestion_says_what'),
        ),
        migrations.AddConstraint(
            model_name='suggestionanswer',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='suggestionanswer_says_what'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
