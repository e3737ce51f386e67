"""Who is meant by a short name or a pronoun: the fullest name that the article gave before."""

from __future__ import annotations

import re
from collections import defaultdict

_TITLE = (
    "President|Vice|Prime|Minister|Chancellor|Premier|Chairman|Chairwoman|Chair|Secretary|General|Governor|Senator"
    "|Sen|Rep|"
    "Representative|Congressman|Congresswoman|Mayor|Judge|Justice|Professor|Prof|Dr|Mr|Mrs|Ms|Miss|Sir|Dame|Lord"
    "|Lady|King|Queen|"
    "Prince|Princess|Pope|Archbishop|Bishop|Cardinal|Rev|Reverend|Father|Sheikh|Imam|Captain|Capt|Colonel|Col|Major"
    "|Maj|Lieutenant|"
    "Lt|Sergeant|Sgt|Gen|Admiral|Adm|Inspector|Superintendent|Chief|Constable|Officer|Detective|Commissioner"
    "|Director|Ambassador|"
    "Attorney|Foreign|Interior|Justice|Defence|Defense|Finance|Health|State|Deputy|Former|First|Speaker|Councillor"
    "|Cllr|Coach|"
    "Chinese|American|British|French|German|Russian|Israeli|Iranian|Indian|Japanese|Korean|Canadian|Australian"
    "|Turkish|Ukrainian"
)
_TITLES = re.compile(rf"(?:(?:{_TITLE})\.?\s+)+")
_PART = r"[^\W\d_a-z](?:[^\W\d_]|[’'-](?=[^\W\d_])|\.(?=\w))*(?:(?<=\b\w)\.|(?<=\bJr|\bSr|\bSt)\.)?"
_FULL = re.compile(rf"{_PART}(?:[^\S\n]+(?:(?:al-|el-|de|da|van|von|der|bin|la|du)[^\S\n]*){{0,2}}{_PART}){{1,4}}")
_OTHER = re.compile(
    r"\b(?:Agency|Department|Ministry|Office|Bureau|Center|Centre|Centers|University|College|School|Institute"
    r"|Association|Council|"
    r"Committee|Commission|Company|Corp|Corporation|Inc|Ltd|Bank|Group|Party|Union|League|Club|United|States"
    r"|Kingdom|Republic|"
    r"City|County|Street|Road|River|Lake|North|South|East|West|New|House|Court|Police|Service|Authority|Board|Fund"
    r"|Foundation|"
    r"Hospital|Airport|Park|News|Times|Post|Journal|January|February|March|April|May|June|July|August|September"
    r"|October|November|"
    r"December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Act|Bill|Treaty|World|Cup|National"
    r"|International|Federal|"
    r"The|This|That|In|On|At|But|And|When|While|After|Before|According|If|It|He|She|They|We|As|For|From|With|A|An"
    r"|Its|His|Her|Our)\b"
)


class People:
    """The full names of an article's prose, by their first and last word."""

    def __init__(self, prose: str) -> None:
        self._prose = prose
        self._known: dict[str, dict[str, int]] = defaultdict(dict)
        for match in _FULL.finditer(prose):
            name = _TITLES.sub("", match[0], count=1).strip()
            words = name.split()
            if len(words) > 1 and not _OTHER.search(name):
                for word in {words[0], words[-1]}:
                    self._known[word.casefold()].setdefault(name, match.start())

    def resolve(self, name: str, at: int) -> str:
        """The fullest name that the prose gave before offset `at` to one called `name`; `name` where unsure."""
        short = _TITLES.sub("", name, count=1).strip() or name
        if " " in short:
            return short
        before = [full for full, first in self._known.get(short.casefold(), {}).items() if first < at]
        fullest = max(before, key=len, default=None)
        if fullest is None:
            return short
        sure = all(set(full.split()) <= set(fullest.split()) for full in before)
        return fullest if sure else short

    def is_person(self, name: str) -> bool:
        """Whether a name is one of those that the article gives in full and that look like a person's."""
        return bool(name) and name in self._known.get(name.rsplit(maxsplit=1)[-1].casefold(), {})

    def alone(self, name: str, start: int, end: int) -> bool:
        """Whether no one else is named in full between two offsets, so that a pronoun there means `name`."""
        mine = set(name.split())
        others = (_TITLES.sub("", m[0], count=1).strip() for m in _FULL.finditer(self._prose, start, end))
        return all(" " not in other or _OTHER.search(other) or set(other.split()) & mine for other in others)
