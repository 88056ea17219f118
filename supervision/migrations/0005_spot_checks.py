"""Spot checks and draws: cases, what is owed of them, findings, conclusions (M000-16)."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


KEPT = """
SELECT keep_lamp_ledger('supervision_checkduty', 'check');
CREATE OR REPLACE TRIGGER checkduty_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, spot_check_id, purpose, made_by_id, made_in_id,
    made_at ON supervision_checkduty
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER spotcheck_kept
  BEFORE UPDATE OF county_id, year, number, record_id, post_id, unit_id, draw_id, turn, made_by_id,
    made_in_id, made_at ON supervision_spotcheck
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER spotcheck_never_deleted BEFORE DELETE ON supervision_spotcheck
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER checkstep_kept BEFORE UPDATE OR DELETE ON supervision_checkstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER finding_kept BEFORE UPDATE OR DELETE ON supervision_finding
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER checkreply_kept BEFORE UPDATE OR DELETE ON supervision_checkreply
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER conclusion_lifted BEFORE UPDATE ON supervision_conclusion
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('lifted_by_id', 'lifted_at', 'lifted_because');
CREATE OR REPLACE TRIGGER conclusion_kept BEFORE DELETE ON supervision_conclusion
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER checkdraw_drawn BEFORE UPDATE ON supervision_checkdraw
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('drawn_by_id', 'drawn_at');
CREATE OR REPLACE TRIGGER checkdraw_kept BEFORE DELETE ON supervision_checkdraw
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER drawplace_drawn BEFORE UPDATE ON supervision_drawplace
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('turn');
CREATE OR REPLACE TRIGGER drawplace_kept BEFORE DELETE ON supervision_drawplace
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0038_records_checked'),
        ('supervision', '0004_problems'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='timelimit',
            name='working',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name='CheckDraw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=60)),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
                ('size', models.PositiveSmallIntegerField()),
                ('floor', models.PositiveSmallIntegerField()),
                ('cap', models.PositiveSmallIntegerField()),
                ('draws_on', models.DateField()),
                ('seed', models.CharField(max_length=64)),
                ('seed_hash', models.CharField(max_length=64)),
                ('frame_hash', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('drawn_at', models.DateTimeField(null=True)),
                ('drawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
            ],
        ),
        migrations.CreateModel(
            name='DrawPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('turn', models.PositiveSmallIntegerField(null=True)),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='supervision.checkdraw')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.dutyrecord')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit')),
            ],
        ),
        migrations.CreateModel(
            name='SpotCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('turn', models.PositiveSmallIntegerField(null=True)),
                ('made_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('drawn', 'to be looked at'), ('asked', 'reply awaited'), ('replied', 'to be concluded'), ('correcting', 'to be made good'), ('corrected', 'made good, to be looked at again'), ('confirmed', 'confirmed'), ('untrue', 'not true')], max_length=12)),
                ('draw', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='supervision.checkdraw')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spot_checks', to='responsibility.post')),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='spot_check', to='responsibility.dutyrecord')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spot_checks', to='responsibility.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(choices=[('time', 'day and place'), ('people', 'who took part'), ('text', 'what was done'), ('evidence', 'evidence'), ('counting', 'what it counts for')], max_length=10)),
                ('text', models.CharField(max_length=600)),
                ('spot_check', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='supervision.spotcheck')),
            ],
        ),
        migrations.CreateModel(
            name='Conclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('confirmed', 'confirmed'), ('insufficient', 'insufficient'), ('untrue', 'not true')], max_length=12)),
                ('text', models.TextField(max_length=2000)),
                ('made_at', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_because', models.CharField(max_length=300, null=True)),
                ('credits', models.ManyToManyField(related_name='conclusions', to='responsibility.credit')),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conclusions', to='responsibility.dutyrecord')),
                ('spot_check', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conclusions', to='supervision.spotcheck')),
            ],
        ),
        migrations.CreateModel(
            name='CheckStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('check.drawn', 'drew it'), ('check.open', 'opened it'), ('check.find', 'stated a finding'), ('check.reply', 'replied'), ('check.conclude', 'concluded'), ('check.correct', 'reported that it is made good'), ('check.lift', 'took the conclusion back')], max_length=24)),
                ('state', models.CharField(choices=[('drawn', 'to be looked at'), ('asked', 'reply awaited'), ('replied', 'to be concluded'), ('correcting', 'to be made good'), ('corrected', 'made good, to be looked at again'), ('confirmed', 'confirmed'), ('untrue', 'not true')], max_length=12)),
                ('text', models.TextField(blank=True, max_length=4000)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('spot_check', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='supervision.spotcheck')),
            ],
        ),
        migrations.CreateModel(
            name='CheckReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000)),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('files', models.ManyToManyField(related_name='check_replies', to='responsibility.storedfile')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('spot_check', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='supervision.spotcheck')),
            ],
        ),
        migrations.CreateModel(
            name='CheckDuty',
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
                ('purpose', models.CharField(choices=[('reply', 'reply'), ('correct', 'make good'), ('conclude', 'conclude')], max_length=12)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.post')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.unit')),
                ('spot_check', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='supervision.spotcheck')),
            ],
            options={
                'verbose_name_plural': 'check duties',
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='checkdraw',
            constraint=models.UniqueConstraint(fields=('county_id', 'year', 'number'), name='checkdraw_number_once'),
        ),
        migrations.AddConstraint(
            model_name='checkdraw',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='checkdraw_once'),
        ),
        migrations.AddConstraint(
            model_name='checkdraw',
            constraint=models.CheckConstraint(condition=models.Q(('cap__gt', 0), ('cap__gte', models.F('floor')), ('last_on__gte', models.F('first_on')), ('size__gt', 0)), name='checkdraw_size_fits'),
        ),
        migrations.AddConstraint(
            model_name='checkdraw',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('drawn_at', None), ('drawn_by', None)), models.Q(('drawn_at__isnull', False), ('drawn_by__isnull', False)), _connector='OR'), name='checkdraw_drawn_says_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='drawplace',
            constraint=models.UniqueConstraint(fields=('draw', 'record'), name='drawplace_record_once'),
        ),
        migrations.AddConstraint(
            model_name='drawplace',
            constraint=models.UniqueConstraint(fields=('draw', 'turn'), name='drawplace_turn_once'),
        ),
        migrations.AddIndex(
            model_name='spotcheck',
            index=models.Index(fields=['county_id', '-made_at'], name='spotcheck_of_county'),
        ),
        migrations.AddIndex(
            model_name='spotcheck',
            index=models.Index(fields=['unit', 'state'], name='spotcheck_of_unit'),
        ),
        migrations.AddConstraint(
            model_name='spotcheck',
            constraint=models.UniqueConstraint(fields=('county_id', 'year', 'number'), name='spotcheck_number_once'),
        ),
        migrations.AddConstraint(
            model_name='spotcheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('draw', None), ('turn', None)), models.Q(('draw__isnull', False), ('turn__isnull', False)), _connector='OR'), name='spotcheck_drawn_has_a_turn'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(fields=('spot_check', 'section'), name='finding_once_a_section'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='finding_says_what'),
        ),
        migrations.AddConstraint(
            model_name='conclusion',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='conclusion_says_why'),
        ),
        migrations.AddConstraint(
            model_name='conclusion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_because', None), ('lifted_by', None)), models.Q(('lifted_at__isnull', False), ('lifted_because__gt', ''), ('lifted_by__isnull', False)), _connector='OR'), name='conclusion_lifted_says_why'),
        ),
        migrations.AddConstraint(
            model_name='checkreply',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='checkreply_once'),
        ),
        migrations.AddIndex(
            model_name='checkduty',
            index=models.Index(condition=models.Q(('turns_at__isnull', False)), fields=['turns_at'], name='checkduty_turns'),
        ),
        migrations.AddIndex(
            model_name='checkduty',
            index=models.Index(fields=['post', 'late_at'], name='checkduty_of_post'),
        ),
        migrations.AddIndex(
            model_name='checkduty',
            index=models.Index(fields=['unit', 'late_at'], name='checkduty_of_unit'),
        ),
        migrations.AddIndex(
            model_name='checkduty',
            index=models.Index(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=['county_id', 'late_at'], name='checkduty_unfulfilled'),
        ),
        migrations.AddConstraint(
            model_name='checkduty',
            constraint=models.CheckConstraint(condition=models.Q(('opens_at__lte', models.F('warns_at')), ('warns_at__lt', models.F('late_at')), models.Q(('closes_at', None), ('closes_at__gte', models.F('late_at')), _connector='OR')), name='checkduty_instants_in_order'),
        ),
        migrations.AddConstraint(
            model_name='checkduty',
            constraint=models.CheckConstraint(condition=models.Q(('colours__in', [3, 4])), name='checkduty_colours_three_or_four'),
        ),
        migrations.AddConstraint(
            model_name='checkduty',
            constraint=models.CheckConstraint(condition=models.Q(('required__gt', 0)), name='checkduty_asks_for_something'),
        ),
        migrations.AddConstraint(
            model_name='checkduty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done__lt', models.F('required')), ('fulfilled_at', None)), models.Q(('done__gte', models.F('required')), ('fulfilled_at__isnull', False)), _connector='OR'), name='checkduty_fulfilled_when_done'),
        ),
        migrations.AddConstraint(
            model_name='checkduty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_since', None), ('held_until', None), ('hold', None)), models.Q(('held_since__isnull', False), ('held_until', None), ('hold', 'extension_asked')), models.Q(('held_since__isnull', False), ('held_until__isnull', False), ('hold', 'in_correction')), _connector='OR'), name='checkduty_hold_says_since_when'),
        ),
        migrations.AddConstraint(
            model_name='checkduty',
            constraint=models.CheckConstraint(condition=models.Q(('lamp__in', ['unlit', 'yellow', 'green', 'red', 'orange', 'exempt'])), name='checkduty_lamp_known'),
        ),
        migrations.AddConstraint(
            model_name='checkduty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('exempt', True), ('lamp', 'exempt')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__lt', models.F('late_at')), ('lamp', 'green')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__gte', models.F('late_at')), ('lamp', 'orange'), models.Q(('closes_at__isnull', True), ('fulfilled_at__lt', models.F('closes_at')), _connector='OR')), models.Q(('exempt', False), models.Q(('fulfilled_at__isnull', True), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('closes_at__isnull', False), ('fulfilled_at__gte', models.F('closes_at'))), _connector='OR'), models.Q(('lamp__in', ['unlit', 'yellow']), models.Q(('lamp', 'red'), models.Q(('hold__isnull', True), ('held_until__isnull', False), _connector='OR')), _connector='OR')), _connector='OR'), name='checkduty_lamp_agrees_with_facts'),
        ),
        migrations.AddConstraint(
            model_name='checkduty',
            constraint=models.CheckConstraint(condition=models.Q(('turns_at__isnull', True), ('turns_at__gt', models.F('lamp_since')), _connector='OR'), name='checkduty_turns_after_it_was_lit'),
        ),
        migrations.AddConstraint(
            model_name='checkduty',
            constraint=models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('spot_check', 'purpose'), name='checkduty_one_open'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
