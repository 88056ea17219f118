"""A text of the catalogue, and those of Django that the catalogue holds beside our own."""

from typing import NamedTuple


class Text(NamedTuple):
    """A text as the code asks for it."""

    id: str
    context: str | None = None
    plural: str | None = None


# Django's own texts come with Django's Chinese; these are those it lacks, or says as to a child.
OF_DJANGO = [
    Text(
        "This password is too short. It must contain at least %d character.",
        plural="This password is too short. It must contain at least %d characters.",
    ),
    Text("Your old password was entered incorrectly. Please enter it again."),
    Text(
        "Your password must contain at least %(min_length)d character.",
        plural="Your password must contain at least %(min_length)d characters.",
    ),
    Text("Your password can’t be too similar to your other personal information."),
    Text("Your password can’t be a commonly used password."),
    Text("Your password can’t be entirely numeric."),
    Text("You don’t have permission to view or edit anything."),
    Text(
        "ManagementForm data is missing or has been tampered with. Missing fields: "
        "%(field_names)s. You may need to file a bug report if the issue persists."
    ),
    Text("This field is required."),
    Text("Model name"),
    Text("Add link"),
    Text("Change or view list link"),
]
