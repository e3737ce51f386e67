"""The grammar of quantities, their comparison, and what it takes for no quantity."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.quantities import Bound, Outcome, Quantity, compare, find_quantities, render


def one(text: str) -> Quantity:
    (found,) = find_quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("over 100,000 deaths", 100_000, "", Bound.OVER),
        ("$1.2bn", 1_200_000_000, "USD", Bound.EXACT),
        ("US$3 trillion", 3 * 10**12, "USD", Bound.EXACT),
        ("£35m", 35_000_000, "GBP", Bound.EXACT),
        ("5m people", 5_000_000, "", Bound.EXACT),
        ("a 100m race", 100, "metre", Bound.EXACT),
        ("12.5 per cent", Fraction("12.5"), "%", Bound.EXACT),
        ("3 percentage points", 3, "pp", Bound.EXACT),
        ("25 basis points", 25, "bp", Bound.EXACT),
        ("up to 50 times", 50, "times", Bound.AT_MOST),
        ("tenfold", 10, "times", Bound.EXACT),
        ("10-fold", 10, "times", Bound.EXACT),
        ("doubled", 2, "times", Bound.EXACT),
        ("a dozen eggs", 12, "", Bound.EXACT),
        ("half a million people", 500_000, "", Bound.EXACT),
        ("one and a half million copies", 1_500_000, "", Bound.EXACT),
        ("two-thirds of voters", Fraction(2, 3), "share", Bound.EXACT),
        ("one in five people", Fraction(1, 5), "share", Bound.EXACT),
        ("1/3 of people", Fraction(1, 3), "share", Bound.EXACT),
        ("nearly 1,000 homes", 1000, "", Bound.NEARLY),
        ("fewer than 40 homes", 40, "", Bound.UNDER),
        ("at least 40 homes", 40, "", Bound.AT_LEAST),
        ("about 40 homes", 40, "", Bound.ABOUT),
        ("40 or more homes", 40, "", Bound.AT_LEAST),
        ("10,000+ homes", 10_000, "", Bound.AT_LEAST),
        ("a 45-year-old man", 45, "year of age", Bound.EXACT),
        ("32.6 per 100,000", Fraction("32.6"), "per 100000", Bound.EXACT),
        ("$500 a year", 500, "USD per year", Bound.EXACT),
        ("the fifth season", 5, "ordinal", Bound.EXACT),
        ("the 21st century", 21, "ordinal", Bound.EXACT),
        ("one hundred and twenty-three thousand soldiers", 123_000, "", Bound.EXACT),
        ("two lakh voters", 200_000, "", Bound.EXACT),
    ],
)
def test_values_units_and_bounds(text, value, unit, bound):
    """What is written in digits, words, scales and signs is read with its unit and its bound."""
    found = one(text)
    assert (found.value, found.unit, found.bound) == (value, unit, bound)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between 10 and 15 people", 10, 15),
        ("10-15% of adults", 10, 15),
        ("$1bn to $2bn", 10**9, 2 * 10**9),
        ("2-3 million", 2 * 10**6, 3 * 10**6),
        ("tens of millions of people", 10**7, 2 * 10**8),
    ],
)
def test_ranges_are_one_quantity(text, low, high):
    """A range is one quantity with two ends, and the scale word of the second is the first's, too."""
    found = one(text)
    assert (found.value, found.upper, found.bound) == (low, high, Bound.BETWEEN)


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19",
        "a B-52",
        "Section 230",
        "a Boeing 737",
        "call 555-1234",
        "in the 1980s",
        "on 5G",
        "version 2.0.1",
        "on 12 March 2020",
        "on March 12, 2020",
        "at 5:30",
        "at 5 pm",
        "won 3-1",
        "since 1999",
        "Windows 11",
        "open 24/7",
        "after 9/11",
        "the Second World War",
        "one of the",
        "no one",
        "1. Bread",
        "Fantastic Four",
        "the 2019-20 season",
        "Channel 4",
    ],
)
def test_names_dates_and_numbers_that_count_nothing_are_no_quantities(text):
    """Names, dates, times, scores, versions and list numbers are no figures."""
    assert find_quantities(text) == []


def test_what_is_counted_and_when():
    """The noun is singular, persons are counted by what befell them, and a year in the sentence is the figure's."""
    text = "There were 107,941 drug overdose deaths in 2022. The storm killed 12 people. Some 30 cases were found."
    deaths, killed, cases = find_quantities(text)
    assert (deaths.counted, deaths.modifiers, deaths.years) == ("death", ("drug", "overdose"), (2022,))
    assert (killed.counted, killed.years) == ("death", ())
    assert cases.counted == "case"


def test_a_change_is_told_from_the_level_that_it_reached():
    """“Rose by 5%” is a change; “rose to 5%” is a level."""
    assert (one("It rose by 5%").change, one("It rose by 5%").to_level) == ("up", False)
    assert one("It fell to 5%").to_level


