"""Words that somebody writes into a fact: no blanks at their ends, not longer than their column."""

from django.db.models import Model
from django.utils.translation import gettext as _

from pages.refused import Refused


def fitting(words: str, *, of: type[Model], field: str, missing: str = "", at: str = "") -> str:
    """`words` as the column `field` of the model `of` takes them.

    Raises:
        Refused: at the form's field `at`, if it is not called as the column: they are too long, or
            empty where `missing` says why they may not be.
    """
    at = at or field
    words, most = words.strip(), of._meta.get_field(field).max_length
    if missing and not words:
        raise Refused(missing, field=at)
    if len(words) > most:
        raise Refused(_("Use at most %(most)d characters.") % {"most": most}, field=at)
    return words
