"""Word documents for tests, made of the XML that matters and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_ROOTS = {"header": "hdr", "footer": "ftr"}
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body: str, *, main: str = "word/document.xml", **parts: str) -> bytes:
    """Return a docx whose body is `body`; `parts` are styles, numbering, footnotes by that name."""
    return archive(package(body, main=main, **parts))


def package(body: str, *, main: str = "word/document.xml", **parts: str) -> dict[str, bytes]:
    """Return the files of such a docx, by path."""
    folder, base = main.split("/")
    files = {
        "[Content_Types].xml": _types({main: "document.main"} | {f"word/{kind}.xml": kind for kind in parts}),
        "_rels/.rels": _relations({"officeDocument": main}),
        main: f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        f"{folder}/_rels/{base}.rels": _relations({kind: f"{kind}.xml" for kind in parts}),
    }
    for kind, xml in parts.items():
        root = f"w:{_ROOTS.get(kind, kind)}"
        files[f"word/{kind}.xml"] = f"<{root} {_NAMES}>{xml}</{root}>"
    return {path: text.encode() for path, text in files.items()}


def drawing_in(body: str, chunks: Mapping[str, bytes], **parts: str) -> bytes:
    """Return a docx that draws in `chunks`, files by path; `chunk(path)` in its body says where."""
    files = package(body, **parts)
    relations = "".join(
        f'<Relationship Id="{path}" Type="{_TYPE}/aFChunk" Target="/word/{path}"/>' for path in chunks
    ).encode()
    main = "word/_rels/document.xml.rels"
    files[main] = files[main].replace(b"</Relationships>", relations + b"</Relationships>")
    return archive(files | {f"word/{path}": data for path, data in chunks.items()})


def chunk(path: str) -> str:
    """Return where a file is drawn in."""
    return f'<w:altChunk r:id="{path}"/>'


def archive(files: dict[str, bytes]) -> bytes:
    """Return a zip of `files`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for path, data in files.items():
            out.writestr(path, data)
    return buffer.getvalue()


def p(text: str, properties: str = "") -> str:
    """Return a paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(text: str, depth: int, list_id: int = 1) -> str:
    """Return a paragraph of an automatic list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def _relations(targets: dict[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{kind}" Type="{_TYPE}/{kind}" Target="{path}"/>' for kind, path in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def _types(kinds: dict[str, str]) -> str:
    rows = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    rows += "".join(
        f'<Override PartName="/{path}" ContentType="{_CONTENT}.{kind}+xml"/>' for path, kind in kinds.items()
    )
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rows}</Types>'
