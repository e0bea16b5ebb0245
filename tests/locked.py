"""Word files that open with a password only."""

from __future__ import annotations

import io

import docx
from msoffcrypto.format.ooxml import OOXMLFile

PASSWORD = "密码-9f2c"
LINES = ("工会第三次代表大会报告", "各位代表：", "现在，我报告工作。")


def locked_docx(password: str = PASSWORD) -> bytes:
    """Return a docx of `LINES` that opens with the password."""
    made, plain, out = docx.Document(), io.BytesIO(), io.BytesIO()
    for text in LINES:
        made.add_paragraph(text)
    made.save(plain)
    OOXMLFile(plain).encrypt(password, out)
    return out.getvalue()
