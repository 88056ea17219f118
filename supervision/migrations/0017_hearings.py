"""A quarter is heard by the standing committee: its report, notes and decisions; what leaders
instruct."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
-- A report that was laid, its notes, decisions and log are never changed or deleted, and a heard
-- hearing neither (alerts/lamps/ledger.sql has the functions).
CREATE OR REPLACE TRIGGER hearing_kept BEFORE UPDATE ON supervision_hearing
  FOR EACH ROW WHEN (OLD.state = 'heard') EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER hearing_never_deleted BEFORE DELETE ON supervision_hearing
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER hearingstep_kept BEFORE UPDATE OR DELETE ON supervision_hearingstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER laidreport_kept BEFORE UPDATE ON supervision_laidreport
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_by_id', 'ended_at', 'ended_because');
CREATE OR REPLACE TRIGGER laidreport_never_deleted BEFORE DELETE ON supervision_laidreport
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER hearingnote_kept BEFORE UPDATE ON supervision_hearingnote
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_by_id', 'ended_at', 'ended_because');
CREATE OR REPLACE TRIGGER hearingnote_never_deleted BEFORE DELETE ON supervision_hearingnote
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER hearingdecision_kept BEFORE UPDATE ON supervision_hearingdecision
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_by_id', 'ended_at', 'ended_because');
CREATE OR REPLACE TRIGGER hearingdecision_never_deleted BEFORE DELETE ON supervision_hearingdecision
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
"""

INSTRUCTIONS = """
-- What a leader instructed is never changed or deleted; taken back, it ends with a reason.
CREATE OR REPLACE TRIGGER instruction_kept BEFORE UPDATE ON supervision_instruction
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_by_id', 'ended_at', 'ended_because');
CREATE OR REPLACE TRIGGER instruction_never_deleted BEFORE DELETE ON supervision_instruction
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER instructionask_kept BEFORE UPDATE OR DELETE ON supervision_instructionask
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER instructionstep_kept
  BEFORE UPDATE OR DELETE ON supervision_instructionstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0046_card_approval'),
        ('supervision', '0016_letters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Hearing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField()),
                ('quarter', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('drafted', 'being drafted'), ('laid', 'laid before the committee'), ('heard', 'heard')], default='drafted', max_length=12)),
                ('meeting_on', models.DateField(null=True)),
                ('findings', models.TextField(blank=True, max_length=1000)),
                ('requests', models.TextField(blank=True, max_length=1000)),
                ('reasons', models.JSONField(default=dict)),
                ('opened_at', models.DateTimeField()),
                ('heard_on', models.DateField(null=True)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='HearingDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('text', models.CharField(max_length=300)),
                ('nonce', models.UUIDField()),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_because', models.CharField(max_length=300, null=True)),
                ('demands', models.ManyToManyField(related_name='decided_by_hearing', to='supervision.demand')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('hearing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='supervision.hearing')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='HearingNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('text', models.CharField(max_length=500)),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_because', models.CharField(max_length=300, null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('hearing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='supervision.hearing')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='HearingStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, max_length=4000)),
                ('made_at', models.DateTimeField()),
                ('act', models.CharField(choices=[('hearing.open', 'began the report'), ('hearing.save', 'changed the draft'), ('hearing.lay', 'laid it before the committee'), ('hearing.take_back', 'took it back'), ('hearing.note', 'entered a note'), ('hearing.drop_note', 'took a note back'), ('hearing.hear', 'recorded that it was heard'), ('hearing.decide', 'recorded a decision'), ('hearing.drop_decision', 'took a decision back')], max_length=24)),
                ('state', models.CharField(choices=[('drafted', 'being drafted'), ('laid', 'laid before the committee'), ('heard', 'heard')], max_length=12)),
                ('hearing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='supervision.hearing')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Instruction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('text', models.CharField(max_length=300)),
                ('given_on', models.DateField()),
                ('paper', models.CharField(blank=True, max_length=80)),
                ('about', models.CharField(blank=True, max_length=200)),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_because', models.CharField(max_length=300, null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('hearing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='instructions', to='supervision.hearing')),
                ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('leader_post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instructions', to='responsibility.post')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('problem', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.problem')),
                ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.task')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit')),
            ],
        ),
        migrations.CreateModel(
            name='InstructionAsk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('overall', 'overall'), ('pushing', 'pushing it on'), ('carrying', 'carrying it out')], max_length=12)),
                ('demand', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='instructed', to='supervision.demand')),
                ('instruction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asks', to='supervision.instruction')),
            ],
        ),
        migrations.CreateModel(
            name='InstructionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, max_length=4000)),
                ('made_at', models.DateTimeField()),
                ('act', models.CharField(choices=[('instruction.give', 'gave the instruction'), ('instruction.record', 'recorded it for the leader'), ('instruction.take_back', 'took it back')], max_length=24)),
                ('state', models.CharField(choices=[('open', 'being carried out'), ('answered', 'answered, to be looked at'), ('done', 'done'), ('withdrawn', 'taken back')], max_length=12)),
                ('instruction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='supervision.instruction')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LaidReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('laid_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_because', models.CharField(max_length=300, null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('hearing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='laid', to='supervision.hearing')),
                ('laid_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.UniqueConstraint(fields=('county_id', 'year', 'quarter'), name='hearing_once'),
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('heard_on__isnull', False), ('state', 'heard')), models.Q(models.Q(('state', 'heard'), _negated=True), ('heard_on', None)), _connector='OR'), name='hearing_heard_says_when'),
        ),
        migrations.AddConstraint(
            model_name='hearingdecision',
            constraint=models.UniqueConstraint(fields=('hearing', 'number'), name='hearingdecision_number_once'),
        ),
        migrations.AddConstraint(
            model_name='hearingdecision',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='hearingdecision_once'),
        ),
        migrations.AddConstraint(
            model_name='hearingdecision',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='hearingdecision_says_what'),
        ),
        migrations.AddConstraint(
            model_name='hearingdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_because', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_because__gt', ''), ('ended_by__isnull', False)), _connector='OR'), name='hearingdecision_ended_says_why'),
        ),
        migrations.AddConstraint(
            model_name='hearingnote',
            constraint=models.UniqueConstraint(fields=('hearing', 'number'), name='hearingnote_number_once'),
        ),
        migrations.AddConstraint(
            model_name='hearingnote',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='hearingnote_says_what'),
        ),
        migrations.AddConstraint(
            model_name='hearingnote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_because', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_because__gt', ''), ('ended_by__isnull', False)), _connector='OR'), name='hearingnote_ended_says_why'),
        ),
        migrations.AddIndex(
            model_name='instruction',
            index=models.Index(fields=['county_id', '-given_on'], name='instruction_of_county'),
        ),
        migrations.AddConstraint(
            model_name='instruction',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='instruction_once'),
        ),
        migrations.AddConstraint(
            model_name='instruction',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='instruction_says_what'),
        ),
        migrations.AddConstraint(
            model_name='instruction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_because', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_because__gt', ''), ('ended_by__isnull', False)), _connector='OR'), name='instruction_ended_says_why'),
        ),
        migrations.AddConstraint(
            model_name='laidreport',
            constraint=models.UniqueConstraint(fields=('hearing', 'version'), name='laidreport_version_once'),
        ),
        migrations.AddConstraint(
            model_name='laidreport',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('hearing',), name='laidreport_one_in_force'),
        ),
        migrations.AddConstraint(
            model_name='laidreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_because', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_because__gt', ''), ('ended_by__isnull', False)), _connector='OR'), name='laidreport_ended_says_why'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.RunSQL(INSTRUCTIONS, migrations.RunSQL.noop),
    ]
