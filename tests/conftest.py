"""What holds for every test: plain static files, cheap passwords, and the browser's rule."""

import gc
import os

import pytest
from django.conf import settings

from tests.browser.chromium import ADVICE, find_chromium

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
