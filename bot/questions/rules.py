"""How long a question stands, how long it may be, and how many one person may have open."""

from datetime import timedelta

LONGEST = 600
"""Characters of a question."""
STANDS = timedelta(days=30)
"""After this Tend takes it down where it can, and deletes the words."""
OPEN = 3
"""Questions that one member may have open at a time; more would drown the others'."""
GONE_WITHIN = timedelta(days=3)
"""Within this time what a forgotten member asked without a name goes, at an hour that tells nothing."""
GROUP, AROUND = "group", "around"
"""Who is asked: one's own group, or every group of the workspace that takes part."""
NAMED, MASKED = "named", "masked"
