"""Who is signed in, read with what the person stands for today."""

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from pages.days import day_of
from responsibility.organisation.people.models import User
from responsibility.organisation.standing import person_with_standing


class Backend(ModelBackend):
    """Accounts of the database. Nearly every page asks for rights: one query reads both."""

    def get_user(self, user_id: int) -> User | None:
        person = person_with_standing(User, user_id, day=day_of(timezone.now()))
        return person if person and self.user_can_authenticate(person) else None
