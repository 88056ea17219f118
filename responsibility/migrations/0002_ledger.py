from pathlib import Path

from django.db import migrations

ROOMS = Path(__file__).resolve().parent.parent


class Migration(migrations.Migration):
    dependencies = [("alerts", "0002_ledger"), ("responsibility", "0001_house")]

    operations = [
        migrations.RunSQL((ROOMS / "tasks/ledger.sql").read_text(), migrations.RunSQL.noop),
        migrations.RunSQL((ROOMS / "records/append_only.sql").read_text(), migrations.RunSQL.noop),
    ]
