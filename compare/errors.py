"""What can go wrong, said once, in the reader's language.

Every error a user can cause is a `DuizhaoError`: one clear sentence in Chinese and in English
saying what is wrong, where, and what to do.  It is raised where the fact is known and caught only
in the command line and in the web pages.
"""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]


class DuizhaoError(Exception):
    """One sentence for the user, in both languages, and the exit code and HTTP status it maps to."""

    exit_code = 1
    status = 400

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    def __reduce__(self) -> tuple[type[DuizhaoError], tuple[str, str]]:
        """Both sentences survive a trip between processes."""
        return type(self), (self.zh, self.en)

    def say(self, language: Language) -> str:
        """Return the sentence in `language`."""
        return self.zh if language == "zh" else self.en


class UnreadableSource(DuizhaoError):
    """The bytes given are not a report that can be read."""

    exit_code = 3
    status = 422


class Locked(UnreadableSource):
    """The source opens with a password only; `wrong` tells that the one given is not it."""

    def __init__(self, zh: str, en: str, wrong: bool = False) -> None:
        super().__init__(zh, en)
        self.wrong = wrong

    def __reduce__(self) -> tuple[type[Locked], tuple[str, str, bool]]:  # type: ignore[override]
        """All of it survives a trip between processes."""
        return type(self), (self.zh, self.en, self.wrong)


class TooLarge(DuizhaoError):
    """The source is beyond a stated limit."""

    exit_code = 4
    status = 413


class NotFound(DuizhaoError):
    """No stored report, comparison or file has that name."""

    exit_code = 5
    status = 404


class StoreError(DuizhaoError):
    """The database cannot be opened, or was made by a newer version."""

    exit_code = 6
    status = 503
