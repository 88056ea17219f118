"""Answers and summaries in the county to try."""

from datetime import date

from alerts.kinds.trial import Trial
from demonstration.names import NAMES
from pages.quarter import Quarter
from responsibility.cards.answers.models import CardAnswer
from responsibility.cards.models import ReminderCard
from responsibility.cards.receive import receive_card
from responsibility.cards.summaries.demonstrate import demonstrate
from responsibility.cards.summaries.models import CardSummary, SummaryConfirmation
from tests import make
from tests.responsibility.cards.conftest import NOW

UNTIL = make.at("2026-11-22 10:20")


def test_most_are_summed_up_in_time_some_late_and_some_not_yet(stage):
    for _ in range(9):
        make.make_holder(stage.bodies[0])
    stage.issued()
    later = UNTIL - make.days(20)
    issue = stage.approve(stage.draft(now=later, quarter=Quarter(2026, 4)), now=later)
    stage.issue(issue, now=later)
    for card in ReminderCard.objects.all():
        now = max(card.issued_at, NOW)
        receive_card(card_uuid=card.uuid, by=make.actor(card.holder), now=now)
    people, words = {"office": stage.drafter}, NAMES
    demonstrate(Trial(stage.county.pk, date(2026, 1, 1), UNTIL, people, {}, words))
    lamps = CardSummary.objects.with_lamp(now=UNTIL).values_list("lamp_now", flat=True)
    assert set(lamps) == {"green", "orange", "red", "unlit"}
    assert SummaryConfirmation.objects.exclude(taken_back_at=None).count() == 1
    assert CardAnswer.objects.exclude(figure="").exists()
    assert not CardAnswer.objects.filter(answered_at__gt=UNTIL).exists()
