# ruff: noqa: E501, SIM905 -- long lists of words and patterns read better as they are
"""Dates of which more than the year is said.

Seasons, weekdays by themselves, hours and years are left alone, and so are ratings: 7/10 is a date only where the words
before it say so.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.screening.finding import Hit
from bot.screening.lexicon import plain
from bot.screening.reading import Text

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_SURE = (
    r"(?:january|february|april|june|july|august|september|october|november|december|febuary|feburary|janurary|septemeber|setember|novemeber|decemeber|agust|"
    r"jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_MONTH = rf"(?:{_SURE}|march|may|mar)"
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_UNITS = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_YEAR_SAID = rf"(?:,?\s*(?:in\s+)?(?:two\s+thousand(?:\s+and)?(?:\s+(?:\w+teen|ten|eleven|twelve|{_UNITS}|{_TENS}(?:[\s-]{_UNITS})?))?|(?:nineteen|eighteen|twenty)[\s-]+(?:(?:oh[\s-]){_UNITS}|{_TENS}(?:[\s-]{_UNITS})?|\w+teen|ten|eleven|twelve)))"
_YEAR = r"(?:(?:,|\s+of)?\s*['’]?(?:1[89]|20)?\d\d(?![\d:/]|\s?(?:mg|am|pm|%|times|sessions|years|minutes|weeks|days|hours|people|clients)|,?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))"
_ONES = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_ORDINAL = rf"(?:(?:twenty|thirty)[\s-](?:{_ONES})|{_ONES}|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
_CARDINAL = r"(?:(?:twenty|thirty)[\s-](?:one|two|three|four|five|six|seven|eight|nine)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty)"
_DAY = rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th)\b|er\b|\.(?=\s))?|{_ORDINAL})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?:the\s+)?)"
_JOIN = r"\s*(?:-|–|/|to|and|&|or|until|till)\s*(?:the\s+)?"
_OTHER_MONTHS = (
    r"(?:maj|augusti|marts|desember|mai|tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesäkuuta|heinäkuuta|elokuuta|syyskuuta|lokakuuta|marraskuuta|joulukuuta|ionawr|chwefror|mawrth|ebrill|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr|eanáir|feabhra|márta|aibreán|bealtaine|meitheamh|iúil|lúnasa|ianuarie|februarie|martie|aprilie|iunie|iulie|septembrie|octombrie|noiembrie|decembrie|január|február|március|április|május|június|július|augusztus|szeptember|október|janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|januar|februar|märz|maerz|juni|juli|"
    r"oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|"
    r"maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|"
    r"januari|februari|maart|mei|augustus|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|"
    r"ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|muharram|safar|rajab|sha'?ban|ramadan|ramazan|shawwal|dhu al-\w+|"
    r"nisan|iyar|sivan|tammuz|av|elul|tishrei|cheshvan|kislev|tevet|shevat|adar|farvardin|ordibehesht|khordad|tir|mordad|shahrivar|mehr|aban|azar|dey|bahman|esfand|"
    r"meskerem|tikimt|hidar|tahsas|ter|yekatit|megabit|miazia|ginbot|sene|hamle|nehase)"
)
_FIXED = (
    r"(?:christmas(?:\s+(?:day|eve))?|boxing\s+day|new\s+year['’]?s?(?:\s+(?:day|eve))?|nye|valentine['’]?s(?:\s+day)?|hallowe['’]?en|"
    r"st\.?\s+patrick['’]?s\s+day|bonfire\s+night|guy\s+fawkes(?:\s+night)?|anzac\s+day|waitangi\s+day|australia\s+day|canada\s+day|bastille\s+day|"
    r"(?:the\s+)?(?:4th|fourth)\s+of\s+july|independence\s+day|veterans\s+day|remembrance\s+(?:day|sunday)|juneteenth|michaelmas|all\s+saints['’]?(?:\s+day)?)"
)
_EXACT = r"(?:mothering\s+sunday|ides\s+of\s+\w+|eid\s+(?:al|ul)[\s-](?:fitr|adha)|burns\s+night|(?:summer|winter)\s+solstice|(?:christmas|xmas)\s+(?:day|eve)|boxing\s+day|new\s+year['’]?s\s+(?:day|eve)|nye|valentine['’]?s\s+day|hallowe['’]?en|good\s+friday|ash\s+wednesday|shrove\s+tuesday|maundy\s+thursday|bank\s+holiday\s+monday|easter\s+(?:sunday|monday)|thanksgiving\s+day|(?:guy\s+fawkes|bonfire)\s+night|(?:veterans|memorial|labou?r|mlk|remembrance|armistice|st\.?\s+(?:george|andrew|david)['’]?s)\s+day|remembrance\s+sunday|burns\s+night|st\.?\s+patrick['’]?s\s+day|anzac\s+day|waitangi\s+day|australia\s+day|canada\s+day|bastille\s+day|(?:the\s+)?(?:4th|fourth)\s+of\s+july|independence\s+day|juneteenth)"
_MOVING = r"(?:easter(?:\s+(?:sunday|monday))?|good\s+friday|diwali|eid(?:\s+al[\s-]\w+)?|ramadan|hanukkah|passover|yom\s+kippur|rosh\s+hashanah|thanksgiving|chinese\s+new\s+year|lunar\s+new\s+year|nowruz|holi|lent|pentecost|whitsun|mother['’]?s\s+day|father['’]?s\s+day|black\s+friday)"

_SPOKEN = re.compile(
    rf"\b(?:{_WEEKDAY})?(?:the\s+)?{_DAY}(?:(?:{_JOIN}|,\s*)(?:{_DAY}|{_CARDINAL}))?[\s.-]*(?:day\s+)?(?:of\s+)?{_MONTH}\b\.?(?:[\s-]*{_YEAR}|{_YEAR_SAID})?"
    rf"|\b(?:{_WEEKDAY})?{_MONTH}\b\.?[\s-]*(?:the\s+)?(?:{_DAY}(?!\d|:\d\d|\s?(?:mg|am|pm|%|hours|hrs|minutes|mins|sessions|weeks|people|clients|times)\b)|{_CARDINAL}\b(?!\s+(?:of|people|clients|times|sessions|weeks|hours|days|years|or|things|other)))(?:{_JOIN}{_DAY}\b(?!\s+\w+s\b))?(?:,?\s*{_YEAR}|{_YEAR_SAID})?"
    rf"|\b{_CARDINAL}\s+(?:of\s+)?{_SURE}\b(?:[\s,]*{_YEAR}|{_YEAR_SAID})?"
    rf"|\b(?:the\s+)?{_DAY}[\s.]+(?:de\s+|di\s+)?{_OTHER_MONTHS}\b(?:\s+(?:de\s+|del\s+)?{_YEAR})?",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(
    rf"(?<![\w-])(?:(?:(?:early|late|later|earlier)\s+in|this\s+(?:past|coming)|early[\s-]to[\s-]mid|mid[\s-]to[\s-]late|early|mid|late|(?:the\s+)?(?:beginning|start|middle|end)\s+of|(?:the\s+)?(?:first|second|third|fourth|last|[1-4](?:st|nd|rd|th))\s+(?:week|weekend|half|fortnight)\s+(?:of|in))[\s-]+)?{_MONTH}\b\.?(?:(?:\s*{_YEAR})?{_JOIN}{_MONTH}\b)?(?:(?:[\s,-]|/)*{_YEAR})?",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"(?<![\w£$€.,/+-])(?:"
    r"(?P<iso>(?:1[89]|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:3[01]|[12]\d|0?[1-9])(?:T[\d:.]+Z?)?)"
    r"|(?P<full>(?:3[01]|[12]\d|0?[1-9])\s?([-/.])\s?(?:3[01]|[12]\d|0?[1-9])\s?\3\s?['’]?(?:(?:1[89]|20)\d\d|\d\d))"
    r"|(?P<spaced>(?:3[01]|[12]\d|0[1-9])\s(?:0[1-9]|1[0-2])\s(?:19|20)\d\d)"
    r"|(?P<roman>(?:3[01]|[12]\d|0?[1-9])[-/.](?:i{1,3}|iv|vi{0,3}|ix|xi{0,2}|x)[-/.]\d{2,4})"
    r"|(?P<month>(?:0?[1-9]|1[0-2])/(?:1[89]|20)\d\d|(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2]))"
    r"|(?P<short>(?:3[01]|[12]\d|0?[1-9])[/](?:3[01]|[12]\d|0?[1-9])|(?:3[01]|[12]\d|0?[1-9])\.(?:1[0-2]|0?[1-9])\.(?!\d)|(?:3[01]|[12]\d|0?[1-9])-(?:3[01]|[12]\d|0[1-9]))"
    r"|(?P<packed>(?:1[89]|20)\d\d(?:0[1-9]|1[0-2])(?:3[01]|[12]\d|0[1-9])(?P<stamp>T\d{4,6}Z?)?|(?:3[01]|[12]\d|0[1-9])(?:0[1-9]|1[0-2])(?:(?:1[89]|20)\d\d|\d\d))"
    r")(?![\w/%]|[.,-]\d)",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:early|mid|late|the|beginning|start|middle|end|first|second|third|last|\d)\b", re.IGNORECASE)
_DATED = re.compile(
    r"(?:\b(?:on|by|dated?|since|from|until|till|til|to|before|after|around|circa|of|for|seen|saw|born|dob|d\.o\.b\.?|birth|birthday|appt|appointment|session|admitted|admission|discharged|"
    r"discharge|died|due|booked|next|last|wk|week|w/c|w/e|ending|commencing|start(?:ed|ing|s)?|dna|dna'd|cancelled|canceled|mon|tues?|wed|thur?s?|fri|sat|sun|\w+day|between|intake|referred|review|assessed|"
    r"contact|rv|f/u|note|updated|signed|the|his|her|and|call|called|event|incident|arrested|married|moved|on:|in)|[(:@&–-])\W*$",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(
    r"(?:\b(?:on|by|dated?|since|until|till|from|seen|dob|born|appt|appointment|session|admitted|discharged|died|due|booked|w/c|\w+day|am|vom|bis|seit|again|first|second|last|next|moved)|[(:])\s*$",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b(?:core\S*|ors|srs|ies\S*|whodas|phq\S*|gad\S*|version|v|score\w*|bmi|chapter|section|wai|mean|ratio|level|oq\S*)\b",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"(?:\b(?:dob|d\.o\.b\.?|born|birth(?:day|date)?|b\.)\W*(?:on|is|was|of)?\W*|\bdate\W+)$", re.IGNORECASE
)
_RATED = re.compile(
    r"\b(?:scor\w+|rat\w+|suds?|mood|anxiety|pain|out of|level|distress|phq\S*|gad\S*|confidence|motivation|intensity|scale|at|of|a|about|around|is|was|from|to|sleep|energy|hope|alliance|roughly|maybe|say|like|feeling|"
    r"belief|voc|importance|readiness|only|solid|honest|now|currently|down|up)\W*$",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:arrived|came|left|died|born|seen|admitted|discharged|due|back)\s+on\s+$", re.IGNORECASE)
_NEVER_DATES = frozenset(
    ("24/7", "50/50", "9/11", "20/20", "1/2", "1/3", "2/3", "1/4", "3/4", "1/1", "2/1", "3/1", "60/40", "9-5", "7/11")
)
_MONTH_BEFORE = re.compile(
    r"\b(?:in|since|until|till|til|by|from|during|before|after|around|about|through|throughout|last|this|next|every|each|early|mid|late|to|between|of|for|back in|come|circa|and|or|born|dob|due|starting|started|began|ended|ending|finishing|dated|w/c|seen|a|one|his|her|their|our)"
    r"[\s:(-]*$",
    re.IGNORECASE,
)
_MODAL_AFTER = re.compile(
    r"\s+(?:not|be|have|well|also|need|want|feel|come|go|still|even|or|never|just|help|find|seem|get|take|make|lead|bring|think|say|ask|use|only|then|turn|look|sound|wish|try|give|he|she|they|we|i|you|it|this|that|there|"
    r"say|mean|benefit|experience|contain|represent|reflect|act|become|appear|struggle|offer|work|cause|choose|do|know|like|see|show|tell|start|respond|trigger|indicate|suggest|require|remain|affect|keep|call|"
    r"out|in|into|up|off|back|on|around|through|him|her|them|down|towards?|to|straight|past|over|home|away)\b",
    re.IGNORECASE,
)
_THE_NTH = re.compile(
    rf"(?P<day>the\s+(?:3[01]|[12]?\d)\s?(?:st|nd|rd|th)\b(?:{_JOIN}(?:3[01]|[12]?\d)\s?(?:st|nd|rd|th)\b)?|the\s+(?:(?:twenty|thirty)[\s-](?:{_ONES})|(?:four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth)\b)"
    r"(?=\s*(?:[,.;:!?)]|$|\n|and\b|at\b|because|but|when|she|he|they|we|i\b|for\b|with\b|after|before|to\b|this|last|next|of\s+(?:this|last|next|the)\b|in\s+the\b|so\b|then\b|or\b|as\b|was\b))",
    re.IGNORECASE,
)
_SINCE_NTH = re.compile(
    r"\b(?:since|until|till|on|by)\s+(?P<day>the\s+(?:3[01]|[12]?\d)(?:st|nd|rd|th)\b)"
    r"(?!\s+(?:session|time|floor|week|day|month|year|grade|birthday|anniversary|century|one|chapter|step|attempt|minute|hour|visit|edition|child|marriage|house|round|try|meeting|appointment|dose|glass|pint|drink|trimester|form|street|avenue|ring|call|text|night|morning|page|line|date|move|side|level|stage|line|hole|lap|mile|rung|of)s?\b|\s+[a-z]+\s+(?:session|floor|week|day|time|visit|attempt)\b)"
    r"|\b(?:died|born|seen|due|admitted|discharged|since|until|till|sectioned|arrested)\s+(?P<bare>(?:3[01]|[12]?\d)(?:st|nd|rd|th))\b(?=\s*(?:[.,;:!?)]|$))"
    rf"|\b(?:died|born|buried|due|back|returns?|leaves?|starts?|ends?|court)\s+on\s+(?P<on>the\s+{_ORDINAL})\b(?=\s*(?:[.,;:!?)]|$))"
    rf"|\b(?:birthday|due|wedding|funeral|hearing|court|appointment|date|surgery|anniversary|payday|exam)(?:\s+(?:is|was|on)|['’]s)*\s+(?P<word>the\s+{_ORDINAL})\b(?!\s+(?:time|one|of|to|in)\b)",
    re.IGNORECASE,
)
_OF_THE_MONTH = re.compile(
    rf"\b(?:the\s+)?{_ORDINAL}\s+of\s+(?:the|each|every|this|last|next)\s+month\b|"
    r"\b(?:the\s+)?(?:3[01]|[12]?\d)(?:st|nd|rd|th)\s+of\s+(?:(?:the|each|every|this|last|next)\s+month\b)",
    re.IGNORECASE,
)
_WEEKDAY_NTH = re.compile(
    rf"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?,?\s+the\s+{_ORDINAL}\b(?!\s+(?:of\s+(?!the\s+month)|time|session|one))|"
    r"\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?s?\.?,?\s+(?:the\s+)?(?:(?:3[01]|[12]?\d)\s?(?:st|nd|rd|th)|[12]\d|3[01])\b(?!\s?(?:mg|am|pm|%|:|minutes|hours|people|sessions|\.\d))",
    re.IGNORECASE,
)
_NEAR_HOLIDAY = r"(?:day|week|night|weekend|morning|evening|month|eve|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_HOLIDAY = re.compile(
    rf"\b(?:(?:the\s+)?(?:(?:first|second|third|last|whole)\s+)?{_NEAR_HOLIDAY}\s+(?:before|after|of|following)\s+(?:{_EXACT}|{_FIXED}|{_MOVING})(?:,?\s+(?:(?:19|20)\d\d|(?:last|this|next)\s+year))?\b|(?:{_FIXED}|{_MOVING})\s+(?:last|this|next)\s+year\b|(?:{_FIXED}|{_MOVING})\s+(?:weekend|eve)(?:,?\s+(?:19|20)\d\d)?\b|(?:{_FIXED}|{_MOVING})(?:\s+(?:of|in))?,?\s+['’]?(?:1[89]|20)\d\d\b|{_EXACT}\b|(?<=since\s)(?:last\s+)?(?:{_FIXED}|{_MOVING})\b|(?<=by\s)(?:{_FIXED}|{_MOVING})\b|(?<=on\s)(?:{_FIXED}|{_MOVING})\b|(?:two|three|four|five|\d+)\s+(?:days|weeks)\s+(?:before|after)\s+(?:{_FIXED}|{_MOVING})\b)",
    re.IGNORECASE,
)

_MONTH_WORDS = frozenset(
    "january february march april may june july august september october november december febuary feburary janurary septemeber setember novemeber decemeber agust jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_OTHER_WORDS = frozenset(plain(word) for word in re.findall(r"[^\W\d]{3,}", _OTHER_MONTHS))
_HOLIDAY_WORDS = frozenset(
    "mothering ides solstice mother father black christmas xmas ash shrove maundy bank good memorial mlk armistice george george's andrew's david's burns boxing new nye valentine valentines valentine's halloween hallowe'en patrick patricks patrick's bonfire guy anzac waitangi australia canada bastille july independence veterans remembrance juneteenth michaelmas saints easter diwali eid ramadan hanukkah passover kippur hashanah thanksgiving nowruz holi lent pentecost whitsun labour labor".split()
)
_WEEKDAYS = frozenset(
    "mon tue tues wed wednes weds thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays".split()
)
_NTH_BEFORE = frozenset(
    "since until till on by buried back return returns leave leaves start starts end ends died born seen admitted discharged sectioned arrested birthday due wedding funeral hearing court appointment date surgery anniversary payday exam".split()
)
_GLUED = re.compile(rf"\d(?:st|nd|rd|th)?[-./]?(?:{_MONTH})", re.IGNORECASE)
_NTH_WEEKDAY = re.compile(
    rf"\b(?:first|second|third|fourth|last|[1-4](?:st|nd|rd|th))\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\s+(?:of|in)\s+{_MONTH}\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\s?(?:-|–|—|to|till|until)\s?(?:the\s)?")
_LEADS = frozenset("week weekend evening morning afternoon night day days eve wk".split())
_LED = re.compile(
    r"\b(?:(?:the|that|one)\s+)?(?:week|weekend|evening|morning|afternoon|night|day|eve|wk)\s+(?:of|before|after|commencing|beginning|ending|from)\s+(?:the\s+)?$"
    r"|\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""The week of 4 March: what stands before a date and belongs to it."""
