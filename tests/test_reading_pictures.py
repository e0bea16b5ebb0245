"""Files of pictures: their pages come upright on white paper; what is too large, cut short or odd is one sentence."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from compare.config import ReadingSettings
from compare.errors import DuizhaoError, TooLarge
from compare.reading.parts import Given

Image = pytest.importorskip("PIL.Image", reason="needs duizhao[ocr] (make test-ocr), not installed here")

from compare.reading.pictures import pictures  # noqa: E402

SETTINGS = ReadingSettings()


def pages(data: bytes, settings: ReadingSettings = SETTINGS) -> list[Any]:
    """Return the pictures of a file."""
    return [picture.image for picture in pictures(Given(data, "扫描.png", settings))]


def packed(image: Any, kind: str, **options: Any) -> bytes:
    """Return a picture as a file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """Return a PNG that says it is so large, and holds next to nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", data or zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("width", "height"), [(50_000, 50_000), (50_000, 10), (10, 50_000), (20_000, 20_000), (2**31 - 1, 2**31 - 1)]
)
def test_pictures_beyond_the_limits_are_refused_by_their_head(width: int, height: int) -> None:
    """Fifty thousand pixels a side: one sentence that says what to do, and nothing is decoded."""
    with pytest.raises(TooLarge) as raised:
        pages(png(width, height))

    assert "200 至 300 dpi" in raised.value.zh
    assert "Scan it again" in raised.value.en


def test_a_bomb_of_a_few_bytes_is_refused() -> None:
    """A hundred million pixels packed into a hundred kilobytes."""
    rows = zlib.compress(b"\0" * 10_001 * 10_000, 9)

    with pytest.raises(TooLarge):
        pages(png(10_000, 10_000, rows))


def test_a_scan_of_several_pages_gives_each_with_its_number_up_to_the_limit() -> None:
    """TIFF as fax machines and scanners write it; a page more than the limit is one sentence."""
    sheets = [Image.new("1", (100 + number, 50), 1) for number in range(3)]
    data = packed(sheets[0], "TIFF", save_all=True, append_images=sheets[1:])

    found = list(pictures(Given(data, "传真.tif", SETTINGS)))
    assert [(picture.page, picture.image.size) for picture in found] == [(1, (100, 50)), (2, (101, 50)), (3, (102, 50))]
    with pytest.raises(TooLarge, match="more than 2 scanned pages"):
        pages(data, replace(SETTINGS, max_scanned_pages=2))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "WEBP", "TIFF"])
@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_picture_is_grey_or_colour_on_white(kind: str, mode: str) -> None:
    """Black on nothing is black on white; deep grey and printing colours are plain ones."""
    clear = Image.new("LA", (40, 20), (0, 0))
    clear.paste((0, 255), (0, 0, 20, 20))
    white = Image.composite(Image.new("L", (40, 20)), Image.new("L", (40, 20), 255), clear.getchannel("A"))
    deep = white.convert("I").point(lambda level: level * 257).convert("I;16")
    image = deep if mode == "I;16" else (clear if mode in ("LA", "RGBA") else white).convert(mode)
    try:
        data = packed(image, kind, **({"lossless": True} if kind == "WEBP" else {}))
    except (OSError, ValueError, KeyError):
        data = b""
    if not data or (kind == "BMP" and mode == "RGBA"):
        pytest.skip(f"{kind} holds no {mode}")

    (found,) = pages(data)
    assert found.mode in ("L", "RGB")
    assert [found.convert("L").getpixel(at) // 64 for at in ((5, 10), (35, 10))] == [0, 3]


def test_a_photograph_is_turned_as_its_camera_says() -> None:
    """EXIF mark 6: the camera was held upright, the picture lies on its side."""
    marked = Image.Exif()
    marked[0x0112] = 6

    (found,) = pages(packed(Image.new("RGB", (80, 40)), "JPEG", exif=marked))
    assert found.size == (40, 80)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "WEBP", "TIFF"])
def test_pictures_cut_short_are_one_sentence(kind: str) -> None:
    """At every length: either all of it is there, or it is said that the file is damaged."""
    noise = Image.effect_noise((60, 40), 80).convert("RGB")
    whole = packed(noise, kind)
    said = [answer(whole[:end]) for end in range(8, len(whole), max(1, len(whole) // 60))]

    assert len([each for each in said if each is not None]) > 40
    assert all(each.zh.startswith("图片“扫描.png”") for each in said if each is not None)


@examples(
    st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\0", b"MM\0*", b"BM", b"RIFF\0\0\0\0WEBPVP8 "]),
    st.binary(max_size=300),
)
def test_random_bytes_behind_a_mark_are_one_sentence(mark: bytes, rest: bytes) -> None:
    """Nothing but a DuizhaoError comes out, whatever stands behind the mark of a format."""
    said = answer(mark + rest)

    assert said is None or (said.zh and said.en)


def answer(data: bytes) -> DuizhaoError | None:
    """Return what is said of a file that cannot be read, None of one that can."""
    try:
        pages(data)
    except DuizhaoError as error:
        return error
    return None
