"""The week before a meeting and the hour after it: a card for whoever facilitates, so that nobody starts from nothing.

It promises that the card goes along with the turn, that it says nothing of any case, and that it can be had again.
"""
