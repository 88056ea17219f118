"""The option --by of commands that carry out a person's decision."""

from argparse import ArgumentParser

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

from alerts.audit.actor import Actor


def add_by(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--by", required=True, metavar="ACCOUNT", help="who decides, for the audit log"
    )


def decider(account: str) -> Actor:
    """The person. Whoever gets at the server may do all; that somebody answers for it is asked.

    Raises CommandError: there is no such open account.
    """
    accounts = get_user_model()._default_manager
    user = accounts.filter(**{accounts.model.USERNAME_FIELD: account}, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no open account {account}.")
    return Actor(user)
