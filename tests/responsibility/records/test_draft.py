"""Drafts: one for each form begun, kept as typed, gone with the record lodged from it."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from pages.refused import Refused
from responsibility.records.form.draft import (
    MOST_DRAFTS,
    draft_lines,
    drafts_of,
    drop_draft,
    keep_draft,
)
from responsibility.records.form.drafts import Draft
from responsibility.records.models import DutyRecord
from responsibility.records.record.page import fields_of
from tests.make import NOW, days, make_person, make_task, nonce
from tests.responsibility.records.cast import correct_as, lodge_as, make_cast, withdraw_as

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


# A correction being typed


@pytest.fixture
def correcting(client):
    """A lodged record, its task and the page of its holder."""
    cast = make_cast()
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    client.force_login(cast.holder)
    page = client.get(reverse("record-correct", args=[record.pk])).context["form"]
    typed = fields_of(record) | {"nonce": str(page["nonce"].value()), "record": str(record.pk)}
    return SimpleNamespace(cast=cast, task=task, record=record, typed=typed)


def save(client, typed, **over):
    return client.post(reverse("record-draft"), typed | over, headers={"HX-Request": "true"})


def test_a_correction_is_kept_once_it_says_more_than_its_record(client, correcting):
    typed = correcting.typed
    assert save(client, typed).status_code == 204 and not Draft.objects.exists()
    assert save(client, typed, text="Talked about the dam too.").status_code == 200
    address = reverse("record-correct", args=[correcting.record.pk])
    page = client.get(address)
    assert page.context["form"]["text"].value() == "Talked about the dam too."
    assert page.context["form"]["nonce"].value() == Draft.objects.get().nonce
    shown = page.content.decode()
    assert 'name="discard"' in shown and "?new=1" not in shown
    # It stands for its record alone: the form of a new one begins empty.
    new = client.get(reverse("record-new"))
    assert new.context["form"]["text"].value() is None
    (line,) = draft_lines(drafts_of(correcting.cast.holder), user=correcting.cast.holder, now=NOW)
    assert line.text == f"更正草稿：{correcting.task.title}"
    assert client.get(line.address).context["note"] == "draft"


def test_it_goes_with_the_correction_lodged_from_it_or_is_discarded(client, correcting):
    typed = correcting.typed | {"text": "Talked about the dam too."}
    save(client, typed)
    client.post(reverse("record-correct", args=[correcting.record.pk]), typed)
    newer = DutyRecord.objects.get(supersedes=correcting.record)
    assert newer.text == typed["text"] and not Draft.objects.exists()
    again = typed | {"nonce": str(nonce()), "record": str(newer.pk), "text": "And the weir."}
    save(client, again)
    response = client.post(reverse("record-draft"), again | {"discard": "1"})
    assert response.url == newer.get_absolute_url() and not Draft.objects.exists()


@pytest.mark.parametrize("meanwhile", ["corrected", "withdrawn"])
def test_what_was_typed_outlives_its_record(client, correcting, meanwhile):
    save(client, correcting.typed, text="Talked about the dam too.")
    draft = Draft.objects.get()
    if meanwhile == "corrected":
        newer = correct_as(
            correcting.cast.clerk, correcting.record, correcting.task, text="By the clerk."
        )
        page = client.get(draft.get_absolute_url(), follow=True)
        assert page.context["page"].record == newer and page.context["note"] == "draft"
    else:
        withdraw_as(correcting.cast.holder, correcting.record)
        page = client.get(draft.get_absolute_url())
        assert page.context["page"].record is None and page.context["note"] == "withdrawn"
    assert page.context["form"]["text"].value() == "Talked about the dam too."


def test_what_one_may_not_read_is_corrected_by_no_draft(client, correcting):
    stranger = make_cast().holder
    client.force_login(stranger)
    save(client, correcting.typed, text="Not mine.")
    assert Draft.objects.get(user=stranger).record_id is None


def test_without_scripts_the_button_leads_back_to_the_correction(client, correcting):
    typed = correcting.typed | {"text": "Talked about the dam too."}
    response = client.post(reverse("record-draft"), typed)
    assert response.url == Draft.objects.get().get_absolute_url()
    assert client.get(response.url).context["page"].record == correcting.record
