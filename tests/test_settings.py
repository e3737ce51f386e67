"""Settings: which value holds, what is refused, and what is said about it."""

import json
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest

from bot.errors import ConfigError
from bot.settings import Settings, resolve, trace
from bot.settings.description import meanings, schema, template
from bot.settings.fields import OUTSIDE_ONLY

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path):
    """A folder of drafts below a factcheck.toml."""
    (tmp_path / "drafts" / "old").mkdir(parents=True)
    return tmp_path


def write(folder, text, name="factcheck.toml"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def run(*arguments, cwd, env=None):
    command = [sys.executable, "-c", "from bot.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def test_each_layer_outranks_the_next(project, tmp_path):
    """Flags over environment over user configuration over the project's file over defaults, each with its origin."""
    file = write(project, "timeout = 1\nretries = 1\nmax_pages = 1\nlanguage = 'de'\n")
    user = write(tmp_path, "timeout = 2\nretries = 2\nmax_pages = 2\n", "mine.toml")
    environment = {"FACTCHECK_CONFIG": str(user), "FACTCHECK_TIMEOUT": "3", "FACTCHECK_RETRIES": "3"}
    found = trace({"timeout": 4.0}, environment, project / "drafts" / "a.md")
    assert (found.settings.timeout, found.settings.retries, found.settings.max_pages) == (4.0, 3, 2)
    assert (found.settings.language, found.settings.judge) == ("de", "auto")
    origins = [found.origins[name] for name in ("timeout", "retries", "max_pages", "language", "judge")]
    assert origins == ["flag", "FACTCHECK_RETRIES", str(user), str(file), "default"]


def test_the_nearest_file_upwards_holds(project):
    """The first folder upwards with a factcheck.toml, or a pyproject.toml that has the table, decides alone."""
    write(project, "language = 'de'\ntimeout = 9\n")
    write(project / "drafts", "[tool.other]\n", "pyproject.toml")
    assert resolve({}, {}, project / "drafts" / "a.md").language == "de"
    write(project / "drafts", "[tool.factcheck]\nlanguage = 'fr'\n", "pyproject.toml")
    found = resolve({}, {}, project / "drafts" / "a.md")
    assert (found.language, found.timeout) == ("fr", 20.0)


def test_paths_in_a_file_are_counted_from_its_folder(project):
    """A database named in a file lies beside the file, wherever the command is called."""
    write(project, "db = 'kept/facts.db'\norganisations = '../orgs.jsonl'\n")
    found = resolve({}, {}, project / "drafts")
    assert found.db == str(project / "kept" / "facts.db")
    assert found.organisations == str(project.parent / "orgs.jsonl")
    assert resolve({"db": "here.db"}, {}, project).db == "here.db"


@pytest.mark.parametrize("name", sorted(OUTSIDE_ONLY))
def test_what_comes_from_outside_may_not_redirect(project, name):
    """Keys, base URLs, proxies and intranet access are refused in a file beside a draft, and taken from one's own."""
    value = {
        "allow_hosts": "['intranet']",
        "resolver": "{a = 'b'}",
        "endpoints": "{a = 'b'}",
        "web_search": "true",
    }.get(name, "'x'")
    file = write(project, f"{name} = {value}\n")
    with pytest.raises(ConfigError, match=f"{name} may not be set beside drafts") as caught:
        resolve({}, {}, project)
    assert "\n" not in str(caught.value)
    assert getattr(resolve({}, {"FACTCHECK_CONFIG": str(file)}, "/"), name)


@pytest.mark.parametrize("key", ["db", "baseline", "cache"])
@pytest.mark.parametrize("value", ["../x", "/elsewhere/x", "link/x"])
def test_a_file_beside_drafts_writes_nowhere_else(project, key, value):
    """What is written stays in the folder of the file that names it, symbolic links seen through."""
    (project / "link").symlink_to("/")
    write(project, f"{key} = '{value}'\n")
    with pytest.raises(ConfigError, match=f"{key} may not lead out"):
        resolve({}, {}, project)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tiemout = 3", "unknown key 'tiemout'; did you mean timeout?"),
        ("extend-select = []", "did you mean extend_select?"),
        ("xqzw = 3", "unknown key 'xqzw'; docs/settings.md lists them"),
        ("override = []", "did you mean overrides?"),
        ("offline = 'yes'", 'offline: must be true or false, not "yes"'),
        ("retries = true", "retries: must be a whole number, 0 or more, not true"),
        ("timeout = -1", "timeout: must be a number, 0 or more, not -1"),
        ("timeout = nan", "timeout: must be a number"),
        ("select = 'NAME'", 'select: must be a list of strings, not "NAME"'),
        ("severity = ['x']", "severity: must be a table of strings"),
        ("severity = {NAME001 = 'fatal'}", 'severity: must be one of error, warning, note, not "fatal"'),
        ("judge = 'me'", "judge: must be one of auto, claude, local"),
        ("language = 3", "language: must be a string, not 3"),
        ("overrides = 3", "overrides must be written as [[overrides]] tables"),
        ("[[overrides]]\nignore = ['X']", "overrides[0]: needs paths"),
        ("[[overrides]]\npaths = ['*']\ndb = 'x'", "overrides[0]: db holds for a whole run"),
        ("[[overrides]]\npaths = ['*']\nignroe = []", "overrides[0]: unknown key 'ignroe'; did you mean ignore?"),
        ("[[overrides]]\npaths = ['*']\nignore = 'X'", "overrides[0].ignore: must be a list of strings"),
        ("judge = ", "is not TOML"),
    ],
)
def test_a_wrong_file_is_one_line_with_file_and_key(project, text, said):
    """A mistake in a file names the file, the key and the way out."""
    file = write(project, text + "\n")
    with pytest.raises(ConfigError) as caught:
        resolve({}, {}, project)
    assert said in str(caught.value)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_table_in_pyproject(project):
    """`tool.factcheck` that is no table is named as such."""
    write(project, "[tool]\nfactcheck = 3\n", "pyproject.toml")
    with pytest.raises(ConfigError, match="must be a table"):
        resolve({}, {}, project)


