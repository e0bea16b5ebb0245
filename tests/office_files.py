"""Files of other writing programs for tests, made of demonstration texts by LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
FILTERS = {
    "doc": "MS Word 97",
    "rtf": "Rich Text Format",
    "odt": "writer8",
    "xml": "MS Word 2003 XML",
}


def word(text: str) -> bytes:
    """Return a docx with a paragraph for each line."""
    document, out = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def saved_as(folder: Path, files: dict[str, bytes], suffix: str) -> dict[str, bytes]:
    """Return what LibreOffice makes of files, by their names without suffix."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    command += ["--convert-to", f"{suffix}:{FILTERS[suffix]}", "--outdir", str(folder / suffix)]
    subprocess.run(
        [*command, *(str(folder / name) for name in files)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {path.stem: path.read_bytes() for path in sorted((folder / suffix).iterdir())}
