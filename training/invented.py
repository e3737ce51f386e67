"""Pairs from facts of our own invention: people, works, places, firms, studies, votes and figures that do not exist.

A `Choice` is a fact with a value that excludes other values; a `Turn` is one that holds or does not, in several
wordings each; a `Count` is a quantity, claimed exactly, rounded, or with a bound. A passage states some facts of one
subject; a claim states one of them, one against them, or one that the passage is silent on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.changes import MONTHS
from training.sets import NEITHER, REFUTED, SUPPORTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

_FIRST = "Anna Boris Carla Dmitri Elena Farid Grace Hugo Ines Jorge Kofi Laila Marco Nadia Oscar Priya Quentin Rosa Samuel Teresa Umar Vera Walter Ximena Yusuf Zoe Alan Beth Colin Dora Edith Frank Gita Helen Ivan Joan Karl Lena Miles Nora Owen Paula Ravi Sven Tara Uma Victor Wanda".split()
_LAST = "Abara Bellweather Castellan Drummond Eskola Farrow Gallagher Hartmann Ibarra Jansen Kowalski Lindqvist Moreau Nakamura Okafor Petrov Quigley Rahman Salazar Thornton Ueda Vasquez Whitlock Yamada Zeller Ashdown Brandt Calloway Delacroix Everett Fontaine Grimaldi Holloway".split()
CITIES = "Paris London Berlin Madrid Rome Vienna Oslo Stockholm Helsinki Warsaw Prague Lisbon Dublin Athens Cairo Lagos Nairobi Accra Mumbai Delhi Tokyo Osaka Seoul Beijing Shanghai Sydney Melbourne Toronto Montreal Chicago Boston Houston Denver Seattle Miami Atlanta Dallas Lima Bogota Santiago".split()
_COUNTRIES = "France Germany Spain Italy Austria Norway Sweden Finland Poland Portugal Ireland Greece Egypt Nigeria Kenya Ghana India Japan China Australia Canada Mexico Brazil Chile Peru Argentina Turkey Iran Iraq Vietnam Thailand Indonesia".split()
_NATIONS = "French German Spanish Italian Austrian Norwegian Swedish Finnish Polish Portuguese Irish Greek Egyptian Nigerian Kenyan Indian Japanese Chinese Australian Canadian Mexican Brazilian Chilean Peruvian American British".split()
_ADJECTIVES = "Silent Golden Broken Hidden Crimson Last Burning Distant Frozen Hollow Iron Lost Pale Quiet Restless Sunken Velvet Wandering".split()
_NOUNS = "River Garden Empire Harbour Mirror Orchard Lantern Compass Kingdom Winter Station Bridge Daughter Horizon Letter Machine Promise Shadow".split()
_JOBS = "actor singer novelist painter physicist lawyer politician journalist architect footballer chemist composer photographer surgeon economist historian".split()
_GENRES = "drama comedy thriller western horror documentary musical war romance".split()
_MUSIC = "rock jazz folk country pop metal reggae soul".split()
_STUFF = (
    "shoes tractors medicines chocolate furniture bicycles software textiles cement aircraft batteries toys".split()
)
_SUBJECTS = "law medicine physics history music economics chemistry philosophy engineering biology".split()
_AILMENTS = "asthma diabetes migraine malaria pneumonia depression stroke arthritis influenza measles".split()
_HAZARDS = "earthquake flood hurricane wildfire landslide storm avalanche explosion".split()
_SPORTS = "football basketball tennis cricket rugby hockey baseball golf".split()
_STATES = "Ohio Texas Oregon Maine Kansas Utah Iowa Nevada Georgia Alabama Vermont Idaho".split()


@dataclass(frozen=True, slots=True)
class Choice:
    """`evidence` and `claims` hold `{v}` and `{s}`; another value of `values` makes a claim false."""

    values: tuple[str, ...]
    evidence: tuple[str, ...]
    claims: tuple[str, ...]
    denials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """Two states of which one holds: what evidence and claims say in each. `{v}` is any value of `values`."""

    yes: tuple[tuple[str, ...], tuple[str, ...]]
    no: tuple[tuple[str, ...], tuple[str, ...]]
    values: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity from `low` to `high`; `{v}` is the figure with or without a bound."""

    low: int
    high: int
    evidence: tuple[str, ...]
    claims: tuple[str, ...]
    year: bool = False


def _t(*words: str) -> tuple[str, ...]:
    return words


def _years(low: int, high: int, evidence: tuple[str, ...], claims: tuple[str, ...]) -> Count:
    return Count(low, high, evidence, claims, year=True)


Fact = Choice | Turn | Count

