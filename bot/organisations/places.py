"""Words that place a body: countries, peoples, states and capitals, each with the code that the register uses."""

from __future__ import annotations

from functools import cache

_COUNTRIES = """
AF Afghanistan Afghan Kabul; AL Albania Albanian; DZ Algeria Algerian Algiers; AO Angola Angolan; AR Argentina
Argentine Argentinian; AM Armenia Armenian; AU Australia Australian Canberra Sydney Melbourne Victorian Tasmania
Queensland; AT Austria Austrian Vienna; AZ Azerbaijan Azerbaijani Baku; BD Bangladesh Bangladeshi Dhaka; BY Belarus
Belarusian Minsk; BE Belgium Belgian; BZ Belize; BJ Benin; BT Bhutan Bhutanese; BO Bolivia Bolivian; BA Bosnia
Bosnian; BW Botswana; BR Brazil Brazilian Brasilia; BG Bulgaria Bulgarian Sofia; BF Burkina; BI Burundi; KH Cambodia
Cambodian; CM Cameroon Cameroonian; CA Canada Canadian Ottawa Ontario Quebec Alberta Manitoba Saskatchewan; TD Chad;
CL Chile Chilean Santiago; CN China Chinese Beijing Shanghai Wuhan Guangdong Hubei Sichuan Shenzhen; CO Colombia
Colombian Bogota; CR Rican; HR Croatia Croatian Zagreb; CU Cuba Cuban Havana; CY Cyprus Cypriot; CZ Czech Czechia
Prague; DK Denmark Danish Copenhagen; DO Dominican; EC Ecuador Ecuadorean Ecuadorian Quito; EG Egypt Egyptian Cairo;
SV Salvadoran; ER Eritrea; EE Estonia Estonian; ET Ethiopia Ethiopian; FJ Fiji Fijian; FI Finland Finnish Helsinki;
FR France French Paris; GA Gabon; GM Gambia Gambian; DE Germany German Berlin; GH Ghana Ghanaian Accra; GR Greece
Greek Athens; GT Guatemala Guatemalan; GN Guinea Guinean; GY Guyana Guyanese; HT Haiti Haitian; HN Honduras
Honduran; HK Hong Kong; HU Hungary Hungarian Budapest; IS Iceland Icelandic Reykjavik; IN India Indian Delhi Mumbai;
ID Indonesia Indonesian Jakarta; IR Iran Iranian Tehran; IQ Iraq Iraqi Baghdad; IE Ireland Irish Dublin; IL Israel
Israeli; IT Italy Italian Rome Milan; JM Jamaica Jamaican; JP Japan Japanese Tokyo; JO Jordan Jordanian; KZ
Kazakhstan Kazakh; KE Kenya Kenyan Nairobi; KR Korea Korean Seoul; KW Kuwait Kuwaiti; KG Kyrgyzstan Kyrgyz; LA Laos
Lao; LV Latvia Latvian; LB Lebanon Lebanese Beirut; LR Liberia Liberian Monrovia; LY Libya Libyan Tripoli; LT
Lithuania Lithuanian; LU Luxembourg; MG Madagascar; MW Malawi Malawian; MY Malaysia Malaysian; MV Maldives
Maldivian; ML Mali Malian; MT Malta Maltese; MX Mexico Mexican; MD Moldova Moldovan; MN Mongolia Mongolian; ME
Montenegro; MA Morocco Moroccan Rabat; MZ Mozambique; MM Myanmar Burma Burmese; NA Namibia Namibian; NP Nepal Nepali
Nepalese Kathmandu; NL Netherlands Dutch; NZ Zealand Wellington; NI Nicaragua Nicaraguan; NE Niger; NG Nigeria
Nigerian Abuja Lagos; MK Macedonia Macedonian; NO Norway Norwegian Oslo; OM Oman Omani; PK Pakistan Pakistani
Islamabad Karachi; PA Panama Panamanian; PY Paraguay Paraguayan; PE Peru Peruvian Lima; PH Philippines Philippine
Filipino Manila; PL Poland Polish Warsaw; PT Portugal Portuguese Lisbon; QA Qatar Qatari Doha; RO Romania Romanian
Bucharest; RU Russia Russian Moscow Kremlin; RW Rwanda Rwandan Kigali; SA Saudi Riyadh; SN Senegal Senegalese Dakar;
RS Serbia Serbian Belgrade; SL Leone Leonean Freetown; SG Singapore Singaporean; SK Slovakia Slovak; SI Slovenia
Slovenian; SO Somalia Somali Mogadishu; ZA Africa African Pretoria Johannesburg; ES Spain Spanish Madrid; LK Lanka
Lankan Colombo; SD Sudan Sudanese; SE Sweden Swedish Stockholm; CH Switzerland Swiss; SY Syria Syrian Damascus; TW
Taiwan Taiwanese Taipei; TJ Tajikistan; TZ Tanzania Tanzanian; TH Thailand Thai Bangkok; TG Togo; TT Trinidad
Tobago; TN Tunisia Tunisian Tunis; TR Turkey Turkish Ankara Türkiye Turkiye; UG Uganda Ugandan Kampala; UA Ukraine
Ukrainian Kyiv Kiev; AE Emirates Emirati Dubai; GB Britain British UK England English Scotland Scottish Wales Welsh
London; UY Uruguay Uruguayan; UZ Uzbekistan Uzbek; VE Venezuela Venezuelan Caracas; VN Vietnam Vietnamese Hanoi; YE
Yemen Yemeni; ZM Zambia Zambian; ZW Zimbabwe Zimbabwean Harare; EU EU European Brussels
"""

