"""What LibreOffice converts reads as the docx would; nothing of it runs, is fetched, or stays behind."""

from __future__ import annotations

import base64
import io
import os
import socketserver
import subprocess
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from compare.comparison import compare, read_report
from compare.config import ReadingSettings
from compare.errors import Locked, TooLarge, UnreadableSource
from compare.model import Report
from compare.reading import office, read, unlocked
from tests.docx_files import archive, p
from tests.docx_files import docx as word_file
from tests.locked_doc import locked_doc
from tests.office_files import FILTERS, needs_office, saved_as, word
from tests.support import ROOT

_DRAFTS = ("2014-demo", "2024-demo")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_WORD_XML = b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
_SPACES = " ".join(
    f'xmlns:{short}="{name}"'
    for short, name in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "script": "urn:oasis:names:tc:opendocument:xmlns:script:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</manifest:manifest>'
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The demonstration texts in every format, by suffix and name."""
    files = {f"{name}.docx": word(_text(name)) for name in _DRAFTS}
    return {suffix: saved_as(tmp_path_factory.mktemp(suffix), files, suffix) for suffix in FILTERS}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of this test alone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def fetched() -> Iterator[tuple[str, list[str]]]:
    """An address that notes what is asked of it."""
    asked: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline().decode())

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()
    thread.join()


@needs_office
@pytest.mark.parametrize("suffix", FILTERS)
def test_the_same_report_in_every_format(made: dict[str, dict[str, bytes]], suffix: str) -> None:
    """A report saved as doc, rtf, odt or XML has the blocks of the text, and does not differ from it."""
    for name in _DRAFTS:
        plain = read_report(_text(name).encode(), f"{name}.txt")
        found = read_report(made[suffix][name], f"{name}.{suffix}")

        assert _blocks(found) == _blocks(plain)
        assert {edit.op for edit in compare(plain, found).edits} == {"equal"}
        assert ("由 LibreOffice" in found.notes[-1][0], found.source.format) == (True, suffix.replace("xml", "doc"))


@needs_office
def test_a_wps_file_is_read_as_the_older_word_file_that_it_is(made: dict[str, dict[str, bytes]]) -> None:
    """WPS writes what Word 97 wrote, under another name."""
    document = read(made["doc"]["2014-demo"], "2014-demo.wps")

    assert (document.source.format, document.lines[0].text) == ("wps", _text("2014-demo").splitlines()[0])


@needs_office
def test_a_locked_doc_asks_for_its_password(made: dict[str, dict[str, bytes]]) -> None:
    """None, a wrong one, and the right one; what it opens is the report."""
    data = locked_doc(made["doc"]["2014-demo"], "密码")

    with pytest.raises(Locked, match="protected by a password"):
        read(data, "a.doc")
    with pytest.raises(Locked) as caught:
        read(data, "a.doc", password="不对")
    assert caught.value.wrong
    opened = read(unlocked(data, "a.doc", ReadingSettings(), "密码"), "a.doc")
    assert [line.text for line in opened.lines] == _text("2014-demo").splitlines()


@needs_office
def test_headings_numbers_tables_and_notes_come_through(tmp_path: Path) -> None:
    """Styles, automatic numbers and tables of a doc, rtf or odt are read as those of the docx."""
    document, out = docx.Document(), io.BytesIO()
    document.add_heading("政府工作报告", 0)
    document.add_heading("一、过去一年的工作", 1)
    document.add_paragraph("就业更加充分。", style="List Number")
    document.add_paragraph("教育更加公平。", style="List Number")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("指标", "2025年", "就业", "1000万人"), strict=True
    ):
        cell.text = text
    document.add_paragraph("谢谢大家！")
    document.save(out)
    source = {"a.docx": out.getvalue()}
    lines = [(line.text, line.style) for line in read(source["a.docx"], "a.docx").lines if line.text]

    assert ("指标\t2025年", "table") in lines
    for suffix in ("doc", "rtf", "odt"):
        (tmp_path / suffix).mkdir()
        data = saved_as(tmp_path / suffix, source, suffix)["a"]
        assert [(line.text, line.style) for line in read(data, f"a.{suffix}").lines if line.text] == lines


def test_without_libreoffice_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program is not found, the reader is told what to install and what does as well."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "_PLACES", ())

    for data, name in (
        (_OLE, "报告.doc"),
        (_OLE, "报告.wps"),
        (b"{\\rtf1 x}", "报告.rtf"),
        (archive({"content.xml": b"<a/>"}), "报告.odt"),
        (_WORD_XML, "报告.xml"),
    ):
        with pytest.raises(UnreadableSource) as caught:
            read(data, name)
        assert caught.value.zh.startswith(f"读“{name}”要用 LibreOffice，这台电脑上没有找到它。请安装")
        assert "另存为 docx" in caught.value.zh
        assert "apt install libreoffice-writer" in caught.value.en


def test_libreoffice_is_found_where_it_usually_stands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its folder need not be on the path."""
    monkeypatch.setenv("PATH", "")
    place = tmp_path / "soffice"
    place.touch()
    monkeypatch.setattr(office, "_PLACES", (str(tmp_path / "none"), str(place)))

    assert office.find() == str(place)


@needs_office
@pytest.mark.parametrize(
    "data",
    [_OLE, _WORD_XML, archive({"content.xml": b"<a/>"}), archive({"content.xml": b"", "mimetype": b"x"})],
    ids=["doc", "xml", "odt", "empty odt"],
)
def test_what_libreoffice_cannot_open(data: bytes, home: Path) -> None:
    """It is one sentence, and nothing stays behind."""
    with pytest.raises(UnreadableSource, match='LibreOffice cannot open "报告"'):
        read(data, "报告")

    assert not list(home.iterdir())


def test_a_slow_conversion_is_killed_with_all_it_started(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time limit ends the program, what it has started in turn, and the folder."""
    slow, child = home / "bin" / "soffice", home / "bin" / "child"
    slow.parent.mkdir()
    slow.write_text(f"#!/bin/sh\n(sleep 600 & echo $! >{child}; wait)\n")
    slow.chmod(0o755)
    monkeypatch.setattr(office, "find", lambda: str(slow))
    began = 0.0

    class Begun(subprocess.Popen[bytes]):
        """A program whose time begins when it has started another, however busy the computer is."""

        def wait(self, timeout: float | None = None) -> int:
            nonlocal began
            while (
                timeout is not None
                and self.poll() is None
                and not (child.exists() and child.read_text().endswith("\n"))
            ):
                time.sleep(0.01)
            began = began or time.monotonic()
            return super().wait(timeout)

    monkeypatch.setattr(subprocess, "Popen", Begun)

    with pytest.raises(TooLarge) as caught:
        read(b"{\\rtf1 x}", "报告.rtf", replace(ReadingSettings(), office_seconds=0.5))

    assert caught.value.zh.startswith("LibreOffice 转换“报告.rtf”超过 0.5 秒，已经停止。")
    assert time.monotonic() - began < 5
    assert not _runs(int(child.read_text()))
    assert [path.name for path in home.iterdir()] == ["bin"]


def test_what_a_killed_reader_left_is_removed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the next one, when it is so old that nobody works in it; a young one may be at work."""
    monkeypatch.setattr(office, "find", lambda: "/bin/true")
    for name, age in (("old", 700), ("young", 100)):
        folder = home / f"duizhao-office-{name}"
        folder.mkdir()
        (folder / "in.doc").touch()
        os.utime(folder, (time.time() - age,) * 2)

    with pytest.raises(UnreadableSource, match="LibreOffice cannot open"):
        read(b"{\\rtf1 x}", "a.rtf")

    assert [path.name for path in home.iterdir()] == ["duizhao-office-young"]


@needs_office
def test_libreoffice_itself_is_killed_in_time(made: dict[str, dict[str, bytes]], home: Path) -> None:
    """A tenth of a second is less than it takes to start."""
    with pytest.raises(TooLarge, match="was stopped"):
        read(made["doc"]["2024-demo"], "a.doc", replace(ReadingSettings(), office_seconds=0.1))

    assert not list(home.iterdir())


@needs_office
def test_what_becomes_too_large_is_refused(made: dict[str, dict[str, bytes]], home: Path) -> None:
    """The docx that comes out is bounded as any source is."""
    data = b"{\\rtf1 " + b"a" * 200 + b"}"

    with pytest.raises(TooLarge, match="becomes a docx"):
        read(data, "a.rtf", replace(ReadingSettings(), max_bytes=1000))
    assert not list(home.iterdir())


@needs_office
def test_objects_and_links_of_an_rtf_lead_nowhere(home: Path, fetched: tuple[str, list[str]]) -> None:
    """Texts and pictures it names, on the disk or in the network, are not in what is read."""
    address, asked = fetched
    canary = home / "canary.txt"
    canary.write_text("金丝雀")
    fields = [
        f'INCLUDETEXT "{canary}"', f'INCLUDETEXT "{address}/a.txt"', f'INCLUDEPICTURE "{address}/a.png"',
        f'INCLUDEPICTURE "{address}/b.png" \\\\d', f'DDEAUTO soffice "{canary}" x', f'IMPORT "{canary}"',
    ]  # fmt: skip
    body = "".join(f"{{\\field{{\\*\\fldinst {field}}}{{\\fldrslt \\u27491?}}}}\\par " for field in fields)
    linked = (
        "{\\object\\objautlink\\objupdate{\\*\\objclass Word.Document.8}{\\*\\objdata 01050000}{\\result \\u27491?}}"
    )
    rtf = f"{{\\rtf1\\ansi{{\\*\\template {address}/t.dot}}{body}{linked}\\u25991?\\par}}"

    document = read(rtf.encode(), "报告.rtf")

    text = "".join(line.text for line in document.lines)
    assert ("正" in text, "金丝雀" in text, asked) == (True, False, [])
    assert [path.name for path in home.iterdir()] == ["canary.txt"]


@needs_office
def test_nothing_in_an_odt_runs_or_is_fetched(home: Path, fetched: tuple[str, list[str]]) -> None:
    """A macro bound to opening, and sections, pictures, objects and frames from elsewhere."""
    address, asked = fetched
    canary, ran = home / "canary.txt", home / "ran"
    canary.write_text("金丝雀")

    document = read(_hostile_odt(address, canary, ran), "报告.odt")

    text = "".join(line.text for line in document.lines)
    assert ("正文" in text, "金丝雀" in text, asked, ran.exists()) == (True, False, [], False)
    assert [path.name for path in home.iterdir()] == ["canary.txt"]


def test_macros_of_a_docm_are_read_past() -> None:
    """A docm is read as the docx it is; its macros are bytes that nobody looks at."""
    buffer = io.BytesIO(word_file(p("各位代表：")))
    with zipfile.ZipFile(buffer, "a") as out:
        out.writestr("word/vbaProject.bin", _OLE)

    document = read(buffer.getvalue(), "报告.docm")

    assert (document.source.format, [line.text for line in document.lines]) == ("docx", ["各位代表："])


def test_a_locked_odt_says_that_its_password_is_of_no_use_here() -> None:
    """LibreOffice asks for it in a window, which nobody sees."""
    manifest = _MANIFEST.format("<manifest:encryption-data/>").encode()

    with pytest.raises(UnreadableSource, match="protected by a password, which cannot be used here"):
        read(archive({"content.xml": b"<a/>", "META-INF/manifest.xml": manifest}), "报告.odt")


def test_a_document_in_one_file_of_xml_is_a_docx() -> None:
    """Word's flat form needs no LibreOffice: it is the same parts, not packed."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(word_file(p("各位代表：") + p("现在，我报告工作。")))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    body = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{data.decode()}</pkg:xmlData></pkg:part>'
        for name, data in parts.items()
    )
    picture = base64.b64encode(b"x").decode()
    body += f'<pkg:part pkg:name="/word/a.bin"><pkg:binaryData>{picture}</pkg:binaryData></pkg:part>'
    flat = f'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{body}</pkg:package>'

    assert [line.text for line in read(flat.encode(), "报告.xml").lines] == ["各位代表：", "现在，我报告工作。"]
    with pytest.raises(UnreadableSource, match="damaged or incomplete"):
        read(flat.encode()[:-40], "报告.xml")
    with pytest.raises(UnreadableSource, match="damaged or incomplete"):
        read(flat.replace("?>", '?><!DOCTYPE a [<!ENTITY x "y">]>', 1).encode(), "报告.xml")


def _hostile_odt(address: str, canary: Path, ran: Path) -> bytes:
    frames = "".join(
        f'<text:p><draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">'
        f'<draw:{kind} xlink:href="{target}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        "</draw:frame></text:p>"
        for kind, target in (
            ("image", f"{address}/a.png"), ("object", f"{address}/a.odt"), ("floating-frame", f"{address}/a.html"),
            ("image", canary.as_uri()), ("object", canary.as_uri()), ("floating-frame", canary.as_uri()),
        )
    )  # fmt: skip
    sections = "".join(
        f'<text:section text:name="s{number}"><text:section-source xlink:href="{target}"/><text:p>旧</text:p>'
        "</text:section>"
        for number, target in enumerate((canary.as_uri(), f"{address}/s.html"))
    )
    macro = "vnd.sun.star.script:Standard.Module1.Run?language=Basic&amp;location=document"
    content = (
        f'<?xml version="1.0"?><office:document-content {_SPACES} office:version="1.2"><office:scripts>'
        f'<office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load"'
        f' xlink:href="{macro}" xlink:type="simple"/></office:event-listeners></office:scripts><office:body>'
        f"<office:text><text:p>正文</text:p>{sections}{frames}</office:text></office:body></office:document-content>"
    )
    library = "http://openoffice.org/2000/library"
    basic = f'Sub Run\n Open "{ran}" For Output As #1\n Close #1\nEnd Sub'.replace('"', "&quot;")
    parts = {
        "content.xml": content,
        "Basic/script-lc.xml": f'<library:libraries xmlns:library="{library}">'
        '<library:library library:name="Standard" library:link="false"/></library:libraries>',
        "Basic/Standard/script-lb.xml": f'<library:library xmlns:library="{library}" library:name="Standard"'
        ' library:readonly="false"><library:element library:name="Module1"/></library:library>',
        "Basic/Standard/Module1.xml": '<script:module xmlns:script="http://openoffice.org/2000/script"'
        f' script:name="Module1" script:language="StarBasic">{basic}</script:module>',
    }
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in {"/": "application/vnd.oasis.opendocument.text", **dict.fromkeys(parts, "text/xml")}.items()
    )
    everything = {"mimetype": "application/vnd.oasis.opendocument.text", **parts}
    everything["META-INF/manifest.xml"] = _MANIFEST.format(entries)
    return archive({path: text.encode() for path, text in everything.items()})


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")  # a zombie has ended


def _text(name: str) -> str:
    return (ROOT / "corpus" / f"{name}.txt").read_text(encoding="utf-8-sig")


def _blocks(report: Report) -> list[tuple[str, int | None, str]]:
    return [(block.kind, block.level, block.text) for block in report.blocks]


_FLAT = (
    '<?xml version="1.0" encoding="UTF-8"?>{}<office:document office:mimetype="application/vnd.oasis.opendocument.text"'
    ' office:version="1.3" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    "<text:p>各位代表：</text:p><text:p>现在报告工作。</text:p></office:text></office:body></office:document>"
)


@needs_office
def test_an_opendocument_text_in_one_file() -> None:
    """It is read as the packed one, not as a page of the web whose tags nobody knows."""
    document = read(_FLAT.format("").encode(), "报告.fodt")

    assert (document.source.format, [line.text for line in document.lines]) == ("odt", ["各位代表：", "现在报告工作。"])


def test_what_declares_a_document_type_is_not_handed_on() -> None:
    """Entities are the one door through which XML reaches for files and multiplies itself."""
    declared = "<!DOCTYPE office:document [<!ENTITY a 'b'>]>"

    with pytest.raises(UnreadableSource, match="DOCTYPE"):
        read(_FLAT.format(declared).encode(), "报告.fodt")
