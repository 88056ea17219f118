"""The outbox: messages, the attempts to deliver them, what came back. Filled by `gather`."""

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from alerts.kinds.stages import rule_of
from alerts.outbox.states import State
from alerts.wording.words import LONGEST

INBOX = "inbox"  # the channel of what is delivered on the platform itself
NEVER_SENT = ["no_phone", "flagged"]  # why a text is cancelled that was needed all the same
IN_VIEW = ["held", "unknown", "resend_ok", "failed", "rejected", "unconfirmed", "expired"]


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The messages `user` received."""
        return self.received_by(user.pk)

    def received_by(self, user_id: int) -> Self:
        """The messages of the person with this id."""
        return self.filter(recipient=user_id)

    def of_counties(self, counties: Collection[int]) -> Self:
        """The messages of `counties`, for whoever may see those (upper floors know who)."""
        return self.filter(county_id__in=counties)

    def inbox(self) -> Self:
        """Entries of the inbox on the platform, the newest first."""
        return self.filter(channel=INBOX).order_by("-made_at", "pk")

    def texts(self) -> Self:
        """What went, or was to go, to a phone, the newest first."""
        return self.exclude(channel=INBOX).order_by("-made_at", "pk")

    def unread(self) -> Self:
        """Inbox entries that were not opened yet."""
        return self.filter(channel=INBOX, read_at=None)


class Message(models.Model):
    """One physical SMS, mail or inbox entry; it may carry many reminders.

    `reference` is the short code printed in it; `window` the send window it gathers, unique per
    person and channel, so gathering twice makes one message. `text` is frozen when it is made
    from a versioned template (`template`, `template_version`, `params`). `not_before`, `lease_*`
    and `attempts` belong to the delivery machine, `lookups` in vain and when the last one was
    to the look-up of unknown outcomes; `resends` counts decisions to send the same again.
    `reason` is the code with which it stands where it stands.
    The steps from state to state are kept, and noted as events, by a trigger.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    county_id = models.BigIntegerField()
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    channel = models.CharField(max_length=12)
    window = models.CharField(max_length=24)
    reference = models.CharField(max_length=8)
    to = models.CharField(max_length=80)
    template = models.CharField(max_length=24)
    template_version = models.PositiveSmallIntegerField()
    params = models.JSONField()
    text = models.CharField(max_length=LONGEST)
    segments = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    resends = models.PositiveSmallIntegerField(default=0)
    lookups = models.PositiveSmallIntegerField(default=0)
    looked_up_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    provider = models.CharField(max_length=12, blank=True, default="")
    provider_id = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001
    reason = models.CharField(max_length=40, blank=True, default="")
    read_at = models.DateTimeField(null=True)
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT)
    made_at = models.DateTimeField()

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="message_one_a_window",
                fields=["recipient", "channel", "window"],
                condition=Q(supersedes=None),
            ),
            # The inbox entry, the text beside it and what supersedes it say the same reference.
            models.UniqueConstraint(
                name="message_reference",
                fields=["reference", "channel"],
                condition=Q(supersedes=None),
            ),
            models.CheckConstraint(
                name="message_state_known", condition=Q(state__in=list(State.values))
            ),
            models.CheckConstraint(
                name="message_leased_while_sending",
                condition=Q(lease_until=None, lease_token=None)
                | Q(lease_until__isnull=False, lease_token__isnull=False),
            ),
        ]
        indexes = [
            # The dispatcher claims from here.
            models.Index(
                fields=["not_before"],
                name="message_to_send",
                condition=Q(state__in=["pending", "retry_wait"]),
            ),
            # Leases that ran out.
            models.Index(
                fields=["lease_until"], name="message_leased", condition=Q(state="sending")
            ),
            # Outcomes to be looked up.
            models.Index(fields=["made_at"], name="message_unknown", condition=Q(state="unknown")),
            # Receipts that are awaited.
            models.Index(
                fields=["made_at"],
                name="message_awaited",
                condition=Q(state__in=["accepted", "sent"]),
            ),
            # The badge on every page.
            models.Index(
                fields=["recipient"],
                name="message_unread",
                condition=Q(channel="inbox", read_at=None),
            ),
            # What the office must look at: alerts/outbox/trouble.py.
            models.Index(
                fields=["county_id", "made_at"],
                name="message_in_trouble",
                condition=Q(state__in=IN_VIEW) | Q(state="cancelled", reason__in=NEVER_SENT),
            ),
            models.Index(fields=["county_id", "-made_at"], name="message_of_county"),
            models.Index(fields=["recipient", "-made_at"], name="message_of_recipient"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.state}"

    @property
    def stages(self) -> list[str]:
        """What it is about, in words ("due soon"), never what matter."""
        return [str(rule_of(stage).label) for stage in self.params.get("stages", "").split()]

    @property
    def signature(self) -> str:
        """In whose name it was sent."""
        return self.params.get("signature", "")


class MessageEvent(models.Model):
    """One step of one message's life. Written by a trigger on its state, append-only."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="events")
    from_state = models.CharField(max_length=12, null=True)  # noqa: DJ001
    to_state = models.CharField(max_length=12)
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.message_id}: {self.from_state} -> {self.to_state}"


class Attempt(models.Model):
    """One try to send, written ahead of it."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="tries")
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=16, blank=True, default="")
    provider_code = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="attempt_numbered_once", fields=["message", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.message_id} #{self.number} {self.outcome}"


class Receipt(models.Model):
    """What a provider told us of a message, as it came; null where none of ours is meant.
    Append-only."""

    message = models.ForeignKey(
        Message, null=True, on_delete=models.PROTECT, related_name="receipts"
    )

    provider = models.CharField(max_length=12)
    provider_id = models.CharField(max_length=64)
    status = models.CharField(max_length=24)
    error_code = models.CharField(max_length=40, blank=True, default="")
    raw = models.JSONField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="receipt_once", fields=["provider", "provider_id", "status", "error_code"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.status}"
