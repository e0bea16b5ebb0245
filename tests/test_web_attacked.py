"""The server under attack: hostile uploads side by side, requests that are none; pages are there all the while."""

from __future__ import annotations

import http.client
import json
import logging
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from compare.store import Store
from tests.fuzz.seeds import seeds
from tests.harmful import made, things
from tests.locked import PASSWORD, locked_docx, locked_zip
from tests.pages import Reader
from tests.support import ROOT, SEED
from tests.test_harmful import BOMBS, CONVERTED

pytestmark = pytest.mark.filterwarnings(  # Werkzeug leaves it to the collector to close what a broken form left
    "ignore::pytest.PytestUnraisableExceptionWarning"
)
_UPLOADS = 30
_QUIET = 40
"""How often the time of a page on a quiet server it may take on a busy one, where that is more than a second."""
_FORGOTTEN = 30
"""Seconds of which a connection that is given up by its time alone, not by its end, takes four times as many."""
_EDGE = "----9f2c"


@dataclass
class Client:
    """Someone at the address of a server, with the cookie and the token of its forms."""

    host: str
    cookie: str = ""
    token: str = ""

    def __post_init__(self) -> None:
        status, body, head = self.ask("GET", "/")
        assert status == 200
        self.cookie = head["Set-Cookie"].split(";")[0]
        found = re.search(rb'name="csrf_token" value="([^"]+)"', body)
        assert found
        self.token = found[1].decode()

    def ask(self, method: str, path: str, body: bytes = b"", **head: str) -> tuple[int, bytes, http.client.HTTPMessage]:
        connection = http.client.HTTPConnection(self.host, timeout=120)
        sent = {
            "Cookie": self.cookie,
            "Host": "localhost",
            **{name.replace("_", "-"): value for name, value in head.items()},
        }
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers
        finally:
            connection.close()

    def send(self, *parts: bytes, accept: str = "application/json") -> tuple[int, bytes]:
        """Send a form of these parts, and its token before them."""
        token = f'Content-Disposition: form-data; name="csrf_token"\r\n\r\n{self.token}'.encode()
        body = (
            b"".join(f"--{_EDGE}\r\n".encode() + part + b"\r\n" for part in (token, *parts))
            + f"--{_EDGE}--\r\n".encode()
        )
        return self.ask("POST", "/upload", body, Content_Type=f"multipart/form-data; boundary={_EDGE}", Accept=accept)[
            :2
        ]


