"""Looking ahead: every meeting, part, check-in and reminder to come, as the group's wall and each member's show it.

It promises that looking changes nothing, that what is shown is what will happen if nobody changes anything, and that
the hour of a check-in is shown to nobody but whom it asks.
"""
