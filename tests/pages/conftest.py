"""The cast, and a way to ask for a page as somebody of a kind."""

from contextlib import contextmanager

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from tests.make import NOW
from tests.pages import cast as standing


@contextmanager
def undone():
    """Do, then undo, whatever is written to the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker):
    """The standing cast, with a signed-in session for everybody in it."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), undone():
        built = standing.build()
        built.cookies = {kind: _signed_in(user) for kind, user in built.people.items()}
        yield built


@pytest.fixture
def ask(cast, db):
    """`ask(kind, method, path, data)`: the answer, all its doings undone.

    `look` is called before they are, and what it answers stands in `looked`.
    """

    def send(kind: str, method: str, path: str, data=None, look=lambda: None, **headers):
        client = Client()
        if kind != "anonymous":
            client.cookies.update(cast.cookies[kind])
        with undone():
            response = getattr(client, method)(path, data, **headers)
            if response.streaming:  # read to its end, a file is closed
                response.read_whole = b"".join(response.streaming_content)
            response.looked = look()
            return response

    return send


def _signed_in(user):
    client = Client()
    client.force_login(user)
    return client.cookies