def file(name: bytes, data: bytes) -> bytes:
    """Return the part of a form that is a file."""
    return b'Content-Disposition: form-data; name="files"; filename="' + name + b'"\r\n\r\n' + data


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A client of `duizhao serve` in a process of its own, with one report."""
    database = tmp_path_factory.mktemp("attacked") / "d.sqlite"
    with Store(database) as store:
        store.add(SEED.read_bytes(), SEED.name)
    server = subprocess.Popen(
        [sys.executable, "-m", "compare", "serve", "--port", "0", "--db", str(database)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert server.stdout is not None
    found = re.search(r"http://([0-9.]+:\d+)", server.stdout.readline().decode())
    assert found
    yield Client(found[1])
    assert server.poll() is None  # it is alive whatever came
    server.terminate()
    server.wait()
    server.stdout.close()


def test_thirty_hostile_files_at_once(client: Client) -> None:
    """Each has its sentence, or is read; whoever opens pages meanwhile waits for less than a second, as a rule.

    On a computer that is busy with other things it may be longer, by as much as a page takes longer there anyway.
    """
    quick = [thing for thing in things() if thing not in BOMBS and not any(word in thing for word in CONVERTED)]
    small = [each for each in map(made, quick) if len(each.data) < 3_000_000]
    uploads = (small * 2)[:_UPLOADS]
    waits, over = [], threading.Event()

    def wait() -> float:
        started = time.monotonic()
        assert client.ask("GET", "/")[0] == 200
        return time.monotonic() - started

    def watch() -> None:
        while not over.is_set():
            waits.append(wait())
            time.sleep(0.05)

    most = max(1.0, _QUIET * sorted(wait() for _ in range(9))[4])

    with ThreadPoolExecutor(4) as pool, ThreadPoolExecutor(1) as reader:
        watching = reader.submit(watch)
        try:
            answers = [*pool.map(lambda each: client.send(file(each.name.encode(), each.data)), uploads)]
        finally:
            over.set()
        watching.result()

    for (status, body), sent in zip(answers, uploads, strict=True):
        assert status < 500, (status, sent.name)
        for said in json.loads(body)["files"]:
            assert said["id"] or len(said["said"]) > 10, sent.name
    assert len(waits) > 5
    assert sorted(waits)[len(waits) * 9 // 10] < most, sorted(waits)[-20:]
    assert client.ask("GET", "/")[0] == 200


@pytest.mark.parametrize(
    "part",
    [
        b"x",
        b"Content-Disposition: form-data\r\n\r\nx",
        b'Content-Disposition: form-data; name="files"\r\n\r\nx',
        b'Content-Disposition: form-data; name="files"; filename=""\r\n\r\nx',
        b'Content-Disposition: form-data; name="files"; filename="a.txt\r\n\r\nx',
        b"Content-Disposition: form-data; name=\"files\"; filename*=utf-8''%00%ff%D8\r\n\r\nx",
        file(b"x" * 10_000 + b".txt", b"\x01" * 99),
        file(b"../../etc/passwd", b"\x01" * 99),
        file(b"a\0b.txt", b"\x01" * 99),
        file("\u202etxt.exe".encode(), b"\x01" * 99),
        file(b"\xff\xfe.txt", b"\x01" * 99),
        b"Content-Disposition: form-data; name=\"" + b"n" * 10_000 + b'"\r\n\r\nx',
        b"X-Odd: " + b"h" * 100_000 + b"\r\n\r\nx",
    ],
    ids=range(13),
)  # fmt: skip
def test_odd_forms_are_answered_with_a_sentence(client: Client, part: bytes) -> None:
    """Without a name, with a name that leads elsewhere, of ten thousand characters, with heads that are none."""
    status, body = client.send(part)

    assert 400 <= status < 500
    said = json.loads(body)
    assert said.get("error") or said["files"][0]["said"]
    assert client.ask("GET", "/")[0] == 200


def test_a_form_of_ten_thousand_parts(client: Client) -> None:
    """One sentence, and nothing of it is kept."""
    status, body = client.send(*[file(b"%d.txt" % number, b"x") for number in range(10_000)])

    assert status == 413
    assert json.loads(body)["error"].startswith("一次送来的文件超过 1000 个")
    assert client.ask("GET", "/")[0] == 200


def test_an_upload_that_breaks_off(client: Client) -> None:
    """What was announced and did not come is forgotten with its connection."""
    host, port = client.host.split(":")
    head = (
        f"POST /upload HTTP/1.1\r\nHost: localhost\r\nCookie: {client.cookie}\r\nContent-Length: 5000000\r\n"
        f"Content-Type: multipart/form-data; boundary={_EDGE}\r\n\r\n--{_EDGE}\r\n"
    )
    for _ in range(20):
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(head.encode() + file(b"a.txt", b"x" * 100_000))

    started = time.monotonic()
    assert client.ask("GET", "/")[0] == 200
    assert time.monotonic() - started < _FORGOTTEN
    assert client.send(file("报告.txt".encode(), "各位代表：\n现在，我报告工作。\n".encode()))[0] == 200


def test_a_body_that_ends_inside_a_part(client: Client) -> None:
    """The length is right, the closing mark is missing."""
    body = f"--{_EDGE}\r\n".encode() + file(b"a.txt", b"x" * 1000)
    status, answer, _ = client.ask(
        "POST", "/upload", body, Content_Type=f"multipart/form-data; boundary={_EDGE}", Accept="application/json"
    )

    assert status == 400
    assert json.loads(answer)["error"]


def test_passwords_are_kept_nowhere(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Right or wrong, of a document or an archive: not in the database or beside it, in no log, on no page."""
    caplog.set_level(logging.DEBUG)
    wrong, reader = "错误的密码-77aa", Reader(tmp_path / "d.sqlite")
    files = (
        ("上锁.docx", locked_docx()),
        ("上锁.zip", locked_zip({"报告.txt": "各位代表：\n现在，我报告工作。\n".encode()}, PASSWORD.encode())),
    )
    pages = []
    for name, data in files:
        asked = reader.upload((name, data))
        (link,) = [each for each in asked.values("a", "href") if each and "unlock" in each]
        pages += [reader.post(link, {"password": word}) for word in (wrong, PASSWORD)]
        assert [page.status for page in pages[-2:]] == [422, 200]
    pages.append(reader.get("/"))

    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    said = "".join(page.body.decode() for page in pages) + caplog.text + "".join(map(str, pages[-1].headers.items()))
    for word in (wrong, PASSWORD):
        assert word not in said
        for encoding in ("utf-8", "utf-16-le", "gb18030"):
            assert word.encode(encoding) not in kept


def test_truncated_uploads_of_every_kind(tmp_path: Path) -> None:
    """A page of failures, one line each, as a person sees it."""
    reader = Reader(tmp_path / "d.sqlite")
    halves = [
        (each[0].name, each[0].data[: len(each[0].data) // 2])
        for form, each in seeds().items()
        if form not in ("txt", "md", "csv", "html", "rtf", "odt")
    ]
    page = reader.upload(*halves)

    assert len(page.texts("main .error, main .problem")) >= len(halves) - 2
