"""How long words wait for their author, and how much of what was found in them is shown at once."""

from datetime import timedelta

KEPT = timedelta(days=1)
"""How long words wait for their author, from when they were last changed."""
MOST = 5
"""Findings that are shown at once; the others come when these are done with."""
AROUND = 24
"""Characters before and after a finding that are shown with it."""
SHOWN = 60
"""Characters of a finding that are shown: a web address can be longer than a message."""
ROOM = 2000
"""Characters of a message."""
FIELDS = 4
"""Fields of a form below the line about who could see them."""
