"""A withdrawn item in a county to try."""

from datetime import timedelta

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from responsibility.lists.publications import Publication
from responsibility.tasks.withdrawing.withdraw import give_again, left_to_withdraw, withdraw


def demonstrate(trial: Trial) -> None:
    """Of the newest publication the last item was withdrawn eight days ago, and given out again two
    hours later; the one before it was withdrawn the day after and stays so."""
    by = Actor(trial.people["office"])
    publications = Publication.objects.visible_to(by.user, at=trial.until)
    newest = publications.select_related("duty_list").order_by("published_at", "pk").last()
    *_others, kept_out, back = left_to_withdraw(newest)
    at, words = trial.until - timedelta(days=8), trial.words["withdrawals"]
    first = withdraw(
        by=by, now=at, publication_id=newest.pk, codes=[back], reason=words["mistaken"]
    )
    give_again(by=by, now=at + timedelta(hours=2), withdrawal_id=first.pk)
    at += timedelta(days=1)
    withdraw(by=by, now=at, publication_id=newest.pk, codes=[kept_out], reason=words["double"])
