"""What posts owe of a letter by a day: to approve it, to reply, to verify, to close it."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.acts import demanding_posts
from responsibility.organisation.standing import Standing, standing_of
from responsibility.owed.models import OwedByPost, OwedQuerySet
from supervision.letters.audiences import AUDIENCES
from supervision.letters.models import Letter
from supervision.letters.states import Purpose

PERSON = settings.AUTH_USER_MODEL


class LetterDutyQuerySet(OwedQuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """What is owed within the commission for who sees the letter on that side; the reply for
        whoever sees the letter."""
        standing = standing_of(user, at=at)
        letters = Letter.objects.visible_to(user, at=at)
        inside = (
            Q(letter__proposed_in__in=standing.own_posts)
            | Q(letter__made_in__in=standing.own_posts)
            | Q(county_id__in=standing.office_counties)
        )
        seen = Q(letter__in=letters.values("pk")) & (Q(purpose=Purpose.REPLY) | inside)
        return self.filter(seen | Q(post__in=standing.desk_posts))

    def called(self, typed: str) -> Self:
        return self.filter(letter__in=Letter.objects.called(typed).values("pk"))


class LetterDuty(OwedByPost):
    """A day of a letter: `made_by` and `made_in` are who proposed it, and follows it."""

    matter_kind = "letter"
    kind_name = _("Letter")
    audiences = AUDIENCES
    shown_with = ("post__role_kind", "unit", "letter__kind", "made_in__unit")

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="duties")
    purpose = models.CharField(max_length=12, choices=Purpose)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = LetterDutyQuerySet.as_manager()

    class Meta(OwedByPost.Meta):
        verbose_name_plural = "letter duties"
        constraints = [
            *OwedByPost.Meta.constraints,
            models.UniqueConstraint(
                name="letterduty_one_open",
                fields=["letter", "purpose"],
                condition=Q(exempt=False, fulfilled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.purpose} {self.due_on}"

    @property
    def title(self) -> str:
        return self.letter.full_title

    @property
    def kind_word(self) -> str:
        return f"{self.letter.kind} · {self.get_purpose_display()}"

    @property
    def act(self) -> tuple[str, str]:
        return self.get_absolute_url(), pgettext("verb", "See to it")

    @classmethod
    def extending(cls, standing: Standing) -> dict[str, frozenset[int]]:
        """Who proposed it decides, in whichever post one may demand; nobody of its unit."""
        return {
            "posts": demanding_posts(standing),
            "own": standing.desk_posts | standing.log_posts,
            "units": standing.own_units,
        }

    @classmethod
    def extended_within(cls, *, posts, own, units) -> Q:
        foreign = ~Q(unit__in=units) | Q(unit=F("made_in__unit"))
        return Q(made_in__in=posts) & ~Q(post__in=own) & foreign

    @property
    def who_extends(self) -> str:
        return gettext("Who proposed it decides; the answer comes as a message.")

    def why_not_extended(self) -> str:
        """What is owed within the commission is decided, not put off."""
        if self.purpose != Purpose.REPLY:
            return gettext("The time to decide is not extended.")
        return ""

    def is_exempted_by(self, user, *, at: datetime) -> bool:
        """Nobody: a letter is withdrawn."""
        return False

    def get_absolute_url(self) -> str:
        return reverse("letter", args=[self.letter_id])

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids).select_related("letter__kind")
        return {row.pk: row.title for row in rows}

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids).values_list("pk", "letter")
        return {pk: reverse("letter", args=[letter_id]) for pk, letter_id in rows}
