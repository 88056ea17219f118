"""A page of a file as its reader sees it: drawn in bounds, with the reader's name burnt in."""

from io import BytesIO
from time import monotonic

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageChops

from pages.bounded import PATIENCE
from responsibility.files import reading
from responsibility.files.drawn import TALLEST, WIDEST
from responsibility.files.reading import page_of
from responsibility.files.store import store_upload
from responsibility.files.watermark import burn
from tests.make import NOW, actor, make_person
from tests.responsibility.files import contents, formats

pytestmark = pytest.mark.django_db
STROKE = b"90 700 m 500 700 l S"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }


@pytest.fixture
def reader():
    return make_person()


@pytest.fixture
def page(reader):
    def read(data: bytes, number: int = 1, user=None):
        upload = SimpleUploadedFile("a", data)
        stored_file = store_upload(upload=upload, by=actor(reader), now=NOW)
        return page_of(stored_file, number=number, user=user or reader, at=NOW)

    return read


def image(page) -> Image.Image:
    drawn = Image.open(BytesIO(page.jpeg), formats=["JPEG"])
    drawn.load()
    return drawn


@pytest.mark.parametrize(
    "number, before, after", [(1, None, 2), (2, 1, 3), (3, 2, None)]
)  # fmt: skip
def test_a_page_knows_those_beside_it(page, number, before, after):
    drawn = page(formats.pages(STROKE, STROKE, STROKE), number)
    assert (drawn.pages, drawn.before, drawn.after) == (3, before, after)
    assert image(drawn).size == (drawn.width, drawn.height) == (WIDEST, 1699)


@pytest.mark.parametrize("make", [formats.pages, contents.plain_jpeg, contents.office])
@pytest.mark.parametrize("number", [0, 2, 10**9])
def test_there_is_no_page_before_the_first_and_after_the_last(page, make, number):
    assert page(make(), number) is None


@pytest.mark.parametrize(
    "make, size",
    [
        (lambda: contents.photo(1_600, 900), (1_200, 675)),
        (lambda: contents.photo(1_600, 900, orientation=6), (900, 1_600)),
        (lambda: contents.photo(400, 300, "PNG"), (400, 300)),
        (lambda: formats.heic((320, 160)), (160, 320)),
        (lambda: formats.with_a_side(formats.pages(), b"9e9"), None),
        (lambda: formats.with_a_side(formats.pages(), b"1"), (1_200, 3)),
        (lambda: b"\n" * 500 + formats.pages(), (1_200, 1_699)),
    ],
)
def test_a_page_is_no_larger_than_a_screen_shows(page, make, size):
    drawn = page(make())
    assert drawn.width <= WIDEST and drawn.height <= TALLEST
    assert not size or (drawn.width, drawn.height) == size


@pytest.mark.parametrize(
    "make",
    [
        contents.pdf,  # without a page
        lambda: formats.pages()[:200],
        lambda: b"%PDF-1.7 and nothing else",
        contents.office,
        formats.ofd,
        lambda: contents.old_office("WordDocument"),
    ],
)
def test_what_cannot_be_drawn_is_a_page_without_a_picture(page, make):
    drawn = page(make())
    assert drawn.jpeg == b"" and drawn.number == 1


def test_what_takes_too_long_to_draw_is_ended(page, monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 1)
    began = monotonic()
    assert page(formats.hungry_pdf()).jpeg == b""
    assert monotonic() - began < PATIENCE + 5


def test_what_takes_too_much_memory_to_draw_is_ended(page, monkeypatch):
    monkeypatch.setattr(reading, "MEMORY", 64 * 1024 * 1024)
    assert page(contents.photo(2_000, 2_000, "PNG")).jpeg == b""


def test_two_readers_see_pages_that_differ(page, reader):
    other = make_person(name="Another reader")
    one, two = (image(page(formats.pages(), user=user)) for user in (reader, other))
    assert ImageChops.difference(one, two).getbbox()


def test_nothing_of_a_reading_is_stored(page, reader, tmp_path):
    page(formats.pages())
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def burnt(words: str, paper=(900, 600), shade=(255, 255, 255), **over) -> Image.Image:
    return burn(Image.new("RGB", paper, shade), words=words, latin="A0042 10:31", **over)


@pytest.mark.parametrize("shade", [(255, 255, 255), (0, 0, 0), (128, 128, 128)])
@pytest.mark.parametrize("paper", [(1_200, 1_700), (300, 2_400), (1_200, 200)])
def test_the_words_are_seen_on_paper_and_in_the_dark_all_over(shade, paper):
    found = burnt("Lu Siqi A0042 2026-09-24 10:31", paper, shade)
    traces = ImageChops.difference(found, Image.new("RGB", paper, shade)).convert("L")
    assert traces.getextrema()[1] > 25
    for left in range(0, paper[0], paper[0] // 2):
        half = (left, 0, min(left + paper[0] // 2, paper[0]), paper[1])
        assert traces.crop(half).getbbox()


def test_without_a_chinese_font_the_number_stands_there_in_latin():
    assert (
        burnt("许知衡", fonts=["/nowhere.ttc"]).tobytes()
        == burnt("顾念初", fonts=["/nowhere.ttc"]).tobytes()
    )
    assert burnt("许知衡", fonts=[]).tobytes() != burnt("x", shade=(254, 255, 255)).tobytes()
