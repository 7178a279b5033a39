"""The words around the agreement: reading it, accepting it, and hearing that it changed."""

from bot.groups.actions import Accept, Enter, NotNow, NotYet
from bot.groups.screens import titled
from bot.groups.tables import Agreement, Group
from bot.marks import quoted, when
from bot.ui import Button, Message

FIRST = """\
1. What is said here stays here. We speak about nobody's work outside the group. This ends where the law, or \
somebody's safety, asks one of us to speak; each of us judges that for ourselves, and tells the group where we can.

2. No clients by name. We leave out names, places, dates and whatever else could tell somebody who a client is, and \
say only what the question needs. Whoever thinks they know the client says so, and steps out of that conversation.

3. Consultation is not supervision. We think along with each other. Each of us remains responsible for our own work, \
and is free to leave any advice aside.

4. We lead together. Facilitating goes round. Any of us may change this group's settings; everybody is told, and any \
of us may undo it.

5. What Tend keeps. Who is in, our settings, and whose turn it is. What somebody answers in a check-in is locked away \
and shown to nobody else. Tend does not read our room. To see all of it, type: privacy."""
"""Version 1 of every group's agreement, for the group to make its own."""

ACCEPT_AND_JOIN, ACCEPT, NOT_NOW = "I accept and join", "I accept", "Not now"
NOT_ACCEPTED = (
    "Your group has changed its agreement, and you have not accepted the new text yet. You are still in; when you have "
    "a moment, type **agreement** to read it."
)
LATER = Message("That is fine. You are not in, and nobody was told. The group's Join button stays where it is.")
LATER_AS_MEMBER = Message("That is fine. You are still in. When you want to read it again, type **agreement**.")


def to_join(group: Group, agreement: Agreement, before: str = "") -> Message:
    """The agreement for somebody who wants to be in. `before` is a sentence that comes first."""
    foot = f"To be in, press or type **{ACCEPT_AND_JOIN}**; its room is then told. After **{NOT_NOW}** nobody is told."
    accept = Button(ACCEPT_AND_JOIN, Enter(group.id, agreement.version), "primary")
    return Message(_page(group, agreement, before, foot), (accept, Button(NOT_NOW, NotNow())))


def to_accept(group: Group, agreement: Agreement, before: str = "") -> Message:
    """The agreement for a member who has not accepted this version."""
    foot = f"If you agree, press or type **{ACCEPT}**. With **{NOT_NOW}** you stay in, and can read it again later."
    accept = Button(ACCEPT, Accept(group.id, agreement.version), "primary")
    return Message(_page(group, agreement, before, foot), (accept, Button(NOT_NOW, NotYet())))


def to_read(group: Group, agreement: Agreement) -> Message:
    foot = "You have accepted this version. Any member can change the text: type **settings**."
    return Message(_page(group, agreement, "", foot))


def _page(group: Group, agreement: Agreement, before: str, foot: str) -> str:
    head = f"**Agreement of {titled(group.name)}**, version {agreement.version}"
    return "\n\n".join(filter(None, [before, head, quoted(agreement.text), foot]))


def changed(group: Group, agreement: Agreement) -> Message:
    """Asks a member anew."""
    return to_accept(group, agreement, "Your group has another agreement now. Please read it.")


def changed_meanwhile(group: Group, agreement: Agreement, *, member: bool) -> Message:
    before = "The text has changed since you were shown it, so here it is as it stands now."
    return (to_accept if member else to_join)(group, agreement, before)


def accepted(group: Group) -> Message:
    return Message(f"Thank you. You have accepted version {group.agreement} of the agreement of {titled(group.name)}.")


def accepted_already(group: Group, agreement: Agreement) -> Message:
    return Message(
        f"You had accepted that already: version {agreement.version}, which has stood since "
        f"{when(agreement.since, 'date')}. Nothing changed."
    )
