"""A draft says how often it was saved, and from which page last: no older one overwrites it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("responsibility", "0041_card_answers_and_summaries")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="version",
            field=models.PositiveIntegerField(default=1, db_default=1),
        ),
        migrations.AddField(
            model_name="draft", name="page", field=models.UUIDField(null=True)
        ),
    ]
