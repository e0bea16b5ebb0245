"""A web page saved as one file → the page in it, without its pictures and frames.

MIME-Version: 1.0                                 →  the bytes of the text/html part with the most Chinese, decoded
Content-Type: multipart/related; boundary="…"        from base64 or quoted-printable, and the charset its head names
"""

from __future__ import annotations

import email
import re
from email.message import Message
from email.policy import compat32

from ..errors import TooLarge, UnreadableSource
from .parts import Given, Notes

_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_FOREIGN = re.compile(rb"[\x80-\xff]")
_BEFORE = b"\xef\xbb\xbf \t\r\n"
"""What may stand before the head: a mark of UTF-8, empty lines."""

_PAGES = ("text/html", "application/xhtml+xml")


def page(given: Given) -> tuple[bytes, str | None, Notes]:
    """Return the bytes of the page, the charset that its part names, and a note where others were left out."""
    limit = given.settings.max_mime_parts
    if len(_PART.findall(given.data)) > limit:
        raise TooLarge(
            f"网页“{given.name}”里有 {limit} 个以上部件，没有打开。请只保存报告正文后再试。",
            f'The page "{given.name}" has more than {limit} parts and was not opened. '
            "Save only the text of the report.",
        )
    try:
        parts = list(email.message_from_bytes(given.data.lstrip(_BEFORE), policy=compat32).walk())
    except (RecursionError, ValueError, LookupError) as error:
        raise _broken(given.name) from error
    pages = [(content, part) for part in parts if (content := _content(part))]
    if not pages:
        raise _broken(given.name)
    content, chosen = max(pages, key=lambda each: len(_FOREIGN.findall(each[0])))  # of several the first
    return content, _charset(chosen), _left_out(len(pages) - 1)


def _content(part: Message) -> bytes:
    """Return the bytes of a part that is a page, else none."""
    if part.is_multipart() or part.get_content_type() not in _PAGES:
        return b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError):  # a head that names what nobody knows: the page itself may say it
        return None


def _left_out(count: int) -> Notes:
    if not count:
        return ()
    return (
        (
            f"这个网页文件里还有 {count} 个嵌入的页面（框架、广告），没有读取。",
            f"Other pages embedded in this file (frames, advertisements) that were not read: {count}.",
        ),
    )


def _broken(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"网页文件“{name}”里找不到网页正文，可能已损坏或不完整。请重新保存网页，或把正文粘贴进来。",
        f'No page was found in "{name}", which may be damaged or incomplete. Save the page again, or paste its text.',
    )
