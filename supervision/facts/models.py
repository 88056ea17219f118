"""A person's facts (本人情况): who looked, and for what; suggestions and complaints (意见建议)."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Audience
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.hears import AUDIENCES
from responsibility.organisation.standing import standing_of
from responsibility.owed.models import OwedByPost, OwedQuerySet

PERSON = settings.AUTH_USER_MODEL


class FactsReading(models.Model):
    """查看: somebody opened the page of another person's facts, for a purpose. Append-only."""

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="facts_readings")
    purpose = models.CharField(max_length=200)
    read_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    read_in = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="factsreading_has_a_purpose", condition=~Q(purpose=""))
        ]
        indexes = [models.Index(fields=["person", "-read_at"], name="factsreading_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.read_at}"


class SuggestionQuerySet(OwedQuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Who made it, and the post it is addressed to; nobody else."""
        own = standing_of(user, at=at).own_posts
        return self.filter(Q(made_by=user.pk) | Q(post__in=own))

    def called(self, typed: str) -> Self:
        return self.filter(text__icontains=typed)


class Suggestion(OwedByPost):
    """意见建议: what somebody suggests or complains of, to be answered by a post in time.

    `post` is the one addressed: the commission office, or a body that supervises the unit.
    """

    matter_kind = "suggestion"
    kind_name = _("Suggestion")
    audiences = AUDIENCES | {
        Audience.ASKER: lambda rows, at: [rows.values_list("pk", "made_by")],
    }
    shown_with = ("post__role_kind", "unit", "made_by")

    text = models.TextField(max_length=1000)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()

    objects = SuggestionQuerySet.as_manager()

    class Meta(OwedByPost.Meta):
        constraints = [
            *OwedByPost.Meta.constraints,
            models.UniqueConstraint(name="suggestion_once", fields=["made_by", "nonce"]),
            models.CheckConstraint(name="suggestion_says_what", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.made_by_id}: {self.made_at}"

    @property
    def title(self) -> str:
        return gettext("Suggestion: %(text)s") % {"text": self.text[:60]}

    @property
    def act(self) -> tuple[str, str]:
        return self.get_absolute_url(), pgettext("verb", "Answer")

    @property
    def who_extends(self) -> str:
        return gettext("The commission office or who supervises the unit decides.")

    def is_exempted_by(self, user, *, at: datetime) -> bool:
        """Nobody: it is answered."""
        return False

    def get_absolute_url(self) -> str:
        return reverse("suggestion", args=[self.pk])

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids).values_list("pk", "text")
        return {pk: gettext("Suggestion: %(text)s") % {"text": text[:60]} for pk, text in rows}

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {pk: reverse("suggestion", args=[pk]) for pk in ids}


class SuggestionAnswer(models.Model):
    """The answer to a suggestion. Append-only."""

    suggestion = models.OneToOneField(Suggestion, on_delete=models.PROTECT, related_name="answer")
    text = models.TextField(max_length=1000)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="suggestionanswer_says_what", condition=~Q(text=""))
        ]

    def __str__(self) -> str:
        return f"{self.suggestion_id}: {self.answered_at}"
