"""Channels whose sender is killed at a named point, once: `kill -9`, no exception, no farewell.

The file named by DEADLY is the provider's own list of what it took, and the mark that somebody
died already.
"""

import os
import signal
from pathlib import Path

from alerts.channels.base import Accepted, Channel, Forged, LookupFailed
from alerts.channels.sandbox import Sandbox


class BeforeTheCall(Sandbox):
    """The sender dies after its claim, before anything was handed over."""

    key = "dies_before"

    def send(self, message):
        die_once("died before the call")
        return super().send(message)


class AfterTheCall(Channel):
    """The provider takes the message; the sender dies before it can write that down."""

    key = "dies_after"

    def send(self, message):
        with Path(os.environ["DEADLY"]).open("a") as list_of_provider:
            list_of_provider.write(f"{message.id}\n")
        os.kill(os.getpid(), signal.SIGKILL)
        return Accepted("never reached")

    def lookup(self, message, *, since):
        return LookupFailed("not asked yet")

    def parse_receipt(self, *, url, fields, signature):
        raise Forged("none")


def die_once(mark: str) -> None:
    file = Path(os.environ["DEADLY"])
    if not file.exists():
        file.write_text(mark)
        os.kill(os.getpid(), signal.SIGKILL)
