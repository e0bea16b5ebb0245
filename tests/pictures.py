"""A screenshot made small: 256 colours instead of millions, which text on paper never needs.

small(page, screenshot)  →  a PNG of the same size and look, half the bytes
"""

from __future__ import annotations

import base64
import struct
import zlib

from playwright.sync_api import Page

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PALETTE_8_BIT = (8, 3, 0, 0, 0)

_QUANTISED = """async (png) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const pixels = new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const often = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([pixel]) => pixel);
  const parts = (pixel) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
  const apart = (a, b) => a.reduce((sum, part, n) => sum + (part - b[n]) ** 2, 0);
  const palette = [];
  for (let near = 30; palette.length < 256 && near > 0; near -= 6)
    for (const pixel of often) {
      const colour = parts(pixel);
      if (palette.length < 256 && palette.every((known) => apart(known, colour) > near * near)) palette.push(colour);
    }
  const index = new Map(often.map((pixel) => {
    const far = palette.map((known) => apart(known, parts(pixel)));
    return [pixel, far.indexOf(Math.min(...far))];
  }));
  let text = "";
  for (const pixel of pixels) text += String.fromCharCode(index.get(pixel));
  return { width: image.width, height: image.height, palette: palette.flat(), indices: btoa(text) };
}"""


def small(page: Page, screenshot: bytes) -> bytes:
    """Return `screenshot` as a PNG with a palette; the work on pixels is done in `page`."""
    found = page.evaluate(_QUANTISED, base64.b64encode(screenshot).decode())
    width, height = found["width"], found["height"]
    indices = base64.b64decode(found["indices"])
    rows = b"".join(b"\0" + indices[at : at + width] for at in range(0, width * height, width))
    return _SIGNATURE + b"".join(
        _chunk(name, body)
        for name, body in (
            (b"IHDR", struct.pack(">II5B", width, height, *_PALETTE_8_BIT)),
            (b"PLTE", bytes(found["palette"])),
            (b"IDAT", zlib.compress(rows, 9)),
            (b"IEND", b""),
        )
    )


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
