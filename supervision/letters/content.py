"""What a letter says: the words as they fit, by what its kind asks."""

from typing import Any

from django.utils.translation import gettext as _

from pages.refused import Refused
from pages.words import fitting
from supervision.letters.kinds import LetterKind
from supervision.letters.models import WEIGHED, Letter
from supervision.letters.states import Grade


def content_of(kind: LetterKind, content: dict[str, Any]) -> dict[str, Any]:
    """The columns of what is written in `content`; what the kind does not ask stays empty.

    Raises:
        Refused: at the field that is missing or too long.
    """
    missing = {
        "title": _("Say what it is about."),
        "text": _("Say what was found."),
        "asks": _("Say what is asked, a point a line."),
    }
    if kind.causes:
        missing["causes"] = _("Say the main problems and their causes.")
    if kind.weighs:
        missing |= dict.fromkeys(WEIGHED, _("Weigh this as well."))
    values: dict[str, Any] = {
        name: fitting(content.get(name, ""), of=Letter, field=name, missing=text)
        for name, text in missing.items()
    }
    return values | {"grade": _grade(kind, content.get("grade"))}


def _grade(kind: LetterKind, typed: int | None) -> int | None:
    if not kind.graded:
        return None
    if typed not in Grade.values:
        raise Refused(_("Choose a grade."), field="grade")
    return typed
