"""The sandbox: a phone inside the platform, for evaluation. Nothing leaves the machine.

The message itself is what the phone shows (page `sandbox-phone`), so it is delivered when it is
accepted, and sending it again can never show it twice.
"""

from alerts.channels.base import Accepted, Channel, Forged, NotFound


class Sandbox(Channel):
    key = "sandbox"
    dedupes_on_our_id = True

    def send(self, message):
        return Accepted(delivered=True)

    def lookup(self, message, *, since):
        return NotFound()

    def parse_receipt(self, *, url, fields, signature):
        raise Forged("The sandbox sends no receipts.")
