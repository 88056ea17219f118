"""What posts owe of talks by a day: to decide, to hold, to meet, to verify, to look back."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.owed.models import OwedByPost, OwedQuerySet
from supervision.talks.audiences import AUDIENCES
from supervision.talks.models import Talk, TalkPerson
from supervision.talks.prompts.models import TalkPrompt
from supervision.talks.states import Purpose

PERSON = settings.AUTH_USER_MODEL


class TalkDutyQuerySet(OwedQuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Who sees the talk or the prompt, and who owes it; a requirement only the former."""
        talks = Talk.objects.visible_to(user, at=at).values("pk")
        prompts = TalkPrompt.objects.visible_to(user, at=at).values("pk")
        posts = standing_of(user, at=at).desk_posts
        owed = Q(post__in=posts) & ~Q(purpose=Purpose.MEET)
        return self.filter(Q(talk__in=talks) | Q(prompt__in=prompts) | owed)

    def called(self, typed: str) -> Self:
        talks = Talk.objects.called(typed).values("pk")
        return self.filter(talk__in=talks)


class TalkDuty(OwedByPost):
    """What a post owes of a talk, or of a prompt for one. A requirement names the `person` of whom
    it is, and has a `text`, which belongs to the body of the talk. What comes of a prompt by itself
    was made by nobody."""

    matter_kind = "talk"
    kind_name = _("Talk")
    audiences = AUDIENCES
    shown_with = ("post__role_kind", "unit", "talk", "prompt")
    passes_on = False  # what was asked of a person in a talk is no successor's

    talk = models.ForeignKey(Talk, null=True, on_delete=models.PROTECT, related_name="duties")
    prompt = models.ForeignKey(
        TalkPrompt, null=True, on_delete=models.PROTECT, related_name="duties"
    )
    person = models.ForeignKey(
        TalkPerson, null=True, on_delete=models.PROTECT, related_name="requirements"
    )
    purpose = models.CharField(max_length=12, choices=Purpose)
    text = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = TalkDutyQuerySet.as_manager()

    class Meta(OwedByPost.Meta):
        verbose_name_plural = "talk duties"
        constraints = [
            *OwedByPost.Meta.constraints,
            models.CheckConstraint(
                name="talkduty_of_a_talk_or_a_prompt",
                condition=Q(talk=None, prompt__isnull=False) | Q(talk__isnull=False, prompt=None),
            ),
            models.CheckConstraint(
                name="talkduty_requirement_in_full",
                condition=Q(purpose=Purpose.MEET, person__isnull=False, text__gt="")
                | ~Q(purpose=Purpose.MEET) & Q(text=""),
            ),
            models.UniqueConstraint(
                name="talkduty_one_prompt_open",
                fields=["prompt"],
                condition=Q(exempt=False, fulfilled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.due_on}"

    @property
    def title(self) -> str:
        """Without content: it is read by who may not read the talk."""
        return self.talk.called if self.talk else gettext("Prompt for a talk")

    @property
    def kind_word(self) -> str:
        return f"{self.kind_name} · {self.get_purpose_display()}"

    @property
    def act(self) -> tuple[str, str]:
        return self.get_absolute_url(), pgettext("verb", "See to it")

    @property
    def who_extends(self) -> str:
        return gettext("The commission office or who supervises the unit decides.")

    def is_exempted_by(self, user, *, at: datetime) -> bool:
        """Nobody: who talks drops a requirement, or cancels the talk."""
        return False

    def get_absolute_url(self) -> str:
        if self.talk_id:
            return reverse("talk", args=[self.talk_id])
        return reverse("talk-prompt", args=[self.prompt_id])

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids).select_related("talk")
        return {row.pk: row.title for row in rows}

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {row.pk: row.get_absolute_url() for row in cls.objects.filter(pk__in=ids)}


class RequirementReply(models.Model):
    """What became of a requirement, said by who was talked to; `accepted` or sent back by who
    talked, with the reason."""

    duty = models.ForeignKey(TalkDuty, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(max_length=1000)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()
    accepted = models.BooleanField(null=True)
    judged_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(null=True)
    judged_because = models.TextField(max_length=300, null=True)  # noqa: DJ001 - an ending

    class Meta:
        constraints = [
            models.UniqueConstraint(name="requirementreply_once", fields=["made_by", "nonce"]),
            models.UniqueConstraint(
                name="requirementreply_one_waits", fields=["duty"], condition=Q(accepted=None)
            ),
            models.CheckConstraint(name="requirementreply_says_what", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id}: {self.made_at}"
