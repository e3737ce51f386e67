"""Checking many drafts at once, as a job does: which files, what changed, what counts, what is kept."""
