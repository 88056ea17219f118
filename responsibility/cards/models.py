"""Quarterly reminder cards as people hold them."""

from datetime import datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse

from responsibility.cards.issues import CardIssue
from responsibility.cards.texts import LineText
from responsibility.cards.told import ToldCard
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit

PERSON = settings.AUTH_USER_MODEL


class ReminderCardQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The recipient's, the post's holder's and clerk's, and the commission office's."""
        offices = standing_of(user, at=at).office_counties
        return self.filter(self._of_desk(user, at) | Q(county_id__in=offices))

    def on_desk_of(self, user, *, at: datetime) -> Self:
        """Those that concern `user`, newest first, also where the office sees all."""
        return self.filter(self._of_desk(user, at)).order_by("-issued_at", "-pk")

    def in_order(self) -> Self:
        """In the order of the organisation."""
        return self.order_by("unit__order_key", "post__position", "pk")

    def with_replacement(self) -> Self:
        """Cards with `is_replaced`: whether a corrected edition came to the same recipient."""
        later = ReminderCard.objects.filter(
            post=OuterRef("post"),
            holder=OuterRef("holder"),
            issue__year=OuterRef("issue__year"),
            issue__quarter_number=OuterRef("issue__quarter_number"),
            issue__audience__isnull=False,
            issue__audience=OuterRef("issue__audience"),
            issue__edition__gt=OuterRef("issue__edition"),
        )
        return self.annotate(is_replaced=Exists(later), lines_on_it=Count("lines"))

    @staticmethod
    def _of_desk(user, at: datetime) -> Q:
        return Q(holder=user.pk) | Q(post__in=standing_of(user, at=at).desk_posts)


class ReminderCard(ToldCard):
    """提醒卡: the card of one holder of one post, frozen as it was issued (M003-01).

    `uuid` names its page, `token` is what its QR code carries: that opens until the quarter ends.
    `received_at` is set once, by the recipient.
    """

    issue = models.ForeignKey(CardIssue, on_delete=models.PROTECT, related_name="cards")
    county_id = models.BigIntegerField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="cards")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cards")
    holder = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="cards")
    uuid = models.UUIDField(default=uuid4, unique=True)
    token = models.UUIDField(default=uuid4, unique=True)
    number = models.CharField(max_length=24)
    addressee = models.CharField(max_length=60)
    post_title = models.CharField(max_length=60)
    unit_name = models.CharField(max_length=80)
    issued_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)

    objects = ReminderCardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="remindercard_once", fields=["issue", "post", "holder"]),
            models.UniqueConstraint(
                name="remindercard_number_once", fields=["county_id", "number"]
            ),
            models.CheckConstraint(
                name="remindercard_received_after_issued",
                condition=Q(received_at=None) | Q(received_at__gte=F("issued_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("card", args=[self.uuid])


class ReminderCardLine(LineText):
    """A line as it stands on one card."""

    card = models.ForeignKey(ReminderCard, on_delete=models.PROTECT, related_name="lines")
    personal = models.BooleanField(default=False)
