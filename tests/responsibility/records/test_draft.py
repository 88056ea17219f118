"""Drafts: one for each form begun, kept as typed, gone with the record lodged from it."""

import pytest

from pages.refused import Refused
from responsibility.records.form.draft import (
    MOST_DRAFTS,
    draft_lines,
    drafts_of,
    drop_draft,
    keep_draft,
)
from responsibility.records.form.drafts import Draft
from tests.make import NOW, days, make_person, make_task, nonce
from tests.responsibility.records.cast import lodge_as, make_cast

pytestmark = pytest.mark.django_db
FORM, OTHER_FORM = nonce(), nonce()


def test_the_newest_words_of_a_form_take_the_place_of_those_before():
    user, other = make_person(), make_person()
    keep_draft(user=user, nonce=FORM, fields={"text": ["Ta"], "tasks": ["7", "8"]}, now=NOW)
    keep_draft(user=other, nonce=FORM, fields={"text": ["Other"]}, now=NOW)
    keep_draft(user=user, nonce=FORM, fields={"text": ["Talked"]}, now=NOW + days(1))
    (draft,) = drafts_of(user)
    assert (draft.fields, draft.saved_at) == ({"text": ["Talked"]}, NOW + days(1))
    drop_draft(user, nonce=FORM)
    assert not drafts_of(user) and drafts_of(other).get().fields == {"text": ["Other"]}


def test_each_form_has_its_own_the_newest_first():
    user = make_person()
    keep_draft(user=user, nonce=FORM, fields={"text": ["First"]}, now=NOW)
    keep_draft(user=user, nonce=OTHER_FORM, fields={"text": ["Second"]}, now=NOW + days(1))
    assert [draft.fields["text"] for draft in drafts_of(user)] == [["Second"], ["First"]]
    drop_draft(user, nonce=OTHER_FORM)
    assert drafts_of(user).get().nonce == FORM


def test_what_belongs_to_the_page_is_not_kept():
    user = make_person()
    fields = {"csrfmiddlewaretoken": ["s"], "nonce": ["n"], "text": ["Talked"]}
    kept = keep_draft(user=user, nonce=FORM, fields=fields, now=NOW)
    assert kept.fields == {"text": ["Talked"]}


def test_more_than_a_form_holds_is_not_kept():
    user = make_person()
    with pytest.raises(Refused):
        keep_draft(user=user, nonce=FORM, fields={"text": ["x" * 20_001]}, now=NOW)
    assert not Draft.objects.exists()


def test_a_person_keeps_no_more_than_so_many_and_goes_on_with_each():
    user, forms = make_person(), [nonce() for _ in range(MOST_DRAFTS)]
    for form in forms:
        keep_draft(user=user, nonce=form, fields={"text": ["Talked"]}, now=NOW)
    with pytest.raises(Refused):
        keep_draft(user=user, nonce=nonce(), fields={"text": ["One more"]}, now=NOW)
    keep_draft(user=user, nonce=forms[0], fields={"text": ["Talked on"]}, now=NOW)
    assert drafts_of(user).count() == MOST_DRAFTS


def test_what_a_page_sends_after_its_form_was_lodged_is_no_draft():
    """A page that is left saves at once: also the page that has just lodged."""
    cast = make_cast()
    lodge_as(cast.holder, make_task(cast.post), nonce=FORM)
    assert keep_draft(user=cast.holder, nonce=FORM, fields={"text": ["x"]}, now=NOW) is None
    assert not Draft.objects.exists()


@pytest.mark.usefixtures("english")
def test_a_draft_is_named_by_its_duty_else_by_its_words():
    cast = make_cast()
    task, elsewhere = make_task(cast.post), make_task(make_cast().post)
    for fields in (
        {"text": ["Talked about the works"]},
        {"tasks": [str(task.pk)], "text": ["Talked"]},
        {"tasks": [str(elsewhere.pk), "x"]},
        {"tasks": ["x" * 30]},
    ):
        keep_draft(user=cast.holder, nonce=nonce(), fields=fields, now=NOW)
    lines = draft_lines(drafts_of(cast.holder), user=cast.holder, now=NOW)
    assert [line.text for line in lines] == [
        "Draft: no duty chosen yet",
        "Draft: no duty chosen yet",
        f"Draft: {task.title}",
        "Draft: Talked about the works",
    ]
