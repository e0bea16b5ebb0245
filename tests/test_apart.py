"""Reading in a child process: the same document and the same sentences, whatever becomes of the child."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from compare import apart, reading
from compare.config import LIMITS, Limit, ReadingSettings
from compare.errors import TooLarge, UnreadableSource
from compare.model import FORMATS, Choice
from compare.reading import read
from tests.docx_files import docx, p
from tests.support import SEED

_TEXT = "各位代表：\n现在，我代表大会主席团报告工作，请予审议。\n".encode()


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[apart._Workers]:
    """Workers of this test's own."""
    own = apart._Workers()
    monkeypatch.setattr(apart, "_WORKERS", own)
    yield own
    own.end()


@pytest.mark.parametrize(("data", "name"), [(SEED.read_bytes(), "基准.txt"), (docx(p("各位代表：")), "../a.docx")])
def test_what_is_read_apart_is_the_same(data: bytes, name: str) -> None:
    """Nothing is lost on the way between the processes, the name of the file included."""
    assert apart.read(data, name) == read(data, name)
    assert apart.read("各位".encode("gbk"), "a.txt", choice=Choice(encoding="gb18030")).lines[0].text == "各位"


def test_errors_come_back_as_they_are() -> None:
    """Their class, their two sentences, and what they carry."""
    for data, settings in ((b"MZ\x90\0" + bytes(50), ReadingSettings()), (_TEXT * 99, ReadingSettings(max_bytes=99))):
        with pytest.raises((UnreadableSource, TooLarge)) as here:
            read(data, "报告", settings)
        with pytest.raises(type(here.value)) as there:
            apart.read(data, "报告", settings)
        assert (there.value.zh, there.value.en) == (here.value.zh, here.value.en)


def test_a_worker_reads_one_file_after_another(workers: apart._Workers) -> None:
    """Starting one takes long; a file that cannot be read is no reason for another."""
    workers.prepare()
    pid = workers._idle[0]._process.pid
    for data in (_TEXT, b"\x01\x02" * 99, _TEXT):
        try:
            apart.read(data, "a.txt")
        except UnreadableSource:
            continue
    workers.prepare()

    assert [worker._process.pid for worker in workers._idle] == [pid]
    workers.end()
    assert workers._idle == []


def test_a_worker_that_has_read_its_share_is_replaced(workers: apart._Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """What libraries have lost of its memory goes with it."""
    monkeypatch.setattr(apart, "WORKERS", apart.WORKERS.__class__(files=1))
    apart.read(_TEXT, "a.txt")

    assert workers._idle == []


def test_a_reading_that_takes_too_long_is_ended(workers: apart._Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the clock, even where the child does nothing at all; the next file is read."""
    monkeypatch.setitem(apart.LIMITS, "txt", Limit(1, 1500))
    workers.prepare()
    stopped = workers._idle[0]._process.pid
    os.kill(stopped, signal.SIGSTOP)
    with pytest.raises(TooLarge, match="not read within 1 seconds"):
        apart.read(_TEXT, "a.txt")

    assert not _is_there(stopped)
    monkeypatch.undo()
    assert apart.read(_TEXT, "a.txt").lines


def test_a_worker_that_dies_over_a_file_is_one_sentence(workers: apart._Workers) -> None:
    """A crash in a library of C ends the child, not the program."""
    workers.prepare()
    pid = workers._idle[0]._process.pid
    os.kill(pid, signal.SIGSTOP)
    said: list[str] = []

    def ask() -> None:
        try:
            apart.read(_TEXT, "报告.txt")
        except UnreadableSource as error:
            said.append(error.zh)

    asking = threading.Thread(target=ask)
    asking.start()
    while workers._idle:
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)
    asking.join()

    assert said == [
        "读“报告.txt”时读取程序中途退出，这份文件可能已损坏。请用 Word 或 WPS 打开后另存为 docx 或 txt 再试。"
    ]
    assert apart.read(_TEXT, "a.txt").lines


def test_a_worker_that_died_while_it_waited_is_replaced(workers: apart._Workers) -> None:
    """The file that comes next is not to blame for it."""
    apart.read(_TEXT, "a.txt")
    os.kill(workers._idle[0]._process.pid, signal.SIGKILL)

    assert apart.read(_TEXT, "a.txt").lines


def test_an_answer_that_is_too_large_is_not_taken(workers: apart._Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child says first how much it sends."""
    monkeypatch.setitem(apart.LIMITS, "txt", Limit(20, 1500, answer_megabytes=0))
    with pytest.raises(TooLarge, match="more than 0 MB"):
        apart.read(_TEXT, "a.txt")


@pytest.mark.skipif(sys.platform != "linux", reason="address space and processor time are bounded on Linux")
@pytest.mark.parametrize(
    ("doing", "ends"),
    [("bytearray(1 << 30)", 1), ("[None for _ in iter(int, 1)]", -signal.SIGXCPU)],
    ids=["memory", "processor"],
)
def test_the_child_has_its_limits(doing: str, ends: int) -> None:
    """What it may not have the system refuses."""
    program = (
        "from compare.config import Limit; from compare.reading.worker import limit;"
        f" limit(Limit(1, 700)); {doing.replace('None', '0')}"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert done.returncode == ends or (b"MemoryError" in done.stderr and done.returncode == 1)


def test_every_format_has_limits() -> None:
    """A format without a bound would be read without one."""
    assert set(LIMITS) == set(FORMATS) == set(reading._READERS)


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
