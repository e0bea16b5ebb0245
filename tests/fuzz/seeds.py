"""A sound file of each format, small and of several kinds: what all broken ones come from.

seeds()["docx"]  →  (Seed("正文.docx", b"PK…"), Seed("上锁.docx", b"\\xd0\\xcf…"), …)

Those that only LibreOffice makes are there where it is installed, pictures other than PNG where Pillow is.
"""

from __future__ import annotations

import base64
import io
import shutil
import struct
import subprocess
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.docx_files import archive, chunk, docx, drawing_in, numbered, p
from tests.locked import locked_docx
from tests.ofd_files import ofd, packed, placed

TEXT = """在市工会第三次代表大会上的报告
（2024年5月8日）
各位代表：
现在，我代表市总工会委员会向大会报告工作，请予审议。
一、过去五年工作回顾
会员总数达到72万人，比五年前增长12.5%。新建职工服务站340个，覆盖90%以上的街道。
（一）职工服务更加实在。帮助困难职工5.6万户，发放慰问金1.2亿元。
1、建立“一站式”服务窗口；
2、办好工人文化宫。
二、今后五年主要任务
到2029年，会员总数达到80万人。推进改革、建设、创新，维护职工合法权益。
各位代表！让我们共同努力！
"""
_LINES = TEXT.splitlines()


class Seed(NamedTuple):
    """A sound file and its name."""

    name: str
    data: bytes


def seeds(*, office: bool = False) -> dict[str, tuple[Seed, ...]]:
    """Return sound files by format; with `office`, also those that LibreOffice makes of them, a few seconds each."""
    word = docx_seed()
    found: dict[str, tuple[Seed, ...]] = {
        "txt": tuple(Seed(f"{name}.txt", TEXT.encode(name)) for name in ("utf-8-sig", "gb18030", "utf-16", "hz")),
        "md": (Seed("报告.md", _markdown().encode()),),
        "csv": (Seed("一格.csv", _csv().encode("utf-8-sig")), Seed("逐行.csv", _rows().encode("gb18030"))),
        "html": (Seed("报告.html", _html().encode()), Seed("国标.htm", _html("gb18030").encode("gb18030"))),
        "mht": (Seed("网页.mht", _mht()),),
        "docx": (Seed("正文.docx", word), Seed("上锁.docx", locked_docx()), Seed("导出.docx", _drawing_in())),
        "doc": (Seed("旧.xml", _word_xml()),),
        "rtf": (Seed("报告.rtf", _rtf()),),
        "odt": (Seed("报告.odt", odt("".join(f"<text:p>{line}</text:p>" for line in _LINES))),),
        "ofd": (Seed("公文.ofd", ofd(TEXT)), Seed("组合.ofd", _composite())),
        "zip": (
            Seed("一份.zip", archive({"2024/报告.docx": word, "2024/.DS_Store": b"x"})),
            Seed("两份.zip", archive({"2024/报告.txt": TEXT.encode(), "2019/报告.txt": TEXT.encode("gb18030")})),
        ),
        "pdf": (Seed("明.pdf", pdf()), Seed("压.pdf", pdf(packed=True))),
        "image": (Seed("扫描.png", png(40, 30)), *_pictures()),
    }
    return _with_office(found) if office and shutil.which("soffice") else found


# ── text ──────────────────────────────────────────────────────────────────────────────────────


def _composite() -> bytes:
    """A page most of which is a drawing of its own, moved and made larger."""
    drawing = "".join(placed(line, 13, 15 + 5 * at, 1.5) for at, line in enumerate(_LINES[4:]))
    shown = '<ofd:CompositeObject ResourceID="12" Boundary="0 5 210 297" CTM="2 0 0 2 0 0"/>'
    return packed([placed(_LINES[0], 26, 20) + shown], drawing=drawing)


def _markdown() -> str:
    body = "\n\n".join(
        ("# " if at == 0 else "## " if "、" in line[:2] else "") + line for at, line in enumerate(_LINES)
    )
    table = "| 指标 | 2024 |\n|---|---|\n| 会员 | 72万人 |"
    return f"---\ntitle: 报告\n---\n{body}\n\n- **要点**[^1]\n  1. `甲`\n\n{table}\n\n> 引\n"


def _csv() -> str:
    whole = "\n".join(_LINES * 6)
    return f'省份,年份,正文\n北京市,2024,"{whole}"\n'


def _rows() -> str:
    return "序号,正文\n" + "".join(f'{at},"{line}"\n' for at, line in enumerate(_LINES, 1))


def _html(charset: str = "utf-8") -> str:
    body = "".join(f"<p class='x'>{line}</p>" for line in _LINES[1:])
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{_LINES[0]}</title></head><body><nav><a href="/">'
        f"首页</a></nav><div id=main><h1>{_LINES[0]}</h1>{body}<table><tr><td>会员<td>72万人</table></div><script>1"
        "</script><div style='display:none'>&#x9690;&hellip;</div><footer>版权</footer></body></html>"
    )


def _mht() -> bytes:
    packed = base64.encodebytes(_html().encode())
    return (
        b'From: <Saved by Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--9f"\r\n\r\n'
        b"----9f\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + packed
        + b"\r\n----9f\r\nContent-Type: image/png\r\n\r\nx\r\n----9f--\r\n"
    )  # fmt: skip


def _rtf() -> bytes:
    lines = "\\par\n".join("".join(f"\\u{ord(each)}?" if each > "~" else each for each in line) for line in _LINES)
    return ("{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0 SimSun;}}\\f0 " + lines + "}").encode()


