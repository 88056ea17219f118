from pathlib import Path

from django.db import migrations, models
from django.db.models import F, Q

LAMPS = Path(__file__).resolve().parent.parent / "lamps"


class Migration(migrations.Migration):
    dependencies = [("alerts", "0002_ledger")]

    operations = [
        migrations.RunSQL((LAMPS / "ledger.sql").read_text(), migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="lampturn",
            constraint=models.CheckConstraint(
                condition=Q(from_lamp__isnull=True) | ~Q(from_lamp=F("to_lamp")),
                name="lampturn_turns",
            ),
        ),
        migrations.AddField(
            model_name="sweeprun",
            name="failed",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddIndex(
            model_name="sweeprun",
            index=models.Index(fields=["-started_at"], name="sweeprun_newest"),
        ),
    ]
