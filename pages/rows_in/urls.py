"""The addresses of an import."""

from collections.abc import Callable

from django.urls import URLPattern, path

from pages.rows_in import views
from pages.rows_in.sheet import Sheet


def import_urls(
    sheet: type[Sheet], under: str, *, guard: Callable = lambda view: view
) -> list[URLPattern]:
    """The pages of `sheet` at the route `under`; their names begin with its code.

    `guard` stands round the view that imports."""
    given, name = {"sheet": sheet}, f"{sheet.code}-import"
    return [
        path(under, views.choose, given, name=name),
        path(f"{under}template/", views.template, given, name=f"{name}-template"),
        path(f"{under}<uuid:pk>/", guard(views.check), given, name=f"{name}-check"),
        path(f"{under}<uuid:pk>/marked/", views.marked, given, name=f"{name}-marked"),
    ]
