"""Whether a question is advice in disguise: "have you tried …?" tells somebody what to do and only sounds like asking.

It goes by turns of phrase and is often wrong, so it is only ever a nudge to whoever wrote the sentence.
"""

import re

_DISGUISES = (
    r"have you (?:ever |already |not )?(?:tried|considered|thought (?:of|about)|looked (?:in)?to|asked|read|spoken)",
    r"haven['’]t you (?:tried|considered|thought|asked)",
    r"did(?:n['’]t)? you (?:try|consider|think (?:of|about)|ever try)",
    r"why (?:don['’]t|didn['’]t|not) (?:you|just|simply|try|ask|tell|use)\b",
    r"(?:you|one|we) (?:should|ought to|must|need to|have to|had better|could always|might want to|may want to)\b",
    r"you['’]d better\b",
    r"(?:should|shouldn['’]t|could|couldn['’]t|can['’]t|can) you (?:just |simply |not )?"
    r"(?:try|tell|ask|refer|use|stop|say|call|set)\b",
    r"(?:what|how) about (?:trying|asking|telling|using|\w+ing)\b",
    r"what if you\b",
    r"would(?:n['’]t)? it (?:not )?(?:be better|help|make sense|be (?:good|useful|wise|worth))",
    r"(?:i|we)(?: would|['’]d) (?:\w+ )?"
    r"(?:try|suggest|recommend|advise|refer|tell (?:her|him|them)|ask (?:her|him|them)|stop|start)\b",
    r"i (?:suggest|recommend|advise)\b",
    r"(?:if i were you|in your place|my advice|the best thing (?:is|would be))",
    r"(?:maybe|perhaps) (?:you|try|it is time to|it['’]s time to)\b",
    r"(?:make sure|be sure) (?:you|to)\b",
    r"^(?:try|just|simply|consider|remember to|stop|don['’]t)\b",
)
_ADVICE = re.compile("|".join(f"(?:{one})" for one in _DISGUISES), re.IGNORECASE)


def disguised(words: str) -> str:
    """The turn of phrase that sounds like advice, as it was written; empty when there is none."""
    found = next((hit for one in re.split(r"(?<=[.!?])\s+|\n", words) if (hit := _ADVICE.search(one.strip()))), None)
    return found[0] if found else ""
