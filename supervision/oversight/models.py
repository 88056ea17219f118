"""What a supervising body has to decide by a day: requests for an extension, answers to demands."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from alerts.decisions.models import Extension
from alerts.kinds.collected import collected
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.owed.models import OwedByPost, OwedQuerySet
from supervision.oversight.audiences import AUDIENCES

PERSON = settings.AUTH_USER_MODEL
OF_A_REQUEST = Q(extension__isnull=False, demand=None)
OF_AN_ANSWER = Q(extension=None, demand__isnull=False)


class DecisionDutyQuerySet(OwedQuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The deciding post, who waits for it, the post concerned and who leads or supervises its
        unit or is in charge of it, the office and leaders of the county."""
        standing = standing_of(user, at=at)
        return self.filter(
            Q(post__in=standing.desk_posts)
            | Q(asked_by=user.pk)
            | Q(concerned_post__in=standing.desk_posts)
            | Q(concerned_unit__in=standing.face_units)
            | Q(county_id__in=standing.face_counties)
        )

    def called(self, typed: str) -> Self:
        return self.filter(subject__icontains=typed)


class DecisionDuty(OwedByPost):
    """待决事项: that a post decides by the end of `due_on`.

    On a request for an extension, or on an answer to a demand. `post` is the deciding one; others
    with the right may decide as well, and then it is decided. `concerned_post` and
    `concerned_unit` are those whose matter it is, `asked_by` waits for it; `subject` is what it was
    called then. Taken back, or of no use any more, it is exempt.
    """

    matter_kind = "decision"
    kind_name = _("Matter to decide")
    audiences = AUDIENCES
    shown_with = ("post__role_kind", "unit", "concerned_unit", "concerned_post", "asked_by")

    extension = models.ForeignKey(
        Extension, null=True, on_delete=models.PROTECT, related_name="duties"
    )
    demand = models.ForeignKey(
        "supervision.Demand", null=True, on_delete=models.PROTECT, related_name="duties"
    )
    subject = models.CharField(max_length=200)
    concerned_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    concerned_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = DecisionDutyQuerySet.as_manager()

    class Meta(OwedByPost.Meta):
        verbose_name_plural = "decision duties"
        constraints = [
            *OwedByPost.Meta.constraints,
            models.CheckConstraint(
                name="decisionduty_about_one_thing", condition=OF_A_REQUEST | OF_AN_ANSWER
            ),
            models.CheckConstraint(
                name="decisionduty_of_another_post", condition=~Q(post=models.F("concerned_post"))
            ),
            *(
                models.UniqueConstraint(
                    name=f"decisionduty_of_{column}_open_once",
                    fields=[column],
                    condition=Q(exempt=False, fulfilled_at=None),
                )
                for column in ("extension", "demand")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.due_on}"

    @property
    def about(self) -> str:
        """What is to be decided on."""
        return gettext("Request for an extension") if self.extension_id else gettext("Answer")

    @property
    def cause(self) -> str:
        """What turned its lamp last, in words."""
        return str(collected().causes[self.lamp_cause])

    @property
    def title(self) -> str:
        return _titled(self.extension_id, self.subject)

    @property
    def kind_word(self) -> str:
        return f"{self.kind_name} · {self.about}"

    @property
    def act(self) -> tuple[str, str]:
        address = (
            reverse("extension", args=[self.extension_id])
            if self.extension_id
            else reverse("demand", args=[self.demand_id])
        )
        return address, pgettext("verb", "Decide")

    @property
    def who_extends(self) -> str:
        return self.why_not_extended()

    def why_not_extended(self) -> str:
        """Else a request would wait for a request."""
        return gettext("The time to decide is not extended.")

    def is_exempted_by(self, user, *, at: datetime) -> bool:
        """Nobody: it is decided."""
        return False

    def get_absolute_url(self) -> str:
        return reverse("decision", args=[self.pk])

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids).values_list("pk", "extension", "subject")
        return {pk: _titled(extension, subject) for pk, extension, subject in rows}

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {pk: reverse("decision", args=[pk]) for pk in ids}


def _titled(extension_id: int | None, subject: str) -> str:
    if extension_id:
        return gettext("Request for an extension: %(what)s") % {"what": subject}
    return gettext("Answer to a demand: %(what)s") % {"what": subject}
