"""The project's settings with the deadly channels beside the real ones."""

from config.settings import *  # noqa: F403
from config.settings import SMS_CHANNELS

SMS_CHANNELS = SMS_CHANNELS | {
    "dies_before": "tests.process.deadly.BeforeTheCall",
    "dies_after": "tests.process.deadly.AfterTheCall",
}
