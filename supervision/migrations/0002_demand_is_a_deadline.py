"""A demand is a deadline: it has instants, a lamp and a ledger; its answers are decided on."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


# The rows must change once more; what was written of them is kept again below.
MAY_CHANGE = """
DROP TRIGGER demand_kept ON supervision_demand;
DROP TRIGGER demandreply_kept ON supervision_demandreply;
"""
# As born today: open since it was made, late at the end of its day in Shanghai, yellow from so many
# days before as the county's lamp rules said, but never for more than a third of the time.
INSTANTS = """
UPDATE supervision_demand d SET
    opens_at = d.made_at,
    lamp_since = d.made_at,
    colours = v.colours,
    late_at = v.late_at,
    warns_at = greatest(
        (d.due_on - v.warn_days)::timestamp AT TIME ZONE 'Asia/Shanghai',
        v.late_at - (v.late_at - d.made_at) / 3)
FROM (
    SELECT m.id, coalesce(s.warn_days, 7) AS warn_days, coalesce(s.colours, 4) AS colours,
           (m.due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS late_at
    FROM supervision_demand m
    LEFT JOIN responsibility_lampscheme s ON s.county_id = m.county_id
        AND s.period @> (m.made_at AT TIME ZONE 'Asia/Shanghai')::date
) v
WHERE v.id = d.id;
"""
# The ledger is written by its triggers alone: the first turns by that of a table for a moment,
# those of the answers by the demands' own, with what the clock owed before. What nobody answered
# the next sweep turns, at its true instants.
LEDGER = """
SELECT keep_lamp_ledger('supervision_demand', 'demand');
CREATE TEMPORARY TABLE demands_first_lit (
    id bigint, county_id bigint, lamp text, lamp_cause text, lamp_since timestamptz
) ON COMMIT DROP;
CREATE TRIGGER demands_first_lit AFTER INSERT ON demands_first_lit
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION lamp_first_lit('demand');
INSERT INTO demands_first_lit
SELECT id, county_id, lamp, lamp_cause, lamp_since FROM supervision_demand ORDER BY id;
DROP TABLE demands_first_lit;
UPDATE supervision_demand d SET
    done = 1,
    fulfilled_at = r.replied_at,
    lamp = CASE WHEN r.replied_at < d.late_at THEN 'green' ELSE 'orange' END,
    lamp_since = greatest(r.replied_at, d.lamp_since + interval '1 microsecond'),
    lamp_cause = 'answered'
FROM (
    SELECT demand_id, min(replied_at) AS replied_at FROM supervision_demandreply GROUP BY demand_id
) r
WHERE r.demand_id = d.id;
-- The foreign keys of rows written twice are looked at now, so that the table can still change.
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
KEPT = """
CREATE TRIGGER demand_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, whole_unit, text, made_by_id, made_in_id, made_at,
    nonce ON supervision_demand
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE TRIGGER demandreply_decided BEFORE UPDATE ON supervision_demandreply
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('decision_id');
CREATE TRIGGER demandreply_kept BEFORE DELETE ON supervision_demandreply
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE TRIGGER demanddecision_kept BEFORE UPDATE OR DELETE ON supervision_demanddecision
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('alerts', '0014_decisions_of_deadlines'),
        ('responsibility', '0018_decisions_moved'),
        ('supervision', '0001_demands'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(MAY_CHANGE, migrations.RunSQL.noop),
        migrations.RenameField("demand", "reply_by", "due_on"),
        migrations.CreateModel(
            name='DemandDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accepted', models.BooleanField()),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('decided_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='demand',
            name='closed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='demand',
            name='closes_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='demand',
            name='colours',
            field=models.PositiveSmallIntegerField(default=4),
        ),
        migrations.AddField(
            model_name='demand',
            name='done',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='demand',
            name='exempt',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='demand',
            name='fulfilled_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='demand',
            name='held_since',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='demand',
            name='held_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='demand',
            name='hold',
            field=models.CharField(choices=[('extension_asked', 'extension asked for'), ('in_correction', 'in correction')], max_length=16, null=True),
        ),
        migrations.AddField(
            model_name='demand',
            name='lamp',
            field=models.CharField(choices=[('unlit', 'Not yet due'), ('yellow', 'Due soon'), ('green', 'Done'), ('red', 'Overdue'), ('orange', 'Late entry'), ('exempt', 'Exempt')], default='unlit', max_length=8),
        ),
        migrations.AddField(
            model_name='demand',
            name='lamp_cause',
            field=models.CharField(default='created', max_length=20),
        ),
        migrations.AddField(
            model_name='demand',
            name='lamp_since',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='demand',
            name='late_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='demand',
            name='opens_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='demand',
            name='provisional',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='demand',
            name='required',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='demand',
            name='revision',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='demand',
            name='warns_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='demand',
            name='post',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.post'),
        ),
        migrations.AlterField(
            model_name='demand',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.unit'),
        ),
        migrations.AddField(
            model_name='demanddecision',
            name='decided_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='demanddecision',
            name='demand',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='supervision.demand'),
        ),
        migrations.AddField(
            model_name='demandreply',
            name='decision',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='supervision.demanddecision'),
        ),
        migrations.AddConstraint(
            model_name='demanddecision',
            constraint=models.UniqueConstraint(condition=models.Q(('accepted', True)), fields=('demand',), name='demanddecision_accepted_once'),
        ),
        migrations.AddConstraint(
            model_name='demanddecision',
            constraint=models.CheckConstraint(condition=models.Q(('accepted', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='demanddecision_says_why'),
        ),
        migrations.RunSQL(INSTANTS, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='demand',
            name='lamp_since',
            field=models.DateTimeField(),
        ),
        migrations.AlterField(
            model_name='demand',
            name='late_at',
            field=models.DateTimeField(),
        ),
        migrations.AlterField(
            model_name='demand',
            name='opens_at',
            field=models.DateTimeField(),
        ),
        migrations.AlterField(
            model_name='demand',
            name='warns_at',
            field=models.DateTimeField(),
        ),
        migrations.AddField(
            model_name='demand',
            name='turns_at',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(exempt=True, then=models.Value(None)), models.When(lamp='unlit', then=models.F('warns_at')), models.When(hold__isnull=True, lamp='yellow', then=models.F('late_at')), models.When(held_until__isnull=False, lamp='yellow', then=django.db.models.functions.comparison.Greatest(models.F('late_at'), models.F('held_until'))), default=models.Value(None), output_field=models.DateTimeField()), output_field=models.DateTimeField(null=True)),
        ),
        migrations.RunSQL(LEDGER, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='demand',
            constraint=models.CheckConstraint(condition=models.Q(('opens_at__lte', models.F('warns_at')), ('warns_at__lt', models.F('late_at')), models.Q(('closes_at', None), ('closes_at__gte', models.F('late_at')), _connector='OR')), name='demand_instants_in_order'),
        ),
        migrations.AddConstraint(
            model_name='demand',
            constraint=models.CheckConstraint(condition=models.Q(('colours__in', [3, 4])), name='demand_colours_three_or_four'),
        ),
        migrations.AddConstraint(
            model_name='demand',
            constraint=models.CheckConstraint(condition=models.Q(('required__gt', 0)), name='demand_asks_for_something'),
        ),
        migrations.AddConstraint(
            model_name='demand',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done__lt', models.F('required')), ('fulfilled_at', None)), models.Q(('done__gte', models.F('required')), ('fulfilled_at__isnull', False)), _connector='OR'), name='demand_fulfilled_when_done'),
        ),
        migrations.AddConstraint(
            model_name='demand',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_since', None), ('held_until', None), ('hold', None)), models.Q(('held_since__isnull', False), ('held_until', None), ('hold', 'extension_asked')), models.Q(('held_since__isnull', False), ('held_until__isnull', False), ('hold', 'in_correction')), _connector='OR'), name='demand_hold_says_since_when'),
        ),
        migrations.AddConstraint(
            model_name='demand',
            constraint=models.CheckConstraint(condition=models.Q(('lamp__in', ['unlit', 'yellow', 'green', 'red', 'orange', 'exempt'])), name='demand_lamp_known'),
        ),
        migrations.AddConstraint(
            model_name='demand',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('exempt', True), ('lamp', 'exempt')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__lt', models.F('late_at')), ('lamp', 'green')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__gte', models.F('late_at')), ('lamp', 'orange'), models.Q(('closes_at__isnull', True), ('fulfilled_at__lt', models.F('closes_at')), _connector='OR')), models.Q(('exempt', False), models.Q(('fulfilled_at__isnull', True), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('closes_at__isnull', False), ('fulfilled_at__gte', models.F('closes_at'))), _connector='OR'), models.Q(('lamp__in', ['unlit', 'yellow']), models.Q(('lamp', 'red'), models.Q(('hold__isnull', True), ('held_until__isnull', False), _connector='OR')), _connector='OR')), _connector='OR'), name='demand_lamp_agrees_with_facts'),
        ),
        migrations.AddConstraint(
            model_name='demand',
            constraint=models.CheckConstraint(condition=models.Q(('turns_at__isnull', True), ('turns_at__gt', models.F('lamp_since')), _connector='OR'), name='demand_turns_after_it_was_lit'),
        ),
        migrations.AddConstraint(
            model_name='demand',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at', None), models.Q(('exempt', False), ('fulfilled_at__isnull', False)), _connector='OR'), name='demand_closed_when_answered'),
        ),
        migrations.AddIndex(
            model_name='demand',
            index=models.Index(condition=models.Q(('turns_at__isnull', False)), fields=['turns_at'], name='demand_turns'),
        ),
        migrations.AddIndex(
            model_name='demand',
            index=models.Index(fields=['post', 'late_at'], name='demand_of_post'),
        ),
        migrations.AddIndex(
            model_name='demand',
            index=models.Index(fields=['unit', 'late_at'], name='demand_of_unit'),
        ),
        migrations.AddIndex(
            model_name='demand',
            index=models.Index(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=['county_id', 'late_at'], name='demand_unfulfilled'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
