"""A picture of a page → the lines of text that are seen in it, where they stand and how sure each is.

    a page scanned askew, or upside down   →  Seen("一、过去五年工作回顾", 317, 1495, 762, 1540, 0.998), …

Done by RapidOCR with the models of its package: nothing is fetched, and the telemetry of its runtime is switched off
before it is loaded.  Lines come upright: which way up a page lies is what most of its lines say, and a page that lies
askew is turned straight in its coordinates.
"""

from __future__ import annotations

import importlib.util
import math
import os
import statistics
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from ..errors import UnreadableSource

_SIDE = 2000
"""Most pixels of the longer side that the models look at; A4 has 170 dots an inch then, as they were trained on."""

_WIDTH = 1400
"""Most pixels of the width of a strip that is looked at piece by piece."""

_STRIP = 2
"""How often its width a picture is tall from which on it is a strip: a long screenshot, not a page."""

_LATEST_CUT = 0.25
"""Share at the end of a piece of a strip in which an empty place to cut is looked for."""

_BLANK = 24
"""Most that the levels of one row of pixels differ where no text stands, of 255."""

_TALL = 1.5
"""How often its width a box is tall from which on the models take its text to run down."""

_LINE = 5
"""How often its height a line is long that tells how much the page is askew."""


class Seen(NamedTuple):
    """One stretch of text in a picture, upright, in pixels from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sure: float


class Looked(NamedTuple):
    """What was seen in a picture, and its size once upright."""

    seen: tuple[Seen, ...]
    width: float
    height: float


def is_installed() -> bool:
    """Tell whether the extra that recognises text is there."""
    return all(importlib.util.find_spec(each) is not None for each in ("rapidocr", "onnxruntime", "PIL"))


def check_installed(name: str) -> None:
    """Raise UnreadableSource with a sentence on how to get it where recognition is not installed."""
    if not is_installed():
        raise UnreadableSource(
            f"“{name}”是图片或扫描件，要先识别文字：请安装 duizhao[ocr]（pip install 'duizhao[ocr]'）后再试，"
            "或用其他软件识别后另存为 docx、txt。",
            f'"{name}" is a picture or a scan, whose text must be recognised: install duizhao[ocr] '
            "(pip install 'duizhao[ocr]') and try again, or have it recognised by another program and save it as "
            "docx or txt.",
        )


def look(image: Any) -> Looked:
    """Return the lines seen in a picture of Pillow, in no order."""
    import numpy as np

    width, height = image.size
    scale = min(1.0, _WIDTH / width if height > _STRIP * width else _SIDE / max(width, height))
    if scale < 1:
        image = image.resize((max(1, round(width * scale)), max(1, round(height * scale))), reducing_gap=2.0)
    pixels = np.asarray(image.convert("RGB"))[:, :, ::-1]
    found: list[_Found] = []
    for top, bottom in _pieces(pixels):
        found += _found(np.ascontiguousarray(pixels[top:bottom]), top)
    return _upright(found, image.width, image.height)


# ── what the models find ──────────────────────────────────────────────────────────────────────


class _Found(NamedTuple):
    """A line as found: its corners, clockwise from where the box begins, and how it lies."""

    text: str
    corners: tuple[tuple[float, float], ...]
    sure: float
    tall: bool
    turned: bool


@cache
def _engine() -> Any:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "Global.max_side_len": _SIDE})


def _found(pixels: Any, top: int) -> Iterator[_Found]:
    """Yield the lines of one piece of a picture, `top` pixels from its top; all that are found, however unsure."""
    import cv2
    import numpy as np
    from rapidocr.main import RapidOCRError

    engine = _engine()
    prepared, steps = engine.preprocess_img(pixels)
    try:
        crops, boxes = engine.detect_and_crop(prepared, steps)
    except RapidOCRError:  # no text in it
        return
    labels = engine.cls_and_rotate(crops)[1].cls_res
    turned = sum(len(crop[0]) * (1 if "180" in label else -1) for crop, (label, _) in zip(crops, labels, strict=True))
    if turned > 0:
        crops = [cv2.rotate(crop, cv2.ROTATE_180) for crop in crops]
    read = engine.recognize_txt(crops)
    ratio = np.array([steps["preprocess"]["ratio_w"], steps["preprocess"]["ratio_h"]])
    shift = np.array([steps["padding_1"]["left"], steps["padding_1"]["top"]])
    for box, text, sure in zip(boxes.boxes, read.txts, read.scores, strict=True):
        if text.strip():
            corners = tuple((float(x), float(y) + top) for x, y in (box - shift) * ratio)
            tall = math.dist(corners[0], corners[3]) >= _TALL * math.dist(corners[0], corners[1])
            yield _Found(text.strip(), corners, float(sure), tall, turned > 0)


def _pieces(pixels: Any) -> Iterator[tuple[int, int]]:
    """Yield where a strip is cut into pieces, between lines where it can be; other pictures are one piece."""
    height, width = pixels.shape[:2]
    start = 0
    while height - start > max(_SIDE, _STRIP * width):
        window = pixels[start + int(_SIDE * (1 - _LATEST_CUT)) : start + _SIDE, :, 1]
        blank = window.max(axis=1).astype(int) - window.min(axis=1) <= _BLANK
        end = start + _SIDE - len(window) + _middle_of_longest(blank.tolist())
        yield start, end
        start = end
    yield start, height


def _middle_of_longest(blank: Sequence[bool]) -> int:
    """Return the middle of the longest stretch of true values, or the end where there is none.

    >>> _middle_of_longest([False, True, True, True, False]), _middle_of_longest([False, False])
    (2, 2)
    """
    best, length, at = len(blank), 0, 0
    for here, each in enumerate([*blank, False]):
        if each:
            continue
        if here - at > length:
            best, length = (at + here) // 2, here - at
        at = here + 1
    return best


# ── turned upright ────────────────────────────────────────────────────────────────────────────


def _upright(found: Sequence[_Found], width: float, height: float) -> Looked:
    """Return the lines in a page turned so that most of them run to the right, and then straight."""
    if not found:
        return Looked((), width, height)
    sideways = sum(len(each.text) * (1 if each.tall else -1) for each in found) > 0
    flipped = sum(len(each.text) * (1 if each.turned else -1) for each in found) > 0
    corners = [[_turn(*corner, sideways, flipped, width, height) for corner in each.corners] for each in found]
    if sideways:
        width, height = height, width
    slope = statistics.median(_slopes(corners) or [0.0])
    seen = [_straight(each, box, slope) for each, box in zip(found, corners, strict=True)]
    return Looked(tuple(seen), width, height)


def _turn(x: float, y: float, sideways: bool, flipped: bool, width: float, height: float) -> tuple[float, float]:
    """Return a point of a page that lies on its side, its text running down, or upside down, in the upright page."""
    if sideways:
        x, y, width, height = y, width - x, height, width
    return (width - x, height - y) if flipped else (x, y)


def _slopes(boxes: Sequence[Sequence[tuple[float, float]]]) -> list[float]:
    """Return the angles of the long lines, in radians."""
    out = []
    for box in boxes:
        length, (start, end) = max((math.dist(*side), side) for side in (box[:2], box[1:3]))
        (x, y), (right, bottom) = sorted((start, end))
        if length > _LINE * min(math.dist(*box[:2]), math.dist(*box[1:3])):
            out.append(math.atan2(bottom - y, right - x))
    return out


def _straight(each: _Found, box: Sequence[tuple[float, float]], slope: float) -> Seen:
    cos, sin = math.cos(slope), math.sin(slope)
    turned = [(x * cos + y * sin, y * cos - x * sin) for x, y in box]
    xs, ys = sorted(x for x, _ in turned), sorted(y for _, y in turned)
    left, right = (xs[0] + xs[1]) / 2, (xs[2] + xs[3]) / 2
    top, bottom = (ys[0] + ys[1]) / 2, (ys[2] + ys[3]) / 2
    return Seen(each.text, left, top, right, bottom, each.sure)
