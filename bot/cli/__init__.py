"""The command `factcheck`: parse, call, print, exit code."""

from __future__ import annotations

import gc
import sys

# Exit codes (DESIGN.md, law 3); where several hold: USAGE over BLOCKED over INCOMPLETE over CLEAN.
CLEAN, BLOCKED, USAGE, INCOMPLETE, INTERRUPTED = 0, 1, 2, 3, 130
_MOST = 200  # characters of an error of our own
# A command makes many small things that stay until it ends: with the collector called less often it takes a tenth less.
_GARBAGE = (50_000, 20, 100)


def main() -> None:
    """Run the command line. Every error that we know is one line on standard error and a documented exit code."""
    from bot.cli.app import app
    from bot.errors import BotError, FetchError

    gc.set_threshold(*_GARBAGE)
    try:
        app()
    except FetchError as error:
        _fail(str(error), INCOMPLETE)
    except BotError as error:
        _fail(str(error), USAGE)
    except KeyboardInterrupt:
        _fail("interrupted; what was done is kept, the same command goes on from here", INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nothing is left to say to it
        sys.exit(CLEAN)
    except OSError as error:
        _fail(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}", USAGE)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        said = f"{type(error).__name__}: {error}"[:_MOST]
        _fail(f"a fault of this program ({said}); please report it, with what PYTHONDEVMODE=1 shows", USAGE)


def _fail(message: str, code: int) -> None:
    from bot.reports.text import visible

    sys.stderr.write(f"factcheck: {visible(message)}\n")
    sys.exit(code)
