"""The addresses of an import."""

from collections.abc import Callable

from django.urls import URLPattern, path

from pages.rows_in import views
from pages.rows_in.book import Book


def import_urls(
    book: type[Book], under: str, *, guard: Callable = lambda view: view
) -> list[URLPattern]:
    """The pages of `book` at the route `under`; their names begin with its code.

    `guard` stands round the view that imports."""
    given, name = {"book": book}, f"{book.code}-import"
    pages = [
        path(under, views.choose, given, name=name),
        path(f"{under}template/", views.template, given, name=f"{name}-template"),
        path(f"{under}<uuid:pk>/", guard(views.check), given, name=f"{name}-check"),
        path(f"{under}<uuid:pk>/marked/", views.marked, given, name=f"{name}-marked"),
    ]
    if book.exports:
        pages.append(path(f"{under}export/", views.export, given, name=f"{name}-export"))
    return pages
