"""What somebody signed out has sent is not lost; a password that was given is changed first."""

from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from responsibility.organisation.sign_in.door import is_the_door, password_first, stopped

# Open to everybody: their answer may lead back to the door, where they were pressed.
AT_THE_DOOR = ["sign-in", "sign-in-code", "language"]
# Open to who has still to choose a password.
BEFORE_IT = ["password-change", "sign-out", "sign-in", "language", "healthz"]


def keeps_typed(get_response):
    """Where a form of somebody signed out would be answered with the way to the door, show the
    door itself, with what was typed in it. Holds for every address."""

    def middleware(request):
        response = get_response(request)
        sent = request.method == "POST" and not request.user.is_authenticated
        if request.path in {resolve_url(name) for name in AT_THE_DOOR}:
            return response
        if sent and is_the_door(response.headers.get("Location", "")):
            return stopped(request)
        return response

    return middleware


def change_first(get_response):
    """Lead who signed in with a password that somebody gave to choose an own one, before all. What
    was sent instead is carried along."""

    def middleware(request):
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return get_response(request)
        if request.path in {resolve_url(name) for name in BEFORE_IT}:
            return get_response(request)
        if request.method == "POST":
            return password_first(request)
        address = resolve_url("password-change")
        return HttpResponseClientRedirect(address) if request.wants_part else redirect(address)

    return middleware
