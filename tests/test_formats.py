"""Formats for machines: each follows its grammar, says the same findings, and takes hostile text as text."""

import json
import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from formats_grammar import GITHUB_COMMAND, GITLAB, SARIF, check_junit

from bot.article import from_text
from bot.records import (
    Claim,
    Evidence,
    Finding,
    Kind,
    Label,
    Proof,
    Reason,
    Severity,
    Source,
    Stance,
    Tier,
    Verdict,
)
from bot.reports import Format, render
from bot.reports.markdown import LIMIT
from bot.reports.report import Judged, Report, RunInfo
from bot.suppression.silencing import Silenced

HOSTILE = (
    "100%\r\n::error file=x::gone ##[set-env name=A]b\x1b[31m\x00\x07 \ufffe\uffff\u202e "
    "<script>alert(1)</script> ]]> &amp; --> | `x` **b** [l](javascript:x) ![i](http://e.example/i) www.e.example "
    '"quoted" \\ {0} $x$ <!-- c -->'
)
DRAFT = from_text(f"Über alles: the Drug Enforcement Agency.\n\n{HOSTILE}\nEnd of it.\n", "drafts/a draft, 1:2%.md")
RUN = RunInfo("r1", "local", None, offline=True, started_at=datetime(2024, 1, 2, tzinfo=UTC), seconds=1.0, cost_usd=0.0)
SOURCE = Source(f"https://a.example/?q={HOSTILE}", HOSTILE, HOSTILE, None, Tier.PRIMARY)


def finding(words, severity=Severity.ERROR, **more):
    start = DRAFT.text.index(words)
    return Finding(
        "NAME001", "misnamed-organisation", severity, start, start + len(words), words, **{"message": HOSTILE, **more}
    )


def proof(**more):
    evidence = Evidence("0" * 64, 0, len(HOSTILE), HOSTILE, Stance.REFUTES, SOURCE)
    return Proof("evidence", HOSTILE, evidence=(evidence,), **more)


FIRST = finding("Drug Enforcement Agency", proof=proof(), replacement=HOSTILE)
SECOND = finding(HOSTILE, Severity.WARNING, proof=proof())
THIRD = finding("End", Severity.NOTE, proof=proof())


def report(*findings, article=DRAFT, **more):
    return Report(article, None, RUN, (), findings, (), (), **{"notices": (HOSTILE,), **more})


REPORTS = [report(FIRST, SECOND, THIRD), report(article=from_text("Clean.", "-evil\udc80::error::x.txt"))]


def test_sarif_follows_its_grammar_and_the_published_schema_where_it_is_at_hand():
    """SARIF 2.1.0, held to our grammar, and to the published schema where a file of it is named."""
    log = json.loads(render(REPORTS, Format.SARIF))
    jsonschema.validate(log, SARIF)
    published = os.environ.get("FACTCHECK_SARIF_SCHEMA")
    if published:
        jsonschema.validate(log, json.loads(Path(published).read_text("utf-8")))


def test_sarif_says_what_code_scanning_needs():
    """Relative, escaped addresses; code-point columns; a rule for each result; stable fingerprints; a fix."""
    run = json.loads(render(REPORTS, Format.SARIF))["runs"][0]
    first, second, _ = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "drafts/a%20draft%2C%201%3A2%25.md"
    assert place["region"] == {"startLine": 1, "startColumn": 17, "endLine": 1, "endColumn": 40}
    rules = run["tool"]["driver"]["rules"]
    assert {"CLAIM001", "IGNORE001", "NAME001"} <= {rule["id"] for rule in rules}
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    edit = first["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert edit == {"deletedRegion": place["region"], "insertedContent": {"text": HOSTILE}}
    assert "fixes" not in second
    assert "\\[l\\](javascript:x)" in first["message"]["text"]
    assert re.search(r"(?<!\\)[\[\]]", first["message"]["text"]) is None


def test_fingerprints_survive_what_changes_around_a_finding():
    """Text before a finding moves its line, not its fingerprint; two findings on the same words differ."""
    words = "Drug Enforcement Agency"
    draft = from_text(f"New line.\n\n{words} and {words}.\n", "a.md")
    at = [match.start() for match in re.finditer(words, draft.text)]
    two = [replace(FIRST, start=start, end=start + len(words)) for start in at]
    fresh = json.loads(render([report(*two, article=draft)], Format.SARIF))["runs"][0]["results"]
    old = json.loads(render(REPORTS, Format.SARIF))["runs"][0]["results"][0]
    prints = [each["partialFingerprints"] for each in fresh]
    assert prints[0] == old["partialFingerprints"]
    assert prints[0] != prints[1]


def test_junit_follows_its_grammar():
    """Errors fail, what is less passes with its text, a clean draft is a passed test; no character breaks the XML."""
    text = render(REPORTS, Format.JUNIT)
    root = check_junit(text)
    assert [root.get(name) for name in ("tests", "failures", "errors", "skipped")] == ["4", "1", "0", "0"]
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)
    assert "<U+FFFE>" in root.find("testsuite/testcase/failure").get("message")


