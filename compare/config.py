"""Every threshold, a sentence each: meaning, range, default, why.

The settings used are written into each comparison, so that a result says how it was made.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """Bounds on what is read from outside."""

    max_bytes: int = 50 * 1024 * 1024
    """Largest source, in bytes; 50 MB is what the large compare services take, and no report comes near."""

    max_characters: int = 2_000_000
    """Longest text of one report, in code points; the longest real report here has 57,000."""

    max_archive_bytes: int = 400 * 1024 * 1024
    """Most bytes the parts of a docx may unpack to; guards against archive bombs."""

    max_archive_ratio: int = 300
    """Largest ratio of unpacked to packed bytes of one docx part; Word's own XML packs below 100."""

    min_chinese_share: float = 0.05
    """Least share of Han characters among letters, 0–1; below it the text is not a Chinese report."""


@dataclass(frozen=True, slots=True)
class OutlineSettings:
    """How lines become headings and sections."""

    max_heading: int = 60
    """Longest heading, in characters; the longest of 265 real reports has 54."""

    max_runin: int = 45
    """Longest run-in heading (段首句), in characters; the seed's longest has 36."""

    max_title_lines: int = 12
    """Most lines before the salutation or first body text that are searched for title and byline."""

    topic_prefix: int = 6
    """How many first characters parallel topic lines share; the seed's three share 14, 云南2026's six share 5."""

    tail_share: float = 0.85
    """Where furniture begins beyond this share of the source's lines, nothing of the report follows."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a comparison."""

    reading: ReadingSettings = ReadingSettings()
    outline: OutlineSettings = OutlineSettings()


DEFAULT = Settings()
