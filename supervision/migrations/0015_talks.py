"""Talks: the case, who talks with whom, what is owed of it, who reads it; prompts for talks."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


KEPT = """-- What is owed of talks turns with its ledger; what was planned, written, signed, reported is never
-- changed or deleted (alerts/lamps/ledger.sql has the functions).
SELECT keep_lamp_ledger('supervision_talkduty', 'talk');
CREATE OR REPLACE TRIGGER talkduty_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, talk_id, prompt_id, person_id, purpose, text,
    made_by_id, made_in_id, made_at ON supervision_talkduty
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER talk_kept
  BEFORE UPDATE OF county_id, year, number, kind_id, unit_id, purpose, place, made_by_id,
    made_in_id, made_at, nonce ON supervision_talk
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER talk_never_deleted BEFORE DELETE ON supervision_talk
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER talker_noted BEFORE UPDATE ON supervision_talker
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('present');
CREATE OR REPLACE TRIGGER talker_kept BEFORE DELETE ON supervision_talker
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER talkperson_settled BEFORE UPDATE ON supervision_talkperson
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('view', 'disagrees', 'signed_at',
    'refused_because', 'refused_at', 'refused_by_id', 'record_id');
CREATE OR REPLACE TRIGGER talkperson_kept BEFORE DELETE ON supervision_talkperson
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER talkclaim_entered BEFORE UPDATE ON supervision_talkclaim
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('problem_id');
CREATE OR REPLACE TRIGGER talkclaim_kept BEFORE DELETE ON supervision_talkclaim
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER talkrecord_kept BEFORE UPDATE OR DELETE ON supervision_talkrecord
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER talkstep_kept BEFORE UPDATE OR DELETE ON supervision_talkstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER requirementreply_judged BEFORE UPDATE ON supervision_requirementreply
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('accepted', 'judged_by_id', 'judged_at',
    'judged_because');
