"""What is a person's own, so that they neither check nor decide it (edge case 11)."""

from responsibility.organisation.standing import Standing
from responsibility.organisation.units.models import Unit


def is_of_own_unit(standing: Standing, unit: Unit) -> bool:
    """Whether `unit` is one of the person's, or lies below one of theirs that is no county."""
    above = {int(pk) for pk in unit.path.strip("/").split("/")} - {unit.the_county_id}
    return bool(standing.own_units & (above | {unit.pk}))
