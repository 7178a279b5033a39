"""Words that somebody typed to Tend: a press, an answer to a question, a command, or something close to one.

They are tried in that order, so that a number always means the latest message, and a word that is a command is never
taken for the label of an earlier button.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot import front, guessing, one_by_one, plaintext, sayings, screens
from bot.actions import Action, unpack
from bot.beside import Beside, joined
from bot.feature import Command
from bot.guessing import SMALL
from bot.port import Answers, Event, Refused, Reply
from bot.turn import Turn
from bot.typed import read
from bot.ui import Button, Invalid, Message

BEFORE_NOUNS = {"coming", "next", "this"}
A_SENTENCE, LONGEST_GUESSED = 6, 60
"""Words, and characters; more are a sentence, which may hold a bad hour."""
SHORT_SENTENCE, OF_ONESELF = 4, {"i", "i'm", "im", "i've", "ive", "i'll", "sorry"}
"""Words of one in which nothing was guessed, and how one with fewer begins: it may hold a bad hour as well."""
NOTHING_IN_PARTICULAR = {"me", "please", "all", "everything", "commands", "more", "tend", "help"}
"""What may stand behind *help* and asks for no word."""
YES_OR_NO = {"yes", "y", "yep", "yeah", "no", "n", "nope", "ok", "okay", "sure"}
"""Answers to what was shown last, if something was."""
GREETINGS = {"hi", "hello", "hey", "hi there", "hello there", "good morning", "good afternoon", "good evening"}
THANKS = {"thanks", "thank you", "thx", "many thanks", "thanks a lot", "thank you very much", "cheers"}
AT_THE_END = " .,;:!?…"
"""What somebody may put behind a word."""


class Words:
    """`do` runs an action in the Turn in which its words were heard; `heeding` is what will stand beside the reply."""

    def __init__(
        self,
        commands: Mapping[str, Command],
        do: Callable[[Turn, Action], Reply],
        heeding: Callable[[Event], Sequence[Beside]],
    ) -> None:
        self.commands, self.do, self.heeding = commands, do, heeding

    def understood(self, turn: Turn) -> Reply:
        """What the words come to. Raises what the handler of a press or a command raises."""
        if amid := self._amid_a_form(turn):
            return amid
        match plaintext.listen(turn):
            case one_by_one.Press(action, None):
                return self._pressed(turn, action)
            case one_by_one.Press(action, answers):
                return self._typed_form(turn, _pressing(turn, action, answers))
            case Message() as answer:
                return answer
            case None:
                return self._command(turn)

    def _amid_a_form(self, turn: Turn) -> Message | None:
        """Words of Tend's own while a form is being typed. One that is one anywhere is answered, and beneath it stands
        the question that the form has got to. Another may be an answer as well. A command of the platform's never is.
        """
        if turn.heard.command:
            one_by_one.forget_form(turn, read(turn, turn.heard.where, turn.heard.who.id))
            return None
        word, phrase = _split(turn.heard.text)
        command = self.commands.get(word)
        if command is None or (phrase and not _follows(command, phrase)):
            return None
        if command.anywhere and not phrase:
            asked = one_by_one.asked_now(turn)
            answer = command.answer(turn, "") if asked else None
            return joined(answer.text, answer.text, asked) if asked and isinstance(answer, Message) else None
        return one_by_one.doubt(turn)

    def _typed_form(self, turn: Turn, pressing: Turn) -> Reply:
        """A form whose last answer was typed. Refused: nothing of it is kept, and what was wrong is asked again."""
        typed = read(turn, turn.heard.where, turn.heard.who.id)
        savepoint = turn.session.begin_nested()
        try:
            reply = self.do(pressing, unpack(pressing.heard.action))
        except Refused as no:
            reply = Invalid({}, no.why)
        if isinstance(reply, Invalid) and typed:
            savepoint.rollback()
            return one_by_one.again(turn, typed, reply)
        one_by_one.forget_form(turn, read(turn, turn.heard.where, turn.heard.who.id))
        savepoint.commit()
        return reply

    def _pressed(self, turn: Turn, action: str) -> Reply:
        """A button's label was typed. If these words are what it stands for, they are those words and no press."""
        if _same(turn, action):
            return self._command(turn)
        return self.do(_pressing(turn, action, None), unpack(action))

    def _command(self, turn: Turn) -> Reply:
        asked = sayings.shows(turn.heard.text, self.commands)
        if asked and plaintext.recall(turn):  # such as Next, which closes a phase
            asked = ""
        word, rest = self._turned(*_split(asked or turn.heard.text))
        if word == "help":
            return self._help(turn, rest)
        if word in self.commands:
            return self.commands[word].answer(turn, rest)
        if (action := plaintext.recall(turn)) and not _same(turn, action):
            return self._pressed(turn, action)
        if self.heeding(turn.heard):
            return screens.NOT_FOR_TEND
        if nearly := self._nearly(word, rest):
            return self.commands[nearly[0]].answer(turn, nearly[1])
        return self._not_a_command(turn, " ".join(filter(None, (word, rest))))

    def _nearly(self, word: str, rest: str) -> tuple[str, str] | None:
        """A command as it can be spelt as well: "check-in", "follow ups", "meetings"."""
        second, _, others = rest.partition(" ")
        for spelt, after in ((word.replace("-", ""), rest), (word + second.casefold(), others)):
            for one in (spelt, spelt.removesuffix("s"), f"{spelt}s", f"{spelt.removesuffix('y')}ies"):
                if one in self.commands:
                    return one, after.strip()
        return None

    def _turned(self, word: str, rest: str) -> tuple[str, str]:
        """ "move our next meeting to Friday" as "meeting", "move to Friday"; anything else as it is."""
        words = [word, *rest.split()]
        while words and words[0].casefold() in SMALL:
            words = words[1:]
        verb, others = "".join(words[:1]).casefold(), words[1:]
        while others and others[0].casefold() in SMALL | BEFORE_NOUNS:
            others = others[1:]
        command = self.commands.get("".join(others[:1]).casefold())
        if command is None or verb not in command.leads:
            return word, rest
        return command.word, " ".join((verb, *others[1:]))

    def _help(self, turn: Turn, about: str) -> Message:
        """About a word, or a page of the help with a button to the next one; the first, unless a number was typed."""
        word, rest = _split(about)
        known = self._nearly(word, rest) or ((word, rest) if word in self.commands else None)
        if about and known:
            return screens.help_about(self.commands[known[0]])
        pages = screens.help_pages(list(self.commands.values()), new=turn.profile is None)
        number = min(max(int(about), 1), len(pages)) if about.isdecimal() else 1
        more = Button(screens.MORE_WORDS, front.Say(f"help {number % len(pages) + 1}"))
        page = replace(pages[number - 1], buttons=(more,) if len(pages) > 1 else ())
        if not about or about.isdecimal() or about.casefold() in NOTHING_IN_PARTICULAR:
            return page
        meant = guessing.guessed(about.casefold(), self.commands)
        return screens.help_elsewhere(meant) if meant else replace(page, text=f"{screens.NO_SUCH_WORD}\n{page.text}")

    def _not_a_command(self, turn: Turn, typed: str) -> Message:
        """What was meant, as far as it can be guessed; none of the words are said back. It has no buttons, so that
        numbers go on meaning what they meant before a slip.
        """
        plain = typed.casefold().replace("’", "'").strip(AT_THE_END)
        if plain in GREETINGS or plain in THANKS:
            return screens.HELLO if plain in GREETINGS else screens.WELCOME
        of_oneself = plain.partition(" ")[0] in OF_ONESELF
        if said := guessing.said(typed, self.commands):
            return screens.not_a_command(said, hard=of_oneself)
        if len(typed.split()) > A_SENTENCE or len(typed) > LONGEST_GUESSED:
            return screens.NOT_A_SENTENCE
        shown = plaintext.offered_lately(turn)
        if alike := guessing.labelled(plain, shown):
            return screens.nearly_a_button(alike)
        answers = plain in YES_OR_NO and 0 < len(shown) <= screens.A_FEW_BUTTONS
        meant = [] if answers else guessing.guessed(plain, self.commands)
        if not meant and (len(plain.split()) >= SHORT_SENTENCE or of_oneself):
            return screens.NOT_A_SENTENCE
        return screens.not_a_command(meant, shown)


def _follows(command: Command, phrase: str) -> bool:
    """Whether this is all that the command offers to be typed after it."""
    return any(phrase.casefold() in every.split(" / ") for every in command.also)


def _same(turn: Turn, action: str) -> bool:
    """Whether a button stands for the very words that were heard: to press it for them would never end."""
    means = unpack(action)
    return isinstance(means, front.Say) and means.words.strip().casefold() == turn.heard.text.strip().casefold()


def _pressing(turn: Turn, action: str, answers: Answers | None) -> Turn:
    """The Turn of typed words that turned out to be a press or a form."""
    return turn.hearing(replace(turn.heard, text="", action=action, answers=answers))


def _split(typed: str) -> tuple[str, str]:
    """The command and what comes after it: "/tend Weeks 4" and "weeks 4" are ("weeks", "4"); nothing is help."""
    words = typed.strip().removeprefix("/").split(maxsplit=1)
    if words and words[0].casefold() == "tend":
        words = words[1].split(maxsplit=1) if words[1:] else []
    word, rest = [*words, "", ""][:2]
    return word.casefold().rstrip(AT_THE_END) or "help", rest.strip()
