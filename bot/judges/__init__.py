"""Judges: a claim and its passages in, an opinion out."""
