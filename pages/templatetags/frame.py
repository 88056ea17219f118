"""Short messages that say what happened; a built-in library, no {% load %} needed."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pages.templatetags.look import icon

register = template.Library()

TONES = {"error": ("late", "alert-circle"), "warning": ("soon", "alert-circle")}
OTHERWISE = ("ok", "circle-check")


@register.simple_tag
def toast(text: str = "", level: str = "") -> SafeString:
    """One message; `level`: success, error, warning or info. To be added to those on the page:
    <div hx-swap-oob="beforeend:#toasts">…</div> round it."""
    tone, sign = TONES.get(level, OTHERWISE)
    return format_html(
        '<div class="toast toast--{}">{}<span>{}</span>'
        '<button type="button" aria-label="{}" data-close hidden>{}</button></div>',
        tone, icon(sign), text, _("Close"), icon("x", "i--s"),
    )  # fmt: skip


@register.simple_tag
def toasts(messages: Iterable | None) -> SafeString:
    """The place of the messages, with those of django.contrib.messages; ui.js adds its own."""
    opening, template = _around(get_language())
    toasts = "".join(toast(each, each.level_tag) for each in messages or ())
    return mark_safe(f"{opening}{toasts}{template}")


@lru_cache
def _around(_language: str) -> tuple[str, str]:
    failed = _("This did not work. Nothing was saved. Reload the page and try again.")
    offline = _("No connection. Nothing was saved. Check the network and try again.")
    signed_out = _("The session has ended. What you typed stays on this page; send it to sign in.")
    opening = (
        '<div class="toasts" id="toasts" role="status" aria-live="polite"'
        f' data-failed="{escape(failed)}" data-offline="{escape(offline)}"'
        f' data-signed-out="{escape(signed_out)}">\n'
    )
    return opening, f'<template id="toast">{toast()}</template>\n</div>'
