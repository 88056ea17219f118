"""The columns that name a post and a person."""

from django.utils.translation import gettext_lazy

from pages.rows_in.columns import Code, Column
from responsibility.tasks.people_in.sheet import PersonName


class PersonWord(Code):
    """A staff number, or a name that only one person has."""


def unit_column() -> Column:
    return Column(
        gettext_lazy("Unit"),
        required=True,
        most=160,
        chosen_from="Units.name",
        advice=gettext_lazy("The unit of the post, as on the sheet of units."),
    )


def post_column() -> Column:
    return Column(
        gettext_lazy("Post"),
        also=gettext_lazy("title|position"),
        required=True,
        most=60,
        chosen_from="Posts.post",
        advice=gettext_lazy(
            "The title. Of several posts with one title in the unit: Deputy#2 is the second."
        ),
    )


def person_column() -> Code:
    return PersonWord(
        gettext_lazy("Staff number or name"),
        also=gettext_lazy("staff number|account"),
        required=True,
        most=60,
        chosen_from="People.staff_number",
        example="LC0112",
        advice=gettext_lazy("The number; or the name, where only one person has it."),
    )


def name_column() -> Column:
    return PersonName(
        gettext_lazy("Name"),
        also=gettext_lazy("full name"),
        most=60,
        advice=gettext_lazy("To read by; where it is written, it has to be that person's."),
    )
