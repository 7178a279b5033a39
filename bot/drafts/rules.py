"""How long words wait for their author, and how much of what was found in them is shown at once."""

from datetime import timedelta

KEPT = timedelta(days=1)
"""How long words wait for their author, from when they were last changed."""
MOST = 5
"""Findings that are shown at once; the others come when these are done with."""
AROUND = 24
"""Characters before and after a finding that are shown with it."""
