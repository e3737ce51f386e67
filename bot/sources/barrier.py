"""Pages that answer 200 and yet do not show what they hold: soft 404s, walls, and pages that are all script.

A short page is judged by what it says; a long one is taken to be what it seems, because an article *about* cookies or
paywalls must stay readable.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SHORT = 1_500
_VERY_SHORT = 600

_MISSING_TITLE = re.compile(
    r"^\W*(?:error\W+)?(?:404\b|not found\b|(?:sorry|oops)\b.{0,40}\b(?:found|find|exist)|"
    r"(?:page|content|document|file|resource|site)\b.{0,20}\b(?:not found|no longer|unavailable|cannot be found|"
    r"can.t be found|does not exist|doesn.t exist|has (?:moved|been removed))|"
    r"seite nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada)",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"\b(?:page|document|file|content|resource|article)\b[^.\n]{0,60}\b(?:(?:could not|cannot|can.t) be found|"
    r"was not found|doesn.t exist|does not exist|no longer (?:exists|available)|has been (?:removed|deleted))|"
    r"\bwe (?:could not|couldn.t|can.t|cannot) find (?:the|that|this) page|\b404 (?:error|not found)|\berror 404\b",
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    r"\b(?:enable|turn on|activate|requires?|needs?|without)\b[^.\n]{0,30}\bjavascript\b|"
    r"\bjavascript\b[^.\n]{0,40}\b(?:disabled|required|enabled|turned off|to (?:run|view|use))",
    re.IGNORECASE,
)
_ROBOT = re.compile(
    r"\b(?:verify(?:ing)?|confirm|prove|checking|make sure)\b[^.\n]{0,40}\b(?:you are|you.re)\b[^.\n]{0,15}\b"
    r"(?:human|not a (?:ro)?bot)|\bchecking your browser\b|\bunusual traffic\b|\bare you a robot\b|"
    r"\bcomplete the (?:captcha|security check)|\bjust a moment\.\.\.|\baccess (?:to this page has been )?denied\b|"
    r"\brequest (?:was )?blocked\b|\bpardon our interruption\b|\bautomated (?:access|requests?)\b",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\b(?:accept|agree|consent|allow|enable)\b[^.\n]{0,60}\bcookies?\b|"
    r"\bcookies?\b[^.\n]{0,60}\b(?:accept|consent|agree|continue|must be enabled)|"
    r"\bbefore you continue\b|\bwe value your privacy\b|\bstore and(?:/or)? access information on\b",
    re.IGNORECASE,
)
_PAY = re.compile(
    r"\b(?:subscribe|subscription|log ?in|sign ?in|register)\b[^.\n]{0,50}\b(?:to (?:continue|keep|finish|read)|"
    r"for full access|required|unlimited access)|\bto (?:continue|keep) reading\b|\balready a (?:subscriber|member)\b|"
    r"\b(?:only for|exclusive to|available only to|reserved for) (?:our )?(?:paid |registered )?"
    r"(?:subscribers|members)\b|"
    r"\bthis (?:article|content|story) is for (?:our )?(?:paid |registered )?(?:subscribers|members)\b",
    re.IGNORECASE,
)


def barrier(text: str, title: str | None, *, scripted: bool = False, free: bool = True) -> str | None:
    """What keeps a reader of this page from its content; None where nothing does.

    Args:
        text: What the page shows.
        title: Its title.
        scripted: Whether it carries scripts, or a note for browsers without them.
        free: False where the page says of itself that it is not free to read.
    """
    short, tiny = len(text) < _SHORT, len(text) < _VERY_SHORT
    if (short and _MISSING_TITLE.search(title or "")) or (tiny and _MISSING.search(text)):
        return "the page is not there, though the server answers as if it were"
    if not any(map(str.isalnum, text)):
        return "shows nothing without JavaScript" if scripted else "holds no text"
    if not tiny:
        return "is for subscribers" if short and (not free or _ends_with(_PAY, text)) else None
    return _wall(f"{title or ''}\n{text}", free=free)


def _wall(text: str, *, free: bool) -> str | None:
    if _SCRIPT.search(text):
        return "shows nothing without JavaScript"
    if _ROBOT.search(text):
        return "asks for proof of being human"
    if not free or _PAY.search(text):
        return "is for subscribers"
    return "asks to accept cookies first" if _COOKIES.search(text) else None


def _ends_with(pattern: re.Pattern[str], text: str) -> bool:
    return bool(pattern.search(text[-_VERY_SHORT:]))


def led_home(asked: str, reached: str) -> bool:
    """Whether a page deep in a site was asked for, and its front page came."""
    there, here = urlsplit(asked), urlsplit(reached)
    return len(there.path.strip("/")) > 0 and not here.path.strip("/") and not here.query
