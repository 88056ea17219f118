"""A county's installation starts only when it is complete, and then passes Django's own checks."""

import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from config.stack.crew import ROOT

PRODUCTION = {
    "LIANGZE_ENV": "production",
    "SECRET_KEY": "a-key-for-this-test-alone-that-is-long-and-varied-enough-0123456789",
    "ALLOWED_HOSTS": "liangze.example.cn",
    "DATABASE_URL": "postgresql://liangze:secret@database.example.cn/liangze",
    "REDIS_URL": "redis://redis.example.cn:6379/0",
    "SMS_CHANNEL": "none",
}


def check(variables: dict[str, str]) -> subprocess.CompletedProcess:
    """`manage.py check --deploy` with these variables; a warning counts as an error."""
    return manage("check", "--deploy", "--fail-level", "WARNING", variables=variables)


def manage(*words: str, variables: dict[str, str]) -> subprocess.CompletedProcess:
    """One command in an environment of its own: what this run has set for itself is not in it."""
    ground = {name: os.environ[name] for name in ("PATH", "LIANGZE_DATA") if name in os.environ}
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=ground | variables, capture_output=True, text=True)


def test_django_has_nothing_against_the_production_settings():
    checked = check(PRODUCTION)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("name", sorted(set(PRODUCTION) - {"LIANGZE_ENV"}))
def test_a_missing_variable_stops_the_start_with_a_sentence(name):
    checked = check({key: value for key, value in PRODUCTION.items() if key != name})
    assert checked.returncode != 0
    assert f"The environment variable {name} must be set." in checked.stderr


def test_the_evaluation_needs_no_variable():
    checked = manage("check", variables={})
    assert checked.returncode == 0, checked.stderr


def test_what_a_login_sets_for_itself_is_no_setting():
    """environ(7), login(1) and what people keep in their profile, on Debian, Ubuntu and macOS."""
    names = "MAIL EMAIL USER LOGNAME SHELL TERM EDITOR VISUAL PAGER HOST HOSTNAME PORT DEBUG DOMAIN"
    checked = manage("check", variables=dict.fromkeys(names.split(), "/var/mail/tester"))
    assert checked.returncode == 0, checked.stderr


@pytest.mark.django_db
def test_the_migrations_say_all_that_the_models_say():
    call_command("makemigrations", check=True, dry_run=True)
