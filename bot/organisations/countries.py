"""Codes of countries, states and wider scopes that a row of the register may carry.

Countries are ISO 3166-1 alpha-2; subdivisions ISO 3166-2, checked one by one for the countries whose states have
bodies that are often confused, and by their shape for the others.
"""

from __future__ import annotations

import re

SCOPES = frozenset({"UN", "EU", "INT"})

COUNTRIES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO
    JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR
    MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO
    RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV
    TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()
)

SUBDIVISIONS = {
    "US": frozenset(
        """
        AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK
        OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR UM VI
        """.split()
    ),
    "CA": frozenset("AB BC MB NB NL NS NT NU ON PE QC SK YT".split()),
    "AU": frozenset("ACT NSW NT QLD SA TAS VIC WA".split()),
    "GB": frozenset("ENG SCT WLS NIR LND MAN WMD".split()),
}


def known(code: str) -> bool:
    """Whether a code is one that a row may carry."""
    country, hyphen, part = code.partition("-")
    if not hyphen:
        return code in COUNTRIES or code in SCOPES
    if country in SUBDIVISIONS:
        return part in SUBDIVISIONS[country]
    return country in COUNTRIES and re.fullmatch(r"[A-Z0-9]{1,3}", part) is not None
