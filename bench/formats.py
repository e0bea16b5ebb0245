"""The same report in every format: the same blocks, and nothing for a comparison to find.

    python -m bench.formats            a row a report, a column a form: what differs, "=" for nothing
    python -m bench.formats anhui      those whose name holds anhui, with what differs
    python -m bench.formats --blocks   without the comparisons, which take nine tenths of the time

The 31 provincial .docx of ../shared are the originals.  Of each is made what people save it as:

    txt, html     by LibreOffice (or from the lines as read, where it is not installed; the table says so)
    page          by hand: title and headings in h1 and h2, paragraphs in p, with a menu and a foot around
    gb18030 …     the text in GB18030, UTF-16 and UTF-8 with their marks; big5 the text in traditional characters,
                  against the same characters in UTF-8

Blocks are the same where kind, level, role, run-in heading and text are; furniture is left aside, as formats differ
in what stands around a text.  Then both are compared: any change found counts.
"""

from __future__ import annotations

import argparse
import codecs
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from bench.labels import SHARED
from compare.comparison import compare, read_report
from compare.model import Report
from compare.reading import read

DOCX = SHARED / "reports" / "raw" / "formats" / "docx"
FILTERS = {"txt": "txt:Text (encoded):UTF8", "html": "html:HTML (StarWriter)"}
"""What LibreOffice is asked for, by the ending of what it writes."""

Block = tuple[str, int | None, str | None, tuple[int, int] | None, str]


@dataclass(frozen=True, slots=True)
class Original:
    """A report as .docx, the report read from it, and what LibreOffice made of it by ending."""

    path: Path
    report: Report
    made: Mapping[str, bytes]

    @property
    def text(self) -> str:
        """Return the lines as a person would save them."""
        if "txt" in self.made:
            return self.made["txt"].decode("utf-8-sig")
        lines = read(self.path.read_bytes(), self.path.name).lines
        return "\n".join(line.text for line in lines if line.style != "furniture") + "\n"


