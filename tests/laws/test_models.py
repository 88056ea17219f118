"""Laws that hold for every model, present and future."""

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db import DatabaseError, connection, models, transaction

from alerts.deadlines.discovery import deadline_models
from alerts.deadlines.models import Deadline
from responsibility.organisation.people.models import User

OURS = ["pages", "alerts", "responsibility", "supervision", "dashboards", "demonstration"]
MODELS = [model for app in OURS for model in apps.get_app_config(app).get_models()]
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
each_deadline = pytest.mark.parametrize("model", deadline_models())

# Rows that are written once: an UPDATE or a DELETE is refused by the database (architecture 6).
# The database is asked which there are: a list that somebody keeps by hand forgets the newest.
APPEND_ONLY = [
    "alerts.LampTurn",
    "alerts.AuditEntry",
    "alerts.MessageEvent",
    "alerts.Receipt",
    "alerts.HandCall",
    "alerts.Shift",
    "responsibility.AccountChange",
    "responsibility.Withdrawal",
    "responsibility.DispatchStep",
    "responsibility.ReorganisedEntry",
    "responsibility.ReorganisedPost",
    "responsibility.ReorganisedTask",
    "responsibility.ReorganisedUnit",
    "responsibility.Passage",
    "responsibility.PlanProgress",
    "responsibility.PlanStep",
    "responsibility.TransferStep",
    "responsibility.Evidence",
    "responsibility.RecordCounterpart",
    "responsibility.CardAnswer",
    "responsibility.ReminderCardLine",
    "responsibility.BodyReading",
    "supervision.ActivityUnit",
    "supervision.NoteReply",
    "supervision.DemandTask",
    "supervision.DemandDecision",
    "supervision.ObjectionBar",
    "supervision.ObjectionCorrection",
    "supervision.ObjectionDecision",
    "supervision.ObjectionStatement",
    "supervision.FactsReading",
    "supervision.SuggestionAnswer",
    "supervision.ProblemStep",
    "supervision.MeasureReport",
    "supervision.ProblemClaim",
    "supervision.CheckStep",
    "supervision.ClosedTask",
    "supervision.ClosingStep",
    "supervision.HearingStep",
    "supervision.InstructionAsk",
    "supervision.InstructionStep",
    "supervision.NoteLine",
    "supervision.Finding",
    "supervision.CheckReply",
    "supervision.CheckupAnswer",
    "supervision.CheckupStep",
    "supervision.TemplateQuestion",
    "supervision.TemplateVersion",
    "supervision.LetterReply",
    "supervision.LetterStep",
    "supervision.TalkReading",
    "supervision.TalkRecord",
    "supervision.TalkStep",
]
# Rows of which only named columns may be written later, once; nobody deletes them.
ONLY_ENDINGS = [
    "alerts.NumberFlag",
    "alerts.Wording",
    "responsibility.DutyRecord",
    "responsibility.Credit",
    "responsibility.BodyGrant",
    "responsibility.CalendarFeed",
    "responsibility.ReminderCard",
    "responsibility.SummaryConfirmation",
    "responsibility.Announcement",
    "responsibility.AnnouncementReceipt",
    "responsibility.DispatchChange",
    "responsibility.PublicationWithdrawal",
    "responsibility.Revision",
    "responsibility.ItemProposal",
    "responsibility.OwnReminder",
    "supervision.Activity",
    "supervision.ActivityNote",
    "supervision.ActivityPlanLine",
    "supervision.DemandReply",
    "supervision.DemandMeasure",
    "supervision.DemandStep",
    "supervision.Measure",
    "supervision.CloseOut",
    "supervision.ProblemTransfer",
    "supervision.Conclusion",
    "supervision.CheckDraw",
    "supervision.CheckupFinding",
    "supervision.CheckupTemplate",
    "supervision.DrawPlace",
    "supervision.CarriedOver",
    "supervision.ClosingNote",
    "supervision.LaidReport",
    "supervision.Instruction",
    "supervision.HearingNote",
    "supervision.HearingDecision",
    "supervision.LetterMeasure",
    "supervision.RequirementReply",
    "supervision.TalkClaim",
    "supervision.TalkGrant",
    "supervision.TalkPerson",
    "supervision.Talker",
]
# The same from an act on, named in the trigger's condition.
KEPT_LATER = ["responsibility.CardIssue", "supervision.Closing", "supervision.Hearing"]
# Rows that go with the row they are a part of, while that is still a draft.
PARTS = {"responsibility.Device", "responsibility.CardLine", "responsibility.CardTemplateLine"}
# Who stands in x_by, and the column that says when, where it is not called x_at.
WHEN = {
    "alerts.Reminder.asked_by": "owed_at",
    # The last hand on the draft, so that somebody else approves it; the audit has each writing.
    "responsibility.CardIssue.written_by": "drafted_at",
    # Approving sends it.
    "supervision.Demand.approved_by": "made_at",
    "supervision.Letter.approved_by": "served_at",
}


