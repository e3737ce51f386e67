"""The register of official organisations: names, short forms, acronyms, former names with their dates."""

from bot.organisations.organisation import Former, Organisation
from bot.organisations.register import Register

__all__ = ["Former", "Organisation", "Register"]
