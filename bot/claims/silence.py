"""Why a sentence holds nothing that a source could settle."""

from __future__ import annotations

import re

_PAGE = re.compile(
    r"(?:©|\(c\)\s|copyright\b|all rights reserved|(?:photo|image|picture|video|credit|source|graphic"
    r"|file photo)s?\s*(?:by\b|:|/|credit)"
    r"|read (?:more|also|next)\b|see also\b|sign up\b|subscribe\b|follow us\b|share this\b|advertisement\b"
    r"|related (?:stories|articles|links)\b"
    r"|\(?(?:additional )?(?:reporting|writing|editing|compiled) by\b|this (?:article|story) (?:was|has been"
    r"|originally|first) "
    r"|terms of (?:use|service)\b|privacy policy\b|click here\b|correction:|editor.?s note\b"
    r"|cookies?\b.{0,40}\b(?:policy|consent)"
    r"|have you (?:been affected|got)|(?:published|updated|posted|last modified)\s*(?:on|at|:)\s)",
    re.IGNORECASE,
)
_PAGE_ANYWHERE = re.compile(
    r"\ball rights reserved\b|^\W*https?://\S+\W*$|^\W*@\w+\W*$|^\W*[\w.+-]+@[\w-]+\.[\w.]+\W*$", re.IGNORECASE
)
_GREETING = re.compile(
    r"(?:hello|hi|hey|dear|good (?:morning|afternoon|evening|day|night)|welcome|thanks?(?: you)?|congratulations"
    r"|cheers|goodbye|bye"
    r"|happy (?:new year|birthday)|merry|season.s greetings|yours|sincerely|kind regards|best wishes)\b",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"(?:please|click|tap|press|read|see|watch|listen|visit|call|contact|e-?mail|write to|send|share|join|download"
    r"|register|book|buy|order|try"
    r"|check|make sure|remember|do not|don[’']t|never|always|keep|avoid|use|add|mix|stir|bake|wash|let|imagine"
    r"|consider|note|learn|find out"
    r"|tell us|ask|look|stay|take|get|go|come|wait|stop|start|choose|select|enter|open|close|turn|scroll)\s+(?!of\b"
    r"|in\b|on\b|is\b|are\b|was\b|were\b|has\b)[\w’'“\"]",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:(?:I|we|you|many|some|people|critics|fans|observers|experts)\s+(?:\w+\s+)?"
    r"(?:hope|think|believe|feel|wish|want|love|hate|doubt|guess|suspect|wonder|prefer|fear)|in (?:my|our) (?:view"
    r"|opinion)|let[’']s face it"
    r"|it is (?:hard|easy|difficult|important|essential|vital|worth|time|clear|obvious|likely|possible|impossible"
    r"|fair|safe)\s+(?:to|that|for)"
    r"|hopefully|unfortunately|sadly|thankfully|luckily|arguably|perhaps|maybe|surely|of course|no doubt|frankly"
    r"|honestly|clearly|obviously"
    r"|(?:is|are|was|were|be|been|[’']s|[’']re|seems?|looks?|feels?|felt)\s+(?:\w+ly\s+|so\s+|very\s+|really\s+"
    r"|too\s+|quite\s+|such\s+|a\s+|an\s+|the\s+|just\s+){0,3}"
    r"(?:good|bad|great|terrible|awful|wonderful|beautiful|ugly|amazing|brilliant|fantastic|disgraceful|shameful"
    r"|outrageous|absurd|ridiculous"
    r"|stunning|superb|disappointing|disappointed|proud|delighted|thrilled|happy|sad|angry|sorry|unfair|unjust|fair"
    r"|wrong|right|best|worst|huge deal"
    r"|big deal|exciting|boring|interesting|important|lovely|nice|perfect|pathetic|appalling|excellent|fun"
    r"|delicious|inspiring|heartbreaking))\b",
    re.IGNORECASE,
)
_DEMAND = re.compile(r"\b(?:should(?:n[’']t)?|ought to|must(?!-|\s+have)|deserves?)\b")
_CONCESSION = re.compile(r"(?:Although|Though|While|Even though|Even if|Despite)\b[^,]*,\s*")
_PREDICTION = re.compile(
    r"\b(?:will|won[’']t|shall|may|might|could|would|going to|(?:is|are)\s+(?:\w+ly\s+)?(?:expected|likely|unlikely"
    r"|set|due|bound|poised)\s+to"
    r"|(?:is|are)\s+forecast)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:said|says|told|announced|stated|has|have|had|was|were|did|is|are|according)\b|\b\w{3,}ed\b", re.IGNORECASE
)
_PERSONAL = re.compile(r"\b(?:I|My|We|Our|You|Your|I[’'](?:m|ve|d|ll)|my|me|we|we[’'](?:re|ve|ll|d)|our|us|you|your)\b")
_VERB = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|cannot|could|may|might|shall"
    r"|should|must|(?:[A-Za-z]+n|can)[’']t"
    r"|\w+[’'](?:s|re|ve|ll|m|d)|said|says|say|told|made|make|makes|took|take|takes|went|go|goes|came|come|comes"
    r"|got|get|gets|gave|give|gives"
    r"|became|become|becomes|began|begin|begins|ran|run|runs|rose|rise|rises|fell|fall|falls|grew|grow|grows|won"
    r"|win|wins|lost|lose|loses|met|meet|meets"
    r"|led|leads|lead|held|hold|holds|kept|keep|keeps|left|leave|leaves|let|paid|pay|pays|put|puts|saw|see|sees"
    r"|sent|send|sends|set|sets|shot|shows?"
    r"|spent|spend|spends|stood|stand|stands|struck|taught|thought|think|thinks|threw|understood|wrote|write|writes"
    r"|broke|brought|bring|brings|built"
    r"|bought|buys?|caught|chose|cost|costs|cut|cuts|drew|drove|drives?|ate|felt|feels?|fought|found|finds?|flew"
    r"|forgot|hit|hits|hurt|knew|knows?"
    r"|laid|lay|lies?|meant|means?|read|reads|rode|sang|sold|sells?|shook|shut|sat|sits?|slept|spoke|speaks?|spread"
    r"|stole|swam|wore|woke|died|dies"
    r"|raises?|kills?|bans?|warns?|claims?|denies|plans?|faces?|hails?|calls?|backs?|launches|opens?|closes?|ends?"
    r"|starts?|seeks?|wants?|needs?|works?"
    r"|lives?|plays?|moves?|turns?|helps?|includes?|contains?|provides?|requires?|remains?|reports?|allows?"
    r"|increases?|reduces?|causes?|uses?|offers?"
    r"|believes?|seems?|appears?|hopes?|likes?|loves?|agrees?|argues?|accounts?|represents?|continues?|expects?"
    r"|follows?|happens?|serves?|joins?|visits?"
    r"|\w{2,}ed)\b",
    re.IGNORECASE,
)
_HEADLINE_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|says?|said|wins?|won|kills?|killed|dies|died|raises?|cuts?|rises?|rose"
    r"|falls?|fell|bans?|warns?|claims?"
    r"|denies|finds?|found|launches|opens|closes|ends|starts|loses?|lost|signs|signed|passes|passed|approves"
    r"|approved|rejects|rejected|admits|accuses"
    r"|charged|arrested|sues|resigns|resigned|announces|announced|agrees|agreed|hits|reaches|reached|buys|bought"
    r"|sells|sold|jailed|elected|names"
    r"|named|fires|fired|orders|ordered|blocks|blocked|seizes|seized|kept|leads|beats|beat|urges|urged|reports"
    r"|reveals|shows)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