PERSON: tuple[Fact, ...] = (
    Choice(tuple(_JOBS), _t("{s} is a {n} {v}", "{s} was a {n} {v}", "{s} worked as a {v}", "{s} made a career as a {v}"), _t("{s} is a {v}.", "{s} was a {v}.", "{s} worked as a {v}.", "{s} is a {v} by profession.", "{s}'s job was that of a {v}.", "{s} is known for being a {v}."), _t("{s} was never a {v}.", "{s} is not a {v}.")),
    Choice(tuple(CITIES), _t("{s} was born in {v}", "{s} is a native of {v}", "{s} came into the world in {v}"), _t("{s} was born in {v}.", "{s}'s birthplace is {v}.", "{s} comes from {v}.", "{v} is the birthplace of {s}."), _t("{s} was not born in {v}.", "{s} was born outside {v}.")),
    Choice(tuple(CITIES), _t("{s} died in {v}", "{s} passed away at home in {v}", "{s} spent the last years in {v} and died there"), _t("{s} died in {v}.", "{s}'s death took place in {v}.", "{v} is where {s} died."), _t("{s} did not die in {v}.",)),
    Choice(tuple(_SUBJECTS), _t("{s} studied {v} at university", "{s} holds a degree in {v}", "{s} graduated in {v}"), _t("{s} studied {v}.", "{s} has a degree in {v}.", "{s} is a graduate in {v}."), _t("{s} never studied {v}.",)),
    Choice(tuple(_COUNTRIES), _t("{s} moved to {v} as a child", "{s} grew up in {v}", "{s} spent a childhood in {v}"), _t("{s} grew up in {v}.", "{s} was raised in {v}.", "As a child {s} lived in {v}.")),
    Choice(tuple(_SPORTS), _t("{s} played professional {v} for a decade", "{s} was a professional {v} player"), _t("{s} played {v}.", "{s} was a {v} player.", "{s} earned money by playing {v}."), _t("{s} never played {v}.",)),
    _years(1850, 1990, _t("{s} was born in {v}", "{s} (born {v})", "Born in {v}, {s} soon moved away"), _t("{s} was born in {v}.", "{s}'s year of birth is {v}.", "The birth of {s} was in {v}.")),
    _years(1900, 2020, _t("{s} died in {v}", "{s} lived until {v}", "The death of {s} came in {v}"), _t("{s} died in {v}.", "{s} passed away in {v}.", "{s} was dead by the end of {v}.")),
    Count(2, 9, _t("{s} had {v} children", "{s} raised {v} children", "The marriage of {s} brought {v} children"), _t("{s} had {v} children.", "{s} was a parent of {v}.")),
    Count(3, 40, _t("{s} wrote {v} books", "{s} published {v} books in all"), _t("{s} wrote {v} books.", "{s} is the author of {v} books.")),
    Turn((_t("{s} married twice", "{s} married {v}", "{s} was the spouse of {v}"), _t("{s} was married.", "{s} was once someone's spouse.", "{s} had a wedding.")), (_t("{s} never married", "{s} remained single for life"), _t("{s} never married.", "{s} was single throughout life.", "{s} had no spouse.")), ("a doctor", "a cousin", "the heir of a shipping firm")),
    Turn((_t("{s} won the {v}", "{s} received the {v}", "{s} took home the {v}", "The {v} went to {s}"), _t("{s} won the {v}.", "{s} was awarded the {v}.", "{s} got the {v}.")), (_t("{s} was nominated for the {v} but did not win", "{s} was passed over for the {v}", "{s} lost the {v} to a rival"), _t("{s} did not win the {v}.", "{s} failed to win the {v}.", "{s} missed out on the {v}.")), _t("Halden Prize", "Academy Award", "Nobel Prize", "Booker Prize", "Grammy Award", "gold medal")),
    Turn((_t("{s} was convicted of {v}", "{s} was found guilty of {v}", "A jury convicted {s} of {v}"), _t("{s} was convicted of {v}.", "{s} was found guilty of {v}.", "A court held {s} guilty of {v}.")), (_t("{s} was acquitted of {v}", "{s} was cleared of {v}", "A jury found {s} not guilty of {v}"), _t("{s} was acquitted of {v}.", "{s} was found not guilty of {v}.", "{s} was cleared of {v}.")), _t("fraud", "perjury", "theft", "murder", "bribery", "arson")),
    Turn((_t("{s} supported {v}", "{s} was an outspoken champion of {v}", "{s} voted for {v}"), _t("{s} supported {v}.", "{s} was in favour of {v}.", "{s} backed {v}.")), (_t("{s} opposed {v}", "{s} campaigned against {v}", "{s} voted against {v}"), _t("{s} opposed {v}.", "{s} was against {v}.", "{s} did not support {v}.")), _t("the war", "the tax reform", "the treaty", "nuclear power", "women's suffrage", "the merger")),
    Turn((_t("{s} left school early and taught themselves everything", "{s} had no formal schooling"), _t("{s} had little formal education.", "{s} was self-taught.")), (_t("{s} took a doctorate after years at university", "{s} earned three degrees"), _t("{s} was highly educated.", "{s} had a university degree."))),
    Turn((_t("{s} joined the army in the war", "{s} served in the {v}"), _t("{s} served in the military.", "{s} was a member of the armed forces.")), (_t("{s} was refused by the army on grounds of health and never served", "{s} never wore a uniform"), _t("{s} never served in the military.", "{s} was not in the armed forces.")), _t("navy", "air force", "army")),
    Turn((_t("{s} was the first woman to {v}", "No woman before {s} had managed to {v}"), _t("{s} was the first woman to {v}.", "Before {s}, no woman had managed to {v}.")), (_t("{s} was the second woman to {v}", "Others had gone before when {s} became one of the women to {v}"), _t("{s} was not the first woman to {v}.", "Another woman had managed to {v} before {s}.")), _t("lead the party", "climb the peak", "sit on the court", "win the race")),
    Turn((_t("{s} is still alive and lives in retirement", "{s}, now retired, lives by the sea"), _t("{s} is alive.", "{s} has not died.")), (_t("{s} died of a heart attack", "{s} was killed in a car crash"), _t("{s} is dead.", "{s} is no longer alive."))),
    Turn((_t("{s} wrote most of the songs", "{s} composed the music as well"), _t("{s} wrote music.", "{s} is a songwriter.")), (_t("{s} never wrote a song", "{s} sang only what others had written"), _t("{s} wrote no music.", "{s} is not a songwriter."))),
)  # fmt: skip