_NTH_OF_NTH = re.compile(
    r"\b(?:the\s+)?(?:3[01]|[12]?\d)(?:st|nd|rd|th)\s+of\s+the\s+(?:1[0-2]|[1-9])(?:st|nd|rd|th)\b(?:,?\s+(?:(?:19|20)\d\d|['’]\d\d))?",
    re.IGNORECASE,
)
_RUN_ON = re.compile(rf"(?<![\w.])(?:3[01]|[12]\d|0?[1-9])(?:{_MONTH})(?:\d\d){{1,2}}(?!\w)", re.IGNORECASE)
_INSTANT = re.compile(r"\b(?:the\s+)?(?:3[01]|[12]?\d)(?:st|nd|rd|th)\s+(?:inst|ult|prox)\b", re.IGNORECASE)

_FOUR = re.compile(r"\d{4}")


def month_of(said: str) -> int:
    """1 to 12, or 0 where the words or numbers of a date leave it open."""
    named = re.search(r"(?<![a-z])(" + "|".join(MONTHS) + r")", said.lower())
    if named:
        return MONTHS.index(named[1]) + 1
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    if len(numbers) == 3 and numbers[0] > 31:
        return numbers[1] if numbers[1] <= 12 else 0
    if len(numbers) >= 2 and (numbers[0] > 12) != (numbers[1] > 12):
        month = numbers[1] if numbers[0] > 12 else numbers[0]
        return month if 1 <= month <= 12 else 0
    return 0


