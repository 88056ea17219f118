"""A change of the lamp rules says why, and may be applied to what is open on its first day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("responsibility", "0032_announcements_and_withdrawals"),
    ]

    operations = [
        migrations.AddField(
            "lampscheme",
            "reason",
            models.CharField(blank=True, db_default="", default="", max_length=100),
        ),
        migrations.AddField(
            "lampscheme", "for_open", models.BooleanField(db_default=False, default=False)
        ),
        migrations.AddField("lampscheme", "foreseen", models.PositiveIntegerField(null=True)),
        migrations.AddField("lampscheme", "applied_at", models.DateTimeField(null=True)),
        migrations.AddField("lampscheme", "turned", models.PositiveIntegerField(null=True)),
    ]
