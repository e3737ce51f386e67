"""Word lists of our own for making pairs: opposites, kinds that exclude each other, words that say the same."""

from __future__ import annotations

# One may stand for the other in the same place, and then the sentence says the opposite, or at least something else.
OPPOSITES = """
increase/decrease increased/decreased increases/decreases increasing/decreasing rise/fall rose/fell rises/falls rising/falling
raise/lower raised/lowered raises/lowers raising/lowering gain/loss gained/lost gains/losses grew/shrank growing/shrinking
more/fewer most/fewest more/less most/least higher/lower highest/lowest high/low larger/smaller largest/smallest large/small
bigger/smaller biggest/smallest longer/shorter longest/shortest long/short older/younger oldest/youngest old/young early/late
earlier/later earliest/latest before/after first/last first/second second/third previous/next former/future best/worst better/worse
good/bad strong/weak stronger/weaker fast/slow faster/slower near/far north/south east/west northern/southern eastern/western
northeast/southwest northwest/southeast upper/lower inside/outside above/below over/under male/female man/woman men/women
boy/girl boys/girls father/mother son/daughter sons/daughters brother/sister brothers/sisters husband/wife king/queen uncle/aunt
he/she his/her win/lose won/lost wins/loses winner/loser winning/losing victory/defeat defeated/joined success/failure
successful/unsuccessful succeeded/failed accept/reject accepted/rejected accepts/rejects approve/reject approved/rejected
agreed/refused agree/refuse allow/ban allowed/banned allows/bans permitted/prohibited legal/illegal support/oppose
supported/opposed supports/opposes supporting/opposing for/against praised/criticised praise/criticism positive/negative
positively/negatively favourable/unfavourable favorable/unfavorable begin/end began/ended begins/ends beginning/end started/stopped
start/finish opened/closed open/closed opening/closing entered/left arrived/departed joined/left hired/dismissed hired/fired
appointed/dismissed elected/defeated born/buried birth/death alive/dead lived/died married/divorced build/demolish built/demolished
created/destroyed founded/dissolved established/abolished launched/cancelled released/withdrawn published/withdrawn bought/sold buy/sell
buys/sells buyer/seller import/export imported/exported imports/exports teacher/student employer/employee borrowed/lent profit/loss
profits/losses rich/poor expensive/cheap public/private national/local domestic/foreign urban/rural internal/external major/minor
main/secondary common/rare commonly/rarely often/rarely always/never usually/rarely frequently/seldom everyone/nobody
everything/nothing all/none all/few many/few several/no both/neither some/no every/no with/without include/exclude
included/excluded including/excluding complete/partial fully/partly majority/minority guilty/innocent convicted/acquitted
arrested/released confirmed/denied confirm/deny admitted/denied true/false right/left right/wrong hot/cold warm/cool warmer/cooler
wet/dry heavy/light hard/soft dark/light full/empty deep/shallow wide/narrow safe/dangerous safer/riskier safe/unsafe healthy/ill
healthier/unhealthier effective/ineffective beneficial/harmful protect/harm protects/harms improves/worsens improve/worsen
improved/worsened reduce/increase reduced/increased reduces/increases reducing/increasing prevent/cause prevents/causes
prevented/caused attack/defend attacked/defended enemy/ally enemies/allies war/peace victory/defeat hero/villain protagonist/antagonist
ancient/modern amateur/professional fiction/non-fiction fictional/real comedy/tragedy tighten/ease tightened/eased tightening/easing
extended/shortened expanded/reduced accelerated/slowed strengthened/weakened optimistic/pessimistic permanent/temporary
voluntary/compulsory optional/mandatory single/married day/night daily/yearly weekly/monthly annual/monthly indoor/outdoor
solo/joint together/separately alone/together same/different similar/different unanimous/divided popular/unpopular
well-known/obscure famous/unknown known/unknown present/absent possible/impossible able/unable likely/unlikely
million/billion millions/billions billion/trillion hundred/thousand hundreds/thousands thousand/million thousands/millions
dozens/hundreds percent/times days/weeks weeks/months months/years days/years hours/days minutes/hours kilometres/metres
kilometers/meters miles/feet pounds/tonnes dollars/euros doubled/halved tripled/halved twice/once
""".split()

