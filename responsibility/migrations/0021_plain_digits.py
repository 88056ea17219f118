"""Numbers that were stored with a full-width digit, and were delivered nowhere, with plain ones."""

from django.db import migrations

FULL_WIDTH = "".join(chr(0xFF10 + n) for n in range(10))


class Migration(migrations.Migration):
    dependencies = [("responsibility", "0020_small_pictures")]

    operations = [
        migrations.RunSQL(
            f"UPDATE responsibility_user SET phone = translate(phone, '{FULL_WIDTH}', '0123456789')"
            f" WHERE phone ~ '[{FULL_WIDTH}]'",
            migrations.RunSQL.noop,
        ),
    ]
