"""OFD files for tests: a text set as official papers are, with a head and a number on each page."""

from __future__ import annotations

from tests.docx_files import archive

_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_LINE, _LINES, _SIZE, _TITLE = 52, 22, 3.0, 3.3
"""Characters of a line, lines of a page, sizes of type in millimetres."""


def ofd(text: str) -> bytes:
    """Return a text whose first line is the title, whose next two stand at the margin, the rest indented."""
    lines: list[tuple[str, float]] = []
    for number, paragraph in enumerate(text.splitlines()):
        rest = paragraph if number < 3 else f"　　{paragraph}"
        while rest:
            width = _LINE if number else len(rest)
            lines.append((rest[:width], _SIZE if number else _TITLE))
            rest = rest[width:]
    sheets = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)]
    return packed(
        [
            "".join(placed(line, 26, 35 + 10 * at, size) for at, (line, size) in enumerate(sheet))
            + placed("某市总工会", 90, 18)
            + placed(f"— {number} —", 95, 275)
            for number, sheet in enumerate(sheets, 1)
        ]
    )


def placed(text: str, x: float, y: float, size: float = _SIZE, turned: str = "") -> str:
    """Return a line of text at a place, in millimetres; white space before it moves it to the right."""
    words = text.lstrip("　")
    x += (len(text) - len(words)) * size
    return (
        f'<ofd:TextObject Size="{size}" Boundary="{x} {y} 160 8"{turned}>'
        f'<ofd:TextCode X="0" Y="6" DeltaX="g {len(words) - 1} {size}">{words}</ofd:TextCode></ofd:TextObject>'
    )


def packed(pages: list[str], template: str = "", drawing: str = "") -> bytes:
    """Return the OFD whose pages hold these objects, each on a template of others; a drawing has the id 12."""
    shared = '<ofd:Template TemplateID="9"/>' if template else ""
    files = {
        "OFD.xml": f"<ofd:OFD {_SPACE}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        "</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        '</ofd:PhysicalBox></ofd:PageArea><ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/>'
        "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages>"
        + "".join(f'<ofd:Page BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
        "Doc_0/Tpls/T.xml": _page(template),
        "Doc_0/DocumentRes.xml": f'<ofd:Res {_SPACE}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="12">'
        f"<ofd:Content>{drawing}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>",
    }
    files |= {f"Doc_0/Pages/Page_{at}/Content.xml": _page(page, shared) for at, page in enumerate(pages)}
    return archive({path: text.encode() for path, text in files.items()})


def _page(objects: str, shared: str = "") -> str:
    return (
        f"<ofd:Page {_SPACE}>{shared}<ofd:Content><ofd:Layer><ofd:PageBlock>{objects}</ofd:PageBlock></ofd:Layer>"
        "</ofd:Content></ofd:Page>"
    )
