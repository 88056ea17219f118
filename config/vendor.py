"""Bring in what others wrote for the browser, by name and version: `python -m config.vendor`.

Each package comes from the npm registry (`npm pack`) into a temporary folder; the few
files we serve are written to static/vendor/, each package's licence beside them, and
VERSIONS says what stands there. To upgrade: change a version here, run, look at the pages.
"""

import hashlib
import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from config.sprite import sprite

ROOT = Path(__file__).resolve().parent.parent
SERVED, TESTING = ROOT / "static" / "vendor", ROOT / "tests" / "browser" / "vendor"


@dataclass(frozen=True)
class Package:
    """`files` maps a path in the package to our file name; `made` names what is made from it."""

    name: str
    version: str
    licence: str
    folder: Path = SERVED
    files: dict[str, str] = field(default_factory=dict)
    made: tuple[str, ...] = ()

    @property
    def licence_file(self) -> str:
        return "LICENSE." + self.name.removeprefix("@").replace("/", "-")


PACKAGES = [
    Package("htmx.org", "2.0.10", "0BSD", files={"dist/htmx.min.js": "htmx.min.js"}),
    Package(
        "plotly.js-basic-dist-min",
        "4.1.1",
        "MIT",
        files={"plotly-basic.min.js": "plotly-basic.min.js"},
        made=("plotly.css",),
    ),
    Package("plotly.js-locales", "3.7.0", "MIT", made=("plotly-locale-zh-cn.js",)),
    Package("@tabler/icons", "3.51.0", "MIT", made=("sprite.svg",)),
    Package(
        "axe-core",
        "4.14.1",
        "MPL-2.0",
        folder=TESTING,
        files={"axe.min.js": "axe.min.js", "LICENSE-3RD-PARTY.txt": "LICENSE-3RD-PARTY.axe-core"},
    ),
]


class Archive:
    """A package as npm packs it."""

    def __init__(self, package: Package, folder: str):
        wanted = f"{package.name}@{package.version}"
        run = ["npm", "pack", "--silent", "--pack-destination", folder, wanted]
        packed = subprocess.run(run, check=True, capture_output=True, text=True, cwd=folder)
        with tarfile.open(Path(folder) / packed.stdout.split()[-1]) as tar:
            self._files = {m.name: tar.extractfile(m).read() for m in tar if m.isfile()}

    def read(self, path: str) -> str:
        return self._files[f"package/{path}"].decode()


def make(name: str, archive: Archive) -> str:
    """The text of a file that is made from a package instead of copied."""
    match name:
        case "plotly.css":
            return plotly_css(archive.read("plotly-basic.min.js"))
        case "plotly-locale-zh-cn.js":
            return plotly_locale(archive.read("zh-cn.js"))
        case "sprite.svg":
            return sprite(lambda icon: archive.read(f"icons/outline/{icon}.svg"))
    raise ValueError(name)


def plotly_css(bundle: str) -> str:
    """The rules plotly would inject as a <style>, which our content security policy forbids.

    The bundle holds them as {"X,X div": "direction:ltr;...", ...}; X stands for the chart, Y for
    its notes. A page loads the file with the id plotly looks for before it injects anything.
    """
    start = bundle.index('{"X,X div"')
    literal = bundle[start : bundle.index("}", start)]
    text = r'"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\'|([A-Za-z]+)'
    pairs = re.findall(rf"(?:{text})\s*:\s*(?:{text})\s*(?:,|$)", literal[1:])
    rules = [("".join(pair[:3]), "".join(pair[3:])) for pair in pairs]
    lines = [
        selector.replace("X", ".js-plotly-plot .plotly").replace("Y", ".plotly-notifier")
        + "{"
        + re.sub(r'"Open Sans",\s*verdana,\s*arial,\s*sans-serif', "inherit", rule)
        + "}\n"
        for selector, rule in rules
    ]
    return "/* Rules of plotly.js (MIT), taken from its bundle by config/vendor.py. */\n" + "".join(
        lines
    )


def plotly_locale(module: str) -> str:
    """A locale module as a plain script that registers itself."""
    return (
        "(function(){var module={exports:{}};\n"
        + module.strip()
        + "\nif(window.Plotly)Plotly.register(module.exports);})();\n"
    )


def bring_in(package: Package, archive: Archive) -> list[str]:
    """Write a package's files and its licence; answer the lines of VERSIONS."""
    texts = {ours: archive.read(theirs) for theirs, ours in package.files.items()}
    texts |= {name: make(name, archive) for name in package.made}
    texts[package.licence_file] = archive.read("LICENSE")
    package.folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for name, text in texts.items():
        (package.folder / name).write_text(text, encoding="utf-8", newline="\n")
        if name != package.licence_file:
            digest = hashlib.sha256(text.encode()).hexdigest()
            lines.append(f"{name} {package.name} {package.version} {package.licence} {digest}")
    return lines


def main() -> None:
    versions: dict[Path, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            lines = bring_in(package, Archive(package, folder))
            versions.setdefault(package.folder, []).extend(lines)
            print(f"{package.name} {package.version}")
    for folder, lines in versions.items():
        head = "# file, npm package, version, licence, sha256 (written by config/vendor.py)"
        (folder / "VERSIONS").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
