"""Which installation this database belongs to: a copy of it must not text a whole county."""

from django.db import models


class Installation(models.Model):
    """The one row that says where this database was when its outbox was last let go.

    `place` is what alerts/installation/place.py makes of the server and the data folder. Where it
    differs from the place the processes run in, the database was restored or copied.
    """

    only = models.BooleanField(primary_key=True, default=True)
    place = models.CharField(max_length=120)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="installation_only_one", condition=models.Q(only=True))
        ]

    def __str__(self) -> str:
        return self.place
