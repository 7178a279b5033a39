"""What a word may be made of, so that it is no name: an ending, a beginning, the sound of a medicine."""


def simpler(plain: str) -> list[str]:
    """What a word may be an ending, a plural or a slip of: -ing, -ish, doubled letters."""
    forms = [
        plain[: -len(ending)]
        for ending in (
            "s",
            "es",
            "ed",
            "d",
            "ing",
            "ly",
            "ness",
            "ish",
            "y",
            "ism",
            "ist",
            "ists",
            "er",
            "ers",
            "al",
            "ian",
            "ians",
            "able",
            "like",
        )
        if plain.endswith(ending) and len(plain) - len(ending) > 3
    ]
    forms += [form + "e" for form in forms]
    for start in (
        "un",
        "re",
        "non",
        "pre",
        "post",
        "over",
        "under",
        "inter",
        "intra",
        "self",
        "co",
        "mis",
        "anti",
        "bi",
        "hyper",
        "hypo",
        "neuro",
        "psycho",
        "trans",
        "sub",
        "micro",
        "multi",
        "dis",
        "super",
    ):
        if plain.startswith(start) and len(plain) - len(start) > 3:
            forms.append(plain[len(start) :])
    return forms


MEDICAL = (
    "ine",
    "ol",
    "am",
    "one",
    "ide",
    "itis",
    "osis",
    "ia",
    "ic",
    "ism",
    "ist",
    "ing",
    "ed",
    "ly",
    "tion",
    "ness",
    "ment",
    "ity",
    "ive",
    "al",
    "ate",
    "pathy",
    "ology",
    "logical",
    "metry",
    "s",
)
