"""A county to try, above the roof: plays the public verbs and the product's own loops."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """A county to try: it plays the public verbs and owns no rule."""

    name = "demonstration"