# ── Office ────────────────────────────────────────────────────────────────────────────────────


def docx_seed() -> bytes:
    """Return a docx with styles, numbering, a table, a text box, notes, headers and tracked changes."""
    body = [p(_LINES[0], '<w:pStyle w:val="Title"/>'), *map(p, _LINES[1:6]), numbered("服务", 0), numbered("创新", 1)]
    body += [
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + p("指标") + "</w:tc><w:tc>" + p("72万人")
        + "</w:tc></w:tr></w:tbl>",
        "<w:p><w:ins w:id='1' w:author='甲'><w:r><w:t>新增</w:t></w:r></w:ins><w:del w:id='2'><w:r><w:delText>删去"
        "</w:delText></w:r></w:del><w:r><w:footnoteReference w:id='2'/><w:tab/><w:br/>"
        "<w:sym w:font='Symbol' w:char='F0B7'/></w:r></w:p>",
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar "
        "w:fldCharType='separate'/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>" + p("框内")
        + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        + p("框内") + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        *map(p, _LINES[6:]),
        "<w:sectPr><w:footnotePr/></w:sectPr>",
    ]  # fmt: skip
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate((("chineseCounting", "%1、"), ("decimal", "（%2）")))
    )
    return docx(
        "".join(body),
        styles='<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
        '<w:basedOn w:val="Title"/></w:style>',
        numbering=f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId '
        'w:val="0"/></w:num>',
        footnotes=f'<w:footnote w:id="2">{p("注")}</w:footnote>',
        header=p("内部"),
        footer=p("第1页"),
    )  # fmt: skip


def _drawing_in() -> bytes:
    """Return a docx whose text stands in a page, a saved page and another docx that it draws in."""
    chunks = {"a.html": _html().encode(), "b.mht": _mht(), "c.docx": docx(p("各位代表："))}
    return drawing_in(p("前言") + "".join(map(chunk, chunks)), chunks)


def _word_xml() -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in _LINES)
    return (
        '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
        f"<w:body>{body}</w:body></w:wordDocument>"
    ).encode()


def odt(text: str, head: str = "") -> bytes:
    """Return an OpenDocument text of XML."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content '
        f'xmlns:office="{space}:office:1.0" xmlns:text="{space}:text:1.0" office:version="1.2">'
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0" manifest:version="1.2"><manifest:file-entry '
        'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def _with_office(found: dict[str, tuple[Seed, ...]]) -> dict[str, tuple[Seed, ...]]:
    """Add what LibreOffice makes of the docx."""
    more = {kind: _converted(found["docx"][0].data, kind) for kind in ("doc", "rtf", "odt", "pdf")}
    made = {kind: (*found[kind], Seed(f"转.{kind}", data)) for kind, data in more.items()}
    return {**found, **made, "wps": (Seed("报告.wps", more["doc"]),)}


def _converted(data: bytes, kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.docx").write_bytes(data)
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", kind]
        subprocess.run([*command, "a.docx"], cwd=folder, check=True, capture_output=True, timeout=180)
        return (Path(folder) / f"a.{kind}").read_bytes()


# ── pdf ───────────────────────────────────────────────────────────────────────────────────────


def pdf(lines: Sequence[str] = _LINES, *, packed: bool = False, unicode: bool = True, catalog: str = "") -> bytes:
    """Return a pdf of one page, whose font names characters by themselves and, with `unicode`, says which they are."""
    drawn = "BT /F 14 Tf 50 780 Td 20 TL " + " ".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines)
    return pdf_of(
        [
            f"<</Type/Catalog/Pages 2 0 R {catalog}>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            _stream((drawn + " ET").encode(), packed),
            "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts[6 0 R]"
            + ("/ToUnicode 7 0 R>>" if unicode else ">>"),
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            "/Supplement 0>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4/ItalicAngle 0"
            "/FontBBox[0 -200 1000 900]/Ascent 800/Descent -200>>>>",
            _stream(_CMAP.encode(), packed),
        ]
    )


def pdf_of(objects: Sequence[str | bytes]) -> bytes:
    """Return a pdf of objects, numbered from 1; the first is its catalog."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, each in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + (each.encode() if isinstance(each, str) else each) + b"\nendobj\n")
    table = out.tell()
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + rows)
    out.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()


_CMAP = (
    "/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapName/U def /CMapType 2 def 1 begincodespacerange "
    "<0000><ffff> endcodespacerange 3 beginbfrange <0000><4fff><0000> <5000><9fff><5000> <f000><ffff><f000> endbfrange "
    "endcmap end end"
)


def _stream(data: bytes, packed: bool) -> bytes:
    body, how = (zlib.compress(data), b"/Filter/FlateDecode") if packed else (data, b"")
    return b"<</Length %d%s>>\nstream\n" % (len(body), how) + body + b"\nendstream"


# ── pictures ──────────────────────────────────────────────────────────────────────────────────


def png(width: int, height: int, data: bytes | None = None) -> bytes:
    """Return a grey picture that says it is so large; `data` is its packed rows, white ones where there are none."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = data if data is not None else zlib.compress((b"\0" + b"\xff" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _pictures() -> tuple[Seed, ...]:
    try:
        from PIL import Image
    except ImportError:
        return ()
    made = []
    for kind, suffix in (("JPEG", "jpg"), ("TIFF", "tif"), ("BMP", "bmp"), ("WEBP", "webp")):
        out = io.BytesIO()
        Image.new("RGB", (40, 30), "white").save(out, kind)
        made.append(Seed(f"扫描.{suffix}", out.getvalue()))
    return tuple(made)
