"""Every rule against its own examples, and the catalogue that finds the rules."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache

import pytest

from bot.article import from_text
from bot.checks import catalogue, document
from bot.checks.catalogue import Choice
from bot.checks.rule import ArticleRule, Context, Rule, Sample
from bot.errors import ConfigError, UserError
from bot.organisations import Register
from bot.records import Finding, Severity

ARTICLE_RULES = [rule for rule in catalogue.rules() if isinstance(rule, ArticleRule)]


@cache
def register() -> Register:
    return Register.load()


def findings(rule: ArticleRule, sample: Sample) -> list[Finding]:
    article = from_text(sample.text, sample.path)
    return list(rule.check(article, Context(register(), sample.as_of, sample.snapshots, sample.attempts)))


def samples(kind: str):
    return [
        pytest.param(rule, sample, id=f"{rule.code}-{kind}-{number}")
        for rule in ARTICLE_RULES
        for number, sample in enumerate(getattr(rule, kind))
    ]


@pytest.mark.parametrize(("rule", "sample"), samples("invalid"))
def test_flags_exactly_what_its_invalid_examples_say(rule, sample):
    """A rule flags the stretch that its example names, with the replacement that it names."""
    found = findings(rule, sample)
    assert [each.quote for each in found] == [sample.flagged]
    assert found[0].replacement == sample.replacement
    assert sample.text[found[0].start : found[0].end] == sample.flagged


@pytest.mark.parametrize(("rule", "sample"), samples("valid"))
def test_is_silent_on_its_valid_examples(rule, sample):
    """A rule says nothing of a draft that its own module calls right."""
    assert findings(rule, sample) == []


@pytest.mark.parametrize("rule", catalogue.rules(), ids=lambda rule: rule.code)
def test_explains_itself(rule: Rule):
    """Every rule has a code, a kebab-case name, an explanation, and examples of both kinds."""
    assert re.fullmatch(r"(NAME|NUM|DATE|QUOTE|MATH|SOURCE)\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.summary.endswith(".")
    assert all((rule.what, rule.why, rule.limits, rule.valid, rule.invalid))
    assert rule.code in document.section(rule)


def test_codes_and_names_are_unique():
    """No two rules share a code or a name."""
    rules = catalogue.rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)
    assert [rule.code for rule in rules] == sorted(rule.code for rule in rules)


def test_a_rule_is_found_by_code_or_name_in_any_case():
    """`factcheck rule name001` and its name lead to the same rule; what is not there is one clear line."""
    assert catalogue.rule("name001") is catalogue.rule("misnamed-organisation")
    with pytest.raises(UserError, match="no such rule"):
        catalogue.rule("NAME999")


def test_select_and_ignore_take_codes_and_prefixes_and_the_longer_wins():
    """A family can be chosen without one of its rules, or left out but for one."""
    codes = [rule.code for rule in Choice(select=("NAME",), ignore=("NAME005",)).rules]
    assert "NAME001" in codes
    assert "NAME005" not in codes
    assert all(code.startswith("NAME") for code in codes)
    assert [rule.code for rule in Choice(select=("NAME001",), ignore=("NAME",)).rules] == ["NAME001"]
    assert [rule.code for rule in Choice().rules] == [rule.code for rule in catalogue.rules()]
    assert {rule.code for rule in Choice(select=("name",)).article_rules} >= {"NAME001"}
    assert all(not isinstance(rule, ArticleRule) for rule in Choice().claim_rules)


def test_a_choice_that_names_no_rule_is_refused():
    """A misspelt code is an error, not an empty choice."""
    with pytest.raises(ConfigError, match="NAMES"):
        Choice(select=("NAMES",))


def test_severities_can_be_set_by_code_or_prefix():
    """The longest entry that names a rule says what its findings weigh."""
    rule = catalogue.rule("NAME001")
    assert isinstance(rule, ArticleRule)
    found = findings(rule, rule.invalid[0])
    choice = Choice(severities={"NAME": Severity.NOTE, "NAME001": Severity.WARNING})
    assert [each.severity for each in choice.weighed(found)] == [Severity.WARNING]
    assert Choice().weighed(found) == found


def test_the_page_lists_every_rule():
    """docs/rules.md has a row and a section for each rule."""
    page = document.page(catalogue.rules())
    for rule in catalogue.rules():
        assert f"| [{rule.code}]" in page
        assert f"## {rule.code} {rule.name}" in page


def test_the_commands_print_rules():
    """`factcheck rules` lists, `factcheck rule CODE` explains, an unknown code is exit code 2."""
    run = [sys.executable, "-c", "from bot.cli import main; main()"]
    listed = subprocess.run([*run, "rules"], capture_output=True, text=True, check=True)
    assert "NAME001  error" in listed.stdout
    shown = subprocess.run([*run, "rule", "NAME001"], capture_output=True, text=True, check=True)
    assert shown.stdout.startswith("## NAME001 misnamed-organisation")
    wrong = subprocess.run([*run, "rule", "NAME999"], capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
    assert "no such rule" in wrong.stderr
