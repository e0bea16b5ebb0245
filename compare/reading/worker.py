"""The child process that reads: one file after another comes in by its standard input, what was made of it goes out.

    {"op": "read", "name": "报告.docx", "size": 18204, …}\\n + 18,204 bytes
        →  {"format": "docx"}\\n                          once it is known, so that its limits hold from here on;
                                                          "image" where pages of a pdf turn out to be pictures
        →  {"size": 90211}\\n + the document as JSON    or  {"error": ["UnreadableSource", "…", "…"]}\\n

It has no other door: no address it listens at, no file it is told to open.  What it may use of time and memory is set
before a byte of the file is looked into, and again for each format (`config.LIMITS`).
"""

from __future__ import annotations

import json
import sys
import traceback
from typing import IO, TYPE_CHECKING, Any

from ..config import LIMITS, Limit, ReadingSettings
from ..errors import DuizhaoError
from ..model import Choice
from ..plain import dump, load
from . import check_size, read, unlocked
from .sniff import sniff

if TYPE_CHECKING:
    from .archive import Contents

MEGABYTE = 1 << 20


def main() -> None:
    """Answer requests until there are no more."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but answers goes out there, whatever a library prints
    limit_files()
    while line := requests.readline():
        asked = json.loads(line)
        data = requests.read(asked["size"])
        try:
            _answer(asked, data, answers)
        except DuizhaoError as error:
            _send(answers, {"error": [type(error).__name__, error.zh, error.en, getattr(error, "wrong", False)]})
        except MemoryError:
            _send(answers, {"memory": True})
        except Exception:  # whatever a file has done to a reader: the one who asked says so in a sentence
            _send(answers, {"crash": traceback.format_exc()})


def _answer(asked: dict[str, Any], data: bytes, answers: IO[bytes]) -> None:
    settings = load(ReadingSettings, asked["settings"])
    name, password = asked["name"], asked["password"]
    limit(LIMITS["txt"])
    check_size(data, name, settings)
    found = sniff(data, name, settings.max_archive_parts).format

    def bounded(form: str) -> None:
        limit(LIMITS[form])
        _send(answers, {"format": form})

    bounded(found)
    if asked["op"] == "open":
        _send(answers, {}, unlocked(data, name, settings, password))
    elif asked["op"] == "members":
        from . import archive

        _send_members(answers, archive.members(data, name, settings, password), data)
    else:
        document = read(data, name, settings, load(Choice, asked["choice"]), password, lambda: bounded("image"))
        _send(answers, {}, json.dumps(dump(document, lean=True)).encode())


def _send_members(answers: IO[bytes], found: Contents, data: bytes) -> None:
    """Send the reports in a file one behind the other; one that holds no others is not sent back."""
    own = [each.data for each in found.members] == [data]
    sizes = [] if own else [[each.name, len(each.data)] for each in found.members]
    _send(
        answers, {"members": sizes, "notes": found.notes}, b"" if own else b"".join(each.data for each in found.members)
    )


def _send(answers: IO[bytes], said: dict[str, Any], data: bytes = b"") -> None:
    answers.write(json.dumps({**said, "size": len(data)}).encode() + b"\n" + data)
    answers.flush()


def limit(allowed: Limit) -> None:
    """Bound what this process may use from now on; where the system has no such bounds, time alone is bounded."""
    try:
        import resource
    except ImportError:  # Windows
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + allowed.seconds * allowed.cores) + 1
    for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, allowed.megabytes * MEGABYTE)):
        hardest = resource.getrlimit(kind)[1]
        most = most if hardest == resource.RLIM_INFINITY else min(most, hardest)
        try:
            resource.setrlimit(kind, (most, hardest))
        except (ValueError, OSError):  # macOS bounds no address space
            continue


def limit_files() -> None:
    """Bound the size of a file that this process or a converter that it starts may write, and leave no core behind."""
    try:
        import resource
    except ImportError:
        return
    most = ReadingSettings().max_archive_bytes
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
