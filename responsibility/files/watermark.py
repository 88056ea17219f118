"""Words burnt into a picture, again and again and aslant: who reads it, and when."""

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

# Where systems keep a font with Chinese signs: Debian's fonts-noto-cjk, fonts-wqy-microhei and
# fonts-droid-fallback, macOS.
FONTS = [
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
]
INK, HALO = (70, 104, 140, 104), (255, 255, 255, 72)  # seen on paper and on a dark photo
ASLANT = 24  # degrees
PER_WIDTH = 44  # letters of the words' height, side by side, fill the picture's width


def burn(
    image: Image.Image, *, words: str, latin: str, fonts: Sequence[str] = FONTS
) -> Image.Image:
    """`image` with `words` all over it; with `latin` where no font has Chinese signs."""
    font, words = _written(max(14, image.width // PER_WIDTH), words, latin, fonts)
    tile = _tile(font, words)
    burnt = image.convert("RGB")
    for row, top in enumerate(range(-tile.height // 2, burnt.height, int(tile.height * 1.2))):
        start = -tile.width // 2 if row % 2 else 0
        for left in range(start, burnt.width, int(tile.width * 1.1)):
            burnt.paste(tile, (left, top), tile)
    return burnt


def _written(size: int, words: str, latin: str, fonts: Sequence[str]):
    for path in fonts:
        try:
            return ImageFont.truetype(path, size), words
        except OSError:
            continue
    return ImageFont.load_default(size), latin


def _tile(font, words: str) -> Image.Image:
    left, top, right, bottom = (round(edge) for edge in font.getbbox(words, stroke_width=2))
    tile = Image.new("RGBA", (right - left + 4, bottom - top + 4), (*INK[:3], 0))
    draw, place = ImageDraw.Draw(tile), (2 - left, 2 - top)
    draw.text(place, words, font=font, fill=HALO, stroke_width=1, stroke_fill=HALO)
    draw.text(place, words, font=font, fill=INK)
    return tile.rotate(ASLANT, expand=True, resample=Image.Resampling.BICUBIC)
