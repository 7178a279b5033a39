# ruff: noqa: E501, SIM905 -- long lists of words and patterns read better as they are
"""The tuning set: sentences put together by a die from patterns and fillings, another method than the held-out set's.

Its misses may be looked at, and the screen be changed for them.
"""

import random

NAMES = (
    "Sarah Emma Liam Jayden Kayleigh Shanice Dwayne Priyanka Arjun Harjit Manpreet Chukwuemeka Adaeze Folake Babatunde Kwabena Esi Afua Tigist Yohannes "
    "Meseret Thabo Lerato Nokuthula Zanele Wanjiku Otieno Achieng Hodan Abdirahman Fatou Mamadou Khadija Youssef Mariam Reza Shirin Parisa Kaveh Zehra Emre "
    "Elif Agnieszka Tomasz Zbigniew Svetlana Dmitri Olena Volodymyr Jovana Dragan Ilse Jürgen Annegret Solène Thibault Giulia Matteo Concepción Joaquín "
    "Guadalupe Ximena Caetano Marisa Sinéad Caoimhe Eoghan Ffion Rhys Eilidh Hamish Ingrid Torbjørn Aino Pekka Eleni Yiannis Haruka Kenji Xiaomei "
    "Weiling Ji-woo Min-jun Thuy Quang Siriporn Maricel Ligaya Putri Bambang Kealoha Leilani Keoni Aroha Wiremu Tāne Anahera Sione Mele Aiyana Tallulah "
    "Yael Shlomo Rivka Ravi Lakshmi Thilini Nimal Farzana Imran Tenzin Pema Gulnara Aigerim Nino Giorgi Ani Hayk"
).split()
FAMILIES = (
    "Okafor Mensah Tesfaye Ndlovu Wanjiru Diallo Haddad Hosseini Yılmaz Kowalczyk Petrov Papadopoulos Schmidt Lefebvre Rossi Fernández Quispe Silva O'Brien "
    "Griffiths MacLeod Lindström Virtanen Tanaka Zhang Nguyen Kim Santos Suharto Kahananui Parata Tuilagi Begay Cohen Patel Singh Perera Rahman Sherpa "
    "Brown Young White Smith Jones Taylor Walker"
).split()
WORDS = "Will Grace May Mark Hope Faith Rose Jack Dawn Art Bill Frank Chase Drew Sunny April June Joy Ruby Daisy Amber Iris Robin Ray Penny Miles Grant".split()
PLACES = "Leeds Cardiff Inverness Galway Boise Tucson Halifax Hobart Dunedin Marseille Katowice Izmir Lagos Nairobi Jaipur Chengdu Osaka Cusco Malmö Tampere Thessaloniki Bath Reading Nice Mobile Cork".split()
DATES = "14/3|3/14/2024|14 March|March 14th|the 3rd of June|12.11.2021|2020-05-17|Feb 2019|Tuesday 4th|Sept 9|1 Jan 2020|22nd of October|30/9/22|Aug 30".split(
    "|"
)
ABOUT_SOMEBODY = (
    "saw {a} today, low again",
    "My client {A} wants to stop.",
    "{A} said that she was tired.",
    "I worry about {A} and the children.",
    "his wife {A} left him",
    "{A}, 34, lives alone.",
    "Her brother {A} was arrested.",
    "The session with {A} went badly.",
    "client called {a} dna'd twice",
    "{A} {F} was referred by the GP.",
    "Mrs {F} rang the office.",
    "dr {f} increased the dose",
    "spoke to {a} {f} about risk",
    "{A}'s mother never calls.",
    "We meet on Mondays, {A} and I.",
    "pt's mum {a} sat in",
    "In the end {A} cried.",
    "{A} reports poor sleep and no appetite.",
    "his boss, {A} {F}, is unkind",
    "I told {A} that I would be away.",
)
ABOUT_WORDS = (
    "My client {A} wants to stop.",
    "{A} told me about the funeral.",
    "his wife {A} left him",
    "her friend {a} said no",
    "I saw {A} on Monday.",
    "{A}'s husband rang.",
    "a man called {a}, in his forties",
    "Mrs {A} was late.",
)
ABOUT_PLACES = (
    "She lives in {B}.",
    "he moved to {b} last year",
    "grew up in {b}, hated it",
    "They are from {B} and miss it.",
    "works in {B} as a cook",
)
ABOUT_DATES = (
    "Seen on {C}.",
    "first appt {C}, all well",
    "She died on {C}.",
    "Since {C} he has been off work.",
    "We meet again {C}.",
)
NUMBERED = (
    "D:ring her on 07700 900{n}|D:Tel. 020 7946 0{n}|D:cell (212) 555-0{n}|D:+44 161 496 0{n}|E:fax 0117 496 0{n}|E:Fax number: (303) 555-0{n}|F:write to kim.{n}@example.org|"
    "F:k{n}@mail.example.com is hers|G:SSN 219-09-9{n}|G:NINO JG 10 3{n} 9A|G:SIN 046 454 {n}|H:MRN {n}4471|H:NHS no. 943 476 5919|H:patient number P{n}22|I:policy no. HX-{n}991|"
    "I:Medicaid {n}88B|I:Cigna member id U{n}4410|J:acct 44{n}1230|J:card number 4111 1111 1111 1111|J:IBAN GB82 WEST 1234 5698 7654 32|J:sort code 20-{t}-00|K:passport {n}380006|"
    "K:driver's license D{n}-4567-8901|K:licence no AB{n}99|L:plate AB{t} CDE|L:number plate KJ-{n}-X|L:VIN 1HGCM82633A004{n}|M:serial no. SN{n}44A|M:IMEI 490154203237518|"
    "M:MAC 00:1a:2b:{t}:4d:5e|N:www.example.org/p{n}|N:https://example.com/{n}|N:see example.co.uk/kim{n}|O:192.168.{t}.14|O:ip 2001:db8::{n}|R:employee id {n}551|R:student number S{n}77|"
    "C:he is 9{d} now|C:a 9{d}-year-old|P:her fingerprints|Q:photo attached|R:the only dentist on the island"
).split("|")
CLEAN = (
    "She feels low and tired, and sleeps badly.|We used CBT and looked at the thought record together.|Mark the difference between guilt and shame.|Will he ever come back? I hope so.|"
    "May I ask how others manage this?|We march on.|Grace is what she lacks.|Hope returned slowly.|He takes 20mg fluoxetine, and PHQ-9 is 14.|Session 12, SUDS 6/10, worse than last week.|"
    "Rogers, Beck and Winnicott would disagree.|My supervisor thinks I rescue clients.|A Turkish woman in her thirties, Muslim, two children.|I wonder about power and race between us.|"
    "tbh cant stop thinking abt this one|he's 3 yrs sober, fee is £20|She is drawn to Buddhism and to Gestalt.|The GP referred her in 2019 for low mood.|The Detached Protector was strong today.|"
    "Do you use Zoom or Teams?|Autumn is hard for him.|What a nice bath can do.|I was reading in the evening.|Bill by bill she pays her debts.|He chases and she distances.|Art helps her speak.|"
    "To be frank I dislike him.|At dawn she wakes.|The sunny room helped.|Thank you all, Monday works.|I drew a genogram.|EMDR again, the memory faded.|Risk low; no plan.|She is Deaf and signs in BSL.|"
    "He earned his licence to feel.|Interpersonal therapy, week 6 of 16.|Is it transference or is it just me?|Her ex drinks.|We ended at ten to four.|An Oedipal knot, Freudian as it sounds."
).split("|")
OPENINGS = (
    "",
    "",
    "",
    "Hi all. ",
    "Quick question: ",
    "- ",
    "Feeling stuck. ",
    "so ",
    "New referral. ",
    "Notes from today:\n",
)


