"""The validator names every kind of wrong row, and finds none in the packaged register."""

import json

import pytest

from bot.errors import UserError
from bot.organisations import Register
from bot.organisations.organisation import from_row
from bot.organisations.validation import check, main, problems, read, read_valid

GOOD = {"id": "us-sample-bureau", "name": "Sample Bureau", "country": "US"}


def why(*rows, base=None):
    return [problem.why for problem in problems(rows, base)]


def test_the_packaged_register_has_no_wrong_row(capsys):
    """Continuous integration fails on any wrong row, because this test does."""
    assert main([]) == 0
    assert capsys.readouterr().out.endswith(" rows, 0 wrong\n")


def test_a_good_row_passes():
    """The least that a row needs is an id, a name and a country."""
    assert why(GOOD) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"nmae": "x"}, "unknown field 'nmae'"),
        ({"name": ""}, "has no name"),
        ({"id": ""}, "has no id"),
        ({"country": ""}, "has no country"),
        ({"site": 1}, "site is not a text"),
        ({"short": "Sample"}, "short is not a list of texts"),
        ({"former": [{"until": "1990"}]}, "former is not a list of objects"),
        ({"former": [{"name": "Old", "to": "1990"}]}, "former is not a list of objects"),
        ({"id": "us-Sample"}, "the id is not words of a-z"),
        ({"id": "gb-sample-bureau"}, "does not begin with its country, us-"),
        ({"id": "xx-sample-bureau", "country": "XX"}, "unknown country 'XX'"),
        ({"id": "us-zz-sample-bureau", "country": "US-ZZ"}, "unknown country 'US-ZZ'"),
        ({"id": "xx-1-sample-bureau", "country": "XX-1"}, "unknown country 'XX-1'"),
        ({"name": "Sample  Bureau"}, "white space in 'Sample  Bureau'"),
        ({"short": [" Samples"]}, "white space in ' Samples'"),
        ({"acronyms": ["S.B."]}, "'S.B.' does not look like an acronym"),
        ({"acronyms": ["Sample"]}, "'Sample' does not look like an acronym"),
        ({"site": "sample.gov"}, "the site 'sample.gov' is not a web address"),
        ({"site": "https://[x"}, "the site 'https://[x' is not a web address"),
        ({"until": "1990-13"}, "'1990-13' is not a date"),
        ({"former": [{"name": "Old", "from": "90"}]}, "'90' is not a date"),
        ({"former": [{"name": "Old", "from": "1990", "until": "1980"}]}, "'Old' ends before it begins"),
        ({"source": ["cisa"]}, "rests on one list alone, 'cisa'"),
        ({"source": ["hearsay", "cisa"]}, "the source 'hearsay' is neither a list"),
        ({"parent": "us-nobody"}, "its parent 'us-nobody' is not in the register"),
        ({"successors": ["us-nobody"]}, "its successor 'us-nobody' is not in the register"),
        ({"parent": "us-sample-bureau"}, "is its own parent"),
    ],
)
def test_a_wrong_row_is_named_with_its_reason(change, reason):
    """One wrong thing gives one problem, which says what it is."""
    found = why(GOOD | change)
    assert len(found) == 1
    assert reason in found[0]


@pytest.mark.parametrize("country", ["UN", "EU", "INT", "GB", "GB-SCT", "DE-BY", "AU-NSW", "US-DC"])
def test_countries_states_and_scopes_are_known(country):
    """ISO 3166 codes of countries and their parts, and the wider scopes, are right."""
    assert why(GOOD | {"id": f"{country.lower()}-sample-bureau", "country": country}) == []


def test_order_and_duplicates():
    """Rows are sorted by id, and an id is there once."""
    other = GOOD | {"id": "us-other", "name": "Other"}
    assert why(GOOD, other) == ["stands after us-sample-bureau; rows are sorted by id"]
    assert "the id is there twice" in why(GOOD, GOOD)


def test_two_bodies_of_one_country_may_not_share_a_name():
    """Names, short forms and former names of two bodies differ within a country; across countries they need not."""
    other = {"id": "us-sample-office", "name": "Sample Office", "country": "US"}
    assert len(why(GOOD, other | {"name": "The U.S. Sample Bureau"})) == 2
    assert len(why(GOOD, other | {"short": ["Sample Bureau"]})) == 2
    assert why(GOOD, other | {"former": [{"name": "Sample Bureau"}]}) == [
        "its former name 'Sample Bureau' is a name of us-sample-bureau as well"
    ]
    abroad = {"id": "ca-sample-bureau", "name": "Sample Bureau", "country": "CA"}
    assert why(abroad, GOOD) == []


def test_parents_may_not_go_in_a_circle():
    """Every body on the circle is named."""
    rows = [
        GOOD | {"id": "us-a", "name": "A Bureau", "parent": "us-b"},
        GOOD | {"id": "us-b", "name": "B Bureau", "parent": "us-a"},
        GOOD | {"id": "us-c", "name": "C Bureau", "parent": "us-a"},
    ]
    assert [problem.row for problem in problems(rows)] == ["us-a", "us-b"]


def test_own_rows_are_held_against_the_register_below():
    """Own rows may name bodies of the register, may replace them, and may not take their names."""
    base = Register((from_row(GOOD),))
    child = {"id": "us-child", "name": "Child Office", "country": "US", "parent": "us-sample-bureau"}
    assert why(child, base=base) == []
    assert why(GOOD | {"short": ["Samples"]}, base=base) == []
    assert len(why(child | {"name": "Sample Bureau"}, base=base)) == 1


def test_lines_that_are_no_rows_are_named_by_number(tmp_path):
    """A broken line, a list and an empty object are told apart from empty lines, which count for nothing."""
    own = tmp_path / "own.jsonl"
    own.write_text(f"\n{json.dumps(GOOD)}\n{{broken\n[1]\n{{}}\n", "utf-8")
    rows, wrong = read(own)
    assert rows == [GOOD]
    assert [str(problem) for problem in wrong] == [f"line {n}: is not one JSON object" for n in (3, 4, 5)]
    with pytest.raises(UserError, match=r"line 3: is not one JSON object \(and 2 more\)"):
        read_valid(own)
    own.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(UserError, match="not utf-8"):
        read(own)


def test_an_own_file_is_checked_on_top_of_the_packaged_register(tmp_path, capsys):
    """A row that takes the name of a body of ours is found, and the exit code says so."""
    own = tmp_path / "own.jsonl"
    own.write_text(json.dumps({"id": "us-mine", "name": "Drug Enforcement Administration", "country": "US"}), "utf-8")
    count, wrong = check(own)
    assert (count, len(wrong)) == (1, 1)
    assert main([str(own)]) == 1
    assert "us-mine: its name 'Drug Enforcement Administration' is a name of" in capsys.readouterr().out
