"""The week before a meeting and what is left of it: a card for whoever facilitates, an agenda that members fill, and
what a group wants to come back to.

It promises that the card goes along with the turn, that no line reaches the group before it was looked through for
what could identify a client, that what was on the agenda of a meeting that is called off waits for its owner's word,
that what members say of
their agreement afterwards is only ever a word about all of them, and that all of it is gone soon after it was of use.
"""
