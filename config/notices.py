"""Notices shown on the next page, kept in a cookie named as all others are."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class Cookie(CookieStorage):
    cookie_name = settings.COOKIE_PREFIX + "messages"


class Notices(FallbackStorage):
    """In a cookie; what is too long for one, in the session."""

    storage_classes = (Cookie, SessionStorage)