def hits(text: Text) -> Iterator[Hit]:
    """From 15 May to 30 June is one stretch of time and one finding."""
    earlier: Hit | None = None
    for hit in sorted(_led(text), key=lambda hit: (hit.start, -hit.end)):
        yield hit
        if earlier and hit.start > earlier.end and _UNTIL.fullmatch(text.text, earlier.end, hit.start):
            yield replace(earlier, end=hit.end, hint=text.text[earlier.start : hit.end], weight=10)
        if not earlier or hit.end > earlier.end:
            earlier = hit


def _led(text: Text) -> Iterator[Hit]:
    for hit in _dates(text):
        led = (
            _LED.search(text.text, max(0, hit.start - 34), hit.start)
            if (_LEADS | _WEEKDAYS) & text.vocabulary
            else None
        )
        yield replace(hit, start=led.start()) if led else hit


def _dates(text: Text) -> Iterator[Hit]:
    yield from _spoken(text)
    yield from _months(text)
    for found in text.near(_HOLIDAY_WORDS, _HOLIDAY, 30, 40):
        yield Hit(found.start(), found.end(), "date", found[0], weight=7)
    if text.digits:
        yield from _numbers(text)
    for found in (*text.begins(_WEEKDAYS, _WEEKDAY_NTH), *text.near(_WEEKDAYS, _NTH_WEEKDAY, 10, 30)):
        yield Hit(found.start(), found.end(), "date", found[0], weight=6)
    for found in text.near(frozenset(("month",)), _OF_THE_MONTH, 40, 8):
        yield Hit(found.start(), found.end(), "date", found[0], weight=6)
    for found in text.begins(frozenset(("the",)), _THE_NTH):
        yield Hit(found.start("day"), found.end("day"), "date", found["day"], weight=6)
    for found in text.begins(_NTH_BEFORE, _SINCE_NTH):
        group = found.lastgroup or 0
        yield Hit(found.start(group), found.end(group), "date", found[group], weight=6)


