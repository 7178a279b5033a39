"""Every word of the screen: why something was found and what could stand instead. Categories are named in `finding`."""

import re
from collections.abc import Callable

from bot.screening.circles import COLLEAGUES, TITLES
from bot.screening.finding import Category, Hit

QUESTIONS = (
    "Could a colleague in your town recognise them from this?",
    "Could they recognise themselves, or could a relative of theirs?",
)
"""What no list can answer. The author does, each time."""

HONEST = (
    "This looks for the eighteen kinds of identifier of the Safe Harbor rule, and it misses some. It is a seat-belt: "
    "it does not make a text anonymous, and you are the one who drives."
)
NOTHING = "Nothing found. That does not make a text anonymous; two questions are left for you."

WHY: dict[str, tuple[Category, str, str]] = {
    "name": (Category.A, "A name, or a part of one; initials count too.", "the client"),
    "initials": (Category.A, "Initials count as a name.", "the client"),
    "employer": (Category.A, "An employer's name points to few people.", "a company"),
    "place": (Category.B, "A place smaller than a state or a country.", "a city"),
    "street": (Category.B, "A street or an address.", "a street"),
    "postcode": (Category.B, "A postcode names a handful of houses.", "[postcode]"),
    "institution": (Category.B, "A school, hospital or other place by its name.", "a local place"),
    "landmark": (Category.B, "A landmark says where somebody is.", "a place nearby"),
    "date": (Category.C, "A date of which more than the year is said.", "one day"),
    "month": (Category.C, "A month; only the year may stay.", "one month"),
    "age": (Category.C, "An age over 89.", "90 or over"),
    "phone": (Category.D, "A telephone number.", "[phone number]"),
    "fax": (Category.E, "A fax number.", "[fax number]"),
    "email": (Category.F, "An e-mail address.", "[e-mail address]"),
    "national": (Category.G, "A national number such as social security or insurance.", "[national number]"),
    "record": (Category.H, "A medical record number.", "[record number]"),
    "plan": (Category.I, "A number with a health plan or an insurer.", "[plan number]"),
    "account": (Category.J, "A number of an account or a card.", "[account number]"),
    "licence": (Category.K, "A number of a licence, a passport or a certificate.", "[licence number]"),
    "vehicle": (Category.L, "A number plate or a vehicle's number.", "[number plate]"),
    "device": (Category.M, "A device's own number.", "[device number]"),
    "url": (Category.N, "A web address.", "[web address]"),
    "ip": (Category.O, "An internet address of a computer.", "[internet address]"),
    "body": (Category.P, "Something of the body that identifies, such as a fingerprint.", "a bodily identifier"),
    "picture": (Category.Q, "A picture or a recording; pictures are not shared here.", "[no picture]"),
    "handle": (Category.R, "A name on the web leads to one person.", "[user name]"),
    "code": (Category.R, "A number or code that may belong to one person alone.", "[reference]"),
    "newspaper": (Category.R, "A newspaper's story can be found again.", "a newspaper"),
    "only": (Category.R, "Being the only one, or the first, gives somebody away.", "one of several"),
    "news": (Category.R, "What was in the news can be found again.", "known to some people"),
    "rare": (Category.R, "Few people can say this of themselves.", "somebody with an uncommon role"),
}
"""By kind: category, why, and what could stand instead where nothing better is known."""

_INSTITUTIONS = (
    (r"hospital|infirmary|asylum|sanatorium|maternity", "a hospital"),
    (r"hospice", "a hospice"),
    (r"univers|\buni\b|polytechnic|institute", "a university"),
    (r"college|academy|school|primary|secondary|grammar|high\b|elementary|nursery|kindergarten", "a school"),
    (r"clinic|surgery|medical|health|practice", "a clinic"),
    (
        r"church|cathedral|chapel|abbey|mosque|masjid|synagogue|temple|gurdwara|mandir|parish|priory|convent",
        "a place of worship",
    ),
    (r"prison|jail|hmp", "a prison"),
    (r"pub\b|inn\b|arms\b|hotel|tavern|bar\b|cafe|café|restaurant", "a pub or hotel"),
    (r"care\s+home|nursing|shelter|refuge|hostel|children", "a residential home"),
    (r"county|borough|township|district|province|prefecture|council|village", "a district"),
    (r"street|road|avenue|lane", "a street"),
)


def words_for(hit: Hit, text: str) -> tuple[Category, str, str]:
    """Category, why and suggestion of a hit."""
    category, why, instead = WHY[hit.kind]
    better = _BETTER.get(hit.kind)
    return category, why, better(hit, text) if better else instead


def _instead_of_name(hit: Hit, text: str) -> str:
    if hit.hint:
        role = hit.hint.split()[-1]
        return {"cl": "the client", "pt": "the client", "clt": "the client"}.get(role, hit.hint)
    first = re.match(r"\w+", text[hit.start : hit.end])
    title = first[0].lower() if first else ""
    if title in ("dr", "prof", "professor", "doctor", "nurse", "detective", "sergeant", "sgt", "constable", "pc"):
        return "a colleague" if title in ("dr", "prof", "professor", "doctor", "nurse") else "an officer"
    if title in ("uncle", "aunt", "auntie", "aunty", "cousin", "granny", "nana", "grandma", "grandpa", "grandad"):
        return "a relative"
    nearby = re.findall(r"[a-z-]+", text[max(0, hit.start - 30) : hit.start].lower())[-3:]
    if set(nearby) & COLLEAGUES and not set(nearby) & TITLES:
        return "a colleague"
    return "the client"


def _instead_of_place(hit: Hit, text: str) -> str:
    from bot.screening.lexicon import lexicon, plain

    return "a city" if plain(text[hit.start : hit.end]) in lexicon().cities else "a town"


def _instead_of_institution(hit: Hit, text: str) -> str:
    said = text[hit.start : hit.end].lower()
    return next((words for pattern, words in _INSTITUTIONS if re.search(pattern, said)), "a local place")


def _instead_of_date(hit: Hit, text: str) -> str:
    """The year where one was said, which may stay. No season: nobody knows which half of the world it was in."""
    from bot.screening.months import month_of

    said = text[hit.start : hit.end].lower()
    year = re.search(r"\b(?:1[89]|20)\d\d\b", said)
    if year:
        return f"in {year[0]}"
    return "at that time of year" if month_of(said) else "one day"


_BETTER: dict[str, Callable[[Hit, str], str]] = {
    "name": _instead_of_name,
    "initials": _instead_of_name,
    "place": _instead_of_place,
    "institution": _instead_of_institution,
    "date": _instead_of_date,
    "month": _instead_of_date,
}


def listed(line: int, letter: str, name: str, text: str, why: str, suggestion: str) -> str:
    """One finding as a line of a readable list."""
    return f"line {line}: {text!r} ({letter}, {name}). {why} Perhaps: {suggestion}"
