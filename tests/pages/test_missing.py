"""A form that is sent empty says of each field by its name what is missing."""

import pytest
from django.utils.translation import gettext as _

from tests.pages.rows import TABLE

FORMS = [row for row in TABLE if row.method == "post" and row.data is not type(row).data]


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.name)
def test_no_form_says_that_this_field_is_required(ask, cast, row):
    kind = next((kind for kind, letter in row.by_kind() if letter in "23"), None)
    if kind is None:
        pytest.skip("nobody may send it")
    none = {"line-TOTAL_FORMS": "0", "line-INITIAL_FORMS": "0"}  # of a form with lines
    answer = ask(kind, "post", row.path(cast), none)
    assert answer.status_code < 500
    assert _("This field is required.") not in (answer.text if not answer.streaming else "")
