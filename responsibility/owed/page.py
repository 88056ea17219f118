"""The page of one thing that a post owes: what it shows, and what the person may do about it."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from alerts.decisions.exempt import why_not_lift
from alerts.decisions.extend import why_not_ask
from alerts.decisions.models import Extension
from alerts.kinds.collected import collected
from alerts.proof.explain import Words
from alerts.proof.page import DeadlinePage
from pages.line import lines_of
from responsibility.owed.models import OwedByPost
from responsibility.owed.whose import name_holders


def owed_page(owed: OwedByPost, words: Words, *, now: datetime) -> dict:
    """What `DeadlinePage.about` is to know of it; the row gets its names (owed/whose.py)."""
    name_holders([owed], now=now)
    return {
        "words": words,
        "proof": reverse("notice", args=[owed.matter_kind, owed.pk]),
        "post_closed_on": owed.post.closed_on,
        "answered": _("in the post on that day: %(who)s") % {"who": owed.whose},
    }


def decisions_open_to(user, *, page: DeadlinePage, now: datetime) -> dict:
    """What the person may decide, or ask to be decided, about the page's row: for its template."""
    owed = page.deadline
    may_ask = owed.is_owed_by(user, at=now) and not why_not_ask(
        deadline=owed, extensions=page.extensions, now=now
    )
    return {
        "may_ask": may_ask,
        "to_decide": _to_decide(user, page.open_extension, now),
        "may_take_back": bool(page.open_extension) and owed.is_owed_by(user, at=now),
        "may_exempt": owed.is_exempted_by(user, at=now),
        "may_lift": not why_not_lift(deadline=owed, now=now),
        "ways": lines_of(collected().paths("owed_acts"), owed=owed, user=user, now=now),
    }


def _to_decide(user, extension: Extension | None, now: datetime) -> Extension | None:
    """The open request, where it waits for this person's decision."""
    if extension is None:
        return None
    waiting = Extension.objects.visible_to(user, at=now).to_decide_by(user, at=now)
    return waiting.filter(pk=extension.pk).first()
