"""What every request carries, said once."""

from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import BadRequest
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from alerts.audit.actor import Actor
from config.logs import asked, id_for
from pages.clean import cleaned

REQUEST_ID = "X-Request-ID"
PERSON = "X-Person"

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)


def numbered(get_response):
    """Give every request an id: our own proxy's, which nobody outside can choose, or a new one.

    What is logged meanwhile bears it, and the answer says it; to our own proxy, whose request it
    was too, for its log.
    """

    def middleware(request):
        given = request.headers.get(REQUEST_ID, "") if settings.BEHIND_PROXY else ""
        request.asked = {"request": id_for(given)}
        mark = asked.set(request.asked)
        try:
            response = get_response(request)
            response.headers[REQUEST_ID] = request.asked["request"]
            if settings.BEHIND_PROXY and "person" in request.asked:
                response.headers[PERSON] = str(request.asked["person"])  # nginx logs, hands not on
            return response
        finally:
            asked.reset(mark)

    return middleware


def received_at(get_response):
    """Set request.now, the aware instant at which the request reached the server."""

    def middleware(request):
        request.now = timezone.now()
        return get_response(request)

    return middleware


def clean_input(get_response):
    """Take what nobody sees out of what is typed: out of every query and every form.

    A form is cleaned when it is first read, so that nothing is read for views that read none.
    """

    def middleware(request):
        request.GET = cleaned(request.GET)
        load = request._load_post_and_files

        def load_and_clean():
            load()
            request._post = cleaned(request._post)

        request._load_post_and_files = load_and_clean
        return get_response(request)

    return middleware


def whole_input(get_response):
    """Refuse a form of which less came than its Content-Length says: sent with a photo over a line
    that broke, it would be taken for the same without the photo."""

    def middleware(request):
        load = request._load_post_and_files

        def load_all():
            load()
            if request.method == "POST" and _came(request) < _length(request):
                del request._post, request._files  # whoever asks again is refused again
                raise BadRequest("The body ends before its Content-Length.")

        request._load_post_and_files = load_all
        return get_response(request)

    return middleware


def _length(request) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    is_form = request.content_type in {"multipart/form-data", "application/x-www-form-urlencoded"}
    return int(said) if is_form and said.isdecimal() else 0


def _came(request) -> int:
    """Bytes of the body that were read, once the form has been."""
    return len(request._body) if hasattr(request, "_body") else request._stream._pos


def chosen_language(get_response):
    """Chinese, unless the person chose another language: what the browser prefers is not asked."""

    def middleware(request):
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if language not in dict(settings.LANGUAGES):
            language = settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def who_asks(get_response):
    """Set request.actor (who writes, from where) and request.wants_part (a fragment is wanted).

    What a signed-in person saw stays in no cache.
    """

    def middleware(request):
        htmx = request.htmx
        request.wants_part = bool(htmx) and not htmx.boosted and not htmx.history_restore_request
        request.actor = Actor(user=request.user, address=_address(request))
        request.asked |= {"person": request.user.pk} if request.user.is_authenticated else {}
        request.asked |= {"address": request.actor.address} if request.actor.address else {}
        response = get_response(request)
        patch_vary_headers(response, ["HX-Request", "Cookie"])
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return middleware


def _address(request) -> str:
    """The network address: from the header in which our own proxies say it, counted from the last
    of them, or the one the server sees. What is no address is none."""
    said = request.META.get("REMOTE_ADDR", "")
    if settings.ADDRESS_HEADER:
        hops = request.headers.get(settings.ADDRESS_HEADER, "").split(",")
        said = hops[-settings.PROXIES].strip() if len(hops) >= settings.PROXIES else ""
    try:
        return str(ip_address(said))
    except ValueError:
        return ""


def content_security_policy(get_response):
    """Forbid every source but our own; nothing inline runs."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware


def only_a_form(get_response):
    """Say in a sentence that an address takes a form alone, where else 405 came without a word."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == 405 and request.method == "GET" and not response.content:
            page = render(request, "405.html", status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    return middleware
