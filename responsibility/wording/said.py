"""The words of a version as a list to read."""

from django.utils.functional import Promise

from alerts.wording.words import Words
from responsibility.wording.forms import WHOLE, label_of


def said(words: Words) -> list[tuple[Promise | str, str]]:
    """Each piece with its label, the whole text first, then the stages as they are said."""
    whole = [(label, words[key]) for key, label in WHOLE.items()]
    return whole + [(label_of(key), text) for key, text in words["parts"].items()]
