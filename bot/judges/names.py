"""The judge of names: the register. A name that stands as a row has it is right, and the row is the proof."""

from __future__ import annotations
