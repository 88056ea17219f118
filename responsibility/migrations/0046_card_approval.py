"""Drafts of reminder cards are submitted, returned or approved, and discarded ones stay."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE OR REPLACE TRIGGER cardissue_never_deleted BEFORE DELETE ON responsibility_cardissue
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0045_notebook'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='cardissue',
            name='cardissue_edition_once',
        ),
        migrations.RemoveConstraint(
            model_name='cardissue',
            name='cardissue_one_in_hand',
        ),
        migrations.AddField(
            model_name='cardissue',
            name='discarded_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='cardissue',
            name='discarded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='cardissue',
            name='returned_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='cardissue',
            name='returned_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='cardissue',
            name='returned_reason',
            field=models.CharField(blank=True, db_default='', default='', max_length=500),
        ),
        migrations.AddField(
            model_name='cardissue',
            name='submitted_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='cardissue',
            name='submitted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='cardissue',
            constraint=models.UniqueConstraint(condition=models.Q(('discarded_at', None)), fields=('county', 'year', 'quarter_number', 'audience', 'edition'), name='cardissue_edition_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='cardissue',
            constraint=models.UniqueConstraint(condition=models.Q(('discarded_at', None), ('issued_at', None)), fields=('county', 'year', 'quarter_number', 'audience'), name='cardissue_one_in_hand', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='cardissue',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('discarded_at', None), ('discarded_by', None)), models.Q(('discarded_at__isnull', False), ('discarded_by__isnull', False), ('approved_at', None), ('issued_at', None), ('submitted_at', None)), _connector='OR'), name='cardissue_discarded_as_draft'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
