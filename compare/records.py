"""What the store hands out: one stored report or comparison, as lists and pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .model import LinkRepair, OutlineRepair, Report


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored report as lists show it; `added` is a UTC time.

    It is the `version`th of its `edition`, of which the `latest` is current; an edition without drafts has one.
    """

    id: str
    title: str
    date: str | None
    ordinal: int | None
    series: str | None
    name: str
    format: str
    sha256: str
    size: int
    added: str
    edition: int = 0
    version: int = 1
    latest: int | None = 1

    @property
    def current(self) -> bool:
        """Tell whether it is the last version of its edition."""
        return self.version == self.latest


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored report with what was read from it."""

    entry: Entry
    report: Report


@dataclass(frozen=True, slots=True)
class Added:
    """What became of added bytes; `new` is false where the same bytes were there before."""

    report_id: str
    source_sha: str
    new: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """One stored comparison as lists show it."""

    id: str
    old: Entry
    new: Entry
    added: str


@dataclass(frozen=True, slots=True)
class KeptLinkRepair:
    """A repair that holds for two stored reports; `added` is a UTC time."""

    repair: LinkRepair
    added: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Bytes that were kept although they could not be read, and why not; `locked` ones open with a password."""

    name: str
    sha256: str
    added: str
    error_zh: str
    error_en: str
    locked: bool = False


@dataclass(frozen=True, slots=True)
class KeptOutlineRepair:
    """What a person said of a source line, and holds; `added` is a UTC time."""

    repair: OutlineRepair
    added: str


class Keep:
    """The type of `KEEP`: leave this field of an edition as it is."""


KEEP: Final = Keep()
