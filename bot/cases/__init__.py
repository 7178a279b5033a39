"""Case discussions: a coarse card for the room, the case itself for those who are in, and the floor kept by a format.

Every word passes a screen before anybody but its author reads it. Whoever may know the client steps aside in private,
and nothing that the others see tells that somebody did. What was written is deleted here and in the chat at the
group's limit; a date, a format and minutes are left.
"""
