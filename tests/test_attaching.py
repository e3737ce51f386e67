"""A finding is joined to the narrowest claim that holds it, and decides only what it measures."""

from bot.pipeline.attaching import attach
from bot.records import Claim, Finding, Kind, Proof, Severity, Stance


def claim(start, end, kind, fingerprint="aa"):
    return Claim(start, end, "x" * (end - start), "x", kind, fingerprint)


def finding(code, start, end, severity=Severity.ERROR, **more):
    return Finding(code, "n", severity, start, end, "x", "m", Proof("sum", "s"), **more)


NAME, SENTENCE, OTHER = (
    claim(4, 10, Kind.NAME, "name"),
    claim(0, 40, Kind.NUMBER, "whole"),
    claim(50, 60, Kind.DATE, "b"),
)
CLAIMS = [SENTENCE, OTHER, NAME]


def test_the_narrowest_claim_is_meant():
    """A name inside a sentence belongs to the name's claim; what lies in no claim stays free."""
    found = attach([finding("NAME001", 4, 10), finding("NAME001", 44, 48)], CLAIMS)
    assert [(each.claim, each.stance) for each in found] == [(NAME.key, Stance.REFUTES), (None, None)]


def test_stances_by_family_and_weight():
    """A wrong name or sum refutes, a doubtful name or a wrong weekday qualifies, a note only remarks."""
    given = [
        finding("NAME002", 4, 10, Severity.WARNING),
        finding("NAME005", 4, 10, Severity.NOTE),
        finding("NAME001", 12, 20),
        finding("MATH001", 12, 20),
        finding("MATH005", 12, 20, Severity.WARNING),
        finding("DATE001", 52, 55),
    ]
    assert [each.stance for each in attach(given, CLAIMS)] == [
        Stance.QUALIFIES,
        None,
        None,
        Stance.REFUTES,
        None,
        Stance.QUALIFIES,
    ]


def test_a_rule_that_names_its_claim_is_believed():
    """A claim and stance that the rule set itself stay as they are."""
    own = finding("NUM001", 12, 20, claim=("zz", 1), stance=Stance.REFUTES)
    assert attach([own], CLAIMS) == [own]
    assert attach([finding("MATH001", 0, 5)], [])[0].claim is None
