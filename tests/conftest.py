"""What holds for every test: plain static files, cheap passwords, and the browser's rule."""

import gc
import os

import pytest
from django.conf import settings
from django.db import connection

from tests.browser.chromium import ADVICE, find_chromium
from tests.migrated import may_copy, migrated_database

IN_CI = os.environ.get("CI") == "true"


def pytest_configure():
    # Before anything asks for a file or a password: both are chosen once, at first use.
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    # Most clients of the tests came in without a password; tests/laws/test_password_again.py asks.
    settings.PASSWORD_MINUTES = 0
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_finish():
    # What was imported stays to the end: looking through it again and again for garbage costs a
    # fifth of the tests' time.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, django_test_environment, django_db_blocker
):
    """The database of each of several workers is a copy."""
    if "PYTEST_XDIST_WORKER" in os.environ and may_copy():
        with django_db_blocker.unblock(), migrated_database() as template:
            connection.settings_dict["TEST"]["TEMPLATE"] = template


def pytest_runtest_setup(item):
    if item.get_closest_marker("browser") and not find_chromium():
        pytest.skip(ADVICE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Where CI=true, a browser test that did not run has failed."""
    report = yield
    if IN_CI and report.skipped and item.get_closest_marker("browser"):
        report.outcome = "failed"
    return report


def pytest_terminal_summary(terminalreporter):
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", ())
        if "browser" in report.keywords
    ]
    if skipped and not find_chromium():
        terminalreporter.section("browser tests skipped")
        terminalreporter.line(f"{len(skipped)} tests in a browser were skipped. {ADVICE}")
