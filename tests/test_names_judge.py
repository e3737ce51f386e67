"""The register is the judge of names: a sourced row supports, everything else is left open."""

from bot.article import from_text
from bot.judges.names import NameJudge
from bot.organisations import Former, Organisation, Register
from bot.records import Claim, Kind, Label, Reason

BODIES = (
    Organisation(
        id="us-bureau-of-lighthouses",
        name="Bureau of Lighthouses",
        acronyms=("BOL",),
        country="US",
        former=(Former("Lighthouse Board", "1852", "1910"),),
        source=("list one", "list two"),
    ),
    Organisation(id="us-bureau-of-fog", name="Bureau of Fog Signals", country="US"),
)


def opinion(text, name):
    draft = from_text(text, "a.txt")
    start = text.index(name)
    claim = Claim(start, start + len(name), name, name, Kind.NAME, "aa")
    return NameJudge(Register(BODIES)).opinion(draft, claim)


def test_a_sourced_row_is_proof():
    """An official name is supported, and the proof names the row and its sources."""
    found = opinion("The Bureau of Lighthouses said so.", "Bureau of Lighthouses")
    assert found.label is Label.SUPPORTED
    assert found.proof.summary == "Bureau of Lighthouses: its official name, by list one and list two"
    assert found.proof.detail["id"] == "us-bureau-of-lighthouses"


def test_a_row_without_a_source_proves_nothing():
    """A name that the register has without a source is not settled by it."""
    found = opinion("The Bureau of Fog Signals said so.", "Bureau of Fog Signals")
    assert (found.label, found.reason) == (Label.NOT_ENOUGH_EVIDENCE, Reason.INCONCLUSIVE)


def test_a_former_name_depends_on_the_date():
    """A name that the body once bore is left to the rule that knows the date."""
    found = opinion("The Lighthouse Board said so.", "Lighthouse Board")
    assert "former name of “Bureau of Lighthouses”" in found.explanation


def test_an_unknown_name_is_silence():
    """What the register does not know it does not judge."""
    found = opinion("The Office of Kites said so.", "Office of Kites")
    assert (found.label, found.reason) == (Label.NOT_ENOUGH_EVIDENCE, Reason.SILENT)