WORK: tuple[Fact, ...] = (
    Choice(tuple(_GENRES), _t("{s} is a {n} {v} film", "{s} is a {v} film", "{s} is a {n} {v}"), _t("{s} is a {v} film.", "{s} is a {v}.", "{s} belongs to the {v} genre.", "The genre of {s} is {v}."), _t("{s} is not a {v}.",)),
    Choice(tuple(f"{a} {b}" for a in _FIRST[:24] for b in _LAST[::4]), _t("{s} was directed by {v}", "{v} directed {s}", "The director of {s} was {v}"), _t("{s} was directed by {v}.", "{v} directed {s}.", "{v} was the director of {s}.", "{s} is a film by {v}."), _t("{v} did not direct {s}.",)),
    Choice(tuple(f"{a} {b}" for a in _FIRST[20:44] for b in _LAST[1::4]), _t("{s} stars {v}", "{v} plays the lead in {s}", "The leading role of {s} went to {v}"), _t("{s} stars {v}.", "{v} acted in {s}.", "{v} has the main role in {s}.", "{v} appears in {s}."), _t("{v} does not appear in {s}.",)),
    Choice(tuple(CITIES), _t("{s} was filmed in {v}", "Filming of {s} took place in {v}", "{s} was shot on location in {v}"), _t("{s} was filmed in {v}.", "{v} was where {s} was shot.", "The makers of {s} shot it in {v}."), _t("{s} was not filmed in {v}.",)),
    Choice(tuple(_COUNTRIES), _t("{s} is set in {v}", "The story of {s} plays in {v}", "The action of {s} unfolds in {v}"), _t("{s} is set in {v}.", "The story of {s} takes place in {v}.", "The setting of {s} is {v}."), _t("{s} is not set in {v}.",)),
    _years(1950, 2023, _t("{s} was released in {v}", "{s} came out in {v}", "{s} is a {v} film"), _t("{s} was released in {v}.", "{s} came out in {v}.", "The release of {s} was in {v}.", "{s} premiered in {v}.")),
    Count(3, 900, _t("{s} earned ${v} million worldwide", "{s} grossed ${v} million", "{s} took ${v} million at the box office"), _t("{s} earned ${v} million.", "{s} made ${v} million at the box office.", "{s} grossed ${v} million worldwide.")),
    Count(2, 12, _t("{s} won {v} awards", "{s} took {v} awards"), _t("{s} won {v} awards.", "{s} received {v} awards.", "{v} awards went to {s}.")),
    Turn((_t("{s} received praise from critics", "{s} was met with acclaim", "Reviews of {s} were glowing"), _t("{s} was praised by critics.", "Critics liked {s}.", "{s} got positive reviews.", "{s} was well received.")), (_t("{s} was panned by critics", "Reviews of {s} were mostly negative", "Critics tore {s} apart"), _t("{s} was criticised by reviewers.", "Critics disliked {s}.", "{s} got bad reviews.", "{s} was poorly received."))),
    Turn((_t("{s} was a commercial success", "{s} became a box office hit", "{s} topped the charts"), _t("{s} was a success.", "{s} was popular with the public.", "{s} sold well.", "{s} was a hit.")), (_t("{s} was a commercial failure", "{s} flopped at the box office", "{s} sold poorly"), _t("{s} was a failure.", "{s} flopped.", "{s} sold badly.", "{s} lost money."))),
    Turn((_t("{s} is based on a true story", "{s} tells what really happened in {v}", "{s} is drawn from the life of a {v} miner"), _t("{s} is based on real events.", "{s} is non-fiction at heart.", "The story of {s} is true.")), (_t("{s} is a work of pure fiction", "Nothing in {s} ever happened"), _t("{s} is fictional.", "The story of {s} is made up.")), tuple(_COUNTRIES[:10])),
    Turn((_t("{s} is the first part of a series", "A sequel to {s} followed two years later"), _t("{s} has a sequel.", "{s} was followed by another film.")), (_t("A planned sequel to {s} was never made", "{s} never got a sequel"), _t("{s} has no sequel.", "{s} stands alone, without a sequel."))),
    Turn((_t("{s} was banned in {v}", "The authorities in {v} prohibited {s}"), _t("{s} was banned in {v}.", "{s} was forbidden in {v}.", "It was illegal to show {s} in {v}.")), (_t("{s} was freely shown in {v}", "{v} allowed {s} without a cut"), _t("{s} was allowed in {v}.", "{s} was shown in {v}.")), tuple(_COUNTRIES)),
    Turn((_t("At the end of {s} the hero survives",), _t("The hero of {s} lives.", "The hero survives in {s}.")), (_t("At the end of {s} the hero dies",), _t("The hero of {s} dies.", "The hero does not survive {s}."))),
)  # fmt: skip

