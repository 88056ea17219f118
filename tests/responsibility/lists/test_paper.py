"""A list as it is cited, printed and taken along."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.translation import override
from docx import Document

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from tests.make import make_holder
from tests.responsibility.tasks.published import Ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground():
    ground = Ground()
    ground.publish("PO-C01-03")
    return ground


def opened(client, user, name, *args, **query):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(reverse(name, args=args), query)


def codes(duty_list) -> list[str]:
    return list(duty_list.items.values_list("code", flat=True))


def test_each_item_has_an_address_of_its_own(client, ground):
    page = opened(client, ground.head_user, "list", ground.list_of().pk).content.decode()
    for code in codes(ground.list_of()):
        assert f'<tr id="{code}">' in page
        assert f'href="{reverse("list", args=[ground.list_of().pk])}#{code}"' in page


def test_the_list_is_searched_within(client, ground):
    held = ground.list_of()

    def found(typed, **more):
        client.force_login(ground.head_user)
        response = client.get(reverse("list", args=[held.pk]), {"q": typed}, **more)
        return [item.code for item in response.context["items"]]

    assert found("po-c01-0") == [code for code in codes(held) if code.startswith("PO-C01-0")]
    assert found("请示报告条例") == [
        item.code for item in held.items.all() if "请示报告条例" in item.basis
    ]
    assert found("  ") == codes(held) == found("")
    assert found("nothing says this") == []
    part = client.get(
        reverse("list", args=[held.pk]), {"q": "PO-C01-03"}, headers={"HX-Request": "true"}
    )
    assert part.content.decode().count("<tr id=") == 1 and b"<html" not in part.content


def test_the_sheet_holds_the_whole_list_under_its_number(client, ground):
    held = ground.list_of()
    page = opened(client, ground.head_user, "list-paper", held.pk).content.decode()
    assert f"{ground.county.name}, version 1" in page
    assert all(f'<tr id="{code}">' in page for code in codes(held))
    assert "not in force" not in page
    draft = ground.list_of(Role.TEAM_MEMBER)
    assert "not in force" in opened(client, ground.officer, "list-paper", draft.pk).content.decode()


def test_the_document_says_what_the_page_says_and_taking_it_is_noted(client, ground):
    held = ground.list_of()
    response = opened(client, ground.head_user, "list-docx", held.pk)
    document = Document(BytesIO(response.getvalue()))
    said = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    with override("en"):
        for item in held.items.prefetch_related("evidence"):
            [row] = [row for row in said if row[0] == item.code]
            assert row[1:4] == [item.text_en, item.asks_words, item.due_words]
    assert len(document.tables) == 1 + held.items.values("category").distinct().count()
    noted = AuditEntry.objects.get(action="list.export", object_id="list")
    assert (noted.user, noted.after["rows"]) == (ground.head_user, held.items.count())


def test_a_draft_is_for_the_office_alone(client, ground):
    draft = ground.list_of(Role.TEAM_MEMBER)
    _, member = make_holder(ground.unit, Role.TEAM_MEMBER)
    for name in ("list-paper", "list-docx"):
        assert opened(client, member, name, draft.pk).status_code == 404
        assert opened(client, ground.officer, name, draft.pk).status_code == 200
