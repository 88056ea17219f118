"""Deciding about a prompt without a talk of its own: taken up in another, or not needed."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.standing import standing_of
from supervision.talks.models import Talk
from supervision.talks.prompts.attach import end_prompt, lock_prompt
from supervision.talks.prompts.models import Outcome, TalkPrompt
from supervision.talks.rights import talking_post
from supervision.talks.states import OVER


def may_decide(user, prompt: TalkPrompt, *, at: datetime) -> bool:
    """Whether the person may talk to who is on the list, and so decides about it."""
    post = talking_post(standing_of(user, at=at), prompt.post, by_head=False)
    return post is not None and prompt.user_id != user.pk


def other_talks(user, prompt: TalkPrompt, *, at: datetime) -> QuerySet[Talk]:
    """The open talks with the same person that the prompt may be taken up in."""
    talks = Talk.objects.visible_to(user, at=at).filter(persons__user=prompt.user_id)
    return talks.exclude(state__in=OVER).select_related("kind").order_by("-pk")


@transaction.atomic
def merge_prompt(*, by: Actor, now: datetime, prompt_id: int, talk_id: int) -> TalkPrompt:
    """Take a prompt up in another open talk with the person.

    Raises:
        TalkPrompt.DoesNotExist, PermissionDenied, Refused: as `lock_prompt`, or there is no such
            talk.
    """
    prompt = _lock(prompt_id, by=by, now=now)
    talk = other_talks(by.user, prompt, at=now).filter(pk=talk_id).first()
    if talk is None:
        raise Refused(_("Choose one of the list."), field="talk")
    end_prompt(prompt, Outcome.MERGED, by=by, now=now, talk=talk)
    return prompt


@transaction.atomic
def drop_prompt(*, by: Actor, now: datetime, prompt_id: int, reason: str) -> TalkPrompt:
    """Decide that no talk is needed, with the reason. Raises as `merge_prompt`."""
    prompt = _lock(prompt_id, by=by, now=now)
    missing = _("Say why no talk is needed.")
    reason = fitting(reason, of=TalkPrompt, field="ended_because", missing=missing, at="reason")
    end_prompt(prompt, Outcome.NOT_NEEDED, by=by, now=now, reason=reason)
    return prompt


def _lock(prompt_id: int, *, by: Actor, now: datetime) -> TalkPrompt:
    prompt = lock_prompt(prompt_id, by=by, now=now)
    if not may_decide(by.user, prompt, at=now):
        raise PermissionDenied(_("This is not for you to do: nobody decides on what is their own."))
    return prompt
