"""A quarter is closed: its tasks are frozen as rows, and corrected by numbered notes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
-- A closed quarter, its rows, its log and what corrects them are never changed or deleted
-- (alerts/lamps/ledger.sql has the functions).
CREATE OR REPLACE TRIGGER closing_kept BEFORE UPDATE ON supervision_closing
  FOR EACH ROW WHEN (OLD.state = 'closed') EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER closing_never_deleted BEFORE DELETE ON supervision_closing
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER closingstep_kept BEFORE UPDATE OR DELETE ON supervision_closingstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER closedtask_kept BEFORE UPDATE OR DELETE ON supervision_closedtask
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER noteline_kept BEFORE UPDATE OR DELETE ON supervision_noteline
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER closingnote_kept BEFORE UPDATE ON supervision_closingnote
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_by_id', 'ended_at', 'ended_because');
CREATE OR REPLACE TRIGGER closingnote_never_deleted BEFORE DELETE ON supervision_closingnote
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER carriedover_kept BEFORE UPDATE ON supervision_carriedover
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_by_id', 'ended_at');
CREATE OR REPLACE TRIGGER carriedover_never_deleted BEFORE DELETE ON supervision_carriedover
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('alerts', '0018_shifts_and_outages'),
        ('responsibility', '0041_card_answers_and_summaries'),
        ('supervision', '0012_more_to_decide'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField()),
                ('quarter', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('open', 'in preparation'), ('waits', 'waits for a second person'), ('closed', 'closed')], default='open', max_length=12)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('digest', models.CharField(blank=True, default='', max_length=64)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ClosedTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_name', models.CharField(max_length=120)),
                ('post_title', models.CharField(max_length=120)),
                ('holder', models.CharField(blank=True, max_length=200)),
                ('title', models.TextField()),
                ('due_on', models.DateField()),
                ('required', models.PositiveIntegerField()),
                ('done', models.PositiveIntegerField()),
                ('lamp', models.CharField(choices=[('unlit', 'Not yet due'), ('yellow', 'Due soon'), ('green', 'Done'), ('red', 'Overdue'), ('orange', 'Late entry'), ('exempt', 'Exempt')], max_length=8)),
                ('since', models.DateTimeField()),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.category')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('role_kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.rolekind')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closed_rows', to='responsibility.task')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit')),
                ('closing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='supervision.closing')),
            ],
        ),
        migrations.CreateModel(
            name='CarriedOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('credit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried', to='responsibility.credit')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('extension', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried', to='alerts.extension')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('objection', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried', to='supervision.objection')),
                ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried', to='responsibility.task')),
                ('closing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='carried', to='supervision.closing')),
            ],
        ),
        migrations.CreateModel(
            name='ClosingNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('reason', models.CharField(max_length=500)),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_because', models.CharField(max_length=300, null=True)),
                ('closing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='supervision.closing')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ClosingStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, max_length=4000)),
                ('made_at', models.DateTimeField()),
                ('act', models.CharField(choices=[('closing.open', 'began to close the quarter'), ('closing.carry', 'carried over what is unfinished'), ('closing.uncarry', 'took back a carrying-over'), ('closing.submit', 'submitted the closing to a second person'), ('closing.take_back', 'took the submission back'), ('closing.return', 'sent the closing back'), ('closing.close', 'confirmed, and closed the quarter'), ('closing.note', 'entered a correction'), ('closing.drop_note', 'took back a correction')], max_length=24)),
                ('state', models.CharField(choices=[('open', 'in preparation'), ('waits', 'waits for a second person'), ('closed', 'closed')], max_length=12)),
                ('closing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='supervision.closing')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NoteLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was', models.CharField(choices=[('unlit', 'Not yet due'), ('yellow', 'Due soon'), ('green', 'Done'), ('red', 'Overdue'), ('orange', 'Late entry'), ('exempt', 'Exempt')], max_length=8)),
                ('becomes', models.CharField(choices=[('unlit', 'Not yet due'), ('yellow', 'Due soon'), ('green', 'Done'), ('red', 'Overdue'), ('orange', 'Late entry'), ('exempt', 'Exempt')], max_length=8)),
                ('since', models.DateTimeField()),
                ('cause', models.CharField(max_length=20)),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='supervision.closingnote')),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='supervision.closedtask')),
            ],
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.UniqueConstraint(fields=('county_id', 'year', 'quarter'), name='closing_once'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'open'), ('submitted_at', None), ('submitted_by', None)), models.Q(models.Q(('state', 'open'), _negated=True), ('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='closing_submitted_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('digest__gt', ''), ('state', 'closed'), models.Q(('closed_by', models.F('submitted_by')), _negated=True), ('closed_by__isnull', False)), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at', None), ('closed_by', None), ('digest', '')), _connector='OR'), name='closing_confirmed_by_another'),
        ),
        migrations.AddIndex(
            model_name='closedtask',
            index=models.Index(fields=['closing', 'unit'], name='closedtask_of_unit'),
        ),
        migrations.AddConstraint(
            model_name='closedtask',
            constraint=models.UniqueConstraint(fields=('closing', 'task'), name='closedtask_once'),
        ),
        migrations.AddConstraint(
            model_name='closedtask',
            constraint=models.CheckConstraint(condition=models.Q(('lamp__in', ['unlit', 'yellow', 'green', 'red', 'orange', 'exempt'])), name='closedtask_lamp_known'),
        ),
        migrations.AddConstraint(
            model_name='carriedover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('credit__isnull', True), ('extension__isnull', False), ('objection__isnull', True), ('task__isnull', True)), models.Q(('credit__isnull', True), ('extension__isnull', True), ('objection__isnull', False), ('task__isnull', True)), models.Q(('credit__isnull', False), ('extension__isnull', True), ('objection__isnull', True), ('task__isnull', True)), models.Q(('credit__isnull', True), ('extension__isnull', True), ('objection__isnull', True), ('task__isnull', False)), _connector='OR'), name='carriedover_exactly_one'),
        ),
        migrations.AddConstraint(
            model_name='carriedover',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='carriedover_says_why'),
        ),
        migrations.AddConstraint(
            model_name='carriedover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='carriedover_ended_at_iff_by'),
        ),
        migrations.AddConstraint(
            model_name='carriedover',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('closing', 'extension'), name='carriedover_extension_once'),
        ),
        migrations.AddConstraint(
            model_name='carriedover',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('closing', 'objection'), name='carriedover_objection_once'),
        ),
        migrations.AddConstraint(
            model_name='carriedover',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('closing', 'credit'), name='carriedover_credit_once'),
        ),
        migrations.AddConstraint(
            model_name='carriedover',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('closing', 'task'), name='carriedover_task_once'),
        ),
        migrations.AddConstraint(
            model_name='closingnote',
            constraint=models.UniqueConstraint(fields=('closing', 'number'), name='closingnote_number_once'),
        ),
        migrations.AddConstraint(
            model_name='closingnote',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='closingnote_says_why'),
        ),
        migrations.AddConstraint(
            model_name='closingnote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_because', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_because__gt', ''), ('ended_by__isnull', False)), _connector='OR'), name='closingnote_ended_says_why'),
        ),
        migrations.AddConstraint(
            model_name='noteline',
            constraint=models.UniqueConstraint(fields=('note', 'row'), name='noteline_once'),
        ),
        migrations.AddConstraint(
            model_name='noteline',
            constraint=models.CheckConstraint(condition=models.Q(('becomes', models.F('was')), _negated=True), name='noteline_corrects'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
