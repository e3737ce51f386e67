"""What does not count, and why: ignores in a draft or beside it, old findings, an editor's rulings."""
