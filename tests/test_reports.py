"""Every format says the same things of a run, and shows text from outside as data."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import jsonschema
import pytest

from bot.article import from_text
from bot.records import (
    Action,
    Claim,
    Evidence,
    Finding,
    Kind,
    Label,
    NotCheckable,
    Opinion,
    Proof,
    Reason,
    Review,
    Severity,
    Source,
    Stance,
    Suggestion,
    Tier,
    Verdict,
)
from bot.reports import Format, render
from bot.reports.report import Consulted, Judged, Report, RunInfo
from bot.reports.text import plural, visible

SCHEMA = json.loads((Path(__file__).parents[1] / "docs" / "report.schema.json").read_text("utf-8"))
TEXT = "A headline\n\nThe Drug Enforcement Agency said 100 people died in 2022. It rained. Was it so?\n"
DRAFT = from_text(TEXT, "draft.txt")
SOURCE = Source("https://a.example/r", "Bureau", "Report", date(2023, 1, 2), Tier.PRIMARY, restatement=True)
PROOF = Evidence("0" * 64, 0, 14, "90 people died", Stance.REFUTES, SOURCE)
WHEN = datetime(2024, 1, 2, 3, 4, tzinfo=UTC)


def claim(words, kind, fingerprint):
    start = TEXT.index(words)
    return Claim(start, start + len(words), words, words, kind, fingerprint)


NAME = claim("Drug Enforcement Agency", Kind.NAME, "aa")
FIGURE = claim("100 people died in 2022", Kind.NUMBER, "bb")
RAIN = claim("It rained", Kind.EVENT, "cc")
MISNAMED = Finding(
    "NAME001",
    "misnamed-organisation",
    Severity.ERROR,
    NAME.start,
    NAME.end,
    NAME.quote,
    "It is the Administration.",
    Proof("register", "Drug Enforcement Administration, in two official lists", {"id": "us-dea"}),
    "Drug Enforcement Administration",
    ("aa", 0),
    Stance.REFUTES,
)


def report(*judged, checks=(MISNAMED,), article=DRAFT, notices=("Judge: local.",)):
    judged = judged or (
        Judged(NAME, Verdict(Label.REFUTED, None, "It is the Administration.", "NAME001", proof=MISNAMED.proof)),
        Judged(FIGURE, Verdict(Label.REFUTED, None, "The source says 90.", "claude", evidence=(PROOF,))),
        Judged(RAIN, Verdict(Label.UNCHECKED, Reason.NOT_REQUESTED, "Nobody looked.", "policy")),
    )
    return Report(
        article,
        date(2024, 1, 1),
        RunInfo("r1", "local", None, offline=True, started_at=WHEN, seconds=1.23456, cost_usd=0.0),
        judged,
        checks,
        (NotCheckable(0, 10, "A headline", "heading"),),
        (Consulted("https://a.example/r", "found", "package", used_by=("bb-0",), restatement=True),),
        notices,
    )


def test_json_follows_its_schema():
    """One article is one object, several are an array, and both are as the schema says."""
    one, two = render([report()], Format.JSON), render([report(), report()], Format.JSON)
    jsonschema.validate(json.loads(one), SCHEMA)
    jsonschema.validate(json.loads(two), SCHEMA)
    assert isinstance(json.loads(two), list)
    lines = render([report(), report()], Format.JSONL).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(two)


def test_quotes_are_slices_of_the_article():
    """Every quote of a claim, a finding and a sentence is the file's own text at its span."""
    data = json.loads(render([report()], Format.JSON))
    for part in (*data["claims"], *data["findings"], *data["not_checkable"]):
        assert part["quote"] == TEXT[part["start"] : part["end"]]


def test_what_no_check_has_said_is_listed_under_claim_codes():
    """A refuted claim that a rule has flagged is not flagged twice; another is CLAIM001, an unchecked one CLAIM005."""
    data = json.loads(render([report()], Format.JSON))
    assert [(f["code"], f["severity"]) for f in data["findings"]] == [
        ("NAME001", "error"),
        ("CLAIM001", "error"),
        ("CLAIM005", "note"),
    ]
    assert data["summary"]["findings"] == {"error": 2, "warning": 0, "note": 1}
    assert data["summary"]["coverage"] == 0.6667
    assert data["summary"]["unchecked"] == {"not_requested": 1}