def _spoken(text: Text) -> Iterator[Hit]:
    months = text.near(_MONTH_WORDS, _SPOKEN, 45, 45)
    others = text.near(_OTHER_WORDS, _SPOKEN, 20, 30) if text.digits else ()
    glued = text.near_digits(_SPOKEN, 1) if text.digits and _GLUED.search(text.text) else ()
    for found in (*months, *others, *glued):
        if not _says_otherwise(text.text, found):
            yield Hit(found.start(), found.end(), "date", found[0], weight=10 if _FOUR.search(found[0]) else 8)


def _says_otherwise(text: str, found: re.Match[str]) -> bool:
    """One may feel; second march past; the first may be."""
    words = found[0].lower().split()
    if words[-1] in ("may", "march") and not any(letter.isdigit() for letter in found[0]):
        return bool(_MODAL_AFTER.match(text, found.end())) or " of " not in found[0]
    return (
        words[0] in ("may", "march")
        and len(words) > 1
        and words[1] in ("first", "second", "one")
        and not found[0][0].isupper()
    )


def _months(text: Text) -> Iterator[Hit]:
    for found in text.near(_MONTH_WORDS, _MONTH_ALONE, 30, 30):
        words = re.split(r"[\s-]+", found[0].lower())
        month = next(word for word in words if re.match(_MONTH + r"\b", word.strip(".,/"), re.IGNORECASE)).strip(".,/")
        dated = any(letter.isdigit() for letter in found[0]) or len(words) > 1
        before = bool(_MONTH_BEFORE.search(text.text, max(0, found.start() - 20), found.start()))
        if _is_month(text.text, found, month, dated, before):
            yield Hit(found.start(), found.end(), "month", found[0], weight=6 if dated else 5)


