"""Twilio's channel as it is, its official client unchanged, at another address."""

import os

from alerts.channels.twilio import Http, Twilio

REAL = "https://api.twilio.com"


class HttpHere(Http):
    """The client's own transport, to the address of the stub instead."""

    def __init__(self, address: str, patience: float):
        super().__init__()
        self.address, self.timeout = address, (2, patience)

    def request(self, method, url, *args, **kwargs):
        return super().request(method, url.replace(REAL, self.address), *args, **kwargs)


class TwilioHere(Twilio):
    """For processes that are told the address by their environment."""

    def __init__(self):
        super().__init__(HttpHere(os.environ["STUB"], patience=10))
