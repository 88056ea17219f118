"""Whoever demands an answer names its day: it does not follow the calendar."""

from django.db import migrations, models

DECIDED = "UPDATE supervision_demand SET day_decided = true, provisional = false;"


class Migration(migrations.Migration):
    dependencies = [("supervision", "0002_demand_is_a_deadline")]

    operations = [
        migrations.AddField(
            "demand", "day_decided", models.BooleanField(db_default=False, default=False)
        ),
        migrations.RunSQL(DECIDED, migrations.RunSQL.noop),
    ]
