"""The files that others' jobs use: valid by the published schemas, and run as a runner would."""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
SCHEMAS = files("check_jsonschema.builtin_schemas.vendor")
BAD = "A spokesman for the Drug Enforcement Agency declined to comment.\n"


def schema(name):
    return json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))


def step(name):
    return next(each for each in ACTION["runs"]["steps"] if each["name"] == name)


def fenced(language):
    """The code blocks of a language in docs/ci.md."""
    text = (ROOT / "docs" / "ci.md").read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def run(tmp_path, **inputs):
    """The action's own step, with its variables filled in from the inputs and their defaults."""
    values = {name: each.get("default", "") for name, each in ACTION["inputs"].items()} | inputs
    check = step("Check")
    fill = lambda text: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: values[m[1]], text)  # noqa: E731
    variables = {name: fill(text) for name, text in check["env"].items()}
    tools = tmp_path / "runner" / "factcheck" / "bin"
    tools.mkdir(parents=True, exist_ok=True)
    program = tools / "factcheck"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bot.cli "$@"\n')
    program.chmod(0o755)
    runner = {
        "RUNNER_TEMP": str(tmp_path / "runner"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }
    script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", check["run"]]
    environment = os.environ | runner | variables
    done = subprocess.run(script, cwd=tmp_path / "repo", env=environment, capture_output=True, text=True, check=False)
    return done, dict(line.split("=", 1) for line in (tmp_path / "output").read_text().splitlines())


@pytest.fixture
def repo(tmp_path):
    (tmp_path / "repo" / "drafts").mkdir(parents=True)
    (tmp_path / "repo" / "drafts" / "a b.md").write_text(BAD)
    (tmp_path / "repo" / "drafts" / "clean.md").write_text("It rained in Marrow Bay.\n")
    return tmp_path


def test_the_files_follow_the_published_schemas():
    """action.yml, the workflow, and the jobs shown in the documentation are what GitHub and GitLab accept."""
    jsonschema.validate(ACTION, schema("github-actions"))
    for text in [(ROOT / ".github/workflows/drafts.yml").read_text("utf-8")]:
        workflow = {"on" if key is True else key: value for key, value in yaml.safe_load(text).items()}
        jsonschema.validate(workflow, schema("github-workflows"))
    blocks = [yaml.safe_load(block) for block in fenced("yaml")]
    gitlab = next(block for block in blocks if "factcheck" in block)
    jsonschema.Draft7Validator(schema("gitlab-ci")).validate(gitlab)


def test_no_input_is_code():
    """What a pull request can say reaches no script but as a variable, and every input is documented."""
    for each in ACTION["runs"]["steps"]:
        assert "${{" not in each.get("run", "")
    assert all(each["description"] for each in ACTION["inputs"].values())


def test_the_step_as_a_runner_runs_it(repo):
    """In a fresh folder: annotations on the log, the summary on the job's page, the code as output."""
    done, output = run(repo, paths="drafts")
    assert done.returncode == 1, done.stderr
    assert "::error file=drafts/a b.md,line=1," in done.stdout
    assert output == {"exit-code": "1"}
    assert "NAME001" in (repo / "summary.md").read_text("utf-8")


def test_the_step_takes_what_it_is_told(repo):
    """SARIF when asked, more flags, and a hostile path that is only a path."""
    done, _ = run(repo, paths="drafts", sarif="out.sarif", arguments="--ignore NAME", **{"fail-on": "warning"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads((repo / "repo" / "out.sarif").read_text("utf-8"))["runs"][0]["results"] == []
    done, output = run(repo, paths="$(touch${IFS}pwned) --help", sarif="other.sarif")
    assert (done.returncode, output["exit-code"]) == (2, "2")
    assert not (repo / "repo" / "pwned").exists()
    assert not (repo / "repo" / "other.sarif").exists()


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_hooks_take_what_pre_commit_hands_over(repo):
    """pre-commit calls the entry with the changed files: the entry works, and its pattern fits what is read."""
    from bot.article import SUFFIXES

    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")):
        assert all(re.search(hook["files"], f"drafts/a{suffix}") for suffix in SUFFIXES)
        program, *arguments = hook["entry"].split()
        assert program == "factcheck"
        command = [sys.executable, "-m", "bot.cli", *arguments, "drafts/a b.md", "drafts/clean.md"]
        done = subprocess.run(command, cwd=repo / "repo", capture_output=True, text=True, check=False)
        assert done.returncode == (0 if "--fix" in arguments else 1), done.stderr


def test_the_flags_in_the_documentation_exist():
    """Every `factcheck check` line of docs/ci.md names flags that the command has."""
    from bot.cli.check import check

    known = {f"--{name.replace('_', '-')}" for name in check.__annotations__} | {"--format"}
    said = re.findall(r"factcheck check [^\n`]*", (ROOT / "docs" / "ci.md").read_text("utf-8"))
    assert {flag for line in said for flag in re.findall(r"--[a-z-]+", line)} <= known


def test_this_repository_checks_itself():
    """The project's own README and pages pass its own check."""
    command = [sys.executable, "-m", "bot.cli", "check", "README.md", "CHANGELOG.md", "docs", "--offline", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
