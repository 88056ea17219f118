"""Why a holder returned a record; a draft for each form begun, known by the form's nonce."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEEP = """
CREATE OR REPLACE TRIGGER credit_kept BEFORE UPDATE ON responsibility_credit
  FOR EACH ROW EXECUTE FUNCTION only_endings_change(
    'counts_at', 'confirmed_at', 'confirmed_by_id', 'ended_at', 'ended_as', 'ended_by_id',
    'ended_because');
"""
NAME = """
UPDATE responsibility_draft SET nonce = gen_random_uuid();
-- The foreign key is looked at now, so that the table can be changed in the same transaction.
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("responsibility", "0021_plain_digits")]

    operations = [
        migrations.AddField(
            model_name="credit",
            name="ended_because",
            field=models.CharField(max_length=300, null=True),
        ),
        migrations.AddConstraint(
            model_name="credit",
            constraint=models.CheckConstraint(
                name="credit_because_of_declining",
                condition=models.Q(("ended_because", None), ("ended_as", "declined"), _connector="OR"),
            ),
        ),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="draft",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="drafts",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="draft", name="nonce", field=models.UUIDField(null=True)
        ),
        migrations.RunSQL(NAME, migrations.RunSQL.noop),
        migrations.AlterField(model_name="draft", name="nonce", field=models.UUIDField()),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(fields=("user", "nonce"), name="draft_of_a_form"),
        ),
    ]
