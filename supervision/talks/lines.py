"""What talks have to say on the desk: prompts to decide, records to sign, reports to verify."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext_lazy

from pages.line import Line
from responsibility.organisation.standing import standing_of
from supervision.talks.models import TalkPerson
from supervision.talks.owed import TalkDuty
from supervision.talks.prompts.models import TalkPrompt
from supervision.talks.states import AFTER, Purpose

TO_DECIDE = ngettext_lazy(
    "%(count)d person to decide about a talk", "%(count)d persons to decide about a talk", "count"
)
TO_SIGN = ngettext_lazy(
    "%(count)d record of a talk to sign", "%(count)d records of talks to sign", "count"
)
TO_MEET = ngettext_lazy(
    "%(count)d requirement of a talk", "%(count)d requirements of talks", "count"
)
TO_VERIFY = ngettext_lazy(
    "%(count)d requirement of a talk to verify", "%(count)d requirements of talks to verify",
    "count",
)  # fmt: skip


def talks_on_desk(*, user, now: datetime) -> list[Line]:
    """A line each, that leads to the only one or to their list."""
    posts = standing_of(user, at=now).own_posts
    prompts = TalkPrompt.objects.visible_to(user, at=now).filter(ended_at=None)
    unsigned = TalkPerson.objects.filter(
        user=user.pk, signed_at=None, refused_at=None, talk__state__in=AFTER
    )
    owed = TalkDuty.objects.open_still()
    mine = owed.filter(purpose=Purpose.MEET, person__user=user.pk)
    reports = owed.filter(purpose=Purpose.VERIFY, post__in=posts)
    return [
        *_line("clock", TO_DECIDE, prompts.values_list("pk", flat=True), "talk-prompt",
               "talk-prompts"),
        *_line("edit", TO_SIGN, unsigned.values_list("talk", flat=True), "talk", "talk-list"),
        *_line("message", TO_MEET, mine.values_list("talk", flat=True), "talk", "talk-list"),
        *_line("message", TO_VERIFY, reports.values_list("talk", flat=True), "talk", "talk-list"),
    ]  # fmt: skip


def _line(icon: str, text, ids, single: str, several: str) -> list[Line]:
    numbers = list(ids)
    if not numbers:
        return []
    alone = len(set(numbers)) == 1
    address = reverse(single, args=[numbers[0]]) if alone else reverse(several)
    return [Line(icon=icon, text=text % {"count": len(numbers)}, address=address)]
