"""Checks the claims of an article against primary sources."""

__version__ = "0.1.0"
