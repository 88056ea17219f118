"""What evidence costs: taken in (told, converted, stripped), and a page of it read.

    python -m benchmarks.files
    python -m benchmarks.files --edge 800 --pages 3 --rounds 1      # a shorter look

A JPEG, a HEIC and a WebP of 12 million pixels with grain, and a PDF of scanned pages; each through
the bounded process that the platform uses, with its memory, its start included. Prints for each the
size that came and that of the answer, the seconds by the clock and of the processor: medians.
"""

import argparse
import json
import resource
from io import BytesIO
from time import perf_counter

import pillow_heif
from PIL import Image

from benchmarks.scratch import median
from pages.bounded import run_bounded

DECODER, DRAWER = "responsibility.files.decoder", "responsibility.files.drawn"
SECONDS, MEMORY = 60, 768 * 1024**2  # wide in time: what is measured is not cut
A4 = (1_654, 2_339)  # pixels at 200 dots an inch
READER = {"words": "Lu Siqi A0042 2026-09-24 10:31", "latin": "A0042 2026-09-24 10:31"}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--edge", type=int, default=4_000, help="pixels of the longer side")
    arguments.add_argument("--pages", type=int, default=20, help="pages of the PDF")
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()
    photo = _grain((options.edge, options.edge * 3 // 4))
    jpeg, pdf = _saved(photo, "JPEG"), _scanned(options.pages)
    print(f"{'':<24} {'KB came':>8} {'KB out':>8} {'clock s':>8} {'CPU s':>8}", flush=True)
    works = {
        "JPEG taken in": (DECODER, jpeg),
        "WebP taken in": (DECODER, _saved(photo, "WEBP")),
        "HEIC taken in": (DECODER, _heic(photo)),
        "PDF taken in": (DECODER, pdf),
        "photo read": (DRAWER, _order("jpeg", 1) + jpeg),
        "first page of PDF read": (DRAWER, _order("pdf", 1) + pdf),
        "last page of PDF read": (DRAWER, _order("pdf", options.pages) + pdf),
    }
    for name, (module, content) in works.items():
        rounds = [_run(module, content) for _ in range(options.rounds)]
        clock, cpu = (median([each[place] for each in rounds]) for place in (0, 1))
        sizes = f"{len(content) / 1024:>8.0f} {rounds[0][2] / 1024:>8.0f}"
        print(f"{name:<24} {sizes} {clock:>8.2f} {cpu:>8.2f}", flush=True)


def _run(module: str, content: bytes) -> tuple[float, float, int]:
    """Seconds by the clock and of the processor, bytes of the answer."""
    began, before = perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = run_bounded(module, content, seconds=SECONDS, memory=MEMORY)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return perf_counter() - began, cpu, len(answer)


def _order(kind: str, page: int) -> bytes:
    return json.dumps({"kind": kind, "page": page} | READER).encode() + b"\n"


def _grain(size: tuple[int, int]) -> Image.Image:
    """A picture that packs no better than a real one."""
    small = Image.effect_noise((size[0] // 4, size[1] // 4), 60)
    return small.convert("RGB").resize(size)


def _saved(image: Image.Image, format: str) -> bytes:
    out = BytesIO()
    image.save(out, format, quality=85)
    return out.getvalue()


def _heic(image: Image.Image) -> bytes:
    out = BytesIO()
    pillow_heif.from_pillow(image).save(out, quality=60)
    return out.getvalue()


def _scanned(pages: int) -> bytes:
    """A PDF of scanned pages, as a copier makes it."""
    page, out = _grain(A4), BytesIO()
    page.save(out, "PDF", save_all=True, append_images=[page] * (pages - 1), resolution=200)
    return out.getvalue()


if __name__ == "__main__":
    main()