# Words that a sentence without a known verb must have: with a full stop, and without.
_BRIEF, _SHORT = 4, 8


def reason(text: str, kind: str, *, figure: bool, dated: bool, attributed: bool) -> str | None:
    """Why nothing in a sentence can be checked, or None where something may be.

    Args:
        text: The sentence as the reader sees it, its quotations included.
        kind: What the article says it is: `text`, `heading`, `item`, `cell`, `caption`, `dateline`, …
        figure: Whether it states a figure.
        dated: Whether it states a date.
        attributed: Whether it says who said something.
    """
    plain = text.strip().lstrip("“”\"'‘’*_#>•-–—( ").rstrip("“”\"'‘’)* ")
    if kind in {"boilerplate", "byline", "dateline"}:
        return kind
    if _PAGE.match(plain) or _PAGE.match(text.strip()) or _PAGE_ANYWHERE.search(text):
        return "boilerplate"
    if not _WORD.search(text):
        return "table cell" if kind == "cell" else "fragment"
    if text.rstrip(" ”\"’')").endswith("?") and not attributed:
        return "question"
    if figure and kind != "cell":
        return None
    return _by_kind(plain, kind) or (None if attributed or dated else _by_mood(text, plain))


def _by_kind(plain: str, kind: str) -> str | None:
    if kind == "cell":
        return "table cell"
    if kind == "heading" and not _HEADLINE_VERB.search(plain):
        return "heading without a statement"
    if len(plain.split()) < (_BRIEF if plain.endswith((".", "!")) else _SHORT) and not has_verb(plain):
        return "fragment"
    return None


def _by_mood(text: str, plain: str) -> str | None:
    done = bool(_DONE.search(_PREDICTION.sub(" ", text)))
    moods = (
        (bool(_GREETING.match(plain)), "greeting"),
        (bool(_INSTRUCTION.match(plain)), "instruction"),
        (bool(_OPINION.search(_CONCESSION.sub("", text.lstrip()))), "opinion"),
        (bool(_DEMAND.search(text)) and not done, "opinion"),
        (bool(_PREDICTION.search(text)) and not done, "prediction"),
        (text.rstrip(" ”\"’')").endswith("!"), "opinion"),
        (bool(_PERSONAL.search(text)) and not _named(plain), "personal remark"),
    )
    return next((why for holds, why in moods if holds), None)


def has_verb(words: str) -> bool:
    """Whether words hold what looks like a finite verb."""
    return bool(_VERB.search(words))


def _named(plain: str) -> bool:
    """Whether a name stands after the first word."""
    return any(word[:1].isupper() and len(word) > 1 for word in plain.split()[1:])
