"""What can be typed after the words of check-ins, as the help lists it; the first way stands before others."""

ALSO = {
    "change / hour / time / day": "your own day and hour, by a form; or typed at once: checkin Thursday 8am",
    "default": "the group's day and hour again",
    "remind": "be reminded once",
    "once": "not be reminded",
    "between": "the hours between which you may be asked: checkin between 8am and 8pm",
    "any hour": "be asked at any hour again",
    "share": "with whom you could share the sentence of your last check-in; and take back what you shared",
    "pause": "as **pause**",
    "resume": "as **resume**",
}
"""What can be typed after `checkin`, and what it does."""
ALSO_QUIET = {
    "off / none / never / any hour": "be asked at any hour again",
}
"""What can be typed after `quiet`, and what it does."""
