# ruff: noqa: E501, SIM905 -- long lists of words and patterns read better as they are
"""Ages over 89: said as ages, or as a bare number beside somebody who may have it."""

import re
from collections.abc import Iterator

from bot.screening.finding import Hit
from bot.screening.reading import Text

OLD_AGE = 90
"""From this age on, an age is an identifier."""

_NTHS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_OLD = r"(?:9\d|1[01]\d|12[0-5]|ninety(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|(?:a|one)\s+hundred(?:\s+(?:and\s+)?\w+)?)"
_UNIT = r"(?:%|\s?(?:per\s?cent|percent|kg|kgs|lb|lbs|mg|ml|mcg|bpm|cm|mm|m|km|miles?|minutes?|mins?|min|hours?|hrs?|days?|weeks?|months?|seconds?|secs?|times|degrees|pages|people|clients|points?|sessions?|beats|out|on|over|or\s+so|a\s+month|quid|pounds|dollars|euros|calories|k)\b|/|\.\d|,\d|:)"
_AGES = re.compile(
    rf"\b(?:(?P<age>{_OLD})[\s-]*(?:years?|yrs?|yr)?[\s.-]*(?:olds?|of\s+age|y/?o\b|yo\b|y\.\s?o\.?(?!\w))"
    rf"|(?P<yrs>{_OLD})[\s-]?(?:y/o|yo|yrs?|y\.o\.|ans|jahre|años)\b"
    rf"|(?:aged?|age\s+of|age:|age\s+is|turn(?:ed|ing|s)|just\s+turned|nearly|almost|reached|reaching|hitting|past|over|at\s+the\s+age\s+of|is\s+now|now|well\s+over)\s*(?P<aged>{_OLD})(?!{_UNIT})(?:\s+years)?\b"
    rf"|(?:she|he|they|who|client|mum|mom|mother|dad|father|gran|nan|grandmother|grandfather|grandma|grandad|grandpa|aunt|uncle|husband|wife|patient|widow|widower|man|woman|lady|gentleman|resident|neighbou?r|pt)(?:['’]s|s|\s+is|\s+was|['’]re|,|\s+who\s+is|\s+who['’]s)?\s*\(?(?P<being>{_OLD})(?!{_UNIT})\b"
    r"|\b(?:is|was|be)\s+(?:now\s+|nearly\s+|almost\s+|about\s+)?(?P<words>ninety[\s-](?:one|two|three|four|five|six|seven|eight|nine))(?=\s*(?:[,.;!?)]|$|and\b|but\b|with\b|next\b|this\b|today\b|now\b|years\b))"
    r"|\b(?:is|was|be)\s+(?P<ninety>ninety)(?=\s+(?:next|this|today|in\s+\w+\s*(?:[,.;]|$)|and\s+(?:still|has|lives)))"
    rf"|\bat\s+(?P<at>{_OLD})(?=,?\s+(?:she|he|they)\b)"
    rf"|(?P<birthday>(?:(?:9\d|1[01]\d)(?:st|nd|rd|th)|ninetieth|ninety[\s-](?:{_NTHS})|hundredth)\s+birthday|(?<=(?:er|is)\s)(?:(?:9\d|1[01]\d)(?:st|nd|rd|th)|ninetieth|ninety[\s-](?:{_NTHS})|hundredth)\s+year)"
    rf"|(?P<nineties>\bin\s+(?:(?:her|his|their|my|the|early|mid|late|very)[\s-]+)*(?:90['’]?s|nineties)(?!\s+(?:music|pop|film|kid))|nonagenarians?|centenarians?|supercentenarians?)"
    rf"|(?P<bracket>(?<=\([fm],\s)(?:9\d|10\d)(?=\))|(?<=[a-z]\s\()(?:9\d|10\d)(?=[,)])|(?<=[a-z],\s)(?:9[0-9]|10[0-9])(?=,\s(?:and|who|he|she|they|is|was|has|lives|a|an|retired|widow\w*|married|living|with)\b)|(?<=[a-z]\s\()(?:9\d)(?=\s?[mf]\b)|\b(?:9\d|10\d)\s?[mf]\b))",
    re.IGNORECASE,
)


_AGE_TRIGGER = re.compile(
    r"(?<![\d.])(?:9\d|1[0-2]\d)(?!\d)|[Nn]inet|NINET|[Gg]enarian|[Cc]entenar|[Hh]undred|[Nn]onagen"
)
_BARE = re.compile(
    r"(?:^|[,.:;(–—-]\s?|\b(?:at|to|is|was|be|been|turned|turns|reached|lived|only|just|still|now|nearly|almost|she|he)\s+)(?P<age>9\d|1[01]\d|12[0-5]|ninety(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)"
    r"(?=\s*(?:[,.;:!?)–—]|$)|\s+(?:and|with|but|now|next|this|last|who|when|she|he|on|in\s+(?!total|all|a|the)[A-Z]\w+|years?\s+(?:young|old)|today|soon|already)\b)",
    re.IGNORECASE,
)
_YEARS_OLD = re.compile(r"[\s-]?(?:years?|yrs?)(?:[\s-](?:old|of\s+age)\b)?", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"\b(?:she|he|mum|mom|mam|mother|dad|father|nan|nana|gran|granny|grandma|grandmother|grandad|granddad|grandpa|grandfather|grandparents?|aunt|auntie|uncle|client|patient|pt|resident|husband|wife|widow(?:er)?|parents?|in-laws?|neighbou?r|lady|gentleman|woman|man|friend|relative|oldest|elder(?:ly|s)?|dementia|care\s+home|nursing\s+home|oma|opa|abuel[oa])\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b(?:sats?|spo2|pulse|bpm|hr|bp|weigh\w*|kg|kilos?|scor\w*|iq|out\s+of|egfr|gfr|hba1c|temperature|heart|levels?|glucose|room|bus|route|pages?|marks?|limit|speed|mph|marker|percent\w*|centile|sessions?|minutes|units|suds?|phq\S*|core\S*|number|no|chapter|item|question|degrees|waist|blood|fasting|bed|flat|apartment|unit|ward|highway|channel|radio|fm|size|from|of)\b[^.!?]{0,18}$",
    re.IGNORECASE,
)
_DOUBTFUL = re.compile(r"(?:now|is\s+now|nearly|almost|past|over|well\s+over|reach\w*|hitting)\b", re.IGNORECASE)


def hits(text: Text) -> Iterator[Hit]:
    spots = [found.start() for found in _AGE_TRIGGER.finditer(text.text)]
    for found in text.around(spots, _AGES, 40, 40):
        group = found.lastgroup
        if group == "aged" and _DOUBTFUL.match(found[0]) and not _of_somebody(text.text, found.start()):
            continue
        if group in ("age", "yrs"):
            yield Hit(found.start(), found.end(), "age", found[0], weight=8)
        elif group:
            old = _YEARS_OLD.match(text.text, found.end(group))
            yield Hit(found.start(group), old.end() if old else found.end(group), "age", found[group], weight=8)
    for found in text.around(spots, _BARE, 12, 30):
        if _of_somebody(text.text, found.start("age")):
            yield Hit(found.start("age"), found.end("age"), "age", found["age"], weight=3)


def _of_somebody(text: str, at: int) -> bool:
    """Whether the sentence has a person in it and measures nothing right before."""
    start = max(0, at - 80)
    start = max(text.rfind(". ", start, at), text.rfind("\n", start, at), start)
    return not _MEASURED.search(text[start:at]) and bool(_SOMEBODY.search(text[start : at + 60]))
