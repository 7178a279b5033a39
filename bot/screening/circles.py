"""Words that stand around names and tell whose they are: relatives, roles, titles, and what people do."""

from bot.screening.patterns import book

_BOOK = book("circles")

RELATIVES = _BOOK.words("relatives")
COLLEAGUES = _BOOK.words("colleagues")
CLIENTS = _BOOK.words("clients")
ROLES = RELATIVES | COLLEAGUES | CLIENTS
TITLES = _BOOK.words("titles")
STYLES = _BOOK.words("styles")
ADDRESS = TITLES | STYLES
SAID = _BOOK.words("said")
SPOKE = _BOOK.words("spoke")
"""What a person does and a feeling or a thing hardly ever: "Grace told me"; while "hope is" and "grace comes"."""

MEETS = _BOOK.words("meets")
PLACE_PREPOSITIONS = _BOOK.words("place_prepositions")
MOVES = _BOOK.words("moves")
JOINING = _BOOK.words("joining")
