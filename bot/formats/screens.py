"""The words of the two rounds that every format has; those of the others stand in the format's own file."""

CULTURE = "Culture, identity and power"
LAST_WORD = "The last word"
LAST_WORD_PROMPT = "The last word is the presenter's: what I will do, and why. Or nothing."
