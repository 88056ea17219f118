"""What every request carries, said once."""

from django.utils import timezone
from django.utils.cache import patch_vary_headers

from alerts.audit.actor import Actor

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


def received_at(get_response):
    """Set request.now, the aware instant at which the request reached the server."""

    def middleware(request):
        request.now = timezone.now()
        return get_response(request)

    return middleware


def wants_part(get_response):
    """Set request.wants_part (a fragment is asked for) and request.actor (who writes)."""

    def middleware(request):
        htmx = request.htmx
        request.wants_part = bool(htmx) and not htmx.boosted and not htmx.history_restore_request
        request.actor = Actor(user=request.user, address=request.META.get("REMOTE_ADDR", ""))
        response = get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        return response

    return middleware


def content_security_policy(get_response):
    """Forbid every source but our own; nothing inline runs."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware
