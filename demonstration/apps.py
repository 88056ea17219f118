from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """A county to try: it plays the public verbs and owns no rule."""

    name = "demonstration"