CREATE OR REPLACE TRIGGER requirementreply_kept BEFORE DELETE ON supervision_requirementreply
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER talkgrant_ended BEFORE UPDATE ON supervision_talkgrant
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_at');
CREATE OR REPLACE TRIGGER talkgrant_kept BEFORE DELETE ON supervision_talkgrant
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER talkreading_kept BEFORE UPDATE OR DELETE ON supervision_talkreading
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER talkprompt_kept
  BEFORE UPDATE OF county_id, user_id, post_id, unit_id, opened_at ON supervision_talkprompt
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER talkprompt_never_deleted BEFORE DELETE ON supervision_talkprompt
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER promptred_kept BEFORE DELETE ON supervision_promptred
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("responsibility", "0046_card_approval"),
        ("supervision", "0014_approval_of_cards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Talk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("county_id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("purpose", models.TextField(max_length=500)),
                ("planned_on", models.DateField()),
                ("place", models.CharField(blank=True, max_length=60)),
                ("made_at", models.DateTimeField()),
                ("nonce", models.UUIDField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("held", "to be signed"),
                            ("following", "following up"),
                            ("closed", "closed"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="responsibility.talkkind",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="responsibility.post",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="talks",
                        to="responsibility.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TalkDuty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("county_id", models.BigIntegerField()),
                ("due_on", models.DateField()),
                ("opens_at", models.DateTimeField()),
                ("warns_at", models.DateTimeField()),
                ("late_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField(null=True)),
                ("provisional", models.BooleanField(default=False)),
                ("day_decided", models.BooleanField(db_default=False, default=False)),
                ("colours", models.PositiveSmallIntegerField(default=4)),
                ("required", models.PositiveIntegerField(default=1)),
                ("done", models.PositiveIntegerField(default=0)),
                ("fulfilled_at", models.DateTimeField(null=True)),
                (
                    "hold",
                    models.CharField(
                        choices=[
                            ("extension_asked", "extension asked for"),
                            ("in_correction", "in correction"),
                        ],
                        max_length=16,
                        null=True,
                    ),
                ),
                ("held_since", models.DateTimeField(null=True)),
                ("held_until", models.DateTimeField(null=True)),
                ("exempt", models.BooleanField(default=False)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "lamp",
                    models.CharField(
                        choices=[
                            ("unlit", "Not yet due"),
                            ("yellow", "Due soon"),
                            ("green", "Done"),
                            ("red", "Overdue"),
                            ("orange", "Late entry"),
                            ("exempt", "Exempt"),
                        ],
                        default="unlit",
                        max_length=8,
                    ),
                ),
                ("lamp_since", models.DateTimeField()),
                ("lamp_cause", models.CharField(default="created", max_length=20)),
                (
                    "turns_at",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(exempt=True, then=models.Value(None)),
                            models.When(lamp="unlit", then=models.F("warns_at")),
                            models.When(hold__isnull=True, lamp="yellow", then=models.F("late_at")),
                            models.When(
                                held_until__isnull=False,
                                lamp="yellow",
                                then=django.db.models.functions.comparison.Greatest(
                                    models.F("late_at"), models.F("held_until")
                                ),
                            ),
                            default=models.Value(None),
                            output_field=models.DateTimeField(),
                        ),
                        output_field=models.DateTimeField(null=True),
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("decide", "decide about a talk"),
                            ("hold", "hold the talk"),
                            ("meet", "meet a requirement"),
                            ("verify", "verify a requirement"),
                            ("look_back", "look back at the talk"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="responsibility.post",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="responsibility.post",
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="supervision.talk",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="responsibility.unit",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "talk duties",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RequirementReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=1000)),
                ("made_at", models.DateTimeField()),
                ("nonce", models.UUIDField()),
                ("accepted", models.BooleanField(null=True)),
                ("judged_at", models.DateTimeField(null=True)),
                ("judged_because", models.TextField(max_length=300, null=True)),
                (
                    "judged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="supervision.talkduty",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Talker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("present", models.BooleanField(null=True)),
                (
                    "talk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="talkers",
                        to="supervision.talk",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TalkGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_on", models.DateField()),
                ("basis", models.CharField(max_length=120)),
                ("given_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="supervision.talk",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TalkPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("view", models.TextField(max_length=1000, null=True)),
                ("disagrees", models.BooleanField(null=True)),
                ("signed_at", models.DateTimeField(null=True)),
                ("refused_because", models.TextField(max_length=300, null=True)),
                ("refused_at", models.DateTimeField(null=True)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="responsibility.post",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="responsibility.dutyrecord",
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="persons",
                        to="supervision.talk",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="talkduty",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requirements",
                to="supervision.talkperson",
            ),
        ),
        migrations.CreateModel(
            name="TalkClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                (
                    "problem",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="supervision.problem",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="supervision.talkperson",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TalkPrompt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("county_id", models.BigIntegerField()),
                ("opened_at", models.DateTimeField()),
                (
                    "ended_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("talk", "a talk is held"),
                            ("merged", "taken up in another talk"),
                            ("not_needed", "no talk needed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("ended_because", models.CharField(blank=True, max_length=300)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="responsibility.post",
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prompts",
                        to="supervision.talk",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="responsibility.unit",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="talkduty",
            name="prompt",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="duties",
                to="supervision.talkprompt",
            ),
        ),
        migrations.CreateModel(
            name="PromptRed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="responsibility.task",
                    ),
                ),
                (
                    "prompt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reds",
                        to="supervision.talkprompt",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TalkReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=200)),
                ("read_at", models.DateTimeField()),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="supervision.talkgrant",
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TalkRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("happened_on", models.DateField()),
                ("place", models.CharField(blank=True, max_length=60)),
                ("text", models.TextField(max_length=4000)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="responsibility.dutyrecord",
                    ),
                ),
                (
                    "talk",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="written",
                        to="supervision.talk",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TalkStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=4000)),
                ("made_at", models.DateTimeField()),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("talk.plan", "planned it"),
                            ("talk.brief", "opened the brief"),
                            ("talk.put_off", "put it off to another day"),
                            ("talk.hold", "talked"),
                            ("talk.cancel", "cancelled it"),
                            ("talk.sign", "signed"),
                            ("talk.refusal", "noted that the signature was refused"),
                            ("talk.require", "added a requirement"),
                            ("talk.drop", "dropped a requirement"),
                            ("talk.reply", "reported on a requirement"),
                            ("talk.accept", "found a requirement met"),
                            ("talk.send_back", "sent a report back"),
                            ("talk.enter", "entered what was brought up as a problem"),
                            ("talk.close", "closed it"),
                            ("talk.reopen", "took it up again"),
                            ("talk.look_back", "looked back"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("held", "to be signed"),
                            ("following", "following up"),
                            ("closed", "closed"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="responsibility.post",
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="supervision.talk",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TalkTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("by_head", models.BooleanField()),
                ("several", models.BooleanField()),
                ("person_reads", models.BooleanField()),
                ("briefings", models.BooleanField()),
                (
                    "kind",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="responsibility.talkkind",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="talk",
            index=models.Index(fields=["county_id", "-made_at"], name="talk_of_county"),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.UniqueConstraint(
                fields=("county_id", "year", "number"), name="talk_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.UniqueConstraint(fields=("made_by", "nonce"), name="talk_once"),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose", ""), _negated=True), name="talk_says_what_for"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementreply",
            constraint=models.UniqueConstraint(
                fields=("made_by", "nonce"), name="requirementreply_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementreply",
            constraint=models.UniqueConstraint(
                condition=models.Q(("accepted", None)),
                fields=("duty",),
                name="requirementreply_one_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementreply",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="requirementreply_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="talker",
            constraint=models.UniqueConstraint(fields=("talk", "user"), name="talker_once"),
        ),
        migrations.AddConstraint(
            model_name="talkgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(("user", models.F("given_by")), _negated=True),
                name="talkgrant_to_another_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis", ""), _negated=True), name="talkgrant_says_why"
            ),
        ),
        migrations.AddIndex(
            model_name="talkperson",
            index=models.Index(fields=["user"], name="talkperson_of_user"),
        ),
        migrations.AddConstraint(
            model_name="talkperson",
            constraint=models.UniqueConstraint(fields=("talk", "user"), name="talkperson_once"),
        ),
        migrations.AddConstraint(
            model_name="talkperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("refused_at", None), ("refused_because", None), ("refused_by", None)),
                    models.Q(
                        ("refused_at__isnull", False),
                        ("refused_by__isnull", False),
                        ("refused_because__gt", ""),
                    ),
                    _connector="OR",
                ),
                name="talkperson_refusal_in_full",
            ),
        ),
        migrations.AddIndex(
            model_name="talkprompt",
            index=models.Index(fields=["county_id", "-opened_at"], name="talkprompt_of_county"),
        ),
        migrations.AddConstraint(
            model_name="talkprompt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("user",), name="talkprompt_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="talkprompt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_as", ""), ("ended_at", None), ("ended_by", None), ("talk", None)
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(
                            models.Q(
                                ("ended_as", "not_needed"),
                                ("ended_because__gt", ""),
                                ("talk", None),
                            ),
                            models.Q(("ended_as__in", ["talk", "merged"]), ("talk__isnull", False)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="talkprompt_ended_in_full",
            ),
        ),
        migrations.AddIndex(
            model_name="talkduty",
            index=models.Index(
                condition=models.Q(("turns_at__isnull", False)),
                fields=["turns_at"],
                name="talkduty_turns",
            ),
        ),
        migrations.AddIndex(
            model_name="talkduty",
            index=models.Index(fields=["post", "late_at"], name="talkduty_of_post"),
        ),
        migrations.AddIndex(
            model_name="talkduty",
            index=models.Index(fields=["unit", "late_at"], name="talkduty_of_unit"),
        ),
        migrations.AddIndex(
            model_name="talkduty",
            index=models.Index(
                condition=models.Q(("exempt", False), ("fulfilled_at", None)),
                fields=["county_id", "late_at"],
                name="talkduty_unfulfilled",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkduty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opens_at__lte", models.F("warns_at")),
                    ("warns_at__lt", models.F("late_at")),
                    models.Q(
                        ("closes_at", None),
                        ("closes_at__gte", models.F("late_at")),
                        _connector="OR",
                    ),
                ),
                name="talkduty_instants_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkduty",
            constraint=models.CheckConstraint(
                condition=models.Q(("colours__in", [3, 4])), name="talkduty_colours_three_or_four"
            ),
        ),
        migrations.AddConstraint(
            model_name="talkduty",
            constraint=models.CheckConstraint(
                condition=models.Q(("required__gt", 0)), name="talkduty_asks_for_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="talkduty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done__lt", models.F("required")), ("fulfilled_at", None)),
                    models.Q(("done__gte", models.F("required")), ("fulfilled_at__isnull", False)),
                    _connector="OR",
                ),
                name="talkduty_fulfilled_when_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkduty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("held_since", None), ("held_until", None), ("hold", None)),
                    models.Q(
                        ("held_since__isnull", False),
                        ("held_until", None),
                        ("hold", "extension_asked"),
                    ),
                    models.Q(
                        ("held_since__isnull", False),
                        ("held_until__isnull", False),
                        ("hold", "in_correction"),
                    ),
                    _connector="OR",
                ),
                name="talkduty_hold_says_since_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkduty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lamp__in", ["unlit", "yellow", "green", "red", "orange", "exempt"])
                ),
                name="talkduty_lamp_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkduty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("exempt", True), ("lamp", "exempt")),
                    models.Q(
                        ("exempt", False),
                        ("fulfilled_at__isnull", False),
                        ("fulfilled_at__lt", models.F("late_at")),
                        ("lamp", "green"),
                    ),
                    models.Q(
                        ("exempt", False),
                        ("fulfilled_at__isnull", False),
                        ("fulfilled_at__gte", models.F("late_at")),
                        ("lamp", "orange"),
                        models.Q(
                            ("closes_at__isnull", True),
                            ("fulfilled_at__lt", models.F("closes_at")),
                            _connector="OR",
                        ),
                    ),
                    models.Q(
                        ("exempt", False),
                        models.Q(
                            ("fulfilled_at__isnull", True),
                            models.Q(
                                ("exempt", False),
                                ("fulfilled_at__isnull", False),
                                ("closes_at__isnull", False),
                                ("fulfilled_at__gte", models.F("closes_at")),
                            ),
                            _connector="OR",
                        ),
                        models.Q(
                            ("lamp__in", ["unlit", "yellow"]),
                            models.Q(
                                ("lamp", "red"),
                                models.Q(
                                    ("hold__isnull", True),
                                    ("held_until__isnull", False),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="talkduty_lamp_agrees_with_facts",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkduty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("turns_at__isnull", True),
                    ("turns_at__gt", models.F("lamp_since")),
                    _connector="OR",
                ),
                name="talkduty_turns_after_it_was_lit",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkduty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("prompt__isnull", False), ("talk", None)),
                    models.Q(("prompt", None), ("talk__isnull", False)),
                    _connector="OR",
                ),
                name="talkduty_of_a_talk_or_a_prompt",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkduty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("purpose", "meet"), ("text__gt", "")),
                    models.Q(models.Q(("purpose", "meet"), _negated=True), ("text", "")),
                    _connector="OR",
                ),
                name="talkduty_requirement_in_full",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkduty",
            constraint=models.UniqueConstraint(
                condition=models.Q(("exempt", False), ("fulfilled_at", None)),
                fields=("prompt",),
                name="talkduty_one_prompt_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkreading",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose", ""), _negated=True), name="talkreading_has_a_purpose"
            ),
        ),
        migrations.AddConstraint(
            model_name="talkrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="talkrecord_says_what"
            ),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