def test_one_secondary_source_is_no_error():
    """A claim refuted on a secondary source alone is a warning."""
    secondary = replace(PROOF, source=replace(SOURCE, tier=Tier.SECONDARY))
    weak = Judged(FIGURE, Verdict(Label.REFUTED, None, "e", "claude", evidence=(secondary,)))
    assert [f.severity for f in report(weak, checks=()).findings] == [Severity.WARNING]


def test_a_primary_source_that_does_not_refute_makes_no_error():
    """What a secondary source refutes and a primary one only qualifies is a warning."""
    evidence = (
        replace(PROOF, source=replace(SOURCE, tier=Tier.SECONDARY)),
        replace(PROOF, stance=Stance.QUALIFIES),
    )
    weak = Judged(FIGURE, Verdict(Label.REFUTED, None, "e", "claude", evidence=evidence))
    assert [f.severity for f in report(weak, checks=()).findings] == [Severity.WARNING]


def test_a_model_s_opinion_is_told_as_one():
    """Who said it, how sure, and what would settle an open claim; in JSON all of it, with the prompt."""
    said = Opinion(
        "claude", Label.REFUTED, "It says 90.", None, (PROOF,), 0.3, model="claude-x", prompt=("j", "2", "h")
    )
    none = Opinion("claude", Label.NOT_ENOUGH_EVIDENCE, "Silent.", Reason.INCONCLUSIVE, model="m", missing="A gauge.")
    judged = (
        Judged(FIGURE, Verdict(Label.REFUTED, None, "It says 90.", "claude", evidence=(PROOF,)), None, said),
        Judged(RAIN, Verdict(Label.NOT_ENOUGH_EVIDENCE, Reason.INCONCLUSIVE, "Silent.", "claude"), None, none),
    )
    text = render([report(*judged, checks=())], Format.FULL)
    assert "opinion of claude (claude-x), low confidence" in text
    assert "would settle it: A gauge." in text
    data = json.loads(render([report(*judged, checks=())], Format.JSON))
    jsonschema.validate(data, SCHEMA)
    told = data["claims"][0]["opinion"]
    assert (told["model"], told["confidence"], told["prompt"]["version"]) == ("claude-x", 0.3, "2")
    assert data["claims"][1]["opinion"]["missing"] == "A gauge."


def test_a_model_that_reads_otherwise_is_heard_beside_a_rule():
    """Where a rule refutes what a model supports, the finding stands and says so; where they agree, it adds nothing."""
    finding = replace(MISNAMED, code="NUM001", claim=FIGURE.key, start=FIGURE.start, end=FIGURE.end, quote=FIGURE.quote)
    verdict = Verdict(Label.REFUTED, None, "It says 90.", "NUM001", proof=MISNAMED.proof)
    for label, heard in ((Label.SUPPORTED, True), (Label.REFUTED, False), (Label.NOT_ENOUGH_EVIDENCE, False)):
        opinion = Opinion("claude", label, "The table says so.", model="claude-x", confidence=0.3)
        text = render([report(Judged(FIGURE, verdict, None, opinion), checks=(finding,))], Format.FULL)
        line = "opinion of claude (claude-x), low confidence, otherwise: supported. The table says so."
        assert (line in text) is heard
        assert text.count("opinion of") == heard


def test_a_doubtful_support_says_so():
    """What a model supports with low confidence is listed with that; with high confidence, without."""
    verdict = Verdict(Label.SUPPORTED, None, "e", "claude", evidence=(replace(PROOF, stance=Stance.SUPPORTS),))
    for confidence, shown in ((0.3, True), (0.9, False)):
        opinion = Opinion("claude", Label.SUPPORTED, "e", model="claude-x", confidence=confidence)
        text = render([report(Judged(FIGURE, verdict, None, opinion), checks=())], Format.FULL)
        assert ("low confidence" in text) is shown


def test_what_can_be_read_in_two_ways_is_shown():
    """A sentence that nobody can check as it stands is listed with the two readings."""
    unclear = NotCheckable(RAIN.start, RAIN.end, RAIN.quote, "ambiguous: “it” may be the town or the river")
    text = render([replace(report(), not_checkable=(unclear,))], Format.FULL)
    assert "may be the town or the river" in text


