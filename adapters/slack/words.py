"""The adapter's own words: what is shown when Slack, and not a feature, is the reason for saying something."""

from bot.port import Onlookers

ONLOOKERS = Onlookers("whoever owns this Slack workspace", "whoever owns this Slack workspace", masks=True)
"""A workspace on a higher plan can export direct messages."""
ELSEWHERE = (
    "Tend belongs to another workspace than you, so it cannot do this for you. "
    "If your own workspace has Tend, use it there."
)
NOT_HERE = "Tend does not know what this button of Slack's is for. Type **/tend help** to see what you can do."
NOT_INSTALLED = "Tend is not installed in this workspace any more. Whoever looks after it can install it again."
SENT_BEFORE = "This was sent a moment ago and came back. Change something in it, and send it again."
WRITING = "Tend is still writing this down. You can wait here, or close this: you will be told."
IN_MESSAGES = "Tend has answered under Messages, beside this page."
STILL_OPEN = "It was not sent yet. What you wrote stands in the form."