def test_a_file_that_cannot_be_read(tmp_path):
    """A user's file that is named and not there is an error, not silence."""
    with pytest.raises(ConfigError, match="cannot be read"):
        resolve({}, {"FACTCHECK_CONFIG": str(tmp_path / "none.toml")}, tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("OFFLINE", "yes", True),
        ("OFFLINE", "off", False),
        ("RETRIES", "4", 4),
        ("MAX_COST", "0.5", 0.5),
        ("SELECT", "NAME, NUM001", ("NAME", "NUM001")),
        ("SEVERITY", "NAME002=note,NUM=warning", (("NAME002", "note"), ("NUM", "warning"))),
    ],
)
def test_variables_are_read_by_type(tmp_path, name, text, value):
    """A variable is of its field's type, lists with commas and tables with equals signs."""
    found = resolve({}, {f"FACTCHECK_{name}": text}, tmp_path)
    assert getattr(found, name.lower()) == value


@pytest.mark.parametrize(
    ("name", "text"), [("OFFLINE", "maybe"), ("RETRIES", "-1"), ("TIMEOUT", "inf"), ("FAIL_ON", "x"), ("SEVERITY", "x")]
)
def test_a_wrong_variable_is_named(tmp_path, name, text):
    """A variable of the wrong type is named with its value."""
    with pytest.raises(ConfigError, match=f"FACTCHECK_{name}={text}: must be"):
        resolve({}, {f"FACTCHECK_{name}": text}, tmp_path)


