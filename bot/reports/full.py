"""The report for a person: flagged lines with their spans underlined, what is wrong, what to write, the evidence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.records import Label, Reason, Severity
from bot.reports.opinions import beside, doubtful, said
from bot.reports.report import NO_FAILURE, worst_first
from bot.reports.text import plural, visible, width
from bot.verdicts import newer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.records import Evidence, Finding, Review
    from bot.reports.report import Judged, Report

    Paint = Callable[[str, str], str]

# Characters of a line shown before and after a span; the rest is an ellipsis.
BEFORE, AFTER = 60, 60
QUOTE_CHARACTERS = 240
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan", "good": "green"}
_OPENING, _CLOSING = ("“", '"', "«", "„"), ("”", '"', "»", "“")
_UNSETTLED = ("CLAIM004", "CLAIM005")


def render(reports: Sequence[Report], *, styled: bool = False, brief: bool = False) -> str:
    """The articles one after the other, each with its notices, its findings, and what its claims came to.

    Args:
        reports: One for each article.
        styled: Whether a terminal will show it.
        brief: Only what needs somebody: no claims that hold, and no open ones but those that could not be checked.
    """
    paint = _ansi if styled else _plain
    return "\n".join("\n".join(_article(report, paint, brief=brief)) + "\n" for report in reports)


def _plain(_style: str, text: str) -> str:
    return text


def _ansi(style: str, text: str) -> str:
    import typer

    return typer.style(text, bold=style == "bold" or None, fg=_COLOURS.get(style))


def _article(report: Report, paint: Paint, *, brief: bool) -> Iterator[str]:
    yield paint("bold", visible(report.article.path))
    for notice in report.notices:
        yield visible(notice)
    shown = [finding for finding in worst_first(report.findings) if brief or finding.code not in _UNSETTLED]
    for finding in shown:
        yield ""
        yield from _finding(report, finding, paint)
    if not brief:
        yield from _held(report, paint)
    yield from _unsettled(report, paint, brief=brief)
    if not brief:
        yield from _ambiguous(report, paint)
    yield ""
    yield from _summary(report, shown, paint)


def _finding(report: Report, finding: Finding, paint: Paint) -> Iterator[str]:
    line, column = report.article.position(finding.start)
    head = f"{visible(report.article.path)}:{line}:{column}: "
    yield head + paint(finding.severity.value, finding.severity.value) + f" {finding.code} {finding.name}"
    yield from _underlined(report, finding, line, paint)
    margin = " " * len(str(line))
    yield f"  {margin} = {visible(finding.message)}"
    if finding.replacement is not None:
        yield f"  {margin} = write: " + paint("good", visible(finding.replacement))
    if not finding.proof.evidence and finding.proof.summary != finding.message:
        yield f"  {margin} = {finding.proof.kind}: {visible(finding.proof.summary)}"
    for evidence in finding.proof.evidence:
        yield f"  {margin} = {_evidence(report, evidence)}"
    if ruling := report.ruling(finding):
        yield f"  {margin} = {_ruled(ruling)}"
    if told := beside(finding, report.opinion(finding)):
        yield f"  {margin} = {told}"


def _underlined(report: Report, finding: Finding, number: int, paint: Paint) -> Iterator[str]:
    text = report.article.line(number)
    column = report.article.position(finding.start)[1] - 1
    stop = min(column + finding.end - finding.start, len(text))
    left = max(column - BEFORE, 0)
    right = min(stop + AFTER, len(text))
    before = ("…" if left else "") + visible(text[left:column])
    flagged = visible(text[column:stop])
    after = visible(text[stop:right]) + ("…" if right < len(text) else "")
    yield f"  {number} | {before}{flagged}{after}"
    marks = "^" * max(width(flagged), 1)
    yield f"  {' ' * len(str(number))} | {' ' * width(before)}{paint(finding.severity.value, marks)}"


def _evidence(report: Report, evidence: Evidence) -> str:
    quote = visible(evidence.quote)
    if len(quote) > QUOTE_CHARACTERS:
        quote = quote[: QUOTE_CHARACTERS - 1] + "…"
    marked = quote if quote[:1] in _OPENING and quote[-1:] in _CLOSING else f"“{quote}”"
    return f"{evidence.stance.value}: {marked} ({cited(report, evidence)})"


def cited(report: Report, evidence: Evidence) -> str:
    """Who says it, when and where, on one line; a restatement of ours says so, and what the draft could not know."""
    source = evidence.source
    publisher = visible(source.publisher or "publisher not known")
    parts = [f"our summary of {publisher}" if source.restatement else publisher]
    parts += [source.published.isoformat()] if source.published else ["undated"]
    parts += ["newer than the article"] if newer(evidence, report.as_of) else []
    parts += [f"page {page}"] if (page := report.page(evidence)) else []
    parts += [visible(source.url)] if source.url else [f"snapshot {evidence.snapshot_sha256[:12]}"]
    return ", ".join(parts)


def _held(report: Report, paint: Paint) -> Iterator[str]:
    """Claims that hold, each with the words that say so."""
    held = [judged for judged in report.judged if judged.label is Label.SUPPORTED]
    if held:
        yield ""
        yield paint("bold", "Supported")
    for judged in held:
        yield from _listed(report, judged)
        yield from (f"    {_evidence(report, evidence)}" for evidence in judged.verdict.evidence[:1])
        if not judged.verdict.evidence and judged.verdict.proof:
            yield f"    {judged.verdict.proof.kind}: {visible(judged.verdict.proof.summary)}"
        if judged.opinion and doubtful(judged.opinion):
            yield f"    {said(judged.opinion)}"


def _unsettled(report: Report, paint: Paint, *, brief: bool) -> Iterator[str]:
    listed = {finding.claim for finding in report.findings}
    open_claims = [
        judged
        for judged in report.judged
        if judged.label in {Label.NOT_ENOUGH_EVIDENCE, Label.UNCHECKED}
        and judged.verdict.reason is not Reason.NOT_REQUESTED  # nobody asked: the summary counts them
        and not (brief and (judged.verdict.reason in NO_FAILURE or judged.claim.key in listed))
    ]
    if open_claims:
        yield ""
        yield paint("bold", "Not settled")
    for judged in open_claims:
        reason = judged.verdict.reason.value.replace("_", " ") if judged.verdict.reason else "open"
        yield from _listed(report, judged)
        yield f"    {judged.label.value.replace('_', ' ')} ({reason}): {visible(judged.verdict.explanation)}"
        yield from (f"    {_evidence(report, evidence)}" for evidence in judged.verdict.evidence[:2])
        if judged.opinion and judged.opinion.missing:
            yield f"    would settle it: {visible(judged.opinion.missing)}"


def _ambiguous(report: Report, paint: Paint) -> Iterator[str]:
    """Sentences that a model could read in two ways: nobody can check them, but their author can mend them."""
    found = [each for each in report.not_checkable if each.reason.startswith("ambiguous")]
    if found:
        yield ""
        yield paint("bold", "Ambiguous")
    for each in found:
        line, column = report.article.position(each.start)
        yield f"  {line}:{column} {_short(each.quote)}"
        yield f"    {visible(each.reason)}"


def _listed(report: Report, judged: Judged) -> Iterator[str]:
    line, column = report.article.position(judged.claim.start)
    yield f"  {line}:{column} {_short(judged.claim.quote)}"
    if judged.ruling:
        yield f"    {_ruled(judged.ruling)}"


def _ruled(ruling: Review) -> str:
    label = f" as {ruling.label.value.replace('_', ' ')}" if ruling.label else ""
    return f"ruled {ruling.action.value}{label} by {visible(ruling.reviewer)}: {visible(ruling.reason)}"


def _short(quote: str) -> str:
    shown = visible(quote)
    return shown if len(shown) <= BEFORE + AFTER else shown[: BEFORE + AFTER - 1] + "…"


def _summary(report: Report, shown: Sequence[Finding], paint: Paint) -> Iterator[str]:
    counts = ", ".join(f"{count} {label.replace('_', ' ')}" for label, count in report.by_label.items() if count)
    total = len(report.judged)
    yield paint("bold", f"{plural(total, 'claim')}: {counts or 'none'}") + f"; {report.coverage:.0%} settled"
    if report.unchecked:
        why = ", ".join(f"{n} {reason.value.replace('_', ' ')}" for reason, n in report.unchecked.items() if reason)
        yield f"not checked: {why}"
    counted = Counter(finding.severity for finding in shown)
    yield ", ".join(plural(counted[severity], severity.value) for severity in Severity)
