"""The server is killed at random moments while reports come in: nothing that it confirmed is lost.

DUIZHAO_KILLS=50 python -m pytest tests/test_killed.py      as many moments as one has patience for
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from compare.store import Store
from tests.support import ROOT, SEED

_KILLS = int(os.environ.get("DUIZHAO_KILLS", "8"))
_LONGEST = 2.0
"""Seconds within which a server is killed; it takes in its first report in half of that, further ones in a tenth.

Where it does not, on a busy computer, the next one has longer, until one has confirmed something."""
_HOPELESS = 60


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is for systems that have it")
def test_what_was_confirmed_survives_a_kill_at_any_moment(tmp_path: Path) -> None:
    """Its bytes are there as given, it is a report after the next start, and the database is whole."""
    database, chance = tmp_path / "d.sqlite", random.Random(2019)
    confirmed: dict[str, bytes] = {}
    sent, kills, longest = 0, 0, _LONGEST
    while kills < _KILLS or (not confirmed and longest < _HOPELESS):
        server, before = _Server(database), len(confirmed)
        moment = threading.Timer(chance.uniform(0, longest), server.kill)
        moment.start()
        while server.alive:
            sent += 1
            data = SEED.read_bytes() + f"\n第{sent}次上传的报告。\n".encode()
            if report := server.upload(f"{sent}.txt", data):
                confirmed[report] = data
        moment.join()
        kills += 1
        if len(confirmed) == before:
            longest *= 1.5

    server = _Server(database)
    with Store(database) as store:
        left, end = -1, 0.0
        while waiting := len(store.sources.waiting()):
            if waiting != left:
                left, end = waiting, time.monotonic() + _HOPELESS
            assert time.monotonic() < end, "what arrived is not read"
            time.sleep(0.05)
        assert store.sources.failures() == ()
        assert {report: store.original(report) for report in confirmed} == confirmed
        assert len(store.reports()) >= len(confirmed)
        for entry in store.reports():
            assert store.report(entry.id).report.blocks
    server.kill()
    with closing(sqlite3.connect(database)) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
        assert db.execute("select count(*) from source where sha256 not in (select source from report)").fetchone() == (
            0,
        )
    assert 0 < len(confirmed) < sent


class _Server:
    """`duizhao serve` in a process of its own, and a client of it."""

    def __init__(self, database: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "compare", "serve", "--port", "0", "--db", str(database)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        ready = self._process.stdout.readline().decode()
        found = re.search(r"http://\S+?:\d+", ready)
        assert found, ready
        self._address = found.group()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar())).open
        self._token = re.search(r'name="csrf_token" value="([^"]+)"', self._get("/"))
        self.alive = True

    def kill(self) -> None:
        """End the server as nothing else does."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def upload(self, name: str, data: bytes) -> str | None:
        """Send a file and return the id of the report that the server says it has become."""
        assert self._token is not None
        edge = "----9f2c"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{self._token.group(1)}\r\n'
        file = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        request = urllib.request.Request(
            f"{self._address}/upload",
            head.encode() + file.encode() + data + f"\r\n--{edge}--\r\n".encode(),
            {"Content-Type": f"multipart/form-data; boundary={edge}", "Accept": "application/json"},
        )
        try:
            with self._open(request, timeout=_HOPELESS) as answer:
                return str(json.load(answer)["files"][0]["id"])
        except (OSError, ValueError, urllib.error.URLError):
            self.alive = False
            return None

    def _get(self, address: str) -> str:
        with self._open(self._address + address, timeout=_HOPELESS) as answer:
            return str(answer.read().decode())