_CITIES = """
MY Lumpur; PH Quezon Cebu Davao; NL Hague Amsterdam Rotterdam; CH Zurich Bern; DE Munich Frankfurt Hamburg Cologne
Bonn; JP Osaka Kyoto; ET Ababa Addis; SD Khartoum; CD Congo Congolese Kinshasa; KH Phnom; MM Yangon; AR Aires; BR
Janeiro Paulo; CA Toronto Vancouver Montreal Calgary Edmonton Winnipeg; NZ Auckland; AU Brisbane Adelaide; PK Lahore
Rawalpindi Peshawar; GB Edinburgh Glasgow Cardiff Belfast Yorkshire Leeds Liverpool Bristol Sheffield Cornwall; ES
Barcelona; TR Istanbul; SO Somaliland; SS Juba; SA Jeddah; IN Kolkata Chennai Bangalore Bengaluru Hyderabad; CN
Shenyang Tianjin Chongqing Guangzhou Hangzhou Nanjing; KE Mombasa Kisumu; UG Entebbe; TZ Dodoma Salaam; GH Kumasi;
NG Kano Ibadan; RU Petersburg; KR Busan; VN Minh; ID Surabaya Bali; UA Odesa Lviv; IL Jerusalem Aviv; PS Palestinian
Gaza Ramallah
"""

_STATES = """
" AL Alabama; AK Alaska Anchorage Juneau; AZ Arizona Phoenix Tucson; AR Arkansas; CA California Angeles Francisco
Sacramento Oakland Berkeley Pasadena Diego Hollywood Malibu; CO Colorado Denver; CT Connecticut; DE Delaware; FL
Florida Miami Tampa Orlando Tallahassee Jacksonville; GA Georgia Atlanta; HI Hawaii Honolulu; ID Idaho; IL Illinois
Chicago; IN Indiana; IA Iowa Moines; KS Kansas; KY Kentucky; LA Louisiana Orleans Shreveport; ME Maine; MD Maryland
Baltimore Bethesda Annapolis; MA Massachusetts Boston; MI Michigan Detroit Lansing; MN Minnesota Minneapolis Duluth;
MS Mississippi; MO Missouri; MT Montana; NE Nebraska Omaha; NV Nevada Vegas Reno; NH Hampshire; NJ Jersey; NM
Albuquerque Alamos; NY York Manhattan Brooklyn; NC Carolina Raleigh; ND Dakota; OH Ohio Cleveland Cincinnati Akron;
OK Oklahoma Tulsa; OR Oregon Portland; PA Pennsylvania Philadelphia Pittsburgh Harrisburg; RI Rhode; TN Tennessee
Memphis Nashville Chattanooga; TX Texas Houston Dallas Austin Galveston Uvalde; UT Utah; VT Vermont; VA Virginia
Langley Arlington Quantico; WA Seattle Tacoma Spokane; WI Wisconsin Milwaukee; WY Wyoming; PR Puerto Rico; GU Guam
"""

# Words that say United States, before a name or anywhere.
AMERICAN = frozenset(("US", "U.S.", "U.S", "U. S.", "USA", "U.S.A.", "American", "America", "States", "Americans"))
# Words that say United States where they stand near, though not before a name.
WASHINGTON = frozenset(
    "Washington Pentagon Congress Senate Biden Trump Obama Bush Clinton Capitol Medicaid Medicare Democrats "
    "Republicans Democrat Republican".split()
)


@cache
def _table() -> dict[str, str]:
    table = {word: code for code, words in _rows(_COUNTRIES + ";" + _CITIES) for word in words}
    table |= {word: f"US-{code}" for code, words in _rows(_STATES) for word in words}
    return table | dict.fromkeys(AMERICAN, "US")


def _rows(text: str) -> list[tuple[str, list[str]]]:
    return [(words[0], words[1:]) for words in (row.split() for row in text.split(";")) if words]


def words() -> tuple[str, ...]:
    """Every word of the table."""
    return tuple(_table())


def code(word: str) -> str | None:
    """The code of the place or people that a word names, None where it names none; `US-GA` for a state."""
    table = _table()
    found = table.get(word)
    if found is None and word.isupper() and len(word) > 3:  # noqa: PLR2004 - capitals of a headline, not an acronym
        found = table.get(word.capitalize())
    return found
