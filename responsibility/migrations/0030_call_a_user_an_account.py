from django.db import migrations


class Migration(migrations.Migration):
    """What the administration calls them; nothing in the database changes."""

    dependencies = [("responsibility", "0023_accounts_and_powers")]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "ordering": ["pinyin", "pk"],
                "verbose_name": "account",
                "verbose_name_plural": "accounts",
            },
        ),
    ]
