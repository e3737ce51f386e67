"""Dates: what is read as one, what it means, and what is not one."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.dates import Precision, find_dates

TODAY = date(2024, 2, 15)  # a Thursday


def only(text, today=TODAY):
    (found,) = find_dates(text, today)
    return found


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        ("on Monday, 12 May 2014", "day", "2014-05-12", "2014-05-12"),
        ("on March 3rd, 2020", "day", "2020-03-03", "2020-03-03"),
        ("the 5th of June", "day", "2023-06-05", "2023-06-05"),
        ("on Sept. 11, 2001", "day", "2001-09-11", "2001-09-11"),
        ("on 2021-03-04", "day", "2021-03-04", "2021-03-04"),
        ("on 31/12/2019", "day", "2019-12-31", "2019-12-31"),
        ("on 03/04/2020", "day", "2020-03-04", "2020-04-03"),
        ("on 3–5 May 2020", "range", "2020-05-03", "2020-05-05"),
        ("on May 3-5, 2020", "range", "2020-05-03", "2020-05-05"),
        ("between March and June 2021", "range", "2021-03-01", "2021-06-30"),
        ("November to February 2021", "range", "2020-11-01", "2021-02-28"),
        ("in 2019–21", "range", "2019-01-01", "2021-12-31"),
        ("from 1990 to 1995", "range", "1990-01-01", "1995-12-31"),
        ("in late May 2020", "month", "2020-05-16", "2020-05-31"),
        ("last November", "month", "2023-11-01", "2023-11-30"),
        ("in March", "month", "2023-03-01", "2023-03-31"),
        ("next March", "month", "2024-03-01", "2024-03-31"),
        ("the third quarter of 2022", "quarter", "2022-07-01", "2022-09-30"),
        ("in Q3 2022", "quarter", "2022-07-01", "2022-09-30"),
        ("in H1 2021", "half", "2021-01-01", "2021-06-30"),
        ("in spring 2021", "season", "2021-03-01", "2021-05-31"),
        ("in the winter of 1999", "season", "1998-12-01", "2000-02-29"),
        ("last summer", "season", "2023-06-01", "2023-08-31"),
        ("in the early 1990s", "decade", "1990-01-01", "1994-12-31"),
        ("in the 1800s", "century", "1800-01-01", "1899-12-31"),
        ("a 19th-century house", "century", "1801-01-01", "1900-12-31"),
        ("the twenty-first century", "century", "2001-01-01", "2100-12-31"),
        ("in 2024", "year", "2024-01-01", "2024-12-31"),
        ("yesterday", "day", "2024-02-14", "2024-02-14"),
        ("three days ago", "day", "2024-02-12", "2024-02-12"),
        ("two months ago", "month", "2023-12-01", "2023-12-31"),
        ("last week", "week", "2024-02-05", "2024-02-11"),
        ("last year", "year", "2023-01-01", "2023-12-31"),
        ("a decade ago", "decade", "2010-01-01", "2019-12-31"),
        ("on Friday", "day", "2024-02-09", "2024-02-09"),
        ("next Tuesday", "day", "2024-02-20", "2024-02-20"),
        ("last Thursday", "day", "2024-02-08", "2024-02-08"),
    ],
)
def test_a_date_means_the_days_that_it_may_mean(text, precision, earliest, latest):
    """Full, partial, relative dates and ranges, resolved against the day on which the text speaks."""
    found = only(text)
    assert (found.precision, str(found.earliest), str(found.latest)) == (precision, earliest, latest)


@pytest.mark.parametrize("text", ["30 February 2020", "February 29, 2023", "June 31st", "2020-02-30"])
def test_a_day_that_the_calendar_does_not_have_is_impossible(text):
    """It is read as a date, and means no day."""
    found = only(f"on {text}.")
    assert found.impossible
    assert found.earliest is None


@pytest.mark.parametrize(
    "text",
    [
        "It rose 12% in 10 of them.",
        "In 2,024 cases it did; 2020 people came, and $2020 was paid.",
        "In June 35 people died.",
        "He may march in step; the Sun set.",
        "Flat 3/4, score 3-2, ratio 1:20, version 2.0.2010.",
        "13/13/2020 and 0 May 2020 and 2020-13-01.",
        "In the sixth quarter of 2020.",
    ],
)
def test_a_figure_is_not_a_date(text):
    """Percentages, counts, scores, modal verbs."""
    found = [f.text for f in find_dates(text, TODAY) if f.precision is not Precision.MONTH]
    assert found in ([], ["2020"])


def test_without_today_a_date_without_a_year_means_no_days():
    """The month and the day are kept all the same."""
    found = only("on 5 June", today=None)
    assert (found.earliest, found.month, found.day, found.year) == (None, 6, 5, None)


@pytest.mark.parametrize("text", ["last year", "in March", "on Friday", "yesterday", "two days ago", "last winter"])
def test_without_today_a_relative_date_means_no_days(text):
    """What depends on the day of speaking is not guessed."""
    assert only(text, today=None).earliest is None


def test_the_edge_of_the_calendar_is_not_an_error():
    """A shift off the calendar gives no days."""
    assert only("999 decades ago").earliest is None


FORMS = ["{d.day} {d:%B} {d.year}", "{d:%B} {d.day}, {d.year}", "{d:%A}, {d.day} {d:%b} {d.year}", "{d:%Y-%m-%d}"]


@given(st.dates(min_value=date(1100, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from(FORMS))
def test_a_written_date_is_read_back(day, form):
    """Any day of ten centuries, in the common forms."""
    found = only(f"It was on {form.format(d=day)}.")
    assert (found.earliest, found.latest) == (day, day)
    assert found.weekday in {None, day.weekday()}


WORDS = "May 31 2020 last week Monday of the 12 in Q3 30 February 1990s ago two - – / , . ( 99 century".split()


@given(st.text(max_size=120) | st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), st.none() | st.dates())
def test_nothing_raises_and_spans_hold_their_text(text, today):
    """Whatever the characters and the day: in order, without overlap, the earliest day before the latest."""
    found = find_dates(text, today)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for each in found:
        assert each.text == text[each.start : each.end]
        assert each.earliest is None or each.earliest <= each.latest
