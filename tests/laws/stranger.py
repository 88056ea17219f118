"""A middleware for the law of verbs: the page is asked for by who may, the act is a stranger's."""

from dataclasses import replace

from responsibility.organisation.people.models import User

HEADER = "X-Acts"


def acts(get_response):
    """Let the person of the header be whom the page names to the verb."""

    def middleware(request):
        stranger = User.objects.get(pk=request.headers[HEADER])
        request.actor = replace(request.actor, user=stranger)
        return get_response(request)

    return middleware
