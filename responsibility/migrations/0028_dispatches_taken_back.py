"""Dispatches wait, are taken back, changed and given out again, each with its step."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What was given out before went out at once.
CARRY = """
UPDATE responsibility_dispatch SET goes_at = dispatched_at, sent_at = dispatched_at;
INSERT INTO responsibility_dispatch_posts (dispatch_id, post_id)
SELECT DISTINCT dispatch_id, post_id FROM responsibility_task WHERE dispatch_id IS NOT NULL;
INSERT INTO responsibility_dispatchstep
    (dispatch_id, step, by_id, at, tasks, reason, before, after)
SELECT d.id, 'given', d.dispatched_by_id, d.dispatched_at,
       (SELECT count(*) FROM responsibility_task t WHERE t.dispatch_id = d.id), '', '',
       d.due_on::text
FROM responsibility_dispatch d;
INSERT INTO responsibility_dispatchstep
    (dispatch_id, step, by_id, at, tasks, reason, before, after)
SELECT dispatch_id, 'sent', by_id, at, tasks, '', '', '' FROM responsibility_dispatchstep;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""

KEPT = """
CREATE OR REPLACE TRIGGER dispatchstep_kept BEFORE UPDATE OR DELETE ON responsibility_dispatchstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("responsibility", "0027_call_a_user_an_account"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="dispatch",
            name="goes_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dispatch",
            name="sent_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dispatch",
            name="taken_back_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dispatch",
            name="posts",
            field=models.ManyToManyField(related_name="+", to="responsibility.post"),
        ),
        migrations.CreateModel(
            name="DispatchStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("given", "gave it out"),
                            ("sent", "it went out"),
                            ("day_moved", "moved the deadline"),
                            ("text_changed", "changed the explanation"),
                            ("taken_back", "took it back"),
                            ("missed", "did not send it before its deadline"),
                            ("given_again", "gave it out again"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("tasks", models.PositiveIntegerField()),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dispatch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="responsibility.dispatch",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(CARRY, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="dispatch",
            name="goes_at",
            field=models.DateTimeField(),
        ),
        migrations.AddIndex(
            model_name="dispatch",
            index=models.Index(
                condition=models.Q(("sent_at", None), ("taken_back_at", None)),
                fields=["goes_at"],
                name="dispatch_waits",
            ),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
