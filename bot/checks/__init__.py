"""Rules: one small module each. A rule explains itself, and its tests and documentation are made from it."""
