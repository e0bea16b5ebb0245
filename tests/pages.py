"""A reader without a browser: asks for pages by address, fills forms with their token, and reads the markup.

reader.upload(("报告.txt", b"…"))  →  an Answer;  answer.texts(".problem")  →  ["…"]
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser, LexborNode

from web import create_app


@dataclass(frozen=True)
class Answer:
    """One answer: status, headers, body, and its markup."""

    status: int
    headers: Any
    body: bytes

    @property
    def html(self) -> LexborHTMLParser:
        """Return the parsed page."""
        return LexborHTMLParser(self.body)

    def all(self, selector: str) -> list[LexborNode]:
        """Return the elements that `selector` finds."""
        return self.html.css(selector)

    def texts(self, selector: str) -> list[str]:
        """Return the text of the elements that `selector` finds, spaces folded."""
        return [" ".join(node.text().split()) for node in self.all(selector)]

    def values(self, selector: str, attribute: str) -> list[str | None]:
        """Return an attribute of the elements that `selector` finds."""
        return [node.attributes.get(attribute) for node in self.all(selector)]


class Reader:
    """Someone who uses the pages over the database at `database`."""

    def __init__(self, database: Path, **options: Any) -> None:
        self.app: Flask = create_app(database, **options)
        self.client: FlaskClient = self.app.test_client()

    def get(self, address: str, **options: Any) -> Answer:
        """Ask for a page, following where it leads."""
        return _answer(self.client.get(address, follow_redirects=True, **options))

    def follow(self, address: str, link: str | None) -> Answer:
        """Ask for the page to which a link on the page at `address` leads."""
        return self.get(urljoin(address, link or "").partition("#")[0])

    def all_entries(self, address: str) -> Answer:
        """Return the change lists of a page, from its first entry to its last, as if they were one."""
        body, start = b"", 0
        while True:
            answer = self.get(f"{address}{'&' if '?' in address else '?'}from={start}")
            body += "".join(node.html or "" for node in answer.all("#entries ol")).encode()
            start = len(Answer(200, {}, body).all(".change"))
            if not answer.all(".more.later"):
                return Answer(answer.status, answer.headers, body)

    def token(self, address: str = "/") -> str:
        """Return the token that the forms of a page carry."""
        return self.get(address).values("input[name=csrf_token]", "value")[0] or ""

    def upload(self, *files: tuple[str, bytes], **fields: str) -> Answer:
        """Upload files as the form does."""
        carried = [(BytesIO(data), name) for name, data in files]
        form = {"csrf_token": self.token(), "files": carried, **fields}
        return _answer(self.client.post("/upload", data=form, follow_redirects=True))

    def post(self, address: str, form: dict[str, Any]) -> Answer:
        """Send a form with its token."""
        return _answer(self.client.post(address, data={"csrf_token": self.token(), **form}, follow_redirects=True))


def _answer(response: Any) -> Answer:
    answer = Answer(response.status_code, response.headers, response.get_data())
    response.close()
    return answer