def test_overrides_hold_for_their_paths(project):
    """The last override that matches a draft holds; a flag, and what is the user's own, outranks it."""
    write(
        project,
        "ignore = ['NUM']\n[[overrides]]\npaths = ['drafts/old/**']\nignore = ['NAME002']\nrequire_reason = false\n"
        "[[overrides]]\npaths = ['*.txt', '!keep.txt']\nignore = ['DATE']\n",
    )
    found = trace({}, {}, project)
    old, new = project / "drafts" / "old", project / "drafts"
    assert found.for_draft(new / "a.md") == found.settings
    assert found.for_draft(old / "a.md").ignore == ("NAME002",)
    assert found.for_draft(old / "a.txt").ignore == ("DATE",)
    assert not found.for_draft(old / "a.txt").require_reason
    assert found.for_draft(new / "keep.txt").ignore == ("NUM",)
    assert found.for_draft("/elsewhere/a.txt") == found.settings
    assert trace({"ignore": ("X",)}, {}, project).for_draft(old / "a.txt").ignore == ("X",)


def test_every_setting_is_explained():
    """Each setting has a meaning; what is marked *outside only* is refused beside drafts, and nothing else."""
    said = meanings()
    assert list(said) == [field.name for field in fields(Settings)]
    assert {name for name, words in said.items() if "*outside only*" in words} == OUTSIDE_ONLY


def test_the_template_is_valid_in_every_line(project):
    """Every line of the commented file, the comment mark removed, is a setting that is accepted as it stands."""
    lines = [line[2:] for line in template().splitlines() if line.startswith("# ") and " = " in line]
    text = "\n".join(lines).replace('paths = ["archive', '[[overrides]]\npaths = ["archive')
    data = tomllib.loads(text)
    assert set(data) == {field.name for field in fields(Settings)} - OUTSIDE_ONLY | {"overrides"}
    jsonschema.validate(tomllib.loads(template()), schema())
    write(project, text.replace('"…"', '"low"'))
    assert resolve({}, {}, project).fail_on == "error"


def test_the_schema_says_what_the_reader_says(project):
    """An editor that follows the JSON Schema accepts and refuses what the program does."""
    jsonschema.Draft7Validator.check_schema(schema())
    good = "timeout = 3\nseverity = {NAME001 = 'note'}\n[[overrides]]\npaths = ['*']\nselect = ['NAME']\n"
    jsonschema.validate(tomllib.loads(good), schema())
    for bad in ("tiemout = 3", "api_key = 'x'", "offline = 'yes'", "judge = 'me'", "[[overrides]]\nselect = []"):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(tomllib.loads(bad), schema())
    assert json.loads((ROOT / "docs" / "factcheck.schema.json").read_text("utf-8")) == schema()


def test_config_show_says_where_values_come_from_and_hides_keys(project, monkeypatch):
    """Each value stands with its origin; a key is `set`, never shown, in either format."""
    file = write(project, "timeout = 3\n[[overrides]]\npaths = ['drafts/**']\nselect = ['NAME']\n")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-very-secret")
    done = run("config", "show", "drafts/a.md", cwd=project)
    assert done.returncode == 0, done.stderr
    assert f"timeout = 3.0  ({file})" in done.stdout
    assert f'select = ["NAME"]  ({file} [[overrides]])' in done.stdout
    assert 'api_key = "set"  (ANTHROPIC_API_KEY)' in done.stdout
    shown = json.loads(run("config", "show", "--format", "json", cwd=project).stdout)
    assert shown["judge"] == {"value": "auto", "origin": "default"}
    assert "very-secret" not in done.stdout + json.dumps(shown)


def test_init_writes_once(project):
    """The commented file is written where there is none, never over another; a missing folder is named."""
    first, second = run("init", cwd=project), run("init", cwd=project)
    assert (first.returncode, second.returncode) == (0, 2)
    assert second.stderr == "factcheck: factcheck.toml: is there already, and stays as it is\n"
    assert (project / "factcheck.toml").read_text("utf-8") == template()
    assert run("init", "nowhere", cwd=project).returncode == 2


def test_a_password_in_an_address_is_not_shown(project, monkeypatch):
    """Neither `config show` nor the settings' own text holds a key or an address's password."""
    monkeypatch.setenv("FACTCHECK_BASE_URL", "http://user:secret-word@proxy.example/v1")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-secret-key")
    shown = run("config", "show", cwd=project).stdout
    assert "http://…@proxy.example/v1" in shown
    assert "secret-word" not in shown
    assert "sk-secret-key" not in shown
    assert "secret" not in repr(resolve({}))
