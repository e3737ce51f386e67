"""News in the words that people use for it: what says the same, and what says the opposite.

Each line: who may do it : ways to say it / ways to say that the opposite is so. Of our own writing. `{d}` is a detail that
stays the same in claim and evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.changes import MONTHS
from training.sets import NEITHER, REFUTED, SUPPORTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

LINES = """
council, parliament, senate, committee, board, assembly: rejected {d}; voted down {d}; voted against {d}; turned {d} down; threw out {d}; refused to pass {d}; struck {d} down in a vote / approved {d}; voted for {d}; passed {d}; backed {d} in a vote; gave {d} its blessing; waved {d} through; adopted {d}; gave {d} the green light
minister, mayor, company, spokesman, president, chairwoman: denied {d}; said that {d} was untrue; dismissed {d} as false; rejected {d}; said there was nothing to {d}; called {d} a fabrication / confirmed {d}; said that {d} was true; acknowledged {d}; admitted that {d} was right; said {d} was correct
library, factory, school, hospital, museum, station, bakery, mine: closed; shut its doors; shut down; closed for good; ceased operating; was shuttered; went out of business / opened; opened its doors; began operating; started work; was inaugurated; welcomed its first visitors
court, jury, judge, tribunal: found him guilty; convicted him; ruled that he had broken the law; returned a guilty verdict / acquitted him; found him not guilty; cleared him; cleared him of the charge; ruled that he had broken no law
appeal court, supreme court, high court: upheld the ruling; let the ruling stand; confirmed the ruling; left the ruling in place; dismissed the appeal / overturned the ruling; struck the ruling down; reversed the ruling; quashed the ruling; set the ruling aside; granted the appeal
film, novel, play, album, series: was panned by critics; got bad reviews; was disliked by critics; drew poor reviews; was savaged by reviewers; received mostly negative notices / was praised by critics; got good reviews; critics loved it; drew rave reviews; was acclaimed by reviewers; received mostly positive notices
film, book, album, tour: was a flop; lost money; failed at the box office; sold poorly / was a hit; made a profit; was a commercial success; sold well; was a bestseller
unemployment, joblessness: rose; went up; increased; climbed; more people were out of work; more people were without a job; fewer people had work / fell; went down; decreased; declined; fewer people were out of work; fewer people were without a job; more people had work
inflation, consumer prices, prices, rents: rose; went up; climbed; accelerated; were higher than a year before; ticked up; became dearer / fell; went down; eased; slowed; were lower than a year before; dropped; became cheaper
profit, revenue, turnover, sales, exports: rose; grew; increased; was up on the year; expanded; jumped; improved / fell; shrank; decreased; was down on the year; contracted; slumped; worsened
shares, stock, currency, pound: gained; closed higher; rallied; strengthened; advanced; ended the day up / lost ground; closed lower; sank; weakened; retreated; ended the day down
central bank, bank: raised interest rates; put rates up; increased borrowing costs; tightened policy; lifted its rate / cut interest rates; lowered rates; reduced borrowing costs; loosened policy; trimmed its rate
central bank: left rates unchanged; held rates; kept rates where they were; did not touch rates; stood pat / changed its rates; moved rates; raised its rate; cut its rate
government, ministry, regulator, city: banned {d}; outlawed {d}; made {d} illegal; forbade {d}; prohibited {d}; no longer allows {d} / allowed {d}; legalised {d}; made {d} legal; permitted {d}; lifted the ban on {d}; gave permission for {d}
government, state, city, university: scrapped {d}; abolished {d}; did away with {d}; ended {d}; dropped {d}; put an end to {d}; cancelled {d} / introduced {d}; brought in {d}; launched {d}; started {d}; set up {d}; created {d}
company, firm, group, airline: hired 300 people; took on 300 workers; added 300 jobs; created 300 jobs; recruited 300 employees / laid off 300 people; let 300 workers go; cut 300 jobs; made 300 people redundant; shed 300 employees; dismissed 300 staff
company, firm, retailer: went bankrupt; filed for bankruptcy; became insolvent; collapsed; could not pay its debts / was rescued; avoided bankruptcy; stayed afloat; paid off its debts; remained solvent
union, workers, drivers, nurses, teachers: went on strike; walked out; stopped work; downed tools; began industrial action / stayed at work; called off the strike; did not strike; went back to work; ended their strike
talks, negotiations, discussions: failed; broke down; collapsed; ended without a deal; led nowhere; produced no agreement / succeeded; ended in a deal; led to an agreement; bore fruit; were concluded with an accord
two sides, countries, parties, companies: reached a deal; agreed; signed an agreement; struck a bargain; came to terms / failed to agree; could not reach a deal; parted without an agreement; remained divided
president, king, premier, leader: resigned; stepped down; quit; left office; gave up the post; handed in a resignation / stayed in office; refused to resign; clung to power; kept the post; remained in the job
mayor, senator, governor, candidate: won the election; was elected; defeated the rival; came first; beat the opponent; took most of the votes / lost the election; was defeated; came second; was beaten by the opponent; failed to win; got fewer votes than the rival
mayor, senator, governor: was re-elected; won another term; kept the seat; held on to the seat / lost the seat; was voted out; was unseated; failed to win another term
team, club, side, champion: won the match; beat the visitors; came out on top; triumphed; took all three points / lost the match; was beaten by the visitors; went down to defeat; came away with nothing
team, club, side: drew; shared the points; could not be separated from the visitors / won; lost; took all three points
athlete, runner, swimmer: won gold; took first place; finished first; came home ahead of everyone / finished second; was beaten into second place; missed out on gold; won silver
patient, child, climber, driver: survived; lived; pulled through; recovered; made it out alive / died; was killed; lost the fight for life; passed away; did not survive
passengers, hikers, miners: were rescued; were saved; were brought to safety; were found alive / died; perished; were found dead; lost their lives
nobody, none of the crew: was hurt; was injured; came to harm / several people were hurt; there were injuries; people came to harm
police, officers, prosecutors: arrested the man; took the man into custody; detained the man; caught the man / released the man; let the man go; set the man free; freed the man
police, prosecutors, inspectors: dropped the case; closed the case; ended the inquiry; decided not to charge anyone / opened a case; began an inquiry; launched an investigation; brought charges
drug, vaccine, treatment, diet: lowers blood pressure; reduces blood pressure; brings blood pressure down; those who took it had lower blood pressure / raises blood pressure; increases blood pressure; pushes blood pressure up; those who took it had higher blood pressure
drug, vaccine, therapy, supplement: works; is effective; helped patients; did better than a placebo / does not work; has no effect; did not help patients; did no better than a placebo; failed in the trial
study, report, inquiry: found a link; found an association; showed that the two go together / found no link; found no association; showed that the two are unrelated
vaccine, medicine, food, water: is safe; causes no harm; poses no risk; is harmless / is dangerous; causes harm; poses a risk; is unsafe; makes people ill
species, bird, frog, orchid: is dying out; is in decline; is becoming rarer; is endangered; its numbers are falling / is thriving; is spreading; is becoming more common; its numbers are growing
glacier, ice sheet, forest, lake: is shrinking; is getting smaller; is losing ground; covers less than it used to / is growing; is expanding; is getting larger; covers more than it used to
river, sea level, lake, reservoir: rose; swelled; stood higher; was fuller than before / fell; dropped; stood lower; was emptier than before
winter, summer, month, year: was warmer than usual; was hotter than average; was mild / was colder than usual; was cooler than average; was chilly
harvest, crop, catch: was good; was larger than the year before; was plentiful / was poor; was smaller than the year before; failed; was meagre
bridge, road, tunnel, line: was completed early; was finished ahead of schedule; was ready sooner than planned / was delayed; was finished late; ran behind schedule; took longer than planned
project, stadium, airport: went over budget; cost more than planned; ran over its budget; was dearer than foreseen / stayed within budget; cost no more than planned; came in under budget; was cheaper than foreseen
building, castle, church, house: was demolished; was torn down; was pulled down; no longer stands; was razed / was preserved; still stands; was saved from demolition; was restored
building, tower: is the tallest in the country; no building in the country is taller; is taller than any other in the country / is not the tallest in the country; others in the country are taller; is only the second tallest in the country
merger, takeover, sale: went through; was completed; was cleared; was closed / fell through; was blocked; was called off; was abandoned
firm, group, bank: bought its rival; took over its rival; acquired its rival; purchased its rival / was bought by its rival; was taken over by its rival; was acquired by its rival; sold itself to its rival
army, rebels, troops: took the town; captured the town; seized the town; entered the town / lost the town; were driven out of the town; withdrew from the town; gave up the town
army, government, rebels: agreed to a ceasefire; laid down their arms; accepted a truce; stopped fighting / rejected a ceasefire; fought on; broke the truce; refused to stop fighting
country, state: joined the alliance; became a member of the alliance; entered the alliance / left the alliance; quit the alliance; withdrew from the alliance; gave up its membership
country, kingdom: is a member of the union; belongs to the union; is part of the union / is not a member of the union; does not belong to the union; is outside the union
country, colony, region: became independent; gained independence; broke away; became a sovereign state / remained a colony; stayed under foreign rule; was annexed; lost its independence
she, he, singer, author: never married; stayed single; remained unmarried all life / married; got married; wed; had a spouse
she, he, actor, painter: has two children; is a parent of two; has a son and a daughter / has no children; is childless; never had children
she, he, writer: left school early; dropped out of school; never finished school / finished school; graduated; completed school
he, she, officer: served in the army; was a soldier; did military service / never served in the army; was never a soldier; was exempt from military service
she, he: retired; ended the career; stopped working; hung up the boots / is still working; carries on; did not retire; continued the career
witness, victim, neighbour: saw the attack; watched the attack happen; was there when it happened / did not see the attack; was elsewhere when it happened; saw nothing
most voters, a majority of residents, most members: support the plan; are in favour of the plan; want the plan; back the plan / oppose the plan; are against the plan; do not want the plan; reject the plan
few people, hardly anyone: came; attended; turned up; took part / many people came; crowds turned up; the hall was full
all the members, everyone: agreed; voted in favour; was of one mind / some members disagreed; not everyone voted in favour; opinion was split
ship, plane, train: arrived on time; was punctual; came in as planned / was late; was delayed; came in hours behind
ship, ferry, boat: sank; went down; foundered / stayed afloat; reached the harbour; was towed to port
law, rule, tax, treaty: took effect; came into force; began to apply; is now in force / was repealed; lapsed; is no longer in force; was struck from the books
taxes, fees, fares, wages: went up; were raised; were increased; are higher now / went down; were cut; were lowered; are lower now
budget, spending, aid: was increased; was raised; grew; was topped up / was cut; was reduced; shrank; was slashed
population, membership, attendance: grew; rose; increased; is larger than before / shrank; fell; declined; is smaller than before
crime, burglary, deaths, accidents: fell; became rarer; were fewer; decreased; dropped / rose; became more common; were more numerous; increased; went up
virus, disease, outbreak: was contained; stopped spreading; was brought under control / spread; got out of control; reached other regions
scientists, researchers, engineers: succeeded; managed it; achieved what they had set out to do / failed; did not manage it; gave up; fell short of what they had set out to do
letter, painting, document: is genuine; is authentic; is real; is the original / is a forgery; is fake; is a copy; was faked
claim, rumour, story: is true; is correct; holds up; is accurate / is false; is wrong; does not hold up; is a hoax; is inaccurate
""".strip().splitlines()

_DETAILS = (
    "the plan for a new harbour,the bill,the budget,the report,the proposal,smoking in parks,night flights,the tax on sugar,"
    "plastic bags,the rent cap,the rumour,the allegation,school uniforms,the bus pass,fishing in the bay,the merger"
).split(",")
_BESIDE = (
    "The decision came after a long debate.,It had been expected for weeks.,Officials gave no further details.,"
    "The news was first reported by a local paper.,A statement was published on the website.,Reactions were mixed.,"
    "Further talks are planned.,The figures were released on Friday.,It was the second time in ten years.,Rain is forecast."
).split(",")
_PLACES = "Halden Merrow Tollby Varna Lisse Corran Estwick Dunmore Salvo Northby Ostrava Kirkwall".split()


def pairs(count: int, rng: Random) -> Iterator[tuple[str, str, int]]:
    """About `count` pairs `(claim, evidence, target)`."""
    made = 0
    while made < count:
        line, other = rng.sample(LINES, 2)
        who, sides = _read(line, rng)
        detail, when = (
            rng.choice(_DETAILS),
            rng.choice(("", "", f" in {rng.choice(MONTHS)}", f" in {rng.choice((1987, 2004, 2016, 2023))}")),
        )
        side = rng.randint(0, 1)
        told, *same = rng.sample(sides[side], min(3, len(sides[side])))
        before, after = (rng.choice((*_BESIDE, "", "", "")) for _ in range(2))
        evidence = " ".join(x for x in (before, _say(who, told, detail, when), after) if x)
        for form, target in ((same[0], SUPPORTED), (rng.choice(sides[1 - side]), REFUTED)):
            yield _say(who, form, detail, when if rng.random() < 0.7 else ""), evidence, target
        if rng.random() < 0.3:
            yield _say(_read(other, rng)[0], rng.choice(_read(other, rng)[1][0]), detail, ""), evidence, NEITHER
        made += 2


def _read(line: str, rng: Random) -> tuple[str, list[list[str]]]:
    head, _, rest = line.partition(": ")
    who = rng.choice(head.split(", "))
    sides = [[form.strip() for form in side.split(";")] for side in rest.split(" / ")]
    place = rng.choice(_PLACES)
    if who in {"she", "he"}:
        return who.capitalize(), sides
    if " " in who or who in {"talks", "negotiations", "nobody", "unemployment", "joblessness", "inflation", "everyone"}:
        return who[:1].upper() + who[1:], sides
    return rng.choice((f"The {who}", f"The {who} in {place}", f"{place}'s {who}")), sides


def _say(who: str, form: str, detail: str, when: str) -> str:
    words = form.replace("{d}", detail)
    whole = words.split(" ")[0] in {
        "more",
        "fewer",
        "critics",
        "those",
        "several",
        "there",
        "people",
        "some",
        "others",
        "no",
        "not",
        "its",
        "opinion",
        "crowds",
        "many",
        "hardly",
    }
    return f"{words[:1].upper()}{words[1:]}{when}." if whole else f"{who} {words}{when}."
