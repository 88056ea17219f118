"""Receipts as Twilio posts them, signed by its own rule (the official `RequestValidator`), and as
forgers do."""

from http.client import HTTPConnection
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from alerts.outbox.models import Message
from config.stack.ports import listen
from config.stack.processes import wait_for

PUBLIC = "https://liangze.example"
TOKEN = "secret"


class Reports:
    """The platform's web server in `world`, and what the provider says to it."""

    def __init__(self, world):
        world.settings["PUBLIC_ADDRESS"] = PUBLIC
        with listen() as free:
            self.port = free.getsockname()[1]
        world.start("web", words=(self.port,))
        assert wait_for(self._answers, within=60), world.said()

    def _answers(self) -> bool:
        try:
            return self.post("/", {}) > 0
        except OSError:
            return False

    def of(self, message: Message, status: str, code: str = "", **over) -> int:
        """Report on `message`; the platform's answer. `over`: url, token, signature, fields."""
        path = over.get("path", f"/callbacks/{message.channel}/{message.pk}/")
        fields = {
            "MessageSid": over.get("sid", message.provider_id or "SM0"),
            "MessageStatus": status,
            "AccountSid": "AC1",
            "To": message.to,
            "From": "+15005550006",
            **({"ErrorCode": code} if code else {}),
        }
        validator = RequestValidator(over.get("token", TOKEN))
        signed = validator.compute_signature(over.get("url", PUBLIC + path), fields)
        headers = {"X-Twilio-Signature": over.get("signature", signed)}
        headers = {name: value for name, value in headers.items() if value is not None}
        return self.post(path, fields | over.get("fields", {}), headers)

    def post(self, path: str, fields: dict, headers: dict | None = None) -> int:
        line = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            kind = {"Content-Type": "application/x-www-form-urlencoded", "Host": "localhost"}
            line.request("POST", path, urlencode(fields), kind | (headers or {}))
            return line.getresponse().status
        finally:
            line.close()
