"""A slot told anew keeps its first name before the text that came too late."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alerts", "0014_decisions_of_deadlines")]

    operations = [
        migrations.AlterField(
            model_name="reminder",
            name="slot",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
    ]
