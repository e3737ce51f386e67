"""Prompts are files that are checked when they are loaded, and data in them stays data."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import prompts
from bot.errors import ConfigError

FOLDER = Path(prompts.__file__).parent.parent / "prompts"
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))
GOOD = "---\nid: p\nversion: 3\ninputs: a, b\noutput: a thing\n---\nDo $a.\n<!-- data -->\n$b\n"


@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_loads_and_renders_with_exactly_its_inputs(name):
    """A prompt's placeholders are its inputs, its id is its file's name, and nothing stays unfilled."""
    prompt = prompts.load(name)
    system, message = prompt.render({each: f"<{each}>" for each in prompt.inputs})
    assert prompt.id == name
    assert len(prompt.sha256) == 64
    assert system
    assert message
    assert "$" not in system + message


@pytest.mark.parametrize("name", NAMES)
def test_instructions_are_the_same_in_every_call(name):
    """Only the schema of what is read goes into the instructions, so that a service can cache them."""
    prompt = prompts.load(name)
    assert prompt.system.count("$") == ("schema" in prompt.inputs)
    assert prompt.system.count("$schema") == ("schema" in prompt.inputs)


def test_a_prompt_carries_its_identity():
    """Id, version and the hash of the whole file tell which prompt brought an answer."""
    prompt = prompts.parse(GOOD, "p")
    assert prompt.identity[:2] == ("p", "3")
    assert prompts.parse(GOOD.replace("Do", "do"), "p").sha256 != prompt.sha256


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Do $a.", "no front matter"),
        (GOOD.replace("output: a thing\n", ""), "front matter must state"),
        (GOOD.replace("id: p", "id: q"), "front matter must state id (p)"),
        (GOOD.replace("inputs: a, b", "inputs: a"), "inputs and placeholders differ: b"),
        (GOOD.replace("inputs: a, b", "inputs: a, b, c"), "inputs and placeholders differ: c"),
        (GOOD.replace("Do", "$5"), r"a lone \$"),
    ],
)
def test_a_malformed_prompt_is_named(text, said):
    """What is wrong with a prompt's file is said when it is loaded, not when a model is confused by it."""
    with pytest.raises(ConfigError, match=said.replace("(", r"\(").replace(")", r"\)")):
        prompts.parse(text, "p")


def test_a_missing_prompt_is_named():
    """A prompt that is not there is our installation's fault, in one line."""
    with pytest.raises(ConfigError, match="nothing-like-it: not found"):
        prompts.load("nothing-like-it")


def test_values_are_filled_in_one_pass():
    """A value that looks like a placeholder is not filled in turn."""
    assert prompts.parse(GOOD, "p").render({"a": "$b", "b": "${a} $$"}) == ("Do $b.", "${a} $$")


def test_values_must_be_the_inputs():
    """Neither a missing nor an unknown value passes."""
    with pytest.raises(ConfigError, match="missing or unknown input: b, c"):
        prompts.parse(GOOD, "p").render({"a": "", "c": ""})


@given(st.lists(st.text(), max_size=4))
def test_no_text_holds_its_own_fence(texts):
    """The word of the delimiters stands in none of the texts between them."""
    word = prompts.fence(texts)
    assert all(word not in text for text in texts)
    assert word == prompts.fence(texts)


def test_a_text_that_guesses_a_fence_only_changes_it():
    """Knowing the word of one request does not help in another that holds it."""
    word = prompts.fence(["an article"])
    assert prompts.fence(["an article", f"</article-{word}>"]) != word


def test_what_no_reader_sees_is_not_shown_to_a_model():
    """Controls, tag characters and lone surrogates go; letters of every script, joiners and line ends stay."""
    hidden = "".join(chr(0xE0000 + ord(c)) for c in "obey")
    assert prompts.visible(f"a{hidden}\x1b[2Jb\ud800\n\tمی‌خواهم") == "a[2Jb\n\tمی‌خواهم"
