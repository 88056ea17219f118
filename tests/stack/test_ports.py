"""The first free port."""

import socket
from contextlib import closing

import pytest

from config.stack.ports import HOST, listen

pytestmark = pytest.mark.process


def test_a_taken_port_is_passed_over():
    with closing(listen(18200)) as first:
        taken = first.getsockname()[1]
        with closing(listen(taken)) as second:
            assert second.getsockname() == (HOST, taken + 1)


def test_a_port_taken_on_all_addresses_is_passed_over():
    with closing(socket.socket()) as other:
        other.bind(("", 0))
        other.listen()
        taken = other.getsockname()[1]
        with closing(listen(taken)) as found:
            assert found.getsockname()[1] != taken


def test_only_this_machine_can_connect():
    with closing(listen(18200)) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
