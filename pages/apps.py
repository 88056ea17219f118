"""The floor below the ground: refusals, forms, fields, the look; imports no other app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The furniture of pages: it knows none of the other apps."""

    name = "pages"