def _is_month(text: str, found: re.Match[str], month: str, dated: bool, before: bool) -> bool:
    if month in ("may", "march"):
        if dated and (any(letter.isdigit() for letter in found[0]) or _PART.match(found[0])):
            return True
        preposition = re.search(
            r"\b(?:in|since|until|till|last|this|next|early|mid|late|by|of|during|from|before|after|every|around|through)[\s-]+$",
            text[max(0, found.start() - 20) : found.start()],
            re.IGNORECASE,
        )
        held = dated and len(re.split(r"[\s-]+", found[0])) > 1
        return (held or bool(preposition)) and not (
            _MODAL_AFTER.match(text, found.end())
            and (not found[0][0].isupper() or found[0] in ("May",) and not preposition)
        )
    if month in (
        "april",
        "june",
        "august",
        "jan",
        "jun",
        "dec",
        "mar",
        "sep",
        "sept",
        "apr",
        "oct",
        "nov",
        "aug",
        "jul",
        "feb",
    ):
        return dated or before or (month in ("june", "august", "april") and not _acts(text, found))
    return True


def _acts(text: str, found: re.Match[str]) -> bool:
    """April said; June, who is; my client April."""
    after = re.match(
        r"(?:['’]s\s+\w+|,?\s+(?:said|says|told|tells|asked|who|is|was|has|had|feels|felt|came|wants|wanted|thinks|and\s+(?:i|her|his)|presents|reports|describes)\b)",
        text[found.end() : found.end() + 30],
        re.IGNORECASE,
    )
    role = re.search(
        r"\b(?:client|wife|sister|mother|daughter|mum|friend|partner|aunt|colleague|called|named|with|saw|met|told|mrs|ms|miss|dr)[\s,.]+$",
        text[max(0, found.start() - 20) : found.start()],
        re.IGNORECASE,
    )
    return bool(after or role)


