"""What every page says of the engine, given to all templates."""

from django.utils.functional import SimpleLazyObject

from alerts.alarms.engine import engine_at


def engine(request) -> dict:
    """Context processor: one query where a page asks, none where a fragment does not."""
    return {"engine": SimpleLazyObject(lambda: engine_at(request.now))}