def triggers_of(model) -> dict[str, str]:
    """The table's triggers that are switched on, with what they run and when."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger "
            "WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled = 'O'",
            [model._meta.db_table],
        )
        return dict(cursor.fetchall())


# Deadlines


@each_deadline
def test_no_deadline_lost_the_inherited_constraints_and_indexes(model):
    """`class Meta:` instead of `class Meta(Deadline.Meta):` drops them without a word."""
    for kept in ("constraints", "indexes"):
        names = {part.name for part in getattr(model._meta, kept)}
        for inherited in getattr(Deadline._meta, kept):
            assert inherited.name % {"class": model._meta.model_name} in names


@each_deadline
@pytest.mark.django_db
def test_every_deadline_keeps_its_ledger_by_trigger(model):
    runs = " ".join(triggers_of(model).values())
    for statement in ("AFTER UPDATE", "AFTER INSERT"):
        assert statement in runs
    assert f"lamp_turned('{model.matter_kind}')" in runs
    assert f"lamp_first_lit('{model.matter_kind}')" in runs
    assert "BEFORE DELETE" in runs


@each_deadline
def test_every_deadline_answers_for_itself(model):
    assert hasattr(model._default_manager, "visible_to")
    for question in ("titles_of", "pages_of"):
        assert getattr(model, question).__func__ is not getattr(Deadline, question).__func__


def test_matter_kinds_are_short_and_each_used_once():
    kinds = [model.matter_kind for model in deadline_models()]
    assert len(set(kinds)) == len(kinds)
    assert all(len(kind) <= 12 for kind in kinds)


# The ground knows nothing of what stands above


def test_alerts_points_at_nothing_but_itself_and_the_user():
    """The import linter cannot see a foreign key written as a string."""
    allowed = {"alerts", settings.AUTH_USER_MODEL}
    for model in apps.get_app_config("alerts").get_models():
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created:
                target = field.related_model._meta
                assert allowed & {target.app_label, target.label}, field


# Facts are kept


def kept_by(function: str, *, later: bool = False) -> set[str]:
    """The models whose rows no UPDATE passes without asking a trigger function that the database
    has; with `later`, those whose trigger has a condition."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid "
            "JOIN pg_proc p ON p.oid = tgfoid WHERE proname = %s AND tgenabled = 'O' "
            "AND tgattr = '' AND tgtype & 16 > 0 AND (tgqual IS NOT NULL) = %s",
            [function, later],
        )
        tables = {name for (name,) in cursor.fetchall()}
    return {model._meta.label for model in MODELS if model._meta.db_table in tables}


@pytest.mark.django_db
def test_every_table_that_keeps_its_rows_is_listed_above():
    assert kept_by("kept_as_written") == set(APPEND_ONLY)
    assert kept_by("kept_as_written", later=True) == set(KEPT_LATER)
    assert kept_by("only_endings_change") == set(ONLY_ENDINGS)


@pytest.mark.parametrize("label", APPEND_ONLY)
@pytest.mark.django_db
def test_what_is_only_added_to_refuses_update_and_delete(label):
    refusing = [
        definition
        for definition in triggers_of(apps.get_model(label)).values()
        if "kept_as_written" in definition and "FOR EACH ROW" in definition
    ]
    assert any("DELETE" in definition and "UPDATE" in definition for definition in refusing)


@pytest.mark.django_db
def test_the_refusal_is_real():
    entry = apps.get_model("alerts.AuditEntry").objects.create(
        at="2026-09-24T00:00:00Z", action="x", kind="x", object_id="1"
    )
    for act in (entry.delete, entry.save):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            act()


@pytest.mark.parametrize("label", ONLY_ENDINGS)
@pytest.mark.django_db
def test_what_only_ends_refuses_other_changes_and_deletion(label):
    runs = " ".join(triggers_of(apps.get_model(label)).values())
    assert "only_endings_change(" in runs
    assert "never_deleted()" in runs


@each_model
def test_nothing_disappears_with_something_else(model):
    """PROTECT everywhere; a draft or a preference may go with its person."""
    for field in model._meta.get_fields():
        if field.is_relation and not field.auto_created and not field.many_to_many:
            if field.remote_field.on_delete is models.PROTECT:
                continue
            assert field.related_model is User or model._meta.label in PARTS, field


# Manners


@each_model
def test_every_model_says_what_it_is(model):
    assert "__str__" in vars(model) or any(
        "__str__" in vars(base) for base in model.__mro__ if base.__module__.split(".")[0] in OURS
    )


@each_model
def test_who_did_it_stands_beside_when(model):
    """decided_by beside decided_at. An instant may stand alone: the clock's, the platform's."""
    names = {field.name for field in model._meta.get_fields()}
    for name in names:
        field = model._meta.get_field(name)
        if name.endswith("_by") and field.related_model is User:
            when = WHEN.get(f"{model._meta.label}.{name}", f"{name[:-3]}_at")
            assert when in names, f"{model.__name__}.{name}: when?"


def test_only_accounts_and_queues_stand_in_the_admin():
    registered = {model._meta.label for model in admin.site._registry}
    assert registered == {settings.AUTH_USER_MODEL, "django_rq.Dashboard"}
