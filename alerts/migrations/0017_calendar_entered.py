"""A closure has its span, its units, its basis and who entered it, and can be taken back; a
county's office enters a year's notice itself."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def entered() -> list[tuple[str, models.Field]]:
    user = {
        "null": True,
        "on_delete": django.db.models.deletion.PROTECT,
        "related_name": "+",
        "to": settings.AUTH_USER_MODEL,
    }
    return [
        ("basis", models.CharField(blank=True, default="", max_length=100)),
        ("moved", models.PositiveIntegerField(default=0)),
        ("entered_at", models.DateTimeField(null=True)),
        ("taken_back_at", models.DateTimeField(null=True)),
        ("taken_back_because", models.CharField(blank=True, default="", max_length=100)),
        ("entered_by", models.ForeignKey(**user)),
        ("taken_back_by", models.ForeignKey(**user)),
    ]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("alerts", "0016_pauses_of_a_part"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="localclosure", name="localclosure_once"),
        migrations.RenameField(model_name="localclosure", old_name="day", new_name="first_on"),
        migrations.AddField("localclosure", "last_on", models.DateField(null=True)),
        migrations.RunSQL(
            "UPDATE alerts_localclosure SET last_on = first_on", migrations.RunSQL.noop
        ),
        migrations.AlterField("localclosure", "last_on", models.DateField()),
        migrations.AddField("localclosure", "unit_ids", models.JSONField(blank=True, default=list)),
        *[migrations.AddField("localclosure", name, field) for name, field in entered()],
        migrations.AddConstraint(
            "localclosure",
            models.CheckConstraint(
                name="localclosure_in_order",
                condition=models.Q(last_on__gte=models.F("first_on")),
            ),
        ),
        migrations.AddIndex(
            "localclosure",
            models.Index(fields=["county_id", "last_on"], name="localclosure_of_county"),
        ),
        migrations.CreateModel(
            name="YearNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("county_id", models.BigIntegerField()),
                *entered(),
                ("year", models.PositiveSmallIntegerField()),
                ("version", models.PositiveSmallIntegerField()),
                ("days", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        name="yearnotice_version", fields=["county_id", "year", "version"]
                    )
                ]
            },
        ),
    ]
