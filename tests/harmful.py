"""Files that mean harm, or came to it: each made small in code, by name.

made("a pdf whose pages draw each other")  →  Harmful("图.pdf", b"%PDF-…")
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple

from tests.docx_files import archive, chunk, drawing_in, p, package
from tests.fuzz.seeds import TEXT, docx_seed, odt, pdf, pdf_of, png

REPORT = TEXT.encode()
LAUGHS = "<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{depth} '{f'&a{depth - 1};' * 10}'>" for depth in range(1, 10)
) + "]>"  # fmt: skip
OUTSIDE = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY % y SYSTEM 'http://127.0.0.1:9/y'>%y;]>"


class Harmful(NamedTuple):
    """A file and its name."""

    name: str
    data: bytes


_MAKERS: dict[str, Callable[[], Harmful]] = {}


def _file(thing: str, name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    def keep(make: Callable[[], bytes]) -> Callable[[], bytes]:
        _MAKERS[thing] = lambda: Harmful(name, make())
        return make

    return keep


def made(thing: str) -> Harmful:
    """Return one of them."""
    return _MAKERS[thing]()


def things() -> tuple[str, ...]:
    """Return what there is."""
    return tuple(_MAKERS)


# ── archives ──────────────────────────────────────────────────────────────────────────────────


@_file("an archive that unpacks to half a gigabyte", "平.zip")
def _flat_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for number in range(12):
            packed.writestr(f"{number}.txt", bytes(45 << 20))
    return out.getvalue()


@_file("archives in archives, five deep", "套.zip")
def _nested_bomb() -> bytes:
    data = archive({"底.txt": bytes(10 << 20)})
    for _ in range(5):
        data = archive({f"{number}.zip": data for number in range(10)})
    return data


@_file("an archive whose entries overlap", "叠.zip")
def _overlapping() -> bytes:
    """A thousand entries of the list that all point at the same megabyte."""
    data = archive({"a.txt": TEXT.encode() * 1000})
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[start:end]
    head = data[end : end + 8] + struct.pack("<HHIIH", 1000, 1000, len(entry) * 1000, start, 0)
    return data[:start] + entry * 1000 + head


@_file("an archive that lies about its sizes", "谎.zip")
def _lying() -> bytes:
    size = len(REPORT) * 50_000
    data = archive({"a.txt": REPORT * 50_000})
    return data.replace(struct.pack("<I", size), struct.pack("<I", 100))


@_file("an archive of 20,000 entries", "万.zip")
def _many_entries() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number in range(20_000):
            packed.writestr(f"{number}.txt", b"x")
    return out.getvalue()


@_file("an archive with paths that climb", "爬.zip")
def _climbing() -> bytes:
    return archive(
        {"../../../../tmp/duizhao-climbed.txt": REPORT, "/etc/duizhao-climbed.txt": b"x", "C:\\a\\..\\..\\b.txt": b"y"}
    )


# ── XML ───────────────────────────────────────────────────────────────────────────────────────


def _with_part(path: str, head: str, use: str) -> bytes:
    """Return a docx with a declaration in one of its parts."""
    numbering = '<w:abstractNum w:abstractNumId="0"/><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    files = package(p("各位代表：") * 20, styles="", numbering=numbering, footnotes="", header=p("头"))
    text = files[path].decode()
    at = text.rindex("</")
    return archive({**files, path: f"<?xml version='1.0'?>{head}{text[:at]}{use}{text[at:]}".encode()})


_PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/header.xml",
          "word/_rels/document.xml.rels", "_rels/.rels")  # fmt: skip
for _path in _PARTS:
    _file(f"entities of entities in {_path}", "笑.docx")(lambda path=_path: _with_part(path, LAUGHS, "&a9;"))  # type: ignore[misc]
    _file(f"a file named by {_path}", "外.docx")(lambda path=_path: _with_part(path, OUTSIDE, "&x;"))  # type: ignore[misc]


@_file("entities of entities in an OpenDocument text", "笑.odt")
def _odt_laughs() -> bytes:
    return odt("<text:p>&a9;</text:p>", LAUGHS)


@_file("a file named by an OpenDocument text", "外.odt")
def _odt_outside() -> bytes:
    return odt("<text:p>&x;</text:p>", OUTSIDE)


@_file("an OpenDocument text of two thousand million spaces", "空.odt")
def _odt_spaces() -> bytes:
    return odt("<text:p>各位代表<text:s text:c='2000000000'/></text:p>")


@_file("an OpenDocument text of ten million paragraphs", "多.odt")
def _odt_paragraphs() -> bytes:
    return odt("<text:p>工</text:p>" * 10_000_000)


@_file("an OpenDocument text with links to files", "链.odt")
def _odt_links() -> bytes:
    return odt(
        "<text:p>各位代表：</text:p><text:section text:name='a'><text:section-source "
        "xmlns:xlink='http://www.w3.org/1999/xlink' "
        "xlink:href='file:///etc/passwd'/><text:p>x</text:p></text:section>"
    )


@_file("entities of entities in a page", "笑.html")
def _html_laughs() -> bytes:
    return f"{LAUGHS.replace('DOCTYPE a', 'DOCTYPE html')}<html><body><p>{TEXT}&a9;</p></body></html>".encode()


@_file("entities of entities in Word's XML", "笑.xml")
def _word_laughs() -> bytes:
    name = "http://schemas.microsoft.com/office/2006/xmlPackage"
    return f"<?xml version='1.0'?>{LAUGHS}<pkg:package xmlns:pkg='{name}'>&a9;</pkg:package>".encode()


@_file("an ofd with entities of entities", "笑.ofd")
def _ofd_laughs() -> bytes:
    return archive({"OFD.xml": f"<?xml version='1.0'?>{LAUGHS}<a>&a9;</a>".encode()})


# ── pdf ───────────────────────────────────────────────────────────────────────────────────────


@_file("a pdf of 10,000 pages", "万页.pdf")
def _many_pages() -> bytes:
    kids = " ".join(f"{number} 0 R" for number in range(3, 10_003))
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return pdf_of(["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count 10000>>", *[page] * 10_000])


@_file("a pdf with scripts, actions and attachments", "动.pdf")
def _active() -> bytes:
    return pdf(
        catalog="/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AA<</WC<</S/Launch/F(calc.exe)>>>>"
        "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(this.submitForm\\('http://127.0.0.1:9'\\))>>]>>"
        "/EmbeddedFiles<</Names[(a.exe)<</Type/Filespec/F(a.exe)/UF(a.exe)/EF<</F 7 0 R>>>>]>>>>"
    )


@_file("a pdf whose stream unpacks to four gigabytes", "大.pdf")
def _flate_bomb() -> bytes:
    packer = zlib.compressobj(9)
    opening = packer.compress(b" ") + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * (64 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    body = opening + again * 64 + packer.flush()
    return _one_page(b"<</Length %d/Filter/FlateDecode>>\nstream\n" % len(body) + body + b"\nendstream")


@_file("a pdf whose pages draw each other", "绕.pdf")
def _forms() -> bytes:
    """Each form draws the next one ten times, thirty deep."""
    first, deep = 5, 30
    forms = [
        _stream(
            b"/X Do " * 10 if depth < deep - 1 else b"BT /F 9 Tf (a) Tj ET",
            f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {first + depth + 1} 0 R>>>>",
        )
        for depth in range(deep)
    ]
    return pdf_of([*_HEAD, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources"
                   f"<</XObject<</X {first} 0 R>>>>>>", _stream(b"/X Do"), *forms])  # fmt: skip


@_file("a pdf of objects nested 100,000 deep", "深.pdf")
def _deep_objects() -> bytes:
    return _one_page(_stream(b"BT ET"), "/A " + "[" * 100_000 + "]" * 100_000)


@_file("a pdf whose pages are their own parents", "环.pdf")
def _loop() -> bytes:
    return pdf_of(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>"])


@_file("a pdf without Unicode maps", "码.pdf")
def _no_maps() -> bytes:
    """Its characters are numbered as they come, as fonts cut down to them number them."""
    places = {character: chr(at) for at, character in enumerate(dict.fromkeys(TEXT), 1)}
    return pdf(["".join(places[each] for each in line) for line in TEXT.splitlines() * 3], unicode=False)


_HEAD = ("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>")


def _one_page(content: bytes, more: str = "") -> bytes:
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R {more}>>"
    return pdf_of([*_HEAD, page, content])


def _stream(data: bytes, more: str = "") -> bytes:
    return b"<</Length %d%s>>\nstream\n" % (len(data), more.encode()) + data + b"\nendstream"


# ── text, tables and pages ────────────────────────────────────────────────────────────────────


@_file("a table of a million columns", "宽.csv")
def _wide() -> bytes:
    return "报告,正文\n".encode() + b"," * 1_000_000 + "工会\n".encode()


@_file("a table with one cell of 50 MB", "格.csv")
def _one_cell() -> bytes:
    return b'"' + REPORT * ((49 << 20) // len(REPORT)) + b'"'


@_file("a text of half a million lines", "行.txt")
def _many_lines() -> bytes:
    return "一、工\n".encode() * 470_000


@_file("a text of the longest line", "长.txt")
def _long_line() -> bytes:
    return "工会，".encode() * 660_000


@_file("a table whose quotes are never closed", "引.csv")
def _unclosed() -> bytes:
    return ("甲,乙\n" + '"各位代表：' + TEXT * 500).encode()


@_file("a page of a million nested tags", "深.html")
def _nested_tags() -> bytes:
    return b"<html>" + b"<div>" * 1_000_000 + REPORT


@_file("a page of a million open styles", "样.html")
def _open_styles() -> bytes:
    return b"<html>" + "<b><p>工".encode() * 300_000


@_file("a page of a million cells", "格.html")
def _cells() -> bytes:
    return b"<html><table>" + "<tr><td>工<td>会".encode() * 330_000


@_file("crafted Markdown", "星.md")
def _stars() -> bytes:
    return ("工会" + "*a_ **" * 20_000).encode()


@_file("Markdown of links never closed", "链.md")
def _links() -> bytes:
    return ("工会" + "![[](" * 25_000).encode()


@_file("Markdown of quotations in quotations", "套.md")
def _quotations() -> bytes:
    return ("> " * 50_000 + "工会").encode()


@_file("a saved page of nested parts", "套.mht")
def _mime() -> bytes:
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{depth}\r\n\r\n--b{depth}\r\n" for depth in range(4_000))
    return ("MIME-Version: 1.0\r\n" + parts).encode() + REPORT


@_file("rich text of groups never closed", "深.rtf")
def _groups() -> bytes:
    return b"{\\rtf1" + b"{" * 500_000 + b"\\u21508?" * 50


@_file("rich text of eight million paragraphs", "多.rtf")
def _rich_paragraphs() -> bytes:
    return b"{\\rtf1 " + b"a\\par\n" * 8_000_000 + b"}"


@_file("rich text that includes files", "含.rtf")
def _fields() -> bytes:
    body = '{\\field{\\*\\fldinst INCLUDETEXT "file:///etc/passwd"}{\\fldrslt \\u21508?\\u20301?\\u20195?\\u34920?}}'
    return ("{\\rtf1\\ansi " + body * 20 + "}").encode()


# ── Word ──────────────────────────────────────────────────────────────────────────────────────


@_file("a docx of a million paragraphs", "多.docx")
def _many_paragraphs() -> bytes:
    return _stored(package("<w:p/>" * 900_000 + p("工会")))


@_file("a docx nested 100,000 deep", "深.docx")
def _deep_docx() -> bytes:
    return _stored(package("<w:sdt><w:sdtContent>" * 50_000 + p("工会") + "</w:sdtContent></w:sdt>" * 50_000))


@_file("a docx that names files and addresses", "链.docx")
def _linked_docx() -> bytes:
    files = package(p("各位代表：") * 20)
    rels = files["word/_rels/document.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    more = "".join(
        f'<Relationship Id="x{at}" Type="{kind}/{what}" Target="{target}"{mode}/>'
        for at, (what, target, mode) in enumerate(
            (
                ("styles", "../../../../etc/passwd", ""),
                ("header", "file:///etc/passwd", ' TargetMode="External"'),
                ("attachedTemplate", "http://127.0.0.1:9/a.dotm", ' TargetMode="External"'),
            )
        )
    )
    files["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", more + "</Relationships>").encode()
    return archive(files)


@_file("a docx that draws in hostile files", "嵌.docx")
def _drawing_in() -> bytes:
    """Each that is of another's making stays out: nested tags, a bomb, a program, one outside, a docx in a docx."""
    inner = drawing_in(p("各位代表：") + chunk("deeper"), {"deeper": REPORT})
    chunks = {
        "tags": b"<html>" + b"<div>" * 1_000_000 + REPORT,
        "archive": archive({"word/document.xml": bytes(60 << 20)}),
        "program": b"MZ\x90\0" + REPORT,
        "declared": LAUGHS.encode() + b"<html><p>&a9;</p></html>",
        "named": b"<html><iframe src='file:///etc/passwd'></iframe><img src='http://127.0.0.1:9/x'></html>",
        "inner": inner,
    }
    body = p("各位代表：") * 20 + "".join(map(chunk, (*chunks, "../../../../etc/passwd", "file:///etc/passwd")))
    return drawing_in(body, chunks)


