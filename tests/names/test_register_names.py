"""Every name of the register, as it stands, through the rules."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import corpus

from bot.organisations.matching import matcher
from bot.records import Severity


def _texts() -> list[str]:
    """A sentence for each name and acronym, but for acronyms that several bodies share: whose it is, no word tells."""
    known = matcher(corpus.register())
    return [
        f"The {name} ({acronym}) said so."
        for body in corpus.register().organisations
        for acronym in body.acronyms
        if len(known.bodies(acronym)) == 1
        for name in body.names
    ]


@pytest.fixture(scope="module")
def accused() -> list[str]:
    """The names that earn an error, each in a sentence of its own with its acronym beside it."""
    return [
        f"{text} {found.message}"
        for text in _texts()
        for found in corpus.findings({"text": text})
        if found.severity is Severity.ERROR and found.code == "NAME001"
    ]


def test_right_names_with_their_acronym_earn_no_error(accused: list[str]):
    """An official name or accepted short form beside the body's own acronym is never called misnamed."""
    assert accused == []