@pytest.mark.parametrize(
    ("other", "codes"), [(PROOF, ["QUOTE001"]), (replace(PROOF, start=90, end=104), ["QUOTE001", "CLAIM001"])]
)
def test_a_figure_in_a_flagged_quotation_is_not_flagged_again(other, codes):
    """One slip, one finding: where the same words of the source show a changed quotation and the figure in it wrong."""
    proof = replace(MISNAMED.proof, evidence=(PROOF,))
    changed = replace(MISNAMED, code="QUOTE001", start=NAME.start, end=FIGURE.end, proof=proof)
    wrong = Judged(FIGURE, Verdict(Label.REFUTED, None, "The source says 90.", "local", evidence=(other,)))
    assert [each.code for each in report(wrong, checks=(changed,)).findings] == codes


def test_the_local_judge_alone_raises_no_error():
    """What words alone refute is very likely wrong, not proved: a warning. Figures and names have their own rules."""
    weak = Judged(FIGURE, Verdict(Label.REFUTED, None, "e", "local", evidence=(PROOF,)))
    assert [f.severity for f in report(weak, checks=()).findings] == [Severity.WARNING]


def test_a_suggestion_is_shown_as_the_claim_s_words_with_the_edit_made():
    """An edit of the claim's own span is the finding's replacement; a smaller one is made within the claim's words."""
    whole = Suggestion(FIGURE.start, FIGURE.end, "90 people died in 2022")
    part = Suggestion(FIGURE.start, FIGURE.start + 3, "90")
    for edit, offered in ((whole, "90 people died in 2022"), (part, "90 people died in 2022")):
        judged = Judged(FIGURE, Verdict(Label.REFUTED, None, "e", "claude", edit, (PROOF,)))
        assert report(judged, checks=()).findings[0].replacement == offered


def test_a_ruling_is_shown_and_outranks():
    """An overridden verdict counts under the editor's label; a rejected one is no finding any more."""
    verdict = Verdict(Label.REFUTED, None, "e", "claude", evidence=(PROOF,))
    override = Review(Action.OVERRIDE, Label.SUPPORTED, "seen the ledger", "ed", WHEN)
    ruled = report(Judged(FIGURE, verdict, override), checks=())
    assert ruled.by_label["supported"] == 1
    assert ruled.findings == ()
    assert "ruled override as supported by ed: seen the ledger" in render([ruled], Format.FULL)
    jsonschema.validate(json.loads(render([ruled], Format.JSON)), SCHEMA)
    rejected = report(Judged(FIGURE, verdict, Review(Action.REJECT, None, "no", "ed", WHEN)), checks=())
    assert rejected.findings == ()


def test_a_ruling_stands_beside_a_check_s_finding():
    """What code has measured stays listed, and the reader sees that an editor has ruled on it."""
    verdict = Verdict(Label.REFUTED, None, "e", "NAME001", proof=MISNAMED.proof)
    ruled = report(Judged(NAME, verdict, Review(Action.REJECT, None, "the name of a ship", "ed", WHEN)))
    assert "    = ruled reject by ed: the name of a ship" in render([ruled], Format.FULL)


def test_concise_is_one_line_a_finding():
    """path:line:col: CODE message, in the order of the text."""
    assert render([report()], Format.CONCISE) == (
        "draft.txt:3:5: NAME001 It is the Administration.\n"
        "draft.txt:3:34: CLAIM001 The source says 90.\n"
        "draft.txt:3:59: CLAIM005 Nobody looked.\n"
    )


def test_full_underlines_the_span_and_cites_the_source():
    """The flagged words are underlined in their line, with the replacement and the source's words and date below."""
    lines = render([report()], Format.FULL).splitlines()
    at = next(n for n, line in enumerate(lines) if "NAME001" in line)
    flagged, marks = lines[at + 1], lines[at + 2]
    assert flagged[marks.index("^") : marks.rindex("^") + 1] == "Drug Enforcement Agency"
    text = "\n".join(lines)
    assert "write: Drug Enforcement Administration" in text
    assert "refutes: “90 people died” (our summary of Bureau, 2023-01-02, https://a.example/r)" in text
    assert "3 claims: 2 refuted, 1 unchecked; 67% settled" in text
    assert "not checked: 1 not requested" in text
    assert "\x1b" not in text
    assert "\x1b[" in render([report()], Format.FULL, styled=True)


