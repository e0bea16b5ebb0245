"""Office files that open with a password only: opened with it in memory, the password kept nowhere.

EncryptedPackage + "密码"  →  the docx inside        none, or a wrong one  →  one sentence that asks for it
"""

from __future__ import annotations

import io
import struct

from ..errors import Locked, UnreadableSource


def locked(name: str, password: str | None = None) -> Locked:
    """Return the sentence for a file that needs its password, or another one than was given."""
    if password is None:
        return Locked(
            f"“{name}”有密码保护：请给出打开它的密码（只用一次，不会保存），或先取消密码再试。",
            f'"{name}" is protected by a password: give the password that opens it (used once, never stored), '
            "or remove the password first and try again.",
        )
    return Locked(
        f"“{name}”的密码不对，打不开；请再试一次。",
        f'The password given does not open "{name}"; try again.',
        wrong=True,
    )


def is_locked(data: bytes) -> bool:
    """Tell whether a file of the older Office opens with a password only; of a damaged one it is not known."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, ParseError

    try:
        return bool(msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted())
    except (DecryptionError, FileFormatError, ParseError, OSError, ValueError, KeyError, AttributeError, struct.error):
        return False


def opened(data: bytes, name: str, password: str | None) -> bytes:
    """Return the Office file that a password opens; raises Locked where it does not."""
    import msoffcrypto  # a tenth of a second that only such files need
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    if password is None:
        raise locked(name)
    out = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        file.load_key(password=password, **({"verify_password": True} if file.format == "ooxml" else {}))
        file.decrypt(out)
    except InvalidKeyError as error:
        raise locked(name, password) from error
    except (DecryptionError, FileFormatError, ParseError, OSError, ValueError, KeyError, AttributeError) as error:
        raise UnreadableSource(
            f"“{name}”的加密方式读不了，或文件已损坏。请在 Word 或 WPS 中取消密码后再试。",
            f'"{name}" is encrypted in a way that is not read here, or is damaged. Remove the password in Word or WPS.',
        ) from error
    return out.getvalue()