PLACE: tuple[Fact, ...] = (
    Choice(tuple(_COUNTRIES), _t("{s} is a town in {v}", "{s} lies in {v}", "{s} is in the north of {v}"), _t("{s} is in {v}.", "{s} is located in {v}.", "{v} is where {s} lies.", "{s} is a place in {v}."), _t("{s} is not in {v}.", "{s} lies outside {v}.")),
    Choice(_t("city", "village", "river", "mountain", "lake", "island", "province", "desert"), _t("{s} is a {v}", "{s} is a small {v} on the border", "{s} is a {v} of some fame"), _t("{s} is a {v}.", "{s} is the name of a {v}."), _t("{s} is not a {v}.",)),
    Choice(tuple(_STUFF), _t("{s} is known for its {v}", "The economy of {s} rests on {v}", "{s} exports {v}"), _t("{s} is known for {v}.", "{s} produces {v}.", "{v} come from {s}.")),
    Choice(_t("Spanish", "French", "Arabic", "German", "Portuguese", "Hindi"), _t("The official language of {s} is {v}", "People in {s} speak {v}"), _t("The official language of {s} is {v}.", "{v} is spoken in {s}.", "In {s} they speak {v}.")),
    Count(1200, 900_000, _t("{s} had a population of {v}", "{v} people live in {s}", "{s} has {v} inhabitants"), _t("{s} has a population of {v}.", "{v} people live in {s}.", "The population of {s} is {v}.")),
    Count(40, 5000, _t("{s} covers {v} square kilometres", "The area of {s} is {v} square kilometres"), _t("{s} covers {v} square kilometres.", "{s} is {v} square kilometres in size.")),
    _years(1100, 1950, _t("{s} was founded in {v}", "{s} was first settled in {v}"), _t("{s} was founded in {v}.", "The founding of {s} was in {v}.", "{s} dates from {v}.")),
    Turn((_t("{s} is the capital of its region", "{s} became the capital in 1920 and has remained so"), _t("{s} is a capital.", "{s} is the capital of its region.")), (_t("{s} lost its rank as capital to a neighbour", "{s} was never the capital"), _t("{s} is not a capital.", "Another town is the capital, not {s}."))),
    Turn((_t("{s} is the largest town of the province", "No town of the province is larger than {s}"), _t("{s} is the largest town of the province.", "{s} is bigger than the province's other towns.")), (_t("{s} is the smallest town of the province", "Every other town of the province is larger than {s}"), _t("{s} is the smallest town of the province.", "{s} is smaller than the province's other towns."))),
    Turn((_t("{s} has a king", "{s} is ruled by a queen", "{s} is a monarchy"), _t("{s} is a monarchy.", "{s} has a crowned head.")), (_t("{s} is a republic", "{s} abolished its monarchy and elects a president"), _t("{s} is a republic.", "{s} has no king.", "{s} is not a monarchy."))),
    Turn((_t("{s} has a railway station", "Trains stop at {s} every hour"), _t("{s} can be reached by train.", "{s} has a railway station.")), (_t("{s} has no railway", "The railway to {s} was torn up long ago"), _t("{s} cannot be reached by train.", "There is no railway station in {s}."))),
)  # fmt: skip

