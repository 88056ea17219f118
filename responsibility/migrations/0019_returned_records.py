"""Why a holder returned a record."""

from django.db import migrations, models

KEEP = """
CREATE OR REPLACE TRIGGER credit_kept BEFORE UPDATE ON responsibility_credit
  FOR EACH ROW EXECUTE FUNCTION only_endings_change(
    'counts_at', 'confirmed_at', 'confirmed_by_id', 'ended_at', 'ended_as', 'ended_by_id',
    'ended_because');
"""


class Migration(migrations.Migration):
    dependencies = [("responsibility", "0018_decisions_moved")]

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
    ]
