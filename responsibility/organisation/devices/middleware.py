"""Noting the day on which a session was last used."""

from responsibility.organisation.devices.note import note_seen


def last_seen(get_response):
    """Before the request is answered; costs a query on the first of the day alone."""

    def middleware(request):
        if request.user.is_authenticated:
            note_seen(session=request.session, now=request.now)
        return get_response(request)

    return middleware
