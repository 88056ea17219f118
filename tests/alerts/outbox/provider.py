"""A provider in the test's hand: it answers in turn, and keeps what it was given."""

from datetime import timedelta

from alerts.channels.base import Channel, Forged, LookupFailed, Notice, Progress

WORDS = {"queued": Progress.ACCEPTED, "sent": Progress.SENT, "delivered": Progress.DELIVERED,
         "undelivered": Progress.FAILED, "failed": Progress.FAILED}  # fmt: skip


class Says(Channel):
    """`answers` to sending, `found` to looking up and polling, the last one for ever."""

    key = "twilio"
    settle = timedelta(seconds=300)
    signature_header = "X-Test"

    def __init__(self, *answers, found=()):
        self.answers, self.found = list(answers), list(found) or [LookupFailed("none")]
        self.got, self.asked = [], []

    def send(self, message):
        self.got.append(message)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def lookup(self, message, *, since):
        self.asked.append((message, since))
        answer = self.found[0] if len(self.found) == 1 else self.found.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def parse_receipt(self, *, url, fields, signature):
        if signature != "signed":
            raise Forged("no")
        return Notice(
            provider_id=fields["sid"],
            status=fields["status"],
            progress=WORDS.get(fields["status"]),
            error_code=fields.get("code", ""),
            to=fields["to"],
            raw=fields,
        )
