"""The numbers of a chart or a matrix as a file, as lists are exported: noted in the audit log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from django.http import FileResponse, HttpRequest

from dashboards.drawing import Chart
from pages.listing.column import Column
from pages.listing.export import FORMATS
from pages.listing.views import list_file


@dataclass(frozen=True)
class NumbersFile:
    """`rows` under `heads`; `words` say what was chosen. It answers what a list answers."""

    request: HttpRequest
    name: str
    title: str
    words: Sequence[str]
    heads: Sequence[str]
    rows: Iterable[Sequence]

    @property
    def now(self):
        return self.request.now

    @property
    def file_columns(self) -> list[Column]:
        return [
            Column(f"n{place}", head, itemgetter(place)) for place, head in enumerate(self.heads)
        ]

    def everything(self) -> Iterable[Sequence]:
        return iter(self.rows)


def asks_for_file(request: HttpRequest) -> bool:
    return request.GET.get("export") in FORMATS


def numbers_file(request: HttpRequest, **parts) -> FileResponse:
    """The file that the address asks for; `parts` are those of `NumbersFile`."""
    return list_file(NumbersFile(request, **parts), request.GET["export"])


def chart_file(request: HttpRequest, chart: Chart, *, about: str, words: Sequence[str]):
    """The numbers of `chart`; `about` is what it is of, such as the quarter."""
    heads, rows = chart.sheet
    return numbers_file(
        request, name="chart", title=f"{chart.title} {about}", words=words, heads=heads, rows=rows
    )

