"""What others wrote and we serve: as it came, with its licence, and nothing that is not there."""

import hashlib
import re
from pathlib import Path

import pytest

from alerts.kinds.collected import collected
from config.sprite import ICONS
from config.vendor import PACKAGES, ROOT, plotly_css

LINES = [
    (package, name) for package in PACKAGES for name in [*package.files.values(), *package.made]
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
each_template = pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates"))
)


def versions(folder: Path) -> dict[str, list[str]]:
    lines = (folder / "VERSIONS").read_text(encoding="utf-8").splitlines()[1:]
    return {line.split()[0]: line.split()[1:] for line in lines}


@pytest.mark.parametrize("package, name", LINES, ids=[name for _package, name in LINES])
def test_each_file_is_what_versions_says(package, name):
    digest = hashlib.sha256((package.folder / name).read_bytes()).hexdigest()
    wanted = [package.name, package.version, package.licence, digest]
    assert versions(package.folder)[name] == wanted
    assert (package.folder / package.licence_file).exists()


def test_plotly_css_is_taken_from_the_bundle_whole():
    bundle = 'x={"X,X div":\'font-family:"Open Sans",verdana,arial,sans-serif;\',"Y b":"top:0;"};'
    assert plotly_css(bundle).splitlines()[1:] == [
        ".js-plotly-plot .plotly,.js-plotly-plot .plotly div{font-family:inherit;}",
        ".plotly-notifier b{top:0;}",
    ]


@each_template
def test_every_icon_used_is_in_the_sprite(path):
    used = re.findall(r'{% icon "([\w-]+)"', path.read_text(encoding="utf-8"))
    assert set(used) <= set(ICONS)


def test_the_menus_icons_are_in_the_sprite():
    assert {entry.icon for entry in collected().menu} <= set(ICONS)


@each_template
def test_nothing_stands_in_a_template_that_the_policy_forbids(path):
    text = re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"))
    forbidden = r"<style|\sstyle=|\son\w+=|\shx-on|js:|javascript:|<script(?![^>]*\ssrc=)"
    assert not re.findall(forbidden, text)