FIRM: tuple[Fact, ...] = (
    Choice(tuple(_STUFF), _t("{s} makes {v}", "{s} is a maker of {v}", "{s} produces {v} for the home market"), _t("{s} makes {v}.", "{s} is a producer of {v}.", "{s} manufactures {v}.", "{v} are made by {s}."), _t("{s} does not make {v}.",)),
    Choice(tuple(CITIES), _t("{s} is based in {v}", "{s} has its headquarters in {v}", "The head office of {s} is in {v}"), _t("{s} is based in {v}.", "{s} is headquartered in {v}.", "{v} is home to {s}."), _t("{s} is not based in {v}.",)),
    Choice(tuple(f"{a} {b}" for a in _FIRST[10:34] for b in _LAST[2::4]), _t("{s} was founded by {v}", "{v} founded {s}", "{v} set up {s} in a garage"), _t("{s} was founded by {v}.", "{v} founded {s}.", "{v} is the founder of {s}.", "{v} started {s}.")),
    Choice(tuple(f"{a} {b}" for a in _FIRST[:30] for b in _LAST[3::4]), _t("{v} is chief executive of {s}", "{s} is led by {v}", "{s} appointed {v} as chief executive"), _t("{v} runs {s}.", "{v} is chief executive of {s}.", "{s} is headed by {v}.")),
    _years(1850, 2020, _t("{s} was founded in {v}", "{s} opened its doors in {v}"), _t("{s} was founded in {v}.", "{s} was established in {v}.", "{s} has existed since {v}.")),
    Count(40, 90_000, _t("{s} employs {v} people", "{s} has {v} employees", "{v} people work for {s}"), _t("{s} employs {v} people.", "{s} has {v} workers.", "{v} people work at {s}.")),
    Count(2, 950, _t("{s} reported a profit of ${v} million", "Profit at {s} came to ${v} million"), _t("{s} made a profit of ${v} million.", "{s} earned ${v} million in profit.")),
    Count(3, 85, _t("Sales at {s} rose by {v} percent", "{s} increased its sales by {v}%"), _t("Sales at {s} rose {v}%.", "{s} sold {v} percent more.", "{s}'s sales grew by {v} percent.")),
    Turn((_t("Shares in {s} rose after the news", "The share price of {s} climbed on {v}", "{s} closed higher on {v}"), _t("Shares in {s} rose.", "{s} gained on the stock market.", "The stock of {s} went up.")), (_t("Shares in {s} fell after the news", "The share price of {s} slid on {v}", "{s} closed lower on {v}"), _t("Shares in {s} fell.", "{s} lost ground on the stock market.", "The stock of {s} went down.")), _t("Monday", "Tuesday", "Thursday", "Friday")),
    Turn((_t("{s} bought its rival {v}", "{s} acquired {v}", "{v} was taken over by {s}"), _t("{s} bought {v}.", "{v} was acquired by {s}.", "{s} took over {v}.")), (_t("{v} bought {s}", "{s} was acquired by {v}", "{v} took over {s}"), _t("{v} bought {s}.", "{s} was acquired by {v}.", "{s} was taken over by {v}.")), _t("Norvik Group", "Telmar", "Ostrava Holdings", "Brightwell", "Pacific Union")),
    Turn((_t("{s} will close its plant in {v}", "{s} is shutting its factory in {v}"), _t("{s} is closing a plant in {v}.", "The {v} factory of {s} will shut.")), (_t("{s} will keep its plant in {v} open", "{s} is expanding its factory in {v}"), _t("{s} is keeping its plant in {v}.", "The {v} factory of {s} will stay open.")), tuple(CITIES)),
    Turn((_t("{s} went bankrupt", "{s} filed for bankruptcy", "{s} collapsed under its debts"), _t("{s} went bankrupt.", "{s} failed as a business.", "{s} became insolvent.")), (_t("{s} has never been in debt and keeps growing", "{s} narrowly escaped bankruptcy"), _t("{s} did not go bankrupt.", "{s} avoided insolvency."))),
    Turn((_t("{s} raised its forecast for the year", "{s} now expects more than before"), _t("{s} raised its forecast.", "{s} lifted its outlook.")), (_t("{s} cut its forecast for the year", "{s} now expects less than before"), _t("{s} lowered its forecast.", "{s} reduced its outlook."))),
    Turn((_t("{s} denied that it had {v}", "{s} rejected reports that it had {v}"), _t("{s} denied having {v}.", "{s} said that it had not {v}.")), (_t("{s} admitted that it had {v}", "{s} confirmed that it had {v}"), _t("{s} admitted having {v}.", "{s} acknowledged that it had {v}.")), _t("misled customers", "sold the data", "broken the rules", "dumped waste")),
)  # fmt: skip

