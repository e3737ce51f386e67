"""The verdict is a pure function: findings first, then the opinion, with its label computed again from its evidence."""

from dataclasses import replace
from datetime import date

import pytest

from bot.records import (
    Claim,
    Evidence,
    Finding,
    Kind,
    Label,
    Opinion,
    Proof,
    Reason,
    Severity,
    Source,
    Stance,
    Suggestion,
    Tier,
)
from bot.verdicts import decide

CLAIM = Claim(0, 9, "It rained", "It rained.", Kind.OTHER, "aa", 0)


def cited(stance, tier=Tier.PRIMARY, sha="1"):
    return Evidence(sha * 64, 0, 2, "It", stance, Source(None, "P", None, None, tier))


def finding(stance, code="NUM001", severity=Severity.ERROR, claim=("aa", 0), **more):
    proof = Proof("evidence", "s", evidence=(cited(Stance.REFUTES),))
    return Finding(code, "n", severity, 0, 2, "It", "wrong", proof, claim=claim, stance=stance, **more)


def opinion(label, *evidence, **more):
    return Opinion("claude", label, "because", evidence=evidence, **more)


def test_nobody_asked_is_unchecked():
    """Without an opinion or a finding the claim is unchecked, not requested: never false."""
    verdict = decide(CLAIM, [], None)
    assert (verdict.label, verdict.reason) == (Label.UNCHECKED, Reason.NOT_REQUESTED)


def test_a_finding_outranks_the_opinion():
    """What code has measured stands, whatever a judge says, and brings its replacement and proof."""
    wrong = finding(Stance.REFUTES, replacement="That")
    verdict = decide(CLAIM, [wrong], opinion(Label.SUPPORTED, cited(Stance.SUPPORTS)))
    assert (verdict.label, verdict.decided_by, verdict.suggestion) == (
        Label.REFUTED,
        "NUM001",
        Suggestion(0, 2, "That"),
    )
    assert verdict.evidence == wrong.proof.evidence


def test_a_qualifying_finding_makes_the_claim_imprecise():
    """A changed quotation is imprecise; a refuting finding beside it is worse and wins."""
    changed = finding(Stance.QUALIFIES, code="QUOTE001", severity=Severity.WARNING)
    assert decide(CLAIM, [changed], None).label is Label.IMPRECISE
    assert decide(CLAIM, [changed, finding(Stance.REFUTES)], None).decided_by == "NUM001"


def test_a_finding_decides_only_its_own_claim():
    """A finding without a stance, or on another claim, decides nothing here."""
    others = [finding(None), finding(Stance.REFUTES, claim=("aa", 1)), finding(Stance.REFUTES, claim=None)]
    assert decide(CLAIM, others, None).label is Label.UNCHECKED


def test_the_gravest_finding_speaks():
    """Of several, an error speaks before a warning."""
    warning = finding(Stance.REFUTES, code="DATE005", severity=Severity.WARNING)
    assert decide(CLAIM, [warning, finding(Stance.REFUTES)], None).decided_by == "NUM001"


@pytest.mark.parametrize(
    ("given", "evidence", "label", "reason"),
    [
        (Label.SUPPORTED, [cited(Stance.SUPPORTS)], Label.SUPPORTED, None),
        (Label.REFUTED, [cited(Stance.REFUTES, Tier.SECONDARY)], Label.REFUTED, None),
        (Label.SUPPORTED, [], Label.NOT_ENOUGH_EVIDENCE, Reason.INCONCLUSIVE),
        (Label.SUPPORTED, [cited(Stance.SUPPORTS, Tier.DISCOVERY)], Label.NOT_ENOUGH_EVIDENCE, Reason.INCONCLUSIVE),
        (Label.SUPPORTED, [cited(Stance.REFUTES)], Label.NOT_ENOUGH_EVIDENCE, Reason.INCONCLUSIVE),
        (Label.REFUTED, [cited(Stance.QUALIFIES)], Label.NOT_ENOUGH_EVIDENCE, Reason.INCONCLUSIVE),
        (Label.SUPPORTED, [cited(Stance.SUPPORTS), cited(Stance.REFUTES, sha="2")], Label.CONFLICTING, None),
        (Label.REFUTED, [cited(Stance.SUPPORTS), cited(Stance.REFUTES)], Label.REFUTED, None),
        (
            Label.SUPPORTED,
            [cited(Stance.SUPPORTS), cited(Stance.REFUTES, Tier.SECONDARY, "2")],
            Label.SUPPORTED,
            None,
        ),
        (Label.CONFLICTING, [cited(Stance.SUPPORTS)], Label.NOT_ENOUGH_EVIDENCE, Reason.INCONCLUSIVE),
        (Label.IMPRECISE, [cited(Stance.QUALIFIES)], Label.IMPRECISE, None),
        (Label.NOT_ENOUGH_EVIDENCE, [], Label.NOT_ENOUGH_EVIDENCE, Reason.INCONCLUSIVE),
    ],
)
def test_the_label_is_what_the_evidence_carries(given, evidence, label, reason):
    """A judge's label stands only on evidence of its own stance; primaries on both sides conflict."""
    verdict = decide(CLAIM, [], opinion(given, *evidence))
    assert (verdict.label, verdict.reason) == (label, reason)


