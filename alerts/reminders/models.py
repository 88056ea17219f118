"""Reminders: that someone must be told, exactly once."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Why someone must be told, in the field's own words (M000-02, M000-14, M000-15, M000-25).

    Who, when and how is one table: alerts/reminders/stages.py.
    """

    DISPATCHED = "dispatched", _("task dispatched")
    PERIOD_OPENED = "period_opened", _("period opened")
    DUE_SOON = "due_soon", _("due soon")
    DUE_IN_TWO_DAYS = "due_in_two_days", _("due in two days")
    OVERDUE = "overdue", _("overdue")
    OVERDUE_AGAIN = "overdue_again", _("still overdue")
    OVERDUE_PRINCIPAL = "overdue_principal", _("overdue in the unit")
    OVERDUE_SUPERVISOR = "overdue_supervisor", _("overdue in a supervised unit")
    URGED = "urged", _("reminder by hand")
    DEMANDED = "demanded", _("answer demanded")
    ANSWERED = "answered", _("demand answered")
    ANSWER_RETURNED = "answer_returned", _("answer sent back")
    DEMAND_CLOSED = "demand_closed", _("demand closed")
    MONTHLY = "monthly", _("month in figures")
    CONFIRMATION = "confirmation", _("confirmation awaited")
    EXTENSION = "extension", _("extension decided")
    RECORD_RETURNED = "record_returned", _("record returned")
    CARD_ISSUED = "card_issued", _("reminder card issued")


class ReminderQuerySet(models.QuerySet):
    def owed(self) -> Self:
        """Those that no message has carried yet and that nothing has made superfluous."""
        return self.filter(message=None, suppressed="")

    def to_text(self) -> Self:
        """Those the inbox has and of which no text was written and none was withheld."""
        return self.filter(message__isnull=False, text=None, withheld="")


class Reminder(models.Model):
    """One duty to tell one person about one stage of one deadline.

    Unique on (kind, deadline, revision, stage, recipient, slot), so whatever runs twice owes it
    once. `slot` is "" for a stage that comes once, else the calendar slot of a repetition. It is
    written in the transaction of its cause. `message` is the inbox message that carried it,
    `suppressed` the reason why none did; `text` is the text message that did, `withheld` the
    reason why none did although the inbox has it.
    """

    county_id = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    deadline_id = models.BigIntegerField()
    revision = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=24, choices=Stage)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    slot = models.CharField(max_length=20, blank=True, default="")
    owed_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    message = models.ForeignKey(
        "alerts.Message", null=True, on_delete=models.PROTECT, related_name="reminders"
    )
    suppressed = models.CharField(max_length=24, blank=True, default="")
    text = models.ForeignKey(
        "alerts.Message", null=True, on_delete=models.PROTECT, related_name="texted"
    )
    withheld = models.CharField(max_length=24, blank=True, default="", db_default="")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reminder_owed_once",
                fields=["kind", "deadline_id", "revision", "stage", "recipient", "slot"],
            ),
            models.CheckConstraint(
                name="reminder_carried_or_suppressed",
                condition=models.Q(message=None) | models.Q(suppressed=""),
            ),
            models.CheckConstraint(
                name="reminder_texted_or_withheld",
                condition=models.Q(text=None) | models.Q(withheld=""),
            ),
        ]
        indexes = [
            # The gatherer reads what is still owed, a person at a time.
            models.Index(
                fields=["recipient", "id"],
                name="reminder_owed",
                condition=models.Q(message=None, suppressed=""),
            ),
            # What the inbox has and a text is still to carry.
            models.Index(
                fields=["recipient", "id"],
                name="reminder_to_text",
                condition=models.Q(message__isnull=False, text=None, withheld=""),
            ),
            # Who was told what of one matter.
            models.Index(fields=["kind", "deadline_id"], name="reminder_of_matter"),
            models.Index(fields=["county_id", "owed_at"], name="reminder_of_county"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.kind} {self.deadline_id} -> {self.recipient_id}"
