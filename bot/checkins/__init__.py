"""Check-ins: a few questions a week, asked of each person in their own morning, and answered for themselves.

What somebody answers is theirs: sealed with their own key, shown to them alone, never repeated into the chat. A week
that was skipped, paused or not answered is nothing: it is not a zero, it is not counted and nobody is told.
"""
