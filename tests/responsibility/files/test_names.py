"""A file's name: as its owner called it, made safe."""

import pytest

from responsibility.files.names import MOST, safe_name

JPEG = (".jpg", ".jpeg")


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("谈话现场.jpg", "谈话现场.jpg"),
        ("photo.JPEG", "photo.JPEG"),
        ("C:\\fakepath\\photo.jpg", "photo.jpg"),
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("photo.exe", "photo.exe.jpg"),
        ("page.html", "page.html.jpg"),
        ("photo", "photo.jpg"),
        ("invoice\u202egpj.exe", "invoicegpj.exe.jpg"),
        ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie_ x.jpg"),
        ("  two   words .jpg ", "two words .jpg"),
        ("...", "file.jpg"),
        ("", "file.jpg"),
        ('a"b.jpg', "a_b.jpg"),
    ],
)
def test_a_name_is_made_safe(given, safe):
    assert safe_name(given, endings=JPEG) == safe


def test_a_long_name_keeps_its_ending():
    name = safe_name("记" * 300 + ".jpg", endings=JPEG)
    assert (len(name), name[-5:]) == (MOST, "记.jpg")
