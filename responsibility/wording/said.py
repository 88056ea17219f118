"""The words of a version as a list to read."""

from django.utils.functional import Promise

from alerts.outbox.wording import Words
from alerts.reminders.stages import rule_of
from responsibility.wording.forms import WHOLE


def said(words: Words) -> list[tuple[Promise, str]]:
    """Each piece with its label, the whole text first, then the stages as they are said."""
    whole = [(label, words[key]) for key, label in WHOLE.items()]
    return whole + [(rule_of(stage).label, text) for stage, text in words["parts"].items()]
