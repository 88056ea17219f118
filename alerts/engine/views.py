"""The page for machines: whether the platform is well."""

from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alerts.engine.health import health


@never_cache
@require_safe
def healthz(request):
    """200 where all is well, else 503, with the facts of health.py."""
    facts, well = health()
    return JsonResponse(facts, status=200 if well else 503)