def test_full_shows_what_holds_and_with_what():
    """A supported claim is listed with its evidence, or with its row of the register; a long line is cut around it."""
    held = Judged(
        FIGURE, Verdict(Label.SUPPORTED, None, "e", "local", evidence=(replace(PROOF, stance=Stance.SUPPORTS),))
    )
    named = Judged(NAME, Verdict(Label.SUPPORTED, None, "e", "register", proof=MISNAMED.proof))
    text = render([report(held, named, checks=())], Format.FULL)
    assert "supports: “90 people died”" in text
    assert "register: Drug Enforcement Administration, in two official lists" in text
    anonymous = replace(PROOF, source=Source(None, None, None, None, Tier.PRIMARY), quote="x" * 400)
    text = render([report(replace(held, verdict=replace(held.verdict, evidence=(anonymous,))), checks=())], Format.FULL)
    assert "publisher not known, undated, snapshot 000000000000" in text
    assert "x" * 300 not in text


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("“We won,”", "“We won,” ("),
        ('"We won."', '"We won." ('),
        ("“We” won", "““We” won” ("),
        ("We won", "“We won” ("),
    ],
)
def test_a_quotation_is_not_marked_twice(words, shown):
    """Evidence that is itself a quotation stands in its own marks alone."""
    held = Judged(FIGURE, Verdict(Label.SUPPORTED, None, "e", "local", evidence=(replace(PROOF, quote=words),)))
    assert f": {shown}" in render([report(held, checks=())], Format.FULL)


def test_a_long_line_is_shown_around_the_span():
    """A paragraph on one line is cut to the words near the span, and the marks stay under them."""
    text = "word " * 60 + "the Drug Enforcement Agency said so " + "word " * 60
    draft = from_text(text, "long.txt")
    start = text.index("Drug")
    finding = replace(MISNAMED, start=start, end=start + 23, claim=None)
    lines = render([report(checks=(finding,), article=draft)], Format.FULL).splitlines()
    at = next(n for n, line in enumerate(lines) if "NAME001" in line)
    assert len(lines[at + 1]) < 200
    assert lines[at + 1][lines[at + 2].index("^") :].startswith("Drug Enforcement Agency")


def test_marks_stand_under_wide_characters():
    """An emoji and a Chinese character take two columns of a terminal, a combining mark none."""
    text = "The 🌊 of 东京 cafe\u0301 met the Drug Enforcement Agency."
    draft = from_text(text, "wide.txt")
    start = text.index("Drug")
    finding = replace(MISNAMED, start=start, end=start + 23, claim=None)
    lines = render([report(checks=(finding,), article=draft)], Format.FULL).splitlines()
    at = next(n for n, line in enumerate(lines) if "NAME001" in line)
    assert lines[at + 2].index("^") == lines[at + 1].index("Drug") + 3 - 1


def test_the_last_line_counts_what_is_shown():
    """Claims that nobody looked at are counted as claims, not as notes that the reader looks for in vain."""
    lines = render([report()], Format.FULL).splitlines()
    assert lines[-1] == "2 errors, 0 warnings, 0 notes"
    assert report().by_severity == {"error": 2, "warning": 0, "note": 1}


@pytest.mark.parametrize("wanted", [Format.FULL, Format.CONCISE])
def test_text_from_outside_cannot_command_a_terminal(wanted):
    """Escape sequences, direction overrides and line breaks in messages, names and quotes are made visible."""
    hostile = "a\x1b[31m\u202eb\nc\u2028d"
    finding = replace(MISNAMED, message=hostile, replacement=hostile, proof=Proof("register", hostile))
    source = Source("https://x.example/\x07", hostile, hostile, None, Tier.PRIMARY)
    judged = Judged(
        FIGURE, Verdict(Label.REFUTED, None, hostile, "x", evidence=(replace(PROOF, source=source, quote=hostile),))
    )
    shown = render([report(judged, checks=(finding,), notices=(hostile,))], wanted)
    assert not set(shown) & set("\x1b\u202e\u2028\x07")
    assert "a<U+001B>[31m<U+202E>b c<U+2028>d" in shown


def test_an_article_without_claims_is_covered():
    """Nothing to settle is nothing left open."""
    empty = replace(report(), judged=(), checks=())
    assert empty.coverage == 1.0
    assert "0 claims: none; 100% settled" in render([empty], Format.FULL)
    assert render([empty], Format.CONCISE) == ""


def test_words():
    """Counts agree with their noun; plain text is left alone."""
    assert (plural(1, "claim"), plural(0, "claim")) == ("1 claim", "0 claims")
    assert visible("Zürich\t😀") == "Zürich 😀"
