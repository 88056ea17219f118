"""Versions of a list: who drafted, submitted, returned, published and closed it; kept by triggers."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
-- A published list stays as it was given out: only its closing comes, once. While it is reviewed
-- its items stay too.
CREATE OR REPLACE TRIGGER dutylist_kept BEFORE UPDATE ON responsibility_dutylist
  FOR EACH ROW WHEN (OLD.published_at IS NOT NULL)
  EXECUTE FUNCTION only_endings_change('closed_at', 'closed_by_id', 'closed_reason');
CREATE OR REPLACE TRIGGER dutylist_never_deleted BEFORE DELETE ON responsibility_dutylist
  FOR EACH ROW EXECUTE FUNCTION never_deleted();

CREATE OR REPLACE FUNCTION published_items_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched bigint[] := ARRAY[]::bigint[];
BEGIN
  IF TG_OP <> 'DELETE' THEN touched := touched || (to_jsonb(NEW) ->> TG_ARGV[0])::bigint; END IF;
  IF TG_OP <> 'INSERT' THEN touched := touched || (to_jsonb(OLD) ->> TG_ARGV[0])::bigint; END IF;
  IF TG_ARGV[0] = 'dutyitem_id' THEN
    touched := ARRAY(SELECT duty_list_id FROM responsibility_dutyitem WHERE id = ANY (touched));
  END IF;
  IF EXISTS (SELECT FROM responsibility_dutylist WHERE id = ANY (touched)
             AND (published_at IS NOT NULL OR submitted_at IS NOT NULL OR closed_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'the items of a list that is reviewed, published or closed never change';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE OR REPLACE TRIGGER dutyitem_kept BEFORE INSERT OR UPDATE OR DELETE
  ON responsibility_dutyitem FOR EACH ROW EXECUTE FUNCTION published_items_kept('duty_list_id');
CREATE OR REPLACE TRIGGER dutyitem_evidence_kept BEFORE INSERT OR UPDATE OR DELETE
  ON responsibility_dutyitem_evidence
  FOR EACH ROW EXECUTE FUNCTION published_items_kept('dutyitem_id');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0028_dispatches_taken_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='dutyitem',
            name='goal',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='dutyitem',
            name='measure',
            field=models.CharField(blank=True, db_default='', default='', max_length=500),
        ),
        migrations.AddField(
            model_name='dutyitem',
            name='warn_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='authors',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='closed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='closed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='closed_reason',
            field=models.CharField(max_length=500, null=True),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='committee',
            field=models.CharField(blank=True, db_default='', default='', max_length=80),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='document_number',
            field=models.CharField(blank=True, db_default='', default='', max_length=60),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='drafted_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='drafted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='published_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='removed',
            field=models.JSONField(blank=True, db_default=[], default=list),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='returned_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='returned_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='returned_reason',
            field=models.CharField(blank=True, db_default='', default='', max_length=500),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='source',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.dutylist'),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='submitted_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='submitted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='dutylist',
            name='year',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name='dutylist',
            constraint=models.CheckConstraint(condition=models.Q(('published_at', None), ('drafted_by', None), models.Q(('published_by__isnull', False), models.Q(('document_number', ''), _negated=True), models.Q(('committee', ''), _negated=True)), _connector='OR'), name='dutylist_published_in_full'),
        ),
        migrations.AddConstraint(
            model_name='dutylist',
            constraint=models.CheckConstraint(condition=models.Q(('published_by', None), models.Q(('authors__contains', [models.F('published_by')]), _negated=True), _connector='OR'), name='dutylist_reviewed_by_another'),
        ),
        migrations.AddConstraint(
            model_name='dutylist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True), ('closed_reason', None)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('closed_reason__isnull', False)), _connector='OR'), name='dutylist_closed_with_reason'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
