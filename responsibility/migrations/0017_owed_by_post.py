"""A task's post and unit come from what is true of everything a post owes; no column changes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("responsibility", "0016_codes")]

    operations = [
        migrations.AlterField(
            model_name="task",
            name="post",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="responsibility.post",
            ),
        ),
        migrations.AlterField(
            model_name="task",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="responsibility.unit",
            ),
        ),
    ]
