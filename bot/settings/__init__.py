"""Settings: flags over environment over the user's configuration over a project's file over defaults."""

from __future__ import annotations

from bot.settings.fields import Settings
from bot.settings.resolution import Resolution, resolve, trace

__all__ = ["Resolution", "Settings", "resolve", "trace"]
