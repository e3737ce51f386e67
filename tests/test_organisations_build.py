"""The builder: what it takes from lists, what it refuses, and that building again changes nothing."""

import json

import pytest

from bot.errors import UserError
from bot.organisations import build, lists
from bot.organisations.lists import Entry
from bot.organisations.organisation import line

FILES = {
    "cisa_current-federal.csv": (
        "Domain name,Domain type,Organization name,Suborganization name,City,State\n"
        "SAMPLE.GOV,Federal,Sample Administration,,X,DC\n"
        "dept.gov,Federal,Big Department,Bureau of Sampling & Testing,X,DC\n"
    ),
    "cisa_agencies-and-subs.csv": "Agency,Bureau\nSample Administration,Alone Bureau\nOther,\n",
    "projectopendata_offices.csv": "id,name,abbreviation,url\n1,Sample Administration (SA),SA,http://x.gov\n",
    "federalregister_agencies.csv": (
        "active,parent_agency_name,agency_name\n1,,Energy Department\n1,,Bureau of Sampling and Testing \n"
    ),
    "unitedstates_acronym_agencies.yml": "agency:\n  agency: Sample Administration\n  acronym: sa\n",
    "usaspending_agency_codes.csv": (
        "AGENCY NAME,AGENCY ABBREVIATION,SUBTIER NAME,SUBTIER ABBREVIATION,WEBSITE\n"
        "Department of Energy,DOE,Department of Energy,DOE,https://www.energy.gov\n"
        "Department of Energy,DOE,HQ 1234 CONTRACTING,,\n"
        "Department of Energy,DOE,Financial Crime Enforcement Network,FINCEN,\n"
    ),
    "uk_government_organisations.tsv": (
        "government-organisation\tname\twebsite\tstart-date\tend-date\n"
        "1\tThe Sample Council\thttps://www.gov.uk/sample\t\t2014-04-01\n"
        "2\tMonitor\thttps://www.gov.uk/monitor\t\t\n"
    ),
    "canada_departments.csv": "name,url,abbr\nSample Canada,https://sample.canada.ca/,SC\n",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def rows(folder):
    return {row["id"]: row for row in build.build(lists.read(folder), [])}


def test_two_lists_that_agree_make_a_row_with_both_as_its_source(rows):
    """The name is spelled as the best speller spells it; an acronym needs two lists too; one site is the site."""
    assert rows["us-sample-administration"] == {
        "id": "us-sample-administration",
        "name": "Sample Administration",
        "country": "US",
        "acronyms": ["SA"],
        "site": "https://sample.gov/",
        "source": ["acronym", "cisa", "open-data"],
    }
    assert rows["us-bureau-of-sampling-and-testing"]["name"] == "Bureau of Sampling & Testing"


def test_an_inverted_name_confirms_the_upright_one(rows):
    """The Federal Register's "Energy Department" is the Department of Energy."""
    assert rows["us-department-of-energy"]["source"] == ["federal-register", "usaspending"]


@pytest.mark.parametrize(
    "name", ["alone-bureau", "hq-1234-contracting", "financial-crime-enforcement-network", "other"]
)
def test_one_list_alone_makes_no_american_row(rows, name):
    """Two files of one keeper repeat each other; a contract office and a misspelling stand in one list only."""
    assert f"us-{name}" not in rows


def test_british_and_canadian_names_come_in_without_a_source(rows):
    """One list each, and out of date: such a row silences and never accuses; a single word is too general for a row."""
    assert rows["gb-sample-council"] == {
        "id": "gb-sample-council",
        "name": "Sample Council",
        "country": "GB",
        "site": "https://www.gov.uk/sample",
        "until": "2014-04-01",
    }
    assert "source" not in rows["ca-sample-canada"]
    assert "gb-monitor" not in rows


def test_a_hand_kept_row_stands_against_the_lists(folder):
    """What we have written ourselves, former names included, is not overwritten or doubled by a list."""
    kept = {
        "id": "us-new-administration",
        "name": "New Administration",
        "country": "US",
        "former": [{"name": "Sample Administration", "until": "2001"}],
    }
    found = build.build(lists.read(folder), [kept])
    assert kept in found
    assert "us-sample-administration" not in [row["id"] for row in found]


def test_a_doubted_name_stays_out(folder):
    """Where lists agree on what is no body's name, the name is written down with its reason and stays out."""
    found = build.build(lists.read(folder), [], ["Bureau of Sampling and Testing"])
    assert "us-bureau-of-sampling-and-testing" not in [row["id"] for row in found]
    assert all(json.loads(row)["reason"] for row in build.DOUBTS.read_text("utf-8").splitlines())


def test_agreement_counts_keepers_not_files():
    """The same name twice from one keeper is one voice."""
    twice = [Entry("cisa", "Sample Administration", "US"), Entry("cisa", "Sample Administration", "US")]
    assert build.build(twice, []) == []


def test_names_are_made_tidy():
    """What lists add to a name goes: articles, brackets, spaces, a final stop; "United States" becomes "U.S."."""
    assert lists.tidy("The  Sample Bureau (SB).") == "Sample Bureau"
    assert lists.tidy("United States Mint") == lists.tidy("U. S. Mint") == "U.S. Mint"
    assert lists.upright("Sample Bureau") == "Sample Bureau"


def test_building_again_gives_the_same_bytes(folder, tmp_path, capsys):
    """The file depends on the lists and the hand-kept rows alone, and holds every hand-kept row as it is."""
    for name in ("one.jsonl", "two.jsonl"):
        assert build.main(["--data", str(folder), "--output", str(tmp_path / name)]) == 0
    first = (tmp_path / "one.jsonl").read_bytes()
    assert first == (tmp_path / "two.jsonl").read_bytes()
    assert {line(row) for row in build.hand_kept()} <= set(first.decode().splitlines())
    assert " rows" in capsys.readouterr().out


def test_a_wrong_row_stops_the_build(folder, tmp_path, capsys, monkeypatch):
    """Nothing is written if the register would be wrong, and the message names the row."""
    (folder / "canada_departments.csv").write_text("name,url,abbr\nSample Canada,https://s p,\nA B,ftp://x,\n", "utf-8")
    monkeypatch.setattr(build, "hand_kept", lambda: [{"id": "us-a", "name": "A B", "country": "US", "parent": "us-x"}])
    assert build.main(["--data", str(folder), "--output", str(tmp_path / "out.jsonl")]) == 1
    assert "us-a: its parent 'us-x' is not in the register" in capsys.readouterr().err
    assert not (tmp_path / "out.jsonl").exists()


def test_a_missing_list_is_named(folder):
    """The builder says which list it lacks before it starts."""
    (folder / "canada_departments.csv").unlink()
    with pytest.raises(UserError, match=r"lacks canada_departments\.csv"):
        lists.read(folder)