def _numbers(text: Text) -> Iterator[Hit]:
    for found in text.near_digits(_NUMBERS):
        before = text.text[max(0, found.start() - 24) : found.start()]
        if _is_date(found, before):
            yield Hit(found.start(), found.end(), "date", found[0], weight=8)
    for found in (
        *text.near_digits(_INSTANT, 1),
        *text.near_digits(_NTH_OF_NTH, 1),
        *text.near_digits(_RUN_ON),
    ):
        yield Hit(found.start(), found.end(), "date", found[0], weight=6)


def _is_date(found: re.Match[str], before: str) -> bool:
    if found["packed"]:
        return bool(found["stamp"] or _BORN.search(before) or re.match(r"(?:19|20)[0-3]\d[01]\d[0-3]\d$", found[0]))
    if not found["short"]:
        return True
    if found["short"].endswith(".") and _closes(found):
        return bool(_DAY_BEFORE.search(before)) and not _MEASURED.search(before)
    if found["short"] in _NEVER_DATES and (found["short"] in ("24/7", "9/11") or not _ON.search(before)):
        return False
    if "-" in found["short"] and not re.search(r"\b(?:on|dated?|dob|born)\W*$", before, re.IGNORECASE):
        return False
    first, second = (int(number) for number in re.findall(r"\d+", found["short"])[:2])
    if first > 12 and second > 12:
        return False
    if re.search(r"\b(?:rat|scor)\w+(?:\s+\w+)*\s*$", before, re.IGNORECASE):
        return False
    if (found["short"].startswith("0") and not _RATED.search(before)) or re.search(
        r"\b(?:edd|lmp|due)\W*$", before, re.IGNORECASE
    ):
        return True
    dated = bool(_DATED.search(before))
    if second in (10, 5, 20, 21, 27, 30, 100) and first <= second:
        return bool(
            re.search(
                r"\b(?:on|by|dated?|since|until|till|seen|dob|born|appt|session|admitted|discharged|died|due|booked|next|last|w/c|\w+day|mon|tues?|wed|thur?s?|fri|sat|sun)\W*$",
                before,
                re.IGNORECASE,
            )
        )
    return dated or not _RATED.search(before)


def _closes(found: re.Match[str]) -> bool:
    """Whether the last stop of 3.9. is more likely a sentence's."""
    after = found.string[found.end() : found.end() + 3]
    return not after.strip() or after.startswith("\n") or (after[0] == " " and after[1:2].isupper())
