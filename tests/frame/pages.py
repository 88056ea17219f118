"""Addresses for tests of the frame: those of the project, and one that shows all parts."""

from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render
from django.template import RequestContext, Template
from django.urls import include, path, re_path

KIT = Path(__file__).with_name("kit.html")
FIGURE = {
    "data": [
        {
            "type": "bar", "x": ["7/7", "7/14"], "y": [3, 4], "name": "ok",
            "marker": {"color": "var(--ok)"},
        },
        {
            "type": "bar", "x": ["7/7", "7/14"], "y": [1, 2], "name": "late",
            "marker": {"color": "var(--late)", "pattern": {"shape": "x"}},
        },
    ],
    "layout": {"barmode": "stack", "showlegend": True, "xaxis": {"type": "category"}},
}  # fmt: skip


def empty(request):
    return render(request, "base.html")


def kit(request):
    context = RequestContext(
        request, {"lamps": LAMPS, "figure": FIGURE, "numbers": range(100, 160)}
    )
    return HttpResponse(Template(KIT.read_text(encoding="utf-8")).render(context))


def part(request, what):
    """What htmx asks for: something to swap in, a refused form, a failure."""
    if what == "refused":
        wrong = '<form id="f"><input aria-label="a" aria-invalid="true" id="wrong"></form>'
        return HttpResponse(wrong, status=422)
    if what == "failure":
        return HttpResponse("broken", status=500)
    return HttpResponse('<p>inside</p><a href="#x" id="inner">link</a>')


def count(request):
    """A form that is sent; answers slowly enough to be sent twice by an impatient hand."""
    sent = request.session["sent"] = request.session.get("sent", 0) + 1
    return HttpResponse(f"<!doctype html><html lang='en'><title>t</title><p id='n'>{sent}</p>")


LAMPS = ["unlit", "yellow", "green", "red", "orange", "exempt"]
urlpatterns = [
    path("kit/", kit, name="kit"),
    re_path("^part/(?P<what>.*)/$", part, name="part"),
    path("count/", count, name="count"),
    path("", empty, name="home"),
    path("desk/deeper/", empty),
    path("", include("config.urls")),
]
