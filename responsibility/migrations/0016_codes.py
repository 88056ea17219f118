"""Causes are codes that rooms declare: no list of them stands here."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("responsibility", "0015_body_grants")]

    operations = [
        migrations.AlterField(
            "Task", "lamp_cause", models.CharField(default="created", max_length=20)
        ),
    ]
