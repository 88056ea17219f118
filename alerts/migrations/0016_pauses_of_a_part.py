"""A pause concerns a channel, one county's messages, or one version of a template; a slot told
anew keeps its first name before the text that came too late."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alerts", "0015_requests_have_a_day")]

    operations = [
        migrations.AlterField(
            model_name="reminder",
            name="slot",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.RenameField(model_name="channelpause", old_name="channel", new_name="key"),
        migrations.AlterField(
            model_name="channelpause",
            name="key",
            field=models.SlugField(max_length=60, primary_key=True, serialize=False),
        ),
        migrations.AddField(
            model_name="channelpause",
            name="channel",
            field=models.CharField(default="", max_length=12),
            preserve_default=False,
        ),
        migrations.RunSQL("UPDATE alerts_channelpause SET channel = key", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="channelpause", name="county_id", field=models.BigIntegerField(null=True)
        ),
        migrations.AddField(
            model_name="channelpause",
            name="template",
            field=models.CharField(blank=True, default="", max_length=24),
        ),
        migrations.AddField(
            model_name="channelpause",
            name="version",
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]
