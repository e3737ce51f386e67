"""The model's claims and code's own names together: each name once, nothing unclear lost."""

from __future__ import annotations

import pytest
from messages_api import MessagesAPI
from model_minds import claim, read, sentence, sentences
from model_tools import draft, using

from bot.organisations import Register
from bot.pipeline.splitting import split
from bot.records import Kind

TEXT = "The Environmental Protection Agency sent 12 inspectors in April.\n"


@pytest.fixture(scope="module")
def register():
    return Register.load()


def parted(mind, register):
    with MessagesAPI(mind) as api:
        return using(api, lambda endpoint: split(draft(TEXT), register, endpoint))


def test_a_name_that_both_found_is_one_claim(register):
    """The model quotes the name with its article, the register without: one claim of it, on the register's span."""

    def mind(request):
        name = claim("The Environmental Protection Agency", kind="name")
        return sentences(*(sentence(n, name, claim("sent 12 inspectors", kind="number")) for n in read(request).ask))

    claims, silent = parted(mind, register)
    assert [(each.kind, each.quote) for each in claims] == [
        (Kind.NAME, "Environmental Protection Agency"),
        (Kind.NUMBER, "sent 12 inspectors"),
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("decision", "reason", "kept"),
    [("ambiguous", "ambiguous", ["ambiguous: which April"]), ("not_checkable", "vague", [])],
)
def test_what_is_unclear_stays_unclear_beside_a_name(register, decision, reason, kept):
    """A known name in a sentence is a claim; that its statement could not be read one way is said all the same."""

    def mind(request):
        why = {"decision": decision, "reason": reason, "why": "which April"}
        return sentences(*(sentence(n, **why) for n in read(request).ask))

    claims, silent = parted(mind, register)
    assert [each.quote for each in claims] == ["Environmental Protection Agency"]
    assert [each.reason for each in silent] == kept
