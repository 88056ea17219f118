"""Activities of supervision with their notes and plans, and when somebody looked last."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


KEPT = """
CREATE OR REPLACE TRIGGER activity_ended BEFORE UPDATE ON supervision_activity
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_as', 'ended_by_id', 'ended_at',
    'ended_because');
CREATE OR REPLACE TRIGGER activity_kept BEFORE DELETE ON supervision_activity
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER activityunit_kept BEFORE UPDATE OR DELETE ON supervision_activityunit
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER activitynote_ended BEFORE UPDATE ON supervision_activitynote
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_by_id', 'ended_at', 'ended_because');
CREATE OR REPLACE TRIGGER activitynote_kept BEFORE DELETE ON supervision_activitynote
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER activityplanline_dropped BEFORE UPDATE ON supervision_activityplanline
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('dropped_by_id', 'dropped_at',
    'dropped_because');
CREATE OR REPLACE TRIGGER activityplanline_kept BEFORE DELETE ON supervision_activityplanline
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER notereply_kept BEFORE UPDATE OR DELETE ON supervision_notereply
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0037_second_factor'),
        ('supervision', '0005_spot_checks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ActivityKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('code', models.CharField(max_length=24)),
                ('name', models.CharField(max_length=40)),
                ('name_en', models.CharField(blank=True, max_length=60)),
                ('position', models.PositiveSmallIntegerField()),
                ('in_use', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county_id', 'code'), name='activitykind_once')],
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('stage', models.CharField(blank=True, choices=[('decision', 'decision'), ('carrying_out', 'carrying out'), ('feedback', 'feedback'), ('evaluation', 'evaluation')], max_length=12)),
                ('happened_on', models.DateField()),
                ('place', models.CharField(blank=True, max_length=80)),
                ('text', models.TextField(max_length=2000)),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('ended_as', models.CharField(choices=[('withdrawn', 'withdrawn'), ('corrected', 'superseded by a correction')], max_length=12, null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_because', models.CharField(max_length=300, null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('files', models.ManyToManyField(related_name='activities', to='responsibility.storedfile')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('origin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later', to='supervision.activity')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='responsibility.post')),
                ('record', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.dutyrecord')),
                ('supersedes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='supervision.activity')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.activitykind')),
            ],
        ),
        migrations.CreateModel(
            name='ActivityNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(blank=True, max_length=120)),
                ('text', models.CharField(max_length=500)),
                ('face_to_face', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_because', models.CharField(max_length=300, null=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='supervision.activity')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit')),
            ],
        ),
        migrations.CreateModel(
            name='ActivityPlanLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField()),
                ('quarter', models.PositiveSmallIntegerField()),
                ('planned_on', models.DateField(null=True)),
                ('text', models.CharField(blank=True, max_length=200)),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('dropped_at', models.DateTimeField(null=True)),
                ('dropped_because', models.CharField(max_length=300, null=True)),
                ('dropped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.activitykind')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit')),
            ],
        ),
        migrations.AddField(
            model_name='activity',
            name='lines',
            field=models.ManyToManyField(related_name='activities', to='supervision.activityplanline'),
        ),
        migrations.CreateModel(
            name='ActivityUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='at_units', to='supervision.activity')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit')),
            ],
        ),
        migrations.AddField(
            model_name='activity',
            name='units',
            field=models.ManyToManyField(related_name='activities', through='supervision.ActivityUnit', to='responsibility.unit'),
        ),
        migrations.CreateModel(
            name='LastVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_at', models.DateTimeField()),
                ('before_at', models.DateTimeField(null=True)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='last_visit', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='NoteReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500)),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='supervision.activitynote')),
            ],
        ),
        migrations.AddConstraint(
            model_name='activitynote',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='activitynote_once'),
        ),
        migrations.AddConstraint(
            model_name='activitynote',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='activitynote_says_what'),
        ),
        migrations.AddConstraint(
            model_name='activitynote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_because', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_because__gt', ''), ('ended_by__isnull', False)), _connector='OR'), name='activitynote_ended_says_why'),
        ),
        migrations.AddIndex(
            model_name='activityplanline',
            index=models.Index(fields=['post', 'year', 'quarter'], name='activityplanline_of_quarter'),
        ),
        migrations.AddConstraint(
            model_name='activityplanline',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='activityplanline_once'),
        ),
        migrations.AddConstraint(
            model_name='activityplanline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dropped_at', None), ('dropped_because', None), ('dropped_by', None)), models.Q(('dropped_at__isnull', False), ('dropped_because__gt', ''), ('dropped_by__isnull', False)), _connector='OR'), name='activityplanline_dropped_says_why'),
        ),
        migrations.AddConstraint(
            model_name='activityunit',
            constraint=models.UniqueConstraint(fields=('activity', 'unit'), name='activityunit_once'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['county_id', '-happened_on'], name='activity_of_county'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['post', '-happened_on'], name='activity_of_post'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='activity_once'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='activity_says_what'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_as', None), ('ended_at', None), ('ended_because', None), ('ended_by', None)), models.Q(('ended_as__isnull', False), ('ended_at__isnull', False), ('ended_because__gt', ''), ('ended_by__isnull', False)), _connector='OR'), name='activity_ended_says_why'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('origin', None), ('supersedes', None)), models.Q(('origin__isnull', False), models.Q(('supersedes', models.F('pk')), _negated=True), models.Q(('origin', models.F('pk')), _negated=True)), _connector='OR'), name='activity_not_instead_of_itself'),
        ),
        migrations.AddConstraint(
            model_name='notereply',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='notereply_once'),
        ),
        migrations.AddConstraint(
            model_name='notereply',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='notereply_says_what'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
