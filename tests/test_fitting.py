"""A figure that fits makes a claim imprecise, never supported; a figure of something else is left alone."""

import pytest

from bot.judges.local.fitting import fit
from bot.records import Label


@pytest.mark.parametrize(
    ("claim", "source", "shown"),
    [
        (
            "There have been over 5,000 deaths related to boat accidents in Norland.",
            "In 2019, 5,412 people in Norland died in boat accidents. Ferries were safe.",
            "In 2019, 5,412 people in Norland died in boat accidents.",
        ),
        (
            "Sorrel Lake is cold and murky since it is shallow, 30 times saltier than the river.",
            "Sorrel Lake is up to 30 times saltier than the river, the survey says.",
            "Sorrel Lake is up to 30 times saltier than the river, the survey says.",
        ),
    ],
)
def test_a_figure_that_fits_is_imprecise(claim, source, shown):
    """The source's figure makes the claim's true; what the claim leaves out or says beside it stays open."""
    opined = fit(claim, source)
    assert opined.label is Label.IMPRECISE
    ((start, end),) = opined.spans
    assert source[start:end] == shown
    assert "the figure fits" in opined.why


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Over 5,000 people died in boat accidents in Norland.",
            "In 2019, 5,412 people in Sudland died in boat accidents.",
        ),
        (
            "Over 5,000 people died in boat accidents in Norland.",
            "In 2019, 3,412 people in Norland died in boat accidents.",
        ),
        (
            "Over 5,000 people died in boat accidents in Norland.",
            "In 2019, 5,412 people in Norland died in car crashes.",
        ),
        ("Over 5,000 people died in boat accidents in Norland.", "No more than 5,412 houses in Norland were sold."),
        ("Over 5,000 boats sank in Norland.", "It is not true that 5,412 boats sank in Norland."),
        ("Boats sank in Norland.", "In Norland 12 boats sank."),
        ("In Norland 12 boats and 3 ferries sank.", "In Norland 12 boats sank."),
    ],
)
def test_another_place_thing_or_figure_does_not_fit(claim, source):
    """Another place, another thing, a figure below the bound, a denial: nothing fits. One figure is looked at."""
    assert fit(claim, source) is None


def test_each_cell_of_a_table_row_is_read_alone():
    """The figure that fits is the one of the cell that says what the claim says, not another of its row."""
    row = "Year: 2019 | All accidents, deaths: 9,412 | Boat accidents, deaths: 5,412"
    opined = fit("Over 5,000 deaths were from boat accidents.", row)
    ((start, end),) = opined.spans
    assert row[start:end] == "Boat accidents, deaths: 5,412"
