"""Reminders: that someone must be told, exactly once."""

from typing import Self

from django.conf import settings
from django.db import models

from alerts.kinds.codes import CodeField
from alerts.kinds.collected import stage_choices

AFTER = " after "


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
    once. `slot` is "" for a stage that comes once, else the calendar slot of a repetition; told
    anew it is followed by AFTER and the text that came too late. It is
    written in the transaction of its cause. `message` is the inbox message that carried it,
    `suppressed` the reason why none did; `text` is the text message that did, `withheld` the
    reason why none did although the inbox has it.
    """

    county_id = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    deadline_id = models.BigIntegerField()
    revision = models.PositiveIntegerField(default=0)
    stage = CodeField(max_length=24, choices=stage_choices)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    slot = models.CharField(max_length=40, blank=True, default="")
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

    @property
    def of_slot(self) -> str:
        """The slot it was first owed in."""
        return self.slot.partition(AFTER)[0]
