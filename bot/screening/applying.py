"""Puts a suggestion in the place of what was found, so that the sentence still reads.

"on 14 March" becomes "at that time of year", "my client Sarah" becomes "my client", "the Leeds clinic" becomes "the
city clinic", and a sentence begins with a capital.
"""

import re

from bot.screening.finding import Finding

_ARTICLE = re.compile(r"\b(?:a|an|the|my|her|his|their|our|your|this|that)\s+$", re.IGNORECASE)
_AT = re.compile(r"\b(?:on|in|at)\s+$", re.IGNORECASE)
_OTHER_PREPOSITION = re.compile(
    r"\b(?:since|until|till|by|from|before|after|during|for|of|around|about|between|and|to|last|this|next|early|mid|late|every)[\s-]+$",
    re.IGNORECASE,
)


def apply(text: str, finding: Finding) -> str:
    """The text with the finding's suggestion instead. Raises ValueError when it is not the text that was screened."""
    if text[finding.start : finding.end] != finding.text:
        raise ValueError("the text has changed since it was screened")
    before, after, words = text[: finding.start], text[finding.end :], finding.suggestion
    role = words.partition(" ")[2] or words
    if re.search(rf"(?<!\w){re.escape(role)},?\s+$", before, re.IGNORECASE):
        joined = re.sub(r",?\s+$", "", before)
        closing = before.rstrip().endswith(",") and after.startswith(",")
        return _tidy(joined, after[1:] if closing else after)
    if words.startswith(("in ", "at that ")):
        before, words = _in_time(before, words)
    elif words.partition(" ")[0] in ("a", "an", "the", "one") and _ARTICLE.search(before):
        words = words.partition(" ")[2]
    if _opens(before):
        words = words[:1].upper() + words[1:]
    return before + words + after


def _in_time(before: str, words: str) -> tuple[str, str]:
    at = _AT.search(before)
    if at:
        kept = before[: at.start()]
        return kept, words
    if _OTHER_PREPOSITION.search(before):
        return before, words.partition(" ")[2]
    return re.sub(r"\bthe\s+$", "", before), words


def _opens(before: str) -> bool:
    return not before.strip() or bool(re.search(r"[.!?]['\"”’)]*\s+$|\n\s*(?:[-*•]\s+)?$", before))


def _tidy(before: str, after: str) -> str:
    return before + (after if after[:1] in ".,;:!?'’)\n" or after[:1].isspace() or not after else " " + after)
