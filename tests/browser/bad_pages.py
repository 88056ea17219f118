"""Pages that each do one thing no page may do, to see that the watch sees it."""

from django.http import HttpResponse
from django.urls import include, path

BODIES = {
    "good": "<h1>good</h1>",
    "foreign": '<h1>a</h1><img alt="" src="http://elsewhere.example/spy.png">',
    "inline": "<h1>a</h1><script>document.title = 'run'</script>",
    "styled": '<h1 style="color:red">a</h1>',
    "missing": '<h1>a</h1><img alt="" src="/nowhere.png">',
    "wide": '<h1>a</h1><svg width="2000" height="9"></svg>',
    "nameless": "<h1>a</h1><button></button>",
}


def page(request, name):
    return HttpResponse(
        f'<!doctype html><html lang="en"><head><title>{name}</title><link rel="icon" href="data:,">'
        f'<meta name="viewport" content="width=device-width"></head>'
        f"<body><main>{BODIES[name]}</main></body></html>"
    )


# The pages of the project too: the page that says 404 leads to them.
urlpatterns = [path("bad/<name>/", page), path("", include("config.urls"))]
