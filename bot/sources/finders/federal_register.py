"""The Federal Register: rules, proposed rules, notices and presidential documents of the United States.

`documents.json` and its field names are documented; the shape of the answer (`results[]` with `document_number`,
`publication_date`, `html_url`) is written from memory. The text is read from govinfo.gov, the Government Publishing
Office, whose address for a document follows from its day and number (remembered too).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.sources.finders.finder import Found, Lead, Service, outcome
from bot.sources.relevance import rank

if TYPE_CHECKING:
    from bot.sources.finders.finder import Inquiry
    from bot.sources.page import Pages

_URL = "https://www.federalregister.gov/api/v1/documents.json"
_TEXT = "https://www.govinfo.gov/content/pkg/FR-{day}/html/{number}.htm"
_FIELDS = ("document_number", "title", "abstract", "publication_date", "html_url")
_LEADS = 3
_ABOUT = re.compile(
    r"\b(?:federal register|executive order|proclamation|rule|rules|rulemaking|regulations?|proposed|proposes|proposal|"
    r"final rule|standards?|requirements?|notice|sanction(?:s|ed)?|designat(?:ed|ion|ions))\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[\w-]{4,20}")


class FederalRegister:
    """Asked where a claim speaks of a rule, an order or a notice and names a body of the United States.

    Args:
        pages: How the service is asked.
        url: Where it is, if not at its own address.
    """

    name = "federal_register"

    def __init__(self, pages: Pages, url: str | None = None) -> None:
        self._service = Service(pages, self.name, url or _URL)

    async def find(self, inquiry: Inquiry) -> Found:
        """Documents that fit the claim, published before the draft speaks."""
        plan = inquiry.plan
        american = any(body.country == "US" for body in plan.owners)
        if not american or not _ABOUT.search(f"{inquiry.claim.text} {inquiry.claim.context}"):
            return Found()
        parameters: dict[str, Any] = {
            "conditions[term]": " ".join(plan.words[:8]),
            "order": "relevance",
            "per_page": 10,
            "fields[]": _FIELDS,
        }
        if plan.until:
            parameters["conditions[publication_date][lte]"] = plan.until.isoformat()
        answer, attempt = await self._service.ask(parameters)
        if attempt:
            return Found(attempts=(attempt,))
        found = _documents(answer)
        ranked = rank(plan, [words for _, words in found])[:_LEADS]
        leads = [
            Lead(found[at][0], self.name, "a document of the Federal Register", found[at][1], s) for s, at in ranked
        ]
        return Found(tuple(leads), (outcome(self._service.url, self.name, len(leads), "documents"),))


def _documents(answer: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - JSON of others
    """Address and words of each document of an answer; what is not of the known shape is left out."""
    results = answer.get("results") if isinstance(answer, dict) else None
    found = []
    for document in results if isinstance(results, list) else ():
        if isinstance(document, dict) and (url := _address(document)):
            words = (document.get(key) for key in ("title", "abstract", "publication_date"))
            found.append((url, " ".join(str(word) for word in words if word)))
    return found


def _address(document: dict[str, Any]) -> str | None:
    day, number = str(document.get("publication_date") or ""), str(document.get("document_number") or "")
    if _DAY.fullmatch(day) and _NUMBER.fullmatch(number):
        return _TEXT.format(day=day, number=number)
    url = document.get("html_url")
    return url if isinstance(url, str) and url.startswith("https://") else None
