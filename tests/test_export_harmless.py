"""What leaves the program carries nothing of the computer it was made on, and starts nothing on the next one."""

from __future__ import annotations

import getpass
import io
import socket
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from compare.comparison import compare, read_report
from compare.errors import DuizhaoError
from compare.export import FORMATS, export
from compare.model import Comparison
from tests import hostile
from tests.support import ROOT, needs_office


@pytest.fixture(scope="module")
def found() -> Comparison:
    """A comparison of two hostile reports."""
    return compare(
        *(
            read_report(hostile.report(year, number).encode("utf-8-sig"), f"C:/用户/{year}.txt")
            for year, number in ((2019, 41), (2024, 52))
        )
    )


def _parts(data: bytes) -> list[bytes]:
    """Return a file and all that is packed in it."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [data, *(archive.read(name) for name in archive.namelist())]
    packed = (
        [chunk.partition(b"endstream")[0].lstrip(b"\r\n") for chunk in data.split(b"stream")[1:]]
        if data.startswith(b"%PDF")
        else []
    )
    return [data, *(_unpacked(each) for each in packed)]


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return b""


@pytest.mark.parametrize("name", FORMATS)
def test_no_export_carries_paths_or_names_of_the_computer(found: Comparison, name: str) -> None:
    """Neither in its text nor in its properties: home, program, folders for passing files, user, host."""
    places = {str(Path.home()), str(ROOT), tempfile.gettempdir(), "C:/用户"}
    people = {each for each in (getpass.getuser(), socket.gethostname()) if len(each) > 3}
    try:
        data = export(found, name)
    except DuizhaoError as error:
        pytest.skip(error.en)  # what a pdf is made with is not installed

    for part in _parts(data):
        for word in places | people:
            for encoding in ("utf-8", "utf-16-be"):
                assert f"{word}/".encode(encoding) not in part, word
        for person in people:
            assert f">{person}<".encode() not in part


def test_cells_stay_text_in_a_workbook_saved_again(found: Comparison) -> None:
    """By openpyxl: what was text is text, though it opens as a formula does."""
    out = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(export(found, "xlsx"))).save(out)

    _check_cells(openpyxl.load_workbook(out))


@needs_office
@pytest.mark.parametrize("name", ["xlsx", "csv"])
def test_cells_stay_text_through_libreoffice(found: Comparison, name: str, tmp_path: Path) -> None:
    """Opened there and saved as a workbook."""
    (tmp_path / f"a.{name}").write_bytes(export(found, name))
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to"]
    command += ["xlsx", "--outdir", "again", f"a.{name}"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    if not (tmp_path / "again" / "a.xlsx").is_file():
        pytest.skip("LibreOffice is installed without Calc")

    _check_cells(openpyxl.load_workbook(tmp_path / "again" / "a.xlsx"))


def _check_cells(book: Workbook) -> None:
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert len(cells) > 50
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target] == []