def test_junit_skips_what_could_not_be_had():
    """What was asked for and could not be checked is no green tick."""
    claim = Claim(0, 4, "Über", "Über", Kind.OTHER, "aa")
    open_claim = Judged(claim, Verdict(Label.UNCHECKED, Reason.UNREACHABLE, "gone", "policy"))
    root = check_junit(render([replace(report(), judged=(open_claim,))], Format.JUNIT))
    assert root.find("testsuite/testcase/skipped").get("message") == "1 claim could not be checked"


def test_gitlab_follows_its_grammar():
    """GitLab's list: relative paths, severities of its own, and a fingerprint for each issue."""
    same = from_text(DRAFT.text, "other.md")
    issues = json.loads(render([*REPORTS, report(FIRST, article=same)], Format.GITLAB))
    jsonschema.validate(issues, GITLAB)
    assert [issue["severity"] for issue in issues] == ["major", "minor", "info", "major"]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_github_commands_follow_their_grammar():
    """Every line is one command; text of a draft starts none and ends none."""
    lines = render(REPORTS, Format.GITHUB).splitlines()
    assert len(lines) == 3
    assert all(GITHUB_COMMAND.fullmatch(line) for line in lines)
    assert [line.split()[0] for line in lines] == ["::error", "::warning", "::notice"]
    assert lines[0].startswith("::error file=drafts/a draft%2C 1%3A2%25.md,line=1,endLine=1,col=17,endColumn=40,title=")
    assert "col=" not in lines[1]
    assert not any("##[" in line for line in lines)


def test_github_shows_the_worst_and_lists_the_rest():
    """Ten commands of a kind, errors first over all drafts; what is beyond is plain text that commands nothing."""
    notes = [replace(THIRD, start=at, end=at + 1) for at in range(12)]
    errors = [replace(FIRST, start=at, end=at + 1) for at in range(13)]
    lines = render([report(*notes), report(*errors)], Format.GITHUB).splitlines()
    kinds = [line.split()[0] for line in lines]
    assert kinds == ["::error"] * 10 + ["::notice"] * 10 + ["error:"] * 3 + ["note:"] * 2
    assert not any("##[" in line or line.lstrip().startswith("::") for line in lines[20:])


def test_markdown_shows_text_as_text():
    """No tag, link, image, code, emphasis or column of a hostile text is one in the summary."""
    text = render(REPORTS, Format.MARKDOWN)
    assert "\x1b" not in text
    rows = [line for line in text.splitlines() if line.startswith("| error")]
    assert len(rows) == 1
    assert len(re.findall(r"(?<!\\)\|", rows[0])) == 5
    ours = re.sub(r"\\.|<br>|\]\(<https://[^<>\s]*>\)|\[(?=100)", "", text.partition("| --- |")[2])
    assert not re.search(r"[<`*\[\]_$]", ours)
    assert "www\\.e.example" in text


def test_markdown_stays_within_what_a_step_may_say():
    """At most one mebibyte, in bytes; what does not fit is counted."""
    many = [replace(FIRST, start=at, end=at + 1) for at in range(300)] * 10
    text = render([report(*many)], Format.MARKDOWN)
    assert len(text.encode()) <= LIMIT
    shown = sum(line.startswith("| error") for line in text.splitlines())
    assert f"… and {3000 - shown} more findings that did not fit here." in text


def test_what_is_silenced_is_in_no_format_but_counted():
    """A finding that an ignore covers is shown by no format; JSON keeps it apart, with the reason."""
    quiet = replace(report(FIRST), listed=(), silenced=(Silenced(FIRST, "ignore", "a ship"),))
    assert json.loads(render([quiet], Format.SARIF))["runs"][0]["results"] == []
    assert render([quiet], Format.GITHUB) == ""
    assert "; 1 ignored" in render([quiet], Format.MARKDOWN)
    data = json.loads(render([quiet], Format.JSON))
    assert data["findings"] == []
    assert [(each["code"], each["ignored_by"], each["ignored_because"]) for each in data["ignored"]] == [
        ("NAME001", "ignore", "a ship")
    ]


@pytest.mark.parametrize("style", list(Format))
def test_every_format_can_be_written(style):
    """Nothing hostile makes a format fail, and what it writes is UTF-8 (but for a path that is none, in JSON)."""
    if style in {Format.JSON, Format.JSONL}:
        render(REPORTS[:1], style).encode()
    else:
        render(REPORTS, style).encode()
    assert isinstance(render([], style), str)