NEWS: tuple[Fact, ...] = (
    Count(2, 4000, _t("The {h} killed {v} people in {c}", "{v} people died in the {h} in {c}", "The death toll of the {h} in {c} reached {v}"), _t("The {h} killed {v} people.", "{v} people died in the {h}.", "The {h} left {v} dead.")),
    Count(3, 90_000, _t("The {h} in {c} injured {v} people", "{v} people were hurt in the {h} in {c}"), _t("The {h} injured {v} people.", "{v} people were hurt in the {h}.")),
    Choice(tuple(_HAZARDS), _t("The {v} struck {c} on {d}", "{c} was hit by the {v} on {d}"), _t("The disaster in {c} was a {v}.", "{c} was struck by a {v}.", "A {v} hit {c}.")),
    Choice(tuple(MONTHS), _t("The vote in {c} took place in {v}", "{c} voted in {v}"), _t("The vote in {c} was in {v}.", "People voted in {c} in {v}.")),
    Choice(tuple(f"{a} {b}" for a in _FIRST[:24] for b in _LAST[1::4]), _t("{v} won the election in {c}", "Voters in {c} elected {v}", "The election in {c} was won by {v}"), _t("{v} won the election in {c}.", "{v} was elected in {c}.", "The winner of the election in {c} was {v}."), _t("{v} lost the election in {c}.", "{v} was not elected in {c}.")),
    Count(20, 78, _t("{v} percent of voters in {c} backed the plan", "The plan got {v}% of the vote in {c}"), _t("{v}% of voters in {c} supported the plan.", "The plan won {v} percent of the vote in {c}.")),
    Count(2, 60, _t("Prices in {c} rose {v} percent over the year", "Inflation in {c} was {v}%"), _t("Prices in {c} went up {v}% in a year.", "Inflation in {c} stood at {v} percent.")),
    Turn((_t("Parliament in {c} approved the {v} bill", "Lawmakers in {c} passed the {v} bill", "The {v} bill became law in {c}"), _t("The {v} bill was passed in {c}.", "Lawmakers in {c} approved the {v} bill.", "{c} adopted the {v} bill.")), (_t("Parliament in {c} rejected the {v} bill", "Lawmakers in {c} voted down the {v} bill", "The {v} bill failed in {c}"), _t("The {v} bill was rejected in {c}.", "Lawmakers in {c} threw out the {v} bill.", "{c} did not adopt the {v} bill.")), _t("tax", "pension", "housing", "climate", "gun", "school")),
    Turn((_t("Unemployment in {c} fell in {d}", "Fewer people were out of work in {c} in {d}"), _t("Unemployment in {c} fell.", "Joblessness decreased in {c}.", "More people in {c} had jobs.")), (_t("Unemployment in {c} rose in {d}", "More people were out of work in {c} in {d}"), _t("Unemployment in {c} rose.", "Joblessness increased in {c}.", "Fewer people in {c} had jobs."))),
    Turn((_t("The central bank of {c} raised interest rates", "The central bank of {c} put borrowing costs up"), _t("Interest rates in {c} went up.", "{c}'s central bank raised rates.")), (_t("The central bank of {c} cut interest rates", "The central bank of {c} brought borrowing costs down"), _t("Interest rates in {c} went down.", "{c}'s central bank lowered rates."))),
    Turn((_t("The strike in {c} was called off", "Unions in {c} ended the strike"), _t("The strike in {c} ended.", "Workers in {c} are no longer on strike.")), (_t("The strike in {c} goes on", "Unions in {c} extended the strike"), _t("The strike in {c} continues.", "Workers in {c} are still on strike."))),
    Turn((_t("The court in {c} upheld the ban", "Judges in {c} let the ban stand"), _t("The ban in {c} stands.", "The court in {c} confirmed the ban.")), (_t("The court in {c} struck down the ban", "Judges in {c} overturned the ban"), _t("The ban in {c} no longer holds.", "The court in {c} threw out the ban."))),
    Turn((_t("Talks between {c} and its neighbour led to a deal", "{c} and its neighbour signed an accord"), _t("{c} reached an agreement with its neighbour.", "The talks of {c} succeeded.")), (_t("Talks between {c} and its neighbour broke down", "{c} walked out of talks with its neighbour"), _t("{c} reached no agreement with its neighbour.", "The talks of {c} failed."))),
)  # fmt: skip

STUDY: tuple[Fact, ...] = (
    Count(30, 90_000, _t("The trial of {s} enrolled {v} patients", "{v} patients took part in the trial of {s}"), _t("The trial of {s} had {v} patients.", "{v} people took part in the trial of {s}.")),
    Count(8, 92, _t("{s} cut the risk of {a} by {v} percent", "The risk of {a} was {v}% lower with {s}"), _t("{s} lowers the risk of {a} by {v}%.", "{s} reduced {a} risk by {v} percent.")),
    Turn((_t("{s} reduced symptoms of {v} in patients", "Patients with {v} who took {s} improved", "{s} was effective against {v}"), _t("{s} helps against {v}.", "{s} is effective in {v}.", "{s} works for patients with {v}.", "{s} can treat {v}.")), (_t("{s} had no effect on {v}", "Patients with {v} who took {s} fared no better than with placebo", "{s} failed to help in {v}"), _t("{s} does not help against {v}.", "{s} is ineffective in {v}.", "{s} does not work for {v}.")), tuple(_AILMENTS)),
    Turn((_t("{s} raised the risk of {v}", "Use of {s} was linked to more cases of {v}", "{v} was more common among users of {s}"), _t("{s} increases the risk of {v}.", "{s} is associated with a higher risk of {v}.", "{s} makes {v} more likely.")), (_t("{s} lowered the risk of {v}", "Use of {s} was linked to fewer cases of {v}", "{v} was less common among users of {s}"), _t("{s} decreases the risk of {v}.", "{s} is associated with a lower risk of {v}.", "{s} makes {v} less likely.")), tuple(_AILMENTS)),
    Turn((_t("{s} caused serious side effects", "Severe adverse events were frequent with {s}"), _t("{s} has serious side effects.", "{s} is not safe.")), (_t("{s} was well tolerated", "No serious adverse events were seen with {s}"), _t("{s} is well tolerated.", "{s} has no serious side effects.", "{s} is safe."))),
    Turn((_t("{s} was approved for use in {v}", "Regulators in {v} cleared {s}"), _t("{s} is approved in {v}.", "{s} may be used in {v}.")), (_t("Regulators in {v} turned {s} down", "{s} was refused approval in {v}"), _t("{s} is not approved in {v}.", "{v} rejected {s}.")), tuple(_COUNTRIES)),
    Choice(tuple(_AILMENTS), _t("{s} is a treatment for {v}", "{s} is given to people with {v}", "Doctors prescribe {s} for {v}"), _t("{s} treats {v}.", "{s} is used for {v}.", "{s} is a medicine for {v}.")),
    Choice(tuple(_COUNTRIES), _t("The study of {s} was done in {v}", "Researchers in {v} tested {s}"), _t("{s} was tested in {v}.", "The study of {s} took place in {v}.")),
)  # fmt: skip