@dataclass(frozen=True, slots=True)
class Form:
    """A column: its name, the ending of its files, and how one is made; `against` makes what it is held against."""

    name: str
    ending: str
    make: Callable[[Original], bytes]
    against: Callable[[Original], bytes] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What differs: blocks that only one of the two readings has, and how many changes a comparison finds."""

    lost: tuple[Block, ...]
    new: tuple[Block, ...]
    changes: int

    def __str__(self) -> str:
        if not self.lost and not self.new and not self.changes:
            return "="
        return f"-{len(self.lost)} +{len(self.new)} ~{self.changes}"


def blocks(report: Report) -> list[Block]:
    """Return what must not depend on the format."""
    return [
        (block.kind, block.level, block.role, block.runin, block.text)
        for block in report.blocks
        if block.kind != "furniture"
    ]


def differences(original: Original, form: Form, compared: bool = True) -> Found:
    """Return what reading the report in this form changes; comparing both, which takes most, may be left out."""
    old = original.report
    if form.against is not None:
        old = _read(form.against(original), f"{original.path.stem}.txt")
    new = _read(form.make(original), f"{original.path.stem}.{form.ending}")
    before, after = blocks(old), blocks(new)
    lost = tuple(block for block in before if block not in set(after))
    more = tuple(block for block in after if block not in set(before))
    if not lost and not more and before != after:
        lost, more = tuple(before), tuple(after)  # the same blocks in another order
    return Found(lost, more, len(compare(old, new).changes) if compared else 0)


def originals(paths: Sequence[Path]) -> Iterator[Original]:
    """Yield the reports with what LibreOffice makes of them, one start of it for all."""
    with tempfile.TemporaryDirectory() as folder:
        made = _converted(paths, Path(folder)) if shutil.which("soffice") else {}
        for path in paths:
            yield Original(path, _read(path.read_bytes(), path.name), made.get(path, {}))


def _converted(paths: Sequence[Path], folder: Path) -> dict[Path, dict[str, bytes]]:
    found: dict[Path, dict[str, bytes]] = {path: {} for path in paths}
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for ending, name in FILTERS.items():
        command = ["soffice", profile, "--headless", "--convert-to", name, "--outdir", str(folder / ending)]
        subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=600)
        for path in paths:
            found[path][ending] = (folder / ending / f"{path.stem}.{ending}").read_bytes()
    return found


def _read(data: bytes, name: str) -> Report:
    return read_report(data, name)


# ── the forms ─────────────────────────────────────────────────────────────────────────────────


def _plain_page(text: str) -> bytes:
    body = "\n".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
    return f"<!doctype html><html><head><meta charset=utf-8><title></title></head><body>{body}</body></html>".encode()


def _office_page(original: Original) -> bytes:
    return original.made.get("html") or _plain_page(original.text)


def _page(original: Original) -> bytes:
    """Return a page as a site would build it: what the outline knows of titles and headings is in its elements."""
    tags = {block.text: _TAGS.get((block.kind, block.level), "p") for block in original.report.blocks}
    lines = [line for line in original.text.splitlines() if line.strip()]
    body = "\n".join(f"<{tag}>{escape(line)}</{tag}>" for line in lines for tag in [tags.get(line.strip(), "p")])
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{escape(original.report.title or '')}</title></head>"
        "<body>"
        '<ul class=nav><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li></ul>'
        f"<div><div class=article>{body}</div></div><div class=foot>版权所有：某省人民政府</div></body></html>"
    ).encode()


_TAGS = {("title", None): "h1", ("heading", 1): "h2"}


def _encoded(codec: str, mark: bytes = b"") -> Callable[[Original], bytes]:
    return lambda original: mark + original.text.encode(codec)


def _traditional(codec: str) -> Callable[[Original], bytes]:
    """Return a maker of the text in traditional characters, what Big5 cannot hold left out."""

    def make(original: Original) -> bytes:
        from opencc import OpenCC

        return OpenCC("s2t").convert(original.text).encode("big5hkscs", "ignore").decode("big5hkscs").encode(codec)

    return make


FORMS: tuple[Form, ...] = (
    Form("txt", "txt", lambda original: original.text.encode()),
    Form("html", "html", _office_page),
    Form("page", "html", _page),
    Form("gb18030", "txt", _encoded("gb18030")),
    Form("utf-16", "txt", _encoded("utf-16-le", codecs.BOM_UTF16_LE)),
    Form("utf-8-sig", "txt", _encoded("utf-8", codecs.BOM_UTF8)),
    Form("big5", "txt", _traditional("big5hkscs"), against=_traditional("utf-8")),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="?", default="", help="only reports whose name holds this, with what differs")
    parser.add_argument("--blocks", action="store_true", help="blocks only: do not compare")
    args = parser.parse_args()
    paths = [path for path in sorted(DOCX.glob("2025_*.docx")) if args.name in path.name]
    if not paths:
        print("../shared is absent, or holds no such report: nothing can be read here")
        return 0
    if shutil.which("soffice") is None:
        print("LibreOffice is not installed: txt and html are made from the lines as read")
    same = 0
    print("| report | " + " | ".join(form.name for form in FORMS) + " |")
    print("|---|" + "---|" * len(FORMS))
    for original in originals(paths):
        found = [differences(original, form, compared=not args.blocks) for form in FORMS]
        same += sum(str(each) == "=" for each in found)
        print(f"| {original.path.name.split('_')[1]} | " + " | ".join(map(str, found)) + " |", flush=True)
        for form, each in zip(FORMS, found, strict=True) if args.name else ():
            for sign, block in [("-", block) for block in each.lost] + [("+", block) for block in each.new]:
                print(f"    {form.name} {sign} {block[:4]} {block[4][:60]}")
    print(f"\nthe same: {same} of {len(paths) * len(FORMS)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
