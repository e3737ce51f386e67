"""Fixing applies what is certain, and nothing else changes."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest

from bot.article import from_text
from bot.checks.catalogue import Choice
from bot.checks.rule import Context
from bot.fixing import chosen, edits, fix, plural
from bot.organisations import Register


@cache
def register() -> Register:
    return Register.load()


def findings(text: str, path: str = "draft.txt"):
    article = from_text(text, path)
    rules = Choice(select=("NAME",)).article_rules
    return [found for rule in rules for found in rule.check(article, Context(register()))]


def fixed(text: str, path: str = "draft.txt") -> str:
    return fix(text, findings(text, path))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "The Drug Enforcement Agency’s chief spoke.",
            "The Drug Enforcement Administration’s chief spoke.",
        ),
        ("The Drug\nEnforcement Agency spoke.\r\n", "The Drug\nEnforcement Administration spoke.\r\n"),
        (
            "The Center for Disease Control was slow.",
            "The Centers for Disease Control and Prevention were slow.",
        ),
        (
            "The Federal Bureau of Investigations has asked.",
            "The Federal Bureau of Investigation has asked.",
        ),
        (
            "DRUG ENFORCEMENT AGENCY RAIDS HARBOR",
            "DRUG ENFORCEMENT ADMINISTRATION RAIDS HARBOR",
        ),
    ],
)
def test_changes_the_name_and_a_verb_that_agrees_with_it(text, right):
    """Possessives, line breaks and capitals stay; a verb straight behind the name follows its number."""
    assert fixed(text) == right


def test_keeps_markup():
    """Emphasis and a link inside the name stay where they were."""
    text = "The *Federal Bureau* of [Investigations](https://www.fbi.gov) said."
    assert fixed(text, "draft.md") == "The *Federal Bureau* of [Investigation](https://www.fbi.gov) said."


def test_is_idempotent():
    """A fixed draft has nothing left to fix."""
    once = fixed(
        "The Drug Enforcement Agency met the Department of Veteran Affairs. The Center for Disease Control is there."
    )
    assert fixed(once) == once


def test_leaves_alone_what_is_not_certain():
    """A quotation, a foreign body, an acronym that may itself be the right half: no edit."""
    text = "The Philippine Drug Enforcement Agency and the Drug Enforcement Administration (FDA) met."
    assert fixed(text) == text
    assert chosen(findings(text)) == []


def test_the_indefinite_article_follows_the_sound():
    """The article "a" becomes "an" where the name's first sound changes, and keeps its capital."""
    found = findings("A Drug Enforcement Agency agent came.")
    assert [edit.new for edit in edits("A Drug Enforcement Agency agent came.", found)] == [
        "Drug Enforcement Administration"
    ]
    from dataclasses import replace

    other = [replace(each, replacement="Environmental Agency") for each in found if each.code == "NAME001"]
    assert fix("A Drug Enforcement Agency agent came.", other) == "An Environmental Agency agent came."


def test_what_counts_as_a_plural_name():
    """Only a plural head noun before "for" or "of" takes a plural verb."""
    assert plural("Centers for Disease Control and Prevention")
    assert not plural("Department of Veterans Affairs")
    assert not plural("United Nations")


def test_the_command_shows_then_writes_and_keeps_bytes(tmp_path):
    """`--diff` writes nothing; without it the file keeps its encoding, mark and line ends."""
    draft = tmp_path / "draft.txt"
    before = "The Drug Enforcement Agency spoke – twice.\r\nAnd again.\r\n".encode("utf-8-sig")
    draft.write_bytes(before)
    run = [sys.executable, "-c", "from bot.cli import main; main()", "fix", str(draft)]
    shown = subprocess.run([*run, "--diff"], capture_output=True, text=True, check=True)
    assert "+The Drug Enforcement Administration" in shown.stdout.replace("\ufeff", "")
    assert draft.read_bytes() == before
    subprocess.run(run, capture_output=True, check=True)
    assert draft.read_bytes() == before.replace(b"Agency", b"Administration")
    again = subprocess.run(run, capture_output=True, text=True, check=True)
    assert "0 names corrected" in again.stderr


def test_a_possessive_follows_a_name_that_lost_its_plural():
    """The apostrophe behind a plural takes an s; the end of a quotation is left alone."""
    assert (
        fixed("The Federal Bureau of Investigations’ agents came.")
        == "The Federal Bureau of Investigation’s agents came."
    )
    assert fixed("He joined ‘the Federal Bureau of Investigations’ and left.").endswith("Investigations’ and left.")
