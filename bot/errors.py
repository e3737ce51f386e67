"""What can go wrong, as one tree.

    BotError                 anything that this program raises on purpose
    ├── UserError            the caller can mend it: a missing file, a wrong setting   (exit 2)
    │   └── ConfigError      a configuration file or an environment variable is wrong
    ├── FetchError           a source could not be read; `reason` names the outcome     (exit 3)
    ├── ModelError           a judge could not answer; `reason` names the outcome       (exit 3)
    └── StoreError           the database refused: locked, full, not ours, too new      (exit 2)
        └── IntegrityError   a row would break a law: evidence that is not verbatim, …

Every message is one line that says what is wrong and what to do.
"""

from __future__ import annotations


class BotError(Exception):
    """Base of all errors raised on purpose; its text is fit to show to an editor."""


class UserError(BotError):
    """The request cannot be carried out as given; the message says how to mend it."""


class ConfigError(UserError):
    """A setting is unknown, malformed, or set where it may not be set."""


class FetchError(BotError):
    """A source could not be read.

    Args:
        message: One line for the report.
        reason: The outcome's name, a value of `bot.records.Reason` (`unreachable`, `blocked`, `timed_out`).
        status: The HTTP status, where a server answered.
    """

    def __init__(self, message: str, *, reason: str = "unreachable", status: int | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.status = status


class ModelError(BotError):
    """A judge could not answer.

    Args:
        message: One line for the report.
        reason: The outcome's name, a value of `bot.records.Reason` (`no_key`, `budget`, `model_refused`, …).
        fatal: Whether asking again in this run is pointless (a wrong key, a retired model, an empty balance).
    """

    def __init__(self, message: str, *, reason: str = "unreachable", fatal: bool = False) -> None:
        super().__init__(message)
        self.reason = reason
        self.fatal = fatal


class StoreError(BotError):
    """The database cannot be used; the message says why and what to do."""


class IntegrityError(StoreError):
    """A row was refused because it would break a law of the store."""