@_file("a docx that draws in one page ten thousand times", "重.docx")
def _drawing_in_often() -> bytes:
    return drawing_in(chunk("a") * 10_000, {"a": REPORT})


@_file("a docx with a part of spaces", "胀.docx")
def _swollen_docx() -> bytes:
    return archive({"word/document.xml": b"<a>" + b" " * (60 << 20) + b"</a>"})


def _stored(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for path, data in files.items():
            packed.writestr(path, data)
    return out.getvalue()


# ── pictures ──────────────────────────────────────────────────────────────────────────────────


@_file("a picture of 50,000 pixels a side", "大.png")
def _huge_picture() -> bytes:
    return png(50_000, 50_000, zlib.compress(bytes(10_000_000), 9))


@_file("a picture cut in the middle", "断.png")
def _cut_picture() -> bytes:
    return png(400, 300)[:60]


# ── two things at once ────────────────────────────────────────────────────────────────────────


@_file("a pdf that is an archive too", "双.pdf")
def _pdf_and_zip() -> bytes:
    return pdf() + archive({"a.txt": REPORT})


@_file("a page that is an archive too", "双.html")
def _html_and_zip() -> bytes:
    page = f"<html><body><p>{'</p><p>'.join(TEXT.splitlines())}</p></body></html>"
    return page.encode() + archive({"a.txt": REPORT})


@_file("an archive that is a pdf too", "双.zip")
def _zip_and_pdf() -> bytes:
    return archive({"a.txt": REPORT}) + pdf()


@_file("a docx called a pdf", "名.pdf")
def _misnamed() -> bytes:
    return docx_seed()