@pytest.mark.parametrize(
    ("claim", "source", "outcome", "entailed"),
    [
        ("over 100,000 deaths", "107,941 deaths", Outcome.COMPATIBLE, True),
        ("over 100,000 deaths", "97,000 deaths", Outcome.CONTRADICTS, False),
        ("nearly 100,000 deaths", "over 100,000 deaths", Outcome.CONTRADICTS, False),
        ("1.2 million cases", "1,187,340 cases", Outcome.SAME, True),
        ("107,941 deaths", "over 100,000 deaths", Outcome.COMPATIBLE, False),
        ("100 deaths", "100 cases", Outcome.INCOMPARABLE, False),
        ("$4 million", "$4 billion", Outcome.CONTRADICTS, False),
        ("300 deaths in 2021", "500 deaths in 2022", Outcome.INCOMPARABLE, False),
        ("20%", "one in five people", Outcome.SAME, True),
        ("5%", "5 percentage points", Outcome.INCOMPARABLE, False),
        ("$5", "£5", Outcome.INCOMPARABLE, False),
        ("50 times", "up to 50 times", Outcome.COMPATIBLE, False),
        ("10 kilometres", "6.2 miles", Outcome.SAME, True),
        ("50 years", "five decades", Outcome.SAME, True),
        ("12 people", "13 people", Outcome.CONTRADICTS, False),
        ("between 10 and 15 people", "12 people", Outcome.COMPATIBLE, True),
        ("the second season", "the third season", Outcome.CONTRADICTS, False),
        ("more than 4 million", "fewer than 4 million", Outcome.CONTRADICTS, False),
    ],
)
def test_comparison(claim, source, outcome, entailed):
    """Bounds hold, rounding is allowed for, and different things, years and units are not compared."""
    result = compare(one(claim), one(source))
    assert (result.outcome, result.entailed) == (outcome, entailed)
    assert result.why


UNITS = ["", "%", "USD", "GBP", "EUR", "kilometre", "tonne", "pp", "times"]


@given(
    st.decimals(min_value="0.01", max_value=10**9, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(UNITS),
    st.sampled_from([bound for bound in Bound if bound is not Bound.BETWEEN]),
)
@settings(max_examples=150, deadline=400)
def test_a_rendered_quantity_is_read_back(value, unit, bound):
    """Parsing what was rendered gives value, unit and bound again."""
    text = f"It came to {render(Fraction(value), unit, bound)} then."
    number = Fraction(value)
    if unit == "" and number.denominator == 1 and 1000 <= number < 2101:
        text = text.replace("then", "people")
    found = one(text)
    assert (found.value, found.unit, found.bound) == (number, unit, bound)


@given(st.integers(2, 10**6), st.integers(1, 10**6), st.sampled_from(["", "%", "USD", "kilometre"]))
@settings(max_examples=60, deadline=400)
def test_a_rendered_range_is_read_back(low, more, unit):
    """Parsing a rendered range gives both ends again."""
    found = one(f"It took {render(Fraction(low), unit, upper=Fraction(low + more))} in all.")
    assert (found.value, found.upper) == (low, low + more)


PIECES = st.sampled_from(
    [
        "12",
        "1,000",
        "3.5",
        "%",
        " ",
        "-",
        "–",
        "$",
        "£",
        "bn",
        "million",
        "over",
        "half a",
        "one in",
        "two",
        "thirds",
        "of",
        "the",
        "2022",
        "March",
        "people",
        "to",
        "and",
        "between",
        "tenfold",
        "per",
        "a year",
        "\n",
        ".",
        "٣",
        "²",
        "Ⅷ",
        "\u0000",
        "🙂",
        "ſ",
        "İ",
        "first",
        "x",
    ]
)


@given(
    st.one_of(
        st.text(max_size=120), st.lists(PIECES, max_size=25).map("".join), st.lists(PIECES, max_size=25).map(" ".join)
    )
)
@settings(max_examples=300, deadline=400)
def test_spans_slice_to_their_text_and_nothing_raises(text):
    """Any Unicode is read; each span slices to its text, in order, without overlap; any two compare."""
    found = find_quantities(text)
    at = 0
    for each in found:
        assert text[each.start : each.end] == each.text
        assert each.start <= each.number_start < each.number_end <= each.end
        assert each.start >= at
        at = each.end
    for one_, other in pairwise(found):
        compare(one_, other)


@pytest.mark.parametrize("piece", ["1", "1,", "1-", "one ", "$", "over ", "half a ", "2020 ", "1/", "1 in ", " "])
def test_long_texts_take_linear_time(piece):
    """No input makes the grammar stall."""
    find_quantities(piece * 20_000)
