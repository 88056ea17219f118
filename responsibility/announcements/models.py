"""Announcements (通知公告): papers sent to posts and people, and who has opened them."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alerts.deadlines.matter import Matter, Pairs
from alerts.kinds.declared import Audience
from responsibility.files.models import StoredFile
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.gives import giving_posts
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit

PERSON = settings.AUTH_USER_MODEL
# Neither sent nor taken back.
WAITS = Q(sent_at=None, taken_back_at=None)


class AnnouncementQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Those that the person manages, and those that were sent to the person."""
        receipts = AnnouncementReceipt.objects.visible_to(user, at=at)
        return self.filter(_managed(user, at) | Q(pk__in=receipts.values("announcement")))

    def managed_by(self, user, *, at: datetime) -> Self:
        """All of the county for its commission office; for others those of their own posts."""
        return self.filter(_managed(user, at))


def _managed(user, at: datetime) -> Q:
    standing = standing_of(user, at=at)
    posts = giving_posts(standing)
    return Q(county__in=standing.office_counties) | Q(given_in__in=posts)


class Announcement(models.Model):
    """One paper to many: no task and no lamp; its opening is its receipt.

    It is sent at `goes_at`; until then nobody but who manages it knows of it. Sent, each recipient
    has an `AnnouncementReceipt`. Taken back (`taken_back_at`) it is never sent, or stands with the
    reason for who had it. `asks_reading`: the recipients press that they have read it. `given_in`
    is the post in which `written_by` acted.
    """

    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="announcements")
    title = models.CharField(max_length=100)
    text = models.TextField(max_length=5000)
    document = models.CharField(max_length=120, blank=True)
    asks_reading = models.BooleanField(default=False)
    nonce = models.UUIDField(unique=True)
    given_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    posts = models.ManyToManyField(Post, related_name="+")
    people = models.ManyToManyField(PERSON, related_name="+")
    files = models.ManyToManyField(StoredFile, related_name="announcements")
    goes_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, null=True)  # noqa: DJ001 - null until taken back

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["goes_at"], name="announcement_waits", condition=WAITS),
        ]
        constraints = [
            models.CheckConstraint(
                name="announcement_taken_back_by_somebody",
                condition=Q(taken_back_at=None, taken_back_by=None, reason=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False, reason__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("announcement", args=[self.pk])

    @property
    def waits(self) -> bool:
        """Whether it has yet to be sent."""
        return self.sent_at is None and self.taken_back_at is None

    @property
    def stands(self) -> bool:
        """Whether it is sent and not taken back."""
        return self.sent_at is not None and self.taken_back_at is None


class AnnouncementReceiptQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """One's own."""
        return self.filter(person=user) if user.is_authenticated else self.none()

    def managed_by(self, user, *, at: datetime) -> Self:
        """Those of the announcements that the person manages."""
        managed = Announcement.objects.managed_by(user, at=at)
        return self.filter(announcement__in=managed.values("pk"))

    def unopened(self) -> Self:
        """Not opened yet, and not taken back."""
        return self.filter(opened_at=None, announcement__taken_back_at=None)

    def open_still(self) -> Self:
        """What still asks something of its recipient: to be opened, or confirmed as read."""
        unread = Q(opened_at=None) | Q(announcement__asks_reading=True, read_at=None)
        return self.filter(unread, announcement__taken_back_at=None)


def _recipients(receipts: models.QuerySet, at: datetime) -> Pairs:
    """To whom it was sent; a closed account hears nothing."""
    return [receipts.filter(person__is_active=True).values_list("pk", "person")]


class AnnouncementReceipt(Matter):
    """That an announcement was sent to a person, and when the person opened it.

    `post` is the one through which it reached the person, null for who was chosen by name.
    `read_at` is the press that it is read, where that was asked for.
    """

    matter_kind = "announcement"
    audiences: ClassVar = {Audience.HOLDER: _recipients}

    county_id = models.BigIntegerField()
    announcement = models.ForeignKey(
        Announcement, on_delete=models.PROTECT, related_name="receipts"
    )
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = AnnouncementReceiptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="announcementreceipt_once", fields=["announcement", "person"]
            ),
            models.CheckConstraint(
                name="announcementreceipt_opened_before_read",
                condition=Q(read_at=None) | Q(opened_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.announcement_id} {self.person_id}"

    @property
    def state(self) -> str:
        """ "read", "opened", or "" for not opened yet."""
        if self.read_at:
            return "read"
        return "opened" if self.opened_at else ""

    @property
    def is_missing(self) -> bool:
        """Whether it is not opened, or not confirmed where that is asked for."""
        return not self.read_at if self.announcement.asks_reading else not self.opened_at

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids)
        return dict(rows.values_list("pk", "announcement__title"))

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids).values_list("pk", "announcement")
        return {pk: reverse("announcement", args=[about]) for pk, about in rows}


STATES = {"": _("not opened"), "opened": _("opened"), "read": _("confirmed as read")}
