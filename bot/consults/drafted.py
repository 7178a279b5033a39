"""What a form said besides its sentence, as the note that goes with the sentence while its author looks at it.

It stands in clear beside the draft, so what is looked for goes in sealed.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from bot.sealed import Sealed


@dataclass(frozen=True)
class Draft:
    """`how` are the ways that were chosen; `seeks` is sealed with the asker's key."""

    group_id: str
    kind: str
    soon: str
    how: tuple[str, ...]
    seeks: Sealed | None

    def pack(self) -> str:
        sealed = urlsafe_b64encode(self.seeks or b"").decode()
        return " ".join((self.group_id, self.kind, self.soon, ",".join(self.how) or "-", sealed))

    @classmethod
    def unpack(cls, packed: str) -> "Draft":
        group_id, kind, soon, how, sealed = packed.split(" ")
        seeks = Sealed(urlsafe_b64decode(sealed)) if sealed else None
        return cls(group_id, kind, soon, tuple(how.split(",")) if how != "-" else (), seeks)
