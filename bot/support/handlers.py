"""Showing the card, to the one who asked. It leaves no trace: no profile is made, no row is written."""

from bot.feature import Feature
from bot.port import Reply
from bot.support import screens
from bot.support.actions import ShowSupport
from bot.support.rules import country_of, known_lines, lines_for
from bot.turn import Turn

support = Feature("support")


@support.on(ShowSupport)
def show_support(turn: Turn, action: ShowSupport) -> Reply:
    zone = turn.heard.zone or (turn.profile.zone if turn.profile else "")
    return screens.card(lines_for(country_of(zone), turn.now.date(), known_lines()))


@support.command("support", "people to turn to now; nobody is told that you asked")
def support_by_word(turn: Turn, words: str) -> Reply:
    return show_support(turn, ShowSupport())
