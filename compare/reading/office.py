"""Files of other writing programs → docx by LibreOffice, in a folder of their own → the reader of docx.

    报告.doc, 报告.wps, 报告.rtf, 报告.odt  ── soffice --headless --convert-to docx ──▶  docx.read
    no LibreOffice on this computer         ──▶  one sentence on how to get it, and that saving as docx does as well

Each file has a fresh profile in which macros never run, links are never followed and every address leads nowhere; it
is gone with the folder.  What takes longer than its time is killed, with all that it has started.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import tempfile
import time
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..amounts import size
from ..errors import TooLarge, UnreadableSource
from . import docx, flat
from .locked import is_locked, opened
from .parts import Given, Notes, Part

_COMPOUND = b"\xd0\xcf\x11\xe0"
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
"""Where LibreOffice stands if its folder is not on the path."""

_OPTIONS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard")
_SETTINGS: dict[str, dict[str, str]] = {
    "Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "DisableActiveContent": "true",
        "DisableOLEAutomation": "true",
        "DisablePythonRuntime": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "Office.Writer/Content/Update": {"Link": "0", "Field": "false", "Chart": "false"},  # 0: never
    "Inet/Settings": {  # whatever asks for an address all the same finds a door that nobody opens
        "ooInetProxyType": "2",
        "ooInetNoProxy": "",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
    },
    "Setup/L10N": {"ooSetupSystemLocale": "zh-CN"},  # old files do not say in which language their bytes are
}
_HOMES = ("HOME", "TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")
_PREFIX = "duizhao-office-"
_STALE = 10
"""Time limits after which a folder is nobody's: its reader was killed before it could remove it."""

_PARTING = 2.0
"""Seconds in which what was killed must be gone."""

_MANIFEST = "META-INF/manifest.xml"
_LOCK = b"encryption-data"
_LONGEST_MANIFEST = 1 << 20

_TOLD = (
    "由 LibreOffice 转成 docx 后读取，版式可能与原件略有不同。",
    "Converted to docx by LibreOffice before it was read; its layout may differ a little from the original.",
)


def read(given: Given) -> tuple[list[Part], Notes]:
    """Return the lines of a file that LibreOffice reads, and notes on how it was read."""
    if flat.is_flat(given.data):
        return docx.read(replace(given, data=flat.packed(given.data, given.name, given.settings)))
    data = unlocked(given.data, given.name, given.password)
    if _is_locked_archive(data):
        raise _locked(given.name)
    if _suffix(data) == "xml" and b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise _doctype(given.name)
    program = find()
    if program is None:
        raise _missing(given.name)
    parts, notes = docx.read(replace(given, data=_converted(program, given, data), password=None))
    return parts, (_TOLD, *notes)


def unlocked(data: bytes, name: str, password: str | None) -> bytes:
    """Return an older Word file without its lock; raises Locked where the password does not open it."""
    return opened(data, name, password) if data.startswith(_COMPOUND) and is_locked(data) else data


def find() -> str | None:
    """Return the path of LibreOffice on this computer, or None."""
    on_path = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    return on_path or next((place for place in _PLACES if Path(place).is_file()), None)


def _converted(program: str, given: Given, data: bytes) -> bytes:
    """Return the docx that LibreOffice makes of a file; nothing of either stays on the disk."""
    _sweep(_STALE * given.settings.office_seconds)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        source, made = home / f"in.{_suffix(data)}", home / "out" / "in.docx"
        source.write_bytes(data)
        _write_profile(home / "profile")
        command = [
            program,
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            *_OPTIONS,
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made.parent), str(source)),
        ]
        if not _ran(command, home, given.settings.office_seconds):
            raise _too_long(given)
        if not made.is_file():
            raise _nothing(given.name)
        if made.stat().st_size > given.settings.max_bytes:
            raise _too_large(given)
        return made.read_bytes()


