"""The option --by of commands that carry out a person's decision."""

from argparse import ArgumentParser

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

from alerts.audit.actor import Actor


def add_by(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--by", required=True, metavar="STAFF_NUMBER", help="the system administrator who decides"
    )


def decider(staff_number: str) -> Actor:
    """The person, for the audit. Raises CommandError: nobody, or no system administrator."""
    accounts = get_user_model()._default_manager
    user = accounts.filter(**{accounts.model.USERNAME_FIELD: staff_number}).first()
    if user is None or not user.is_staff:
        raise CommandError(f"{staff_number} is no system administrator's staff number.")
    return Actor(user)
