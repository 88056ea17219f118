"""In production every cookie is one that its own host alone can set, over https alone."""

import os
import re
import subprocess
import sys

from tests.laws.test_code import files
from tests.laws.test_server import ROOT

ASK = """
import django; django.setup()
from django.conf import settings
from config.notices import Cookie
from pages.frame.size import COOKIE as SIZE
from responsibility.organisation.devices.known import COOKIE
names = ["SESSION_COOKIE", "CSRF_COOKIE", "LANGUAGE_COOKIE"]
print(*(getattr(settings, name + "_NAME") for name in names), Cookie.cookie_name, COOKIE, SIZE)
print(*(getattr(settings, name + "_SECURE") for name in names))
print(*(getattr(settings, name + "_DOMAIN") for name in names))
"""
PRODUCTION = {
    "LIANGZE_ENV": "production",
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "example.cn",
    "DATABASE_URL": "postgresql:///x",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SMS_CHANNEL": "none",
    "DJANGO_SETTINGS_MODULE": "config.settings",
}


def said(**environment: str) -> list[list[str]]:
    words = [sys.executable, "-c", ASK]
    env = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings"} | environment
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return [line.split() for line in done.stdout.splitlines()]


def test_in_production_no_other_host_can_put_a_cookie_in_its_place():
    names, secure, domains = said(**PRODUCTION)
    assert names == [
        f"__Host-{name}"
        for name in (
            "sessionid",
            "csrftoken",
            "django_language",
            "messages",
            "browser",
            "text_size",
        )
    ]
    assert set(secure) == {"True"} and set(domains) == {"None"}


def test_an_evaluation_over_http_keeps_plain_names():
    assert not [name for name in said()[0] if name.startswith("__")]


def test_there_are_no_other_cookies():
    sets = re.compile(r"set_(signed_)?cookie\(")
    found = [str(file) for file in files() if sets.search((ROOT / file).read_text())]
    assert [file.split("/")[-2:] for file in found] == [
        ["frame", "size.py"],
        ["devices", "known.py"],
    ]
