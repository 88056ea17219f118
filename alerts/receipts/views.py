"""What providers report: of each message, to an address of its own (reliability study 2.8)."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from alerts.channels.base import Forged
from alerts.channels.known import channel_named
from alerts.outbox.receive import receive, reports_here

LONGEST = 16 * 1024  # bytes; a report has a dozen short fields


@csrf_exempt  # the provider signs it instead
@require_POST
def receipt(request, channel, message):
    """Take one report. What is well signed is answered 204, whether it is of use or not: the
    provider would only say it again; anything else 403."""
    if not reports_here(channel, message):
        raise Http404
    if len(request.body) > LONGEST:
        return HttpResponse(status=413)
    known = channel_named(channel)
    try:
        receive(
            channel=known,
            message_id=message,
            url=settings.PUBLIC_ADDRESS + request.path,
            fields=request.POST,
            signature=request.headers.get(known.signature_header or "-", ""),
            now=request.now,
        )
    except Forged:
        return HttpResponse(status=403)
    return HttpResponse(status=204)
