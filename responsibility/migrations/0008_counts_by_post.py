from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("responsibility", "0007_settled")]

    operations = [
        migrations.RemoveIndex(model_name="task", name="task_counts"),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                fields=["county_id", "period_start", "unit", "category"],
                include=["lamp", "opens_at", "due_on", "role_kind", "post"],
                name="task_counts",
            ),
        ),
    ]
