"""Contents: the models of this app."""

from pages.rows_in.models import Upload

__all__ = ["Upload"]
