"""What somebody signed out has sent is not lost."""

from responsibility.organisation.sign_in.door import is_the_door, stopped


def keeps_typed(get_response):
    """Where a form of somebody signed out would be answered with the way to the door, show the
    door itself, with what was typed in it. Holds for every address."""

    def middleware(request):
        response = get_response(request)
        sent = request.method == "POST" and not request.user.is_authenticated
        if sent and is_the_door(response.headers.get("Location", "")):
            return stopped(request)
        return response

    return middleware
