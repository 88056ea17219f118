"""The pages of the words of messages."""

import pytest
from django.urls import reverse

from alerts.wording.models import Wording
from tests.make import join, make_county, make_holder, make_unit
from tests.responsibility.wording.typed import typed_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """The post of a commission office, its head and another member."""
    unit = make_unit(make_county(), kind="office")
    post, head = make_holder(unit, "commission_office")
    return head, join(post)


def test_from_a_new_version_to_its_use_by_two_people(client, office):
    writer, other = office
    client.force_login(writer)
    assert "您好！{name}" in client.get(reverse("wording-new")).content.decode()
    answer = client.post(reverse("wording-new"), typed_words())
    assert answer["Location"] == reverse("wording-version", args=[2])
    page = client.get(reverse("wording-version", args=[2])).content.decode()
    assert "disabled" in page
    assert client.post(reverse("wording-use", args=[2])).status_code == 422
    client.force_login(other)
    assert client.post(reverse("wording-use", args=[2])).status_code == 302
    assert Wording.objects.get().activated_by == other
    assert client.get(reverse("wording")).status_code == 200


def test_the_preview_shows_what_is_typed_and_keeps_nothing(client, office):
    client.force_login(office[0])
    fields = typed_words(note="", **{"parts.overdue": "{n}项任务过期"})
    page = client.post(reverse("wording-preview"), fields).content.decode()
    assert "1项任务过期（还差1次）" in page
    assert "<form" in page
    part = client.post(reverse("wording-preview"), fields, headers={"HX-Request": "true"})
    assert "<form" not in part.content.decode()
    assert not Wording.objects.exists()


@pytest.mark.parametrize("page", ["wording-preview", "wording-new"])
def test_what_is_wrong_stands_beside_its_field(client, office, page):
    client.force_login(office[0])
    answer = client.post(reverse(page), typed_words(**{"parts.overdue": "{title}"}))
    assert answer.status_code == (200 if page == "wording-preview" else 422)
    html = answer.content.decode()
    assert 'id="id_parts.overdue_error"' in html
    assert not Wording.objects.exists()


def test_a_template_is_noted_for_the_shipped_words_too(client, office):
    client.force_login(office[0])
    data = {"channel": "aliyun", "code": "SMS_1", "signature": "清廉澜川", "name": "who",
            "what": "what", "reference": "no"}  # fmt: skip
    address = reverse("wording-template", args=[1])
    assert client.post(address, data | {"code": ""}).status_code == 422
    assert client.post(address, data).status_code == 302
    assert "SMS_1" in client.get(reverse("wording-version", args=[1])).content.decode()
    assert client.post(address, data).status_code == 422


def test_a_version_there_never_was_is_absent(client, office):
    client.force_login(office[0])
    assert client.get(reverse("wording-version", args=[9])).status_code == 404
    assert client.post(reverse("wording-use", args=[9])).status_code == 404
