"""A transfer: who went from which post to which, who followed, what it ended and began."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from responsibility.organisation.posts.models import Appointment, Membership, Post
from responsibility.organisation.units.models import Unit

PERSON = settings.AUTH_USER_MODEL


class TransferQuerySet(models.QuerySet):
    def managed_by(self, user, *, at: datetime) -> Self:
        """Those of the counties whose commission office `user` works in."""
        return self.filter(from_post__in=Post.objects.managed_by(user, at=at))

    def with_names(self) -> Self:
        """With everything that their pages name."""
        return self.select_related(
            "person", "follower", "from_post__unit", "to_post__unit", "entered_by"
        )


class Transfer(models.Model):
    """调任: `person` left `from_post` for `to_post` (None: for none), `follower` took it, all from
    `first_on` on. Taken back as one act, by whom, when and for what reason."""

    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    from_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="transfers")
    to_post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    follower = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    basis = models.CharField(max_length=120)
    entered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True, default="")

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ["-first_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="transfer_taken_back_at_iff_by",
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.from_post} {self.first_on}"

    def get_absolute_url(self) -> str:
        return reverse("transfer", args=[self.pk])


class TransferStep(models.Model):
    """One entry that the transfer began, or that it ended; `was_last_on` is the last day that an
    ended one had before (None: it had none)."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="steps")
    appointment = models.ForeignKey(
        Appointment, null=True, on_delete=models.PROTECT, related_name="+"
    )
    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, related_name="+"
    )
    began = models.BooleanField()
    was_last_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="transferstep_of_one_entry",
                condition=Q(appointment=None, membership__isnull=False)
                | Q(appointment__isnull=False, membership=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.entry}"

    @property
    def entry(self) -> Appointment | Membership:
        """The appointment or membership."""
        return self.appointment or self.membership
