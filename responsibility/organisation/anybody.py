"""Whoever asks, while a query is prepared: a person whose standing is still to come."""

from dataclasses import fields

from django.db.models import BigIntegerField

from pages.prepared import Ids, Kind, Parameter
from responsibility.organisation.standing import Anybody, Standing, standing_of


class Person(Kind):
    """The parameter of a prepared query (pages.prepared) that is the person who asks, as of the
    instant in the parameter `at`.

    The shape of the query follows from which sets of the standing have any ids in them.
    """

    def __init__(self, at: str = "now"):
        super().__init__(BigIntegerField)
        self._at = at

    def place(self, name, value, values):
        def of_now(values) -> Standing:
            return standing_of(values[name], at=values[self._at])

        standing = of_now(values)
        sets = {
            each: Ids(lambda values, each=each: getattr(of_now(values), each))
            for each in _SETS
            if getattr(standing, each)
        }
        grants = {
            grant: Ids(lambda values, grant=grant: of_now(values).grants[grant])
            for grant in standing.grants
        }
        flags = {each: getattr(standing, each) for each in _FLAGS}
        pk = Parameter(lambda values: values[name].pk, BigIntegerField())
        return Anybody(pk, Standing(**sets, **flags, grants=grants))

    def shape(self, value, values):
        standing = standing_of(value, at=values[self._at])
        some = (bool(getattr(standing, each)) for each in _SETS)
        return *some, *(getattr(standing, each) for each in _FLAGS), *sorted(standing.grants)


_FLAGS = ("is_system_administrator", "is_auditor")
_SETS = [each.name for each in fields(Standing) if each.name not in (*_FLAGS, "grants")]
PERSON = Person()
