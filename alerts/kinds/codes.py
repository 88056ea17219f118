"""A column that holds a code of a vocabulary: new words of it make no migration."""

from django.db import models


class CodeField(models.CharField):
    """A code of a vocabulary that grows. Where rooms declare it, its `choices` are a function,
    called once all models are made.

    Migrations know it as a CharField without choices: a new code changes no table.
    """

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, "django.db.models.CharField", args, kwargs