_DRUGS = (
    "Veltarin",
    "Oxidrone",
    "Camoril",
    "the new vaccine",
    "fish oil",
    "green tea",
    "Lumavex",
    "daily aspirin",
    "Tresodil",
    "vitamin K",
    "Panorix",
    "the herbal extract",
)


def _subject(domain: str, rng: Random) -> tuple[str, str]:
    """A subject's name and the pronoun that may stand for it."""
    if domain == "person":
        return f"{rng.choice(_FIRST)} {rng.choice(_LAST)}", rng.choice(("He", "She"))
    if domain == "work":
        title = rng.choice(
            (
                f"The {rng.choice(_ADJECTIVES)} {rng.choice(_NOUNS)}",
                f"{rng.choice(_ADJECTIVES)} {rng.choice(_NOUNS)}s",
                f"{rng.choice(_NOUNS)} of {rng.choice(CITIES)}",
            )
        )
        return title, "It"
    if domain == "place":
        return rng.choice(("Nor", "Kal", "Ver", "Ostra", "Bel", "Tamb", "Sor", "Mar")) + rng.choice(
            ("holm", "via", "donia", "stad", "mere", "ara", "burg", "enna")
        ), "It"
    if domain == "firm":
        return (
            f"{rng.choice(_LAST)} {rng.choice(('Industries', 'Group', 'Motors', 'Foods', '& Sons', 'Energy', 'Systems'))}",
            "It",
        )
    return rng.choice(_DRUGS), "It"


_DOMAINS = {"person": PERSON, "work": WORK, "place": PLACE, "firm": FIRM, "news": NEWS, "study": STUDY}


def pairs(count: int, rng: Random) -> Iterator[tuple[str, str, int]]:
    """About `count` triples of claim, evidence and class."""
    made = 0
    while made < count:
        domain = rng.choice(list(_DOMAINS))
        found = list(_passage(domain, rng))
        for pair in (*found, *_joined(found, rng)):
            yield pair
            made += 1


def _joined(found: list[tuple[str, str, int]], rng: Random) -> Iterator[tuple[str, str, int]]:
    """Two claims of one passage in one: false where one is, unknown where one is and none is false."""
    if len(found) < 2 or rng.random() < 0.5:
        return
    (one, evidence, a), (other, _, b) = rng.sample(found, 2)
    if one == other:
        return
    first, second = one.rstrip("."), other
    shared = 0
    while shared < min(3, len(first.split()), len(second.split())) and first.split()[shared] == second.split()[shared]:
        shared += 1
    if shared >= 2:
        second = " ".join(second.split()[shared:])
    elif not second.split()[0].istitle() or second.startswith(("The ", "In ", "It ", "At ", "People ", "There ")):
        second = second[:1].lower() + second[1:]
    joined = f"{first} and {second}"
    yield joined, evidence, REFUTED if REFUTED in {a, b} else NEITHER if NEITHER in {a, b} else SUPPORTED


