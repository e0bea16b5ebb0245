"""A file of pictures → its pages as pictures to be recognised, none larger than the limits.

    scan.tif with 3 pages               →  3 pictures
    photo.jpg, lying on its side        →  1 picture, upright as its camera says
    50,000 × 50,000 pixels of nothing   →  one sentence, before a pixel is decoded

Sizes are read from the head of the file first.  Transparency becomes white paper.
"""

from __future__ import annotations

import io
import itertools
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, cast

from PIL import Image, ImageOps

from ..config import ReadingSettings
from ..errors import TooLarge, UnreadableSource
from .parts import Given

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
_BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, EOFError,
    struct.error, zlib.error, RuntimeError,
)  # fmt: skip
"""What decoders raise on damaged files."""

_DEEP = ("I", "F", "I;16", "I;16B", "I;16L", "I;16N")
"""Kinds of grey with more than 256 levels; the first eight bits are enough to read."""


class Picture(NamedTuple):
    """One page as a picture, in grey or colour, and its number."""

    page: int
    image: Image.Image


def pictures(given: Given) -> Iterator[Picture]:
    """Yield the pages of a file one after another; raise TooLarge or UnreadableSource with a sentence."""
    with _guarded(given.name, given.settings):
        file = Image.open(io.BytesIO(given.data), formats=_FORMATS)
    with file:
        for page in itertools.count():
            with _guarded(given.name, given.settings):
                if page and not _turn_to(file, page):
                    return
                width, height = file.size
                check_picture(width, height, given.name, given.settings)
                check_pages(page + 1, given.name, given.settings)
                image = _plain(file)
            yield Picture(page + 1, image)


def check_picture(width: int, height: int, name: str, settings: ReadingSettings) -> None:
    """Raise TooLarge for a picture of more pixels, or a longer side, than the limits."""
    if width * height > settings.max_picture_pixels or max(width, height) > settings.max_picture_side:
        raise _too_large(name, settings, f"（{width}×{height}）", f" ({width} × {height})")


def check_pages(pages: int, name: str, settings: ReadingSettings) -> None:
    """Raise TooLarge for a scan of more pages than the limit."""
    if pages > settings.max_scanned_pages:
        raise TooLarge(
            f"“{name}”的扫描页超过上限 {settings.max_scanned_pages} 页。请拆成几个文件，或用其他软件识别文字后再上传。",
            f'"{name}" has more than {settings.max_scanned_pages} scanned pages, the limit. '
            "Split it, or have its text recognised by another program first.",
        )


@contextmanager
def _guarded(name: str, settings: ReadingSettings) -> Iterator[None]:
    """Turn what decoders raise, and their warning of a bomb, into sentences."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # remarks on odd tags
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_large(name, settings) from error
    except _BROKEN as error:
        raise _broken(name) from error


def _turn_to(file: ImageFile, page: int) -> bool:
    """Go to a page and tell whether it is there; what formats but TIFF hold besides moves, or is a preview."""
    if file.format != "TIFF":
        return False
    try:
        file.seek(page)
    except EOFError:
        return False
    return True


def _plain(file: Image.Image) -> Image.Image:
    """Return a picture upright, in grey or colour of eight bits, on white."""
    image = ImageOps.exif_transpose(file)
    if image.mode in _DEEP:
        image = _eight_bits(image)
    if image.mode in ("1", "L"):
        return image.convert("L")
    if image.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
    if image.mode == "RGBA":
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        return paper
    return image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return deep grey as plain grey: from its darkest to its lightest."""
    low, high = cast(tuple[float, float], image.getextrema())
    scale = 255 / (high - low) if high > low else 1.0
    return image.convert("F").point(lambda level: level * scale - low * scale).convert("L")


def _too_large(name: str, settings: ReadingSettings, zh: str = "", en: str = "") -> TooLarge:
    pixels, side = settings.max_picture_pixels, settings.max_picture_side
    return TooLarge(
        f"图片“{name}”太大{zh}：最多 {pixels // 10_000} 万像素，每边最多 {side} 像素。请以 200 至 300 dpi 重新扫描。",
        f'The picture "{name}" is too large{en}: {pixels:,} pixels and {side:,} a side are read at most. '
        "Scan it again at 200 to 300 dpi.",
    )


def _broken(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"图片“{name}”打不开，可能已损坏或不完整。请重新扫描或另存为 png 后再试。",
        f'The picture "{name}" cannot be opened; it may be damaged or cut short. Scan it again or save it as png.',
    )