def test_discovery_is_left_out_of_the_verdict():
    """What only leads to sources is not cited beside what is one."""
    verdict = decide(
        CLAIM, [], opinion(Label.SUPPORTED, cited(Stance.SUPPORTS), cited(Stance.SUPPORTS, Tier.DISCOVERY, "2"))
    )
    assert [each.source.tier for each in verdict.evidence] == [Tier.PRIMARY]


def test_failure_keeps_its_reason():
    """An opinion that could not be had is unchecked for that reason, never a verdict on the claim."""
    failed = opinion(Label.UNCHECKED, reason=Reason.MODEL_REFUSED)
    assert (decide(CLAIM, [], failed).label, decide(CLAIM, [], failed).reason) == (
        Label.UNCHECKED,
        Reason.MODEL_REFUSED,
    )


def test_a_row_of_the_register_is_proof():
    """A right name is supported by the register, without a snapshot."""
    named = replace(opinion(Label.SUPPORTED), judge="register", proof=Proof("register", "its official name"))
    assert decide(CLAIM, [], named).label is Label.SUPPORTED


def test_a_suggestion_needs_something_to_mend():
    """An edit comes with a fault; a supported claim is left as it is."""
    edit = Suggestion(0, 2, "x")
    assert decide(CLAIM, [], opinion(Label.SUPPORTED, cited(Stance.SUPPORTS), suggestion=edit)).suggestion is None
    assert decide(CLAIM, [], opinion(Label.REFUTED, cited(Stance.REFUTES), suggestion=edit)).suggestion == edit


def test_what_was_revised_since_was_true_then():
    """Supported by what was known, refuted only by what came out later: imprecise, and never refuted."""
    day = date(2024, 2, 2)
    then, since = cited(Stance.SUPPORTS), cited(Stance.REFUTES, sha="2")
    then = replace(then, source=replace(then.source, published=date(2024, 1, 25)))
    since = replace(since, source=replace(since.source, published=date(2024, 8, 20)))
    for label in (Label.REFUTED, Label.CONFLICTING, Label.SUPPORTED):
        verdict = decide(CLAIM, [], opinion(label, then, since), day)
        assert verdict.label is Label.IMPRECISE
        assert verdict.explanation.startswith("True then, revised now")
        assert "2024-08-20" in verdict.explanation
    assert decide(CLAIM, [], opinion(Label.CONFLICTING, then, since), date(2024, 9, 1)).label is Label.CONFLICTING
    assert decide(CLAIM, [], opinion(Label.REFUTED, since), day).label is Label.REFUTED


def test_another_times_figure_denies_nothing():
    """For a judge without a sense of time neither old nor later pages refute a claim of today; they may a dated one."""
    day, now = date(2024, 5, 17), "It rains $11.42 now"
    asked = replace(CLAIM, quote=now, text=now)
    dated = replace(asked, text="In 2013 it rained $11.42")

    def of(stance, published, sha):
        each = cited(stance, sha=sha)
        return replace(each, source=replace(each.source, published=published))

    old, fresh = of(Stance.REFUTES, date(2015, 5, 16), "2"), of(Stance.REFUTES, date(2024, 3, 1), "3")
    later, own = of(Stance.REFUTES, date(2024, 8, 1), "4"), of(Stance.SUPPORTS, date(2024, 5, 1), "5")
    local = replace(opinion(Label.REFUTED, old, later), judge="local")
    assert decide(asked, [], local, day).label is Label.NOT_ENOUGH_EVIDENCE
    assert decide(asked, [], replace(local, evidence=(old, own), label=Label.CONFLICTING), day).label is Label.SUPPORTED
    assert decide(asked, [], replace(local, evidence=(old, fresh)), day).label is Label.REFUTED
    assert decide(dated, [], replace(local, evidence=(old,)), day).label is Label.REFUTED
    assert decide(asked, [], replace(local, judge="claude"), day).label is Label.REFUTED
    assert decide(asked, [], local, None).label is Label.REFUTED
