"""What the processes say of their work: lines of JSON in a county, text in an evaluation.

A record that was made while a request was answered bears the request's id, which the proxy's own
log and the answer's header have too, and whose request it was: the id of the account and the
network address. No names: who reads the logs need not know who they are.
"""

import json
import logging
import re
import uuid
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

OURS = ["config", "pages", "alerts", "responsibility", "supervision", "dashboards", "demonstration"]
ID = re.compile(r"[0-9A-Za-z-]{8,64}")

# What is said of the request that is being answered: "request" (its id), and once it is known
# "person" and "address"; None outside of one.
asked: ContextVar[dict[str, Any] | None] = ContextVar("asked", default=None)


def id_for(given: str) -> str:
    """The id `given` by our own proxy, or a new one where it is none."""
    return given if ID.fullmatch(given) else uuid.uuid4().hex


def _asked(record: logging.LogRecord) -> dict[str, Any]:
    """Of the request that a record is about: Django says of some when they are over."""
    return getattr(getattr(record, "request", None), "asked", None) or asked.get() or {}


class Readable(logging.Formatter):
    """One line of text, and the traceback under it."""

    def __init__(self):
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s%(of_request)s")

    def format(self, record: logging.LogRecord) -> str:
        said = " ".join(str(value) for value in _asked(record).values())
        record.of_request = f" [{said}]" if said else ""
        return super().format(record)


class Json(logging.Formatter):
    """One line of JSON: `at` (UTC, ISO 8601), `level`, `logger`, `message`, and where there is one
    `request`, `person`, `address` and `error` (the traceback)."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= _asked(record)
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def logging_as(*, json_lines: bool) -> dict[str, Any]:
    """The settings for logging.config: everything to the standard error, ours from INFO on."""
    formatter = Json if json_lines else Readable
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"{__name__}.{formatter.__name__}"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {name: {"level": "INFO"} for name in OURS},
    }
