"""Whether an ordinary word that opens a sentence is somebody: "Hope is 24", "Grace and Paul are", "Art doesn't sleep".

Only people are a nurse, sixteen, pregnant or on a waiting list, and only people are somebody's son.
"""

import re

from bot.screening.circles import CLIENTS, COLLEAGUES, RELATIVES
from bot.screening.lexicon import Lexicon
from bot.screening.reading import Text
from bot.screening.words import Word

_TRADES = frozenset(
    ("man", "woman", "boy", "girl", "lad", "guy", "lady", "person", "mechanic", "builder", "chef", "soldier")
) | {"veteran", "musician", "artist", "carer"}
_PEOPLE = "|".join(sorted((RELATIVES | COLLEAGUES | CLIENTS) | _TRADES))
_IS = re.compile(
    rf"""\s+(?:is|was|['’]s)\s+(?:now\s+|about\s+|only\s+|just\s+|so\s+|very\s+|still\s+|again\s+|back\s+)*(?:
        (?:an?|the|my|her|his|their|our)\s+(?:[\w-]+\s+){{0,3}}?(?:{_PEOPLE})\b
      | \d{{1,2}}\b(?!\s*(?:%|/|:|percent|sessions|minutes|weeks|out))
      | (?:eldest|youngest|lonely|single|married|separated|divorced|engaged|pregnant|trans|gay|non-?binary
            |adopted|fostered|retired
          |suicidal|sober|homeless|late|unemployed|bereaved|widowed|autistic|sectioned|hospitali[sz]ed|tearful
            |estranged)\b
      | the\s+(?:eldest|youngest|oldest|middle|quiet|loud|new)\b
      | (?:in\s+(?:foster\s+care|hospital|prison|rehab|recovery|care|therapy|year|crisis)|on\s+(?:the\s+waiting
            |a\s+waiting|sick|leave|meds|medication|benefits|remand)|off\s+(?:work|sick))\b
      | (?:starting|leaving|moving|drinking|using|dating|seeing|living|studying|struggling|crying|cutting
            |self-harming|convinced|scared|afraid|angry\s+(?:with|at))\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_DOES = re.compile(
    r"""\s+(?:(?:does|did|do|can|could|will|would|has|had)(?:\s+not|n['’]?t)|cannot|never|always|keeps?|still|also)\s+
        (?:trusts?|sleep\w*|eats?|eating|speaks?|talk\w*|believes?|thinks?|likes?|knows?|remembers?|cry|cries
            |crying|wants?|feels?|
           asks?|asking|cancel\w*|drinks?|drinking|been\s+(?:doing|seeing|taking|drinking|sleeping|eating|crying
            |coming)|say\w*|tells?|telling|texting|emailing|apologi\w+)\b
      | \s+has\s+(?:been\s+(?:doing|seeing|taking|drinking|sleeping|eating|crying|coming|discharged|referred
            |admitted)|(?:two|three|four|five|a|an|no|new)\s+(?:\w+\s+)?(?:kids?|children|sons?|daughters?|job
            |baby|brothers?|sisters?|boyfriend|girlfriend|partner|degree|diagnosis|history))\b
      | \s+(?:cannot|can['’]t)\s+sleep\b
      | \s+(?:came|comes|went|goes)\s+(?:to\s+(?:the\s+)?(?:group|session|see\s+me|my)|in\b|late|early|alone
            |back\b|again\b|on\s+time|with\s+(?:her|his|their))
      | \s+(?:told|asked|texted|emailed|phoned|rang|messaged)\s+(?:me|us|her|him|them)\b
      | \s+(?:dna|dna['’]?d|cancelled|canceled|ghosted|no-showed|no\s+showed)\b
      | \s+(?:lives|lived|works|worked)\s+(?:with|in|at|as|for|alone|nights)\b
      | ,?\s+(?:and|&)\s+(?:his|her|their)\s+(?:son|daughter|wife|husband|partner|mother|mum|mom|father|dad
            |brother|sister|kids|children|baby|ex)\b
      | ,\s+(?:my|his|her|their|our|a|an|the)\s+(?:[\w-]+\s+){0,2}(?:client|patient|supervisee|son|daughter|wife
            |husband|partner|mother|mum|mom|father|dad|brother|sister|friend|boss|neighbou?r|colleague)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TOGETHER = re.compile(
    r",\s+(?:brothers|sisters|twins|siblings|cousins|(?:a\s+)?couple|married|both|together|\w+\s+years)\b|\s+(?:are|were|have|came|come|want|argue|argued|fight|fought|met|live|lived|separated|split|sat|do|did|both|each|say|said|agreed)\b",
    re.IGNORECASE,
)


def is_somebody(text: Text, index: int, known: Lexicon) -> bool:
    """Of a word of both sorts that opens a sentence, or stands all small: by what it is or does."""
    word = text.word(index)
    if _IS.match(text.text, word.end) or _DOES.match(text.text, word.end):
        return True
    return _one_of_two(text, index, word, known)


def _one_of_two(text: Text, index: int, word: Word, known: Lexicon) -> bool:
    """Grace and Paul are separating."""
    other = text.word(index + 2)
    if text.word(index + 1).plain != "and" or not (other.capital and word.capital):
        return False
    if not (other.plain in known.given or other.plain in known.also):
        return False
    return not known.is_ordinary(other.plain) or bool(_TOGETHER.match(text.text, other.end))
