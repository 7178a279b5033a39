"""What people say, and the words of Tend's that do it: found when nothing that was typed is known as it stands.

A saying that is the whole of what was typed, and only shows something, is answered at once. What changes something is
offered and never done by a guess. A saying may hold a hard hour ("I can't make it"), so support stands beside those.
"""

from collections.abc import Iterator, Mapping

from bot.feature import Command

SHOWS = {
    "help": (
        "what can you do / what can i do / what can i type / what do you do / what is this / what is tend / "
        "who are you / how does this work / how do i use this / get started / getting started / commands / menu"
    ),
    "meeting": (
        "when do we meet / when are we meeting / when is it / when's the meeting / when is the meeting / "
        "when is the next meeting / next meeting / next / upcoming / what time is the meeting / what time"
    ),
    "turns": (
        "whose turn / whose turn is it / who facilitates / who is facilitating / who's facilitating / "
        "who presents / who is presenting / who is next / who leads / facilitator / presenter / rota / "
        "rotation / roles"
    ),
    "weeks": (
        "trend / trends / my trend / graph / chart / my answers / my check-ins / my checkins / my week / "
        "progress / how am I doing / how have I been / my history"
    ),
    "agenda": "topics / what is on the agenda / what's on the agenda / what are we discussing / what is planned",
    "who": ("members / group members / who is in / who's in / who is here / who else / participants / list members"),
    "agreement": "rules / ground rules / contract / group agreement / confidentiality",
    "privacy": (
        "who can see / who can see this / who sees this / who can see my answers / is this private / "
        "is this confidential / gdpr / my data / what do you know about me / what is kept"
    ),
    "support": "emergency / crisis / help line / helpline / hotline / crisis line / lifeline / samaritans",
    "calendar": (
        "ical / ics / my calendar / google calendar / outlook / add to calendar / add to my calendar / "
        "subscribe to calendar"
    ),
    "hours": "cpd / ce hours / ce credits / certificate / my hours",
    "settings": "options / preferences / configure / set up / setup / change settings / group settings",
    "zone": "time zone / timezone / my timezone / wrong time / change time zone / change my timezone / clock",
    "buddies": "buddy / my buddy / partner",
    "results": "my results / my scores / scores",
    "inbox": "messages / missed messages",
}
"""By command: what is the same as typing it, where it only shows something."""
DOES = {
    "create": "start group / new group / begin group / make group / set up group / create group / open group",
    "join": "accept / sign up / let me in / add me / take part / i accept",
    "meeting not coming": (
        "can't make it / cannot make it / cant make it / can't come / cannot come / cant come / won't come / "
        "not able to come / unable to come / won't be there / can't be there / can't attend / "
        "can't on monday / can't on tuesday / can't on wednesday / can't on thursday / can't on friday"
    ),
    "meeting late": "running late / i'll be late / i will be late / be late / a bit late",
    "meeting coming": "i'll be there / i will be there / i'm coming / i am coming / i can come / count me in",
    "meeting move": (
        "move meeting / move it / another day / different day / other day / change date / change day / "
        "change meeting / we can't on / we can't / we cannot"
    ),
    "meeting cancel": (
        "skip meeting / cancel meeting / no meeting / call off / call it off / drop meeting / we can't / we cannot"
    ),
    "holiday": "no meeting / christmas / easter / summer break / winter break / vacation / holidays / bank holiday",
    "away": (
        "i'm away / i am away / i'll be away / i will be away / on leave / on holiday / on vacation / "
        "vacation / out of office / sick / off sick / i'm ill / i am ill / parental leave"
    ),
    "back": "i'm back / i am back / am back / back again / i have returned",
    "leave": "quit / unsubscribe / leave group / quit group / remove me / get me out",
    "turns pass": (
        "skip me / skip my turn / can't facilitate / cannot facilitate / cant facilitate / not my turn / "
        "can't present / pass my turn / can't do it / somebody else / someone else"
    ),
    "turns swap": "swap turns / swap with / trade / swap my turn",
    "turns volunteer": "ask for volunteer / volunteers",
    "checkin": "change my answer / change answer / answer again / redo / correct my answer",
    "checkin change": "different hour / another hour / change hour / change check-in / move check-in",
    "pause": (
        "no check-ins / no checkins / stop check-ins / stop checkins / stop asking / stop asking me / "
        "pause check-ins / skip check-ins / too many check-ins"
    ),
    "quiet": (
        "do not disturb / don't disturb / mute / dnd / silence / snooze / too many messages / not at night / "
        "notifications / quiet hours"
    ),
    "pulse": "survey / mood / group health / group pulse / how are we doing",
    "pulse open": "start survey / new pulse / start pulse",
    "support": (
        "i need help / need help / not ok / not okay / not well / bad week / hard week / bad day / "
        "feel awful / feel terrible / i'm exhausted / i am exhausted / i'm burnt out / burned out / burnt out"
    ),
    "consult": (
        "ask peer / ask colleague / ask for consult / help with client / peer consultation / advice / "
        "talk to somebody / talk to someone / talk to colleague / i need help / need help / supervision / "
        "stuck / bad week / hard week"
    ),
    "urgent": (
        "client died / client's suicide / client suicide / client killed / i was assaulted / was assaulted / "
        "complaint against me / complaint"
    ),
    "question": "ask group / ask everybody / ask everyone / ask all",
    "case": (
        "present case / bring case / discuss case / discuss client / case discussion / present client / "
        "supervision / new case / present a case"
    ),
    "agenda add": "bring something / add topic / new topic / bring topic / add item / add to agenda",
    "rehearse": "schedule / all meetings / dates / all dates / future meetings / coming meetings",
    "forget me": (
        "delete me / delete everything / delete my data / delete my account / delete account / erase me / "
        "erase everything / remove my data / forget everything"
    ),
    "export": "download / download my data / my file / get my data",
    "peers": "not with / my profile / profile / my languages",
    "measure": "questionnaire / test / burnout test / scale",
}
"""By what can be typed: what people say for it."""
LEFT_OUT = {"a", "an", "my", "our", "please", "the", "to", "for", "me"}
OPENINGS = (("show",), ("see",), ("what", "is"), ("what's",), ("where", "is"), ("where's",), ("give",), ("tell",))
"""How people ask to be shown something."""
AROUND = 3
"""Words before and after a saying that may stand there, as in "sorry, I can't make it today"."""
Commands = Mapping[str, Command]


