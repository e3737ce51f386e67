"""The measure of the NAME rules: a floor that can only be raised."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import corpus

FLOOR = json.loads(Path(__file__).with_name("floor.json").read_text("utf-8"))


def test_finds_the_wrong_names():
    """Of the wrong sentences at least the floor's share is flagged, over the whole name and with the right one."""
    assert corpus.recall("wrong") >= FLOOR["wrong"]
    assert corpus.recall("world_wrong") >= FLOOR["world"]
    assert corpus.recall("us_wrong") >= FLOOR["us"]


def test_no_error_on_the_right_names():
    """No sentence of the right ones earns an error."""
    assert corpus.false_errors("right") == []
    assert corpus.false_errors("world_right") == []
    assert corpus.false_errors("us_right") == []


def test_the_corpus_is_as_large_as_promised():
    """At least 150 wrong sentences and 300 right ones."""
    assert len(corpus.rows("wrong")) >= 150
    assert len(corpus.rows("right")) >= 300