def _passage(domain: str, rng: Random) -> Iterator[tuple[str, str, int]]:
    facts = rng.sample(_DOMAINS[domain], rng.choice((2, 3, 3, 4, 5)))
    stated, silent = facts[:-1], facts[-1]
    name, pronoun = _subject(domain, rng)
    slots = {
        "n": rng.choice(_NATIONS),
        "h": rng.choice(_HAZARDS),
        "c": rng.choice(_COUNTRIES),
        "a": rng.choice(_AILMENTS),
        "d": rng.choice(MONTHS),
    }
    told = [_tell(fact, rng) for fact in stated]
    sentences = []
    for i, (form, value, *_) in enumerate(told):
        who = pronoun if i and domain != "news" and form.startswith("{s}") and rng.random() < 0.6 else name
        sentences.append(_fill(form, who, value, slots) + ".")
    evidence = " ".join(sentences)
    for _, _, true, false in told:
        side = rng.random()
        for form, value in (
            (rng.choice(true),)
            if side < 0.4
            else (rng.choice(true), rng.choice(false))
            if side < 0.6
            else (rng.choice(false),)
        ):
            yield _fill(form, name, value, slots), evidence, SUPPORTED if (form, value) in true else REFUTED
    _, _, true, false = _tell(silent, rng)
    yield _fill(*_pick(true + false, rng, name), slots), evidence, NEITHER
    _, _, true, false = rng.choice(told)
    other = {**slots, "c": rng.choice(_COUNTRIES)}
    stranger = _subject(domain, rng)[0]
    if (
        rng.random() < 0.4
        and stranger != name
        and (domain != "news" or (other["c"] != slots["c"] and all("{c}" in f for f, _ in true + false)))
    ):
        yield _fill(*_pick(true + false, rng, stranger), other), evidence, NEITHER


def _pick(options: list[tuple[str, str]], rng: Random, name: str) -> tuple[str, str, str]:
    form, value = rng.choice(options)
    return form, name, value


def _fill(form: str, name: str, value: str, slots: dict[str, str]) -> str:
    text = form.replace("{s}", name).replace("{v}", value)
    for key, word in slots.items():
        text = text.replace("{" + key + "}", word)
    text = re.sub(r"\$((?:more|fewer) than|over|at least|at most|about|around) ", r"\1 $", text)
    for vowel in "aeiouAEIO":
        text = text.replace(f" a {vowel}", f" an {vowel}")
    return text[:1].upper() + text[1:]


def _tell(fact: Fact, rng: Random) -> tuple[str, str, list[tuple[str, str]], list[tuple[str, str]]]:
    """An evidence form with its value, and the claims that it makes true and false."""
    if isinstance(fact, Choice):
        value, *others = rng.sample(fact.values, 3)
        true = [(c, value) for c in fact.claims]
        false = [(c, o) for c in fact.claims for o in others] + [(d, value) for d in fact.denials]
        true += [(d, o) for d in fact.denials for o in others[:1]]
        return rng.choice(fact.evidence), value, true, false
    if isinstance(fact, Turn):
        value = rng.choice(fact.values)
        holds, fails = (fact.yes, fact.no) if rng.random() < 0.5 else (fact.no, fact.yes)
        return rng.choice(holds[0]), value, [(c, value) for c in holds[1]], [(c, value) for c in fails[1]]
    return _counted(fact, rng)


def _counted(fact: Count, rng: Random) -> tuple[str, str, list[tuple[str, str]], list[tuple[str, str]]]:
    value = int(rng.triangular(fact.low, fact.high, fact.low))
    if fact.year:
        value = rng.randint(fact.low, fact.high)
        right = [str(value)]
        if rng.random() < 0.3:
            right.append(f"the {value // 10 * 10}s")
        wrong = [str(value + rng.choice((-30, -12, -5, -3, -2, -1, 1, 2, 4, 6, 11, 25))) for _ in range(3)]
        return (
            rng.choice(fact.evidence),
            str(value),
            [(c, v) for c in fact.claims for v in right],
            [(c, v) for c in fact.claims for v in wrong],
        )
    right, wrong = _figures(value, rng)
    form = rng.choice(fact.evidence)
    return (
        form,
        _say(value, rng),
        [(c, v) for c in fact.claims for v in right],
        [(c, v) for c in fact.claims for v in wrong],
    )


def _say(value: int, rng: Random) -> str:
    words = "zero one two three four five six seven eight nine ten".split()
    return words[value] if value < len(words) and rng.random() < 0.6 else f"{value:,}"


def _figures(value: int, rng: Random) -> tuple[list[str], list[str]]:
    """The figure in words that are true of it, and in words that are not."""
    size = 10 ** max(0, len(str(value)) - 2)
    below, above = value // size * size, (value // size + 1) * size
    if below == value:
        below, above = value - size, value + size
    far, less = (
        _say(int(value * rng.choice((1.4, 2, 3, 10)) + 1), rng),
        _say(max(1, int(value * rng.choice((0.1, 0.3, 0.5, 0.7)))), rng),
    )
    right = [_say(value, rng)] * 2 + [
        f"more than {below:,}",
        f"over {below:,}",
        f"fewer than {above:,}",
        f"at least {value:,}",
        f"at most {value:,}",
    ]
    if value > 20:
        right += [f"about {round(value / size) * size:,}", f"around {round(value / size) * size:,}"]
    wrong = [
        far,
        less,
        far,
        less,
        f"more than {above + size * rng.randint(0, 5):,}",
        f"fewer than {max(1, below - size * rng.randint(0, 3)):,}",
        f"about {far}",
        f"at least {above + size * rng.randint(0, 9):,}",
    ]
    return right, [w for w in wrong if w not in right and w != _say(value, rng) and w != f"{value:,}"]
