"""Large type (关怀版): a wish of the person about this device, remembered in the browser alone."""

from django.conf import settings

COOKIE, LARGE = settings.COOKIE_PREFIX + "text_size", "large"
LASTS = 365 * 24 * 60 * 60  # seconds


def is_large(request) -> bool:
    """Whether the browser that asks shows large type."""
    return request.COOKIES.get(COOKIE) == LARGE


def remember(response, size: str, *, secure: bool) -> None:
    """Let the browser of `response` show the type in `size`: large, or anything else for normal."""
    if size == LARGE:
        response.set_cookie(COOKIE, LARGE, max_age=LASTS, secure=secure, httponly=True,
                            samesite="Lax")  # fmt: skip
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
