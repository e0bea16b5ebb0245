"""Dates as readers of either language write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from web import create_app
from web.showing import dated


@pytest.mark.parametrize(
    ("date", "chinese", "english"),
    [
        ("2019-05-06", "2019年5月6日", "6 May 2019"),
        ("2019-05", "2019年5月", "May 2019"),
        ("2019", "2019年", "2019"),
        (None, "", ""),
        ("去年", "去年", "去年"),
    ],
)
def test_a_date_is_written_in_the_language_of_the_page(
    tmp_path: Path, date: str | None, chinese: str, english: str
) -> None:
    """To the day, the month or the year, as far as it is known."""
    app = create_app(tmp_path / "duizhao.sqlite")

    with app.test_request_context("/?lang=zh"):
        assert dated(date) == chinese
    with app.test_request_context("/?lang=en"):
        assert dated(date) == english
