"""Ending what nobody uses, and noting the day on which a session was last used."""

from django.contrib.auth import logout

from responsibility.organisation.devices.idle import BY_ITSELF, idle_too_long, note_active
from responsibility.organisation.devices.note import note_seen


def ends_idle(get_response):
    """Before anybody asks who is there: who came back too late is a stranger."""

    def middleware(request):
        if request.user.is_authenticated:
            if idle_too_long(request.session, now=request.now):
                logout(request)
            elif BY_ITSELF not in request.headers:
                note_active(request.session, now=request.now)
        return get_response(request)

    return middleware


def last_seen(get_response):
    """Before the request is answered; costs a query on the first of the day alone."""

    def middleware(request):
        if request.user.is_authenticated:
            note_seen(session=request.session, now=request.now)
        return get_response(request)

    return middleware
