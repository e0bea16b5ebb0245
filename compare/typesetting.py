"""Setting a document for paper, in a process of its own: Typst takes a template and data, a PDF comes out.

    typeset("comparison.typ", {"title": …, "rows": […]})  →  b"%PDF-1.7 …"

The same data gives the same bytes.  What comes out conforms to PDF/A-2a: every typeface is embedded, every character
has its glyph and can be selected, and tags say what is a heading, a table, a link, what is struck or underlined, and in
which order it is read.  A character that no typeface here has is set as 〓 and named in `missing`, which the template
shows; where not one Chinese typeface is found nothing is set, and a sentence says how to get one.

The process ends with the document, and what Typst keeps of it goes with it; nothing is fetched, no file but the
template and the typefaces is read.
"""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .config import TYPESETTING, TypesettingSettings
from .errors import DuizhaoError, TooLarge

_LOG = logging.getLogger(__name__)
_LOG.addHandler(logging.NullHandler())

TEMPLATES = Path(__file__).parent / "export" / "templates"
SERIF = (
    "Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "Noto Serif SC", "Songti SC", "STSong", "SimSun",
    "NSimSun", "FandolSong", "AR PL UMing CN",
)  # fmt: skip
"""Typefaces for text, the first that is here is taken: those of Linux, then of macOS and Windows."""
SANS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "PingFang SC", "Hiragino Sans GB",
    "Heiti SC", "Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback",
)  # fmt: skip
"""Typefaces for heads and tables, and for text where there is none of `SERIF`."""
STAND_IN = "〓"
"""What stands for a character that no typeface has, as printers have it."""

_STANDARD = "a-2a"
_NO_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
_LIBRARY, _TYPEFACE = 3, 4
"""Exit codes of the process."""


class NoTypesetter(DuizhaoError):
    """What sets a PDF is not installed: the library, or a Chinese typeface."""

    status = 501


def typeset(template: str, data: Mapping[str, Any], settings: TypesettingSettings = TYPESETTING) -> bytes:
    """Return a template with its data as a PDF; raises NoTypesetter where the library or a typeface is not here."""
    if find_spec("typst") is None:
        raise _no_library()
    asked = {"template": template, "data": data, "serif": SERIF, "sans": SANS}
    try:
        done = subprocess.run(  # noqa: S603 our own module, with this Python
            [sys.executable, "-P", "-m", __name__],
            input=json.dumps(asked, ensure_ascii=False).encode("utf-8", "replace"),
            capture_output=True,
            timeout=settings.seconds,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(_path())},
        )
    except subprocess.TimeoutExpired as error:
        raise _too_long(settings.seconds) from error
    if done.returncode == 0:
        return done.stdout
    if done.returncode == _LIBRARY:
        raise _no_library()
    if done.returncode == _TYPEFACE:
        raise _no_typeface()
    _LOG.error("setting %s failed: %s", template, done.stderr.decode("utf-8", "replace"))
    raise _broken()


def main() -> int:
    """Set what standard input asks for on standard output."""
    asked = json.loads(sys.stdin.buffer.read())
    try:
        import typst
    except ImportError as error:
        print(error, file=sys.stderr)
        return _LIBRARY
    fonts = typst.Fonts(include_embedded_fonts=False)
    here = set(fonts.families())
    serif, sans = (next((each for each in asked[kind] if each in here), None) for kind in ("serif", "sans"))
    if serif is None and sans is None:
        return _TYPEFACE
    data = {**asked["data"], "fonts": {"serif": serif or sans, "sans": sans or serif}, "missing": ""}
    missing: dict[str, None] = {}
    while True:
        try:
            made = _compile(typst, fonts, asked["template"], data)
        except typst.TypstError as error:
            found = dict.fromkeys(_unescaped(each) for each in _NO_GLYPH.findall(error.diagnostic))
            if not found or STAND_IN in found or set(found) <= set(missing):
                print(error.diagnostic, file=sys.stderr)
                return 1
            missing |= found
            data = {**_replaced(data, found), "missing": _named(asked["data"]["missing"], missing)}
            continue
        sys.stdout.buffer.write(made)
        return 0


def _compile(typst: Any, fonts: Any, template: str, data: Mapping[str, Any]) -> bytes:
    source, inputs = (TEMPLATES / template).read_bytes(), {"data": json.dumps(data, ensure_ascii=False)}
    compiler = typst.Compiler(source, root=str(TEMPLATES), font_paths=fonts, sys_inputs=inputs)
    made: bytes = compiler.compile(format="pdf", pdf_standards=_STANDARD, pdf_tags=True)
    return made


def _replaced(value: Any, found: Iterable[str]) -> Any:
    """Return data with what has no glyph replaced in every text; names of fields stay."""
    if isinstance(value, str):
        for each in found:
            value = value.replace(each, STAND_IN)
        return value
    if isinstance(value, list):
        return [_replaced(each, found) for each in value]
    return {name: _replaced(each, found) for name, each in value.items()} if isinstance(value, dict) else value


def _named(sentence: str, missing: Iterable[str]) -> str:
    """Return the sentence that names characters by their numbers."""
    return sentence + " ".join(dict.fromkeys(f"U+{ord(char):04X}" for each in missing for char in each))


def _unescaped(text: str) -> str:
    r"""Return a text of an error as it was in the document.

    >>> _unescaped(r"\u{0}a\"") == '\0a"'
    True
    """
    return _ESCAPE.sub(lambda at: chr(int(at[1], 16)) if at[1] else _ESCAPED.get(at[2], at[2]), text)


def _path() -> Iterable[str]:
    return filter(None, [str(Path(__file__).parents[1]), *os.environ.get("PYTHONPATH", "").split(os.pathsep)])


# ── what is said ──────────────────────────────────────────────────────────────────────────────


def _no_library() -> NoTypesetter:
    return NoTypesetter(
        "这里没有装排版 PDF 用的程序库；请运行 pip install 'duizhao[pdf]'（即 pip install typst），"
        "或导出网页（.html），它在浏览器里打印得很好。",
        "The library that sets a PDF is not installed here; run pip install 'duizhao[pdf]' (that is, typst), "
        "or export the .html, which prints well from a browser.",
    )


def _no_typeface() -> NoTypesetter:
    return NoTypesetter(
        "这台机器上没有可用的中文字体，没有生成 PDF；请安装思源（Noto CJK）字体"
        "（Debian、Ubuntu：apt-get install fonts-noto-cjk），或导出网页（.html），它在浏览器里打印得很好。",
        "There is no Chinese typeface on this machine, so no PDF was made; install the Noto CJK fonts "
        "(Debian, Ubuntu: apt-get install fonts-noto-cjk), or export the .html, which prints well from a browser.",
    )


def _too_long(seconds: int) -> TooLarge:
    return TooLarge(
        f"PDF 排了 {seconds} 秒还没有排完，已经停止；请导出网页（.html），在浏览器里打印。",
        f"The PDF was not set within {seconds} seconds, and setting was stopped; export the .html and print that.",
    )


def _broken() -> DuizhaoError:
    return DuizhaoError(
        "排版程序中途退出，没有生成 PDF；请导出网页（.html），在浏览器里打印。",
        "The typesetter broke off, and no PDF was made; export the .html and print that from a browser.",
    )


if __name__ == "__main__":
    sys.exit(main())
