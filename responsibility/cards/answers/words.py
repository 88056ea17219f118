"""What an answer to a line says, on one line."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.templatetags.look import day
from responsibility.cards.answers.models import CardAnswer


def in_words(answer: CardAnswer) -> str:
    """Its text, its figure and its record."""
    parts = [answer.text, answer.figure_words]
    if answer.record:
        parts.append(_("record of %(day)s") % {"day": day(answer.record.happened_on)})
    return pgettext("between items", "; ").join(filter(None, parts))