def _sweep(seconds: float) -> None:
    """Remove the folders of readers that were killed so long ago."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            old = time.time() - folder.stat().st_mtime > seconds
        except OSError:  # another reader has just removed its own
            continue
        if old:
            shutil.rmtree(folder, ignore_errors=True)


def _suffix(data: bytes) -> str:
    """Return the ending by which LibreOffice takes a file for what its first bytes say it is."""
    if data.startswith(_COMPOUND):
        return "doc"
    if data.startswith(b"PK"):
        return "odt"
    return "rtf" if b"{\\rtf" in data[:64] else "xml"


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        "</item>"
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )


def _ran(command: list[str], home: Path, seconds: float) -> bool:
    """Run a program that writes nowhere but below `home`; tell whether it ended within its time."""
    inherited = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    process = subprocess.Popen(  # noqa: S603 the program that was found, with arguments of our own
        command,
        cwd=home,
        env={**inherited, **dict.fromkeys(_HOMES, str(home)), "SAL_USE_VCLPLUGIN": "svp"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)
    return True


def _end(process: subprocess.Popen[Any]) -> None:
    """Kill a program and all that it has started, and wait until they are gone."""
    if not hasattr(os, "killpg"):
        process.kill()
        process.wait()
        return
    deadline = time.monotonic() + _PARTING
    try:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        while time.monotonic() < deadline:
            os.killpg(process.pid, 0)
            time.sleep(0.01)
    except ProcessLookupError:
        process.wait()


def _is_locked_archive(data: bytes) -> bool:
    """Tell whether an OpenDocument file is one with a password, which LibreOffice asks for in a window only."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_MANIFEST) as manifest:
            return _LOCK in manifest.read(_LONGEST_MANIFEST)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, NotImplementedError, RuntimeError):
        return False  # a damaged one is LibreOffice's to refuse


# ── what is said ──────────────────────────────────────────────────────────────────────────────


def _missing(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"读“{name}”要用 LibreOffice，这台电脑上没有找到它。请安装（Debian、Ubuntu：apt install libreoffice-writer；"
        "macOS、Windows：从 libreoffice.org 下载），或用 Word、WPS 把文件另存为 docx 再试。",
        f'Reading "{name}" takes LibreOffice, which was not found on this computer. Install it '
        "(Debian, Ubuntu: apt install libreoffice-writer; macOS, Windows: from libreoffice.org), "
        "or save the file as docx with Word or WPS.",
    )


def _nothing(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"LibreOffice 打不开“{name}”，它可能已损坏，或不是文字文档。请用 Word 或 WPS 打开后另存为 docx 再试。",
        f'LibreOffice cannot open "{name}": it may be damaged, or is no text document. '
        "Open it in Word or WPS, save it as docx and try again.",
    )


def _doctype(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"“{name}”含有 DOCTYPE 声明，为安全起见没有读取。请用 Word 或 WPS 打开后另存为 docx。",
        f'"{name}" holds a DOCTYPE declaration and was not read, for safety. Save it as docx with Word or WPS.',
    )


def _locked(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"“{name}”有密码保护，这种格式的密码这里打不开。请在 LibreOffice 或 WPS 中取消密码，或另存为 docx 再试。",
        f'"{name}" is protected by a password, which cannot be used here for this format. '
        "Remove it in LibreOffice or WPS, or save the file as docx.",
    )


def _too_long(given: Given) -> TooLarge:
    return TooLarge(
        f"LibreOffice 转换“{given.name}”超过 {given.settings.office_seconds:g} 秒，已经停止。"
        "请只保留报告正文，用 Word 或 WPS 另存为 docx 再试。",
        f'LibreOffice took more than {given.settings.office_seconds:g} seconds over "{given.name}" and was stopped. '
        "Keep only the text of the report and save it as docx with Word or WPS.",
    )


def _too_large(given: Given) -> TooLarge:
    return TooLarge(
        f"“{given.name}”转成 docx 后超过上限 {size(given.settings.max_bytes)}。请只保留报告正文（去掉图片）后再试。",
        f'"{given.name}" becomes a docx of more than the limit of {size(given.settings.max_bytes)}. '
        "Keep only the text of the report, without pictures.",
    )
