from pathlib import Path

from django.db import migrations

LAMPS = Path(__file__).resolve().parent.parent / "lamps"


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_ground")]

    operations = [
        migrations.RunSQL((LAMPS / "ledger.sql").read_text(), migrations.RunSQL.noop),
        migrations.RunSQL((LAMPS / "append_only.sql").read_text(), migrations.RunSQL.noop),
    ]
