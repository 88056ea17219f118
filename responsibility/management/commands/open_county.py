import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from pages.refused import Refused
from responsibility.lists.starter_data import load_county_lists, load_kinds
from responsibility.organisation.open_county import open_county
from responsibility.organisation.powers.change import appoint_first
from responsibility.organisation.powers.models import Power

# What is asked for, in this order; what may be left empty by its last part.
QUESTIONS = [
    ("name", "the county's name", True),
    ("commission", "the discipline commission's name", False),
    ("office", "the commission office's name", False),
    ("account", "staff number of the first administrator, to sign in with", True),
    ("person", "the first administrator's real name", True),
    ("administrator", "staff number of the system administrator", False),
    ("administrator_name", "the system administrator's real name", False),
    ("auditor", "staff number of the auditor", False),
    ("auditor_name", "the auditor's real name", False),
]


class Command(BaseCommand):
    help = (
        "Make a county, its commission and office, the first administrator, system administrator "
        "and auditor; print their one-time passwords. Asks for what is not given."
    )

    def add_arguments(self, parser):
        for option, what, _needed in QUESTIONS:
            parser.add_argument(f"--{option.replace('_', '-')}", default="", help=what)

    def handle(self, **options):
        given = {name: _asked(what, options.get(name) or "") for name, what, _needed in QUESTIONS}
        if missing := [what for name, what, needed in QUESTIONS if needed and not given[name]]:
            raise CommandError(f"Missing: {', '.join(missing)}.")
        for power in ("administrator", "auditor"):
            if given[power] and not given[f"{power}_name"]:
                raise CommandError(f"Missing: the {power}'s real name.")
        for account, password in _open(given):
            county = given["name"]
            self.stdout.write(f"{county}: sign in as {account.staff_number} with {password}")


def _asked(what: str, given: str) -> str:
    """What was given, or what is typed where somebody sits before a terminal."""
    if given or not sys.stdin.isatty():
        return given.strip()
    return input(f"{what[0].upper()}{what[1:]}: ").strip()


@transaction.atomic
def _open(given: dict[str, str]) -> list:
    """The people made, each with a password. Raises CommandError, and then nothing is written."""
    now = timezone.now()
    load_kinds()
    try:
        county, user, password = open_county(
            name=given["name"],
            commission=given["commission"],
            office=given["office"] or given["commission"] or given["name"],
            account=given["account"],
            person=given["person"],
            now=now,
        )
        powers = [
            appoint_first(
                power=power, account=given[name], name=given[f"{name}_name"], now=now
            )
            for name, power in (
                ("administrator", Power.ADMINISTRATOR), ("auditor", Power.AUDITOR),
            )
            if given[name]
        ]  # fmt: skip
    except Refused as refusal:
        raise CommandError(str(refusal)) from None
    load_county_lists(county=county, now=now)
    return [*powers, (user, password)]
