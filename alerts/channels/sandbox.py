"""The sandbox: a phone inside the platform, for evaluation. Nothing leaves the machine.

The message itself is what the phone shows (page `sandbox-phone`), so it is delivered when it is
accepted, and sending it again can never show it twice.
"""

from alerts.channels.base import Accepted, Channel, NotFound, Progress


class Sandbox(Channel):
    key = "sandbox"
    dedupes_on_our_id = True

    def send(self, message):
        return Accepted(progress=Progress.DELIVERED)

    def lookup(self, message, *, since):
        return NotFound()
