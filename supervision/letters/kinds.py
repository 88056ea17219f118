"""The kinds of letters a county issues: data (M001-24, M001-25, M003-27)."""

from typing import Self

from django.db import models

from responsibility.organisation.bilingual import in_language
from responsibility.organisation.posts.models import RoleKind


class LetterKindQuerySet(models.QuerySet):
    def of_county(self, county_id: int) -> Self:
        """Those that may be issued, in their order."""
        return self.filter(county_id=county_id, in_use=True).order_by("position")


class LetterKind(models.Model):
    """A kind of letter. `issuers` are the kinds of post in whose body's name it goes out; `limit`
    is the code of the county's time limit for the reply. How its numbers are written, and whether
    another person approves it, says the county's rule for papers of its `code`.

    A `personal` one is to the person in the post, and seen by nobody else of the unit but by whom
    it is copied to. `graded`, `weighs`, `causes`: what its form asks besides.
    """

    county_id = models.BigIntegerField()
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField()
    issuers = models.ManyToManyField(RoleKind, related_name="+")
    limit = models.CharField(max_length=24)
    personal = models.BooleanField()
    graded = models.BooleanField()
    weighs = models.BooleanField()
    causes = models.BooleanField()
    in_use = models.BooleanField(default=True)

    objects = LetterKindQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="letterkind_once", fields=["county_id", "code"])
        ]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)
