from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("responsibility", "0023_accounts_and_powers"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="later_joiners",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="task",
            name="owed_from",
            field=models.DateField(null=True),
        ),
    ]