def text(die: random.Random) -> str:
    """One marked sentence."""
    sort = die.randrange(10)
    opening = die.choice(OPENINGS)
    if sort < 4:
        return opening + _filled(die.choice(ABOUT_SOMEBODY), die.choice(NAMES), die.choice(FAMILIES))
    if sort < 5:
        return opening + _filled(die.choice(ABOUT_WORDS), die.choice(WORDS), "")
    if sort < 6:
        place = die.choice(PLACES)
        return opening + die.choice(ABOUT_PLACES).replace("{B}", f"[B:{place}]").replace("{b}", f"[B:{place.lower()}]")
    if sort < 7:
        return opening + die.choice(ABOUT_DATES).replace("{C}", f"[C:{die.choice(DATES)}]")
    letter, _, said = die.choice(NUMBERED).partition(":")
    said = said.format(n=die.randrange(100, 999), t=die.randrange(10, 99), d=die.randrange(10))
    words = said.split(" ")
    at = next((i for i, word in enumerate(words) if any(c.isdigit() for c in word) or "." in word[1:-1]), 0)
    if letter == "C":
        return opening + " ".join(f"[C:{word}]" if any(c.isdigit() for c in word) else word for word in words)
    if letter == "R" and "only" in said or letter in "PQ":
        return opening + f"[{letter}:{said}]"
    return opening + " ".join([*words[:at], f"[{letter}:{' '.join(words[at:])}]"])


def _filled(pattern: str, name: str, family: str) -> str:
    for slot, word in (("{A}", name), ("{a}", name.lower()), ("{F}", family), ("{f}", family.lower())):
        pattern = pattern.replace(slot, f"[A:{word}]")
    return pattern


def tuning(count: int = 1500, seed: int = 7) -> list[str]:
    """So many marked lines, and the clean ones."""
    die = random.Random(seed)
    return [text(die) for _ in range(count)] + [opening + one for one in CLEAN for opening in OPENINGS[2:7]]
