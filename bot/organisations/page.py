"""One prose under the eye of a matcher: what is read in its phrases, weighed where it stands."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from bot.organisations import surroundings
from bot.organisations.belief import (
    ACRONYM_BONUS,
    HOME_BONUS,
    MUCH,
    NEAR_BONUS,
    WIDE,
    accepted,
    few,
    guessed_authority,
    known_as_wide,
    of_somewhere,
    one_a_body,
    outermost,
    people_for_country,
    proved,
    rivalled,
    says_where,
    slight_slip,
)
from bot.organisations.beside import beside
from bot.organisations.deviation import WITHIN_WORD
from bot.organisations.index import Kind
from bot.organisations.mention import Certainty, Form, Mention
from bot.organisations.reading import NOTHING, Candidate, Exact, Reading
from bot.organisations.surroundings import Sentence, Standing
from bot.organisations.tokens import PHRASE
from bot.organisations.wording import explain, replacement
from bot.organisations.words import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.organisations.deviation import Deviation
    from bot.organisations.index import Entry
    from bot.organisations.matching import Matcher
    from bot.organisations.organisation import Organisation
    from bot.organisations.tokens import Token

_FORMS = {Kind.OFFICIAL: Form.OFFICIAL, Kind.SHORT: Form.SHORT, Kind.INVERTED: Form.SHORT, Kind.FORMER: Form.FORMER}
_SURE_ABROAD = 2.5
# Countries whose bodies the English-language press often names without saying whose they are.
_WIDELY_READ = frozenset("GB IE CA AU NZ".split())
_SPELLINGS = frozenset((Change.STYLE, Change.REGIONAL))
_SLIGHT = frozenset((Change.NUMBER, Change.SOUND, Change.DERIVED))
_GUESSED = frozenset((Change.REPLACED, Change.ADDED, Change.TAKEN))
_UNEXPECTED = 2
_VERY_FAR, _MORE_THAN_TWO = 0.5, 2.25


class Page:
    """One prose under the eye of a matcher."""

    def __init__(self, prose: str, matcher: Matcher) -> None:
        self.prose = prose
        self.matcher = matcher

    def mentions(self) -> Iterator[Mention]:
        """Every place that names a body, in order."""
        for found, offset in self._readings:
            yield from self._named(found, offset)

    @cached_property
    def _readings(self) -> list[tuple[Reading, int]]:
        reading = self.matcher.reading
        found = ((reading(match[0]), match.start()) for match in PHRASE.finditer(self.prose))
        return [(one, offset) for one, offset in found if one is not NOTHING]

    @cached_property
    def _rightly_named(self) -> frozenset[str]:
        """The ids of the bodies that the prose names as they are called today."""
        right = (self._right(one, exact, offset) for one, offset in self._readings for exact in one.exact)
        sure = (each for each in right if each and each.certainty is Certainty.CERTAIN)
        return frozenset(each.organisation.id for each in sure if each.form in {Form.OFFICIAL, Form.SHORT})

    def _acronym(self, reading: Reading, at: int, offset: int) -> Mention | None:
        """The mention of an acronym, where one body alone can be meant."""
        token = reading.tokens[at]
        acronym = token.raw[: token.bare_end - token.start]
        bodies = [body for body in self.matcher.bodies(acronym) if body.accuses]
        near = [body for body in bodies if self._expected(body) < _UNEXPECTED] or bodies
        if len(near) != 1 or _standing(reading.tokens, at, at + 1, near[0])[0] is Standing.FOREIGN:
            return None
        start = offset + token.start
        return Mention(start, start + len(acronym), near[0], Form.ACRONYM, Certainty.LIKELY)

    def _named(self, reading: Reading, offset: int) -> Iterator[Mention]:
        wrong = [found for group in reading.near if (found := self._wrong(reading, group, offset))]
        right = [found for exact in reading.exact if (found := self._right(reading, exact, offset))]
        right += [found for at in reading.acronyms if (found := self._acronym(reading, at, offset))]
        kept = [each for each in right if not any(each.start < bad.end and bad.start < each.end for bad in wrong)]
        yield from sorted([*wrong, *kept], key=lambda each: each.start)

    def _right(self, reading: Reading, exact: Exact, offset: int) -> Mention | None:
        """The mention of an exact name, unless the words around it say that it is another country's body."""
        entry, sure = self._owner(reading, exact, offset)
        if entry is None:
            return None
        low, high = _span(reading.tokens, exact.start, exact.end, offset, entry)
        page = Sentence(self.prose, low, high)
        form = _FORMS[entry.kind]
        new = entry.body.name if form is Form.FORMER else None
        return Mention(
            low,
            high,
            entry.body,
            form,
            Certainty.CERTAIN
            if sure and (form is not Form.FORMER or self._spoken_of(entry.body))
            else Certainty.POSSIBLE,
            new and replacement(self.prose[low:high], entry, reading.tokens[exact.start].raw),
            former=entry.former,
            quoted=form is Form.FORMER and self._quoted(low, high),
            past=(form is Form.FORMER or entry.body.until is not None) and page.past(entry.former),
        )

    def _owner(self, reading: Reading, exact: Exact, offset: int) -> tuple[Entry | None, bool]:
        """Whose name it is here; and whether only one body can be meant."""
        standing = [(entry, *_standing(reading.tokens, exact.start, exact.end, entry.body)) for entry in exact.entries]
        home = [entry for entry, before, after in standing if Standing.HOME in {before, after}]
        away = {Standing.FOREIGN}
        free = [
            entry for entry, before, after in standing if not away & {before, after} and before is not Standing.UNKNOWN
        ]
        chosen = self._initialled(reading, exact, offset, home or free)
        if len(chosen) < 2:  # noqa: PLR2004 - nothing to choose
            return (chosen[0], True) if chosen else (None, False)
        chosen.sort(key=lambda entry: (self._expected(entry.body), not entry.body.accuses))
        near = [entry for entry in chosen if self._expected(entry.body) < _UNEXPECTED] or chosen
        return chosen[0], len({entry.body.id for entry in near}) == 1

    def _initialled(self, reading: Reading, exact: Exact, offset: int, chosen: list[Entry]) -> list[Entry]:
        """Of the bodies of one name those whose acronym stands beside it; all, where it is nobody's."""
        if len(chosen) < 2:  # noqa: PLR2004 - nothing to choose
            return chosen
        near = beside(self.prose, *_span(reading.tokens, exact.start, exact.end, offset, chosen[0]))
        return [entry for entry in chosen if near and near.acronym in entry.body.acronyms] or chosen

    def _wrong(self, reading: Reading, group: Sequence[Candidate], offset: int) -> Mention | None:
        """The mention of a misnamed body, where one body alone can be meant."""
        weighed = [(each, bonus) for each in group if (bonus := self._bonus(reading, each, offset)) is not None]
        if any(not each.initials and proved(each, bonus) for each, bonus in weighed):
            weighed = [(each, bonus) for each, bonus in weighed if not each.initials]
        fitting = [(each, bonus) for each, bonus in weighed if proved(each, bonus) and self._at_home(each, bonus)]
        meant = [(each, bonus) for each, bonus in fitting if self._expected(each.entry.body) < _UNEXPECTED] or fitting
        if not meant:
            return self._twice_named(reading, weighed, offset)
        best, bonus = min(one_a_body(outermost(meant)), key=self._order)
        if rivalled(best, bonus, meant):
            return None
        return self._misnamed(reading, best, bonus, offset)

    def _twice_named(self, reading: Reading, weighed: Sequence[tuple[Candidate, float]], offset: int) -> Mention | None:
        """The mention of a body that the name alone does not prove, and that the prose names rightly elsewhere."""
        slips = [pair for pair in weighed if slight_slip(pair[0]) and pair[0].entry.body.id in self._rightly_named]
        if len({each.entry.body.id for each, _ in slips}) != 1:
            return None
        best, _ = min(slips, key=self._order)
        return self._misnamed(reading, best, HOME_BONUS, offset, twice=True)

    def _order(self, pair: tuple[Candidate, float]) -> tuple[float, float, int, bool, str]:
        candidate, bonus = pair
        body = candidate.entry.body
        return (
            candidate.found.cost + candidate.found.strain - bonus,
            -candidate.found.kept,
            self._expected(body),
            not body.accuses,
            body.id,
        )

    def _expected(self, body: Organisation) -> int:
        """How far a body is from what the prose speaks of: 0 its country is named, 1 it needs no naming, 2 neither."""
        if self._speaks_of(body.country, None):
            return 0
        return 1 if body.country == "US" or body.country in WIDE else _UNEXPECTED

    def _spoken_of(self, body: Organisation) -> bool:
        return self._expected(body) < _UNEXPECTED or not self._codes

    def _at_home(self, candidate: Candidate, bonus: float) -> bool:
        """Whether, where bodies of other countries bear the very name, the prose still leaves only this one."""
        owners = candidate.owners
        country, slight = candidate.entry.body.country, candidate.found.changes <= _SLIGHT
        if any(owner.country.partition("-")[0] == country.partition("-")[0] for owner in owners):
            return False
        if not owners or bonus >= HOME_BONUS:
            return True
        if any(self._expected(owner) < _UNEXPECTED for owner in owners):
            return False
        if bonus:
            return candidate.found.changes <= _SLIGHT | {Change.HEAD, Change.REGIONAL}
        widely_read = any(owner.country in _WIDELY_READ for owner in owners)
        return self._speaks_of(country, None) or (country == "US" and slight and not self._codes and not widely_read)

    def _bonus(self, reading: Reading, candidate: Candidate, offset: int) -> float | None:
        """What the neighbours add to the belief that this body is meant; None where they say that it is not."""
        found, entry = candidate.found, candidate.entry
        start, _ = _led(reading.tokens, found.start)
        before, after = _standing(reading.tokens, found.start, found.end, entry.body)
        low, high = _span(reading.tokens, found.start, found.end, offset, entry)
        if Standing.FOREIGN in {before, after}:
            return None
        longer = (
            candidate.joined
            or before is Standing.UNKNOWN
            or (after is Standing.UNKNOWN and not of_somewhere(reading.tokens, found))
        )
        if longer and not surroundings.headline(self.prose, low, high):
            return None
        led = start != found.start and entry.body.country == "US"
        near = beside(self.prose, low, high)
        named = near is not None and near.acronym in entry.body.acronyms
        if near and self._initials_of_owner(candidate, near.acronym, named=named):
            return None
        if found.heads and before is Standing.HOME and not led and reading.tokens[start - 1].folded == "american":
            return None  # "the American Academy of Actuaries" is no Society of Actuaries
        home = HOME_BONUS if led or before is Standing.HOME else self._near_bonus(candidate, low, high)
        home += NEAR_BONUS * (led and entry.lead)  # "U.S." is part of the name
        return home + (ACRONYM_BONUS if named or candidate.initials else 0.0)

    def _initials_of_owner(self, candidate: Candidate, acronym: str, *, named: bool) -> bool:
        """Whether another body that bears the very name bears the acronym too, and is no less expected here."""
        own = self._expected(candidate.entry.body)
        if own and not candidate.found.changes <= _SLIGHT:
            named = False  # "the Environmental Protection Authority (EPA)", with no word of the United States
        owners = [owner for owner in candidate.owners if acronym in owner.acronyms]
        return any(not named or self._expected(owner) <= own for owner in owners)

    def _near_bonus(self, candidate: Candidate, low: int, high: int) -> float:
        """What it tells that the sentence names the body's country or a place in it, and no other."""
        body, sentence = candidate.entry.body, Sentence(self.prose, low, high)
        if candidate.found.heads and body.country == "US" and not sentence.federal:
            return 0.0  # a state has its own Division of Environmental Protection
        named = {place.partition("-")[0] for place in sentence.codes}
        own = body.country in named or (body.country == "US" and not named and sentence.american)
        return NEAR_BONUS if own and named <= {body.country} else 0.0

    def _misnamed(
        self, reading: Reading, best: Candidate, bonus: float, offset: int, *, twice: bool = False
    ) -> Mention | None:
        entry, found = best.entry, best.found
        low, high = _span(reading.tokens, found.start, found.end, offset, entry)
        sentence = Sentence(self.prose, low, high)
        if (sentence.generic and bonus < HOME_BONUS) or sentence.made_up or sentence.address:
            return None
        certainty = self._certainty(best, bonus, sentence)
        if certainty is None:
            return None
        said = self.prose[low:high]
        new = replacement(said, entry, reading.tokens[found.start].raw)
        if new == said:
            return None
        mention = Mention(
            low, high, entry.body, Form.MISNAMED, certainty, new, explain(reading.tokens, entry, found), entry.former
        )
        return replace(mention, quoted=self._quoted(low, high), past=sentence.past(entry.former), twice=twice)

    def _certainty(self, best: Candidate, bonus: float, sentence: Sentence) -> Certainty | None:
        body, found = best.entry.body, best.found
        if not body.accuses:
            return Certainty.POSSIBLE if found.changes <= WITHIN_WORD else None
        if sentence.about_words:
            return Certainty.POSSIBLE
        if best.initials and bonus <= ACRONYM_BONUS:
            return Certainty.LIKELY
        style = found.changes <= {Change.STYLE, Change.HYPHEN, Change.COMMA} or (
            found.changes <= _SPELLINGS and accepted(best)
        )
        loose = bonus < ACRONYM_BONUS and (
            found.changes & _GUESSED
            or found.strain
            or (guessed_authority(best) and not bonus)
            or few(best, bonus)
            or people_for_country(best)
        )
        if found.heads and bonus < ACRONYM_BONUS and self._another_kind(best, bonus, sentence):
            return None
        if bonus or body.country in WIDE or says_where(best.entry):
            return Certainty.LIKELY if style or loose else Certainty.CERTAIN
        placed = self._by_place(body, found, sentence)
        return Certainty.LIKELY if placed and (style or loose) else placed

    def _another_kind(self, best: Candidate, bonus: float, sentence: Sentence) -> bool:
        """Whether another kind of body ("Commission" for "Council") may well be another body."""
        found, entry = best.found, best.entry
        if entry.body.country in WIDE and not bonus and not known_as_wide(entry):
            return True  # "the Human Rights Commission" is many a country's
        if not found.strain and not guessed_authority(best):
            return False
        if self.matcher.index.holds(self.prose[sentence.start : sentence.end], entry.body):
            return True
        if bonus >= HOME_BONUS or found.kept >= _SURE_ABROAD:
            return False
        own = says_where(entry) or "federal" in entry.words
        if found.strain > _VERY_FAR and found.kept < _MORE_THAN_TWO and not own and not known_as_wide(entry):
            return True  # "the Institute of Fine Arts" is no Commission
        named = self._codes if guessed_authority(best) and not bonus else sentence.codes
        return not {place.partition("-")[0] if own else place for place in named} <= {entry.body.country}

    def _by_place(self, body: Organisation, found: Deviation, sentence: Sentence) -> Certainty | None:
        """How sure it is by the places named around it alone; None where they are another country's."""
        unplaced = body.country != "US" and found.kept < _SURE_ABROAD and not sentence.names_within(body)
        if unplaced and not self._speaks_of(body.country, sentence):
            return Certainty.LIKELY if self._speaks_of(body.country, None) or not self._codes else None
        foreign = {place for place in sentence.located if place.partition("-")[0] != body.country}
        states = {place for place in sentence.located if place.startswith(f"{body.country}-")}
        if foreign and not (sentence.american if body.country == "US" else body.country in sentence.codes):
            slip = found.changes <= WITHIN_WORD and found.kept >= MUCH
            return Certainty.LIKELY if slip or self._speaks_of(body.country, None) else None
        if states and found.changes & {Change.HEAD, Change.CONNECTIVE, Change.ARTICLE} and found.kept < _SURE_ABROAD:
            return Certainty.LIKELY
        return Certainty.CERTAIN

    def _speaks_of(self, country: str, sentence: Sentence | None) -> bool:
        """Whether the sentence (None: the whole prose) names the country or a place in it."""
        named = sentence.codes if sentence else self._codes
        return any(country in {place, place.partition("-")[0]} for place in named)

    @cached_property
    def _codes(self) -> frozenset[str]:
        return surroundings.codes(self.prose)

    def _quoted(self, low: int, high: int) -> bool:
        return any(start <= low and high <= end for start, end in self._speech)

    @cached_property
    def _speech(self) -> tuple[tuple[int, int], ...]:
        """The stretches that are somebody's words, or a title: what stands between quotation marks."""
        from bot.language.quotations import find_quotations

        return tuple(part for quotation in find_quotations(self.prose) for part in quotation.parts)


def _led(tokens: Sequence[Token], start: int) -> tuple[int, bool]:
    """Where the name begins with "United States" or "U.S." before it, and whether it does."""
    words = [token.folded for token in tokens[:start]]
    if words[-1:] == ["us"] and tokens[start - 1].raw != "Us":
        return start - 1, True
    if words[-2:] == ["united", "states"] and not tokens[start - 1].possessive:
        return start - 2, True
    return start, False


def _standing(tokens: Sequence[Token], start: int, end: int, body: Organisation) -> tuple[Standing, Standing]:
    first, led = _led(tokens, start)
    if led:
        before = Standing.HOME if body.country == "US" else Standing.FOREIGN
    else:
        before = surroundings.before(tokens, first, body)
    return before, surroundings.after(tokens, end, body)


def _span(tokens: Sequence[Token], start: int, end: int, offset: int, entry: Entry) -> tuple[int, int]:
    """The name's offsets: with the lead where the official name has it, without a possessive ending."""
    first = _led(tokens, start)[0] if entry.lead else start
    last = tokens[end - 1]
    own = last.possessive and last.folded == entry.words[-1]
    return offset + tokens[first].start, offset + (last.end if own else last.bare_end)
