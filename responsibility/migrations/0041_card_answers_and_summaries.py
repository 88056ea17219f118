"""Lines of reminder cards are answered; each card has a quarterly summary with a lamp."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


KEPT = """
SELECT keep_lamp_ledger('responsibility_cardsummary', 'cardsummary');
CREATE OR REPLACE TRIGGER cardsummary_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, card_id ON responsibility_cardsummary
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER summaryconfirmation_taken_back
  BEFORE UPDATE ON responsibility_summaryconfirmation
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('taken_back_at', 'taken_back_because');
CREATE OR REPLACE TRIGGER summaryconfirmation_kept
  BEFORE DELETE ON responsibility_summaryconfirmation
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER cardanswer_kept BEFORE UPDATE OR DELETE ON responsibility_cardanswer
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0040_kinds_of_records'),
    ]

    operations = [
        migrations.CreateModel(
            name='CardSummary',
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
                ('figure', models.CharField(blank=True, default='', max_length=40)),
                ('figure_before', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('figure_after', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('text', models.TextField(blank=True, default='', max_length=4000)),
                ('rule_made', models.CharField(blank=True, default='', max_length=120)),
                ('outcome', models.CharField(blank=True, default='', max_length=500)),
                ('edition', models.PositiveIntegerField(default=0)),
                ('written_at', models.DateTimeField(null=True)),
                ('card', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='summary', to='responsibility.remindercard')),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.post')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='responsibility.unit')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'card summaries',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SummaryConfirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figure', models.CharField(blank=True, default='', max_length=40)),
                ('figure_before', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('figure_after', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('text', models.TextField(blank=True, default='', max_length=4000)),
                ('rule_made', models.CharField(blank=True, default='', max_length=120)),
                ('outcome', models.CharField(blank=True, default='', max_length=500)),
                ('confirmed_at', models.DateTimeField()),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('taken_back_because', models.CharField(max_length=300, null=True)),
                ('confirmed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('summary', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='responsibility.cardsummary')),
            ],
        ),
        migrations.CreateModel(
            name='CardAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figure', models.CharField(blank=True, default='', max_length=40)),
                ('figure_before', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('figure_after', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('text', models.CharField(blank=True, default='', max_length=300)),
                ('answered_at', models.DateTimeField()),
                ('nonce', models.UUIDField()),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='responsibility.remindercardline')),
                ('record', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='card_answers', to='responsibility.dutyrecord')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('figure', ''), ('figure_after', None), ('figure_before', None)), models.Q(models.Q(('figure', ''), _negated=True), ('figure_after__isnull', False), ('figure_before__isnull', False)), _connector='OR'), name='cardanswer_figure_whole'), models.UniqueConstraint(fields=('answered_by', 'nonce'), name='cardanswer_once'), models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('figure', ''), _negated=True), ('record__isnull', False), _connector='OR'), name='cardanswer_says_something')],
            },
        ),
        migrations.AddIndex(
            model_name='cardsummary',
            index=models.Index(condition=models.Q(('turns_at__isnull', False)), fields=['turns_at'], name='cardsummary_turns'),
        ),
        migrations.AddIndex(
            model_name='cardsummary',
            index=models.Index(fields=['post', 'late_at'], name='cardsummary_of_post'),
        ),
        migrations.AddIndex(
            model_name='cardsummary',
            index=models.Index(fields=['unit', 'late_at'], name='cardsummary_of_unit'),
        ),
        migrations.AddIndex(
            model_name='cardsummary',
            index=models.Index(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=['county_id', 'late_at'], name='cardsummary_unfulfilled'),
        ),
        migrations.AddConstraint(
            model_name='cardsummary',
            constraint=models.CheckConstraint(condition=models.Q(('opens_at__lte', models.F('warns_at')), ('warns_at__lt', models.F('late_at')), models.Q(('closes_at', None), ('closes_at__gte', models.F('late_at')), _connector='OR')), name='cardsummary_instants_in_order'),
        ),
        migrations.AddConstraint(
            model_name='cardsummary',
            constraint=models.CheckConstraint(condition=models.Q(('colours__in', [3, 4])), name='cardsummary_colours_three_or_four'),
        ),
        migrations.AddConstraint(
            model_name='cardsummary',
            constraint=models.CheckConstraint(condition=models.Q(('required__gt', 0)), name='cardsummary_asks_for_something'),
        ),
        migrations.AddConstraint(
            model_name='cardsummary',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done__lt', models.F('required')), ('fulfilled_at', None)), models.Q(('done__gte', models.F('required')), ('fulfilled_at__isnull', False)), _connector='OR'), name='cardsummary_fulfilled_when_done'),
        ),
        migrations.AddConstraint(
            model_name='cardsummary',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_since', None), ('held_until', None), ('hold', None)), models.Q(('held_since__isnull', False), ('held_until', None), ('hold', 'extension_asked')), models.Q(('held_since__isnull', False), ('held_until__isnull', False), ('hold', 'in_correction')), _connector='OR'), name='cardsummary_hold_says_since_when'),
        ),
        migrations.AddConstraint(
            model_name='cardsummary',
            constraint=models.CheckConstraint(condition=models.Q(('lamp__in', ['unlit', 'yellow', 'green', 'red', 'orange', 'exempt'])), name='cardsummary_lamp_known'),
        ),
        migrations.AddConstraint(
            model_name='cardsummary',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('exempt', True), ('lamp', 'exempt')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__lt', models.F('late_at')), ('lamp', 'green')), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('fulfilled_at__gte', models.F('late_at')), ('lamp', 'orange'), models.Q(('closes_at__isnull', True), ('fulfilled_at__lt', models.F('closes_at')), _connector='OR')), models.Q(('exempt', False), models.Q(('fulfilled_at__isnull', True), models.Q(('exempt', False), ('fulfilled_at__isnull', False), ('closes_at__isnull', False), ('fulfilled_at__gte', models.F('closes_at'))), _connector='OR'), models.Q(('lamp__in', ['unlit', 'yellow']), models.Q(('lamp', 'red'), models.Q(('hold__isnull', True), ('held_until__isnull', False), _connector='OR')), _connector='OR')), _connector='OR'), name='cardsummary_lamp_agrees_with_facts'),
        ),
        migrations.AddConstraint(
            model_name='cardsummary',
            constraint=models.CheckConstraint(condition=models.Q(('turns_at__isnull', True), ('turns_at__gt', models.F('lamp_since')), _connector='OR'), name='cardsummary_turns_after_it_was_lit'),
        ),
        migrations.AddConstraint(
            model_name='cardsummary',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('figure', ''), ('figure_after', None), ('figure_before', None)), models.Q(models.Q(('figure', ''), _negated=True), ('figure_after__isnull', False), ('figure_before__isnull', False)), _connector='OR'), name='cardsummary_figure_whole'),
        ),
        migrations.AddConstraint(
            model_name='summaryconfirmation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('figure', ''), ('figure_after', None), ('figure_before', None)), models.Q(models.Q(('figure', ''), _negated=True), ('figure_after__isnull', False), ('figure_before__isnull', False)), _connector='OR'), name='summaryconfirmation_figure_whole'),
        ),
        migrations.AddConstraint(
            model_name='summaryconfirmation',
            constraint=models.UniqueConstraint(condition=models.Q(('taken_back_at', None)), fields=('summary',), name='summaryconfirmation_one_stands'),
        ),
        migrations.AddConstraint(
            model_name='summaryconfirmation',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='summaryconfirmation_says_what'),
        ),
        migrations.AddConstraint(
            model_name='summaryconfirmation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at', None), ('taken_back_because', None)), models.Q(('taken_back_at__gte', models.F('confirmed_at')), ('taken_back_because__gt', '')), _connector='OR'), name='summaryconfirmation_taken_back_says_why'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
