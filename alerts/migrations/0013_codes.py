"""Stages, causes and kinds of alarms are codes that rooms declare: no list of them stands here."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alerts", "0012_answered")]

    operations = [
        migrations.AlterField("Alarm", "kind", models.CharField(max_length=16)),
        migrations.AlterField("LampTurn", "cause", models.CharField(max_length=20)),
        migrations.AlterField("Reminder", "stage", models.CharField(max_length=24)),
    ]