# Members of one line exclude each other.
KINDS = tuple(
    tuple(line.strip().split(", "))
    for line in """
actor, singer, politician, painter, novelist, journalist, lawyer, physicist, chemist, footballer, architect, economist, chef, dancer, photographer, engineer, nurse
actress, singer, novelist, model, scientist, dancer, politician, journalist
writer, musician, athlete, scientist, businessman, soldier, sculptor, judge, farmer, pilot, priest
guitarist, drummer, pianist, bassist, violinist, vocalist
director, producer, screenwriter, composer, editor, cinematographer
film, novel, song, album, play, opera, video game, television series, painting, poem, musical
movie, book, song, album, play, show, game
single, album, EP, soundtrack
drama, comedy, thriller, documentary, western, horror, musical, romance
dramatic, comic, musical, historical, scientific
rock, jazz, country, pop, folk, classical, hip hop, metal, reggae
football, basketball, baseball, tennis, cricket, rugby, golf, hockey, boxing, swimming, cycling
striker, goalkeeper, defender, midfielder
quarterback, linebacker, kicker
pitcher, catcher, outfielder, shortstop
president, governor, senator, mayor, ambassador, chancellor, prime minister
minister, judge, governor, general, bishop
chairman, chief executive, founder, treasurer, secretary
country, city, river, island, mountain, lake, region, village
state, city, river, island, county
village, town, city, capital
republic, kingdom, empire, colony, federation
company, charity, university, newspaper, political party, church, hospital, museum
bank, airline, retailer, carmaker, broadcaster, brewery, insurer
band, company, club, school, magazine
species, mineral, planet, language, disease
mammal, bird, fish, insect, reptile, plant, fungus
dog, cat, horse, cow, sheep, pig
virus, bacterium, fungus, parasite
vaccine, antibiotic, surgery, diet
heart, liver, lung, kidney, brain, skin, stomach
diabetes, asthma, cancer, malaria, measles, stroke, pneumonia, arthritis
protein, vitamin, hormone, mineral, sugar
red, blue, green, yellow, black, white, purple, orange
gold, silver, bronze, iron, copper
Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday
spring, summer, autumn, winter
January, February, March, April, May, June, July, August, September, October, November, December
American, British, Canadian, Australian, French, German, Italian, Spanish, Indian, Japanese, Chinese, Russian, Mexican, Brazilian, Irish, Swedish, Dutch, Korean
English, Spanish, French, German, Arabic, Mandarin
Christian, Muslim, Jewish, Hindu, Buddhist
Catholic, Protestant, Orthodox
Europe, Asia, Africa, Australia, North America, South America, Antarctica
Atlantic, Pacific, Indian, Arctic
Earth, Mars, Venus, Jupiter, Saturn
oil, gas, coal, solar, wind
wheat, rice, maize, soy, coffee, cotton, sugar
euro, dollar, yen, pound, yuan
school, hospital, church, prison, factory, hotel, museum, theatre, library, airport
bridge, tunnel, tower, castle, stadium, dam
army, navy, air force
earthquake, flood, hurricane, wildfire, drought, avalanche
murder, fraud, theft, perjury, arson, bribery
one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve
first, second, third, fourth, fifth, sixth, seventh, eighth
19th, 20th, 18th, 17th, 16th
Republican, Democrat, Democratic
liberal, conservative, socialist, communist
mother, sister, daughter, wife, aunt, cousin, grandmother
father, brother, son, husband, uncle, cousin, grandfather
death, wedding, birth, election, retirement, arrest
wrote, directed, produced, edited, translated, reviewed
sings, writes, directs, produces, dances, paints
starring, directed by, produced by
""".strip().splitlines()
)

# Either may stand for the other in most sentences without changing what is said.
SAME = """
began/started begin/start begins/starts ended/finished said/stated said/told_reporters big/large help/aid helped/assisted bought/purchased
buy/purchase purchased/bought build/construct built/constructed movie/film film/movie wrote/authored located/situated about/roughly
approximately/about around/about roughly/about nearly/almost almost/nearly many/numerous numerous/many several/a_number_of
died/passed_away died/lost_his_life killed/left_dead receive/get received/got received/was_given awarded/given obtained/got
show/indicate shows/indicates showed/indicated shown/demonstrated study/research use/employ used/employed uses/employs
need/require needs/requires required/needed attempt/try attempted/tried however/yet famous/well-known children/kids doctor/physician
doctors/physicians lawyer/attorney attorney/lawyer job/position car/automobile home/house house/home company/firm firm/company
companies/firms business/enterprise government/administration leader/head head/leader fast/quick quickly/rapidly
rapidly/quickly important/significant significant/important main/principal principal/main primary/main biggest/largest largest/biggest
whole/entire entire/whole often/frequently frequently/often usually/generally rarely/seldom previously/earlier initially/at_first
subsequently/later currently/now finally/in_the_end created/made made/produced produce/make establish/found established/founded
founded/established released/put_out published/brought_out appeared/featured appears/features starring/featuring depicts/portrays
portrays/depicts tells/recounts describes/depicts rose/climbed rise/increase increased/rose increased/grew grew/increased
fell/dropped fall/decline declined/fell decreased/fell decrease/reduction dropped/fell reduced/cut lowered/cut raised/increased
won/took defeated/beat beat/defeated lost/was_beaten_in chosen/selected selected/picked named/called called/known_as known_as/called
became/went_on_to_be remained/stayed moved/relocated relocated/moved lived/resided resides/lives lives/resides worked/was_employed
allowed/permitted permit/allow banned/prohibited prohibited/forbidden stop/halt stopped/halted prevent/stop cause/lead_to
caused/led_to causes/leads_to linked/connected associated/linked risk/danger people/persons percent/per_cent
per_cent/percent percent/% million/mn worldwide/around_the_world globally/worldwide annually/every_year yearly/each_year
annual/yearly throughout/all_through during/in_the_course_of because/as although/though though/although while/whereas
also/as_well announced/made_known confirmed/verified denied/rejected criticised/condemned criticized/condemned praised/commended
agreed/consented opposed/was_against supported/backed backed/supported attacked/assaulted destroyed/ruined discovered/found
found/discovered invented/devised designed/devised performed/carried_out conducted/carried_out ordered/instructed
asked/requested requested/asked explained/set_out considered/regarded_as regarded/considered contains/holds includes/contains
consists/is_made_up comprises/consists_of nation/country country/nation city/town area/region region/area citizens/people
inhabitants/residents residents/inhabitants population/number_of_inhabitants
""".split()

QUANTIFIERS = {
    "all": ("none of", "few of", "hardly any"), "most": ("few", "hardly any"), "many": ("few", "no"), "some": ("no",),
    "several": ("no",), "every": ("no",), "each": ("no",), "few": ("most",), "no": ("many",), "both": ("neither of",),
    "none": ("all",), "always": ("never",), "never": ("regularly", "often"), "only": ("not only",),
}  # fmt: skip
