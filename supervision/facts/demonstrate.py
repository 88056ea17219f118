"""A person's facts in a county to try: looks for a purpose, a suggestion answered and one not."""

from datetime import timedelta
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from supervision.facts.read import persons_seen_by, read_facts
from supervision.facts.suggest import addressees, answer_suggestion, may_answer, suggest


def demonstrate(trial: Trial) -> None:
    """Let the group look at the facts of the official, who suggests something twice."""
    official, words = trial.people["official"], trial.words["facts"]
    for place, purpose in enumerate(words["purposes"]):
        for who in ("group", "office"):
            reader, now = trial.people[who], trial.until - timedelta(days=3 * place + 2)
            if persons_seen_by(reader, at=now).filter(pk=official.pk).exists():
                by = Actor(user=reader)
                read_facts(by=by, now=now, person_id=official.pk, purpose=purpose)
                break
    for place, (text, answer) in enumerate(words["suggestions"]):
        now = trial.until - timedelta(days=6 - 4 * place)
        post = addressees(official, at=now).filter(role_kind__keeps_office=True).first()
        made = suggest(
            by=Actor(user=official), now=now, nonce=UUID(int=place + 1), post_id=post.pk, text=text
        )
        office = trial.people["office"]
        if answer and may_answer(office, made, at=now):
            later = now + timedelta(days=1)
            answer_suggestion(by=Actor(user=office), now=later, suggestion_id=made.pk, text=answer)
