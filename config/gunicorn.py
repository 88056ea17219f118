"""How the web server of a county runs (`gunicorn --config python:config.gunicorn`)."""

from config.logs import logging_as

bind = "0.0.0.0:8000"
workers = 4
timeout = 60  # seconds: as long as the proxy waits; an import of people takes some
control_socket_disable = True
# Its own lines as ours; who asked for what stands in the proxy's log.
logconfig_dict = logging_as(json_lines=True) | {
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["console"], "propagate": False},
        "gunicorn.access": {"level": "WARNING", "handlers": ["console"], "propagate": False},
    }
}
