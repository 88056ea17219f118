"""What is owed of prompts, with its lamp, for their list."""

from collections.abc import Sequence
from datetime import datetime

from supervision.talks.owed import TalkDuty
from supervision.talks.prompts.models import TalkPrompt


def with_owed(rows: Sequence[TalkPrompt], *, now: datetime) -> Sequence[TalkPrompt]:
    """The prompts, each with the newest of what is owed of it, in one query."""
    duties = TalkDuty.objects.filter(prompt__in=rows).with_lamp(now=now).order_by("pk")
    newest = {duty.prompt_id: duty for duty in duties}
    for row in rows:
        row.owed = newest.get(row.pk)
    return rows
