# ruff: noqa: E501, SIM905 -- long lists of words and patterns read better as they are
"""Numbers and codes that belong to one person: told by the word before them, by their shape, or by their check digits.

A number of six digits or more that is nothing else is taken as well. Scores, doses, money, years and the names of
questionnaires are left alone.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from bot.screening.finding import Hit
from bot.screening.reading import Text

_FILL = r"(?:\s*(?:number|numbers|num|no|nr|n[o°º]|code|id|identifier|ref|reference|card|account|policy|plan|membership|member|registration|certificate|licen[cs]e|permit|record|file|holder|details?|is|was|are|of|ending|ends|beginning|starting|starts|in|with|on|the|that['’]?s|it['’]?s|reads?|as|being|which|under|for|my|her|his|their|client['’]?s|they|gave|me|given|issued|holds|called|shows?|#|:|=|-|–|\.|\(|\[|,|\"|“|'|/)\s*){0,7}"
_VALUE = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z]{1,5}[./-]?)?\d(?:[A-Za-z0-9]|[./-](?=[A-Za-z0-9])|\s(?=\d)|\s(?=[A-Z]{1,3}\b(?!\s[a-z]))|\s(?=[A-Z]{1,4}\d))*"
)
_LEADING = re.compile(r"\b[A-Z]{1,5}[\s-]$")
_LABELS: tuple[tuple[str, str], ...] = (
    ("fax", r"fax(?:ed)?(?:\s+(?:it|them|to|me|back))*|telefax|f:"),
    (
        "record",
        r"mrn|m\.r\.n\.|medical\s+record|health\s+record|hospital\s+(?:number|no|id|record)|patient\s+(?:id|number|no|record|identifier|ref\w*)|nhs(?:\s+(?:number|no|num|id))|chi\s+(?:number|no)|chart(?:\s+(?:number|no|id))?|case\s?notes?|(?:client|clinical|clinic|patient|treatment|emr|ehr|epr|rio|systmone|carenotes|epic|cerner|emis|paris)\s+(?:file|id|number|no|ref\w*|record)|case\s+(?:file|number|no|id|ref\w*)|file\s+(?:number|no|ref\w*)|nhi|h&c|health\s+and\s+care|record\s+(?:number|no|id)|unit\s+(?:number|no)|(?:rio|emis|systmone|carenotes|epic)(?=\s*(?:[:#]|\d))|hosp\.?\s+(?:no|number)|lab(?:oratory)?\s+(?:number|no|ref\w*|id)|specimen\s+\w+|accession\s+\w+|encounter\s+\w+|episode\s+(?:number|no|id)|admission\s+(?:number|no|id)",
    ),
    (
        "plan",
        r"(?:health\s+|dental\s+|medical\s+)?insur(?:ance|er)(?:\s+(?:id|number|no|card|policy|claim|group|member))*|policy(?:\s*(?:number|no|id|holder))?|(?:health\s+)?plan\s+(?:id|number|no|beneficiary|member)|health\s+plan|member(?:ship)?\s*(?:id|number|no|card)|beneficiary(?:\s+\w+)?|subscriber(?:\s+\w+)?|group\s+(?:number|no|id)|medicare|medicaid|medi-cal|bupa|axa(?:\s+ppp)?|aviva|vitality|cigna|aetna|blue\s+cross(?:\s+blue\s+shield)?|bcbs|kaiser(?:\s+permanente)?|unitedhealth\w*|united\s+healthcare|humana|anthem|optum|magellan|medibank|hcf|nib|tricare|wpa|ohip|ehic|ghic|vhi|laya|irish\s+life|pre-?auth\w*|auth(?:orisation|orization)(?:\s+\w+)?|claim(?:\s+(?:number|no|id|ref\w*))|krankenkasse\w*|versicherten\w*|mutuelle|discovery\s+health|nhis|phic|philhealth|medical\s+card|medical\s+aid|eap\s+\w+",
    ),
    (
        "national",
        r"ssn|s\.s\.n\.|social\s+security|socials?(?=\s+(?:is|number|#|\d))|ss\s?#|nino|n\.?i\.?(?:\s+(?:number|no|num))|national\s+insurance|social\s+insurance|sin(?=\s*(?:number|no|#|is\s*\d|:|\d{3}))|tfn|tax\s+file|tax\s+(?:id|number|no|payer\s+\w+)|taxpayer\s+\w+|itin|ein|pps(?:n)?(?:\s+(?:number|no))?|pesel|bsn|dni|nie|nif|curp|cpf|aadhaa?r|uid(?:ai)?|pan(?=\s+(?:card|number|no))|personnummer|fødselsnummer|cpr|steuer-?id\w*|codice\s+fiscale|insee|nir|hkid|nric|fin(?=\s+(?:number|no))|my\s?kad|rrn|resident\s+registration|my\s+number|national\s+(?:id|identity|identification)(?:\s+\w+)?|id\s+(?:card|number|no)|identity\s+(?:card|number|no)|identification\s+(?:number|no)|nin|bvn|ghana\s+card|kra\s+pin|t\.?c\.?\s+kimlik|kimlik|tckn|amka|afm|utr|ird(?:\s+(?:number|no))?|citizen\s+\w+|tribal\s+(?:enrol\w+|id|number|no)",
    ),
    (
        "licence",
        r"(?:driv(?:er|ers|er['’]s|ing)\s+|pilot['’]?s?\s+|fire\s?arms?\s+|gun\s+|liquor\s+|professional\s+|nursing\s+|medical\s+|sia\s+|taxi\s+|hgv\s+|shotgun\s+)?licen[cs]e(?:\s*(?:number|no|#|id|plate\b(?!)))?|dl(?=\s*(?:#|no|number|:|\s[A-Z]\d))|passport|green\s+card|alien\s+(?:registration\s+)?(?:number|no)|a-number|visa\s+(?:number|no|grant)|residence\s+permit|brp|work\s+permit|permit|(?:birth|marriage|death|adoption|divorce|medical|training|diving|gun)\s+cert\w*|certificate|cert(?=\s*(?:no|number|#|:|\s[A-Z]{1,3}-?\d))|(?:hcpc|bacp|ukcp|gmc|nmc|bps|ahpra|gdc|gphc|npi|dea|sra|qts|teacher|bar|social\s+work\s+england|swe|coru|hpcsa|mdcn|ncps|bpc|acp|iacp|pacfa)(?:\s+(?:reg(?:istration)?|registered|membership|member|number|no|pin|licen[cs]e|ref\w*|id))*|registration\s+(?:number|no|id)|reg(?:\.|istered)?\s+(?:no|number)(?!\s*plate)|dbs(?:\s+(?:certificate|number|no|cert|ref\w*))*|nmc\s+pin|badge(?!\s+of)|warrant\s+(?:card|number|no)|lcsw|lmft|lpc|psy(?=\s*(?:#|\d))|lic(?=\s*(?:#|no|number|\.))",
    ),
    (
        "vehicle",
        r"(?:license|licence|number|registration|car|vehicle|reg)\s*plates?|plates?(?=\s*(?:is|was|number|no|#|:|[A-Z0-9]{2}))|rego?(?:\s+(?:number|no|plate))?(?=\s*(?:is|was|number|no|#|:|,|[A-Z0-9]))|vin|chassis|vehicle\s+(?:id\w*|identification|reg\w*|number|no)|(?:car|van|bike|motorbike|truck|lorry|taxi)\s+(?:reg\w*|rego|registration|number|plate)|v5c?|tag\s+number|fleet\s+number|hull\s+(?:number|id\w*)|tail\s+number",
    ),
    (
        "device",
        r"serial(?:\s*(?:number|no|#|num))?|s/n|sn(?=\s*[:#])|imei|imsi|meid|iccid|sim\s+(?:card|number|no|serial)|udid|device(?:\s*(?:id|identifier|number|no|serial|code))|udi|mac(?:\s+address)|hardware\s+id|android\s+id|advertising\s+id|idfa|pacemaker|defibrillator|icd\s+(?:serial|device)|insulin\s+pump|implant|cochlear|hearing\s+aids?|glucose\s+(?:monitor|sensor)|cpap(?:\s+machine)?|ventilator|vns|prosthe\w+|model\s+(?:number|no)|asset\s+(?:tag|number|no)|lot\s+(?:number|no)|batch\s+(?:number|no)|tag\s+id|ankle\s+tag|gps\s+tag|stimulator",
    ),
    (
        "account",
        r"iban|bic|swift|sort\s*code|bank(?:\s+(?:account|acct|details|card))?|acc(?:oun)?t(?:\s*(?:number|no|#|ending))?|a/c|bsb|routing(?:\s+(?:number|no))?|(?:credit|debit|bank|store|loyalty|gift|oyster|charge|payment)\s+card|card(?=\s*(?:number|no|ending|#|\d))|visa(?=\s*(?:ending|card|\d{4}|debit|credit))|mastercard|amex|american\s+express|maestro|paypal|customer\s*(?:number|no|id|ref\w*)|mortgage|loan\s+(?:number|no|account)|pension\s+\w+|roll\s+number|invoice(?:\s*(?:number|no|#|ref\w*))?|billing\s+(?:id|number|no|account)|direct\s+debit\s+\w+|clabe|upi|m-?pesa|till\s+number|giro|utility\s+account|meter\s+(?:number|no)|mpan|council\s+tax\s+\w+",
    ),
    (
        "phone",
        r"(?:tele)?phone(?:d|s)?(?:\s+(?:her|him|them|me|us))?(?:\s+(?:on|at|from))?|tel|t:|mob(?:ile)?|cell(?:phone)?|landline|call(?:ed|s|ing)?(?:\s+(?:her|him|them|me|us|back|mum|home))*(?:\s+(?:on|at|from))|ring(?:s|ing)?(?:\s+(?:her|him|them|me|us|back))*(?:\s+(?:on|at))|rang(?:\s+(?:her|him|them|me|us|back))*(?:\s+(?:on|from))|text(?:ed|s)?(?:\s+(?:her|him|them|me|us))*(?:\s+(?:on|at|from))|reach(?:ed|able)?(?:\s+(?:her|him|them|me|us))*(?:\s+(?:on|at))|whatsapp(?:\s+(?:her|him|them|me|us|number|on))*|contact(?:\s+(?:number|no|her|him|them|on|tel))+|hotline|helpline|pager|bleep|extension|ext|dial(?:led)?|handy|movil|portable|voicemail(?:\s+(?:on|at))?|(?:her|his|their|new|work|home|emergency)\s+(?:number|no|cell|mob)|facetime|signal|imessage|sms",
    ),
    (
        "code",
        r"(?:employee|staff|personnel|payroll|student|pupil|prisoner|inmate|prison|service|army|military|police|crime|court|docket|incident|case|tracking|booking|order|ticket|reference|ref|urn|upn|ucas|candidate|learner|library|participant|study|subject|referral|job|claim|complaint|foster|adoption|tenancy|tenant|flat|locker|room|booking|customs|flight|donor|sample|matric(?:ulation)?|nhs\s+jobs|union|club|voter|electoral|probation|delius|pnc|cro|ofsted|charity|company|grant|payment|cookie|session\s+id|unique|household|refugee|asylum|unhcr|home\s+office|ho|badge|roll|enrol\w+|access|user|login|pin|password|barcode|qr)(?:\s+(?:id|number|no|code|ref\w*|card|tag|reference|num|#))+|ref(?=\s*[:#])|reference(?=\s*[:#])|#(?=\s?[A-Z]*\d{4,})|docket|ticket\s+(?:number|no)|crime\s+ref\w*|locator|passcode",
    ),
)
_LABELLED = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{label})(?:s|['’]s)?(?![A-Za-z]){_FILL}\s*$", re.IGNORECASE))
    for kind, label in _LABELS
)

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("national", re.compile(r"(?<![\w-])(?!000|666)\d{3}-\d{2}-\d{4}(?![\w-])")),
    ("national", re.compile(r"(?<![\w-])(?:xxx|\*\*\*|###)-(?:xx|\*\*|##)-\d{4}\b", re.IGNORECASE)),
    (
        "national",
        re.compile(
            r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b",
            re.IGNORECASE,
        ),
    ),
    (
        "national",
        re.compile(
            r"\b\d{3}\.\d{3}\.\d{3}-\d{2}\b|\b[XYZ]-?\d{7}-?[A-Z]\b|\b\d{8}-?[A-HJ-NP-TV-Z]\b|\b[STFG]\d{7}[A-Z]\b|\b[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d\b|\b[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]\b|\b\d{6}[-+]\d{4}\b|\b\d{6}-[1-4]\d{6}\b|\b\d{7}[A-W][A-IW]?\b|\b[12]\s?\d{2}\s?[01]\d\s?\d{2}\s?\d{3}\s?\d{3}(?:\s?\d{2})?\b|\b[A-Z]{5}\d{4}[A-Z]\b",
            re.IGNORECASE,
        ),
    ),
    (
        "licence",
        re.compile(
            r"\b[A-Z9]{5}\d{6}[A-Z9]{2}\d?[A-Z]{2,3}\b|\b[A-Z]\d{3}-\d{4}-\d{4}\b|\b[A-Z]{1,2}\d{3}-\d{3}-\d{2}-\d{3}-?\d?\b|\b[A-Z]\d{4}-\d{5}-\d{5}\b",
            re.IGNORECASE,
        ),
    ),
    ("vehicle", re.compile(r"\b[A-HJ-PR-Y][A-HJ-PR-Y]\d{2}\s?[A-HJ-PR-Z]{3}\b")),
    (
        "vehicle",
        re.compile(
            r"\b(?=[A-HJ-NPR-Z0-9]{0,16}\d)(?=[A-HJ-NPR-Z0-9]{0,16}[A-HJ-NPR-Z])[A-HJ-NPR-Z0-9]{11}[A-Z0-9]{2}\d{4}\b"
        ),
    ),
    (
        "vehicle",
        re.compile(
            r"\b\d{2,3}-[A-Z]{1,2}-\d{1,6}\b|\b[A-Z]{1,3}-[A-Z]{1,2}\s?\d{1,4}[EH]?\b(?<!DSM-IV)|\b[A-Z]{2}-\d{3}-[A-Z]{2}\b|\b[A-Z]{2}\s?\d{2}\s?[A-Z]{1,2}\s?\d{4}\b"
        ),
    ),
    (
        "device",
        re.compile(
            r"(?<![\w:-])[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?![\w:-])|\b[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}\b",
            re.IGNORECASE,
        ),
    ),
    ("code", re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE)),
    (
        "plan",
        re.compile(
            r"\b[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}\b"
        ),
    ),
    ("account", re.compile(r"(?<![\d-])\d{2}-\d{2}-\d{2}(?![\d-])")),
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?\b", re.IGNORECASE)
_DIGITS = re.compile(
    r"(?<![\w£$€.,/])(?:\+|00)?\(?\d(?:[\s().\-–/]{0,3}\d){5,18}(?:\s?(?:x|ext\.?|extension)\s?\d{1,5})?(?![\w%]|[.,]\d)"
)
_SEVEN = re.compile(
    r"(?<![\w.-])\d{3}[-.]\d{4}(?![\w-])|\b1[-\s]?8\d\d[-\s][A-Z]{3,}(?:-?[A-Z0-9]+)?\b|\b\d{3}[-.]\d{3}[-.][A-Z]{4}\b"
)
_MIXED = re.compile(
    r"(?<![\w@./#-])(?=[A-Za-z/-]*\d)(?=[\d/-]*[A-Za-z])(?=(?:[A-Za-z/-]*\d){3})[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*(?![\w@])"
)
_MEASURES = re.compile(
    r"^(?:\d+(?:st|nd|rd|th|mg|mcg|ml|kg|lbs?|cm|mm|km|kcal|am|pm|hrs?|mins?|min|s|yo|yrs?|x|k|m|bn|p|h|hz|bpm|iu|units|words|ish|stone|ft|g|d|w|wks?)?|(?:phq|gad|dsm|icd|core|pcl|dass|eat|k|ies|bdi|bai|ors|srs|asrs|oq|pg|covid|f|z|ghq|wemwebs|sf|cage|audit|b|t|g|h|r|iso|nice|cg|ng|bs|form|section|s|ch|chapter|module|step|level|stage|grade|year|class|page|p|week|day|session|no|number|group|item|cluster|ptsd|scid|mcmi|mmpi|wais|wisc|adhd|hads|cesd|ces-d|npi|qids|madrs|promis|sds|aq|eq|raads|cat|dbt|mbti)-?\d{1,3}(?:[.-]\d{1,2})?(?:-?[a-z]{1,5})?|\d{2,4}s|\d+-\d+|(?:19|20)\d\d[-/](?:19|20)?\d\d|\d+(?:-\d+){1,4})$",
    re.IGNORECASE,
)
_SPOKEN_DIGITS = re.compile(
    r"\b(?:(?:double|triple)\s+)?(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine)(?:[\s,-]+(?:(?:double|triple)\s+)?(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|hundred|\d)){5,}\b",
    re.IGNORECASE,
)
_COUNTRIES = (
    "GB",
    "US",
    "CA",
    "IE",
    "AU",
    "NZ",
    "DE",
    "FR",
    "ES",
    "IT",
    "NL",
    "IN",
    "ZA",
    "NG",
    "KE",
    "GH",
    "PL",
    "SE",
    "BR",
    "MX",
    "JP",
    "KR",
    "PH",
    "PK",
    "IL",
    "TR",
)
_WEIGHTS = {"fax": 10, "phone": 6, "code": 6}


_DIGIT_WORDS = frozenset("oh zero nought one two three four five six seven eight nine double triple".split())


def hits(text: Text) -> Iterator[Hit]:
    if sum(len(text.spots.get(word, ())) for word in _DIGIT_WORDS) > 4:
        yield from (Hit(found.start(), found.end(), "phone", weight=8) for found in _SPOKEN_DIGITS.finditer(text.text))
    if not text.digits:
        return
    yield from _labelled(text)
    for kind, shape in _SHAPES:
        for found in text.near_digits(shape, 20, 40):
            if any(letter.isdigit() for letter in found[0]):
                yield Hit(found.start(), found.end(), kind, weight=7)
    for found in text.near_digits(_IBAN, 3, 50):
        if _checks("iban", found[0]):
            yield Hit(found.start(), found.end(), "account", weight=9)
    yield from (Hit(found.start(), found.end(), "phone", weight=5) for found in text.near_digits(_SEVEN, 2, 30))
    for found in text.near_digits(_DIGITS, 3, 40):
        yield from _long(text.text, found)
    yield from _mixed(text)


def _labelled(text: Text) -> Iterator[Hit]:
    """Numbers with a word before them that says what they are; of two such words the nearer one."""
    for found in text.near_digits(_VALUE, 8, 40):
        value = found[0].strip(" .-/")
        start, end = found.start(), found.start() + len(value)
        if len(value) < 3:
            continue
        leading = _LEADING.search(text.text, max(0, start - 7), start)
        for begin in (start, leading.start() if leading else start):
            kind, label = _label(text.text[max(0, begin - 80) : begin])
            if kind and _could_be(kind, value, text.text[end : end + 12], label):
                yield Hit(
                    begin if begin < start and not label.rstrip().endswith(text.text[begin:start].strip()) else start,
                    end,
                    kind,
                    weight=_WEIGHTS.get(kind, 9),
                )
                break


def _label(before: str) -> tuple[str, str]:
    best, label, at = "", "", -1
    for kind, pattern in _LABELLED:
        found = pattern.search(before)
        if found and found.start() > at:
            best, label, at = kind, found[0], found.start()
    return best, label


def _could_be(kind: str, value: str, after: str, label: str) -> bool:
    digits = sum(letter.isdigit() for letter in value)
    if re.match(
        r"\s?(?:mg|ml|%|am\b|pm\b|minutes|mins|hours|sessions|weeks|times|years|days|pounds|per\b|people|percent|months|o'clock)",
        after,
    ) or re.search(r"[£$€]\s?$", label):
        return False
    if kind == "phone":
        return digits >= 6 or (
            digits >= 3 and bool(re.search(r"\b(?:ext|extension|pager|bleep)\W*$", label, re.IGNORECASE))
        )
    if kind == "fax":
        return digits >= 6
    if kind == "vehicle":
        return (
            digits >= 1
            and len(value.replace(" ", "")) >= 4
            and not _MEASURES.match(value)
            or (digits >= 4 and "plate" in label.lower())
        )
    if _MEASURES.match(value) and digits < 4:
        return False
    if re.fullmatch(r"(?:19|20)\d\d", value):
        return bool(re.search(r"ending|number|no\b|#|:|id\b", label, re.IGNORECASE))
    return digits >= 3


def _long(text: str, found: re.Match[str]) -> Iterator[Hit]:
    """A long number without a word before it: what its check digits say, else a telephone, else something unique."""
    said = found[0].strip()
    digits = re.sub(r"\D", "", said)
    kind = _checked(said, digits)
    if not kind and (_is_phone(said, digits)):
        kind = "phone"
    if not kind and re.fullmatch(
        r"\d+(?:[\s/–-]+\d{1,3}){2,}|(?:\d{1,2}[\s–-]+)+\d{1,2}|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d|\d{1,3}(?:[ ]\d{3})+",
        said,
    ):
        return
    before = text[max(0, found.start() - 3) : found.start()]
    if not kind and (len(digits) < 6 or re.search(r"[£$€]\s?$", before)):
        return
    yield Hit(found.start(), found.start() + len(said), kind or "code", weight=5 if kind else 4)


def _checked(said: str, digits: str) -> str:
    if said.startswith("+"):
        return ""
    if 13 <= len(digits) <= 19 and _checks("luhn", digits):
        return "device" if len(digits) == 15 and digits[:2] not in ("34", "37") else "account"
    if len(digits) == 10 and _checks("gb.nhs", digits) and re.fullmatch(r"\d{3}[ -]\d{3}[ -]\d{4}", said):
        return "phone" if re.fullmatch(r"[2-9]\d\d-[2-9]\d\d-\d{4}", said) else "record"
    if (
        len(digits) == 11
        and re.fullmatch(r"\d{11}", said)
        and (_checks("pl.pesel", digits) or _checks("tr.tckimlik", digits))
    ):
        return "national"
    if len(digits) == 12 and re.fullmatch(r"\d{4}[ -]?\d{4}[ -]?\d{4}", said) and _checks("in_.aadhaar", digits):
        return "national"
    if len(digits) == 9 and re.fullmatch(r"\d{3}[ -]\d{3}[ -]\d{3}", said):
        return "national"
    return ""


def _mixed(text: Text) -> Iterator[Hit]:
    for found in text.near_digits(_MIXED, 16, 40):
        said = found[0]
        letters, digits = sum(c.isalpha() for c in said), sum(c.isdigit() for c in said)
        if len(said) >= 5 and digits >= 3 and letters and not _MEASURES.match(said):
            yield Hit(found.start(), found.end(), "code", weight=3)


def _is_phone(said: str, digits: str) -> bool:
    if not 7 <= len(digits) <= 15:
        return False
    if said.startswith("+") or re.match(r"\(\d{2,5}\)", said):
        return True
    if re.fullmatch(r"(?:1[-. ])?[2-9]\d{2}[-. ]\d{3}[-. ]\d{4}", said) or re.fullmatch(
        r"0\d{2,5}[\s-]\d{3,8}(?:[\s-]\d{2,6})*", said
    ):
        return True
    phones = _phones()
    return any(phones(said, country) for country in _COUNTRIES)


@cache
def _phones() -> Callable[[str, str], bool]:
    import phonenumbers

    def valid(said: str, country: str) -> bool:
        try:
            return phonenumbers.is_valid_number(phonenumbers.parse(said, country))
        except phonenumbers.NumberParseException:
            return False

    return valid


def _checks(kind: str, said: str) -> bool:
    module = import_module(f"stdnum.{kind}")
    return bool(module.is_valid(said.upper()))