def _words(typed: str) -> tuple[str, ...]:
    plain = typed.casefold().replace("’", "'")
    words = (word.strip(" .,;:!?…") for word in plain.split())
    return tuple(word for word in words if word and word not in LEFT_OUT)


def _every(table: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for means, sayings in table.items():
        yield from ((means, _words(one)) for one in sayings.split(" / "))


SHOWN = {said: means for means, said in _every(SHOWS)}
DONE = [(means, said) for means, said in _every(DOES) if said]


def shows(typed: str, commands: Commands) -> str:
    """The command that shows what this asks for, by a saying or as "show me the agenda"; "" if there is none."""
    said = _words(typed)
    for opening in OPENINGS:
        if said[: len(opening)] == opening:
            said = said[len(opening) :]
            if len(said) == 1 and said[0] in SHOWS:
                return said[0] if said[0] in commands else ""
    found = SHOWN.get(_words(typed)) or SHOWN.get(said) or ""
    return found if found in commands or found == "help" else ""


def does(typed: str, commands: Commands) -> list[str]:
    """What can be typed to do what this says; at most two, of the longest saying that is in it."""
    words = _words(typed)
    known = [(means, said) for means, said in DONE if means.partition(" ")[0] in commands and _within(said, words)]
    longest = max((len(said) for _, said in known), default=0)
    return list(dict.fromkeys(means for means, said in known if len(said) == longest))[:2]


def _within(said: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the words hold these, with few others around them."""
    if len(words) > len(said) + AROUND:
        return False
    return any(words[at : at + len(said)] == said for at in range(len(words) - len(said) + 1))
