from django.db import migrations


class Migration(migrations.Migration):
    """What the administration calls them; nothing in the database changes."""

    dependencies = [("responsibility", "0026_what_needs_attention")]

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
