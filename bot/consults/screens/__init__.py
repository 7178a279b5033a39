"""Every word that is shown about consults, by who reads it; here what several of them say."""

from bot.consults import rules
from bot.support.actions import ShowSupport
from bot.ui import Button

SUPPORT = Button("Get support now", ShowSupport())
IT_HELPS = {
    "tell": "to be told what you think",
    "think": "somebody to think with",
    "listen": "somebody who just listens, without advice",
    rules.BESIDE: "somebody beside them",
}
BY_WHEN = {
    rules.URGENT: "urgent, after something terrible",
    rules.NOW: "now",
    rules.TODAY: "today",
    rules.WEEK: "this week",
}
NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four"}
AFTER = {
    "suicide": "after a client's suicide",
    "assault": "after an assault",
    "complaint": "after a complaint",
    "other": "after something as terrible",
}
