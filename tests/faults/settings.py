"""The project's settings for the whole engine (tests.process), texting through the stub."""

from tests.process.settings import *  # noqa: F403
from tests.process.settings import SMS_CHANNELS

SMS_CHANNELS = SMS_CHANNELS | {"twilio": "tests.faults.channel.TwilioHere"}
