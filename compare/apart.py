"""Reading in a process of its own, so that no file can take more than its share or end the program.

    read(data, "报告.pdf") ── a waiting worker ──▶ Document         limits of time, memory and answer: `config.LIMITS`
                           ── too long ──▶ killed, one sentence     crashed ──▶ one sentence, the next file has another

The same as `reading.read`, with the same errors and these besides.  Workers (`reading/worker.py`) wait between files,
as starting one takes a quarter of a second; one that failed in any way but with a sentence is not used again.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import errors
from .config import LIMITS, WORKERS, Limit, ReadingSettings
from .errors import DuizhaoError, Locked, TooLarge, UnreadableSource
from .model import Choice, Document
from .plain import dump, load

if TYPE_CHECKING:
    from .reading.archive import Contents

_LOG = logging.getLogger(__name__)
_LOG.addHandler(logging.NullHandler())
_LONGEST_LINE = 1 << 16
"""Most bytes of what a worker says before it has said how much follows."""


def read(
    data: bytes,
    name: str,
    settings: ReadingSettings = ReadingSettings(),
    choice: Choice = Choice(),
    password: str | None = None,
) -> Document:
    """Return the lines of a source, as `reading.read` does."""
    asked = {"op": "read", "settings": dump(settings), "choice": dump(choice), "password": password}
    return load(Document, json.loads(_WORKERS.ask(asked, data, name)[1]))


def unlocked(data: bytes, name: str, settings: ReadingSettings, password: str) -> bytes:
    """Return the file that a password opens, without its lock; raises Locked where it does not open it."""
    asked = {"op": "open", "settings": dump(settings), "choice": {}, "password": password}
    return _WORKERS.ask(asked, data, name)[1]


def members(data: bytes, name: str, settings: ReadingSettings, password: str | None = None) -> Contents:
    """Return what is to be kept of a file, each for itself: the reports in it, or the file where it is none of several.

    One that cannot be opened is kept as it came, and whoever reads it says why.  Raises Locked for an archive with a
    password.
    """
    from .reading.archive import Contents, Member
    from .reading.filenames import base_name

    itself = Contents((Member(base_name(name), data),))
    asked = {"op": "members", "settings": dump(settings), "choice": {}, "password": password}
    try:
        answer, body = _WORKERS.ask(asked, data, name)
    except Locked:
        raise
    except DuizhaoError:
        return itself
    found, at = [], 0
    for member, size in answer["members"]:
        found.append(Member(member, body[at : at + size]))
        at += size
    return Contents(tuple(found), tuple((zh, en) for zh, en in answer["notes"])) if found else itself


def prepare() -> None:
    """Start a worker ahead of the first file."""
    _WORKERS.prepare()


class _Worker:
    """One child process."""

    def __init__(self) -> None:
        root = str(Path(__file__).parents[1])
        path = [root, *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
        self._process = subprocess.Popen(  # noqa: S603 our own module, with this Python
            [sys.executable, "-P", "-m", f"{__package__}.reading.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, path))},
            start_new_session=True,  # with what it starts in turn it is killed as one group
        )
        self.answered = 0

    def ask(self, asked: Mapping[str, Any], data: bytes, name: str) -> tuple[dict[str, Any], bytes]:
        """Return what the worker made of a file, and the bytes that came with it; raises what it said went wrong."""
        late = threading.Event()
        timer = self._killed_in(LIMITS["txt"], late)
        form = "txt"
        try:
            self._send(json.dumps({**asked, "name": name, "size": len(data)}).encode() + b"\n" + data)
            answer, body = self._receive(LIMITS[form], name)
            while "format" in answer:
                form = str(answer["format"])
                timer.cancel()
                timer = self._killed_in(LIMITS[form], late)
                answer, body = self._receive(LIMITS[form], name)
        except (OSError, ValueError, _Ended) as error:
            if late.is_set():
                raise _too_long(name, LIMITS[form]) from error
            raise _Ended from error
        finally:
            timer.cancel()
        self.answered += 1
        return answer, body

    def end(self) -> None:
        """Let the worker go; it ends by itself when nothing more can come."""
        self._close()
        try:
            self._process.wait(WORKERS.parting_seconds)
        except subprocess.TimeoutExpired:
            self._kill()

    def drop(self) -> None:
        """End the worker, and all that it started, at once."""
        self._kill()
        self._close()

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:  # what was still to be sent has nobody left to read it
                continue

    def _kill(self) -> None:
        try:
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        except ProcessLookupError:
            pass
        self._process.wait()

    def _killed_in(self, limit: Limit, late: threading.Event) -> threading.Timer:
        def kill() -> None:
            late.set()
            self._kill()

        timer = threading.Timer(limit.seconds, kill)
        timer.daemon = True
        timer.start()
        return timer

    def _send(self, message: bytes) -> None:
        pipe = self._process.stdin
        if pipe is None:
            raise _Ended
        pipe.write(message)
        pipe.flush()

    def _receive(self, limit: Limit, name: str) -> tuple[dict[str, Any], bytes]:
        pipe = self._process.stdout
        line = pipe.readline(_LONGEST_LINE) if pipe is not None else b""
        if pipe is None or not line.endswith(b"\n"):
            raise _Ended
        answer = json.loads(line)
        if answer["size"] > limit.answer_megabytes << 20:
            raise _too_much(name, limit)
        body = pipe.read(answer["size"])
        if len(body) < answer["size"]:
            raise _Ended
        return answer, body


class _Ended(Exception):
    """The worker is gone, or talks nonsense."""


class _Workers:
    """The workers of this process: as many as may read at once, each kept until it has read its share."""

    def __init__(self) -> None:
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(WORKERS.at_once)
        self._owner = os.getpid()

    def prepare(self) -> None:
        """See that a worker waits."""
        with self._lock:
            self._forget_those_of_a_parent()
            if not self._idle:
                self._idle.append(_Worker())

    def ask(self, asked: Mapping[str, Any], data: bytes, name: str) -> tuple[dict[str, Any], bytes]:
        """Have a worker answer; one that ended while it waited is replaced, one that ends over a file is not."""
        with self._turns:
            worker = self._taken()
            try:
                try:
                    answer, body = worker.ask(asked, data, name)
                except _Ended:
                    if worker.answered == 0:
                        raise
                    worker.drop()
                    worker = _Worker()
                    answer, body = worker.ask(asked, data, name)
            except _Ended as error:
                worker.drop()
                raise _crashed(name) from error
            except BaseException:  # too long, too much, or interrupted: what the worker does now is of no use
                worker.drop()
                raise
            self._give_back(worker, sound="memory" not in answer and "crash" not in answer)
        if wrong := _error(answer, name):
            raise wrong
        return answer, body

    def end(self) -> None:
        """Let all workers go."""
        with self._lock:
            self._forget_those_of_a_parent()
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def _taken(self) -> _Worker:
        with self._lock:
            self._forget_those_of_a_parent()
            if self._idle:
                return self._idle.pop()
        return _Worker()

    def _give_back(self, worker: _Worker, sound: bool) -> None:
        if not sound or worker.answered >= WORKERS.files:
            worker.end()
            return
        with self._lock:
            self._idle.append(worker)

    def _forget_those_of_a_parent(self) -> None:
        """After a fork the pipes belong to two; only the process that opened them goes on with them."""
        if self._owner != os.getpid():
            self._owner, self._idle = os.getpid(), []


_WORKERS = _Workers()
atexit.register(_WORKERS.end)


# ── what is said ──────────────────────────────────────────────────────────────────────────────


def _error(answer: Mapping[str, Any], name: str) -> DuizhaoError | None:
    """Return the error that a worker sent, or that its end came to."""
    if "error" in answer:
        kind, zh, en, wrong = answer["error"]
        made: type[DuizhaoError] = getattr(errors, kind)
        return Locked(zh, en, wrong) if made is Locked else made(zh, en)
    if "memory" in answer:
        return TooLarge(
            f"“{name}”需要的内存超过上限，没有读完。请只保留报告正文（去掉图片），另存为 docx 或 txt 再试。",
            f'"{name}" needs more memory than allowed and was not read to its end. '
            "Keep only the text of the report, without pictures, and save it as docx or txt.",
        )
    if "crash" in answer:
        _LOG.error("reading %s failed: %s", name, answer["crash"])
        return _crashed(name)
    return None


def _crashed(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"读“{name}”时读取程序中途退出，这份文件可能已损坏。请用 Word 或 WPS 打开后另存为 docx 或 txt 再试。",
        f'The reader broke off over "{name}", which may be damaged. '
        "Open it in Word or WPS, save it as docx or txt, and try again.",
    )


def _too_long(name: str, limit: Limit) -> TooLarge:
    return TooLarge(
        f"“{name}”读了 {limit.seconds} 秒还没有读完，已经停止。请只保留报告正文，另存为 docx 或 txt 再试。",
        f'"{name}" was not read within {limit.seconds} seconds, and reading was stopped. '
        "Keep only the text of the report, and save it as docx or txt.",
    )


def _too_much(name: str, limit: Limit) -> TooLarge:
    return TooLarge(
        f"“{name}”读出的内容超过 {limit.answer_megabytes} MB，没有收下。请只保留一份报告的正文。",
        f'What was read from "{name}" is more than {limit.answer_megabytes} MB and was not taken. '
        "Keep the text of one report only.",
    )
