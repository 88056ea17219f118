"""Typed readers for environment variables: a wrong value stops the start with a sentence."""

import os

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The variable's text, or `default`; without a default it must be set."""
    value = os.environ.get(name, "") or default
    if value is None:
        raise ImproperlyConfigured(f"The environment variable {name} must be set.")
    return value


def flag(name: str, default: bool) -> bool:
    """True for "1", "true", "yes"; False for "0", "false", "no"; anything else is refused."""
    value = os.environ.get(name, "").lower()
    if not value:
        return default
    if value not in {"1", "true", "yes", "0", "false", "no"}:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value in {"1", "true", "yes"}


def whole(name: str, default: int, *, least: int = 1) -> int:
    """A whole number from `least` on; anything else is refused."""
    value = os.environ.get(name, "") or str(default)
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least}, not {value!r}.")
    return int(value)


def names(name: str, default: str | None = None) -> list[str]:
    """The variable's comma-separated words, in order; without a default it must be set."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
