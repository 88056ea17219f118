"""Drafts: one a person, kept as typed."""

import pytest

from pages.refused import Refused
from responsibility.records.form.draft import draft_of, drop_draft, keep_draft
from responsibility.records.form.drafts import Draft
from tests.make import NOW, days, make_person

pytestmark = pytest.mark.django_db


def test_the_newest_draft_takes_the_place_of_the_one_before():
    user, other = make_person(), make_person()
    keep_draft(user=user, fields={"text": ["Ta"], "tasks": ["7", "8"]}, now=NOW)
    keep_draft(user=other, fields={"text": ["Other"]}, now=NOW)
    keep_draft(user=user, fields={"text": ["Talked"]}, now=NOW + days(1))
    draft = draft_of(user)
    assert (draft.fields, draft.saved_at) == ({"text": ["Talked"]}, NOW + days(1))
    drop_draft(user)
    assert draft_of(user) is None and draft_of(other).fields == {"text": ["Other"]}


def test_what_belongs_to_the_page_is_not_kept():
    user = make_person()
    fields = {"csrfmiddlewaretoken": ["s"], "nonce": ["n"], "text": ["Talked"]}
    assert keep_draft(user=user, fields=fields, now=NOW).fields == {"text": ["Talked"]}


def test_more_than_a_form_holds_is_not_kept():
    user = make_person()
    with pytest.raises(Refused):
        keep_draft(user=user, fields={"text": ["x" * 20_001]}, now=NOW)
    assert not Draft.objects.exists()
