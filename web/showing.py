"""What templates ask for besides their data: sizes, short quotations, the badge of invented reports, nouns.

Everything here is small, pure, and about showing; the data is made by the library.
"""

from __future__ import annotations

import re
from datetime import date as calendar
from urllib.parse import quote

from babel.dates import format_date
from flask import Flask, current_app
from markupsafe import Markup, escape

from compare.amounts import size
from compare.describe import shorten
from compare.recognition import mark
from compare.summary import INVENTED, is_invented
from compare.version import VERSION

from . import language, nouns, storage

_CHINESE = re.compile(r"([\u3000-\u9fff\uff00-\uffef]+)")


def register(app: Flask) -> None:
    """Make filters, tests and constants known to the templates, and close the store after each request."""
    app.teardown_appcontext(storage.close)
    app.jinja_env.filters.update(shorten=shorten, quoted=quoted, size=size, bare=bare, dated=dated)
    app.jinja_env.filters.update(reason=reason, tagged=tagged, recognition_mark=recognition_mark)
    app.jinja_env.tests.update(invented=is_invented)
    app.context_processor(lambda: {"nouns": nouns, "version": VERSION, "invented_mark": INVENTED})


def attached(plain: str, chinese: str) -> str:
    """Return a Content-Disposition that names a file for any program, and in Chinese for those that know RFC 5987."""
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(chinese, safe='')}"


def tagged(text: str) -> Markup:
    """Return a text of the page; what is Chinese in an English one is marked as such, to be read out and set so."""
    if language.current() != "en":
        return escape(text)
    marked = Markup('<span lang="zh-CN">{}</span>')
    return Markup().join(
        marked.format(part) if number % 2 else part for number, part in enumerate(_CHINESE.split(text))
    )


def recognition_mark(sure: float) -> str:
    """Return the words that mark recognised text, in the language of the page."""
    return mark(sure, current_app.config["DUIZHAO"].reading.doubtful, language.current())


def dated(date: str | None) -> str:
    """Return a date, a month or a year as the language of the page has it; nothing for none, and what is none as it is.

    2019-05-06  →  2019年5月6日, 6 May 2019        2019  →  2019年, 2019
    """
    given = (date or "").count("-")
    try:
        day = calendar.fromisoformat((date or "") + "-01" * (2 - given))
    except ValueError:
        return date or ""
    if language.current() == "en":
        return format_date(day, ("yyyy", "MMMM yyyy", "d MMMM yyyy")[given], locale="en")
    return format_date(day, ("y年", "y年M月", "y年M月d日")[given], locale="zh")


def quoted(text: str) -> str:
    """Return a quotation short enough for the change list."""
    return shorten(text, current_app.config["WEB"].item_quote)


def reason(name: str, english: bool) -> str:
    """Return what speaks for a link in words for readers; nothing for what has none.

    >>> reason("neighbours", False), reason("person", True)
    ('前后段落', '')
    """
    return nouns.reasons.get(name, ("", ""))[english]


def bare(title: str) -> str:
    """Return a title without the mark of invented reports, which is shown as a badge.

    >>> bare("演示稿·内容虚构 牢记首都职责 凝聚奋斗伟力")
    '牢记首都职责 凝聚奋斗伟力'
    """
    return title.replace(INVENTED, "").strip("【】 　") or title
