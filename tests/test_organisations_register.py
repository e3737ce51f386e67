"""The register: its rows, its loader, its search, and what is true of the packaged file."""

import json
import time
from datetime import date

import pytest

from bot.errors import UserError
from bot.organisations import Former, Organisation, Register
from bot.organisations.organisation import earliest, from_row, latest, line, slug, to_row
from bot.organisations.register import PACKAGED, key

ROW = {
    "id": "us-sample-bureau",
    "name": "Sample Bureau",
    "short": ["The Bureau of Samples"],
    "acronyms": ["SB"],
    "country": "US",
    "site": "https://sample.example.gov/",
    "former": [{"name": "Sampling Office", "from": "1970", "until": "1980-10-14"}],
    "source": ["https://sample.example.gov/"],
}


@pytest.fixture(scope="module")
def register():
    return Register.load()


def test_a_row_survives_reading_and_writing():
    """What is read from a row is what is written for it, field for field."""
    body = from_row(ROW)
    assert to_row(body) == ROW
    assert json.loads(line(to_row(body))) == ROW
    assert body.former == (Former("Sampling Office", "1970", "1980-10-14"),)
    assert body.accuses
    assert body.names == ("Sample Bureau", "The Bureau of Samples")


def test_a_row_without_a_source_never_accuses():
    """Only a source lets a row accuse."""
    assert not Organisation("us-sample", "Sample", "US").accuses


def test_dates_may_lack_month_and_day():
    """An inexact date counts from its first day and to its last one."""
    old = Former("Sampling Office", "1970", "1980-02")
    assert (old.first, old.last) == (date(1970, 1, 1), date(1980, 2, 29))
    assert (earliest(None), latest(None)) == (None, None)
    assert latest("1992-10-27") == date(1992, 10, 27)


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Women's Bureau", "US", "us-womens-bureau"),
        ("Médecins Sans Frontières", "INT", "int-medecins-sans-frontieres"),
        ("Centers for Medicare & Medicaid Services", "US", "us-centers-for-medicare-and-medicaid-services"),
        ("Department of Health", "US-NY", "us-ny-department-of-health"),
    ],
)
def test_an_id_is_the_country_and_the_name(name, country, expected):
    """Ids are plain ASCII, so that they can be typed and sorted anywhere."""
    assert slug(name, country) == expected


def test_spellings_of_one_name_share_a_key():
    """Articles, the country in front, ampersands, accents and case make no other name."""
    assert key("The U.S. Centers for Medicare & Medicaid Services") == "centers for medicare and medicaid services"
    assert key("United States Department of the Interior") == key("Department of Interior")


def test_the_packaged_register_holds_what_it_must(register):
    """The bodies that drafts misname most are there, with short forms, acronyms and dated former names."""
    assert len(register.organisations) > 3000
    cdc = register.by_id["us-centers-for-disease-control-and-prevention"]
    assert cdc.accuses
    assert "Centers for Disease Control" in cdc.short
    assert [(old.name, old.until) for old in cdc.former] == [
        ("Communicable Disease Center", "1970-06-24"),
        ("Center for Disease Control", "1980-10-14"),
        ("Centers for Disease Control", "1992-10-27"),
    ]
    gao = register.by_id["us-government-accountability-office"]
    assert gao.former[0].last == date(2004, 7, 7)
    assert register.by_id["us-drug-enforcement-administration"].acronyms == ("DEA",)


@pytest.mark.parametrize(
    "right",
    [
        "cn-chinese-center-for-disease-control-and-prevention",
        "ph-philippine-drug-enforcement-agency",
        "ng-national-drug-law-enforcement-agency",
        "us-national-center-for-health-statistics",
        "us-me-maine-center-for-disease-control-and-prevention",
        "us-ca-california-environmental-protection-agency",
        "us-tn-tennessee-bureau-of-investigation",
        "gb-food-standards-agency",
    ],
)
def test_names_that_resemble_american_ones_are_known(register, right):
    """A body whose right name looks like an American one gone wrong has a row that can silence a rule."""
    assert right in register.by_id


def test_neither_name_of_the_pentagon_is_ever_wrong(register):
    """Since September 2025 "Department of War" is a title in use: it is no former name and no error."""
    defense = register.by_id["us-department-of-defense"]
    assert "Department of War" in defense.short
    assert "Department of War" not in [old.name for old in defense.former]


def test_the_rows_are_sorted_and_written_one_way():
    """The packaged file is in the one form that the builder writes, so that a change shows as one line."""
    lines = PACKAGED.read_text("utf-8").splitlines()
    assert lines == [line(row) for row in sorted(map(json.loads, lines), key=lambda row: row["id"])]


def test_loading_is_quick():
    """A command that needs the register can afford it: well under the half second that a start may take."""
    started = time.perf_counter()
    Register.load()
    assert time.perf_counter() - started < 0.5


def test_search_ranks_an_equal_name_first(register):
    """An acronym or a whole name finds its body first; beginnings of words and former names find theirs too."""
    assert register.search("cdc")[0].id == "us-centers-for-disease-control-and-prevention"
    assert register.search("bureau of labor statistics")[0].id == "us-bureau-of-labor-statistics"
    assert "us-government-accountability-office" in [body.id for body in register.search("general accounting")]
    assert len(register.search("department", 5)) == 5
    assert register.search("zzzz") == register.search("  ") == ()


def test_an_own_file_adds_and_replaces(tmp_path, register):
    """A newsroom's row with a new id is added; one with an id of ours replaces ours; the version tells."""
    own = tmp_path / "own.jsonl"
    nasa = {"id": "us-national-aeronautics-and-space-administration", "name": "NASA Sample", "country": "US"}
    own.write_text(f"{line(nasa)}\n{line(ROW)}\n", "utf-8")
    mine = Register.load(own)
    assert mine.by_id["us-sample-bureau"].name == "Sample Bureau"
    assert mine.by_id[nasa["id"]].name == "NASA Sample"
    assert len(mine.organisations) == len(register.organisations) + 1
    assert mine.version != register.version == Register.load().version
    assert [body.id for body in mine.organisations] == sorted(mine.by_id)


def test_a_wrong_own_file_is_named_with_the_row_and_the_reason(tmp_path):
    """The message says which file, which row and why."""
    own = tmp_path / "own.jsonl"
    own.write_text(line(ROW | {"country": "XX", "id": "xx-sample-bureau"}), "utf-8")
    with pytest.raises(UserError, match=r"own\.jsonl: xx-sample-bureau: unknown country 'XX'"):
        Register.load(own)
    with pytest.raises(UserError, match=r"cannot be read \(no such file"):
        Register.load(tmp_path / "none.jsonl")
