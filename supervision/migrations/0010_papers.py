"""Papers: their rules, and of demands the numbers, the drafts, the measures and the log.

A demand of before has no number, for it never had one; its log is made from what is known.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


KEPT = """
CREATE OR REPLACE TRIGGER demand_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, whole_unit, text, made_by_id, made_in_id, made_at,
    nonce, approved_by_id, word, year, number ON supervision_demand
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER demandmeasure_dropped BEFORE UPDATE ON supervision_demandmeasure
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('dropped_by_id', 'dropped_at', 'dropped_because');
CREATE OR REPLACE TRIGGER demandmeasure_kept BEFORE DELETE ON supervision_demandmeasure
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER demanddraft_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, whole_unit, made_by_id, made_in_id, made_at, nonce
    ON supervision_demanddraft
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER demanddraft_never_deleted BEFORE DELETE ON supervision_demanddraft
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER demandstep_sent BEFORE UPDATE ON supervision_demandstep
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('demand_id');
CREATE OR REPLACE TRIGGER demandstep_kept BEFORE DELETE ON supervision_demandstep
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
"""
LOG = """
INSERT INTO supervision_demandstep (demand_id, act, state, text, made_by_id, made_in_id, made_at)
SELECT * FROM (
    SELECT id, 'demand.make' AS act, 'awaited' AS state, '' AS text, made_by_id, made_in_id,
           made_at
    FROM supervision_demand
    UNION ALL
    SELECT d.id, 'demand.reply', 'answered', r.text, r.replied_by_id, d.post_id, r.replied_at
    FROM supervision_demandreply r JOIN supervision_demand d ON d.id = r.demand_id
    UNION ALL
    SELECT d.id,
           CASE WHEN s.accepted THEN 'demand.accept' ELSE 'demand.send_back' END,
           CASE WHEN s.accepted THEN 'accepted' ELSE 'sent_back' END,
           s.reason, s.decided_by_id, d.made_in_id, s.decided_at
    FROM supervision_demanddecision s JOIN supervision_demand d ON d.id = s.demand_id
    UNION ALL
    SELECT d.id,
           CASE WHEN d.lamp_cause = 'called_off' THEN 'demand.withdraw'
                WHEN e.document <> '' THEN 'demand.groundless' ELSE 'demand.lapse' END,
           CASE WHEN d.lamp_cause = 'called_off' THEN 'withdrawn' ELSE 'groundless' END,
           e.reason,
           CASE WHEN d.lamp_cause = 'called_off' OR e.document <> '' THEN e.decided_by_id END,
           CASE WHEN d.lamp_cause = 'called_off' THEN d.made_in_id
                WHEN e.document <> '' THEN d.post_id END,
           e.decided_at
    FROM alerts_exemption e JOIN supervision_demand d ON d.id = e.deadline_id
    WHERE e.kind = 'demand' AND e.lifted_at IS NULL AND d.exempt
      AND d.lamp_cause IN ('called_off', 'demand_groundless', 'objection_upheld')
) AS known
ORDER BY made_at, act;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0039_texts_of_records'),
        ('supervision', '0009_decisions_due'),
        ('alerts', '0018_shifts_and_outages'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DemandDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('whole_unit', models.BooleanField()),
                ('text', models.CharField(max_length=500)),
                ('reply_by', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('state', models.CharField(choices=[('waits', 'to be approved'), ('returned', 'sent back to who drafted it'), ('approved', 'approved and sent'), ('discarded', 'discarded')], default='waits', max_length=12)),
            ],
        ),
        migrations.CreateModel(
            name='DemandMeasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300)),
                ('person', models.CharField(max_length=60)),
                ('due_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('dropped_at', models.DateTimeField(null=True)),
                ('dropped_because', models.CharField(max_length=300, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DemandStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, max_length=4000)),
                ('made_at', models.DateTimeField()),
                ('act', models.CharField(choices=[('demand.draft', 'drafted it'), ('demand.revise', 'changed the draft'), ('demand.return_draft', 'sent the draft back'), ('demand.approve', 'approved and sent it'), ('demand.discard', 'discarded the draft'), ('demand.make', 'sent it'), ('demand.measure', 'laid down a measure'), ('demand.drop_measure', 'dropped a measure'), ('demand.reply', 'answered'), ('demand.accept', 'accepted the answer'), ('demand.send_back', 'sent the answer back'), ('demand.withdraw', 'withdrew it'), ('demand.groundless', 'declared it groundless'), ('demand.lapse', 'ended: what it was about was taken back')], max_length=24)),
                ('state', models.CharField(choices=[('awaited', 'answer awaited'), ('sent_back', 'answer sent back'), ('overdue', 'no answer'), ('answered', 'answered, to be decided on'), ('accepted', 'accepted and closed'), ('withdrawn', 'withdrawn'), ('groundless', 'groundless'), ('not_owed', 'post closed'), ('waits', 'to be approved'), ('returned', 'sent back to who drafted it'), ('approved', 'approved and sent'), ('discarded', 'discarded')], max_length=12)),
            ],
        ),
        migrations.CreateModel(
            name='PaperRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('word', models.CharField(max_length=20)),
                ('approved', models.BooleanField()),
                ('basis', models.CharField(max_length=120)),
                ('first_on', models.DateField()),
            ],
        ),
        migrations.AddField(
            model_name='demand',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='demand',
            name='number',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='demand',
            name='word',
            field=models.CharField(blank=True, db_default='', default='', max_length=20),
        ),
        migrations.AddField(
            model_name='demand',
            name='year',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name='problemstep',
            name='text',
            field=models.TextField(blank=True, max_length=4000),
        ),
        migrations.AddConstraint(
            model_name='demand',
            constraint=models.UniqueConstraint(fields=('county_id', 'year', 'number'), name='demand_number_once'),
        ),
        migrations.AddConstraint(
            model_name='demand',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', None), ('word', ''), ('year', None)), models.Q(('number__isnull', False), ('word__gt', ''), ('year__isnull', False)), _connector='OR'), name='demand_number_in_full'),
        ),
        migrations.AddConstraint(
            model_name='demand',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('made_by')), _negated=True), _connector='OR'), name='demand_approved_by_another'),
        ),
        migrations.AddField(
            model_name='demanddraft',
            name='demand',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='supervision.demand'),
        ),
        migrations.AddField(
            model_name='demanddraft',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='demanddraft',
            name='made_in',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post'),
        ),
        migrations.AddField(
            model_name='demanddraft',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post'),
        ),
        migrations.AddField(
            model_name='demanddraft',
            name='tasks',
            field=models.ManyToManyField(related_name='demand_drafts', to='responsibility.task'),
        ),
        migrations.AddField(
            model_name='demanddraft',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit'),
        ),
        migrations.AddField(
            model_name='demandmeasure',
            name='demand',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='supervision.demand'),
        ),
        migrations.AddField(
            model_name='demandmeasure',
            name='dropped_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='demandmeasure',
            name='files',
            field=models.ManyToManyField(related_name='demand_measures', to='responsibility.storedfile'),
        ),
        migrations.AddField(
            model_name='demandmeasure',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='demandstep',
            name='demand',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='supervision.demand'),
        ),
        migrations.AddField(
            model_name='demandstep',
            name='draft',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='supervision.demanddraft'),
        ),
        migrations.AddField(
            model_name='demandstep',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='demandstep',
            name='made_in',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post'),
        ),
        migrations.AddConstraint(
            model_name='paperrule',
            constraint=models.UniqueConstraint(fields=('county_id', 'kind', 'first_on'), name='paperrule_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='paperrule',
            constraint=models.CheckConstraint(condition=models.Q(('word', ''), _negated=True), name='paperrule_has_a_word'),
        ),
        migrations.AddIndex(
            model_name='demanddraft',
            index=models.Index(fields=['county_id', '-made_at'], name='demanddraft_of_county'),
        ),
        migrations.AddConstraint(
            model_name='demanddraft',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce', 'post'), name='demanddraft_once'),
        ),
        migrations.AddConstraint(
            model_name='demanddraft',
            constraint=models.CheckConstraint(condition=models.Q(('post', models.F('made_in')), _negated=True), name='demanddraft_of_another_post'),
        ),
        migrations.AddConstraint(
            model_name='demanddraft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('demand__isnull', False), ('state', 'approved')), models.Q(models.Q(('state', 'approved'), _negated=True), ('demand', None)), _connector='OR'), name='demanddraft_approved_is_sent'),
        ),
        migrations.AddConstraint(
            model_name='demandmeasure',
            constraint=models.UniqueConstraint(fields=('made_by', 'nonce'), name='demandmeasure_once'),
        ),
        migrations.AddConstraint(
            model_name='demandmeasure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dropped_at', None), ('dropped_because', None), ('dropped_by', None)), models.Q(('dropped_at__isnull', False), ('dropped_because__gt', ''), ('dropped_by__isnull', False)), _connector='OR'), name='demandmeasure_dropped_says_why'),
        ),
        migrations.AddConstraint(
            model_name='demandstep',
            constraint=models.CheckConstraint(condition=models.Q(('draft__isnull', False), ('demand__isnull', False), _connector='OR'), name='demandstep_of_something'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.RunSQL(LOG, migrations.RunSQL.noop),
    ]
