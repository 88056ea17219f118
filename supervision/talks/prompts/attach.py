"""A prompt is decided by a talk, and to be decided again where the talk is cancelled."""

from datetime import datetime

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.refused import Refused
from supervision.talks.duties import meet, owe_again
from supervision.talks.kind import DECIDED, DECIDED_AGAIN
from supervision.talks.models import Talk
from supervision.talks.prompts.models import Outcome, PromptRed, TalkPrompt

ENDING = ["talk", "ended_as", "ended_because", "ended_by", "ended_at"]


def lock_prompt(prompt_id: int, *, by: Actor, now: datetime) -> TalkPrompt:
    """The open prompt, locked, for who decides about it.

    Raises:
        TalkPrompt.DoesNotExist: there is none, or the person does not decide about it.
        Refused: it is decided already.
    """
    visible = TalkPrompt.objects.visible_to(by.user, at=now)
    prompt = visible.select_for_update(of=("self",), no_key=True).get(pk=prompt_id)
    if prompt.ended_at:
        raise Refused(_("It is decided already."))
    return prompt


def end_prompt(
    prompt: TalkPrompt,
    outcome: Outcome,
    *,
    by: Actor,
    now: datetime,
    talk: Talk | None = None,
    reason: str = "",
) -> None:
    """Write down what was decided about a locked prompt; its lamp turns. Rights are the
    caller's."""
    prompt.talk, prompt.ended_as, prompt.ended_because = talk, outcome, reason
    prompt.ended_by, prompt.ended_at = by.user, now
    prompt.save(update_fields=ENDING)
    meet(prompt.duties.open_still().first(), now=now, cause=DECIDED)
    after = {"outcome": outcome.value, "talk": talk and talk.pk, "reason": reason}
    record_audit(by=by, now=now, action="talk_prompt.decide", about=prompt, after=after)


def attach(talk: Talk, prompt_id: int, *, by: Actor, now: datetime) -> None:
    """The planned talk is the outcome of the prompt. Raises as `lock_prompt`; Refused also where
    it is about somebody else."""
    prompt = lock_prompt(prompt_id, by=by, now=now)
    if not talk.persons.filter(user=prompt.user_id).exists():
        raise Refused(_("The talk is not with the person of the prompt."), field="persons")
    end_prompt(prompt, Outcome.TALK, by=by, now=now, talk=talk)


def detach(talk: Talk, *, by: Actor, now: datetime) -> None:
    """What led to the cancelled talk is to be decided again; where another prompt of the person
    waits already, that one takes the reds over."""
    for prompt in talk.prompts.select_for_update(no_key=True).order_by("pk"):
        waiting = TalkPrompt.objects.filter(user=prompt.user_id, ended_at=None).first()
        if waiting:
            PromptRed.objects.filter(prompt=prompt).update(prompt=waiting)
            continue
        prompt.talk, prompt.ended_as, prompt.ended_because = None, "", ""
        prompt.ended_by = prompt.ended_at = None
        prompt.save(update_fields=ENDING)
        if duty := prompt.duties.order_by("-pk").first():
            owe_again(duty, now=now, cause=DECIDED_AGAIN)
        record_audit(by=by, now=now, action="talk_prompt.reopen", about=prompt)
